using System.Net.Http.Headers;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Pages;

public sealed class WorkPageTests : OnSmallProgramme
{
    [Test]
    public async Task A_board_s_open_work_is_listed_overdue_first_with_its_adhoc_tasks()
    {
        var app = await SampleYears.App;
        var page = await app.Page("/viec?unit=Ban+KTNS&asOf=2019-11-30");
        Assert.That(page.Heading(), Is.EqualTo("Việc của Ban Kinh tế - Ngân sách"));
        var led = page.QuerySelector("section[aria-labelledby=chu-tri]")!;
        Assert.That(led.QuerySelectorAll("tr.group").Select(g => g.TextContent.Split(':')[0].Trim()), Is.EqualTo(new[] { "Quá hạn", "Đến hạn trong 30 ngày", "Còn lại" }));
        var open = 0;
        foreach (var origin in new[] { "programme", "adhoc" })
        {
            var figures = await app.Office.Json($"/api/figures?year=2019&asOf=2019-11-30&origin={origin}&unit=Ban+KTNS");
            open += new[] { "overdue", "notDue", "noDeadline" }.Sum(f => figures[f]!["count"].Int());
        }
        Assert.That(led.Rows(), Is.EqualTo(open));
        foreach (var link in led.QuerySelectorAll("tr.group a"))
            Assert.That((await app.Page(link.GetAttribute("href")!)).Rows(), Is.EqualTo(int.Parse(link.TextContent)));
    }

    [Test]
    public async Task Without_a_unit_it_asks_for_one()
    {
        var page = await App.Page("/viec?asOf=2019-05-01&year=2019");
        Assert.That(page.Words(".empty"), Does.Contain("hãy chọn một đơn vị"));
        Assert.That(page.QuerySelectorAll<IHtmlOptionElement>("#unit option").Select(o => o.Text), Has.Member("Ban Đô thị"));
    }

    [Test]
    public async Task A_request_waits_for_those_who_decide_until_it_is_decided()
    {
        Assert.That((await Read(Role.Office)).Words("[aria-labelledby=dang-cho]"), Does.Contain("Không có đề nghị gia hạn, điều chỉnh hay báo cáo hoàn thành nào đang chờ"));
        await Post($"/api/items/{Programme.Open}/extension-requests", new { dueOn = "2020-03-31", reason = "Chờ số liệu của quận" });

        foreach (var role in new[] { Role.Office, Role.Administrator, Role.StandingCommittee })
        {
            var waiting = (await Read(role)).QuerySelector("[aria-labelledby=dang-cho]")!;
            Assert.That(waiting.Words("li"), Does.Contain("Tổng hợp kiến nghị cử tri").And.Contain("Chờ số liệu của quận").And.Contain("xin gia hạn đến 31/03/2020"), $"{role}");
            Assert.That(waiting.QuerySelector("li a")!.GetAttribute("href"), Does.StartWith($"/nhiem-vu/{Programme.Open}?"));
        }
        // Not the request of its own: another unit leads the item.
        Assert.That((await Read(Role.Unit)).QuerySelectorAll("[aria-labelledby=dang-cho] li"), Is.Empty);
        Assert.That((await Read(Role.Reader)).QuerySelector("[aria-labelledby=dang-cho]"), Is.Null);

        var request = (await App.Office.Json($"/api/items/{Programme.Open}"))["extensionRequests"]![0]!["id"];
        await Post($"/api/items/{Programme.Open}/extension-requests/{request}/decision", new { approved = false, reason = "Đã quá muộn" });
        Assert.That((await Read(Role.StandingCommittee)).QuerySelectorAll("[aria-labelledby=dang-cho] li"), Is.Empty);
    }

    [Test]
    public async Task Work_that_names_the_reader_and_steps_are_found_without_accents_and_till_they_are_done()
    {
        await Post($"/api/items/{Programme.Open}", new { officer = "NGUYEN THU HA", effectiveOn = "2019-02-01" }, HttpMethod.Patch);
        await Post($"/api/items/{Programme.Open}/steps", new { what = "Gửi công văn đề nghị các tổ đại biểu", who = "Nguyễn Thu Hà", dueOn = "2019-10-15" });
        var page = await Read(Role.Office, "&asOf=2019-10-20");
        Assert.That(page.Words("[aria-labelledby=cua-toi] .what"), Is.EqualTo("Tổng hợp kiến nghị cử tri Văn phòng"));
        Assert.That(page.Words("[aria-labelledby=cac-buoc] li"), Does.Contain("Gửi công văn").And.Contain("quá hạn 15/10/2019"));
        Assert.That((await Read(Role.StandingCommittee)).Words("[aria-labelledby=cua-toi]"), Does.Contain("Không có việc nào chưa xong ghi tên Lê Minh Đức"));

        var step = (await App.Office.Json($"/api/items/{Programme.Open}"))["steps"]![0]!["step"];
        await Post($"/api/items/{Programme.Open}/steps", new { step, what = "Gửi công văn đề nghị các tổ đại biểu", who = "Nguyễn Thu Hà", dueOn = "2019-10-15", doneOn = "2019-10-14" });
        Assert.That((await Read(Role.Office, "&asOf=2019-10-20")).QuerySelector("[aria-labelledby=cac-buoc]"), Is.Null);
    }

    private async Task<IHtmlDocument> Read(Role role, string also = "")
    {
        using var browser = App.Browser();
        browser.DefaultRequestHeaders.Authorization = new("Bearer", App.Accounts.Single(a => a.Role == role).Token);
        var (status, page) = await browser.Read("/viec?year=2019" + also);
        Assert.That(status, Is.EqualTo(200));
        return page;
    }

    private async Task Post(string address, object body, HttpMethod? method = null)
    {
        App.Clock.Now = App.Clock.Now.AddMinutes(1);
        var version = (await App.Office.Json($"/api/items/{Programme.Open}"))["version"].Int();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, address) { Content = JsonContent.Create(body), Headers = { IfMatch = { new EntityTagHeaderValue($"\"{version}\"") } } };
        using var answer = await App.Office.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.InRange(200, 299), await answer.Content.ReadAsStringAsync());
    }
}
