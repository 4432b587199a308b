using System.Text.Json;
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
    private const string StandingSql = $"""
        select o.id, o.version, o.agreement_id, o.created_at, s.what, s.clause, s.debtor_id, s.receiver_ids, s.product, s.rule::text as rule, s.from_on
        from obligations o
        join obligation_entries s
            on s.council_id = o.council_id
            and s.obligation_id = o.id
            and s.recorded_at <= @KnownAt
            and s.superseded_at > least(@KnownAt, {Spans.LastMoment})
        where o.council_id = @Council
            and not s.voided
            and (@Id::uuid is null or o.id = @Id)
            and (@Agreement::uuid is null or o.agreement_id = @Agreement)
        order by o.agreement_id, o.created_at, o.id
        """;

    /// <summary>What is owed as known at a moment (now unless given), in order of entry; of one agreement where one is named.</summary>
    public async Task<IReadOnlyList<Obligation>> All(Guid? agreement = null, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(StandingSql, new { Id = (Guid?)null, agreement, KnownAt = knownAt ?? session.Now }, cancel)).Select(r => r.ToObligation())];

    public async Task<Obligation?> Find(Guid id, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        (await session.Find<Row>(StandingSql, new { id, Agreement = (Guid?)null, KnownAt = knownAt ?? session.Now }, cancel))?.ToObligation();

    private const string AddSql = "insert into obligations (council_id, id, agreement_id, created_at) values (@Council, @Id, @Agreement, @Now)";

    public async Task Add(Guid id, Guid agreement, ObligationTerms terms, Recording by, CancellationToken cancel = default)
    {
        var now = await RecordingLock.Share(session, cancel);
        await session.Execute(AddSql, new { id, agreement, now }, cancel);
        await AddEntry(id, terms, false, by, cancel);
    }

    private const string TouchSql = """
        update obligations
        set version = version + 1
        where council_id = @Council
            and id = @Id
            and version = @Version
        """;

    /// <exception cref="VersionConflict">It isn't at that version.</exception>
    public async Task Change(Obligation obligation, ObligationTerms terms, Recording by, CancellationToken cancel = default, bool voided = false)
    {
        if (await session.Execute(TouchSql, new { obligation.Id, obligation.Version }, cancel) == 0)
            throw new VersionConflict(obligation.Id, obligation.Version);
        await AddEntry(obligation.Id, terms, voided, by, cancel);
    }

    private const string AddEntrySql = """
        update obligation_entries
        set superseded_at = @Now
        where council_id = @Council
            and obligation_id = @Id
            and superseded_at = 'infinity';
        insert into obligation_entries (council_id, obligation_id, recorded_at, supersedes, voided, what, clause, debtor_id, receiver_ids, product, rule, from_on, account_id)
        select @Council, @Id, @Now, max(sequence), @Voided, @What, @Clause, @DebtorId, @ReceiverIds, @Product, @Rule::jsonb, @From, @AccountId
        from obligation_entries
        where council_id = @Council
            and obligation_id = @Id
        """;

    private async Task AddEntry(Guid id, ObligationTerms terms, bool voided, Recording by, CancellationToken cancel)
    {
        var now = await RecordingLock.Share(session, cancel);
        await session.Execute(AddEntrySql, new
        {
            id, now, voided, terms.What, terms.Clause, terms.DebtorId, ReceiverIds = terms.ReceiverIds.ToArray(), terms.Product, terms.From,
            Rule = JsonSerializer.Serialize(terms.Rule, Database.Json), by.AccountId,
        }, cancel);
    }

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

    private sealed record Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public Guid AgreementId { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
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
