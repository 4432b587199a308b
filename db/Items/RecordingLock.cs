namespace Tracker.Db.Items;

/// <summary>
/// Whoever appends to a council's histories shares this lock to the end of the transaction; whoever names a moment (a seal, a list that is given out to be
/// filled in) takes it alone. So everything earlier is there to be seen, and everything after it gets a later moment, whatever the clocks of the machines say.
/// </summary>
public static class RecordingLock
{
    private const string Key = "hashtextextended('tracker.recording:' || @Council::text, 0)";

    internal const string SharedSql = $"select pg_advisory_xact_lock_shared({Key})";

    internal const string AloneSql = $"select pg_advisory_xact_lock({Key})";

    /// <summary>A statement of its own after the lock: it sees the moment that was waited for. Null before the first.</summary>
    internal const string SealedSql = """
        select greatest(
            (select max(known_at) from seals where council_id = @Council),
            (select known_at from named_moments where council_id = @Council)
        ) as known_at
        """;

    private static readonly string[] s_others =
    [
        "programme_entries", "amendment_entries", "proposal_entries", "event_entries", "meeting_entries", "meeting_conclusions", "agreement_entries", "obligation_entries",
    ];

    private static readonly string MomentSql = $"""
        select greatest(
            @Now,
            (select recorded_at from entries where council_id = @Council order by sequence desc limit 1),
            {string.Join(", ", s_others.Select(o => $"(select max(recorded_at) from {o} where council_id = @Council)"))},
            (select max(known_at) from seals where council_id = @Council),
            (select known_at from named_moments where council_id = @Council)
        ) as known_at
        """;

    private const string NameSql = """
        insert into named_moments (council_id, known_at)
        values (@Council, @Moment)
        on conflict (council_id) do update
        set known_at = excluded.known_at
        """;

    /// <summary>Waits until nobody is recording, and lets nobody begin before this session ends.</summary>
    /// <returns>A moment: everything recorded so far bears it or an earlier one, everything to come a later one, if it is kept.</returns>
    public static async Task<DateTimeOffset> Alone(Session session, CancellationToken cancel)
    {
        await session.Execute(AloneSql, cancel: cancel);
        session.Recording = null;
        return await session.Find<DateTimeOffset>(MomentSql, new { session.Now }, cancel);
    }

    /// <summary>The same for a moment that nothing else keeps: it is kept here. The session is committed, so nobody waits longer than that.</summary>
    public static async Task<DateTimeOffset> Name(Session session, CancellationToken cancel)
    {
        var moment = await Alone(session, cancel);
        await session.Execute(NameSql, new { moment }, cancel);
        await session.Commit(cancel);
        return moment;
    }

    /// <summary>The moment that is recorded: now, but after everything sealed.</summary>
    internal static DateTimeOffset Moment(DateTimeOffset now, DateTimeOffset? sealedAt) => sealedAt >= now ? sealedAt.Value.AddMicroseconds(1) : now;

    /// <summary>Joins those who record, and tells at which moment.</summary>
    internal static async Task<DateTimeOffset> Share(Session session, CancellationToken cancel)
    {
        session.Recording ??= await session.Read($"{SharedSql}; {SealedSql}", null, async rows =>
        {
            await rows.ReadAsync<object>();
            return new Joined(await rows.ReadSingleAsync<DateTimeOffset?>());
        }, cancel);
        return Moment(session.Now, session.Recording.SealedAt);
    }

    /// <param name="SealedAt">The last moment that was named; no other is before the session ends. Null before the first.</param>
    internal sealed record Joined(DateTimeOffset? SealedAt);
}
