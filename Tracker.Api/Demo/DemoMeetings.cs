using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Documents;
using Tracker.Db.Items;
using Tracker.Db.Meetings;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Schedules;

namespace Tracker.Api.Demo;

/// <summary>
/// A year of giao ban: twelve monthly and twenty-one thematic meetings of 2019, as published, without tasks; and those of the current year by now, whose conclusions are tasks.
/// The giao ban of a month is held at the end of the month before.
/// </summary>
internal static class DemoMeetings
{
    private const string BeforeSession = "Trước kỳ họp cuối năm";
    private const int Published = 2019, ThematicInYear = 21;

    private static readonly string[] Topics =
    [
        "Công tác cải cách hành chính tại các quận, huyện", "Tiến độ giải ngân vốn đầu tư công", "Quản lý đất đai, trật tự xây dựng", "Chuẩn bị giám sát chuyên đề về an toàn thực phẩm",
        "Giải quyết kiến nghị cử tri còn tồn đọng", "Công tác phòng cháy, chữa cháy nhà cao tầng", "Cung cấp nước sạch khu vực nông thôn", "Tiến độ thẩm tra các nội dung trình kỳ họp giữa năm",
        "Thực hiện kết luận phiên giải trình về ùn tắc giao thông", "Xây dựng trường học công lập", "Thu gom, xử lý rác thải", "Chất lượng hoạt động của Thường trực HĐND cấp xã",
        "Nâng cao chất lượng tiếp công dân", "Các cơ chế, chính sách đặc thù", "Công tác bảo tồn di tích", "Kế hoạch giám sát năm sau", "Dự toán ngân sách năm sau", "Y tế cơ sở",
        "Chuyển đổi số trong hoạt động của HĐND", "Tiến độ thẩm tra các nội dung trình kỳ họp cuối năm", "Tổng kết công tác phối hợp",
    ];

    private static readonly (string Lead, string Text, string Product)[] Tasks =
    [
        ("Ban Pháp chế", "Báo cáo kết quả khảo sát công tác tiếp dân, giải quyết đơn thư", "Báo cáo khảo sát"),
        ("Ban Kinh tế - Ngân sách", "Tổng hợp vướng mắc về giải ngân vốn đầu tư công, đề xuất nội dung làm việc với UBND Thành phố", "Báo cáo tổng hợp"),
        ("Văn phòng HĐND Thành phố", "Rà soát việc thực hiện các thông báo kết luận của Thường trực, báo cáo tại phiên giao ban tới", "Báo cáo rà soát"),
        ("Ban Văn hóa - Xã hội", "Làm việc với Sở Y tế, Sở Giáo dục và Đào tạo về các kiến nghị sau giám sát", "Thông báo kết luận"),
        ("Ban Đô thị", "Đôn đốc trả lời kiến nghị cử tri về cấp nước, thoát nước", "Văn bản đôn đốc"),
        ("Văn phòng HĐND Thành phố", "Tham mưu kế hoạch tổ chức phiên giải trình của Thường trực", "Kế hoạch"),
        ("Ban Pháp chế", "Thẩm tra dự thảo nghị quyết về mức thu phí, lệ phí", "Báo cáo thẩm tra"),
        ("Ban Kinh tế - Ngân sách", "Chuẩn bị nội dung chất vấn về tiến độ các dự án trọng điểm", "Báo cáo"),
        ("Ban Đô thị", "Khảo sát thực tế các dự án chậm triển khai, sử dụng đất lãng phí", "Báo cáo khảo sát"),
    ];

    private static readonly string[] Agenda = ["Kết quả thực hiện kết luận phiên trước", "Kết quả thực hiện chương trình công tác", "Nhiệm vụ trọng tâm thời gian tới", "Ý kiến của các Ban, Văn phòng", "Kết luận của chủ trì"];

    public static async Task Make(Database database, Account office, CancellationToken stop)
    {
        await using var session = database.Open(DemoCouncil.Council.Id);
        var today = Council.DayOf(session.Now);
        if ((await new MeetingStore(session).List(new(), new(Viewpoint.LastDay, session.Now), stop)).Count > 0)
            return;
        var (store, by) = (new MeetingStore(session), new Recording(office.Id));
        var units = (await new UnitStore(session).All(stop)).ToDictionary(u => u.Name, u => u.Id);
        foreach (var meeting in Of(Published, new(Published, 12, 31), units))
            await store.Add(meeting, by, stop);

        var phrases = (await CouncilStore.Find(session, stop)).Settings.TimePhrases;
        var (items, entries, concluded) = (new List<NewItem>(), new List<NewEntry>(), new List<(Guid Meeting, Guid Item)>());
        if (today.Year != Published)
        {
            // The next one is planned already.
            foreach (var meeting in Of(today.Year, today.AddDays(20), units))
            {
                await store.Add(meeting.HeldOn > today ? meeting with { Notice = null } : meeting, by, stop);
                if (meeting is { Kind: MeetingKind.Monthly, Number: > 1 } && meeting.HeldOn <= today)
                {
                    var paper = await new DocumentStore(session).Add(new()
                    {
                        Id = Guid.CreateVersion7(), Number = $"{meeting.HeldOn.DayOfYear + 20}/BC-VP", Year = meeting.HeldOn.Year, IssuedOn = Working(meeting.HeldOn.AddDays(-2)),
                        Title = $"Báo cáo công tác tháng {meeting.Number - 1}, dự kiến nhiệm vụ tháng {meeting.Number}",
                    }, stop);
                    await store.AddPaper(meeting.Id, paper.Id, stop);
                }
                for (var n = 0; meeting.HeldOn <= today && n < (meeting.Kind == MeetingKind.Monthly ? 3 : 1); n++)
                {
                    var item = new NewItem(Guid.CreateVersion7(), Origin.Adhoc, meeting.HeldOn.Year, null);
                    items.Add(item);
                    concluded.Add((meeting.Id, item.Id));
                    entries.AddRange(Task(item.Id, meeting, items.Count, units, phrases, today));
                }
            }
        }
        await new ItemRecorder(session).Record(items, entries, by, cancel: stop);
        foreach (var meeting in concluded.GroupBy(c => c.Meeting))
            await store.Conclude(meeting.Key, [("Thống nhất đánh giá kết quả công tác trong kỳ; các Ban, Văn phòng tiếp tục thực hiện các nhiệm vụ còn lại.", null), .. meeting.Select(c => ((string?)null, (Guid?)c.Item))], by, stop);
        await session.Commit(stop);
    }

    /// <summary>The meetings of a year that are held by a day: by the end of November all twelve and twenty-one.</summary>
    private static IEnumerable<Meeting> Of(int year, DateOnly until, Dictionary<string, Guid> units)
    {
        var monthly = Enumerable.Range(1, 12).Select(n => (Kind: MeetingKind.Monthly, Number: n, HeldOn: Working(n == 1 ? new(year, 1, 3) : new DateOnly(year, n, 1).AddDays(-3))));
        var thematic = Enumerable.Range(1, ThematicInYear).Select(n => (Kind: MeetingKind.Thematic, Number: n, HeldOn: Working(new DateOnly(year, 1, 15).AddDays((n - 1) * 15))));
        Guid[] boards = [.. units.Where(u => u.Key.StartsWith("Ban ", StringComparison.Ordinal) || u.Key is "Văn phòng HĐND Thành phố" or "Thường trực HĐND Thành phố").Select(u => u.Value)];
        return monthly.Concat(thematic).Where(m => m.HeldOn <= until).OrderBy(m => m.HeldOn).Select(m => new Meeting(
            Guid.CreateVersion7(), 1, m.Kind, year, m.Number, m.HeldOn, new(m.Kind == MeetingKind.Monthly ? 8 : 14, 0), "Phòng họp tầng 4, trụ sở HĐND Thành phố", "Lê Minh Đức, Phó Chủ tịch HĐND Thành phố",
            m.Kind == MeetingKind.Monthly ? $"Kết quả công tác tháng {(m.Number == 1 ? 12 : m.Number - 1)}, nhiệm vụ tháng {m.Number}" : Topics[m.Number - 1],
            m.Kind == MeetingKind.Monthly ? Agenda : [$"Báo cáo về: {char.ToLowerInvariant(Topics[m.Number - 1][0])}{Topics[m.Number - 1][1..]}", "Thảo luận", "Kết luận của chủ trì"],
            boards, ["Đặng Văn Hùng, Chánh Văn phòng", "Lãnh đạo các phòng chuyên môn"], $"{m.HeldOn.DayOfYear + (m.Kind == MeetingKind.Monthly ? 0 : 400)}/TB-HĐND"));
    }

    private static IEnumerable<NewEntry> Task(Guid id, Meeting meeting, int place, Dictionary<string, Guid> units, TimePhraseSettings phrases, DateOnly today)
    {
        var (lead, text, product) = Tasks[place % Tasks.Length];
        // What goes to the session is due before it, and moves with it.
        var before = meeting.HeldOn.Month >= 9 && text.StartsWith("Thẩm tra", StringComparison.Ordinal) && TimePhrase.Read(BeforeSession, meeting.Year, phrases) is TimeReading.Due { Spans: [var span] } ? span.DueOn : (DateOnly?)null;
        var due = before ?? Working(meeting.HeldOn.AddDays(14 + place % 3 * 7));
        yield return new(id, meeting.HeldOn, new Change.Joined(Membership.Issued), null, meeting.Notice);
        yield return new(id, meeting.HeldOn, new Change.Described
        {
            Number = "", Title = meeting.Kind == MeetingKind.Monthly ? $"{text} (tháng {meeting.Number}/{meeting.Year})" : $"{text}: {char.ToLowerInvariant(meeting.Title[0])}{meeting.Title[1..]}",
            LeadUnitId = units[lead], Deliverable = product, ActivityKind = ActivityKinds.Guess(text), Source = meeting.Source,
        }, null, meeting.Notice);
        yield return new(id, meeting.HeldOn, new Change.Scheduled(due, null, before is null ? null : BeforeSession), null, meeting.Notice);
        var done = place % 5 == 3 ? due.AddDays(4) : due.AddDays(-(place % 4));
        if (due < today && place % 9 != 8 && done <= today)
            yield return new(id, done, new Change.Progressed(State.Completed, Reason: done > due ? "Chờ số liệu của các sở, ngành" : null), null, $"{200 + place}/BC-HĐND");
        else if (meeting.HeldOn < today.AddDays(-5))
            yield return new(id, meeting.HeldOn.AddDays(5), new Change.Progressed(State.InProgress, Reason: due < today ? "Đang tổng hợp ý kiến" : null));
    }

    private static readonly WorkingCalendar Calendar = new(DemoCouncil.Council.Settings.SpecialDays);

    private static DateOnly Working(DateOnly day) => Calendar.IsWorkingDay(day) ? day : Calendar.Before(day);
}
