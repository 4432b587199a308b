using System.Text.Json;
using Tracker.Db.Items;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;

namespace Tracker.Db.Imports;

/// <summary>A file that was uploaded, and what became of it.</summary>
public sealed record ImportRow
{
    public Guid Id { get; init; }
    public string FileName { get; init; } = "";
    /// <summary>Null until it was applied.</summary>
    public ImportKind? Kind { get; init; }
    public DateTimeOffset UploadedAt { get; init; }
    public string UploadedBy { get; init; } = "";
    public Guid UploaderId { get; init; }
    public DateTimeOffset? AppliedAt { get; init; }
    public DateTimeOffset? UndoneAt { get; init; }
    public Guid? ProgrammeId { get; init; }
    /// <summary>What was written, as JSON: created, changed, unchanged.</summary>
    public string? Summary { get; init; }
}

public sealed class ImportStore(Session session)
{
    private const string Columns = """
        i.id, i.file_name, i.kind, i.uploaded_at, a.display_name as uploaded_by, i.uploaded_by as uploader_id, i.applied_at, i.undone_at, i.programme_id, i.summary::text as summary
        """;

    private const string AllSql = $"""
        select {Columns}
        from imports i
        join accounts a on a.council_id = i.council_id and a.id = i.uploaded_by
        where i.council_id = @Council
            and (@Uploader::uuid is null or i.uploaded_by = @Uploader)
        order by i.uploaded_at desc, i.id
        limit @PageSize offset @Skip
        """;

    private const string CountSql = """
        select count(*)
        from imports
        where council_id = @Council
            and (@Uploader::uuid is null or uploaded_by = @Uploader)
        """;

    /// <param name="uploader">Only what this account uploaded; null for everything.</param>
    public async Task<Page<ImportRow>> List(int page, int pageSize, Guid? uploader = null, CancellationToken cancel = default) => new(
        await session.Query<ImportRow>(AllSql, new { uploader, pageSize, Skip = (long)(page - 1) * pageSize }, cancel),
        await session.Find<long>(CountSql, new { uploader }, cancel), page, pageSize);

    private const string FindSql = $"""
        select {Columns}
        from imports i
        join accounts a on a.council_id = i.council_id and a.id = i.uploaded_by
        where i.council_id = @Council
            and i.id = @Id
        """;

    public Task<ImportRow?> Find(Guid id, CancellationToken cancel = default) => session.Find<ImportRow>(FindSql, new { id }, cancel);

    private const string ContentSql = "select content from imports where council_id = @Council and id = @Id";

    /// <summary>The file itself, byte for byte.</summary>
    public async Task<byte[]> Content(Guid id, CancellationToken cancel = default) =>
        await session.Find<byte[]>(ContentSql, new { id }, cancel) ?? throw new InvalidOperationException($"Import {id} has no content.");

    private const string AnswersSql = """
        select coalesce(answers, '[]')::text as answers, coalesce(layouts, '[]')::text as layouts
        from imports
        where council_id = @Council
            and id = @Id
        """;

    /// <summary>What it was applied with; nothing before that.</summary>
    public async Task<(IReadOnlyList<Answer> Answers, IReadOnlyList<Layout> Layouts)> Answered(Guid id, CancellationToken cancel = default) =>
        await session.Find<AnsweredRow>(AnswersSql, new { id }, cancel) is { } row
            ? (JsonSerializer.Deserialize<Answer[]>(row.Answers, Database.Json)!, JsonSerializer.Deserialize<Layout[]>(row.Layouts, Database.Json)!)
            : ([], []);

    private const string AddSql = """
        insert into imports (council_id, id, file_name, content, content_hash, uploaded_by, uploaded_at)
        values (@Council, @Id, @FileName, @Content, sha256(@Content), @AccountId, @Now)
        on conflict (council_id, content_hash) where undone_at is null do nothing
        """;

    private const string SameSql = """
        select id
        from imports
        where council_id = @Council
            and content_hash = sha256(@Content)
            and undone_at is null
        """;

    /// <summary>Keeps an uploaded file. A file with the same content that wasn't undone is the same import: its id comes back.</summary>
    public async Task<Guid> Add(string fileName, byte[] content, Guid accountId, CancellationToken cancel = default)
    {
        await session.Execute(AddSql, new { Id = Guid.CreateVersion7(), fileName, content, accountId, session.Now }, cancel);
        return await session.Find<Guid>(SameSql, new { content }, cancel);
    }

    private const string ApplySql = """
        update imports
        set applied_at = @Now, applied_by = @AccountId, kind = @Kind, programme_id = @ProgrammeId, answers = @Answers::jsonb, layouts = @Layouts::jsonb, summary = @Summary::jsonb
        where council_id = @Council
            and id = @Id
            and applied_at is null
            and undone_at is null
        """;

    /// <returns>False when it was applied or undone meanwhile.</returns>
    public async Task<bool> MarkApplied(Guid id, Guid accountId, ImportKind kind, Guid? programmeId, object answers, object layouts, object summary, CancellationToken cancel = default) =>
        await session.Execute(ApplySql, new
        {
            id,
            accountId,
            Kind = ItemStore.Text(kind),
            programmeId,
            Answers = JsonSerializer.Serialize(answers, Database.Json),
            Layouts = JsonSerializer.Serialize(layouts, Database.Json),
            Summary = JsonSerializer.Serialize(summary, Database.Json),
            session.Now,
        }, cancel) == 1;

    private const string UndoSql = """
        update imports
        set undone_at = @Now, undone_by = @AccountId
        where council_id = @Council
            and id = @Id
            and undone_at is null
        """;

    /// <returns>False when it was undone before.</returns>
    public async Task<bool> MarkUndone(Guid id, Guid accountId, CancellationToken cancel = default) =>
        await session.Execute(UndoSql, new { id, accountId, session.Now }, cancel) == 1;

    private const string CreatedSql = "select id from items where council_id = @Council and import_id = @Id order by id";

    /// <summary>Items that this import made.</summary>
    public Task<List<Guid>> CreatedItems(Guid id, CancellationToken cancel = default) => session.Query<Guid>(CreatedSql, new { id }, cancel);

    private const string ChangesSql = """
        select
            e.sequence, e.item_id, e.effective_on, p.effective_on as replaced_on, p.change::text as replaced, d.number as replaced_document, p.import_id as replaced_import
        from entries e
        join items i on i.council_id = e.council_id and i.id = e.item_id
        left join entries p on p.council_id = e.council_id and p.sequence = e.supersedes
        left join documents d on d.council_id = p.council_id and d.id = p.document_id
        where e.council_id = @Council
            and e.import_id = @Id
            and i.import_id is distinct from @Id
            and e.superseded_at = 'infinity'
            and (e.kind <> 'retracted' or p.import_id is distinct from @Id)
        order by e.sequence
        """;

    /// <summary>Standing entries of this import on items that were there before it, with what each replaced or took back.</summary>
    public async Task<IReadOnlyList<ImportedChange>> Changes(Guid id, CancellationToken cancel = default) =>
        [.. (await session.Query<ChangeRow>(ChangesSql, new { id }, cancel)).Select(r => r.ToChange())];

    private const string BuiltOnSql = """
        select count(*) + (
            select count(*)
            from programmes p
            join programme_entries c on c.council_id = p.council_id and c.programme_id = p.id
            where p.council_id = @Council
                and p.import_id = @Id
                and c.kind = 'closed'
                and c.superseded_at = 'infinity'
        ) + (
            select count(*)
            from programmes p
            join amendments a on a.council_id = p.council_id and a.programme_id = p.id
            where p.council_id = @Council
                and p.import_id = @Id
                and not exists (
                    select
                    from amendment_entries v
                    where v.council_id = a.council_id
                        and v.amendment_id = a.id
                        and v.kind = 'voided'
                )
        )
        from entries e
        where e.council_id = @Council
            and e.import_id is distinct from @Id
            and (
                e.item_id in (select id from items where council_id = @Council and import_id = @Id)
                    and e.superseded_at = 'infinity' and e.kind <> 'retracted'
                or e.supersedes in (select sequence from entries where council_id = @Council and import_id = @Id)
                    and e.superseded_at = 'infinity'
            )
        """;

    /// <summary>How many standing entries of others rest on this import: on its items, correcting what it said, closing or amending its programme.</summary>
    public Task<long> BuiltOn(Guid id, CancellationToken cancel = default) => session.Find<long>(BuiltOnSql, new { id }, cancel);

    private sealed record AnsweredRow
    {
        public string Answers { get; init; } = "";
        public string Layouts { get; init; } = "";
    }

    private sealed record ChangeRow
    {
        public long Sequence { get; init; }
        public Guid ItemId { get; init; }
        public DateOnly EffectiveOn { get; init; }
        public DateOnly? ReplacedOn { get; init; }
        public string? Replaced { get; init; }
        public string? ReplacedDocument { get; init; }
        public Guid? ReplacedImport { get; init; }

        /// <summary>Superseding revives nothing, so what the import replaced is said again; where it replaced nothing, it is only taken back.</summary>
        public ImportedChange ToChange() => Replaced is null
            ? new(new(ItemId, EffectiveOn, new Change.Retracted(), Sequence), null)
            : new(new(ItemId, ReplacedOn!.Value, JsonSerializer.Deserialize<Change>(Replaced, Database.Json)!, Sequence, ReplacedDocument), ReplacedImport);
    }
}

/// <summary>The entry that undoes one change of an import, and the import that the restored statement came from; null when by hand or when nothing is restored.</summary>
public sealed record ImportedChange(NewEntry Undoing, Guid? Import);
