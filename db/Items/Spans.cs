namespace Tracker.Db.Items;

/// <summary>The SQL twin of <see cref="Domain.Figures.Counting"/> and <see cref="Domain.Figures.Happening"/>: what holds on a day, shared by every query of lists and figures, and which figures count it, for lists and events.</summary>
internal static class Spans
{
    /// <summary>Days and moments with nothing after them arrive as infinity, which is also where spans end that don't.</summary>
    public const string LastDay = "date '9999-12-31'", LastMoment = "timestamptz '9999-12-31Z'";

    /// <summary>Expects a row <c>i</c> with an <c>item_id</c>; gives <c>n(title, number, lead_unit_id)</c>, as that item is called last. All null for a void one.</summary>
    public const string CalledLast = """
        left join lateral (
            select title, number, lead_unit_id
            from item_spans
            where council_id = @Council
                and item_id = i.item_id
                and known_to = 'infinity'
            order by from_on desc
            limit 1
        ) n on true
        """;

    // Offset 0 makes one range of the index out of every scope, however many the planner expects, and works out its columns once.
    /// <summary>Expects <c>scopes(scope, year, origin, programme_id, as_of)</c> before it, with <c>@KnownAt</c>; gives <c>standing</c>, the items of the scopes on their days,
    /// and <c>asked_for(required)</c>, the fields that the council asks for.</summary>
    public const string Standing = $"""
        asked_for as (
            select coalesce(array_agg(distinct f.field), array[]::text[]) as required
            from councils c
            cross join lateral jsonb_each(c.settings -> 'completeness') a(clarity, fields)
            cross join lateral jsonb_array_elements_text(a.fields) f(field)
            where c.id = @Council
        ),
        standing as (
            select
                c.scope,
                c.as_of,
                s.*
            from scopes c
            cross join lateral (
                select
                    *,
                    ending is null and state in ('notStarted', 'inProgress') as is_open,
                    ending is null and state = 'completed' as is_completed
                from item_spans s
                where s.council_id = @Council
                    and s.year = c.year
                    and s.origin = c.origin
                    and (c.programme_id is null or s.programme_id = c.programme_id)
                    and s.from_on <= c.as_of
                    and s.to_on > least(c.as_of, {LastDay})
                    and s.known_from <= @KnownAt
                    and s.known_to > least(@KnownAt, {LastMoment})
                offset 0
            ) s
        )
        """;

    /// <summary>The same, and what counts each of them: <c>counted</c>.</summary>
    public const string Counted = $"""
        {Standing},
        counted as (
            select
                *,
                membership = 'issued' as counts_issued,
                membership = 'added' as counts_added,
                ending is not distinct from 'withdrawn' as counts_withdrawn,
                ending is null as counts_total,
                is_completed as counts_completed,
                is_completed and on_time is true as counts_on_time,
                is_completed and on_time is false as counts_late,
                is_completed and on_time is null as counts_completed_without_deadline,
                is_open and due_on is not null and due_on < as_of as counts_overdue,
                is_open and due_on is not null and due_on >= as_of as counts_not_due,
                is_open and due_on is not null and due_on between as_of and as_of + 30 as counts_due_soon,
                is_open and due_on is null as counts_no_deadline,
                ending is null and state = 'carriedOver' as counts_carried_over,
                is_open and state = 'notStarted' as counts_not_started,
                is_open and state = 'inProgress' as counts_in_progress,
                is_completed and on_time_by_first_due_date is true as counts_on_time_by_first_due_date,
                is_completed and on_time_by_first_due_date is false as counts_late_by_first_due_date,
                is_open and reported_on is not null as counts_reported,
                membership in ('split', 'merged') as counts_formed,
                coalesce(ending in ('split', 'merged'), false) as counts_dissolved,
                ending is null and not lacking && required as counts_complete
            from standing
            cross join asked_for
        )
        """;

    /// <summary>Scopes from <c>@Years, @Origins, @Programmes, @Days</c>, numbered from 1 in that order.</summary>
    public const string Scopes = """
        scopes as (
            select scope::int, year, origin, programme_id, as_of
            from unnest(@Years::int[], @Origins::text[], @Programmes::uuid[], @Days::date[])
                with ordinality as s(year, origin, programme_id, as_of, scope)
        )
        """;

    /// <summary>
    /// Days up to the one looked at on which items of the scopes became overdue, as known at <c>@KnownAt</c>; gives <c>lapses(scope, item_id, lapsed_on)</c>.
    /// A span that begins while its item was overdue already (a state entered late) doesn't count again.
    /// </summary>
    public const string Lapses = $"""
        timelines as (
            select
                c.scope,
                s.item_id,
                s.from_on,
                s.to_on,
                c.as_of,
                case when s.ending is null and s.state in ('notStarted', 'inProgress') and s.due_on is not null then greatest(s.from_on, s.due_on + 1) end as lapsed_on
            from scopes c
            cross join lateral (
                select *
                from item_spans s
                where s.council_id = @Council
                    and s.year = c.year
                    and s.origin = c.origin
                    and (c.programme_id is null or s.programme_id = c.programme_id)
                    and s.from_on <= c.as_of
                    and s.known_from <= @KnownAt
                    and s.known_to > least(@KnownAt, {LastMoment})
                offset 0
            ) s
        ),
        runs as (
            select
                *,
                lag(lapsed_on < to_on) over (partition by scope, item_id order by from_on) as was_overdue
            from timelines
        ),
        lapses as (
            select scope, item_id, lapsed_on
            from runs
            where lapsed_on < to_on
                and lapsed_on <= as_of
                and not (lapsed_on = from_on and coalesce(was_overdue, false))
        )
        """;
}
