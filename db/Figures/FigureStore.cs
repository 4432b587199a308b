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

/// <summary>Counts in the database what <see cref="Counting"/> defines.</summary>
public sealed class FigureStore(Session session)
{
    // Counts stand in the order of the enumeration Figure.
    private const string CountSql = $"""
        with {Spans.Scopes},
        {Spans.Counted},
        keyed as (
            select
                *,
                case @GroupBy
                    when 'unit' then lead_unit_id::text
                    when 'activity' then activity_kind
                    when 'month' then coalesce(to_char(due_on, 'YYYY-MM'), 'none')
                end as key
            from counted
            where (@Unit::uuid is null or lead_unit_id = @Unit)
        )
        select
            scope,
            key,
            array[
                count(*) filter (where counts_issued),
                count(*) filter (where counts_added),
                count(*) filter (where counts_withdrawn),
                count(*) filter (where counts_total),
                count(*) filter (where counts_completed),
                count(*) filter (where counts_on_time),
                count(*) filter (where counts_late),
                count(*) filter (where counts_completed_without_deadline),
                count(*) filter (where counts_overdue),
                count(*) filter (where counts_not_due),
                count(*) filter (where counts_due_soon),
                count(*) filter (where counts_no_deadline),
                count(*) filter (where counts_carried_over),
                count(*) filter (where counts_not_started),
                count(*) filter (where counts_in_progress),
                count(*) filter (where counts_on_time_by_first_due_date),
                count(*) filter (where counts_late_by_first_due_date),
                count(*) filter (where counts_reported),
                count(*) filter (where counts_formed),
                count(*) filter (where counts_dissolved)
            ]::int[] as counts
        from keyed
        group by scope, key
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

    /// <summary>Figures of one scope as of a day, as known at a moment.</summary>
    /// <param name="unit">Only items that this unit leads on that day.</param>
    /// <param name="period">Both ends inclusive; what happened in it is counted as it stands on the day looked at.</param>
    public async Task<ScopeFigures> Count(
        Scope scope, Viewpoint view, GroupBy groupBy = GroupBy.None, Guid? unit = null, (DateOnly From, DateOnly To)? period = null, CancellationToken cancel = default)
    {
        var rows = await session.Query<CountRow>(CountSql, Arguments([(scope, view.AsOf)], view.KnownAt, groupBy, unit), cancel);
        var cooperating = groupBy != GroupBy.Unit || unit is not null ? []
            : (await session.Query<CooperatingRow>(CooperatingSql, Arguments([(scope, view.AsOf)], view.KnownAt, groupBy, unit), cancel))
                .ToDictionary(r => r.Key, r => r.Items);
        var happened = period is not { } p ? null
            : await session.Find<PeriodFigures>(PeriodSql, Arguments([(scope, view.AsOf)], view.KnownAt, groupBy, unit, p.From, p.To), cancel);
        var groups = rows.Where(r => r.Key is not null)
            .Select(r => new FigureGroup(r.Key!, r.ToSet(), cooperating.GetValueOrDefault(r.Key!)))
            .ToList();
        groups.AddRange(cooperating.Where(c => groups.All(g => g.Key != c.Key)).Select(c => new FigureGroup(c.Key, FigureSet.Empty, c.Value)));
        return new(CountRow.Sum(rows), groups, happened);
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
        var rows = (await session.Query<CountRow>(CountSql, Arguments(scopes, knownAt, groupBy, unit), cancel)).ToLookup(r => r.Scope);
        return [.. scopes.Select((_, place) => new ScopeFigures(
            CountRow.Sum(rows[place + 1]),
            [.. rows[place + 1].Where(r => r.Key is not null).Select(r => new FigureGroup(r.Key!, r.ToSet(), 0))],
            null))];
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

    private sealed record CountRow
    {
        public int Scope { get; init; }
        public string? Key { get; init; }
        public int[] Counts { get; init; } = [];

        public FigureSet ToSet() => new(Enum.GetValues<Figure>().ToDictionary(f => f, f => Counts[(int)f]));

        /// <summary>Groups partition, so their sum is the whole.</summary>
        public static FigureSet Sum(IEnumerable<CountRow> rows) => FigureSet.Sum(rows.Select(r => r.ToSet()));
    }

    private sealed record CooperatingRow
    {
        public string Key { get; init; } = "";
        public int Items { get; init; }
    }
}
