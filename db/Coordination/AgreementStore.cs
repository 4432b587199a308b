using System.Text.Json;
using Tracker.Db.Histories;
using Tracker.Db.Items;
using Tracker.Domain.Coordination;

namespace Tracker.Db.Coordination;

/// <summary>What was said of an agreement at one time.</summary>
/// <param name="By">Display name; null when the program did.</param>
public sealed record AgreementEntry(AgreementTerms Terms, DateTimeOffset RecordedAt, DateTimeOffset? SupersededAt, bool Voided, string? By);

/// <summary>Agreements, each with its own short history.</summary>
public sealed class AgreementStore(Session session)
{
    private static readonly Chronicle Said = new("agreements", "agreement_entries", "agreement_id",
        "number, title, signed_on, party_ids, keeper_id, valid_from, valid_to, ended_on, ended_by, review, clauses");

    private static readonly string StandingSql = $"""
        {Said.StandingSql}
        order by valid_from desc nulls first, title, id
        """;

    /// <summary>All that stand as known at a moment (now unless given), the latest validity first.</summary>
    public async Task<IReadOnlyList<CoordinationAgreement>> All(DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(StandingSql, new { Id = (Guid?)null, KnownAt = knownAt ?? session.Now }, cancel)).Select(r => r.ToAgreement())];

    public async Task<CoordinationAgreement?> Find(Guid id, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        (await session.Find<Row>(StandingSql, new { id, KnownAt = knownAt ?? session.Now }, cancel))?.ToAgreement();

    /// <summary>Everything that was said of it, the latest first.</summary>
    public async Task<IReadOnlyList<AgreementEntry>> History(Guid id, CancellationToken cancel = default) =>
        [.. (await Said.Entries<Row>(session, id, cancel)).Select(r => new AgreementEntry(r.ToTerms(), r.RecordedAt, r.SupersededAt, r.Voided, r.By))];

    /// <summary>Agreements and obligations of one council are changed, and items made of them, one after the other: so nothing is made twice, or by terms that hold no longer.</summary>
    public Task Lock(CancellationToken cancel = default) => session.Lock("coordination", cancel);

    public Task Add(Guid id, AgreementTerms terms, Recording by, CancellationToken cancel = default) => Said.Add(session, id, Columns(terms), by, cancel);

    /// <exception cref="VersionConflict">It isn't at that version.</exception>
    public Task Change(CoordinationAgreement agreement, AgreementTerms terms, Recording by, CancellationToken cancel = default, bool voided = false) =>
        Said.Change(session, agreement.Id, agreement.Version, Columns(terms), by, cancel, voided);

    private static object Columns(AgreementTerms terms) => new
    {
        terms.Number, terms.Title, terms.SignedOn, PartyIds = terms.Parties, terms.KeeperId, terms.ValidFrom, terms.ValidTo, terms.EndedOn, terms.EndedBy,
        Review = JsonSerializer.SerializeToElement(terms.Review, Database.Json), Clauses = JsonSerializer.SerializeToElement(terms.Clauses, Database.Json),
    };

    private sealed record Row : Told
    {
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
}
