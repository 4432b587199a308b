using Tracker.Api.Items;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Db.Sessions;
using Tracker.Domain.Items;
using Tracker.Domain.Sessions;

namespace Tracker.Api.Sessions;

/// <summary>A session or another event as it stands.</summary>
/// <param name="CountedFrom">The day that due days are counted from: the opening, or the usual day of a regular session until it is known.</param>
public sealed record SessionAnswer(
    Guid Id, int Version, EventKind Kind, bool IsSession, int Year, string Name, DateOnly? OpensOn, DateOnly? ClosesOn, bool Provisional, DateOnly? CountedFrom, string? Document)
{
    public static SessionAnswer Of(CouncilEvent e) => new(e.Id, e.Version, e.Kind, e.IsSession, e.Year, e.Name, e.OpensOn, e.ClosesOn, e.IsProvisional, e.CountedFrom, e.Document);
}

/// <summary>A due day that goes, or went, along with an event.</summary>
public sealed record MovedAnswer(Guid Item, string Title, string Number, Named LeadUnit, DateOnly? From, DateOnly? To, bool Provisional);

/// <summary>An event as it was just said, and what moved with it.</summary>
public sealed record SessionMoved(SessionAnswer Session, IReadOnlyList<MovedAnswer> Moved);

/// <param name="Made">How many items were made now.</param>
public sealed record PreparedAnswer(int Made, IReadOnlyList<Guid> Items);

/// <summary>An event with what is counted from it.</summary>
/// <param name="Counted">Items whose due day is counted from it, by their due days.</param>
public sealed record SessionDetail(SessionAnswer Session, IReadOnlyList<ItemAnswer> Counted);

/// <summary>Reads sessions for the API and the pages.</summary>
public sealed class SessionReading(Session session, Ask ask)
{
    private readonly EventStore _events = new(session);

    public async Task<CouncilEvent> Find(Guid id, Viewpoint view, CancellationToken cancel) => await _events.Find(id, view.KnownAt, cancel) ?? throw Refused.NotFound($"kỳ họp “{id}”");

    /// <summary>Items whose standing due day is counted from it, as they stand at a viewpoint.</summary>
    public async Task<IReadOnlyList<ItemWithHistory>> Counted(CouncilEvent from, Viewpoint view, CancellationToken cancel) =>
        [.. (await new ItemStore(session).WithHistories(await _events.Counted(from, cancel), view, cancel)).OrderBy(i => i.Row.Facts.DueOn ?? DateOnly.MaxValue).ThenBy(i => i.Row.Id)];

    public async Task<SessionDetail> Detail(Guid id, Viewpoint view, CancellationToken cancel)
    {
        var found = await Find(id, view, cancel);
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        return new(SessionAnswer.Of(found), [.. (await Counted(found, view, cancel)).Select(i => new ItemAnswer(i.Row, view, units))]);
    }

    public async Task<IReadOnlyList<MovedAnswer>> Moves(IReadOnlyList<EventMove> moves, CancellationToken cancel)
    {
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id, u => u.Name);
        var items = (await new ItemStore(session).WithHistories([.. moves.Select(m => m.ItemId).Distinct()], new(Viewpoint.LastDay, session.Now), cancel)).ToDictionary(i => i.Row.Id, i => i.Row.Facts);
        return
        [
            .. from m in moves
               let facts = items[m.ItemId]
               select new MovedAnswer(m.ItemId, facts.Title, facts.Number, new(facts.LeadUnitId, units.GetValueOrDefault(facts.LeadUnitId, "")), m.From, m.To, m.Provisional),
        ];
    }
}
