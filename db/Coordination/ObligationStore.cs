using System.Text.Json;
using Tracker.Db.Histories;
using Tracker.Db.Items;
using Tracker.Domain.Coordination;

namespace Tracker.Db.Coordination;

/// <summary>A time of an obligation that has become an item.</summary>
public sealed record MadeOccurrence
{
    public Guid ObligationId { get; init; }
    public string OccurrenceKey { get; init; } = "";
    public Guid ItemId { get; init; }
    public DateTimeOffset MadeAt { get; init; }
}

/// <summary>What parties owe, each obligation with its own short history, and the items that its times became.</summary>
public sealed class ObligationStore(Session session)
{
    private static readonly Chronicle Said = new("obligations", "obligation_entries", "obligation_id",
        "what, clause, debtor_id, receiver_ids, product, rule, from_on", under: "agreement_id");

    private static readonly string StandingSql = $"""
        {Said.StandingSql}
            and (@Agreement::uuid is null or agreement_id = @Agreement)
        order by agreement_id, created_at, id
        """;

    /// <summary>What is owed as known at a moment (now unless given), in order of entry; of one agreement where one is named.</summary>
    public async Task<IReadOnlyList<Obligation>> All(Guid? agreement = null, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(StandingSql, new { Id = (Guid?)null, agreement, KnownAt = knownAt ?? session.Now }, cancel)).Select(r => r.ToObligation())];

    public async Task<Obligation?> Find(Guid id, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        (await session.Find<Row>(StandingSql, new { id, Agreement = (Guid?)null, KnownAt = knownAt ?? session.Now }, cancel))?.ToObligation();

    public Task Add(Guid id, Guid agreement, ObligationTerms terms, Recording by, CancellationToken cancel = default) =>
        Said.Add(session, id, Columns(terms), by, cancel, agreement);

    /// <exception cref="VersionConflict">It isn't at that version.</exception>
    public Task Change(Obligation obligation, ObligationTerms terms, Recording by, CancellationToken cancel = default, bool voided = false) =>
        Said.Change(session, obligation.Id, obligation.Version, Columns(terms), by, cancel, voided);

    private static object Columns(ObligationTerms terms) => new
    {
        terms.What, terms.Clause, terms.DebtorId, terms.ReceiverIds, terms.Product, FromOn = terms.From, Rule = JsonSerializer.SerializeToElement(terms.Rule, Database.Json),
    };

    private const string MadeSql = """
        select m.obligation_id, m.occurrence_key, m.item_id, m.made_at
        from obligation_occurrences m
        join obligations o on o.council_id = @Council and o.id = m.obligation_id
        where m.council_id = @Council
            and (@Agreement::uuid is null or o.agreement_id = @Agreement)
            and (@Obligation::uuid is null or m.obligation_id = @Obligation)
            and m.made_at <= @KnownAt
        order by m.made_at, m.occurrence_key
        """;

    /// <summary>Times that have become items.</summary>
    public async Task<IReadOnlyList<MadeOccurrence>> Made(Guid? agreement = null, Guid? obligation = null, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        await session.Query<MadeOccurrence>(MadeSql, new { agreement, obligation, KnownAt = knownAt ?? DateTimeOffset.MaxValue }, cancel);

    private const string KeepSql = """
        insert into obligation_occurrences (council_id, obligation_id, occurrence_key, item_id, made_at)
        select @Council, obligation_id, occurrence_key, item_id, @Now
        from unnest(@Obligations::uuid[], @Keys::text[], @Items::uuid[]) as m(obligation_id, occurrence_key, item_id)
        """;

    /// <summary>Keeps that these times have become these items; a second item for one of them is refused by its key.</summary>
    public Task Keep(IReadOnlyCollection<(Guid Obligation, string Key, Guid Item)> made, CancellationToken cancel = default) => session.Execute(KeepSql, new
    {
        session.Now, Obligations = made.Select(m => m.Obligation).ToArray(), Keys = made.Select(m => m.Key).ToArray(), Items = made.Select(m => m.Item).ToArray(),
    }, cancel);

    private const string OfItemSql = """
        select o.agreement_id, m.obligation_id, m.occurrence_key
        from obligation_occurrences m
        join obligations o on o.council_id = @Council and o.id = m.obligation_id
        where m.council_id = @Council
            and m.item_id = @Item
        """;

    /// <summary>Where an item comes from; null when it is no duty of an agreement.</summary>
    public Task<DutyOrigin?> OfItem(Guid item, CancellationToken cancel = default) => session.Find<DutyOrigin>(OfItemSql, new { item }, cancel);

    private sealed record Row : Told
    {
        public Guid AgreementId { get; init; }
        public string What { get; init; } = "";
        public string Clause { get; init; } = "";
        public Guid DebtorId { get; init; }
        public Guid[] ReceiverIds { get; init; } = [];
        public string Product { get; init; } = "";
        public string Rule { get; init; } = "";
        public DateOnly FromOn { get; init; }

        public Obligation ToObligation() => new(Id, Version, AgreementId, CreatedAt, new()
        {
            What = What, Clause = Clause, DebtorId = DebtorId, ReceiverIds = ReceiverIds, Product = Product, From = FromOn, Rule = JsonSerializer.Deserialize<DueRule>(Rule, Database.Json)!,
        });
    }
}

/// <summary>The agreement and the obligation that an item comes from.</summary>
public sealed record DutyOrigin
{
    public Guid AgreementId { get; init; }
    public Guid ObligationId { get; init; }
    public string OccurrenceKey { get; init; } = "";
}
