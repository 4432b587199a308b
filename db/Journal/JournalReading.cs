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
    public IReadOnlyList<FieldChange> Changes => Kind is JournalKind.Administration or JournalKind.Access && Details is not null
        ? JsonSerializer.Deserialize<JournalDetails>(Details, Database.Json)?.Changes ?? [] : [];
}

/// <summary>A page of the journal, newest first.</summary>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record JournalPage(IReadOnlyList<JournalRow> Rows, JournalPlace? Next);

/// <summary>Reads everything that anybody did as one list: histories of items and programmes, imports, and the journal of the rest.</summary>
public sealed class JournalReading(Session session)
{
    // Each part stops at a page's length by its own index, so that the whole costs a page and not the history.
    private const string ListSql = """
        with found as (
            (
                select
                    'item' as kind, e.recorded_at as at, 4 as rank, e.sequence, e.account_id, e.item_id as id, e.kind as act, '' as subject, null::text as details
                from entries e
                where e.council_id = @Council
                    and e.import_id is null
                    and e.amendment_id is null
                    and e.recorded_at >= @From
                    and e.recorded_at <= @At
                    and (e.recorded_at, 4, e.sequence) < (@At, @Rank, @Sequence)
                    and (@AccountId::uuid is null or e.account_id = @AccountId)
                    and (@Kind::text is null or @Kind = 'item')
                    and (
                        @Words::text[] is null
                        or e.item_id in (
                            select s.item_id
                            from item_spans s
                            where s.council_id = @Council
                                and s.known_to = 'infinity'
                                and not exists (select from unnest(@Words) word where position(word in s.search) = 0)
                        ))
                order by e.recorded_at desc, e.sequence desc
                limit @Size
            )
            union all
            (
                select
                    'programme', e.recorded_at, 3, e.sequence, e.account_id, e.programme_id, e.kind, issued.number, null
                from programme_entries e
                cross join lateral (
                    select number, title
                    from programme_entries i
                    where i.council_id = @Council
                        and i.programme_id = e.programme_id
                        and i.kind = 'issued'
                    order by i.effective_on desc, i.sequence desc
                    limit 1
                ) issued
                where e.council_id = @Council
                    and e.import_id is null
                    and e.recorded_at >= @From
                    and e.recorded_at <= @At
                    and (e.recorded_at, 3, e.sequence) < (@At, @Rank, @Sequence)
                    and (@AccountId::uuid is null or e.account_id = @AccountId)
                    and (@Kind::text is null or @Kind = 'programme')
                    and (@Words::text[] is null or not exists (select from unnest(@Words) word where position(word in folded(issued.number || ' ' || issued.title)) = 0))
                order by e.recorded_at desc, e.sequence desc
                limit @Size
            )
            union all
            (
                select
                    'amendment', e.recorded_at, 5, e.sequence, e.account_id, e.amendment_id, e.kind, issued.number, issued.title
                from amendment_entries e
                cross join lateral (
                    select number, title
                    from amendment_entries i
                    where i.council_id = @Council
                        and i.amendment_id = e.amendment_id
                        and i.kind = 'issued'
                    order by i.sequence desc
                    limit 1
                ) issued
                where e.council_id = @Council
                    and e.recorded_at >= @From
                    and e.recorded_at <= @At
                    and (e.recorded_at, 5, e.sequence) < (@At, @Rank, @Sequence)
                    and (@AccountId::uuid is null or e.account_id = @AccountId)
                    and (@Kind::text is null or @Kind = 'amendment')
                    and (@Words::text[] is null or not exists (select from unnest(@Words) word where position(word in folded(issued.number || ' ' || issued.title)) = 0))
                order by e.recorded_at desc, e.sequence desc
                limit @Size
            )
            union all
            (
                select
                    'proposal', e.recorded_at, 6, e.sequence, e.account_id, e.proposal_id, case when e.approved then 'approved' when e.kind = 'decided' then 'refused' else e.kind end,
                    (select name from units where council_id = @Council and id = p.unit_id), e.reason
                from proposal_entries e
                join proposals p on p.council_id = @Council and p.id = e.proposal_id
                where e.council_id = @Council
                    and e.recorded_at >= @From
                    and e.recorded_at <= @At
                    and (e.recorded_at, 6, e.sequence) < (@At, @Rank, @Sequence)
                    and (@AccountId::uuid is null or e.account_id = @AccountId)
                    and (@Kind::text is null or @Kind = 'proposal')
                    and (@Words::text[] is null or not exists (select from unnest(@Words) word where position(word in folded(e.reason)) = 0))
                order by e.recorded_at desc, e.sequence desc
                limit @Size
            )
            union all
            (
                select
                    'import', done.at, 2, done.place, done.account_id, i.id, done.act, i.file_name, i.summary::text
                from imports i
                cross join lateral (
                    values
                        ('uploaded', 1, i.uploaded_at, i.uploaded_by),
                        ('applied', 2, i.applied_at, i.applied_by),
                        ('undone', 3, i.undone_at, i.undone_by)
                ) done(act, place, at, account_id)
                where i.council_id = @Council
                    and done.at >= @From
                    and (done.at, 2, done.place) < (@At, @Rank, @Sequence)
                    and (@AccountId::uuid is null or done.account_id = @AccountId)
                    and (@Kind::text is null or @Kind = 'import')
                    and (@Words::text[] is null or not exists (select from unnest(@Words) word where position(word in folded(i.file_name)) = 0))
                order by done.at desc, done.place desc
                limit @Size
            )
            union all
            (
                select
                    j.kind, j.at, 1, j.sequence, j.account_id, null, j.act, j.subject, j.details::text
                from journal j
                where j.council_id = @Council
                    and j.at >= @From
                    and j.at <= @At
                    and (j.at, 1, j.sequence) < (@At, @Rank, @Sequence)
                    and (@AccountId::uuid is null or j.account_id = @AccountId)
                    and (@Kind::text is null or @Kind = j.kind)
                    and (
                        @Words::text[] is null
                        or not exists (
                            select
                            from unnest(@Words) word
                            where position(word in folded(j.act || ' ' || j.subject || ' ' || coalesce(j.details::text, ''))) = 0
                        ))
                order by j.at desc, j.sequence desc
                limit @Size
            )
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
}
