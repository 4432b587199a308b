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

/// <summary>The two regular sessions of the current year, each moved once, and the preparation of the year-end one from the usual template, done as far as it would be by now.</summary>
internal static class DemoSessions
{
    private const int GivenBefore = 60;

    public static async Task Make(Database database, Account office, CancellationToken stop)
    {
        await using var session = database.Open(DemoCouncil.Council.Id);
        var today = Council.DayOf(session.Now);
        var (events, by) = (new EventStore(session), new Recording(office.Id));
        if ((await events.All(today.Year, cancel: stop)).Count > 0)
            return;
        await Move(await Plan(EventKind.MidYear, 7, "186/KH-HĐND"), "214/TB-HĐND");
        var last = await Plan(EventKind.YearEnd, 12, "402/KH-HĐND");
        if (today < last.OpensOn)
            await Prepare(session, last, today, by, stop);
        await Move(last, "431/TB-HĐND");
        await session.Commit(stop);

        async Task<CouncilEvent> Plan(EventKind kind, int month, string document)
        {
            var planned = new CouncilEvent(Guid.CreateVersion7(), 1, kind, today.Year, $"{kind.Name()} {today.Year}", Tuesday(today.Year, month), null, true, document);
            await events.Add(planned, by, stop);
            return planned;
        }

        // To the Tuesday after, by a paper; it lasts three days.
        Task Move(CouncilEvent planned, string document)
        {
            var opening = planned.OpensOn!.Value.AddDays(7);
            return events.Change(planned with { OpensOn = opening, ClosesOn = opening.AddDays(2), Provisional = false, Document = document }, by, stop);
        }
    }

    private static async Task Prepare(Session session, CouncilEvent before, DateOnly today, Recording by, CancellationToken stop)
    {
        var office = (await new UnitStore(session).All(stop)).First(u => u.Kind == UnitKind.Office).Id;
        var given = before.OpensOn!.Value.AddDays(-GivenBefore);
        var made = await new Preparing(session).Apply(before, PreparationTemplate.Usual, office, null, by, given < today ? given : today, stop);
        var entries = new List<NewEntry>();
        foreach (var (place, item) in (await new ItemStore(session).WithHistories(made, new(today, session.Now.AddSeconds(1)), stop)).OrderBy(i => i.Row.Facts.DueOn).Index())
        {
            var due = item.Row.Facts.DueOn!.Value;
            if (due < today && place != 2)
                entries.Add(new(item.Row.Id, due.AddDays(-place), new Change.Progressed(State.Completed), null, $"{405 + place}/TB-HĐND"));
            else if (due < today.AddDays(7))
                entries.Add(new(item.Row.Id, today, new Change.Progressed(State.InProgress, Reason: due < today ? "Còn ba quận chưa gửi tổng hợp ý kiến cử tri" : null)));
        }
        await new ItemRecorder(session).Record([], entries, by, cancel: stop);
    }

    /// <summary>The second Tuesday of a month.</summary>
    private static DateOnly Tuesday(int year, int month)
    {
        var day = new DateOnly(year, month, 8);
        while (day.DayOfWeek != DayOfWeek.Tuesday)
            day = day.AddDays(1);
        return day;
    }
}
