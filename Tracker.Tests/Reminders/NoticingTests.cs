using Tracker.Domain.Coordination;
using Tracker.Domain.Meetings;
using Tracker.Domain.Reminders;
using Tracker.Domain.Schedules;
using Tracker.Domain.Sessions;
using Tracker.Domain.Units;

namespace Tracker.Tests.Reminders;

/// <summary>What there is to notice on a day, who is told, and on which days: a clock moved over weekends, Tết and days on which the program was off.</summary>
public sealed class NoticingTests
{
    // Tết of 2026: Monday 16 to Friday 20 February.
    private static readonly WorkingCalendar Calendar = new(Enumerable.Range(16, 5).Select(d => new SpecialDay(new(2026, 2, d), "Tết Nguyên đán", false)));

    private static readonly Unit Board = New("Ban Pháp chế", UnitKind.Board), Office = New("Văn phòng", UnitKind.Office), Committee = New("Thường trực", UnitKind.StandingCommittee);
    private static readonly Addressee Officer = New("Trần Quốc Việt", Board), Colleague = New("Vũ Thu Trang", Board), Clerk = New("Nguyễn Thu Hà", Office), Chair = New("Lê Minh Đức", Committee);

    // Asked on a Friday, on a Saturday, within Tết; what waits comes up each week after the day on which it was told first.
    [TestCase(NoticeKind.ExtensionWaiting, "2026-11-20", "2026-12-12", "", "23/11 30/11 7/12")]
    [TestCase(NoticeKind.ProposalWaiting, "2026-11-21", "2026-12-12", "", "23/11 30/11 7/12")]
    [TestCase(NoticeKind.CompletionWaiting, "2026-11-24", "2026-12-12", "", "25/11 2/12 9/12")]
    [TestCase(NoticeKind.AgreementEnding, "2026-02-13", "2026-03-06", "", "23/2 2/3")]
    // What has happened is told once, on the first working day after.
    [TestCase(NoticeKind.ExtensionDecided, "2026-11-20", "2026-12-12", "", "23/11")]
    [TestCase(NoticeKind.Amended, "2026-02-16", "2026-03-06", "", "23/2")]
    // The program was off: what fell meanwhile comes once.
    [TestCase(NoticeKind.ProposalDecided, "2026-11-24", "2026-12-12", "2026-11-25 2026-12-01", "2/12")]
    [TestCase(NoticeKind.ExtensionWaiting, "2026-11-20", "2026-12-12", "2026-11-25 2026-12-01", "23/11 2/12 7/12")]
    [TestCase(NoticeKind.Amended, "2026-09-16", "2026-12-12", "2026-09-17 2026-11-30", "1/12")]
    public void It_is_told_on_these_days_and_no_others(NoticeKind kind, string began, string until, string off, string expected)
    {
        var away = off.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(DateOnly.Parse).ToArray();
        var notice = Notice(kind, DateOnly.Parse(began));
        DateOnly? last = null;
        var told = new List<DateOnly>();
        for (var day = notice.Began.AddDays(-3); day <= DateOnly.Parse(until); day = day.AddDays(1))
        {
            if (away is [var from, var to] && day >= from && day <= to)
                continue;
            // Nobody knows of it before it began.
            var digests = Reminding().On(day, last, [], day >= notice.Began ? [notice] : []).Digests;
            if (Calendar.IsWorkingDay(day))
                last = day;
            else
                Assert.That(digests, Is.Empty, $"{day} is no working day");
            if (digests.Count > 0)
                told.Add(day);
        }
        Assert.That(string.Join(' ', told.Select(d => $"{d.Day}/{d.Month}")), Is.EqualTo(expected));
    }

    // Held on a Friday, known long before; on a Monday; entered two days before it; on its own morning; moved in the middle.
    [TestCase("2026-11-27", "2026-11-01", "24/11")]
    [TestCase("2026-11-30", "2026-11-01", "25/11")]
    [TestCase("2026-11-27", "2026-11-25", "26/11")]
    [TestCase("2026-11-27", "2026-11-26", "27/11")]
    [TestCase("2026-11-27", "2026-11-27", "27/11")]
    [TestCase("2026-02-24", "2026-01-10", "12/2")]
    public void A_meeting_is_told_once_to_those_who_take_part_three_working_days_ahead_or_as_soon_as_it_is_known(string held, string known, string expected)
    {
        var (on, recorded) = (DateOnly.Parse(held), DateOnly.Parse(known));
        var meeting = Meeting(on);
        DateOnly? last = null;
        var told = new List<DateOnly>();
        for (var day = on.AddDays(-30); day <= on.AddDays(10); day = day.AddDays(1))
        {
            var notice = day < recorded ? null : Noticing(day).MeetingComing(meeting, Board.Id, recorded);
            var digests = Reminding().On(day, last, [], notice is null ? [] : [notice]).Digests;
            if (Calendar.IsWorkingDay(day))
                last = day;
            if (digests.Count > 0)
                told.Add(day);
            Assert.That(digests.Select(d => d.To), Is.SubsetOf(new[] { Officer, Colleague }));
        }
        Assert.That(string.Join(' ', told.Select(d => $"{d.Day}/{d.Month}")), Is.EqualTo(expected));
    }

    [Test]
    public void A_meeting_says_day_hour_place_and_agenda() => Assert.That(
        Noticing(new(2026, 11, 24)).MeetingComing(Meeting(new(2026, 11, 27)), Board.Id, new(2026, 11, 1)),
        Is.EqualTo(new Notice(NoticeKind.MeetingComing, Guid.Empty, Board.Id, null, new(2026, 11, 23), "Giao ban tháng 12/2026: Nhiệm vụ tháng 12",
            "08:30 ngày 27/11/2026; Phòng họp tầng 4; chủ trì: Lê Minh Đức; chương trình: (1) Kết quả tháng 11 (2) Nhiệm vụ tháng 12")));

    // 90 days before its end, unless its terms were recorded later; not while it is planned, nor once it has ended.
    [TestCase("2026-12-31", "2026-01-05", "2026-10-01", null)]
    [TestCase("2026-12-31", "2026-01-05", "2026-10-02", "2026-10-02")]
    [TestCase("2026-12-31", "2026-11-10", "2026-11-23", "2026-11-10")]
    [TestCase("2026-12-31", "2026-01-05", "2027-01-01", null)]
    [TestCase(null, "2026-01-05", "2026-12-30", null)]
    public void An_agreement_that_ends_soon_is_noticed(string? validTo, string known, string day, string? began) => Assert.That(
        Noticing(DateOnly.Parse(day)).AgreementEnding(Agreement(Day(validTo)), DateOnly.Parse(known))?.Began, Is.EqualTo(Day(began)));

    // Its review year ends on 15/4; on the day itself it is still to be reviewed.
    [TestCase("2026-03-15", null, null)]
    [TestCase("2026-03-16", null, "2026-03-16")]
    [TestCase("2026-04-15", null, "2026-03-16")]
    [TestCase("2026-04-16", null, null)]
    [TestCase("2026-04-01", "2026-04-10", null)]
    [TestCase("2026-04-01", "2026-04-15", "2026-03-16")]
    public void An_agreement_to_be_reviewed_soon_is_noticed_while_it_holds(string day, string? validTo, string? began) => Assert.That(
        Noticing(DateOnly.Parse(day)).ReviewComing(Agreement(Day(validTo)), new(2026, 1, 5))?.Began, Is.EqualTo(Day(began)));

    [TestCase(EventKind.YearEnd, "2026-12-08", true, "2026-11-07", null)]
    [TestCase(EventKind.YearEnd, "2026-12-08", true, "2026-11-08", "2026-11-08")]
    [TestCase(EventKind.YearEnd, "2026-12-08", false, "2026-11-23", null)]
    [TestCase(EventKind.YearEnd, null, false, "2026-11-23", "2026-11-10")] // counted from 10/12
    [TestCase(EventKind.Thematic, null, false, "2026-11-23", null)]
    [TestCase(EventKind.Other, "2026-12-08", true, "2026-11-23", null)]
    [TestCase(EventKind.YearEnd, "2026-12-08", true, "2026-12-09", null)]
    public void A_session_whose_day_may_still_move_is_noticed(EventKind kind, string? opens, bool provisional, string day, string? began) => Assert.That(
        Noticing(DateOnly.Parse(day)).SessionProvisional(new(Guid.Empty, 1, kind, 2026, "Kỳ họp", Day(opens), null, provisional, null), new(2026, 1, 5))?.Began, Is.EqualTo(Day(began)));

    [Test]
    public void Each_is_told_to_those_who_have_to_do_with_it_in_the_one_mail_of_the_day()
    {
        var began = new DateOnly(2026, 11, 20);
        Notice[] notices =
        [
            Notice(NoticeKind.ExtensionWaiting, began), Notice(NoticeKind.AgreementEnding, began), Notice(NoticeKind.AnswerWaiting, began), Notice(NoticeKind.MeetingComing, began),
            Notice(NoticeKind.ExtensionDecided, began) with { Officer = "VŨ THU  TRANG" },
        ];
        var overdue = new OpenItem(Guid.CreateVersion7(), "1", "Giám sát", Board.Id, "", "", new(2026, 11, 22));
        var made = Reminding().On(new(2026, 11, 23), new(2026, 11, 20), [overdue], notices);

        Assert.That(made.Digests.Select(d => (d.To.Name, string.Join(' ', d.Notices.Select(n => n.Kind)), d.Reminders.Count)), Is.EquivalentTo(new[]
        {
            (Chair.Name, "ExtensionWaiting", 0), (Clerk.Name, "AnswerWaiting AgreementEnding", 0), (Officer.Name, "MeetingComing", 1), (Colleague.Name, "MeetingComing ExtensionDecided", 1),
        }));
    }

    [Test]
    public void Whoever_or_whatever_is_paused_is_told_nothing_and_a_unit_without_an_address_is_a_finding()
    {
        var item = Guid.CreateVersion7();
        Notice[] notices = [Notice(NoticeKind.ExtensionWaiting, new(2026, 11, 20)) with { ItemId = item }, Notice(NoticeKind.AgreementEnding, new(2026, 11, 20))];
        var made = Reminding(new(new HashSet<Guid> { Clerk.Id }, new HashSet<Guid> { item })).On(new(2026, 11, 23), null, [], notices);
        Assert.That((made.Digests.Count, made.Unreached.Count), Is.EqualTo((0, 0)));

        made = new Reminding(new(), Calendar, [Board, Office, Committee], [Officer]).On(new(2026, 11, 23), null, [], notices);
        Assert.That(made.Unreached, Is.EquivalentTo(new[] { Committee.Id, Office.Id }));
    }

    private static Reminding Reminding(Paused? paused = null) => new(new(), Calendar, [Board, Office, Committee], [Officer, Colleague, Clerk, Chair], paused);

    private static Noticing Noticing(DateOnly day) => new(day, Calendar, _ => "Ban Pháp chế", 90);

    private static Notice Notice(NoticeKind kind, DateOnly began) => new(kind, Guid.CreateVersion7(), Board.Id, null, began, "Giám sát", "đề nghị");

    private static Meeting Meeting(DateOnly held) => new(
        Guid.Empty, 1, MeetingKind.Monthly, 2026, 12, held, new(8, 30), "Phòng họp tầng 4", "Lê Minh Đức", "Nhiệm vụ tháng 12", ["Kết quả tháng 11.", "Nhiệm vụ tháng 12"], [Board.Id], [], null);

    private static CoordinationAgreement Agreement(DateOnly? validTo) => new(Guid.Empty, 1, default, new()
    {
        Number = "06/QC-HĐND", Title = "Quy chế", SignedOn = new(2020, 12, 20), ValidFrom = new(2021, 1, 1), ValidTo = validTo, Parties = [Board.Id, Office.Id], KeeperId = Board.Id, Review = new(new(15, 4), new(15, 4)),
    });

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day);

    private static Unit New(string name, UnitKind kind) => new(Guid.CreateVersion7(), name, kind, 0, []);

    private static Addressee New(string name, Unit unit) => new(Guid.CreateVersion7(), name, "Chuyên viên", unit.Id, $"{name.Length}@example.vn");
}
