namespace Tracker.Db.Items;

/// <summary>
/// Whoever appends to a council's histories shares this lock to the end of the transaction; sealing takes it alone. So when a seal names its moment,
/// everything earlier is there to be seen, and everything after it gets a later moment, whatever the clocks of the machines say.
/// </summary>
internal static class RecordingLock
{
    private const string Key = "hashtextextended('tracker.recording:' || @Council::text, 0)";

    public const string SharedSql = $"select pg_advisory_xact_lock_shared({Key})";

    public const string AloneSql = $"select pg_advisory_xact_lock({Key})";

    /// <summary>A statement of its own after the lock: it sees the seal that was waited for. Null before the first seal.</summary>
    public const string SealedSql = """
        select max(known_at) as known_at
        from seals
        where council_id = @Council
        """;

    /// <summary>The moment that is recorded: now, but after everything sealed.</summary>
    public static DateTimeOffset Moment(DateTimeOffset now, DateTimeOffset? sealedAt) => sealedAt >= now ? sealedAt.Value.AddMicroseconds(1) : now;

    /// <summary>Joins those who record, and tells at which moment.</summary>
    public static async Task<DateTimeOffset> Share(Session session, CancellationToken cancel)
    {
        var sealedAt = await session.Read($"{SharedSql}; {SealedSql}", null, async rows =>
        {
            await rows.ReadAsync<object>();
            return await rows.ReadSingleAsync<DateTimeOffset?>();
        }, cancel);
        return Moment(session.Now, sealedAt);
    }
}
