using System.Text.Json;
using Tracker.Db.Items;

namespace Tracker.Db.Histories;

/// <summary>
/// What was said of the things of one kind: each has a head with a version, and entries of which each says the whole anew and supersedes the one before.
/// Nothing is ever changed but the version, and since when an entry stands no longer.
/// </summary>
/// <param name="key">The column of the entries that names the head.</param>
/// <param name="columns">What an entry says, beside who said it when and whether that was that it never belonged.</param>
/// <param name="under">A column of the head that names what it belongs to for ever.</param>
internal sealed class Chronicle(string heads, string entries, string key, string columns, string? under = null)
{
    /// <summary>Of entries: those that stand as known at <c>@KnownAt</c>. The last moment there is arrives as infinity.</summary>
    public const string Standing = $"""
        recorded_at <= @KnownAt
        and superseded_at > least(@KnownAt, {Spans.LastMoment})
        """;

    private readonly Heads _heads = new(heads);

    /// <summary>All that stands as known at <c>@KnownAt</c>, or the one that <c>@Id</c> names; goes on with "and" or "order by".</summary>
    public string StandingSql { get; } = $"""
        select id, version, created_at, {(under is null ? "" : $"{under}, ")}{columns}
        from {heads} h
        join {entries} e on e.council_id = h.council_id and e.{key} = h.id
        where h.council_id = @Council
            and (@Id::uuid is null or h.id = @Id)
            and not voided
            and {Standing}
        """;

    private readonly string _entriesSql = $"""
        select {key} as id, {columns}, recorded_at, nullif(superseded_at, 'infinity') as superseded_at, voided,
            (select display_name from accounts where council_id = @Council and id = e.account_id) as by
        from {entries} e
        where council_id = @Council
            and {key} = @Id
        order by sequence desc
        """;

    /// <summary>Everything that was said of one, the latest first.</summary>
    public Task<List<TRow>> Entries<TRow>(Session session, Guid id, CancellationToken cancel) where TRow : Told => session.Query<TRow>(_entriesSql, new { id }, cancel);

    private readonly string _addSql = under is null
        ? $"insert into {heads} (council_id, id, created_at) values (@Council, @Id, @Now)"
        : $"insert into {heads} (council_id, id, created_at, {under}) values (@Council, @Id, @Now, @Under)";

    private readonly string _saySql = $"""
        update {entries}
        set superseded_at = @Now
        where council_id = @Council
            and {key} = @Id
            and superseded_at = 'infinity';
        insert into {entries} (council_id, {key}, recorded_at, supersedes, voided, account_id, {columns})
        select @Council, @Id, @Now, (select max(sequence) from {entries} where council_id = @Council and {key} = @Id), @Voided, @AccountId, {columns}
        from jsonb_populate_record(null::{entries}, @Said::jsonb)
        """;

    /// <summary>Makes one, of which this is said first.</summary>
    /// <param name="said">The columns by their names.</param>
    public async Task Add(Session session, Guid id, object said, Recording by, CancellationToken cancel, Guid? under = null) =>
        await session.Execute($"{_addSql}; {_saySql}", Arguments(id, said, false, by, await RecordingLock.Share(session, cancel), under), cancel);

    /// <summary>Says the whole of one anew, from the version given.</summary>
    /// <exception cref="VersionConflict">It isn't at that version.</exception>
    public async Task Change(Session session, Guid id, int version, object said, Recording by, CancellationToken cancel, bool voided = false)
    {
        await Touch(session, id, version, cancel);
        await Say(session, id, said, by, cancel, voided);
    }

    /// <summary>The first half of <see cref="Change"/>, where something else is to be recorded before the second.</summary>
    public Task Touch(Session session, Guid id, int version, CancellationToken cancel) => _heads.Touch(session, id, version, cancel);

    public async Task Say(Session session, Guid id, object said, Recording by, CancellationToken cancel, bool voided = false) =>
        await session.Execute(_saySql, Arguments(id, said, voided, by, await RecordingLock.Share(session, cancel)), cancel);

    private static object Arguments(Guid id, object said, bool voided, Recording by, DateTimeOffset now, Guid? under = null) =>
        new { id, under, now, voided, by.AccountId, Said = JsonSerializer.Serialize(said, Database.Rows) };
}

/// <summary>A row of what was said: of one that stands without the last four, of an entry without version and day of making.</summary>
internal abstract record Told
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public bool Voided { get; init; }
    /// <summary>Display name; null when the program did.</summary>
    public string? By { get; init; }
}
