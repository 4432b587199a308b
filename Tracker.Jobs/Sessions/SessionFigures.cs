using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Db.Sessions;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Reports;

namespace Tracker.Jobs.Sessions;

/// <summary>A due day that went along with a session, and the paper by which it did.</summary>
/// <param name="On">Day on which that was recorded.</param>
/// <param name="Paper">Null where none was named.</param>
public sealed record SessionMove(Guid ItemId, string Title, DateOnly? From, DateOnly? To, bool Provisional, DateOnly On, string? Paper);

/// <summary>A session of the year of a report, as known at its moment.</summary>
/// <param name="CountedFrom">The day that due days are counted from: the opening, or the usual day of a regular session until it is known.</param>
/// <param name="Provisional">The day may still move.</param>
/// <param name="Steps">The steps of preparation that were made for it, counted as all items are, on the report's day.</param>
/// <param name="Moved">Due days that went along with it in the period, in order.</param>
public sealed record SessionFigures(
    Guid Id, string Name, DateOnly? OpensOn, DateOnly? ClosesOn, DateOnly? CountedFrom, bool Provisional, string? Paper, FigureSet Steps, IReadOnlyList<SessionMove> Moved)
{
    /// <summary>Equal as values, lists included.</summary>
    public bool Same(SessionFigures other) => this with { Steps = other.Steps, Moved = other.Moved } == other && Steps.Same(other.Steps) && Moved.SequenceEqual(other.Moved);

    /// <summary>In order of their days; null when the year has none.</summary>
    public static async Task<IReadOnlyList<SessionFigures>?> Read(Session session, Programme programme, ReportPeriod period, Viewpoint view, CancellationToken cancel)
    {
        var events = new EventStore(session);
        var all = new List<SessionFigures>();
        foreach (var e in (await events.All(programme.Year, view.KnownAt, cancel)).Where(e => e.IsSession).OrderBy(e => e.CountedFrom ?? DateOnly.MaxValue).ThenBy(e => e.Id))
        {
            var moved = new List<SessionMove>();
            foreach (var entry in (await events.History(e.Id, cancel)).Where(h => h.Moved.Count > 0 && h.RecordedAt <= view.KnownAt).Reverse())
                if (Council.DayOf(entry.RecordedAt) is var day && day >= period.From && day <= period.To)
                    moved.AddRange((await events.Moved(entry.Moved, cancel)).Select(m => new SessionMove(m.ItemId, m.Title, m.From, m.To, m.Provisional, day, entry.Event.Document)));
            // As they were called on the day, not as they are by now.
            var called = (await new ItemStore(session).WithHistories([.. moved.Select(m => m.ItemId).Distinct()], view, cancel)).ToDictionary(i => i.Row.Id, i => i.Row.Facts.Title);
            all.Add(new(
                e.Id, e.Name, e.OpensOn, e.ClosesOn, e.CountedFrom, e.IsProvisional, e.Document, FigureSet.Of((await Prepared(session, e.Id, view, cancel)).Select(i => i.Facts), view.AsOf),
                [.. moved.Select(m => m with { Title = called.GetValueOrDefault(m.ItemId, m.Title) })]));
        }
        return all.Count == 0 ? null : all;
    }

    /// <summary>The items that steps of preparation became, as they stand, in order of their due days.</summary>
    public static async Task<IReadOnlyList<ItemRow>> Prepared(Session session, Guid before, Viewpoint view, CancellationToken cancel) =>
    [
        .. (await new ItemStore(session).WithHistories([.. (await new PreparationStore(session).Made(before, cancel)).Values], view, cancel)).Select(i => i.Row)
            .OrderBy(i => i.Facts.DueOn ?? DateOnly.MaxValue).ThenBy(i => i.Id),
    ];
}
