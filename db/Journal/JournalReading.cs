using System.Text.Json;
using Tracker.Db.Items;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Db.Journal;

/// <summary>Which lines of the journal are wanted.</summary>
/// <param name="From">First moment, inclusive.</param>
/// <param name="Before">The line that the page before this one ended with: lines after it, in the journal's order, are wanted.</param>
/// <param name="AccountId">Only what this account did.</param>
/// <param name="Kind">Null for every kind.</param>
/// <param name="Search">Words that all occur in the item's texts, the subject or what changed; accents don't matter.</param>
public sealed record JournalQuery(DateTimeOffset From, JournalPlace Before, Guid? AccountId, JournalKind? Kind, string? Search, int Size);

/// <summary>Where a line stands in the journal: newest first, then by kind, the last of its kind first.</summary>
public readonly record struct JournalPlace(DateTimeOffset At, int Rank, long Sequence)
{
    /// <summary>Before every line of that moment and after it.</summary>
    public static JournalPlace Until(DateTimeOffset moment) => new(moment, 0, 0);
}

/// <summary>One line: who did what to what.</summary>
public sealed record JournalRow
{
    public JournalKind Kind { get; init; }
    public DateTimeOffset At { get; init; }
    public int Rank { get; init; }
    /// <summary>Of the entry, where the kind has entries of its own.</summary>
    public long Sequence { get; init; }
    /// <summary>Null for what nobody signed in did.</summary>
    public string? By { get; init; }
    /// <summary>Of the item, the programme, the amendment, the proposal or the import; null for the rest.</summary>
    public Guid? Id { get; init; }
    public Origin? Origin { get; init; }
    /// <summary>A sentence's beginning, or of items, programmes and imports the kind of what was done: "closed", "applied".</summary>
    public string Act { get; init; } = "";
    public string Subject { get; init; } = "";
    public string? Details { get; init; }

    /// <summary>What changed, field by field.</summary>
    public IReadOnlyList<FieldChange> Changes => Kind is JournalKind.Meeting or JournalKind.Coordination or JournalKind.Administration or JournalKind.Access && Details is not null
        ? JsonSerializer.Deserialize<JournalDetails>(Details, Database.Json)?.Changes ?? [] : [];
}

/// <summary>A page of the journal, newest first.</summary>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record JournalPage(IReadOnlyList<JournalRow> Rows, JournalPlace? Next);

/// <summary>Reads everything that anybody did as one list: histories of items and programmes, imports, and the journal of the rest.</summary>
public sealed class JournalReading(Session session)
{
    private static readonly Part[] Parts =
    [
        new(4, "'item'", "entries e", "e.item_id", "e.kind", "''")
        {
            Only = "e.import_id is null and e.amendment_id is null",
            Found = """
                e.item_id in (
                    select s.item_id
                    from item_spans s
                    where s.council_id = @Council
                        and s.known_to = 'infinity'
                        and not exists (select from unnest(@Words) word where position(word in s.search) = 0)
                )
                """,
        },
        new(3, "'programme'", $"programme_entries e {Issued("programme", "i.effective_on desc, i.sequence desc")}", "e.programme_id", "e.kind", "issued.number")
        {
            Only = "e.import_id is null",
            Found = Say("issued.number || ' ' || issued.title"),
        },
        new(5, "'amendment'", $"amendment_entries e {Issued("amendment", "i.sequence desc")}", "e.amendment_id", "e.kind", "issued.number", "issued.title")
        {
            Found = Say("issued.number || ' ' || issued.title"),
        },
        new(6, "'proposal'", "proposal_entries e join proposals p on p.council_id = @Council and p.id = e.proposal_id", "e.proposal_id",
            "case when e.approved then 'approved' when e.kind = 'decided' then 'refused' else e.kind end", "(select name from units where council_id = @Council and id = p.unit_id)", "e.reason")
        {
            Found = Say("e.reason"),
        },
        new(2, "'import'", """
            imports i
            cross join lateral (
                values
                    (i.council_id, 'uploaded', 1, i.uploaded_at, i.uploaded_by),
                    (i.council_id, 'applied', 2, i.applied_at, i.applied_by),
                    (i.council_id, 'undone', 3, i.undone_at, i.undone_by)
            ) e(council_id, act, sequence, recorded_at, account_id)
            """, "i.id", "e.act", "i.file_name", "i.summary::text")
        {
            Only = "i.council_id = @Council",
            Found = Say("i.file_name"),
        },
        new(1, "e.kind", "journal e", "null", "e.act", "e.subject", "e.details::text")
        {
            At = "e.at",
            Found = Say("e.act || ' ' || e.subject || ' ' || coalesce(e.details::text, '')"),
        },
    ];

    /// <summary>The paper beside each entry, as it was issued last.</summary>
    private static string Issued(string concept, string order) => $"""
        cross join lateral (
            select number, title
            from {concept}_entries i
            where i.council_id = @Council
                and i.{concept}_id = e.{concept}_id
                and i.kind = 'issued'
            order by {order}
            limit 1
        ) issued
        """;

    private static string Say(string text) => $"not exists (select from unnest(@Words) word where position(word in folded({text})) = 0)";

    private static readonly string ListSql = $"""
        with found as (
            {string.Join("\nunion all\n", Parts.Select(p => p.Sql))}
            order by at desc, rank desc, sequence desc
            limit @Size
        )
        select
            f.kind, f.at, f.rank, f.sequence, f.id, f.act, f.subject, f.details,
            (select origin from items where council_id = @Council and id = f.id and f.kind = 'item') as origin,
            (select display_name from accounts where council_id = @Council and id = f.account_id) as by
        from found f
        order by f.at desc, f.rank desc, f.sequence desc
        """;

    public async Task<JournalPage> Page(JournalQuery query, CancellationToken cancel = default)
    {
        var words = VietnameseText.Fold(query.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // One line more than is shown tells whether there is another page.
        var rows = await session.Query<JournalRow>(ListSql, new
        {
            query.From, query.Before.At, query.Before.Rank, query.Before.Sequence, query.AccountId, Kind = query.Kind is { } kind ? ItemStore.Text(kind) : null, Words = words.Length > 0 ? words : null, Size = query.Size + 1,
        }, cancel);
        var shown = rows.Take(query.Size).ToArray();
        return new(shown, rows.Count > query.Size ? new(shown[^1].At, shown[^1].Rank, shown[^1].Sequence) : null);
    }

    /// <summary>What lines are made of.</summary>
    /// <param name="From">Gives the entries <c>e</c>, and what belongs to each.</param>
    private sealed record Part(int Rank, string Kind, string From, string Id, string Act, string Subject, string Details = "null::text")
    {
        public string Only { get; init; } = "true";
        public string At { get; init; } = "e.recorded_at";
        /// <summary>Whether all of <c>@Words</c> occur.</summary>
        public required string Found { get; init; }

        // It stops at a page's length by its own index, so that the whole costs a page and not the history.
        public string Sql => $"""
            (
                select
                    {Kind} as kind, {At} as at, {Rank} as rank, e.sequence, e.account_id, {Id} as id, {Act} as act, {Subject} as subject, {Details} as details
                from {From}
                where e.council_id = @Council
                    and {Only}
                    and {At} >= @From
                    and {At} <= @At
                    and ({At}, {Rank}, e.sequence) < (@At, @Rank, @Sequence)
                    and (@AccountId::uuid is null or e.account_id = @AccountId)
                    and (@Kind::text is null or @Kind = {Kind})
                    and (@Words::text[] is null or {Found})
                order by {At} desc, e.sequence desc
                limit @Size
            )
            """;
    }
}
