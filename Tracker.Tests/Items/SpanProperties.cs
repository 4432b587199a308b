using Tracker.Db.Items;
using Tracker.Domain.Items;
using Tracker.Tests.Figures;

namespace Tracker.Tests.Items;

/// <summary>The spans that are kept for speed are what follows from the entries, and nothing else.</summary>
public sealed class SpanProperties
{
    private RecordedHistories _recorded = null!;

    [OneTimeSetUp]
    public async Task Open() => _recorded = await RecordedHistories.New();

    [OneTimeTearDown]
    public async Task Close() => await _recorded.DisposeAsync();

    private const string SpansSql = """
        select
            item_id, from_on, nullif(to_on, 'infinity') as to_on, known_from, nullif(known_to, 'infinity') as known_to,
            programme_id, origin, year, membership, member_from, ending, ended_on, state, completed_on, reported_on, on_time, on_time_by_first_due_date, reason, result_document,
            time_phrase, start_on, due_on, first_due_on, due_provisional, number, group_name, position, title, lead_unit_id,
            cooperating_unit_ids, responsible_leader, officer, deliverable, activity_kind, note, source
        from item_spans
        where council_id = @Council
        order by from_on
        """;

    private const string OverlapsSql = """
        select count(*)
        from item_spans a
        join item_spans b
            on b.council_id = a.council_id
            and b.item_id = a.item_id
            and (b.from_on, b.known_from) > (a.from_on, a.known_from)
            and b.from_on < a.to_on
            and a.from_on < b.to_on
            and b.known_from < a.known_to
            and a.known_from < b.known_to
        where a.council_id = @Council
        """;

    [TestCase(21ul)]
    [TestCase(22ul)]
    public void Spans_are_exactly_what_the_entries_give_at_every_moment(ulong seed) => HistoryGenerator.Check(seed, 30, 14, history => Run(async () =>
    {
        var (council, ledger, _) = await _recorded.Record(history);
        await using var session = _recorded.Database.Open(council);
        var kept = await session.Query<SpanRow, ItemFacts>(SpansSql, null, "membership");
        foreach (var (item, entries) in ledger.Items)
        {
            var mine = kept.Where(k => k.Row.ItemId == item.Id).ToArray();
            Assert.That(mine.All(k => (k.Row.ProgrammeId, k.Row.Origin, k.Row.Year) == (item.ProgrammeId, item.Origin, item.Year)));
            foreach (var moment in ledger.Moments)
            {
                var found = mine.Where(k => k.Row.KnownFrom <= moment && !(k.Row.KnownTo <= moment)).Select(k => new Span(k.Row.FromOn, k.Row.ToOn, k.Facts)).ToArray();
                var expected = new ItemHistory(entries).Timeline(moment);
                Assert.That(found, Has.Length.EqualTo(expected.Count), $"{item.Id} at {moment:O}");
                foreach (var (a, b) in found.Zip(expected))
                    Assert.That((a.From, a.To) == (b.From, b.To) && a.Facts.Same(b.Facts), $"{item.Id} at {moment:O}: {a}, not {b}");
            }
        }
    }));

    [TestCase(23ul)]
    public void Spans_of_an_item_never_overlap(ulong seed) => HistoryGenerator.Check(seed, 20, 14, history => Run(async () =>
    {
        var (council, _, _) = await _recorded.Record(history);
        await using var session = _recorded.Database.Open(council);
        Assert.That(await session.Find<long>(OverlapsSql), Is.Zero);
    }));

    [TestCase(24ul)]
    public void Histories_read_back_as_they_were_recorded(ulong seed) => HistoryGenerator.Check(seed, 15, 14, history => Run(async () =>
    {
        var (council, ledger, sequences) = await _recorded.Record(history);
        await using var session = _recorded.Database.Open(council);
        var read = await new ItemStore(session).Histories([.. ledger.Items.Select(i => i.Item.Id)]);
        foreach (var (item, entries) in ledger.Items)
        {
            var expected = entries.Select(e => e with { Sequence = sequences[(int)e.Sequence], Supersedes = e.Supersedes is { } s ? sequences[(int)s] : null });
            Assert.That(read[item.Id].Select(e => Written(e.Entry)), Is.EqualTo(expected.Select(Written)));
        }
    }));

    private static string Written(Entry e) =>
        $"{e with { Change = new Change.Voided() }} {System.Text.Json.JsonSerializer.Serialize(e.Change, Db.Database.Json)}";

    private static void Run(Func<Task> work) => work().GetAwaiter().GetResult();

    private sealed record SpanRow
    {
        public Guid ItemId { get; init; }
        public DateOnly FromOn { get; init; }
        public DateOnly? ToOn { get; init; }
        public DateTimeOffset KnownFrom { get; init; }
        public DateTimeOffset? KnownTo { get; init; }
        public Guid? ProgrammeId { get; init; }
        public Origin Origin { get; init; }
        public int Year { get; init; }
    }
}
