using Dapper;
using Tracker.Db.Histories;
using Tracker.Db.Items;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Db.Programmes;

/// <summary>Programmes and their own short history: issued, closed, void.</summary>
public sealed class ProgrammeStore(Session session)
{
    internal static readonly Heads Heads = new("programmes");

    private const string Standing = $"""
        select p.id, p.version, p.year, p.kind, issued.number, issued.title, issued.effective_on as issued_on, closed.effective_on as closed_on, p.created_at as recorded_at
        from programmes p
        join lateral (
            select number, title, effective_on
            from programme_entries e
            where e.council_id = p.council_id
                and e.programme_id = p.id
                and e.kind = 'issued'
                and {Chronicle.Standing}
            order by e.effective_on desc, e.sequence desc
            limit 1
        ) issued on true
        left join lateral (
            select effective_on
            from programme_entries e
            where e.council_id = p.council_id
                and e.programme_id = p.id
                and e.kind = 'closed'
                and {Chronicle.Standing}
                and e.effective_on <= @AsOf
            order by e.effective_on desc, e.sequence desc
            limit 1
        ) closed on true
        where p.council_id = @Council
            and not exists (
                select
                from programme_entries e
                where e.council_id = p.council_id
                    and e.programme_id = p.id
                    and e.kind = 'voided'
                    and {Chronicle.Standing}
            )
        """;

    // Years of one type whether asked for or not: a parameter that is null has none, and the statement would be planned anew each time.
    private const string StandingSql = $"""
        {Standing}
            and (@Id::uuid is null or p.id = @Id)
            and (cardinality(@Years::int[]) = 0 or p.year = any (@Years))
        order by p.year desc, p.kind, issued.number
        """;

    /// <summary>The programmes of the items @Ids.</summary>
    internal const string OfItemsSql = $"""
        {Standing}
            and p.id = any (array(
                select programme_id
                from items
                where council_id = @Council
                    and id = any (@Ids)
            ))
        """;

    internal static async Task<IReadOnlyDictionary<Guid, Programme>> Read(SqlMapper.GridReader rows) =>
        (await rows.ReadAsync<Row>()).ToDictionary(r => r.Id, r => r.ToProgramme());

    /// <summary>All programmes known at that moment, latest year first; closed or not as of the day.</summary>
    public async Task<IReadOnlyList<Programme>> All(Viewpoint view, IReadOnlyCollection<int>? years = null, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(StandingSql, new { Id = (Guid?)null, Years = years?.ToArray() ?? [], view.AsOf, view.KnownAt }, cancel)).Select(r => r.ToProgramme())];

    public async Task<Programme?> Find(Guid id, Viewpoint view, CancellationToken cancel = default) =>
        (await session.Find<Row>(StandingSql, new { id, Years = Array.Empty<int>(), view.AsOf, view.KnownAt }, cancel))?.ToProgramme();

    /// <summary>Programmes of one council are made one after the other, by hand or by an import, so that none is made twice.</summary>
    public Task Lock(CancellationToken cancel = default) => session.Lock("importing", cancel);

    private const string AddSql = """
        insert into programmes (council_id, id, year, kind, created_at, import_id)
        values (@Council, @Id, @Year, @Kind, @Now, @ImportId)
        """;

    private const string AddEntrySql = """
        insert into programme_entries (council_id, programme_id, kind, effective_on, recorded_at, number, title, account_id, import_id)
        values (@Council, @Id, @EntryKind, @EffectiveOn, @Now, @Number, @Title, @AccountId, @ImportId)
        """;

    /// <summary>Issues a programme: from <paramref name="issuedOn"/> on it has the items that join it.</summary>
    public async Task Add(Guid id, int year, ProgrammeKind kind, string number, string title, DateOnly issuedOn, Recording by, CancellationToken cancel = default)
    {
        var now = await RecordingLock.Share(session, cancel);
        await session.Execute(AddSql, new { id, year, Kind = ItemStore.Text(kind), now, by.ImportId }, cancel);
        await AddEntry(id, "issued", issuedOn, now, by, cancel, number, title);
    }

    /// <summary>Closes the year: every item must be decided by then.</summary>
    /// <exception cref="VersionConflict"/>
    /// <exception cref="Domain.RuleBroken"/>
    public async Task Close(Programme programme, DateOnly on, int openItems, int expectedVersion, Recording by, CancellationToken cancel = default)
    {
        programme.CheckClosing(on, openItems);
        await AddEntry(programme.Id, "closed", on, await Heads.Touch(session, programme.Id, expectedVersion, cancel), by, cancel);
    }

    /// <summary>The programme never belonged, as after undoing its import.</summary>
    public async Task Void(Guid id, DateOnly on, Recording by, CancellationToken cancel = default) =>
        await AddEntry(id, "voided", on, await Heads.Touch(session, id, null, cancel), by, cancel);

    private Task<int> AddEntry(Guid id, string kind, DateOnly on, DateTimeOffset now, Recording by, CancellationToken cancel, string? number = null, string? title = null) =>
        session.Execute(AddEntrySql, new { id, EntryKind = kind, EffectiveOn = on, now, number, title, by.AccountId, by.ImportId }, cancel);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public int Year { get; init; }
        public ProgrammeKind Kind { get; init; }
        public string Number { get; init; } = "";
        public string Title { get; init; } = "";
        public DateOnly IssuedOn { get; init; }
        public DateOnly? ClosedOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }

        public Programme ToProgramme() => new(Id, Version, Year, Kind, Number, Title, IssuedOn, ClosedOn, RecordedAt);
    }
}
