using Tracker.Domain;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Tests.Items;

namespace Tracker.Tests.Programmes;

/// <summary>What an amendment of any programme comes to, whatever its items had been through.</summary>
public sealed class AmendingProperties
{
    private static readonly DateOnly s_today = new(2019, 6, 30);

    [TestCase(31ul)]
    [TestCase(32ul)]
    public void Totals_change_by_what_the_amendment_does_and_only_from_its_day_on(ulong seed)
    {
        var taken = new Dictionary<Amended, int>();
        HistoryGenerator.Check(seed, 250, 10, history =>
        {
            var ledger = Ledger.Of(history);
            var programme = new Programme(History.Programmes[0].Id, 1, 2019, ProgrammeKind.Annual, "01/CTr-HĐND", "Chương trình", new(2018, 12, 1), null, Ledger.Start);
            var items = ledger.Items.Where(i => i.Item.ProgrammeId == programme.Id).ToDictionary(i => i.Item.Id, i => (IReadOnlyList<Entry>)i.Entries);
            var on = history.Glances[0].AsOf is var day && day < s_today ? day : s_today;
            if (on < programme.IssuedOn)
                return;
            var paper = new AmendmentPaper("45/QĐ-HĐND", on, on, "Điều chỉnh");
            paper.Check(programme, s_today);
            var amending = new Amending(paper, programme, id => new Item(new(id, Origin.Programme, 2019, programme.Id), items[id], programme, new(), s_today), 100);
            var recorded = new List<NewEntry>();
            foreach (var step in Steps([.. items.Keys], on))
            {
                try
                {
                    recorded.AddRange(amending.Take(step).Entries);
                }
                catch (RuleBroken)
                {
                    // Most items can't be amended any more, or not on that day: the sentence is another test's.
                }
            }

            var amendment = Guid.NewGuid();
            (Entry Entry, Guid? By)[] All(Guid id) =>
            [
                .. items.GetValueOrDefault(id, []).Select(e => (e, (Guid?)null)),
                .. recorded.Where(e => e.ItemId == id).Select((e, place) => (new Entry(long.MaxValue / 2 + place, e.EffectiveOn, ledger.Now, e.Change, null, null, e.Document), (Guid?)amendment)),
            ];
            Guid[] ids = [.. items.Keys.Concat(recorded.Select(e => e.ItemId)).Distinct()];
            var did = ids.Select(id => AmendedItem.Of(id, amendment, on, All(id), ledger.Now)).OfType<AmendedItem>().ToArray();
            foreach (var one in did)
                taken[one.What] = taken.GetValueOrDefault(one.What) + 1;
            int Did(Amended what) => did.Count(d => d.What == what);

            foreach (var look in new[] { on.AddDays(-1), on, on.AddDays(45), Viewpoint.LastDay })
            {
                var before = Figures(items.Values.Select(e => e), look);
                var after = Figures(ids.Select(id => All(id).Select(e => e.Entry)), look);
                TimelineProperties.AddUp(after);
                if (look < on)
                {
                    Assert.That(after.Same(before), "nothing before the day");
                    continue;
                }
                Assert.That(after[Figure.Issued], Is.EqualTo(before[Figure.Issued]), "as issued stays as issued");
                Assert.That(after[Figure.Added] - before[Figure.Added], Is.EqualTo(Did(Amended.Added)));
                Assert.That(after[Figure.Withdrawn] - before[Figure.Withdrawn], Is.EqualTo(Did(Amended.Withdrawn)));
                Assert.That(after[Figure.Formed] - before[Figure.Formed], Is.EqualTo(Did(Amended.Piece) + Did(Amended.Union)));
                Assert.That(after[Figure.Dissolved] - before[Figure.Dissolved], Is.EqualTo(Did(Amended.Split) + Did(Amended.Merged)));
                Assert.That(after[Figure.Total] - before[Figure.Total],
                    Is.EqualTo(Did(Amended.Added) + Did(Amended.Piece) + Did(Amended.Union) - Did(Amended.Withdrawn) - Did(Amended.Split) - Did(Amended.Merged)));
            }
            foreach (var whole in did.Where(d => d is { What: Amended.Split, Before.FirstDueOn: not null } && !items[d.Id].Any(e => e.Change is Change.Scheduled { Occurrence: not null })))
                Assert.That(whole.Into.Select(piece => did.Single(d => d.Id == piece).After.FirstDueOn), Is.All.LessThanOrEqualTo(whole.Before!.FirstDueOn!.Value), "no split hides the first due day");

            FigureSet Figures(IEnumerable<IEnumerable<Entry>> all, DateOnly look) =>
                FigureSet.Of(all.Select(e => new ItemHistory(e).At(look, ledger.Now)).OfType<ItemFacts>(), look);
        });
        Assert.That(taken.Keys, Is.EquivalentTo(Enum.GetValues<Amended>()), "every way of amending occurred");
    }

    /// <summary>Each item once: withdrawn, extended, split, merged with the next, in turn; and one that is added.</summary>
    internal static IEnumerable<AmendmentStep> Steps(IReadOnlyList<Guid> items, DateOnly on)
    {
        AmendedContent Content(string title, DateOnly? due) => new(
            Guid.NewGuid(), new() { Title = title, LeadUnitId = History.Units[0] }, due is null ? [] : [new(due)]);
        yield return new(AmendmentAction.Add, [], [Content("Nội dung bổ sung", on.AddDays(30))]);
        for (var i = 0; i < items.Count; i++)
        {
            switch ((i + on.DayNumber) % 4)
            {
                case 0:
                    yield return new(AmendmentAction.Withdraw, [items[i]], []);
                    break;
                case 1:
                    yield return new(AmendmentAction.Extend, [items[i]], [], on.AddDays(200));
                    break;
                case 2:
                    yield return new(AmendmentAction.Split, [items[i]], [Content("Phần một", null), Content("Phần hai", on.AddDays(i % 2 == 0 ? 60 : -60))]);
                    break;
                case 3 when i + 1 < items.Count:
                    yield return new(AmendmentAction.Merge, [items[i], items[++i]], [Content("Nội dung gộp", i % 2 == 0 ? null : on.AddDays(90))]);
                    break;
            }
        }
    }
}
