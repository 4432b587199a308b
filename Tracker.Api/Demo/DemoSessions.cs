using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Db.Sessions;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Sessions;
using Tracker.Domain.Units;

namespace Tracker.Api.Demo;

/// <summary>The two regular sessions of the current year, each prepared by the usual template and moved once, done as far as it would be by now.</summary>
internal static class DemoSessions
{
    private const int GivenBefore = 60, MovedBefore = 40;

    /// <summary>The mid-year session, planned and then moved by papers of their days: what is counted from it moves along.</summary>
    /// <returns>The due days that moved, as they are then.</returns>
    public static async Task<IReadOnlyDictionary<Guid, DateOnly?>> MidYear(Session session, DateOnly today, Recording by, CancellationToken stop)
    {
        var moved = new Dictionary<Guid, DateOnly?>();
        var (planned, first) = await Plan(session, EventKind.MidYear, 7, "186/KH-HĐND", today, by, stop);
        var opening = planned.OpensOn!.Value;
        IReadOnlyList<Guid> steps = opening.AddDays(-GivenBefore) <= today ? await Steps(session, planned, today, by, stop) : [];
        foreach (var move in first.Concat(await Move(session, planned, "214/TB-HĐND", Earlier(opening.AddDays(-MovedBefore), today), by, stop)))
            moved[move.ItemId] = move.To;
        await Report(session, steps, today, left: 7, "Hai sở chưa trả lời bằng văn bản câu hỏi chất vấn", by, stop);
        return moved;
    }

    /// <summary>The year-end session, still to come for most of the year.</summary>
    public static async Task Make(Database database, Account office, CancellationToken stop)
    {
        await using var session = database.Open(DemoCouncil.Council.Id);
        var today = Council.DayOf(session.Now);
        var by = new Recording(office.Id);
        if ((await new EventStore(session).All(today.Year, cancel: stop)).Any(e => e.Kind == EventKind.YearEnd))
            return;
        var (planned, _) = await Plan(session, EventKind.YearEnd, 12, "402/KH-HĐND", today, by, stop);
        if (today < planned.OpensOn)
            await Report(session, await Steps(session, planned, today, by, stop), today, left: 2, "Còn ba quận chưa gửi tổng hợp ý kiến cử tri", by, stop);
        await Move(session, planned, "431/TB-HĐND", today, by, stop);
        await session.Commit(stop);
    }

    private static async Task<(CouncilEvent Planned, IReadOnlyList<EventMove> Moved)> Plan(
        Session session, EventKind kind, int month, string document, DateOnly today, Recording by, CancellationToken stop)
    {
        var planned = new CouncilEvent(Guid.CreateVersion7(), 1, kind, today.Year, $"{kind.Name()} {today.Year}", Tuesday(today.Year, month), null, true, document);
        return (planned, await new EventStore(session).Add(planned, by, Earlier(planned.OpensOn!.Value.AddDays(-2 * GivenBefore), today), stop));
    }

    // To the Tuesday after, by a paper; it lasts three days.
    private static Task<IReadOnlyList<EventMove>> Move(Session session, CouncilEvent planned, string document, DateOnly on, Recording by, CancellationToken stop)
    {
        var opening = planned.OpensOn!.Value.AddDays(7);
        return new EventStore(session).Change(planned with { OpensOn = opening, ClosesOn = opening.AddDays(2), Provisional = false, Document = document }, by, on, stop);
    }

    private static async Task<IReadOnlyList<Guid>> Steps(Session session, CouncilEvent before, DateOnly today, Recording by, CancellationToken stop)
    {
        var office = (await new UnitStore(session).All(stop)).First(u => u.Kind == UnitKind.Office).Id;
        return await new Preparing(session).Apply(before, PreparationTemplate.Usual, office, null, by, Earlier(before.OpensOn!.Value.AddDays(-GivenBefore), today), stop);
    }

    /// <param name="left">Which of the steps, in order of their due days, isn't done yet although it was due.</param>
    private static async Task Report(Session session, IReadOnlyList<Guid> steps, DateOnly today, int left, string reason, Recording by, CancellationToken stop)
    {
        var entries = new List<NewEntry>();
        foreach (var (place, item) in (await new ItemStore(session).WithHistories(steps, new(today, session.Now.AddSeconds(1)), stop)).OrderBy(i => i.Row.Facts.DueOn).Index())
        {
            var due = item.Row.Facts.DueOn!.Value;
            if (due < today && place != left)
                entries.Add(new(item.Row.Id, due.AddDays(-place), new Change.Progressed(State.Completed), null, $"{405 + place}/TB-HĐND"));
            else if (due < today.AddDays(7))
                entries.Add(new(item.Row.Id, today, new Change.Progressed(State.InProgress, Reason: due < today ? reason : null)));
        }
        await new ItemRecorder(session).Record([], entries, by, cancel: stop);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    /// <summary>The second Tuesday of a month.</summary>
    private static DateOnly Tuesday(int year, int month)
    {
        var day = new DateOnly(year, month, 8);
        while (day.DayOfWeek != DayOfWeek.Tuesday)
            day = day.AddDays(1);
        return day;
    }
}
