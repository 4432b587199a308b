using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tracker.Db.Accounts;
using Tracker.Db.Local;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Pages;

/// <summary>Nothing that somebody typed gets lost, whatever happens between opening a form and sending it.</summary>
public sealed class NothingLostTests : OnSmallProgramme
{
    protected override DateTimeOffset Now => new(2019, 12, 2, 9, 0, 0, TimeSpan.FromHours(7));

    private string Open => $"/nhiem-vu/{Programme.Open}";

    [Test]
    public async Task What_was_typed_into_a_form_that_somebody_else_made_pointless_is_still_shown()
    {
        using var office = await App.SignIn(Role.Office);
        using var administrator = await App.SignIn(Role.Administrator);
        var mine = await office.Open(Open);
        await administrator.Send(await administrator.Open(Open), "dua-ra", ("document", "15/TB-HĐND"), ("on", "1/12/2019"));
        var page = await office.Send(mine, "ket-qua", ("state", "inProgress"), ("reason", "Chờ ý kiến các sở"));
        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelector("form[data-form='ket-qua']"), Is.Null);
            Assert.That(page.Words("main [role=alert]"), Does.StartWith("Người khác vừa thay đổi"));
            Assert.That(page.Words("[aria-labelledby=chua-ghi]"), Does.Contain("Chờ ý kiến các sở").And.Contain("Đang thực hiện"));
        });
    }

    [Test]
    public async Task A_form_that_is_shown_again_is_shown_once()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await office.Send(await office.Open(Open), "ket-qua", ("on", "31/11/2019"), ("reason", "Chờ ý kiến"));
        Assert.That(page.QuerySelectorAll("[role=alert]"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task What_was_typed_on_an_item_that_is_gone_is_kept_and_goes_where_it_was_meant_for()
    {
        using var office = await App.SignIn(Role.Office);
        using var administrator = await App.SignIn(Role.Administrator);
        var mine = await office.Open(Open);
        await administrator.Send(await administrator.Open(Open), "go-bo");
        var page = await office.Send(mine, "ghi-chu", ("text", "Đã gọi điện"));
        Assert.That((int)office.Status, Is.EqualTo(404));
        var kept = page.QuerySelectorAll<IHtmlFormElement>("form").Single();
        Assert.That(kept.GetAttribute("action"), Does.StartWith(Open + "/ghi-chu"));
        Assert.That(kept.QuerySelector("[name=text]")!.GetAttribute("value"), Is.EqualTo("Đã gọi điện"));
    }

    [Test]
    public async Task What_was_typed_is_kept_when_the_right_to_record_it_went_meanwhile()
    {
        using var administrator = await App.SignIn(Role.Administrator);
        var mine = await administrator.Open("/quan-tri/don-vi/moi");
        await using (var session = App.Open())
        {
            var row = (await AccountStore.List(session)).Single(a => a.Role == Role.Administrator);
            await AccountStore.Change(session, row with { Role = Role.Office });
            await session.Commit();
        }
        var page = await administrator.Send(mine, "unit", ("name", "Ban Dân tộc"));
        Assert.That((int)administrator.Status, Is.EqualTo(403));
        Assert.That(page.QuerySelector("[name=name]")?.GetAttribute("value"), Is.EqualTo("Ban Dân tộc"));
    }

    [Test]
    public async Task Whoever_gets_a_password_from_the_administrator_while_typing_finds_what_was_typed()
    {
        using var office = await App.SignIn(Role.Office);
        var mine = await office.Open(Open);
        await using (var session = App.Open())
        {
            var row = (await AccountStore.List(session)).Single(a => a.Role == Role.Office);
            var hash = new Microsoft.AspNetCore.Identity.PasswordHasher<Account>().HashPassword(new(default, null, "", "", Role.Reader, null), "tam-thoi-2019");
            await AccountStore.SetPassword(session, row.Id, hash, mustChange: true);
            await session.Commit();
        }
        var page = await office.Send(mine, "ghi-chu", ("text", "Đã gọi điện"));
        page = await office.Send(page, "/dang-nhap", ("username", "vanphong"), ("password", "tam-thoi-2019"));
        Assert.That(page.QuerySelector("[name=text]")?.GetAttribute("value"), Is.EqualTo("Đã gọi điện"));
        // Sent before a password was chosen, it waits.
        page = await office.Follow(office.Request(page, Open + "/ghi-chu"));
        Assert.That(page.QuerySelector("[name=text]")?.GetAttribute("value"), Is.EqualTo("Đã gọi điện"));
        await office.Send(await office.Open("/tai-khoan"), "password", ("current", "tam-thoi-2019"), ("chosen", "mot cau de nho"), ("again", "mot cau de nho"));
        page = await office.Send(page, Open + "/ghi-chu");
        Assert.That(page.Words(".flash"), Does.StartWith("Đã ghi chú."));
    }

    [Test]
    public async Task A_file_that_no_page_can_keep_is_asked_for_again()
    {
        using var office = await App.SignIn(Role.Office);
        var mine = await office.Open(Open);
        var page = await office.Follow(Paper(office, mine, "không phải số"));
        Assert.That(page.QuerySelector("#van-ban-file-complaint")?.TextContent, Does.Contain("bc.pdf").And.Contain("chọn lại"));
        App.Clock.Now += TimeSpan.FromHours(13);
        page = await office.Follow(Paper(office, mine, "08/BC-HĐND"));
        page = await office.Send(page, "/dang-nhap", ("username", "vanphong"), ("password", TestApp.Password));
        var kept = page.QuerySelectorAll<IHtmlFormElement>("form").Single();
        Assert.Multiple(() =>
        {
            Assert.That(kept.Enctype, Is.EqualTo("multipart/form-data"));
            Assert.That(kept.QuerySelector("input[type=file][name=file][required]")!.ParentElement!.TextContent, Does.Contain("bc.pdf"));
            Assert.That(kept.QuerySelector("[name=document]")!.GetAttribute("value"), Is.EqualTo("08/BC-HĐND"));
        });
    }

    [Test]
    public async Task What_was_chosen_in_a_list_is_kept_in_words()
    {
        using var office = await App.SignIn(Role.Office);
        var mine = await office.Open(Open);
        App.Clock.Now += TimeSpan.FromHours(13);
        var page = await office.Send(mine, "ket-qua", ("state", "inProgress"), ("reason", "Chờ"));
        page = await office.Send(page, "/dang-nhap", ("username", "vanphong"), ("password", TestApp.Password));
        Assert.That(page.Words("main form"), Does.Contain("Tình trạng Đang thực hiện").And.Not.Contain("inProgress"));
        page = await office.Send(page, Open + "/ket-qua");
        Assert.That(page.Words(".flash"), Does.StartWith("Đã ghi: đang thực hiện"));
    }

    [Test]
    public async Task While_the_database_is_away_what_was_typed_stays_on_the_page()
    {
        var folder = TestFolder.New("away-form");
        var options = new LocalPostgresOptions { ThrowAway = true };
        var cluster = await LocalPostgres.Start(folder, options);
        try
        {
            await using var app = await TestApp.On(cluster.OwnerConnectionString, Now);
            var item = $"/nhiem-vu/{(await SmallProgramme.Record(app)).Open}";
            using var office = await app.SignIn(Role.Office);
            var mine = await office.Open(item);
            await cluster.DisposeAsync();
            var page = await office.Send(mine, "ghi-chu", ("text", "Đã gọi điện"));
            Assert.That((int)office.Status, Is.EqualTo(503));
            Assert.That(page.QuerySelector("[name=text]")?.GetAttribute("value"), Is.EqualTo("Đã gọi điện"));
            cluster = await LocalPostgres.Start(folder, options);
            // While nobody could be recognised the page was nobody's; it says so, and the next time it is recorded.
            page = await office.Send(page, item + "/ghi-chu");
            page = await office.Send(page, "ghi-chu");
            Assert.That(page.Words(".flash"), Does.StartWith("Đã ghi chú."));
        }
        finally
        {
            await cluster.DisposeAsync();
            await LocalPostgres.Remove(folder);
        }
    }

    [Test]
    public async Task A_form_sent_twice_records_once()
    {
        using var office = await App.SignIn(Role.Office);
        var sheet = await office.Open("/phat-sinh/nhap");
        (string, string)[] row = [("title.0", "Chuẩn bị tài liệu"), ("leadUnit.0", "Ban Pháp chế"), ("on", "1/12/2019")];
        for (var click = 0; click < 2; click++)
            Assert.That((await office.Send(sheet, "nhap", row)).Words(".flash"), Is.EqualTo("Đã ghi 1 nhiệm vụ."));
        Assert.That((await App.Office.Json("/api/items?origin=adhoc&year=2019"))["total"].Int(), Is.EqualTo(1));
        row[0] = ("title.0", "Chuẩn bị hội trường");
        await office.Send(sheet, "nhap", row);
        Assert.That((await App.Office.Json("/api/items?origin=adhoc&year=2019"))["total"].Int(), Is.EqualTo(2), "something else is something else");
    }

    [Test]
    public async Task A_form_of_hundreds_of_rows_is_read_and_one_of_too_many_is_shown_again_whole()
    {
        using var office = await App.SignIn(Role.Office);
        var sheet = await office.Open("/chuong-trinh/nhap");
        (string, string)[] Rows(int count) => [.. Enumerable.Range(0, count).SelectMany(n => new[]
        {
            ($"title.{n}", $"Nội dung {n}"), ($"leadUnit.{n}", "Ban Pháp chế"), ($"number.{n}", $"{n + 10}"), ($"group.{n}", ""), ($"cooperatingUnits.{n}", ""), ($"timePhrase.{n}", "Tháng 3"), ($"deliverable.{n}", ""),
        })];
        var page = await office.Send(sheet, "nhap", Rows(230));
        Assert.That(page.Words("form .problem"), Does.Contain("nhiều nhất 200 dòng"));
        Assert.That(page.QuerySelector("[name='title.229']")?.TextContent, Is.EqualTo("Nội dung 229"));
        page = await office.Send(sheet, "nhap", Rows(160));
        Assert.That(page.Words(".flash"), Does.StartWith("Đã ghi 160 "));
    }

    [TestCase("text=a%00b")]
    [TestCase("text=%ff%00&&=")]
    public async Task A_form_that_can_not_be_read_is_not_the_programs_fault(string body)
    {
        using var office = await App.SignIn(Role.Office);
        await office.Open(Open);
        var page = await office.Follow(new(HttpMethod.Post, Open + "/ghi-chu") { Content = new StringContent(body, new MediaTypeHeaderValue("application/x-www-form-urlencoded")) });
        Assert.That((int)office.Status, Is.EqualTo(400));
        Assert.That(page.Words(), Does.Contain("Không đọc được biểu mẫu"));
    }

    [TestCase("ket-qua", "reason", "inProgress")]
    [TestCase("buoc", "what", "")]
    [TestCase("ghi-chu", "text", "")]
    public async Task Texts_have_an_end_that_is_said(string form, string field, string state)
    {
        using var office = await App.SignIn(Role.Office);
        var page = await office.Send(await office.Open(Open), form, (field, new string('a', 4001)), ("state", state));
        Assert.That((int)office.Status, Is.EqualTo(400));
        Assert.That(page.QuerySelector($"form[data-form='{form}'] .complaint")?.TextContent, Does.Contain("4.000 ký tự"));
    }

    [Test]
    public async Task Without_a_state_nothing_is_recorded()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await office.Send(await office.Open(Open), "ket-qua", ("state", ""));
        Assert.That(page.QuerySelector("#ket-qua-state-complaint")?.TextContent, Is.EqualTo("Hãy chọn tình trạng."));
    }

    [Test]
    public async Task An_address_of_a_form_opened_as_a_page_says_how_to_go_on()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await office.Open(Open + "/ghi-chu");
        Assert.That(page.Words(), Does.Contain("Hãy mở lại trang từ danh sách").And.Not.Contain("openapi"));
    }

    private static HttpRequestMessage Paper(Visitor office, IHtmlDocument page, string number)
    {
        var request = office.Request(page, "van-ban", ("document", number));
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in page.QuerySelector<IHtmlFormElement>("form[data-form='van-ban']")!.Elements.OfType<IHtmlInputElement>().Where(i => i.Type is "hidden").Select(i => (i.Name!, i.Value)))
            form.Add(new StringContent(value), name);
        form.Add(new StringContent(number), "document");
        form.Add(new ByteArrayContent("%PDF-1.7"u8.ToArray()), "file", "bc.pdf");
        request.Content = form;
        return request;
    }
}
