using Tracker.Db.Items;
using Tracker.Domain.Coordination;
using Tracker.Domain.Items;

namespace Tracker.Db.Coordination;

/// <summary>The duties of one party by one agreement.</summary>
/// <param name="AgreementId">Empty for an item of coordination that comes from none.</param>
public sealed record PartyDuties(Guid AgreementId, Guid UnitId, DutyCounts Counts);

/// <summary>Counts in the database what <see cref="DutyCounting"/> defines.</summary>
public sealed class DutyStore(Session session)
{
    private const string CountSql = $"""
        with {Spans.Scopes},
        {Spans.Counted},
        duties as (
            select {Duties.Agreement} as agreement_id, c.lead_unit_id as unit_id, {Duties.OnTime} as on_time_duty, {Duties.Late} as late_duty, {Duties.Unmet} as unmet_duty
            from counted c
            where {Duties.Due}
                and (@Unit::uuid is null or c.lead_unit_id = @Unit)
        )
        select
            coalesce(agreement_id, '00000000-0000-0000-0000-000000000000') as agreement_id, unit_id,
            count(*) filter (where on_time_duty)::int as on_time, count(*) filter (where late_duty)::int as late, count(*) filter (where unmet_duty)::int as unmet
        from duties
        where (@Agreement::uuid is null or agreement_id = @Agreement)
        group by agreement_id, unit_id
        """;

    /// <summary>By agreement and party, over the due days [from, to], both inclusive; parts without any duty due are left out.</summary>
    public async Task<IReadOnlyList<PartyDuties>> Count(
        IReadOnlyList<Scope> scopes, Viewpoint view, DateOnly from, DateOnly to, Guid? agreement = null, Guid? unit = null, CancellationToken cancel = default) =>
        [
            .. (await session.Query<Row>(CountSql, new
            {
                Years = scopes.Select(s => s.Year).ToArray(), Origins = scopes.Select(s => ItemStore.Text(s.Origin)).ToArray(), Programmes = scopes.Select(s => s.ProgrammeId).ToArray(),
                Days = scopes.Select(_ => view.AsOf).ToArray(), view.KnownAt, from, to, agreement, unit,
            }, cancel)).Select(r => new PartyDuties(r.AgreementId, r.UnitId, new(r.OnTime, r.Late, r.Unmet))),
        ];

    private sealed record Row
    {
        public Guid AgreementId { get; init; }
        public Guid UnitId { get; init; }
        public int OnTime { get; init; }
        public int Late { get; init; }
        public int Unmet { get; init; }
    }
}

/// <summary>The SQL twin of <see cref="DutyCounting"/>, over <c>counted c</c> of <see cref="Spans"/> with <c>@From</c> and <c>@To</c>; shared by figures and lists, so that they can't differ.</summary>
internal static class Duties
{
    private const string Dated = "(c.ending is null and c.due_on is not null and c.due_on between @From and @To)";

    private const string Done = $"({Dated} and c.is_completed and c.due_on <= c.as_of)";

    public const string OnTime = $"({Done} and c.on_time is true)";

    public const string Late = $"({Done} and c.on_time is not true)";

    public const string Unmet = $"({Dated} and not c.is_completed and c.due_on < c.as_of)";

    public const string Due = $"({Done} or {Unmet})";

    /// <summary>The agreement that an item comes from; null for none.</summary>
    public const string Agreement = """
        (
            select o.agreement_id
            from obligation_occurrences m
            join obligations o on o.council_id = @Council and o.id = m.obligation_id
            where m.council_id = @Council
                and m.item_id = c.item_id
        )
        """;
}
