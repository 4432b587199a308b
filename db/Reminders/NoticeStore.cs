using Tracker.Db.Items;

namespace Tracker.Db.Reminders;

/// <summary>An answer to a request for extension.</summary>
/// <param name="Request">Sequence of the entry that asked.</param>
public sealed record DecidedRequest(Guid ItemId, long Request, DateTimeOffset RecordedAt);

/// <summary>When and where a meeting was to be, as it was said at one time.</summary>
public sealed record MeetingSaid(Guid MeetingId, DateTimeOffset RecordedAt, bool Voided, DateOnly HeldOn, TimeSpan? StartsAt, string Place, IReadOnlyList<Guid> Units)
{
    /// <summary>Whether a body that takes part by both would be told nothing new.</summary>
    public bool Same(MeetingSaid other, Guid unit) =>
        (Voided, HeldOn, StartsAt, Place) == (other.Voided, other.HeldOn, other.StartsAt, other.Place) && Units.Contains(unit) == other.Units.Contains(unit);
}

/// <summary>Reads since when that holds of which people are to be told.</summary>
public sealed class NoticeStore(Session session)
{
    private const string DecidedSql = $"""
        select e.item_id, (e.change ->> 'request')::bigint as request, e.recorded_at
        from entries e
        where e.council_id = @Council
            and e.kind = 'decided'
            and e.recorded_at >= @Since
            and e.superseded_at > least(@Now, {Spans.LastMoment})
        order by e.sequence
        """;

    /// <summary>Requests for extension that were answered at that moment or later, in order.</summary>
    public async Task<IReadOnlyList<DecidedRequest>> Decided(DateTimeOffset since, CancellationToken cancel = default) =>
        [.. (await session.Query<DecidedRow>(DecidedSql, new { since, session.Now }, cancel)).Select(r => new DecidedRequest(r.ItemId, r.Request, r.RecordedAt))];

    private const string MeetingsSql = """
        select meeting_id, recorded_at, voided, held_on, starts_at, place, unit_ids
        from meeting_entries
        where council_id = @Council
            and meeting_id = any (@Meetings)
        order by sequence
        """;

    /// <summary>All that was said of these meetings, in order.</summary>
    public async Task<ILookup<Guid, MeetingSaid>> Meetings(IReadOnlyCollection<Guid> meetings, CancellationToken cancel = default) =>
        (await session.Query<MeetingRow>(MeetingsSql, new { Meetings = meetings.ToArray() }, cancel))
            .ToLookup(r => r.MeetingId, r => new MeetingSaid(r.MeetingId, r.RecordedAt, r.Voided, r.HeldOn, r.StartsAt, r.Place, r.UnitIds));

    private sealed record DecidedRow
    {
        public Guid ItemId { get; init; }
        public long Request { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
    }

    private sealed record MeetingRow
    {
        public Guid MeetingId { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
        public bool Voided { get; init; }
        public DateOnly HeldOn { get; init; }
        public TimeSpan? StartsAt { get; init; }
        public string Place { get; init; } = "";
        public Guid[] UnitIds { get; init; } = [];
    }
}
