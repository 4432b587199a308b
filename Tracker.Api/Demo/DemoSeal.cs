using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Db.Seals;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Reports;
using Tracker.Jobs.Seals;

namespace Tracker.Api.Demo;

/// <summary>A report of the current year's programme that was published, and what came to light afterwards: a completion that was none yet on that day, two that nobody had reported.</summary>
internal static class DemoSeal
{
    public static async Task Make(Database database, Account office, CancellationToken stop)
    {
        await using var session = database.Open(DemoCouncil.Council.Id);
        var today = Council.DayOf(session.Now);
        var programme = (await new ProgrammeStore(session).All(new(today, session.Now), [today.Year], stop)).First(p => p.Kind == ProgrammeKind.Annual);
        if ((await new SealStore(session).All(programme.Id, stop)).Count > 0)
            return;
        var asOf = new DateOnly(today.Year, today.Month, 1).AddDays(-1);
        asOf = asOf < programme.IssuedOn ? today : asOf;
        var period = ReportPeriod.MonthOf(asOf);
        var seal = await new Sealing(session).Publish(new(programme.Id, period, asOf), office.Id, stop);
        await Correct(session, programme, seal.View, today, new(office.Id), stop);
        await session.Commit(stop);
    }

    private static async Task Correct(Session session, Programme programme, Viewpoint view, DateOnly today, Recording by, CancellationToken stop)
    {
        var items = new ItemStore(session);
        async Task<ItemRow[]> Last(Figure figure, int count) => [.. (await items.List(
            new() { Scopes = [new(programme.Year, Origin.Programme, programme.Id)], Figures = [figure], PageSize = int.MaxValue }, view, stop)).Items.Where(i => i.Facts.DueOn < view.AsOf).TakeLast(count)];
        var entries = new List<NewEntry>();
        foreach (var early in await Last(Figure.OnTime, 1))
        {
            var completion = (await items.Histories([early.Id], stop))[early.Id].Last(e => e.Entry.Change is Change.Progressed { State: State.Completed } && e.Entry.SupersededAt is null);
            var later = view.AsOf.AddDays(4);
            entries.Add(later <= today
                ? new(early.Id, later, new Change.Progressed(State.Completed, Reason: "Văn bản chỉ được ký sau ngày báo cáo"), completion.Entry.Sequence, $"{later.DayOfYear}/BC-HĐND")
                : new(early.Id, completion.Entry.EffectiveOn, new Change.Progressed(State.InProgress, Reason: "Báo cáo mới là dự thảo, chưa ký"), completion.Entry.Sequence));
        }
        foreach (var missed in await Last(Figure.Overdue, 2))
            entries.Add(new(missed.Id, view.AsOf, new Change.Progressed(State.Completed, Reason: "Đơn vị gửi văn bản muộn"), null, $"{view.AsOf.DayOfYear + entries.Count}/BC-HĐND"));
        await new ItemRecorder(session).Record([], entries, by, cancel: stop);
    }
}
