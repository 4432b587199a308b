using Tracker.Db.Items;

namespace Tracker.Db.Programmes;

public enum DraftKind { Amendment, Programme }

/// <summary>Work in hand: nothing counts it until it is issued.</summary>
/// <param name="ProgrammeId">The programme that it amends, or from which the next year's is made.</param>
/// <param name="Content">JSON of whoever keeps it.</param>
/// <param name="IssuedAs">The amendment or the programme that it became; null until then.</param>
public sealed record Draft(Guid Id, DraftKind Kind, Guid ProgrammeId, int Version, string Content, string? MadeBy, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, Guid? IssuedAs);

public sealed class DraftStore(Session session)
{
    private const string Columns = """
        d.id, d.kind, d.programme_id, d.version, d.content::text as content,
        (select display_name from accounts where council_id = d.council_id and id = d.account_id) as made_by, d.created_at, d.changed_at, d.issued_as
        """;

    private const string OpenSql = $"""
        select {Columns}
        from drafts d
        where d.council_id = @Council
            and d.kind = @Kind
            and d.issued_as is null
            and (@ProgrammeId::uuid is null or d.programme_id = @ProgrammeId)
        order by d.created_at, d.id
        """;

    /// <summary>Those that aren't issued yet.</summary>
    public async Task<IReadOnlyList<Draft>> Open(DraftKind kind, Guid? programmeId, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(OpenSql, new { Kind = ItemStore.Text(kind), programmeId }, cancel)).Select(r => r.ToDraft())];

    private const string FindSql = $"""
        select {Columns}
        from drafts d
        where d.council_id = @Council
            and d.id = @Id
        """;

    private const string HoldSql = FindSql + "\nfor update of d";

    public async Task<Draft?> Find(Guid id, CancellationToken cancel = default) => (await session.Find<Row>(FindSql, new { id }, cancel))?.ToDraft();

    /// <summary>The same, held against changes by others until the session ends.</summary>
    public async Task<Draft?> Hold(Guid id, CancellationToken cancel = default) => (await session.Find<Row>(HoldSql, new { id }, cancel))?.ToDraft();

    private const string AddSql = """
        insert into drafts (council_id, id, kind, programme_id, content, account_id, created_at, changed_at)
        values (@Council, @Id, @Kind, @ProgrammeId, @Content::jsonb, @AccountId, @Now, @Now)
        """;

    public Task Add(Guid id, DraftKind kind, Guid programmeId, string content, Guid? accountId, CancellationToken cancel = default) =>
        session.Execute(AddSql, new { id, Kind = ItemStore.Text(kind), programmeId, content, accountId, session.Now }, cancel);

    private const string ChangeSql = """
        update drafts
        set content = @Content::jsonb, version = version + 1, changed_at = @Now, issued_as = @IssuedAs
        where council_id = @Council
            and id = @Id
        """;

    /// <summary>Of one that is held.</summary>
    public Task Change(Guid id, string content, Guid? issuedAs = null, CancellationToken cancel = default) => session.Execute(ChangeSql, new { id, content, issuedAs, session.Now }, cancel);

    private const string ReopenSql = """
        update drafts
        set issued_as = null, version = version + 1, changed_at = @Now
        where council_id = @Council
            and issued_as = @IssuedAs
        """;

    /// <summary>What it became was taken back: there is work in hand again.</summary>
    public Task Reopen(Guid issuedAs, CancellationToken cancel = default) => session.Execute(ReopenSql, new { issuedAs, session.Now }, cancel);

    private const string DropSql = "delete from drafts where council_id = @Council and id = @Id and issued_as is null";

    public Task Drop(Guid id, CancellationToken cancel = default) => session.Execute(DropSql, new { id }, cancel);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public DraftKind Kind { get; init; }
        public Guid ProgrammeId { get; init; }
        public int Version { get; init; }
        public string Content { get; init; } = "";
        public string? MadeBy { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
        public Guid? IssuedAs { get; init; }

        public Draft ToDraft() => new(Id, Kind, ProgrammeId, Version, Content, MadeBy, CreatedAt, ChangedAt, IssuedAs);
    }
}
