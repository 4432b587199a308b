using Tracker.Db.Councils;
using Tracker.Db.Histories;
using Tracker.Db.Items;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Domain.Sessions;

namespace Tracker.Db.Sessions;

/// <summary>What was said of an event at one time, and whose due days moved with it.</summary>
/// <param name="Event">As it was from then on.</param>
/// <param name="Moved">Sequences of the entries by which items moved.</param>
/// <param name="By">Display name; null when the program did.</param>
public sealed record EventEntry(CouncilEvent Event, DateTimeOffset RecordedAt, DateTimeOffset? SupersededAt, bool Voided, IReadOnlyList<long> Moved, string? By);

/// <summary>Sessions of the council and other events that due days are counted from, each with its own short history.</summary>
public sealed class EventStore(Session session)
{
    private static readonly Chronicle Said = new("events", "event_entries", "event_id", "kind, year, name, opens_on, closes_on, provisional, document, moved");

    private static readonly string StandingSql = $"""
        {Said.StandingSql}
            and (@Year::int is null or year = @Year)
        order by year desc, coalesce(opens_on, make_date(year, 12, 31)), name, id
        """;

    /// <summary>All that stand as known at a moment (now unless given), the latest year first and in order of their days within it.</summary>
    public async Task<IReadOnlyList<CouncilEvent>> All(int? year = null, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(StandingSql, new { Id = (Guid?)null, year, KnownAt = knownAt ?? session.Now }, cancel)).Select(r => r.ToEvent())];

    public async Task<CouncilEvent?> Find(Guid id, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        (await session.Find<Row>(StandingSql, new { id, Year = (int?)null, KnownAt = knownAt ?? session.Now }, cancel))?.ToEvent();

    /// <summary>Everything that was said of it, the latest first.</summary>
    public async Task<IReadOnlyList<EventEntry>> History(Guid id, CancellationToken cancel = default) =>
        [.. (await Said.Entries<Row>(session, id, cancel)).Select(r => new EventEntry(r.ToEvent(), r.RecordedAt, r.SupersededAt, r.Voided, r.Moved, r.By))];

    private const string MovedSql = """
        select e.sequence, e.item_id
        from entries e
        where e.council_id = @Council
            and e.sequence = any (@Sequences)
        order by e.sequence
        """;

    /// <summary>What these entries of items did: whose due day went from where to where.</summary>
    public async Task<IReadOnlyList<MovedDay>> Moved(IReadOnlyCollection<long> sequences, CancellationToken cancel = default)
    {
        var rows = await session.Query<MovedRow>(MovedSql, new { Sequences = sequences.ToArray() }, cancel);
        var histories = await new ItemStore(session).Histories([.. rows.Select(r => r.ItemId).Distinct()], cancel);
        return [.. rows.Select(r => MovedDay.Of(r.ItemId, [.. histories[r.ItemId].Select(e => e.Entry)], r.Sequence))];
    }

    private sealed record MovedRow
    {
        public long Sequence { get; init; }
        public Guid ItemId { get; init; }
    }

    /// <summary>Events of one council are made and changed one after the other, so that what moves with them is whole.</summary>
    public Task Lock(CancellationToken cancel = default) => session.Lock("events", cancel);

    /// <summary>Makes an event; open items whose phrase names it take its day in the same transaction.</summary>
    /// <param name="on">First day on which moved due days hold; today unless given.</param>
    /// <exception cref="RuleBroken">It can't be, or the year has its regular session.</exception>
    public async Task<IReadOnlyList<EventMove>> Add(CouncilEvent added, Recording by, DateOnly? on = null, CancellationToken cancel = default)
    {
        await Lock(cancel);
        await Check(added, cancel);
        var (moves, entries) = await Move(added, by, on, cancel);
        await Said.Add(session, added.Id, Columns(added, entries), by, cancel);
        return moves;
    }

    /// <summary>Says the whole of an event anew, from its <see cref="CouncilEvent.Version"/>; what is counted from it moves in the same transaction.</summary>
    /// <param name="on">First day on which moved due days hold; today unless given.</param>
    /// <exception cref="VersionConflict"/>
    /// <exception cref="RuleBroken">It can't be, or the year has its regular session.</exception>
    public async Task<IReadOnlyList<EventMove>> Change(CouncilEvent changed, Recording by, DateOnly? on = null, CancellationToken cancel = default)
    {
        await Lock(cancel);
        await Check(changed, cancel);
        await Said.Touch(session, changed.Id, changed.Version, cancel);
        var (moves, entries) = await Move(changed, by, on, cancel);
        await Said.Say(session, changed.Id, Columns(changed, entries), by, cancel);
        return moves;
    }

    /// <summary>It never belonged. Nothing may be counted from it any more.</summary>
    /// <exception cref="VersionConflict"/>
    /// <exception cref="RuleBroken">Open items are counted from it.</exception>
    public async Task Void(CouncilEvent wrong, Recording by, CancellationToken cancel = default)
    {
        await Lock(cancel);
        if ((await Counted(wrong, cancel)) is { Count: > 0 } counted)
            throw new RuleBroken($"Còn {counted.Count} nhiệm vụ tính thời hạn theo “{wrong.Name}”, nên không gỡ được. Hãy sửa ngày, hoặc bỏ trống ngày khai mạc nếu chưa biết.", "event-counted-from");
        await Said.Change(session, wrong.Id, wrong.Version, Columns(wrong, []), by, cancel, voided: true);
    }

    private const string NamingSql = """
        select distinct e.item_id
        from entries e
        join items i on i.council_id = e.council_id and i.id = e.item_id
        where e.council_id = @Council
            and e.kind = 'scheduled'
            and e.superseded_at = 'infinity'
            and (
                e.change #>> '{anchor,event}' = @Id::text
                or @IsRegular and i.year between @FirstYear - 1 and @LastYear + 1 and position('ky hop' in folded(e.change ->> 'phrase')) > 0
            )
        """;

    /// <summary>Items whose standing due day is counted from it, decided ones too.</summary>
    public async Task<IReadOnlyList<Guid>> Counted(CouncilEvent from, CancellationToken cancel = default)
    {
        var (items, histories) = await Naming(from, null, cancel);
        return [.. items.Where(i => EventMoves.Counts(from, i, [.. histories[i.Id].Select(e => e.Entry)])).Select(i => i.Id)];
    }

    /// <summary>Where the due days of open items would go if the event were so.</summary>
    public async Task<IReadOnlyList<EventMove>> Moves(CouncilEvent changed, DateOnly? on = null, CancellationToken cancel = default)
    {
        var former = await Find(changed.Id, cancel: cancel);
        var (items, histories) = await Naming(changed, former, cancel);
        var (settings, today) = ((await CouncilStore.Find(session, cancel)).Settings, Domain.Councils.Council.DayOf(session.Now));
        return [.. items.SelectMany(i => EventMoves.Of(changed, former, i, [.. histories[i.Id].Select(e => e.Entry)], settings, on ?? today)).OrderBy(m => m.To).ThenBy(m => m.ItemId)];
    }

    private async Task<(IReadOnlyList<NewItem> Items, ILookup<Guid, RecordedEntry> Histories)> Naming(CouncilEvent named, CouncilEvent? former, CancellationToken cancel, bool hold = false)
    {
        var other = former ?? named;
        var ids = await session.Query<Guid>(NamingSql, new
        {
            named.Id, IsRegular = named.IsRegular || other.IsRegular, FirstYear = Math.Min(named.Year, other.Year), LastYear = Math.Max(named.Year, other.Year),
        }, cancel);
        var store = new ItemStore(session);
        if (hold)
            await store.These(ids, true, cancel);
        return (await session.Query<NewItem>(HeadsSql, new { Ids = ids.ToArray() }, cancel), await store.Histories(ids, cancel));
    }

    private const string HeadsSql = """
        select id, origin, year, programme_id
        from items
        where council_id = @Council
            and id = any (@Ids)
        order by id
        """;

    private async Task<(IReadOnlyList<EventMove> Moves, IReadOnlyList<long> Entries)> Move(CouncilEvent said, Recording by, DateOnly? on, CancellationToken cancel)
    {
        await RecordingLock.Share(session, cancel);
        await Naming(said, await Find(said.Id, cancel: cancel), cancel, hold: true);
        var moves = await Moves(said, on, cancel);
        return (moves, await new ItemRecorder(session).Record([], [.. moves.Select(m => m.Entry)], by, cancel: cancel));
    }

    private async Task Check(CouncilEvent said, CancellationToken cancel)
    {
        said.Check();
        if (said.IsRegular && (await All(said.Year, cancel: cancel)).FirstOrDefault(e => e.Kind == said.Kind && e.Id != said.Id) is { } there)
            throw new RuleBroken($"Năm {said.Year} đã có “{there.Name}”. Hãy sửa kỳ họp đó; kỳ họp không thường lệ thì chọn loại chuyên đề hoặc bất thường.", "session-exists");
    }

    private static object Columns(CouncilEvent said, IReadOnlyList<long> moved) => new
    {
        said.Kind, said.Year, said.Name, said.OpensOn, said.ClosesOn, said.Provisional, said.Document, moved,
    };

    private sealed record Row : Told
    {
        public EventKind Kind { get; init; }
        public int Year { get; init; }
        public string Name { get; init; } = "";
        public DateOnly? OpensOn { get; init; }
        public DateOnly? ClosesOn { get; init; }
        public bool Provisional { get; init; }
        public string? Document { get; init; }
        public long[] Moved { get; init; } = [];

        public CouncilEvent ToEvent() => new(Id, Version, Kind, Year, Name, OpensOn, ClosesOn, Provisional, Document);
    }
}
