using Tracker.Db.Coordination;
using Tracker.Db.Items;
using Tracker.Domain.Coordination;
using Tracker.Domain.Items;
using Tracker.Tests.Figures;
using Tracker.Tests.Items;

namespace Tracker.Tests.Coordination;

/// <summary>What the database counts and lists of duties is what the Domain says of the entries, whatever was recorded.</summary>
public sealed class DutyProperties
{
    private RecordedHistories _recorded = null!;

    [OneTimeSetUp]
    public async Task Open() => _recorded = await RecordedHistories.New();

    [OneTimeTearDown]
    public async Task Close() => await _recorded.DisposeAsync();

    [TestCase(21ul)]
    [TestCase(22ul)]
    public void The_index_is_that_of_the_definition_and_its_lists_hold_exactly_what_it_counts(ulong seed) => HistoryGenerator.Check(seed, 20, 12, history => Run(async () =>
    {
        var (council, ledger, _) = await _recorded.Record(history);
        await using var session = _recorded.Database.Open(council);
        foreach (var glance in history.Glances)
        {
            var (scope, view) = (History.Scopes[glance.Scope], ledger.View(glance));
            var items = ledger.In(scope).Select(i => (i.Id, Facts: i.History.At(view.AsOf, view.KnownAt))).Where(i => i.Facts is not null).Select(i => (i.Id, Facts: i.Facts!)).ToArray();
            var counted = await new DutyStore(session).Count([scope], view, glance.From, glance.To);
            Assert.That(counted.Select(c => (c.UnitId, c.Counts)), Is.EquivalentTo(items.GroupBy(i => i.Facts.LeadUnitId)
                .Select(g => (UnitId: g.Key, Counts: DutyCounts.Of(g.Select(i => i.Facts), glance.From, glance.To, view.AsOf))).Where(g => g.Counts.Due > 0)), $"{glance}");
            foreach (var figure in Enum.GetValues<DutyFigure>())
            {
                var expected = items.Where(i => figure.Counts(i.Facts, glance.From, glance.To, view.AsOf)).Select(i => i.Id).ToArray();
                var page = await new ItemStore(session).List(new() { Scopes = [scope], Duty = figure, From = glance.From, To = glance.To, PageSize = 1000 }, view);
                Assert.That(page.Items.Select(i => i.Id), Is.EquivalentTo(expected), $"{glance} {figure}");
                Assert.That(DutyCounts.Sum(counted.Select(c => c.Counts))[figure], Is.EqualTo(expected.Length), $"{glance} {figure}");
            }
        }
    }));

    private static void Run(Func<Task> work) => work().GetAwaiter().GetResult();
}
