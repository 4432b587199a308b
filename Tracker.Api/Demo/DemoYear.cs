using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Db.Items;
using Tracker.Db.People;
using Tracker.Db.Programmes;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Schedules;

namespace Tracker.Api.Demo;

/// <summary>
/// A programme of the current year that is alive today: the contents of 2019 again, with what such an office would have recorded by now.
/// The same day always gives the same items; nothing of it touches the years of the workbooks.
/// </summary>
internal static class DemoYear
{
    private const int Template = 2019;

    public static async Task Make(Database database, Account office, CancellationToken stop)
    {
        await using var session = database.Open(DemoCouncil.Council.Id);
        var today = Council.DayOf(session.Now);
        var programmes = new ProgrammeStore(session);
        var all = await programmes.All(new(today, session.Now), cancel: stop);
        if (all.Any(p => p.Year == today.Year))
            return;
        var source = all.First(p => p.Year == Template && p.Kind == ProgrammeKind.Annual);
        var items = await new ItemStore(session).List(
            new() { Scopes = [new(Template, Origin.Programme, source.Id), new(Template, Origin.Adhoc)], PageSize = 1000 },
            new(new(Template, 11, 30), session.Now), stop);

        var issuedOn = FirstWorkingDay(today.Year);
        if (issuedOn > today)
            issuedOn = new(today.Year, 1, 1);
        var by = new Recording(office.Id);
        var id = Guid.CreateVersion7();
        await programmes.Add(id, today.Year, ProgrammeKind.Annual, "01/CTr-HĐND", $"Chương trình công tác năm {today.Year}", issuedOn, by, stop);

        var (newItems, entries, given) = (new List<NewItem>(), new List<NewEntry>(), new List<(NewItem Item, int Place, DateOnly From, DateOnly? DueOn)>());
        foreach (var (item, place) in items.Items.Select((item, place) => (item, place)))
        {
            var adhoc = item.Origin == Origin.Adhoc;
            var from = adhoc ? InYear(item.Facts.MemberFrom, today.Year) : issuedOn;
            if (from > today)
                continue;
            var fresh = new NewItem(Guid.CreateVersion7(), item.Origin, today.Year, adhoc ? null : id);
            newItems.Add(fresh);
            entries.AddRange(Begin(fresh.Id, item.Facts, from, today.Year, adhoc));
            given.Add((fresh, place, from, ((Change.Scheduled)entries[^1].Change).DueOn));
        }
        var recorder = new ItemRecorder(session);
        await recorder.Record(newItems, entries, by, cancel: stop);
        // Before anything is done, so that what is counted from the session moves with it.
        var moved = await DemoSessions.MidYear(session, today, by, stop);
        NewEntry[] reports = [.. given.SelectMany(g => Report(g.Item.Id, moved.TryGetValue(g.Item.Id, out var day) ? day : g.DueOn, g.Place, g.From, today))];
        await recorder.Record([], reports, by, cancel: stop);
        entries.AddRange(reports);
        await Talk(session, newItems, entries, today, stop);
        await People(session, stop);
        await session.Commit(stop);
    }

    /// <summary>Somebody in each body to be reminded; the addresses belong to nobody.</summary>
    private static async Task People(Session session, CancellationToken stop)
    {
        (string Unit, string Name, string JobTitle)[] people =
        [
            ("Thường trực HĐND Thành phố", "Lê Minh Đức", "Phó Chủ tịch HĐND Thành phố"),
            ("Ban Pháp chế", "Hoàng Thị Mai", "Trưởng Ban"), ("Ban Pháp chế", "Trần Quốc Việt", "Chuyên viên"),
            ("Ban Kinh tế - Ngân sách", "Vũ Đình Long", "Trưởng Ban"), ("Ban Văn hóa - Xã hội", "Ngô Thanh Tâm", "Trưởng Ban"),
            ("Ban Đô thị", "Bùi Anh Tuấn", "Trưởng Ban"), ("Văn phòng HĐND Thành phố", "Nguyễn Thu Hà", "Chuyên viên"), ("Văn phòng HĐND Thành phố", "Đặng Văn Hùng", "Chánh Văn phòng"),
        ];
        var units = (await new UnitStore(session).All(stop)).ToDictionary(u => u.Name, u => u.Id);
        foreach (var (place, (unit, name, jobTitle)) in people.Index())
            await new PersonStore(session).Add(new() { Id = Guid.CreateVersion7(), Name = name, JobTitle = jobTitle, UnitId = units[unit], Email = $"nguoi{place + 1}@example.org" }, stop);
    }

    /// <summary>What a board, the standing committee and the office say to one another about items that are late: something waits for each of them.</summary>
    private static async Task Talk(Session session, List<NewItem> items, List<NewEntry> entries, DateOnly today, CancellationToken stop)
    {
        var accounts = await AccountStore.All(session, stop);
        var (board, committee) = (accounts.First(a => a.Role == Role.Unit), accounts.First(a => a.Role == Role.StandingCommittee));
        var done = entries.Where(e => e.Change is Change.Progressed { State: State.Completed }).Select(e => e.ItemId).ToHashSet();
        var led = entries.Where(e => e.Change is Change.Described d && d.LeadUnitId == board.UnitId).Select(e => e.ItemId).ToHashSet();
        var due = entries.Where(e => e.Change is Change.Scheduled { DueOn: not null }).ToLookup(e => e.ItemId, e => ((Change.Scheduled)e.Change).DueOn!.Value);
        var late = items.Where(i => i.Origin == Origin.Programme && led.Contains(i.Id) && !done.Contains(i.Id) && due[i.Id].Any(d => d < today)).Take(2).ToArray();
        var soon = items.FirstOrDefault(i => i.Origin == Origin.Programme && led.Contains(i.Id) && !done.Contains(i.Id) && due[i.Id].Any(d => d >= today));
        var recorder = new ItemRecorder(session);
        if (late is [var asked, ..])
        {
            await recorder.Record([], [new(asked.Id, today, new Change.Requested(today.AddDays(21), "Hai quận chưa gửi báo cáo; Ban đã có văn bản đôn đốc."))], new(board.Id), cancel: stop);
            await recorder.Record([], [new(late[^1].Id, today, new Change.Remarked(RemarkKind.Direction, "Ban Pháp chế báo cáo nguyên nhân chậm và thời gian hoàn thành tại phiên giao ban tới."), null, "512/TB-HĐND")], new(committee.Id), cancel: stop);
        }
        if (soon is not null)
        {
            await recorder.Record([],
            [
                new(soon.Id, today, new Change.Planned(Guid.CreateVersion7(), "Xây dựng kế hoạch, đề cương", "Trần Quốc Việt", today.AddDays(-10), today.AddDays(-11))),
                new(soon.Id, today, new Change.Planned(Guid.CreateVersion7(), "Làm việc với các cơ quan liên quan", "Trần Quốc Việt", today.AddDays(3))),
                new(soon.Id, today, new Change.Planned(Guid.CreateVersion7(), "Hoàn thiện báo cáo, trình Thường trực", board.DisplayName, due[soon.Id].First())),
            ], new(board.Id), cancel: stop);
        }
    }

    private static IEnumerable<NewEntry> Begin(Guid id, ItemFacts facts, DateOnly from, int year, bool adhoc)
    {
        yield return new(id, from, new Change.Joined(Membership.Issued));
        yield return new(id, from, new Change.Described
        {
            Number = facts.Number, Group = facts.GroupName, Position = facts.Position, Title = facts.Title.Replace($"{Template}", $"{year}"), LeadUnitId = facts.LeadUnitId,
            CooperatingUnitIds = facts.CooperatingUnitIds, ResponsibleLeader = facts.ResponsibleLeader, Deliverable = facts.Deliverable,
            ActivityKind = facts.ActivityKind, Source = facts.Source,
        });
        var phrase = IsForMidYear(facts.Title) ? BeforeMidYear : facts.TimePhrase?.Replace(Template.ToString(), year.ToString());
        var read = adhoc ? null : TimePhrase.Read(phrase, year) as TimeReading.Due;
        var due = adhoc ? InYear(facts.DueOn!.Value, year) : read is { Spans: [var span] } ? span.DueOn : (DateOnly?)null;
        yield return new(id, from, new Change.Scheduled(due, null, adhoc ? null : phrase, read?.Provisional == true));
    }

    /// <summary>What boards verify for the mid-year session is counted from it, as offices write it.</summary>
    private static bool IsForMidYear(string title) => title.StartsWith("Thẩm tra", StringComparison.Ordinal) && title.Contains("trình kỳ họp giữa năm", StringComparison.Ordinal);

    private const string BeforeMidYear = "Trước kỳ họp giữa năm";

    /// <summary>One in eleven of those due is still open, one in nine was late; some of what is due soon has begun.</summary>
    private static IEnumerable<NewEntry> Report(Guid id, DateOnly? dueOn, int place, DateOnly from, DateOnly today)
    {
        if (dueOn is not { } due)
            yield break;
        var late = place % 9 == 4;
        var done = late ? due.AddDays(3 + place % 12) : due.AddDays(-(place % 8));
        done = done < from ? from : done;
        if (due < today && place % 11 != 7 && done <= today)
            yield return new(id, done, new Change.Progressed(State.Completed, Reason: late ? "Cơ quan phối hợp gửi báo cáo chậm" : null), null, $"{100 + place}/BC-HĐND");
        else if (due < today.AddDays(45) && place % 3 != 0)
            yield return new(id, from > today.AddDays(-20) ? from : today.AddDays(-20), new Change.Progressed(State.InProgress, Reason: due < today ? "Chờ ý kiến chỉ đạo của Thành ủy" : null));
    }

    private static DateOnly InYear(DateOnly day, int year) => new(year, day.Month, Math.Min(day.Day, DateTime.DaysInMonth(year, day.Month)));

    private static DateOnly FirstWorkingDay(int year)
    {
        var day = new DateOnly(year, 1, 5);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            day = day.AddDays(1);
        return day;
    }
}
