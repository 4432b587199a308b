using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Tests.Items;
using Tracker.Tests.Programmes;

namespace Tracker.Tests.Figures;

/// <summary>What the database counts and lists is what the Domain says of the entries, whatever was recorded.</summary>
public sealed class FigureProperties
{
    private static readonly Completeness s_asked = new() { People = [ItemField.Officer], Authority = [ItemField.CooperatingUnits, ItemField.DueDay] };

    private RecordedHistories _recorded = null!;

    [OneTimeSetUp]
    public async Task Open() => _recorded = await RecordedHistories.New(new() { Completeness = s_asked });

    [OneTimeTearDown]
    public async Task Close() => await _recorded.DisposeAsync();

    [TestCase(11ul)]
    [TestCase(12ul)]
    public void Figures_are_those_of_the_definition(ulong seed) => Check(seed, 25, async (look, figures, _) =>
    {
        foreach (var groupBy in Enum.GetValues<GroupBy>())
        {
            var counted = await figures.Count(look.Scope, look.View, groupBy);
            Assert.That(Written(counted.Figures), Is.EqualTo(Written(look.Figures)), $"{look}");
            var expected = look.Facts.GroupBy(f => Key(groupBy, f)).ToDictionary(g => g.Key, g => FigureSet.Of(g, look.View.AsOf, s_asked));
            var groups = counted.Groups.Where(g => g.Figures[Figure.Total] + g.Figures.Counts.Values.Sum() > 0 || expected.ContainsKey(g.Key)).ToArray();
            Assert.That(groups.Select(g => (g.Key, Written(g.Figures))),
                Is.EquivalentTo(groupBy == GroupBy.None ? [] : expected.Select(e => (e.Key, Written(e.Value)))), $"{look} by {groupBy}");
            TimelineProperties.AddUp(counted.Figures);
            foreach (var figure in Enum.GetValues<Figure>().Where(_ => groupBy != GroupBy.None))
                Assert.That(counted.Groups.Sum(g => g.Figures[figure]), Is.EqualTo(counted.Figures[figure]));
            if (groupBy != GroupBy.Unit)
                continue;
            foreach (var unit in History.Units)
                Assert.That(counted.Groups.SingleOrDefault(g => g.Key == unit.ToString())?.Cooperating ?? 0,
                    Is.EqualTo(look.Facts.Count(f => f.InTotal && f.LeadUnitId != unit && f.CooperatingUnitIds.Contains(unit))), $"{look} cooperating");
        }
        var led = await figures.Count(look.Scope, look.View, GroupBy.Month, look.Unit);
        Assert.That(Written(led.Figures), Is.EqualTo(Written(FigureSet.Of(look.Facts.Where(f => f.LeadUnitId == look.Unit), look.View.AsOf, s_asked))), $"{look} of {look.Unit}");
    });

    [TestCase(13ul)]
    public void Several_scopes_each_on_its_own_day_are_counted_as_one_by_one(ulong seed) => HistoryGenerator.Check(seed, 15, 12, history => Run(async () =>
    {
        var (council, ledger, _) = await _recorded.Record(history);
        await using var session = _recorded.Database.Open(council);
        var asked = history.Glances.Select(g => (History.Scopes[g.Scope], g.AsOf)).ToArray();
        var sets = await new FigureStore(session).Count(asked, ledger.Now);
        foreach (var ((scope, day), set) in asked.Zip(sets))
            Assert.That(Written(set), Is.EqualTo(Written(new Look(ledger, scope, new(day, ledger.Now), default).Figures)));
    }));

    [TestCase(14ul)]
    public void A_list_holds_exactly_the_items_that_its_figure_counts(ulong seed) => Check(seed, 15, async (look, _, items) =>
    {
        foreach (var figure in Enum.GetValues<Figure>())
            await Lists(new() { Figures = [figure] }, f => figure.Counts(f, look.View.AsOf, s_asked), $"{figure}");
        foreach (var field in Enum.GetValues<ItemField>())
            await Lists(new() { Missing = field }, f => field.IsMissing(f), $"without {field}");
        await Lists(new(), _ => true, "everything");
        await Lists(new() { Unit = look.Unit, Figures = [Figure.Total] }, f => f.LeadUnitId == look.Unit && f.InTotal, "unit");
        await Lists(new() { CooperatingUnit = look.Unit }, f => f.InTotal && f.LeadUnitId != look.Unit && f.CooperatingUnitIds.Contains(look.Unit), "cooperating");
        foreach (var kind in look.Facts.Select(f => f.ActivityKind).Distinct())
            await Lists(new() { Activity = kind }, f => f.ActivityKind == kind, $"{kind}");
        await Lists(new() { DueTo = look.To }, f => f.DueOn <= look.To, $"due to {look.To}");
        foreach (var month in look.Facts.Select(f => Key(GroupBy.Month, f)).Distinct())
            await Lists(new() { Month = month }, f => Key(GroupBy.Month, f) == month, month);

        async Task Lists(ItemQuery query, Func<ItemFacts, bool> expected, string what)
        {
            var page = await items.List(query with { Scopes = [look.Scope], PageSize = 1000 }, look.View);
            var there = look.Items.Where(i => expected(i.Facts)).ToDictionary(i => i.Id, i => i.Facts);
            Assert.That(page.Items.Select(i => i.Id), Is.EquivalentTo(there.Keys), $"{look} {what}");
            Assert.That(page.Total, Is.EqualTo(there.Count));
            Assert.That(page.Items.All(i => i.Facts.Same(there[i.Id])), $"{look} {what}");
        }
    });

    [TestCase(15ul)]
    [TestCase(16ul)]
    public void What_happened_in_a_period_is_what_the_definition_finds_day_by_day(ulong seed) => Check(seed, 20, async (look, figures, items) =>
    {
        var counted = (await figures.Count(look.Scope, look.View, period: (look.From, look.To))).Period!;
        var ofUnit = (await figures.Count(look.Scope, look.View, unit: look.Unit, period: (look.From, look.To))).Period!;
        foreach (var (what, count, led) in new[]
        {
            (PeriodEvent.Completed, counted.Completed, ofUnit.Completed), (PeriodEvent.Added, counted.Added, ofUnit.Added),
            (PeriodEvent.Withdrawn, counted.Withdrawn, ofUnit.Withdrawn), (PeriodEvent.BecameOverdue, counted.BecameOverdue, ofUnit.BecameOverdue),
        })
        {
            var expected = look.Histories.Where(i => what.Happened(i.History, look.View, look.From, look.To)).Select(i => i.Id).ToArray();
            Assert.That(count, Is.EqualTo(expected.Length), $"{look} {what}");
            Assert.That(led, Is.EqualTo(look.Items.Count(i => i.Facts.LeadUnitId == look.Unit && expected.Contains(i.Id))), $"{look} {what} of {look.Unit}");
            var page = await items.List(new() { Scopes = [look.Scope], Event = what, From = look.From, To = look.To, PageSize = 1000 }, look.View);
            Assert.That(page.Items.Select(i => i.Id), Is.EquivalentTo(expected), $"{look} {what}");
        }
    });

    [TestCase(17ul)]
    public void After_an_amendment_the_database_counts_what_the_entries_say(ulong seed) => HistoryGenerator.Check(seed, 12, 12, history => Run(async () =>
    {
        var (council, ledger, _) = await _recorded.Record(history);
        await using var session = _recorded.Database.Open(council);
        var (items, figures, today) = (new ItemStore(session), new FigureStore(session), new DateOnly(2019, 6, 30));
        var programme = (await new ProgrammeStore(session).Find(History.Programmes[0].Id, new(Viewpoint.LastDay, ledger.Now.AddYears(1))))!;
        var scope = new Scope(programme.Year, Origin.Programme, programme.Id);
        var paper = new AmendmentPaper("45/QĐ-HĐND", history.Glances[0].AsOf, history.Glances[0].AsOf, "Điều chỉnh");
        var known = await items.Histories(await items.In([scope]));
        var amending = new Amending(paper, programme, id => new(new(id, Origin.Programme, programme.Year, programme.Id), known[id].Select(e => e.Entry), programme, new(), today), 100);
        var parts = new List<AmendmentPart>();
        foreach (var step in AmendingProperties.Steps([.. known.Select(h => h.Key)], paper.EffectiveOn))
        {
            try
            {
                parts.Add(amending.Take(step));
            }
            catch (RuleBroken)
            {
                // What can't be amended isn't.
            }
        }
        await new AmendmentStore(session).Add(Guid.CreateVersion7(), programme, programme.Version, paper, [.. parts.SelectMany(p => p.Items)], [.. parts.SelectMany(p => p.Entries)], [], null);
        var after = await items.Histories(await items.In([scope]));
        foreach (var day in history.Glances.Select(g => g.AsOf).Append(paper.EffectiveOn).Append(paper.EffectiveOn.AddDays(-1)))
        {
            var counted = (await figures.Count(scope, new(day, ledger.Now))).Figures;
            var expected = FigureSet.Of(after.Select(h => new ItemHistory(h.Select(e => e.Entry)).At(day, ledger.Now)).OfType<ItemFacts>(), day, s_asked);
            Assert.That(Written(counted), Is.EqualTo(Written(expected)), $"{day}");
            TimelineProperties.AddUp(counted);
        }
    }));

    /// <summary>What one glance at a history must show, from the entries alone.</summary>
    private sealed record Look(Ledger Ledger, Scope Scope, Viewpoint View, Guid Unit)
    {
        public DateOnly From { get; init; }
        public DateOnly To { get; init; }
        public IReadOnlyList<(Guid Id, ItemHistory History)> Histories { get; } = [.. Ledger.In(Scope)];
        public IReadOnlyList<(Guid Id, ItemFacts Facts)> Items =>
            [.. Histories.Select(i => (i.Id, Facts: i.History.At(View.AsOf, View.KnownAt))).Where(i => i.Facts is not null).Select(i => (i.Id, i.Facts!))];
        public IEnumerable<ItemFacts> Facts => Items.Select(i => i.Facts);
        public FigureSet Figures => FigureSet.Of(Facts, View.AsOf, s_asked);

        public override string ToString() => $"{Scope} {View} {From}–{To}";
    }

    private void Check(ulong seed, int cases, Func<Look, FigureStore, ItemStore, Task> property) => HistoryGenerator.Check(seed, cases, 12, history => Run(async () =>
    {
        var (council, ledger, _) = await _recorded.Record(history);
        await using var session = _recorded.Database.Open(council);
        foreach (var glance in history.Glances)
        {
            var look = new Look(ledger, History.Scopes[glance.Scope], ledger.View(glance), History.Units[glance.Unit]) { From = glance.From, To = glance.To };
            await property(look, new(session), new(session));
        }
    }));

    private static void Run(Func<Task> work) => work().GetAwaiter().GetResult();

    private static string Key(GroupBy by, ItemFacts facts) => by switch
    {
        GroupBy.Unit => facts.LeadUnitId.ToString(),
        GroupBy.Activity => facts.ActivityKind.ToString()[..1].ToLowerInvariant() + facts.ActivityKind.ToString()[1..],
        GroupBy.Month => facts.DueOn?.ToString("yyyy-MM") ?? "none",
        _ => "",
    };

    private static string Written(FigureSet set) => string.Join(' ', Enum.GetValues<Figure>().Select(f => $"{f}={set[f]}"));
}
