using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Db.Meetings;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Reports;

namespace Tracker.Jobs.Reports;

/// <summary>Giao ban meetings held in the period of a report, and what became of what they concluded by its day.</summary>
/// <param name="Conclusions">With a task or without.</param>
public sealed record MeetingFigures(int Monthly, int Thematic, int Conclusions, int Tasks, int Completed, int Overdue)
{
    public static async Task<MeetingFigures> Read(Session session, ReportPeriod period, Viewpoint view, CancellationToken cancel)
    {
        var held = await Held(session, period, view, cancel);
        var concluded = await ConcludedTask.Read(session, held, view, cancel);
        var tasks = concluded.Select(c => c.Facts).OfType<ItemFacts>().ToArray();
        return new(
            held.Count(m => m.Kind == MeetingKind.Monthly), held.Count(m => m.Kind == MeetingKind.Thematic), concluded.Count, tasks.Length,
            tasks.Count(f => Figure.Completed.Counts(f, view.AsOf)), tasks.Count(f => Figure.Overdue.Counts(f, view.AsOf)));
    }

    /// <summary>In the order in which they were held.</summary>
    public static async Task<IReadOnlyList<Meeting>> Held(Session session, ReportPeriod period, Viewpoint view, CancellationToken cancel) =>
        [.. (await new MeetingStore(session).List(new(From: period.From), view with { AsOf = period.To < view.AsOf ? period.To : view.AsOf }, cancel)).Reverse()];
}

/// <summary>A paper of a meeting.</summary>
/// <param name="Meeting">As it is called.</param>
/// <param name="Title">Trích yếu; the name of its file where there is none, empty where there is neither.</param>
public sealed record MeetingPaper(string Meeting, DateOnly HeldOn, string Number, DateOnly? IssuedOn, string Title)
{
    /// <summary>Of the meetings of a period, in their order; null when they have none.</summary>
    public static async Task<IReadOnlyList<MeetingPaper>?> Read(Session session, ReportPeriod period, Viewpoint view, CancellationToken cancel)
    {
        var (store, all) = (new MeetingStore(session), new List<MeetingPaper>());
        foreach (var meeting in await MeetingFigures.Held(session, period, view, cancel))
            all.AddRange((await store.Papers(meeting.Id, view.KnownAt, cancel)).Select(p => new MeetingPaper(
                meeting.Name, meeting.HeldOn, p.Number, p.IssuedOn, p.Title.Length > 0 ? p.Title : p.Files.FirstOrDefault()?.FileName ?? "")));
        return all.Count == 0 ? null : all;
    }
}

/// <summary>A conclusion as it stood on the day of a report.</summary>
/// <param name="Facts">Null for one without a task.</param>
internal sealed record ConcludedTask(Meeting Meeting, string Text, ItemFacts? Facts)
{
    /// <summary>In the order of the meetings.</summary>
    public static async Task<IReadOnlyList<ConcludedTask>> Read(Session session, IReadOnlyList<Meeting> held, Viewpoint view, CancellationToken cancel)
    {
        var conclusions = (await new MeetingStore(session).Conclusions([.. held.Select(m => m.Id)], view.KnownAt, cancel)).ToLookup(c => c.MeetingId);
        var items = (await new ItemStore(session).WithHistories([.. conclusions.SelectMany(c => c).Select(c => c.ItemId).OfType<Guid>()], view, cancel)).ToDictionary(i => i.Row.Id, i => i.Row.Facts);
        return
        [
            .. from meeting in held
               from c in conclusions[meeting.Id]
               where c.ItemId is null || items.ContainsKey(c.ItemId.Value)
               let facts = c.ItemId is { } item ? items[item] : null
               select new ConcludedTask(meeting, facts?.Title ?? c.Text!, facts),
        ];
    }
}
