using System.Text.Json;
using Dapper;
using Tracker.Db.Units;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Db.Items;

/// <summary>An item on one day, as known at one moment.</summary>
public sealed record ItemRow(Guid Id, int Version, Guid? ProgrammeId, Origin Origin, int Year, ItemFacts Facts);

/// <param name="Row">Null when the item isn't there on that day.</param>
/// <param name="History">Entries in order of recording, whenever recorded.</param>
public sealed record WholeItem(ItemRow? Row, IReadOnlyList<RecordedEntry> History, IReadOnlyList<Unit> Units);

/// <summary>One page of a list, and how many there are in all.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total, int Number, int Size);

/// <summary>Reads items. Writing is <see cref="ItemRecorder"/>'s.</summary>
public sealed class ItemStore(Session session)
{
    private const string Columns = """
        membership, member_from, ending, ended_on, state, completed_on, reported_on, on_time, on_time_by_first_due_date, reason, result_document,
        time_phrase, start_on, due_on, first_due_on, due_provisional, number, group_name, position, title, lead_unit_id,
        cooperating_unit_ids, responsible_leader, officer, deliverable, activity_kind, note, source
        """;

    private const string ListSql = $"""
        with {Spans.Scopes},
        {Spans.Counted},
        {Spans.Lapses},
        listed as (
            select *, count(*) over () as matching
            from counted
            where (@Unit::uuid is null or lead_unit_id = @Unit)
                and (@CooperatingUnit::uuid is null or @CooperatingUnit = any (cooperating_unit_ids) and lead_unit_id <> @CooperatingUnit and counts_total)
                and (@Activity::text is null or activity_kind = @Activity)
                and (@Month::text is null or coalesce(to_char(due_on, 'YYYY-MM'), 'none') = @Month)
                and (@DueTo::date is null or due_on <= @DueTo)
                and not exists (select from unnest(@Words::text[]) word where position(word in search) = 0)
                and not exists (
                    select
                    from unnest(@Figures::text[]) figure
                    where not case figure
                        when 'issued' then counts_issued
                        when 'added' then counts_added
                        when 'withdrawn' then counts_withdrawn
                        when 'total' then counts_total
                        when 'completed' then counts_completed
                        when 'onTime' then counts_on_time
                        when 'late' then counts_late
                        when 'completedWithoutDeadline' then counts_completed_without_deadline
                        when 'overdue' then counts_overdue
                        when 'notDue' then counts_not_due
                        when 'dueSoon' then counts_due_soon
                        when 'noDeadline' then counts_no_deadline
                        when 'carriedOver' then counts_carried_over
                        when 'notStarted' then counts_not_started
                        when 'inProgress' then counts_in_progress
                        when 'onTimeByFirstDueDate' then counts_on_time_by_first_due_date
                        when 'lateByFirstDueDate' then counts_late_by_first_due_date
                        when 'reported' then counts_reported
                        else false
                    end)
                and case @Event::text
                    when 'completed' then counts_completed and completed_on between @From and @To
                    when 'added' then counts_added and member_from between @From and @To
                    when 'withdrawn' then counts_withdrawn and ended_on between @From and @To
                    when 'becameOverdue' then (scope, item_id) in (select scope, item_id from lapses where lapsed_on between @From and @To)
                    else true
                end
        )
        select l.item_id as id, i.version, l.programme_id, l.origin, l.year, l.matching, {Columns}
        from listed l
        join items i on i.council_id = @Council and i.id = l.item_id
        left join (
            select id as unit_id, position as unit_position
            from units
            where council_id = @Council
        ) u on u.unit_id = l.lead_unit_id
        order by
            case when @Order = 'dueOn' then due_on end,
            case when @Order = 'title' then search end,
            case when @Order = 'unit' then unit_position end,
            l.year, position, member_from, l.item_id
        limit @PageSize offset @Skip
        """;

    /// <summary>The items of the query on that day, in its order.</summary>
    public async Task<Page<ItemRow>> List(ItemQuery query, Viewpoint view, CancellationToken cancel = default)
    {
        var rows = await session.Query<ListedRow, ItemFacts>(ListSql, new
        {
            Years = query.Scopes.Select(s => s.Year).ToArray(),
            Origins = query.Scopes.Select(s => Text(s.Origin)).ToArray(),
            Programmes = query.Scopes.Select(s => s.ProgrammeId).ToArray(),
            Days = query.Scopes.Select(_ => view.AsOf).ToArray(),
            view.KnownAt,
            query.Unit,
            query.CooperatingUnit,
            Activity = query.Activity is { } a ? Text(a) : null,
            query.Month,
            query.DueTo,
            Words = VietnameseText.Fold(query.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Figures = query.Figures.Select(f => Text(f)).ToArray(),
            Event = query.Event is { } e ? Text(e) : null,
            From = query.From ?? DateOnly.MinValue,
            To = query.To ?? DateOnly.MaxValue,
            Order = Text(query.Order),
            query.PageSize,
            Skip = (long)(query.Page - 1) * query.PageSize,
        }, "membership", cancel);
        var total = rows.Count > 0 ? rows[0].Row.Matching : query.Page > 1 ? (await List(query with { Page = 1, PageSize = 1 }, view, cancel)).Total : 0;
        return new([.. rows.Select(r => r.Row.With(r.Facts))], total, query.Page, query.PageSize);
    }

    private const string FindSql = $"""
        select i.id, i.version, i.programme_id, i.origin, i.year, {Columns}
        from items i
        join item_spans s
            on s.council_id = i.council_id
            and s.item_id = i.id
            and s.from_on <= @AsOf
            and s.to_on > least(@AsOf, {Spans.LastDay})
            and s.known_from <= @KnownAt
            and s.known_to > least(@KnownAt, {Spans.LastMoment})
        where i.council_id = @Council
            and i.id = @Id
        """;

    /// <summary>Null when there is no such item on that day, as known then.</summary>
    public async Task<ItemRow?> Find(Guid id, Viewpoint view, CancellationToken cancel = default) =>
        (await session.Query<ListedRow, ItemFacts>(FindSql, new { id, view.AsOf, view.KnownAt }, "membership", cancel))
            .Select(r => r.Row.With(r.Facts)).SingleOrDefault();

    private const string WholeSql = $"{FindSql}; {EntriesSql}; {UnitStore.AllSql}";

    /// <summary>The item on a day with its whole history, and the council's units to name those in it, in one trip to the server.</summary>
    public Task<WholeItem> FindWhole(Guid id, Viewpoint view, CancellationToken cancel = default) =>
        session.Read(WholeSql, new { id, Ids = new[] { id }, view.AsOf, view.KnownAt }, async rows => new WholeItem(
            rows.Read<ListedRow, ItemFacts, ItemRow>((row, facts) => row.With(facts), "membership").SingleOrDefault(),
            [.. (await ReadHistories(rows))[id]],
            await UnitStore.Read(rows)), cancel);

    private const string HeadSql = """
        select id, version, programme_id, origin, year
        from items
        where council_id = @Council
            and id = @Id
        """;

    /// <summary>The item itself, whatever day it is; null when there never was one.</summary>
    public Task<ItemHead?> FindHead(Guid id, CancellationToken cancel = default) => session.Find<ItemHead>(HeadSql, new { id }, cancel);

    // Looked up entry by entry: joined, they make the planner read all of the council's documents for the history of one item.
    internal const string EntriesSql = """
        select
            e.item_id, e.sequence, e.effective_on, e.recorded_at, e.change::text as change, e.supersedes,
            nullif(e.superseded_at, 'infinity') as superseded_at,
            (select number from documents where council_id = @Council and id = e.document_id) as document,
            (select display_name from accounts where council_id = @Council and id = e.account_id) as recorded_by,
            exists (select from imports where council_id = @Council and id = e.import_id and undone_at is not null) as import_undone
        from entries e
        where e.council_id = @Council
            and e.item_id = any (@Ids)
        order by e.sequence
        """;

    /// <summary>Whole histories, entries in order of recording.</summary>
    public async Task<ILookup<Guid, RecordedEntry>> Histories(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default) =>
        await session.Read(EntriesSql, new { Ids = ids.ToArray() }, ReadHistories, cancel);

    internal static async Task<ILookup<Guid, RecordedEntry>> ReadHistories(SqlMapper.GridReader rows) =>
        (await rows.ReadAsync<EntryRow>()).ToLookup(r => r.ItemId, r => r.ToEntry());

    private const string InScopesSql = """
        select i.id
        from items i
        join unnest(@Years::int[], @Origins::text[], @Programmes::uuid[]) as s(year, origin, programme_id)
            on i.year = s.year
            and i.origin = s.origin
            and (s.programme_id is null or i.programme_id = s.programme_id)
        where i.council_id = @Council
        order by i.id
        """;

    private const string HoldSql = InScopesSql + "\nfor update of i";

    /// <summary>Every item that was ever made in the scopes, void ones too.</summary>
    public Task<List<Guid>> In(IReadOnlyList<Scope> scopes, CancellationToken cancel = default) => Ids(InScopesSql, scopes, cancel);

    /// <summary>The same, held against changes by others until the session ends.</summary>
    public Task<List<Guid>> Hold(IReadOnlyList<Scope> scopes, CancellationToken cancel = default) => Ids(HoldSql, scopes, cancel);

    private Task<List<Guid>> Ids(string sql, IReadOnlyList<Scope> scopes, CancellationToken cancel) => session.Query<Guid>(sql, new
    {
        Years = scopes.Select(s => s.Year).ToArray(),
        Origins = scopes.Select(s => Text(s.Origin)).ToArray(),
        Programmes = scopes.Select(s => s.ProgrammeId).ToArray(),
    }, cancel);

    private const string ScopesSql = """
        select distinct year, origin
        from items
        where council_id = @Council
            and (@Origin::text is null or origin = @Origin)
        order by year, origin
        """;

    /// <summary>Every year and origin that the council has items of, for lists that go across years.</summary>
    public async Task<IReadOnlyList<Scope>> Scopes(Origin? origin, CancellationToken cancel = default) =>
        [.. (await session.Query<ItemHead>(ScopesSql, new { Origin = origin is { } o ? Text(o) : null }, cancel)).Select(h => new Scope(h.Year, h.Origin))];

    internal static string Text<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed record ListedRow
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public Guid? ProgrammeId { get; init; }
        public Origin Origin { get; init; }
        public int Year { get; init; }
        public long Matching { get; init; }

        public ItemRow With(ItemFacts facts) => new(Id, Version, ProgrammeId, Origin, Year, facts);
    }

    private sealed record EntryRow
    {
        public Guid ItemId { get; init; }
        public long Sequence { get; init; }
        public DateOnly EffectiveOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
        public string Change { get; init; } = "";
        public long? Supersedes { get; init; }
        public DateTimeOffset? SupersededAt { get; init; }
        public string? Document { get; init; }
        public string? RecordedBy { get; init; }
        public bool ImportUndone { get; init; }

        public RecordedEntry ToEntry() => new(
            new(Sequence, EffectiveOn, RecordedAt, JsonSerializer.Deserialize<Change>(Change, Database.Json)!, Supersedes, SupersededAt, Document),
            RecordedBy, ImportUndone);
    }
}

/// <summary>An entry and where it came from.</summary>
/// <param name="RecordedBy">Name of who recorded it; null for what the program did by itself.</param>
/// <param name="ImportUndone">Whether it came with an import, or with the undoing of one, that stands no more.</param>
public sealed record RecordedEntry(Entry Entry, string? RecordedBy, bool ImportUndone);

/// <summary>What never changes about an item, and its version.</summary>
public sealed record ItemHead
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public Guid? ProgrammeId { get; init; }
    public Origin Origin { get; init; }
    public int Year { get; init; }
}
