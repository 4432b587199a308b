using Tracker.Db.Items;
using Tracker.Domain;
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
    private const string StandingSql = """
        select e.id, e.version, s.kind, s.year, s.name, s.opens_on, s.closes_on, s.provisional, s.document
        from events e
        join event_entries s
            on s.council_id = e.council_id
            and s.event_id = e.id
            and s.recorded_at <= @KnownAt
            and s.superseded_at > @KnownAt
        where e.council_id = @Council
            and not s.voided
            and (@Id::uuid is null or e.id = @Id)
            and (@Year::int is null or s.year = @Year)
        order by s.year desc, coalesce(s.opens_on, make_date(s.year, 12, 31)), s.name, e.id
        """;

    /// <summary>All that stand as known at a moment (now unless given), the latest year first and in order of their days within it.</summary>
    public async Task<IReadOnlyList<CouncilEvent>> All(int? year = null, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(StandingSql, new { Id = (Guid?)null, year, KnownAt = knownAt ?? session.Now }, cancel)).Select(r => r.ToEvent())];

    public async Task<CouncilEvent?> Find(Guid id, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        (await session.Find<Row>(StandingSql, new { id, Year = (int?)null, KnownAt = knownAt ?? session.Now }, cancel))?.ToEvent();

    private const string HistorySql = """
        select e.event_id as id, 0 as version, e.kind, e.year, e.name, e.opens_on, e.closes_on, e.provisional, e.document,
            e.recorded_at, nullif(e.superseded_at, 'infinity') as superseded_at, e.voided, e.moved,
            (select display_name from accounts where council_id = @Council and id = e.account_id) as by
        from event_entries e
        where e.council_id = @Council
            and e.event_id = @Id
        order by e.sequence desc
        """;

    /// <summary>Everything that was said of it, the latest first.</summary>
    public async Task<IReadOnlyList<EventEntry>> History(Guid id, CancellationToken cancel = default) =>
        [.. (await session.Query<EntryRow>(HistorySql, new { id }, cancel)).Select(r => new EventEntry(r.ToEvent(), r.RecordedAt, r.SupersededAt, r.Voided, r.Moved, r.By))];

    private const string LockSql = "select pg_advisory_xact_lock(hashtextextended('tracker.events:' || @Council::text, 0))";

    /// <summary>Events of one council are made and changed one after the other, so that what moves with them is whole.</summary>
    public Task Lock(CancellationToken cancel = default) => session.Execute(LockSql, cancel: cancel);

    private const string AddSql = "insert into events (council_id, id, created_at) values (@Council, @Id, @Now)";

    /// <exception cref="RuleBroken">It can't be, or the year has its regular session.</exception>
    public async Task Add(CouncilEvent added, Recording by, IReadOnlyList<long>? moved = null, CancellationToken cancel = default)
    {
        await Lock(cancel);
        await Check(added, cancel);
        await session.Execute(AddSql, new { added.Id, Now = await RecordingLock.Share(session, cancel) }, cancel);
        await AddEntry(added, by, false, moved, cancel);
    }

    private const string TouchSql = """
        update events
        set version = version + 1
        where council_id = @Council
            and id = @Id
            and version = @Version
        """;

    /// <summary>Says the whole of an event anew, from its <see cref="CouncilEvent.Version"/>.</summary>
    /// <param name="moved">Sequences of the items' entries that say where their due days went.</param>
    /// <exception cref="VersionConflict"/>
    /// <exception cref="RuleBroken">It can't be, or the year has its regular session.</exception>
    public async Task Change(CouncilEvent changed, Recording by, IReadOnlyList<long>? moved = null, CancellationToken cancel = default)
    {
        await Lock(cancel);
        await Check(changed, cancel);
        await Touch(changed, cancel);
        await AddEntry(changed, by, false, moved, cancel);
    }

    /// <summary>It never belonged.</summary>
    /// <exception cref="VersionConflict"/>
    public async Task Void(CouncilEvent wrong, Recording by, CancellationToken cancel = default)
    {
        await Lock(cancel);
        await Touch(wrong, cancel);
        await AddEntry(wrong, by, true, null, cancel);
    }

    private async Task Touch(CouncilEvent changed, CancellationToken cancel)
    {
        if (await session.Execute(TouchSql, new { changed.Id, changed.Version }, cancel) == 0)
            throw new VersionConflict(changed.Id, (await Find(changed.Id, cancel: cancel))?.Version ?? changed.Version);
    }

    private async Task Check(CouncilEvent said, CancellationToken cancel)
    {
        said.Check();
        if (said.IsRegular && (await All(said.Year, cancel: cancel)).FirstOrDefault(e => e.Kind == said.Kind && e.Id != said.Id) is { } there)
            throw new RuleBroken($"Năm {said.Year} đã có “{there.Name}”. Hãy sửa kỳ họp đó; kỳ họp không thường lệ thì chọn loại chuyên đề hoặc bất thường.", "session-exists");
    }

    private const string AddEntrySql = """
        update event_entries
        set superseded_at = @Now
        where council_id = @Council
            and event_id = @Id
            and superseded_at = 'infinity';
        insert into event_entries (council_id, event_id, recorded_at, supersedes, kind, year, name, opens_on, closes_on, provisional, document, voided, moved, account_id)
        select @Council, @Id, @Now, max(sequence), @Kind, @Year, @Name, @OpensOn, @ClosesOn, @Provisional, @Document, @Voided, @Moved, @AccountId
        from event_entries
        where council_id = @Council
            and event_id = @Id
        """;

    private async Task AddEntry(CouncilEvent said, Recording by, bool voided, IReadOnlyList<long>? moved, CancellationToken cancel)
    {
        var now = await RecordingLock.Share(session, cancel);
        await session.Execute(AddEntrySql, new
        {
            said.Id, now, Kind = ItemStore.Text(said.Kind), said.Year, said.Name, said.OpensOn, said.ClosesOn, said.Provisional, said.Document, voided, Moved = moved?.ToArray() ?? [], by.AccountId,
        }, cancel);
    }

    private record Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public EventKind Kind { get; init; }
        public int Year { get; init; }
        public string Name { get; init; } = "";
        public DateOnly? OpensOn { get; init; }
        public DateOnly? ClosesOn { get; init; }
        public bool Provisional { get; init; }
        public string? Document { get; init; }

        public CouncilEvent ToEvent() => new(Id, Version, Kind, Year, Name, OpensOn, ClosesOn, Provisional, Document);
    }

    private sealed record EntryRow : Row
    {
        public DateTimeOffset RecordedAt { get; init; }
        public DateTimeOffset? SupersededAt { get; init; }
        public bool Voided { get; init; }
        public long[] Moved { get; init; } = [];
        public string? By { get; init; }
    }
}
