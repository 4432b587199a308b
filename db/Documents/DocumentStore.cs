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

    private sealed record Listed : DocumentRow
    {
        public long Matching { get; init; }
    }
}
