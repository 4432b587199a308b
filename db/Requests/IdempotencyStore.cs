namespace Tracker.Db.Requests;

/// <summary>An answer as it was given, to be given again.</summary>
public sealed record KeptAnswer
{
    public byte[] RequestHash { get; init; } = [];
    public int? Status { get; init; }
    public string? Etag { get; init; }
    public string? Location { get; init; }
    public string? Body { get; init; }
}

/// <summary>Answers by <c>Idempotency-Key</c>, kept in the transaction of what they answer: said once, done once.</summary>
public sealed class IdempotencyStore(Session session)
{
    private const string ClaimSql = """
        insert into idempotency_keys (council_id, account_id, key, request_hash, created_at)
        values (@Council, @AccountId, @Key, @Hash, @Now)
        on conflict do nothing
        """;

    private const string FindSql = """
        select request_hash, status, etag, location, body
        from idempotency_keys
        where council_id = @Council
            and account_id = @AccountId
            and key = @Key
        """;

    private const string KeepSql = """
        update idempotency_keys
        set status = @Status, etag = @Etag, location = @Location, body = @Body
        where council_id = @Council
            and account_id = @AccountId
            and key = @Key
        """;

    /// <summary>Takes the key for this transaction; a request with the same key that is under way is waited for.</summary>
    /// <returns>Null when it was free, otherwise what stands under it.</returns>
    public async Task<KeptAnswer?> Claim(Guid accountId, string key, byte[] hash, CancellationToken cancel = default) =>
        await session.Execute(ClaimSql, new { accountId, key, hash, session.Now }, cancel) == 1 ? null
            : await session.Find<KeptAnswer>(FindSql, new { accountId, key }, cancel);

    public Task Keep(Guid accountId, string key, int status, string? etag, string? location, string body, CancellationToken cancel = default) =>
        session.Execute(KeepSql, new { accountId, key, status, etag, location, body }, cancel);
}
