using System.Text.Json;
using Tracker.Db.Coordination;
using Tracker.Db.Items;
using Tracker.Db.Meetings;
using Tracker.Db.Programmes;
using Tracker.Db.Sessions;
using Tracker.Db.Units;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Programmes;
using Tracker.Domain.Sessions;
using Tracker.Domain.Units;
using Tracker.Jobs.Mail;

namespace Tracker.Tests.Reminders;

/// <summary>What is told beside due days, from the database to the server: in time, and once, whoever makes and sends.</summary>
public sealed class NoticeTests
{
    private static readonly DateTimeOffset Friday = RemindedCouncil.Monday.AddDays(-3);

    private StandingClock _clock = null!;
    private RemindedCouncil _council = null!;
    private SmtpServer _server = null!;
    private MailOptions _mail = null!;
    private Guid _asked, _reported, _proposal, _agreement, _session, _meeting;

    /// <summary>A Friday on which a unit asked for this and that, and an agreement, a session and a giao ban were entered.</summary>
    [SetUp]
    public async Task Make()
    {
        _council = await RemindedCouncil.New(_clock = new(Friday), new() { CompletionNeedsConfirmation = true });
        _server = new();
        _mail = new() { Host = "127.0.0.1", Port = _server.Port, StartTls = false, PublicAddress = "https://tracker.example.vn" };
        var office = Guid.CreateVersion7();
        await using (var session = _council.Open())
        {
            await new UnitStore(session).Add([new(office, "Văn phòng HĐND", UnitKind.Office, 2, [])]);
            await session.Commit();
        }
        await _council.Person("Trần Quốc Việt", "ban@example.vn");
        await _council.Person("Nguyễn Thu Hà", "vp@example.vn", office);
        await _council.Person("Lê Minh Đức", "tt@example.vn", _council.Committee);
        var items = await _council.Items([("Giám sát chuyên đề", 60, ""), ("Thẩm tra dự thảo", 60, ""), ("Khảo sát", 60, "")]);
        (_asked, _reported) = (items[0], items[1]);
        await using (var session = _council.Open())
        {
            var today = Council.DayOf(session.Now);
            await new ItemRecorder(session).Record([], [new(_asked, today, new Change.Requested(today.AddDays(90), "Chờ số liệu")), new(_reported, today, new Change.Reported(), null, "12/BC-BPC")], new(null));
            await new ProposalStore(session).Add(_proposal = Guid.CreateVersion7(), _council.Programme, _council.Board,
                JsonSerializer.Serialize(new { action = "withdraw", items = new[] { items[2] } }, Db.Database.Json), "Trùng nội dung", null);
            await new AgreementStore(session).Add(_agreement = Guid.CreateVersion7(), new()
            {
                Number = "06/QC-HĐND", Title = "Quy chế phối hợp", SignedOn = new(2021, 12, 1), ValidFrom = new(2022, 1, 1), ValidTo = new(2026, 12, 31), Parties = [_council.Board, office], KeeperId = _council.Board,
            }, new(null));
            await new EventStore(session).Add(new(_session = Guid.CreateVersion7(), 1, EventKind.YearEnd, 2026, "Kỳ họp cuối năm 2026", new(2026, 12, 15), null, true, null), new(null));
            await new MeetingStore(session).Add(new(_meeting = Guid.CreateVersion7(), 1, MeetingKind.Monthly, 2026, 12, new(2026, 11, 25), new(8, 0), "Phòng họp", "", "", ["Kết quả tháng 11"], [_council.Board], [], null), new(null));
            await session.Commit();
        }
    }

    [TearDown]
    public async Task Close()
    {
        await _server.DisposeAsync();
        await _council.DisposeAsync();
    }

    [Test]
    public async Task Everybody_has_it_once_in_the_one_mail_of_the_next_working_day_however_many_make_and_send()
    {
        await Day(RemindedCouncil.Monday, nodes: 4);

        Assert.That(_server.Mails.Select(m => (m.To, m.Subject)), Is.EquivalentTo(new[]
        {
            ("ban@example.vn", "Ban Pháp chế: 1 việc cần quyết, cần chuẩn bị (tính đến 23/11/2026)"),
            ("vp@example.vn", "Văn phòng HĐND: 3 việc cần quyết, cần chuẩn bị (tính đến 23/11/2026)"),
            ("tt@example.vn", "Thường trực HĐND: 2 việc cần quyết, cần chuẩn bị (tính đến 23/11/2026)"),
        }));
        Assert.That(_server.Mails.Select(m => m.MessageId).Distinct().Count(), Is.EqualTo(3));
        var committee = _server.Mails.Single(m => m.To == "tt@example.vn");
        Assert.That(committee.Part("text/plain"), Does.Contain("VIỆC CẦN QUYẾT, CẦN CHUẨN BỊ (2)").And.Contain("Đề nghị gia hạn chờ quyết định:").And.Contain("- 7. Giám sát chuyên đề")
            .And.Contain("đã chờ 1 ngày làm việc; lý do: Chờ số liệu").And.Contain($"https://tracker.example.vn/nhiem-vu/{_asked}").And.Contain("- Đưa ra “Khảo sát”"));
        Assert.That(committee.Part("text/html"), Does.Contain($"<a href=\"https://tracker.example.vn/chuong-trinh/dieu-chinh/de-nghi/{_proposal}\">{System.Net.WebUtility.HtmlEncode("Đưa ra “Khảo sát”")}</a>"));
        Assert.That(_server.Mails.Single(m => m.To == "vp@example.vn").Part("text/plain"), Does.Contain($"/nhiem-vu/{_reported}").And.Contain($"/phoi-hop/{_agreement}").And.Contain($"/ky-hop/{_session}"));
        Assert.That(_server.Mails.Single(m => m.To == "ban@example.vn").Part("text/plain"), Does.Contain("08:00 ngày 25/11/2026; Phòng họp").And.Contain($"/giao-ban/phien-hop/{_meeting}"));
        Assert.That(await Told(), Is.EqualTo(["agreementEnding", "completionWaiting", "extensionWaiting", "meetingComing", "proposalWaiting", "sessionProvisional"]));

        await Day(RemindedCouncil.Monday.AddDays(1));
        Assert.That(_server.Mails, Has.Count.EqualTo(3), "nothing if there is nothing");
        await Day(RemindedCouncil.Monday.AddDays(7));
        Assert.That(_server.Mails.Skip(3).Select(m => m.To), Is.EquivalentTo(new[] { "vp@example.vn", "tt@example.vn" }), "again each week while it waits; the meeting is over");
    }

    [Test]
    public async Task What_was_decided_and_amended_while_the_program_was_off_is_told_once_to_the_unit()
    {
        await Day(RemindedCouncil.Monday);
        _clock.Now = RemindedCouncil.Monday.AddHours(3);
        await using (var session = _council.Open())
        {
            var today = Council.DayOf(session.Now);
            var request = (await new ItemStore(session).Histories([_asked]))[_asked].Last().Entry.Sequence;
            await new ItemRecorder(session).Record([], [new(_asked, today, new Change.Decided(request, false, "Đã gia hạn một lần"))], new(null));
            await session.Commit();
        }
        _clock.Now = RemindedCouncil.Monday.AddDays(1);
        await using (var session = _council.Open())
        {
            var (today, programmes) = (Council.DayOf(session.Now), new ProgrammeStore(session));
            var proposals = new ProposalStore(session);
            await proposals.Decide((await proposals.Find(_proposal))!, 1, true, "", null);
            var programme = (await programmes.Find(_council.Programme, new(today, session.Now)))!;
            await new AmendmentStore(session).Add(Guid.CreateVersion7(), programme, programme.Version, new("58/KH-HĐND", today, today, "Điều chỉnh"), [],
                [new(_reported, today, new Change.Scheduled(new(2027, 2, 1)), null, "58/KH-HĐND")], [_proposal], null);
            await session.Commit();
        }
        var before = _server.Mails.Count;

        await Day(RemindedCouncil.Monday.AddDays(9));
        var mail = _server.Mails.Skip(before).Single(m => m.To == "ban@example.vn").Part("text/plain");
        Assert.That(mail, Does.Contain("Không chấp thuận ngày 23/11/2026: xin gia hạn đến").And.Contain("Đã gia hạn một lần").And.Contain("Đề nghị điều chỉnh đã có quyết định:").And.Contain("Chấp thuận ngày 24/11/2026"));
        Assert.That(mail, Does.Contain("Thời hạn mới 01/02/2027").And.Contain("theo 58/KH-HĐND ngày 24 tháng 11 năm 2026").And.Not.Contain("giao ban"), "and the meeting is over");
        Assert.That(_server.Mails.Skip(before).Select(m => m.To), Has.None.EqualTo("tt@example.vn"), "nothing waits for the standing committee");
        await Day(RemindedCouncil.Monday.AddDays(10));
        Assert.That(_server.Mails.Skip(before).Count(m => m.To == "ban@example.vn"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_meeting_that_is_moved_is_told_again_and_one_that_never_was_is_not_told()
    {
        await Day(RemindedCouncil.Monday);
        _clock.Now = RemindedCouncil.Monday.AddHours(2);
        await using (var session = _council.Open())
        {
            var meetings = new MeetingStore(session);
            var meeting = (await meetings.Find(_meeting))!;
            await meetings.Change(meeting with { Chair = "Lê Minh Đức" }, new(null));
            await meetings.Change(meeting with { Version = 2, StartsAt = new(14, 0) }, new(null));
            await session.Commit();
        }
        await Day(RemindedCouncil.Monday.AddDays(1));
        Assert.That(_server.Mails.Where(m => m.To == "ban@example.vn").Select(m => m.Part("text/plain").Contains("14:00 ngày 25/11/2026")), Is.EqualTo(new[] { false, true }));
        _clock.Now = RemindedCouncil.Monday.AddDays(1).AddHours(2);
        await using (var session = _council.Open())
        {
            var meetings = new MeetingStore(session);
            await meetings.Void((await meetings.Find(_meeting))!, new(null));
            await session.Commit();
        }
        await Day(RemindedCouncil.Monday.AddDays(2));
        Assert.That(_server.Mails.Count(m => m.To == "ban@example.vn"), Is.EqualTo(2));
    }

    private async Task Day(DateTimeOffset morning, int nodes = 1)
    {
        _clock.Now = morning;
        await Task.WhenAll(Enumerable.Range(0, nodes).Select(_ => _council.Digests(_mail).Run(default)));
        await Task.WhenAll(Enumerable.Range(0, nodes).Select(_ => _council.Outbox(_mail).Run(default)));
    }

    private async Task<IReadOnlyList<string>> Told() => await _council.Look<string>("select kind from reminder_mail_notices order by kind");
}
