using System.Text.Json;
using Tracker.Db.Items;
using Tracker.Domain.Coordination;

namespace Tracker.Db.Coordination;

/// <summary>What was said of an agreement at one time.</summary>
/// <param name="By">Display name; null when the program did.</param>
public sealed record AgreementEntry(AgreementTerms Terms, DateTimeOffset RecordedAt, DateTimeOffset? SupersededAt, bool Voided, string? By);

/// <summary>Agreements, each with its own short history.</summary>
public sealed class AgreementStore(Session session)
{
    private const string Columns = "s.number, s.title, s.signed_on, s.party_ids, s.keeper_id, s.valid_from, s.valid_to, s.ended_on, s.ended_by, s.review::text as review, s.clauses::text as clauses";

    private const string StandingSql = $"""
        select a.id, a.version, a.created_at, {Columns}
        from agreements a
        join agreement_entries s
            on s.council_id = a.council_id
            and s.agreement_id = a.id
            and s.recorded_at <= @KnownAt
            and s.superseded_at > least(@KnownAt, {Spans.LastMoment})
        where a.council_id = @Council
            and not s.voided
            and (@Id::uuid is null or a.id = @Id)
        order by s.valid_from desc nulls first, s.title, a.id
        """;

    /// <summary>All that stand as known at a moment (now unless given), the latest validity first.</summary>
    public async Task<IReadOnlyList<CoordinationAgreement>> All(DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(StandingSql, new { Id = (Guid?)null, KnownAt = knownAt ?? session.Now }, cancel)).Select(r => r.ToAgreement())];

    public async Task<CoordinationAgreement?> Find(Guid id, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        (await session.Find<Row>(StandingSql, new { id, KnownAt = knownAt ?? session.Now }, cancel))?.ToAgreement();

    private const string HistorySql = $"""
        select s.agreement_id as id, 0 as version, s.recorded_at as created_at, {Columns},
            nullif(s.superseded_at, 'infinity') as superseded_at, s.voided,
            (select display_name from accounts where council_id = @Council and id = s.account_id) as by
        from agreement_entries s
        where s.council_id = @Council
            and s.agreement_id = @Id
        order by s.sequence desc
        """;

    /// <summary>Everything that was said of it, the latest first.</summary>
    public async Task<IReadOnlyList<AgreementEntry>> History(Guid id, CancellationToken cancel = default) =>
        [.. (await session.Query<EntryRow>(HistorySql, new { id }, cancel)).Select(r => new AgreementEntry(r.ToTerms(), r.CreatedAt, r.SupersededAt, r.Voided, r.By))];

    private const string LockSql = "select pg_advisory_xact_lock(hashtextextended('tracker.coordination:' || @Council::text, 0))";

    /// <summary>Agreements and obligations of one council are changed, and items made of them, one after the other: so nothing is made twice, or by terms that hold no longer.</summary>
    public Task Lock(CancellationToken cancel = default) => session.Execute(LockSql, cancel: cancel);

    private const string AddSql = "insert into agreements (council_id, id, created_at) values (@Council, @Id, @Now)";

    public async Task Add(Guid id, AgreementTerms terms, Recording by, CancellationToken cancel = default)
    {
        var now = await RecordingLock.Share(session, cancel);
        await session.Execute(AddSql, new { id, now }, cancel);
        await AddEntry(id, terms, false, by, cancel);
    }

    private const string TouchSql = """
        update agreements
        set version = version + 1
        where council_id = @Council
            and id = @Id
            and version = @Version
        """;

    /// <exception cref="VersionConflict">It isn't at that version.</exception>
    public async Task Change(CoordinationAgreement agreement, AgreementTerms terms, Recording by, CancellationToken cancel = default, bool voided = false)
    {
        if (await session.Execute(TouchSql, new { agreement.Id, agreement.Version }, cancel) == 0)
            throw new VersionConflict(agreement.Id, agreement.Version);
        await AddEntry(agreement.Id, terms, voided, by, cancel);
    }

    private const string AddEntrySql = """
        update agreement_entries
        set superseded_at = @Now
        where council_id = @Council
            and agreement_id = @Id
            and superseded_at = 'infinity';
        insert into agreement_entries (
            council_id, agreement_id, recorded_at, supersedes, voided, number, title, signed_on, party_ids, keeper_id, valid_from, valid_to, ended_on, ended_by, review, clauses, account_id)
        select
            @Council, @Id, @Now, max(sequence), @Voided, @Number, @Title, @SignedOn, @PartyIds, @KeeperId, @ValidFrom, @ValidTo, @EndedOn, @EndedBy, @Review::jsonb, @Clauses::jsonb, @AccountId
        from agreement_entries
        where council_id = @Council
            and agreement_id = @Id
        """;

    private async Task AddEntry(Guid id, AgreementTerms terms, bool voided, Recording by, CancellationToken cancel)
    {
        var now = await RecordingLock.Share(session, cancel);
        await session.Execute(AddEntrySql, new
        {
            id, now, voided, terms.Number, terms.Title, terms.SignedOn, PartyIds = terms.Parties.ToArray(), terms.KeeperId, terms.ValidFrom, terms.ValidTo, terms.EndedOn, terms.EndedBy,
            Review = JsonSerializer.Serialize(terms.Review, Database.Json), Clauses = JsonSerializer.Serialize(terms.Clauses, Database.Json), by.AccountId,
        }, cancel);
    }

    private record Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public string Number { get; init; } = "";
        public string Title { get; init; } = "";
        public DateOnly? SignedOn { get; init; }
        public Guid[] PartyIds { get; init; } = [];
        public Guid KeeperId { get; init; }
        public DateOnly? ValidFrom { get; init; }
        public DateOnly? ValidTo { get; init; }
        public DateOnly? EndedOn { get; init; }
        public string? EndedBy { get; init; }
        public string Review { get; init; } = "";
        public string Clauses { get; init; } = "";

        public AgreementTerms ToTerms() => new()
        {
            Number = Number, Title = Title, SignedOn = SignedOn, Parties = PartyIds, KeeperId = KeeperId, ValidFrom = ValidFrom, ValidTo = ValidTo, EndedOn = EndedOn, EndedBy = EndedBy,
            Review = JsonSerializer.Deserialize<ReviewYear>(Review, Database.Json)!, Clauses = JsonSerializer.Deserialize<Clause[]>(Clauses, Database.Json)!,
        };

        public CoordinationAgreement ToAgreement() => new(Id, Version, CreatedAt, ToTerms());
    }

    private sealed record EntryRow : Row
    {
        public DateTimeOffset? SupersededAt { get; init; }
        public bool Voided { get; init; }
        public string? By { get; init; }
    }
}
