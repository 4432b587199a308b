using Tracker.Db.Items;

namespace Tracker.Db.Documents;

/// <summary>A paper by its number. Numbers restart each year, so it is known by number and year together.</summary>
public record DocumentRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public int Year { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public string Title { get; init; } = "";
    /// <summary>Entries of histories that rest on it.</summary>
    public long Entries { get; init; }
}

/// <summary>A file of a paper, without its content. <c>Length</c> is in bytes.</summary>
public record FileRow
{
    public Guid Id { get; init; }
    public Guid DocumentId { get; init; }
    public string FileName { get; init; } = "";
    public string MediaType { get; init; } = "";
    public int Length { get; init; }
    public DateTimeOffset UploadedAt { get; init; }
}

/// <summary>A paper of an item, with its files.</summary>
public sealed record PaperRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public int Year { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public string Title { get; init; } = "";
    public IReadOnlyList<FileRow> Files { get; init; } = [];
}

public sealed class DocumentStore(Session session)
{
    private const string ListSql = """
        select d.id, d.number, d.year, d.issued_on, d.title, count(e.sequence) as entries, count(*) over () as matching
        from documents d
        left join entries e on e.council_id = d.council_id and e.document_id = d.id
        where d.council_id = @Council
            and (@Year::int is null or d.year = @Year)
            and (@Number::text is null or position(lower(@Number) in lower(d.number)) > 0)
        group by d.council_id, d.id
        order by d.year desc, d.number, d.id
        limit @PageSize offset @Skip
        """;

    public async Task<Page<DocumentRow>> List(int? year, string? number, int page, int pageSize, CancellationToken cancel = default)
    {
        var rows = await session.Query<Listed>(ListSql, new { year, number, pageSize, Skip = (long)(page - 1) * pageSize }, cancel);
        return new(rows, rows.FirstOrDefault()?.Matching ?? 0, page, pageSize);
    }

    private const string AddSql = """
        insert into documents (council_id, id, number, year, issued_on, title)
        values (@Council, @Id, @Number, @Year, @IssuedOn, @Title)
        on conflict (council_id, number, year) do update
        set issued_on = coalesce(documents.issued_on, excluded.issued_on), title = coalesce(nullif(documents.title, ''), excluded.title)
        returning id, number, year, issued_on, title
        """;

    /// <summary>Keeps a paper. One that an entry named before gets the date and title that it lacked; what it had stays.</summary>
    public async Task<DocumentRow> Add(DocumentRow document, CancellationToken cancel = default) => (await session.Find<DocumentRow>(AddSql, document, cancel))!;

    private const string OfItemSql = """
        select d.id, d.number, d.year, d.issued_on, d.title
        from documents d
        where d.council_id = @Council
            and d.id in (select e.document_id from entries e where e.council_id = @Council and e.item_id = @Item and e.recorded_at <= @KnownAt)
        order by d.year, d.issued_on nulls last, d.number
        """;

    private const string FilesSql = """
        select f.id, f.document_id, f.file_name, f.media_type, octet_length(f.content) as length, f.uploaded_at
        from document_files f
        where f.council_id = @Council
            and f.uploaded_at <= @KnownAt
            and f.document_id in (select e.document_id from entries e where e.council_id = @Council and e.item_id = @Item)
        order by f.uploaded_at, f.id
        """;

    /// <summary>The papers that an item's history names, with their files, as known at a moment.</summary>
    public Task<IReadOnlyList<PaperRow>> OfItem(Guid item, DateTimeOffset knownAt, CancellationToken cancel = default) =>
        session.Read<IReadOnlyList<PaperRow>>($"{OfItemSql}; {FilesSql}", new { item, knownAt }, async rows =>
        {
            var papers = await rows.ReadAsync<PaperRow>();
            var files = (await rows.ReadAsync<FileRow>()).ToLookup(f => f.DocumentId);
            return [.. papers.Select(p => p with { Files = [.. files[p.Id]] })];
        }, cancel);

    private const string TheseSql = """
        select id, number, year, issued_on, title
        from documents
        where council_id = @Council
            and id = any (@Ids);
        select id, document_id, file_name, media_type, octet_length(content) as length, uploaded_at
        from document_files
        where council_id = @Council
            and uploaded_at <= @KnownAt
            and document_id = any (@Ids)
        order by uploaded_at, id
        """;

    /// <summary>These papers in their order, with their files as known at a moment.</summary>
    public async Task<IReadOnlyList<PaperRow>> These(IReadOnlyCollection<Guid> ids, DateTimeOffset knownAt, CancellationToken cancel = default) => ids.Count == 0 ? []
        : await session.Read<IReadOnlyList<PaperRow>>(TheseSql, new { Ids = ids.ToArray(), knownAt }, async rows =>
        {
            var papers = (await rows.ReadAsync<PaperRow>()).ToDictionary(p => p.Id);
            var files = (await rows.ReadAsync<FileRow>()).ToLookup(f => f.DocumentId);
            return [.. ids.Where(papers.ContainsKey).Select(id => papers[id] with { Files = [.. files[id]] })];
        }, cancel);

    private const string AddFileSql = """
        insert into document_files (council_id, id, document_id, file_name, media_type, content, uploaded_by, uploaded_at)
        values (@Council, @Id, @DocumentId, @FileName, @MediaType, @Content, @UploadedBy, @Now)
        """;

    /// <param name="uploadedBy">Null for a file that came by a link, from somebody without an account.</param>
    public Task AddFile(FileRow file, byte[] content, Guid? uploadedBy, CancellationToken cancel = default) =>
        session.Execute(AddFileSql, new { file.Id, file.DocumentId, file.FileName, file.MediaType, content, uploadedBy, session.Now }, cancel);

    private const string FindFileSql = """
        select id, document_id, file_name, media_type, octet_length(content) as length, uploaded_at, content
        from document_files
        where council_id = @Council
            and id = @Id
        """;

    /// <summary>A file with its content; null when there is none.</summary>
    public async Task<(FileRow File, byte[] Content)?> FindFile(Guid id, CancellationToken cancel = default) =>
        await session.Find<WholeFile>(FindFileSql, new { id }, cancel) is { } file ? (file, file.Content) : null;

    private sealed record WholeFile : FileRow
    {
        public byte[] Content { get; init; } = [];
    }

    private sealed record Listed : DocumentRow
    {
        public long Matching { get; init; }
    }
}
