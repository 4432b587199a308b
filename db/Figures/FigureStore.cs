using Tracker.Db.Items;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Db.Figures;

/// <summary>By what figures are told apart. Each item is in exactly one group, so parts add up.</summary>
public enum GroupBy { None, Unit, Activity, Month }

/// <summary>What happened within a period, each item once.</summary>
public sealed record PeriodFigures(int Completed, int Added, int Withdrawn, int BecameOverdue);

/// <summary>The figures of one group: a unit's id, a kind of activity, a month (<c>2019-03</c>) or <c>none</c>.</summary>
/// <param name="Cooperating">Items of N on which the unit cooperates without leading; 0 unless grouped by unit.</param>
public sealed record FigureGroup(string Key, FigureSet Figures, int Cooperating);

/// <summary>Figures of one scope.</summary>
/// <param name="Period">Null unless a period was asked for.</param>
public sealed record ScopeFigures(FigureSet Figures, IReadOnlyList<FigureGroup> Groups, PeriodFigures? Period);

/// <summary>Counts by <see cref="Counting"/> what the database has put together.</summary>
public sealed class FigureStore(Session session)
{
    // Items that no figure tells apart are one row, which Counting then counts; what is due is told apart only as far as it does.
    // Materialized, so that the planner, who expects few rows, groups them without sorting them first.
    private const string CountSql = $"""
        with {Spans.Scopes},
        {Spans.Standing},
        classed as materialized (
            select
                scope,
                case @GroupBy
                    when 'unit' then lead_unit_id::text
                    when 'activity' then activity_kind
                    when 'month' then coalesce(to_char(due_on, 'YYYY-MM'), 'none')
                end as key,
                lacking && (select required from asked_for) as lacks,
                membership, ending, state, on_time, on_time_by_first_due_date,
                case when reported_on is not null then as_of end as reported_on,
                case
                    when due_on < as_of then date '-infinity'
                    when due_on <= as_of + 30 then as_of
                    when due_on is not null then date 'infinity'
                end as due_on
            from standing
            where (@Unit::uuid is null or lead_unit_id = @Unit)
        )
        select scope, key, lacks, count(*)::int as items, membership, ending, state, on_time, on_time_by_first_due_date, reported_on, due_on
        from classed
        group by scope, key, lacks, membership, ending, state, on_time, on_time_by_first_due_date, reported_on, due_on
        """;

    private const string CooperatingSql = $"""
        with {Spans.Scopes},
        {Spans.Counted}
        select unit_id::text as key, count(distinct item_id)::int as items
        from counted, unnest(cooperating_unit_ids) as unit_id
        where counts_total
            and unit_id <> lead_unit_id
        group by unit_id
        """;

    private const string PeriodSql = $"""
        with {Spans.Scopes},
        {Spans.Counted},
        {Spans.Lapses}
        select
            count(*) filter (where counts_completed and completed_on between @From and @To)::int as completed,
            count(*) filter (where counts_added and member_from between @From and @To)::int as added,
            count(*) filter (where counts_withdrawn and ended_on between @From and @To)::int as withdrawn,
            count(*) filter (where item_id in (select item_id from lapses where lapsed_on between @From and @To))::int as became_overdue
        from counted
        where (@Unit::uuid is null or lead_unit_id = @Unit)
        """;

    private const string LackingSql = $"""
        with {Spans.Scopes},
        {Spans.Counted}
        select field, count(*)::int as items
        from counted, unnest(lacking) as field
        where counts_total
            and field = any (required)
            and (@Unit::uuid is null or lead_unit_id = @Unit)
        group by field
        """;

    /// <summary>How many items of N lack each of the fields that the council asks for; fields that none lacks are left out.</summary>
    public async Task<IReadOnlyDictionary<ItemField, int>> Lacking(Scope scope, Viewpoint view, Guid? unit = null, CancellationToken cancel = default) =>
        (await session.Query<LackingRow>(LackingSql, Arguments([(scope, view.AsOf)], view.KnownAt, GroupBy.None, unit), cancel))
            .ToDictionary(r => Enum.Parse<ItemField>(r.Field, ignoreCase: true), r => r.Items);

    /// <summary>Figures of one scope as of a day, as known at a moment.</summary>
    /// <param name="unit">Only items that this unit leads on that day.</param>
    /// <param name="period">Both ends inclusive; what happened in it is counted as it stands on the day looked at.</param>
    public async Task<ScopeFigures> Count(
        Scope scope, Viewpoint view, GroupBy groupBy = GroupBy.None, Guid? unit = null, (DateOnly From, DateOnly To)? period = null, CancellationToken cancel = default)
    {
        var counted = (await CountGroups([(scope, view.AsOf)], view.KnownAt, groupBy, unit, cancel))[0];
        var cooperating = groupBy != GroupBy.Unit || unit is not null ? []
            : (await session.Query<CooperatingRow>(CooperatingSql, Arguments([(scope, view.AsOf)], view.KnownAt, groupBy, unit), cancel))
                .ToDictionary(r => r.Key, r => r.Items);
        var happened = period is not { } p ? null
            : await session.Find<PeriodFigures>(PeriodSql, Arguments([(scope, view.AsOf)], view.KnownAt, groupBy, unit, p.From, p.To), cancel);
        return new(
            counted.Figures,
            [
                .. counted.Groups.Select(g => g with { Cooperating = cooperating.GetValueOrDefault(g.Key) }),
                .. cooperating.Where(c => counted.Groups.All(g => g.Key != c.Key)).Select(c => new FigureGroup(c.Key, FigureSet.Empty, c.Value)),
            ],
            happened);
    }

    /// <summary>Figures of several scopes, each on a day of its own, in the order asked; one statement for all.</summary>
    /// <param name="unit">Only items that this unit leads on the day of the scope.</param>
    public async Task<IReadOnlyList<FigureSet>> Count(
        IReadOnlyList<(Scope Scope, DateOnly AsOf)> scopes, DateTimeOffset knownAt, CancellationToken cancel = default, Guid? unit = null) =>
        [.. (await CountGroups(scopes, knownAt, GroupBy.None, unit, cancel)).Select(s => s.Figures)];

    /// <summary>The same with their groups; nothing is said of cooperating units.</summary>
    public async Task<IReadOnlyList<ScopeFigures>> CountGroups(
        IReadOnlyList<(Scope Scope, DateOnly AsOf)> scopes, DateTimeOffset knownAt, GroupBy groupBy, Guid? unit = null, CancellationToken cancel = default)
    {
        var rows = (await session.Query<ClassRow, ItemFacts>(CountSql, Arguments(scopes, knownAt, groupBy, unit), "membership", cancel)).ToLookup(r => r.Row.Scope);
        return [.. scopes.Select((s, place) =>
        {
            var groups = rows[place + 1].GroupBy(r => r.Row.Key, (key, alike) => (Key: key, Figures: FigureSet.Of([.. alike.Select(r => (r.Facts, !r.Row.Lacks, r.Row.Items))], s.AsOf))).ToArray();
            // Groups partition, so their sum is the whole.
            return new ScopeFigures(FigureSet.Sum(groups.Select(g => g.Figures)), [.. groups.Where(g => g.Key is not null).Select(g => new FigureGroup(g.Key!, g.Figures, 0))], null);
        })];
    }

    private static object Arguments(
        IReadOnlyList<(Scope Scope, DateOnly AsOf)> scopes, DateTimeOffset knownAt, GroupBy groupBy, Guid? unit, DateOnly from = default, DateOnly to = default) => new
    {
        Years = scopes.Select(s => s.Scope.Year).ToArray(),
        Origins = scopes.Select(s => ItemStore.Text(s.Scope.Origin)).ToArray(),
        Programmes = scopes.Select(s => s.Scope.ProgrammeId).ToArray(),
        Days = scopes.Select(s => s.AsOf).ToArray(),
        KnownAt = knownAt,
        GroupBy = ItemStore.Text(groupBy),
        Unit = unit,
        From = from,
        To = to,
    };

    /// <summary>So many items that are alike to every figure.</summary>
    private sealed record ClassRow
    {
        public int Scope { get; init; }
        public string? Key { get; init; }
        /// <summary>Something that the council asks for.</summary>
        public bool Lacks { get; init; }
        public int Items { get; init; }
    }

    private sealed record LackingRow
    {
        public string Field { get; init; } = "";
        public int Items { get; init; }
    }

    private sealed record CooperatingRow
    {
        public string Key { get; init; } = "";
        public int Items { get; init; }
    }
}
