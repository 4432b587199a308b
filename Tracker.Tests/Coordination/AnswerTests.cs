using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Tracker.Db.People;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Jobs.Mail;
using Tracker.Jobs.Reminders;

namespace Tracker.Tests.Coordination;

/// <summary>A body outside answers by a link: for that item, once, until its end; nothing counts before the office confirms it.</summary>
public sealed class AnswerTests
{
    private CoordinatedCouncil _council = null!;
    private JsonNode _item = null!;

    [SetUp]
    public async Task Start()
    {
        _council = await CoordinatedCouncil.New();
        await _council.Owe("Báo cáo kết quả phối hợp", "ngày 20/03/2026");
        _item = (await _council.Items())[0]!;
    }

    [TearDown]
    public async Task Stop() => await _council.DisposeAsync();

    [Test]
    public async Task Opening_records_nothing_and_an_answer_is_a_report_with_its_paper_that_the_office_confirms()
    {
        var (link, _) = await Link();
        var before = (await Now())["version"].Int();
        using var outside = new HttpClient { BaseAddress = _council.App.Address };
        var shown = await outside.GetAsync(link);
        var page = await shown.Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("Sở Tư pháp").And.Contain("Báo cáo kết quả phối hợp").And.Not.Contain("Ban Pháp chế chủ trì"));
        Assert.That(shown.Headers.CacheControl!.NoStore, Is.True);
        Assert.That((await Now())["version"].Int(), Is.EqualTo(before), "opening records nothing");

        var (status, _) = await Answer(link, file: ("bc.pdf", "%PDF-1.7 x"u8.ToArray()));
        Assert.That(status, Is.EqualTo(200), "led back to the page");
        var item = await Now();
        Assert.That((item["status"].Text(), item["reportedOn"].Text(), item["version"].Int()), Is.EqualTo(("notStarted", "2026-03-01", before + 1)));
        Assert.That(item["history"]!.AsArray().Select(e => e!["change"]!["text"]?.Text()), Has.Some.EqualTo("Sở Tư pháp trả lời qua liên kết: Đã gửi báo cáo."));

        using var office = await _council.App.SignIn(Role.Office);
        var opened = await office.Open($"/nhiem-vu/{_item["id"]}");
        Assert.That(opened.QuerySelector(".papers a[download]")!.TextContent, Does.Contain("bc.pdf"));
        await office.Send(opened, "xac-nhan", ("state", "yes"));
        Assert.That(((await Now())["status"].Text(), (await Now())["completedOn"].Text(), (await Now())["resultDocument"].Text()), Is.EqualTo(("completed", "2026-03-01", "08/BC-STP")));
        Assert.That((await _council.App.Office.Json("/api/journal?q=lien+ket"))["items"]!.AsArray().Select(l => l!["act"]![0].Text()), Is.EquivalentTo(["Tạo liên kết trả lời", "Nhận trả lời qua liên kết"]));
    }

    [Test]
    public async Task Used_twice_late_revoked_or_for_what_is_over_it_says_so_and_records_nothing()
    {
        var (used, _) = await Link();
        Assert.That((await Answer(used)).Status, Is.EqualTo(200));
        await Refuses(used, "đã được dùng");

        var (revoked, id) = await Link();
        Assert.That((int)(await _council.App.Office.DeleteAsync($"/api/items/{_item["id"]}/answer-links/{id}")).StatusCode, Is.EqualTo(200));
        await Refuses(revoked, "thu hồi");

        var (late, _) = await Link("2026-03-10");
        _council.App.Clock.Now = CoordinatedCouncil.Start.AddDays(9);
        await Refuses(late, "hết hạn");
        _council.App.Clock.Now = CoordinatedCouncil.Start;

        var (over, _) = await Link();
        await _council.Put($"/api/items/{_item["id"]}/withdrawal", new { document = "9/TB-HĐND" }, (await Now())["version"].Int(), HttpMethod.Post);
        await Refuses(over, "đã được đưa ra");
        await Refuses("/tra-loi/khong-co", "không đúng", 404);

        Assert.That((int)(await _council.App.Office.PostAsJsonAsync($"/api/items/{_item["id"]}/answer-links", new { })).StatusCode, Is.EqualTo(409), "nobody answers for what is over");
    }

    [Test]
    public async Task What_is_typed_wrong_is_said_and_kept_and_the_link_can_still_be_used()
    {
        var (link, _) = await Link();
        var before = (await Now())["version"].Int();
        foreach (var (on, document, file, sentence) in new (string, string, (string, byte[])?, string)[]
        {
            ("31/02/2026", "08/BC-STP", null, "không phải là một ngày có thật"), ("05/03/2026", "08/BC-STP", null, "chưa tới"), ("01/03/2026", "không số", null, "Không đọc được số"),
            ("01/03/2026", "", ("a.pdf", "%PDF-1"u8.ToArray()), "cần số, ký hiệu"), ("01/03/2026", "08/BC-STP", ("a.pdf", "MZ"u8.ToArray()), "không đúng là loại"), ("01/03/2026", "08/BC-STP", ("a.exe", "MZ"u8.ToArray()), "Không nhận tệp"),
        })
        {
            var (status, page) = await Answer(link, on, document, file);
            Assert.That((status is 400 or 409, page.Contains(sentence), page.Contains("Đã gửi báo cáo.")), Is.EqualTo((true, true, true)), $"{sentence}: {page}");
        }
        Assert.That((await Now())["version"].Int(), Is.EqualTo(before));
        Assert.That((await Answer(link)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Nobody_outside_puts_a_file_beside_those_of_a_paper_that_is_there()
    {
        var (first, _) = await Link();
        await Answer(first, file: ("bc.pdf", "%PDF-1.7 x"u8.ToArray()));
        var (second, _) = await Link();
        var (status, page) = await Answer(second, file: ("khac.pdf", "%PDF-1.7 y"u8.ToArray()));
        Assert.That((status, page.Contains("đã có tệp trong phần mềm")), Is.EqualTo((400, true)), page);
        using var office = await _council.App.SignIn(Role.Office);
        Assert.That((await office.Open($"/nhiem-vu/{_item["id"]}")).QuerySelectorAll(".papers a[download]"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Of_two_answers_at_once_one_is_recorded()
    {
        var (link, _) = await Link();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Answer(link)));
        Assert.That(answers.Count(a => a.Status == 200), Is.EqualTo(1));
        Assert.That((await Now())["history"]!.AsArray().Count(e => e!["change"]!["kind"].Text() == "reported"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_mail_that_reminds_a_body_outside_brings_a_link_of_its_own_and_taking_it_back_ends_it()
    {
        await using (var session = _council.App.Open())
        {
            var justice = (await new UnitStore(session).All()).Single(u => u.Name == "Sở Tư pháp");
            await new PersonStore(session).Add(new() { Id = Guid.CreateVersion7(), Name = "Nguyễn Hoài Nam", JobTitle = "Chuyên viên", UnitId = justice.Id, Email = "nam@example.org" });
            await session.Commit();
        }
        _council.App.Clock.Now = new(2026, 3, 23, 8, 0, 0, TimeSpan.FromHours(7));
        await using var server = new SmtpServer();
        var mail = new MailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = false };
        await new DailyDigests(_council.App.Database, new(_council.App.Database), mail, NullLogger<DailyDigests>.Instance).Run(default);
        await new Outbox(_council.App.Database, new(_council.App.Database), mail, NullLogger<Outbox>.Instance).Run(default);

        var sent = server.Mails.Single(m => m.To == "nam@example.org").Part("text/plain");
        var link = Regex.Match(sent, @"/tra-loi/[\w-]{20,}").Value;
        using var outside = new HttpClient { BaseAddress = _council.App.Address };
        Assert.That(await outside.GetStringAsync(link), Does.Contain("Báo cáo kết quả phối hợp").And.Contain("<textarea"), sent);
        using var office = await _council.App.SignIn(Role.Office);
        var page = await office.Open($"/nhiem-vu/{_item["id"]}");
        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("trong thư nhắc").And.Not.Contain(link), "the office never sees what was mailed");
        await office.Send(page, page.QuerySelector("form[action*='/thu-hoi']")!.QuerySelector("input[name=form]")!.GetAttribute("value")!);
        await Refuses(link, "thu hồi");
    }

    [Test]
    public async Task An_agreement_whose_validity_ends_soon_is_told_to_the_office()
    {
        using var office = await _council.App.SignIn(Role.Office);
        Assert.That((await office.Open("/nhac-viec")).QuerySelectorAll($"section[aria-labelledby=can-quyet] a[href='/phoi-hop/{_council.Agreement}']"), Is.Empty);
        _council.App.Clock.Now = new(2026, 10, 2, 8, 0, 0, TimeSpan.FromHours(7));
        using var later = await _council.App.SignIn(Role.Office);
        var notice = (await later.Open("/nhac-viec")).QuerySelector($"section[aria-labelledby=can-quyet] a[href='/phoi-hop/{_council.Agreement}']")!;
        Assert.That(notice.ParentElement!.TextContent, Does.Contain("06/QC-HĐND").And.Contain("31/12/2026"));
        Assert.That((await later.Open("/phoi-hop?standing=dueForRenewal")).QuerySelector("h1 .num")!.TextContent, Is.EqualTo("1"));
        Assert.That((await later.Open("/tim?q=phoi+hop+ban+phap+che")).QuerySelector(".found-agreements a.what")!.GetAttribute("href"), Does.StartWith($"/phoi-hop/{_council.Agreement}"));
    }

    private async Task<JsonNode> Now() => await _council.App.Office.Json($"/api/items/{_item["id"]}");

    private async Task<(string Address, string Id)> Link(string? expiresOn = null)
    {
        var (status, body) = await (await _council.App.Office.PostAsJsonAsync($"/api/items/{_item["id"]}/answer-links", new { expiresOn })).Answer();
        Assert.That(status, Is.EqualTo(200), body.ToString());
        return (new Uri(body["url"].Text()).AbsolutePath, body["id"].Text());
    }

    private async Task Refuses(string link, string sentence, int status = 409)
    {
        var version = (await Now())["version"].Int();
        using var outside = new HttpClient { BaseAddress = _council.App.Address };
        var opened = await outside.GetAsync(link);
        Assert.That(await opened.Content.ReadAsStringAsync(), Does.Contain(status == 404 || sentence != "đã được dùng" ? sentence : "Đã nhận trả lời").And.Not.Contain("<textarea"));
        var (answered, page) = await Answer(link);
        Assert.That((answered, page.Contains(sentence)), Is.EqualTo((status, true)), page);
        Assert.That(page.Contains("Đã gửi báo cáo."), Is.EqualTo(status == 409), "what was typed meanwhile can be copied");
        Assert.That((await Now())["version"].Int(), Is.EqualTo(version), "nothing is recorded");
    }

    private async Task<(int Status, string Page)> Answer(string link, string on = "01/03/2026", string document = "08/BC-STP", (string Name, byte[] Content)? file = null)
    {
        var form = new MultipartFormDataContent { { new StringContent("tra-loi"), "form" }, { new StringContent(on), "on" }, { new StringContent("Đã gửi báo cáo."), "text" }, { new StringContent(document), "document" } };
        if (file is var (name, content))
            form.Add(new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", name);
        using var outside = new HttpClient(new HttpClientHandler { AllowAutoRedirect = true }) { BaseAddress = _council.App.Address, DefaultRequestHeaders = { { "Accept", "text/html" } } };
        using var answer = await outside.PostAsync(link, form);
        return ((int)answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}
