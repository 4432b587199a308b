using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tracker.Db.Councils;
using Tracker.Db.People;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Jobs.Mail;
using Tracker.Jobs.Reminders;
using Tracker.Tests.Reports;

namespace Tracker.Tests.Reminders;

/// <summary>Nhắc việc as the office, a unit and whoever gets a mail see it. One program; each test has a working day of its own.</summary>
public sealed class ReminderPageTests
{
    private TestApp _app = null!;
    private SmtpServer _server = null!;
    private SmallProgramme _programme = null!;
    private Guid _board, _officer, _clerk;
    // A Monday; the program's today.
    private DateTimeOffset _day = new(2020, 3, 2, 8, 0, 0, TimeSpan.FromHours(7));

    [OneTimeSetUp]
    public async Task Start()
    {
        _programme = await SmallProgramme.Record(_app = await TestApp.New(_day));
        _server = new();
        await using var session = _app.Open();
        var units = (await new UnitStore(session).All()).ToDictionary(u => u.Name, u => u.Id);
        _board = units["Ban Pháp chế"];
        _officer = await Person("Trần Quốc Việt", "viet@example.org", _board);
        _clerk = await Person("Nguyễn Thu Hà", "ha@example.org", units["Văn phòng HĐND Thành phố"]);
        await session.Commit();
        await _programme.Reopen(_app, _programme.Done);

        async Task<Guid> Person(string name, string email, Guid unit)
        {
            var id = Guid.CreateVersion7();
            await new PersonStore(session).Add(new() { Id = id, Name = name, JobTitle = "Chuyên viên", UnitId = unit, Email = email });
            return id;
        }
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        await _app.DisposeAsync();
    }

    /// <summary>A week on, so that everything overdue falls again.</summary>
    [SetUp]
    public void Later()
    {
        _app.Clock.Now = _day = _day.AddDays(7);
        _server.Conduct = _ => SmtpConduct.Accept;
    }

    [Test]
    public async Task A_mail_that_was_given_up_is_seen_mended_and_sent_again()
    {
        _server.Conduct = to => to == "viet@example.org" ? SmtpConduct.RefuseForGood : SmtpConduct.Accept;
        await MakeAndSend();
        using var office = await _app.SignIn(Role.Office);

        var list = await office.Open("/nhac-viec?result=givenUp");
        Assert.That(list.QuerySelectorAll("table.reminders th[scope=row]").Select(r => r.TextContent), Has.One.Contains("Trần Quốc Việt"));
        Assert.That(list.QuerySelectorAll(".notice").Select(n => n.TextContent), Has.Some.Contains("1 thư không gửi được"));
        Assert.That((await office.Open("/quan-tri/chuong-trinh")).QuerySelectorAll(".notice").Select(n => n.TextContent), Has.Some.Contains("1 thư không gửi được"), "on the first page of administration");
        var mail = await office.Open(list.QuerySelector("table.reminders a.what")!.GetAttribute("href")!);
        Assert.That(mail.Body!.TextContent, Does.Contain("No such user").And.Contain("Giám sát công tác cải cách hành chính"));

        _server.Conduct = _ => SmtpConduct.Accept;
        await office.Send(mail, "gui-lai");
        Assert.That(office.Status, Is.EqualTo(HttpStatusCode.OK));
        var before = _server.Mails.Count;
        await Outbox();
        Assert.That(_server.Mails.Skip(before).Select(m => m.To), Is.EqualTo(["viet@example.org"]));
        Assert.That((await office.Open(office.At)).QuerySelector(".shown .tag")!.TextContent, Is.EqualTo("Đã gửi"));
    }

    [Test]
    public async Task The_link_in_a_mail_says_without_an_account_that_it_has_come()
    {
        await MakeAndSend();
        var text = Last("viet@example.org").Part("text/plain");
        var link = new Uri(text[text.IndexOf("http://localhost:5080/da-nhan/", StringComparison.Ordinal)..].Split('\n')[0].Trim()).PathAndQuery;
        using var anybody = new Visitor(_app.Address);

        var page = await anybody.Open(link);
        Assert.That(page.Body!.TextContent, Does.Contain("Trần Quốc Việt").And.Contain("Giám sát công tác cải cách hành chính"));
        Assert.That((await List("result=acknowledged&person=" + _officer))["total"].Int(), Is.Zero, "a scanner that opens it says nothing");
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.That((await anybody.Follow(new(HttpMethod.Post, link))).QuerySelector(".flash")!.TextContent, Does.Contain("Đã ghi nhận"));

        var mail = (await List("result=acknowledged&person=" + _officer))["items"]!.AsArray().Single()!;
        Assert.That(DateTimeOffset.Parse(mail["acknowledgedAt"].Text()), Is.EqualTo(_day));
        Assert.That((await _app.Office.Json($"/api/reminders/{mail["id"]}"))["text"].Text(), Does.Not.Contain(link), "whoever reads the mail in the program can't say so for its reader");
        using var office = await _app.SignIn(Role.Office);
        Assert.That((await office.Open($"/nhiem-vu/{_programme.Done}")).QuerySelector("section[aria-labelledby=nhac-viec]")!.TextContent, Does.Contain("đã báo nhận"));

        await office.Open("/nhac-viec");
        Assert.That((await anybody.Open("/da-nhan/khong-co")).Body!.TextContent, Does.Contain("không đúng"));
        Assert.That(anybody.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_link_that_is_old_or_revoked_says_nothing_any_more()
    {
        await MakeAndSend();
        var links = new[] { "viet@example.org", "ha@example.org" }.Select(to => Last(to).Part("text/plain")).Select(t => "/da-nhan/" + t[(t.IndexOf("/da-nhan/", StringComparison.Ordinal) + 9)..].Split('\n')[0].Trim()).ToArray();
        var revoked = (await List("person=" + _clerk))["items"]![0]!["id"].Text();
        Assert.That((int)(await _app.Office.DeleteAsync($"/api/reminders/{revoked}/link")).StatusCode, Is.EqualTo(200));
        _app.Clock.Now = _day.AddDays(61);

        using var anybody = new Visitor(_app.Address);
        await anybody.Follow(new(HttpMethod.Post, links[0]));
        Assert.That((await anybody.Open(links[0])).Body!.TextContent, Does.Contain("hết hạn"));
        await anybody.Follow(new(HttpMethod.Post, links[1]));
        Assert.That(anybody.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await List($"result=acknowledged&from={_day:yyyy-MM-dd}"))["total"].Int(), Is.Zero);
    }

    [Test]
    public async Task The_preview_is_what_the_next_working_day_sends()
    {
        await MakeAndSend();
        using var office = await _app.SignIn(Role.Office);
        Assert.That((await office.Open("/nhac-viec/xem-truoc")).QuerySelector("h1")!.TextContent, Does.Contain($"Chưa có thư nào cho Thứ Ba, {_day.AddDays(1):dd'/'MM'/'yyyy}"));

        // Everything falls again a week after; what was made on no day in between comes then too.
        _app.Clock.Now = _day = _day.AddDays(7).AddHours(-2);
        var preview = (await _app.Office.Json("/api/reminders/preview"))["mails"]!.AsArray().Select(m => (m!["address"].Text(), m["subject"].Text())).ToArray();
        _app.Clock.Now = _day = _day.AddHours(2);
        await MakeAndSend();
        Assert.That(preview, Is.Not.Empty);
        Assert.That((await List($"from={_day:yyyy-MM-dd}"))["items"]!.AsArray().Select(m => (m!["address"].Text(), m["subject"].Text())), Is.EquivalentTo(preview));
    }

    [Test]
    public async Task One_sent_now_is_sent_once_however_often_it_is_asked_for()
    {
        using var office = await _app.SignIn(Role.Office);
        var page = await office.Open("/nhac-viec/xem-truoc");
        var said = new List<string>();
        for (var i = 0; i < 2; i++)
            said.Add((await office.Send(page, "gui-ngay", ("person", _officer.ToString()))).QuerySelector(".flash")!.TextContent);
        var again = await _app.Office.PostAsJsonAsync("/api/reminders/sendings", new { unit = "Ban Pháp chế" });
        await Outbox();

        Assert.That(said, Is.EqualTo(new[] { "Đã xếp thư gửi Trần Quốc Việt; thư đi trong ít giây.", "Hôm nay đã gửi thư này cho Trần Quốc Việt; không gửi lại lần nữa." }));
        Assert.That(await again.Content.ReadAsStringAsync(), Is.EqualTo("""{"queued":[],"before":["Trần Quốc Việt"]}"""));
        Assert.That(_server.Mails.Select(m => m.MessageId).Where(id => id.StartsWith($"<now.{_day:yyyyMMdd}.")), Is.EqualTo([$"<now.{_day:yyyyMMdd}.{_officer:N}.{Api.Demo.DemoCouncil.Council.Id:N}@localhost>"]));
        Assert.That(Last("viet@example.org").Subject, Does.Contain("1 việc quá hạn"));

        _app.Clock.Now = _day.AddDays(-1);
        Assert.That((int)(await _app.Office.PostAsJsonAsync("/api/reminders/sendings", new { person = _officer })).StatusCode, Is.EqualTo(409), "Sunday");
    }

    [Test]
    public async Task A_pause_keeps_a_person_and_an_item_out_of_mails_and_changes_no_figure()
    {
        var figures = (await _app.Office.Json("/api/figures?year=2019&asOf=2020-02-01"))["overdue"]!["count"].Int();
        using var office = await _app.SignIn(Role.Office);
        var page = await office.Open($"/nhac-viec/tam-dung?item={_programme.Done}");
        var refused = await office.Send(page, "tam-dung", ("reason", "Chờ ý kiến Thành ủy"), ("until", "01/01/2020"));
        Assert.That(refused.QuerySelector(".complaint")!.TextContent, Does.Contain("từ hôm nay trở đi"));
        await office.Send(refused, "tam-dung", ("until", ""));
        await office.Send(await office.Open("/nhac-viec/tam-dung"), "tam-dung", ("person", _clerk.ToString()), ("reason", "Nghỉ phép"), ("until", _day.ToString("dd/MM/yyyy")));
        Assert.That((await office.Open($"/nhiem-vu/{_programme.Done}")).QuerySelector("section[aria-labelledby=nhac-viec] .notice")!.TextContent, Does.Contain("Chờ ý kiến Thành ủy"));
        Assert.That((await office.Open("/nhac-viec/xem-truoc")).QuerySelectorAll(".notice").Select(n => n.TextContent), Has.Some.Contains("Nguyễn Thu Hà").And.Some.Contains("Giám sát công tác"));

        await MakeAndSend();
        Assert.That((await List($"from={_day:yyyy-MM-dd}"))["total"].Int(), Is.Zero, "neither him nor it");
        Assert.That((await _app.Office.Json("/api/figures?year=2019&asOf=2020-02-01"))["overdue"]!["count"].Int(), Is.EqualTo(figures));

        // The person's pause ends by itself, the item's when it is taken back; both stay to be read.
        var pause = (await _app.Office.Json("/api/reminders/pauses?item=" + _programme.Done))["items"]![0]!;
        await office.Send(await office.Open("/nhac-viec/tam-dung"), $"nhac-lai-{pause["id"]}");
        _app.Clock.Now = _day = _day.AddDays(7);
        await MakeAndSend();
        Assert.That((await List($"from={_day:yyyy-MM-dd}"))["total"].Int(), Is.EqualTo(2));
        using var later = await _app.SignIn(Role.Office);
        Assert.That((await later.Open("/nhac-viec/tam-dung")).QuerySelectorAll("tbody tr.gone"), Has.Length.EqualTo(2));
        var journal = (await later.Open("/nhat-ky?kind=administration")).QuerySelectorAll(".journal tbody tr").Select(r => r.TextContent).ToArray();
        Assert.That(journal, Has.Some.Contains("Tạm dừng nhắc việc").And.Some.Contains("Cho nhắc việc lại"));
    }

    [Test]
    public async Task A_unit_sees_its_own_mails_alone()
    {
        await MakeAndSend();
        var mine = (await _app.As(Role.Unit).Json("/api/reminders"))["items"]!.AsArray();
        Assert.That(mine.Select(m => m!["unit"]!["name"].Text()).Distinct(), Is.EqualTo(["Ban Pháp chế"]));
        var theirs = (await List("person=" + _clerk))["items"]![0]!["id"].Text();
        Assert.That((int)(await _app.As(Role.Unit).GetAsync($"/api/reminders/{theirs}")).StatusCode, Is.EqualTo(404));
        using var unit = await _app.SignIn(Role.Unit);
        Assert.That((await unit.Open("/nhac-viec?unit=V%C4%83n+ph%C3%B2ng")).QuerySelectorAll("table.reminders th[scope=row]"), Is.Empty);
        Assert.That((await unit.Open("/nhac-viec/xem-truoc")).Body!.TextContent, Does.Not.Contain("ha@example.org"));
        await unit.Open("/nhac-viec/don-doc?unit=V%C4%83n+ph%C3%B2ng");
        Assert.That(unit.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((int)(await _app.As(Role.Reader).GetAsync("/api/reminders")).StatusCode, Is.EqualTo(403));
    }

    [Test]
    public async Task When_people_are_reminded_is_set_on_the_page_of_settings()
    {
        using var admin = await _app.SignIn(Role.Administrator);
        var page = await admin.Open("/quan-tri/thiet-lap");
        foreach (var (field, wrong, why) in new[] { ("remindBefore", "bảy", "không phải là số ngày"), ("remindBefore", "90", "từ 1 đến 40"), ("remindFrom", "23:30", "từ 05:00 đến 20:00"), ("remindReplyTo", "Văn phòng", "không đúng"), ("remindLeader", "0", "từ 1 đến 365") })
        {
            var refused = await admin.Send(page, "settings", (field, wrong));
            Assert.That(refused.QuerySelector($"[name={field}] ~ .complaint")?.TextContent, Does.Contain(why), field);
        }
        await admin.Send(page, "settings", ("remindBefore", "10; 5"), ("remindFrom", "7h30"), ("remindCommittee", ""), ("remindReplyTo", "vanphong@example.org"));

        var reminders = (await _app.As(Role.Administrator).Json("/api/settings"))["reminders"]!;
        Assert.That(reminders["workingDaysBefore"]!.ToJsonString(), Is.EqualTo("[10,5]"));
        Assert.That((reminders["from"].Text(), reminders["toStandingCommitteeAfterDays"], reminders["replyTo"].Text()), Is.EqualTo(("07:30:00", (object?)null, "vanphong@example.org")));
        Assert.That((await admin.Open("/nhat-ky?kind=administration")).QuerySelector(".journal")!.TextContent, Does.Contain("Nhắc trước hạn (ngày làm việc)").And.Contain("10, 5"));
    }

    [Test]
    public async Task A_units_reminders_are_a_paper_and_a_workbook()
    {
        await MakeAndSend();
        using var office = await _app.SignIn(Role.Office);
        var query = $"unit={_board}&from={_day:yyyy-MM-dd}&to={_day:yyyy-MM-dd}";
        var paper = (await office.Open("/nhac-viec/don-doc?" + query)).QuerySelector(".paper")!;
        Assert.That(paper.TextContent, Does.Contain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").And.Contain("Giám sát công tác cải cách hành chính").And.Contain("Trần Quốc Việt (Ban Pháp chế), quá hạn; đã gửi").And.Contain("NGƯỜI LẬP"));
        Assert.That(paper.TextContent, Does.Not.Contain("Tổng hợp kiến nghị cử tri"), "another unit's");

        var workbook = new ReadWorkbook(await _app.Office.GetByteArrayAsync("/nhac-viec/don-doc.xlsx?" + query));
        Assert.That(workbook.Table("Đôn đốc").Select(r => (r["Nội dung công việc"], r["Người nhận"])), Is.EqualTo(new (object?, object?)[] { ("Giám sát công tác cải cách hành chính", "Trần Quốc Việt (Ban Pháp chế)") }));
        Assert.That(workbook.Faults(), Is.Empty);
    }

    private Task<System.Text.Json.Nodes.JsonNode> List(string query) => _app.Office.Json("/api/reminders?" + query);

    private ReceivedMail Last(string to) => _server.Mails.Last(m => m.To == to);

    private MailOptions Mail => new() { Host = "127.0.0.1", Port = _server.Port, StartTls = false };

    private async Task MakeAndSend()
    {
        var councils = new CouncilStore(_app.Database);
        await new DailyDigests(_app.Database, councils, Mail, NullLogger<DailyDigests>.Instance).Run(default);
        await Outbox();
    }

    private Task Outbox() => new Outbox(_app.Database, new(_app.Database), Mail, NullLogger<Outbox>.Instance).Run(default);
}
