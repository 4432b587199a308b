using System.Text.Json;
using Dapper;
using Tracker.Db.Coordination;
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

/// <summary>An item on a day, and all of its entries.</summary>
public sealed record ItemWithHistory(ItemRow Row, ItemHistory History);

/// <summary>One page of a list, and how many there are in all.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total, int Number, int Size);

/// <summary>Values that occur in a scope, each once.</summary>
public sealed record ItemChoices(IReadOnlyList<string> Leaders, IReadOnlyList<string> Officers, IReadOnlyList<string> Groups, IReadOnlyList<ActivityKind> Activities);

/// <summary>Reads items. Writing is <see cref="ItemRecorder"/>'s.</summary>
public sealed class ItemStore(Session session)
{
    private const string Columns = """
        membership, member_from, ending, ended_on, state, completed_on, reported_on, on_time, on_time_by_first_due_date, reason, result_document,
        time_phrase, start_on, due_on, first_due_on, due_provisional, number, group_name, position, title, lead_unit_id,
        cooperating_unit_ids, responsible_leader, officer, deliverable, activity_kind, note, source
        """;

    // What stands outside the span is looked up for the rows of the page alone: the planner expects so few that as a join it read the council's items for each.
    private const string ListSql = $"""
        with {Spans.Scopes},
        {Spans.Counted},
        {Spans.Lapses},
        listed as (
            select *, count(*) over () as matching
            from counted c
            where (@Unit::uuid is null or lead_unit_id = @Unit)
                and (@CooperatingUnit::uuid is null or @CooperatingUnit = any (cooperating_unit_ids) and lead_unit_id <> @CooperatingUnit and counts_total)
                and (@Activity::text is null or activity_kind = @Activity)
                and (@ResponsibleLeader::text is null or responsible_leader = @ResponsibleLeader)
                and (@Officer::text is null or officer = @Officer)
                and (@Group::text is null or group_name = @Group)
                and (not @Open or is_open)
                and (@Month::text is null or coalesce(to_char(due_on, 'YYYY-MM'), 'none') = @Month)
                and (@DueTo::date is null or due_on <= @DueTo)
                and (@Missing::text is null or @Missing = any (lacking))
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
                        when 'formed' then counts_formed
                        when 'dissolved' then counts_dissolved
                        when 'complete' then counts_complete
                        else false
                    end)
                and case @Event::text
                    when 'completed' then counts_completed and completed_on between @From and @To
                    when 'added' then counts_added and member_from between @From and @To
                    when 'withdrawn' then counts_withdrawn and ended_on between @From and @To
                    when 'becameOverdue' then (scope, item_id) in (select scope, item_id from lapses where lapsed_on between @From and @To)
                    else true
                end
                and case @Duty::text
                    when 'due' then {Duties.Due}
                    when 'onTime' then {Duties.OnTime}
                    when 'late' then {Duties.Late}
                    when 'unmet' then {Duties.Unmet}
                    else true
                end
                and (@Agreement::uuid is null or {Duties.Agreement} = @Agreement)
        )
        select
            l.item_id as id,
            (select version from items i where i.council_id = @Council and i.id = l.item_id) as version,
            l.programme_id, l.origin, l.year, l.matching, {Columns}
        from listed l
        order by
            case when @Order = 'position' then @Direction * l.year end,
            @Direction * case @Order
                when 'position' then position
                when 'dueOn' then due_on - date '2000-01-01'
                when 'firstDueOn' then first_due_on - date '2000-01-01'
                when 'completedOn' then completed_on - date '2000-01-01'
                when 'givenOn' then member_from - date '2000-01-01'
                when 'unit' then (select u.position from units u where u.council_id = @Council and u.id = l.lead_unit_id)
                when 'activity' then array_position(@Activities::text[], activity_kind)
                when 'state' then case
                    when counts_overdue then 1
                    when counts_due_soon then 2
                    when counts_not_due then 3
                    when counts_no_deadline then 4
                    when counts_late then 5
                    when counts_on_time then 6
                    when counts_completed then 7
                    when counts_carried_over then 8
                    else 9
                end
            end,
            case when @Order = 'state' then @Direction * (due_on - date '2000-01-01') end,
            case when @Direction = 1 then {Alphabetical.Key} end,
            case when @Direction = -1 then {Alphabetical.Key} end desc nulls last,
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
            query.ResponsibleLeader,
            query.Officer,
            query.Group,
            query.Open,
            query.Month,
            query.DueTo,
            Missing = query.Missing is { } m ? Text(m) : null,
            Words = VietnameseText.Fold(query.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Figures = query.Figures.Select(f => Text(f)).ToArray(),
            Event = query.Event is { } e ? Text(e) : null,
            Duty = query.Duty is { } duty ? Text(duty) : null,
            query.Agreement,
            From = query.From ?? DateOnly.MinValue,
            To = query.To ?? DateOnly.MaxValue,
            Order = Text(query.Order),
            Direction = query.Descending ? -1 : 1,
            Activities = Enum.GetValues<ActivityKind>().Select(kind => Text(kind)).ToArray(),
            query.PageSize,
            Skip = (long)(query.Page - 1) * query.PageSize,
        }, "membership", cancel);
        var total = rows.Count > 0 ? rows[0].Row.Matching : query.Page > 1 ? (await List(query with { Page = 1, PageSize = 1 }, view, cancel)).Total : 0;
        return new([.. rows.Select(r => r.Row.With(r.Facts))], total, query.Page, query.PageSize);
    }

    private const string ChoicesSql = $"""
        with {Spans.Scopes},
        {Spans.Counted}
        select v.what, v.value
        from counted
        cross join lateral (values
            ('leader', responsible_leader),
            ('officer', officer),
            ('group', group_name),
            ('activity', activity_kind)
        ) as v(what, value)
        where v.value <> ''
        group by v.what, v.value
        order by min(position), v.value
        """;

    /// <summary>What a list of the scopes can be narrowed to: what occurs among their items on that day.</summary>
    public async Task<ItemChoices> Choices(IReadOnlyList<Scope> scopes, Viewpoint view, CancellationToken cancel = default)
    {
        var rows = (await session.Query<ChoiceRow>(ChoicesSql, InScopes(scopes, view), cancel)).ToLookup(r => r.What, r => r.Value);
        return new(
            [.. rows["leader"].Order(VietnameseText.Collation)],
            [.. rows["officer"].Order(VietnameseText.Collation)],
            [.. rows["group"]],
            [.. rows["activity"].Select(a => Enum.Parse<ActivityKind>(a, ignoreCase: true)).Order()]);
    }

    private static object InScopes(IReadOnlyList<Scope> scopes, Viewpoint view) => new
    {
        Years = scopes.Select(s => s.Year).ToArray(),
        Origins = scopes.Select(s => Text(s.Origin)).ToArray(),
        Programmes = scopes.Select(s => s.ProgrammeId).ToArray(),
        Days = scopes.Select(_ => view.AsOf).ToArray(),
        view.KnownAt,
    };

    private const string OnDaySql = $"""
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
        """;

    private const string FindSql = $"""
        {OnDaySql}
            and i.id = @Id
        """;

    /// <summary>Null when there is no such item on that day, as known then.</summary>
    public async Task<ItemRow?> Find(Guid id, Viewpoint view, CancellationToken cancel = default) =>
        (await session.Query<ListedRow, ItemFacts>(FindSql, new { id, view.AsOf, view.KnownAt }, "membership", cancel))
            .Select(r => r.Row.With(r.Facts)).SingleOrDefault();

    private const string WithHistorySql = $"""
        {OnDaySql}
            and i.id = any (@Ids);
        {EntriesSql}
        """;

    /// <summary>These items on a day, those that are there, each with its whole history.</summary>
    public Task<IReadOnlyList<ItemWithHistory>> WithHistories(IReadOnlyCollection<Guid> ids, Viewpoint view, CancellationToken cancel = default) =>
        session.Read<IReadOnlyList<ItemWithHistory>>(WithHistorySql, new { Ids = ids.ToArray(), view.AsOf, view.KnownAt }, async rows =>
        {
            var items = rows.Read<ListedRow, ItemFacts, ItemRow>((row, facts) => row.With(facts), "membership").AsList();
            var histories = await ReadHistories(rows);
            return [.. items.Select(i => new ItemWithHistory(i, new(histories[i.Id].Select(e => e.Entry))))];
        }, cancel);

    private const string WaitingSql = $"""
        select distinct e.item_id
        from entries e
        where e.council_id = @Council
            and e.kind in ('requested', 'reported')
            and e.recorded_at <= @KnownAt
            and e.superseded_at > least(@KnownAt, {Spans.LastMoment})
            and not exists (
                select
                from entries d
                where d.council_id = @Council
                    and d.kind = 'decided'
                    and d.item_id = e.item_id
                    and (d.change ->> 'request')::bigint = e.sequence
                    and d.recorded_at <= @KnownAt
                    and d.superseded_at > least(@KnownAt, {Spans.LastMoment})
            )
        """;

    /// <summary>Open items of any year with a request for extension that nobody has decided, or a completion reported that nobody may have confirmed: what their histories say holds.</summary>
    public async Task<IReadOnlyList<ItemWithHistory>> Waiting(Viewpoint view, CancellationToken cancel = default)
    {
        var ids = await session.Query<Guid>(WaitingSql, new { view.KnownAt }, cancel);
        return ids.Count == 0 ? [] : [.. (await WithHistories(ids, view, cancel)).Where(i => i.Row.Facts.IsOpen)];
    }

    private const string PlannedSql = $"""
        with {Spans.Scopes},
        {Spans.Counted}
        select item_id
        from counted c
        where is_open
            and exists (
                select
                from entries e
                where e.council_id = @Council
                    and e.item_id = c.item_id
                    and e.kind = 'planned'
            )
        """;

    /// <summary>Open items of the scopes that somebody has made steps for.</summary>
    public async Task<IReadOnlyList<ItemWithHistory>> Planned(IReadOnlyList<Scope> scopes, Viewpoint view, CancellationToken cancel = default)
    {
        var ids = await session.Query<Guid>(PlannedSql, InScopes(scopes, view), cancel);
        return ids.Count == 0 ? [] : await WithHistories(ids, view, cancel);
    }

    // All that match are ordered by little; the rest is read of the best alone.
    private const string SearchSql = $"""
        with best as (
            select
                item_id, from_on, known_to, count(*) over () as matching,
                case
                    when lower(number) = @Phrase then 1
                    when lower(result_document) = lower(@Written) then 2
                    when starts_with(search, lower(number) || ' ' || @Phrase) then 3
                    when position(@Phrase in search) > 0 then 4
                    else 5
                end as nearness
            from item_spans
            where council_id = @Council
                and from_on <= @AsOf
                and to_on > least(@AsOf, {Spans.LastDay})
                and known_from <= @KnownAt
                and known_to > least(@KnownAt, {Spans.LastMoment})
                and not exists (select from unnest(@Words::text[]) word where position(word in search) = 0)
            order by nearness, year = @Year desc, year desc, origin desc, position, item_id
            limit @Most
        )
        select
            s.item_id as id,
            (select version from items i where i.council_id = @Council and i.id = s.item_id) as version,
            s.programme_id, s.origin, s.year, b.matching, {Columns}
        from best b
        join item_spans s using (item_id, from_on, known_to)
        where s.council_id = @Council
        order by b.nearness, s.year = @Year desc, s.year desc, s.origin desc, s.position, s.item_id
        """;

    /// <summary>The items of any year and origin that have all these words, the best first: of that number, with that paper, beginning with the words, with the words as they stand; then those of the year looked at.</summary>
    public async Task<Page<ItemRow>> Search(string text, int year, Viewpoint view, int most, CancellationToken cancel = default)
    {
        var phrase = VietnameseText.Fold(text);
        var rows = await session.Query<ListedRow, ItemFacts>(SearchSql, new
        {
            Phrase = phrase,
            Written = VietnameseText.Normalize(text),
            Words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            year,
            view.AsOf,
            view.KnownAt,
            most,
        }, "membership", cancel);
        return new([.. rows.Select(r => r.Row.With(r.Facts))], rows.Count > 0 ? rows[0].Row.Matching : 0, 1, most);
    }

    private const string WholeSql = $"{FindSql}; {EntriesSql}; {UnitStore.AllSql}";

    /// <summary>The item on a day with its whole history, and the council's units to name those in it, in one trip to the server.</summary>
    public Task<WholeItem> FindWhole(Guid id, Viewpoint view, CancellationToken cancel = default) =>
        session.Read(WholeSql, new { id, Ids = new[] { id }, view.AsOf, view.KnownAt }, async rows => new WholeItem(
            rows.Read<ListedRow, ItemFacts, ItemRow>((row, facts) => row.With(facts), "membership").SingleOrDefault(),
            [.. (await ReadHistories(rows))[id]],
            await UnitStore.Read(rows)), cancel);

    private const string MadeOfSql = $"""
        select i.id, i.programme_id, i.origin, i.year, i.version
        from entries e
        join items i on i.council_id = e.council_id and i.id = e.item_id
        where e.council_id = @Council
            and ((e.change -> 'into') is not null or (e.change -> 'next') is not null)
            and (e.change -> 'into' @> to_jsonb(@Id::text) or e.change ->> 'next' = @Id::text)
            and e.recorded_at <= @KnownAt
            and e.superseded_at > least(@KnownAt, {Spans.LastMoment})
        order by e.sequence
        """;

    /// <summary>The items that an item goes on from: what was split or merged into it, and what an earlier programme carried over to it.</summary>
    public Task<List<ItemHead>> MadeOf(Guid id, DateTimeOffset knownAt, CancellationToken cancel = default) => session.Query<ItemHead>(MadeOfSql, new { id, knownAt }, cancel);

    private const string LastRecordedSql = """
        select recorded_at
        from entries
        where council_id = @Council
        order by sequence desc
        limit 1
        """;

    /// <summary>When anything was last recorded on any item of the council; null before the first time.</summary>
    public Task<DateTimeOffset?> LastRecordedAt(CancellationToken cancel = default) => session.Find<DateTimeOffset?>(LastRecordedSql, cancel: cancel);

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
            e.item_id, e.sequence, e.effective_on, e.recorded_at, e.change::text as change, e.supersedes, e.amendment_id,
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

    /// <summary>The same, held against changes by others until the session ends. Whoever holds items has joined those who record before, always in this order, so that nobody waits in a circle.</summary>
    public async Task<List<Guid>> Hold(IReadOnlyList<Scope> scopes, CancellationToken cancel = default)
    {
        await RecordingLock.Share(session, cancel);
        return await Ids(HoldSql, scopes, cancel);
    }

    private Task<List<Guid>> Ids(string sql, IReadOnlyList<Scope> scopes, CancellationToken cancel) => session.Query<Guid>(sql, new
    {
        Years = scopes.Select(s => s.Year).ToArray(),
        Origins = scopes.Select(s => Text(s.Origin)).ToArray(),
        Programmes = scopes.Select(s => s.ProgrammeId).ToArray(),
    }, cancel);

    private const string TheseSql = """
        select id, version, programme_id, origin, year
        from items
        where council_id = @Council
            and id = any(@Ids)
        order by id
        """;

    private const string HoldTheseSql = TheseSql + "\nfor update";

    /// <summary>Those of the items that the council has, void ones too.</summary>
    /// <param name="hold">Whether they are held against changes by others until the session ends.</param>
    public Task<List<ItemHead>> These(IReadOnlyList<Guid> ids, bool hold, CancellationToken cancel = default) =>
        session.Query<ItemHead>(hold ? HoldTheseSql : TheseSql, new { Ids = ids.ToArray() }, cancel);

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

    private sealed record ChoiceRow
    {
        public string What { get; init; } = "";
        public string Value { get; init; } = "";
    }

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
        public Guid? AmendmentId { get; init; }

        public RecordedEntry ToEntry() => new(
            new(Sequence, EffectiveOn, RecordedAt, JsonSerializer.Deserialize<Change>(Change, Database.Json)!, Supersedes, SupersededAt, Document),
            RecordedBy, ImportUndone, AmendmentId);
    }
}

/// <summary>An entry and where it came from.</summary>
/// <param name="RecordedBy">Name of who recorded it; null for what the program did by itself.</param>
/// <param name="ImportUndone">Whether it came with an import, or with the undoing of one, that stands no more.</param>
/// <param name="AmendmentId">The amendment that said it.</param>
public sealed record RecordedEntry(Entry Entry, string? RecordedBy, bool ImportUndone, Guid? AmendmentId = null);

/// <summary>What never changes about an item, and its version.</summary>
public sealed record ItemHead
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public Guid? ProgrammeId { get; init; }
    public Origin Origin { get; init; }
    public int Year { get; init; }

    public NewItem Identity => new(Id, Origin, Year, ProgrammeId);
}
