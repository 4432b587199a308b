using Tracker.Db.Histories;
using Tracker.Db.Items;
using Tracker.Domain;
using Tracker.Domain.Councils;

namespace Tracker.Db.Programmes;

/// <summary>What a unit asks of an amendment, and what became of it.</summary>
/// <param name="Line">What is asked, as JSON of a line of an amendment.</param>
/// <param name="Approved">Null while it waits.</param>
/// <param name="DecisionReason">Why it was refused, or what was said with the approval.</param>
/// <param name="CarriedOutBy">The amendment that carried it out; null until then.</param>
public sealed record Proposal
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public Guid ProgrammeId { get; init; }
    public Guid UnitId { get; init; }
    public DateOnly AskedOn { get; init; }
    public string? AskedBy { get; init; }
    public string Line { get; init; } = "";
    public string Reason { get; init; } = "";
    public bool? Approved { get; init; }
    public bool Dropped { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public string? DecidedBy { get; init; }
    public string? DecisionReason { get; init; }
    public Guid? CarriedOutBy { get; init; }
    public string? CarriedOutNumber { get; init; }

    public bool IsWaiting => Approved is null && !Dropped;
}

public sealed class ProposalStore(Session session)
{
    private static readonly Heads Heads = new("proposals");

    private const string AllSql = $"""
        select
            p.id, p.version, p.programme_id, p.unit_id,
            asked.effective_on as asked_on, asked.line::text as line, asked.reason,
            (select display_name from accounts where council_id = p.council_id and id = asked.account_id) as asked_by,
            decided.approved, coalesce(decided.kind = 'dropped', false) as dropped, decided.effective_on as decided_on, decided.reason as decision_reason,
            (select display_name from accounts where council_id = p.council_id and id = decided.account_id) as decided_by,
            done.amendment_id as carried_out_by, done.number as carried_out_number
        from proposals p
        join lateral (
            select effective_on, line, reason, account_id
            from proposal_entries e
            where e.council_id = p.council_id
                and e.proposal_id = p.id
                and e.kind = 'proposed'
                and {Chronicle.Standing}
            order by e.sequence desc
            limit 1
        ) asked on true
        left join lateral (
            select kind, approved, effective_on, reason, account_id
            from proposal_entries e
            where e.council_id = p.council_id
                and e.proposal_id = p.id
                and e.kind <> 'proposed'
                and {Chronicle.Standing}
            order by e.sequence desc
            limit 1
        ) decided on true
        left join lateral (
            select l.amendment_id, said.number
            from amendment_proposals l
            join lateral (
                select kind, number
                from amendment_entries e
                where e.council_id = l.council_id
                    and e.amendment_id = l.amendment_id
                    and {Chronicle.Standing}
                order by e.sequence desc
                limit 1
            ) said on said.kind = 'issued'
            where l.council_id = p.council_id
                and l.proposal_id = p.id
            limit 1
        ) done on true
        where p.council_id = @Council
            and (@ProgrammeId::uuid is null or p.programme_id = @ProgrammeId)
            and (@UnitId::uuid is null or p.unit_id = @UnitId)
            and (@Id::uuid is null or p.id = @Id)
            and (not @Waiting or decided.kind is null)
        order by p.created_at desc, p.id
        """;

    /// <summary>As known at the moment, the latest first.</summary>
    /// <param name="waiting">Only those that nobody has decided.</param>
    public Task<List<Proposal>> All(DateTimeOffset knownAt, Guid? programmeId = null, Guid? unitId = null, bool waiting = false, CancellationToken cancel = default) =>
        session.Query<Proposal>(AllSql, new { knownAt, programmeId, unitId, Id = (Guid?)null, waiting }, cancel);

    public Task<Proposal?> Find(Guid id, CancellationToken cancel = default) =>
        session.Find<Proposal>(AllSql, new { KnownAt = session.Now, ProgrammeId = (Guid?)null, UnitId = (Guid?)null, id, Waiting = false }, cancel);

    private const string AddSql = """
        insert into proposals (council_id, id, programme_id, unit_id, created_at)
        values (@Council, @Id, @ProgrammeId, @UnitId, @Now)
        """;

    private const string AddEntrySql = """
        insert into proposal_entries (council_id, proposal_id, kind, effective_on, recorded_at, line, approved, reason, account_id)
        values (@Council, @Id, @Kind, @EffectiveOn, @Now, @Line::jsonb, @Approved, @Reason, @AccountId)
        """;

    public async Task Add(Guid id, Guid programmeId, Guid unitId, string line, string reason, Guid? accountId, CancellationToken cancel = default)
    {
        var now = await RecordingLock.Share(session, cancel);
        await session.Execute(AddSql, new { id, programmeId, unitId, now }, cancel);
        await AddEntry(id, "proposed", line, null, reason, accountId, now, cancel);
    }

    /// <exception cref="VersionConflict"/>
    /// <exception cref="RuleBroken">It was decided, or taken back, before.</exception>
    public Task Decide(Proposal proposal, int expectedVersion, bool approved, string reason, Guid? accountId, CancellationToken cancel = default) =>
        End(proposal, expectedVersion, "decided", approved, reason, accountId, cancel);

    /// <summary>The unit takes it back.</summary>
    public Task Drop(Proposal proposal, int expectedVersion, Guid? accountId, CancellationToken cancel = default) =>
        End(proposal, expectedVersion, "dropped", null, "", accountId, cancel);

    private async Task End(Proposal proposal, int expectedVersion, string kind, bool? approved, string reason, Guid? accountId, CancellationToken cancel)
    {
        if (!proposal.IsWaiting)
            throw new RuleBroken(proposal.Dropped ? "Đề nghị này đã được đơn vị rút lại." : "Đề nghị này đã có quyết định.", "proposal-decided");
        var now = await Heads.Touch(session, proposal.Id, expectedVersion, cancel);
        await AddEntry(proposal.Id, kind, null, approved, reason, accountId, now, cancel);
    }

    private Task<int> AddEntry(Guid id, string kind, string? line, bool? approved, string reason, Guid? accountId, DateTimeOffset now, CancellationToken cancel) =>
        session.Execute(AddEntrySql, new { id, kind, EffectiveOn = Council.DayOf(now), now, line, approved, reason, accountId }, cancel);
}
