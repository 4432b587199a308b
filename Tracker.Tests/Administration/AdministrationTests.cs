using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Administration;

/// <summary>What administrators keep, as they keep it: on pages, without a script.</summary>
public sealed class AdministrationTests : OnSmallProgramme
{
    [Test]
    public async Task A_unit_is_added_with_its_aliases_and_the_journal_says_who_did_it()
    {
        using var admin = await App.SignIn(Role.Administrator);
        var page = await admin.Send(await admin.Open("/quan-tri/don-vi/moi"), "unit",
            ("name", "Ban Dân tộc"), ("kind", "board"), ("aliases", "Ban DT\r\n\r\n Ban Dân tộc HĐND \r\n"), ("parent", ""), ("position", "7"), ("validFrom", "1/7/2016"));
        var row = page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == "Ban Dân tộc");
        Assert.Multiple(() =>
        {
            Assert.That(admin.At, Is.EqualTo("/quan-tri/don-vi"));
            Assert.That(Said(page), Is.EqualTo("Đã thêm đơn vị “Ban Dân tộc”."));
            Assert.That(row.TextContent, Does.Contain("Ban DT; Ban Dân tộc HĐND").And.Contain("từ 01/07/2016"));
        });
        var journal = await admin.Open("/nhat-ky?kind=administration");
        Assert.That(Text(journal.QuerySelector(".journal tbody tr:not(.group)")!), Does.Contain("Phạm Thị Lan").And.Contain("Thêm đơn vị: Ban Dân tộc").And.Contain("Tên gọi khác: Ban DT; Ban Dân tộc HĐND"));
    }

    [Test]
    public async Task What_is_wrong_is_said_beside_what_was_typed()
    {
        using var admin = await App.SignIn(Role.Administrator);
        var page = await admin.Send(await admin.Open("/quan-tri/don-vi/moi"), "unit", ("name", "Ban Pháp chế"), ("aliases", "Ban Pháp chế mới"));
        Assert.Multiple(() =>
        {
            Assert.That(admin.Status, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(page.QuerySelector(".problem")!.TextContent, Does.Contain("đã là của đơn vị"));
            Assert.That(page.QuerySelector("textarea[name=aliases]")!.TextContent, Is.EqualTo("Ban Pháp chế mới"));
        });
    }

    [Test]
    public async Task After_any_place_that_a_unit_may_have_there_is_another()
    {
        using var administrator = await App.SignIn(Role.Administrator);
        var page = await administrator.Send(await administrator.Open("/quan-tri/don-vi/moi"), "unit", ("name", "Ban Tôn giáo"), ("position", $"{int.MaxValue}"));
        Assert.That(page.QuerySelector("#unit-position-complaint")?.TextContent, Is.EqualTo("Thứ tự phải từ 0 đến 9999."));
    }

    [Test]
    public async Task The_second_of_two_administrators_sees_what_the_first_changed_and_loses_nothing()
    {
        using var second = await App.SignIn(Role.Administrator);
        var address = await Unit("Ban Đô thị");
        var (firsts, seconds) = (await second.Open(address), await second.Open(address));
        await second.Send(firsts, "unit", ("name", "Ban Đô thị và Hạ tầng"), ("position", "15"));

        var page = await second.Send(seconds, "unit", ("name", "Ban Quản lý đô thị"), ("aliases", "Ban ĐT\nBan QLĐT"));
        var rows = page.QuerySelectorAll(".meanwhile tbody tr").Select(Text).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(second.Status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
            Assert.That(rows[0], Is.EqualTo("Tên Ban Đô thị Ban Đô thị và Hạ tầng Ban Quản lý đô thị (bạn gõ)"));
            Assert.That(rows[1], Does.StartWith("Tên gọi khác").And.Contain("Ban ĐT; Ban QLĐT (bạn gõ)"));
            Assert.That(rows[2], Is.EqualTo("Thứ tự 5 15 15 (theo bản mới)"));
            Assert.That(page.QuerySelector("input[name=name]")!.GetAttribute("value"), Is.EqualTo("Ban Quản lý đô thị"));
            Assert.That(page.QuerySelector("input[name=position]")!.GetAttribute("value"), Is.EqualTo("15"));
        });
        page = await second.Send(page, "unit");
        Assert.That(Said(page), Is.EqualTo("Đã ghi thay đổi của đơn vị “Ban Quản lý đô thị”."));
    }

    [Test]
    public async Task Another_mistake_does_not_make_an_old_page_a_new_one()
    {
        using var admin = await App.SignIn(Role.Administrator);
        var address = await Unit("Ban Đô thị");
        var old = await admin.Open(address);
        await admin.Send(await admin.Open(address), "unit", ("name", "Ban Hạ tầng"));
        var page = await admin.Send(old, "unit", ("validTo", "31/11/2019"));
        Assert.That(admin.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        await admin.Send(page, "unit", ("validTo", "30/11/2019"));
        Assert.That(admin.Status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
    }

    [Test]
    public async Task People_are_added_and_changed()
    {
        using var admin = await App.SignIn(Role.Administrator);
        var page = await admin.Send(await admin.Open("/quan-tri/nguoi/moi"), "person", ("name", "Trần An"), ("jobTitle", "Phó Trưởng ban"), ("email", "an@hanoi.gov.vn"));
        var change = page.QuerySelector("tbody a")!.GetAttribute("href")!;
        page = await admin.Send(await admin.Open(change), "person", ("email", "không phải thư"));
        Assert.That(page.QuerySelector(".complaint")!.TextContent, Does.Contain("Địa chỉ thư điện tử không đúng"));
        page = await admin.Send(page, "person", ("email", ""), ("jobTitle", "Trưởng ban"));
        Assert.That(Text(page.QuerySelector("tbody tr")!), Does.StartWith("Trần An Trưởng ban"));
    }

    [Test]
    public async Task An_account_is_made_and_its_first_sign_in_asks_for_a_password_of_its_own()
    {
        using var admin = await App.SignIn(Role.Administrator);
        var page = await admin.Send(await admin.Open("/quan-tri/tai-khoan/moi"), "account", ("username", "banphapche"), ("displayName", "Vũ Bình"), ("role", "unit"));
        Assert.That(page.QuerySelector(".complaint")!.TextContent, Does.Contain("hãy chọn đơn vị"));
        var unit = page.QuerySelectorAll("select[name=unit] option").Single(o => o.TextContent == "Ban Đô thị").GetAttribute("value")!;
        page = await admin.Send(page, "account", ("unit", unit));
        Assert.That(page.QuerySelector(".complaint")!.TextContent, Does.Contain("đã có người dùng"));
        page = await admin.Send(page, "account", ("username", "vubinh"));
        var password = page.QuerySelector("#mat-khau-tam")!.TextContent;
        Assert.That(admin.Last.Headers.CacheControl!.NoStore, Is.True);

        using var visitor = new Visitor(App.Address);
        page = await visitor.Send(await visitor.Open("/dang-nhap"), "/dang-nhap", ("username", "vubinh"), ("password", password));
        Assert.That(page.QuerySelector(".notice")!.TextContent, Does.Contain("Mật khẩu hiện tại do quản trị đặt"));
        await visitor.Open("/chuong-trinh");
        Assert.That(visitor.At, Is.EqualTo("/tai-khoan"), "nothing else before that");
        await visitor.Send(page, "password", ("current", password), ("chosen", "mot cau de nho"), ("again", "mot cau de nho"));
        await visitor.Open("/huong-dan");
        Assert.That(visitor.At, Is.EqualTo("/huong-dan"));
        using var client = App.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await visitor.Send(await visitor.Open("/tai-khoan"), "token", ("name", "Phần mềm"))).QuerySelector("code.secret")!.TextContent);
        Assert.That((await client.GetAsync("/api/session")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        page = await admin.Open("/quan-tri/tai-khoan");
        var address = page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == "vubinh").QuerySelector("a")!.GetAttribute("href")!;
        page = await admin.Send(await admin.Open(address), "password");
        Assert.That(page.QuerySelector("#mat-khau-tam")!.TextContent, Is.Not.EqualTo(password));
        await visitor.Open("/huong-dan?a=1");
        Assert.That(visitor.At, Is.EqualTo("/huong-dan?a=1").Or.StartWith("/dang-nhap"));
        await visitor.Open("/tai-khoan");
        Assert.That(visitor.At, Does.StartWith("/dang-nhap"), "a temporary password ends the sessions");
        Assert.That((await client.GetAsync("/api/session")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), "and the tokens");
    }

    [Test]
    public async Task An_administrator_always_stays()
    {
        using var admin = await App.SignIn(Role.Administrator);
        var own = await Account(admin, "quantri");
        foreach (var (name, value) in new[] { ("disabled", "1"), ("role", "office") })
        {
            var page = await admin.Send(await admin.Open(own), "account", (name, value));
            Assert.That(page.QuerySelector(".problem")!.TextContent, Does.Contain("chính mình"), name);
        }
        await admin.Send(await admin.Open(await Account(admin, "vanphong")), "account", ("role", "administrator"));

        // Each takes the other's role at the same moment: one of them is too late.
        using var other = App.As(Role.Office);
        using var api = App.As(Role.Administrator);
        async Task<int> Demote(HttpClient by, string whose) => (int)(await by.SendAsync(new(HttpMethod.Put, $"/api/accounts/{whose.Split('/')[^1]}")
        {
            Content = JsonContent.Create(new { displayName = "x", role = "reader" }), Headers = { { "If-Match", whose == own ? "\"1\"" : "\"2\"" } },
        })).StatusCode;
        var statuses = await Task.WhenAll(Demote(other, own), Demote(api, await Account(admin, "vanphong")));
        Assert.That(statuses.Count(s => s == 200), Is.EqualTo(1), string.Join(", ", statuses));
    }

    [Test]
    public async Task Whoever_is_disabled_is_out_at_once_and_can_come_back()
    {
        using var admin = await App.SignIn(Role.Administrator);
        using var office = await App.SignIn(Role.Office);
        var address = await Account(admin, "vanphong");
        await admin.Send(await admin.Open(address), "account", ("disabled", "1"));
        await office.Open("/tai-khoan");
        Assert.That(office.At, Does.StartWith("/dang-nhap"));
        var page = await admin.Open(address);
        var request = admin.Request(page, "account");
        request.Content = new FormUrlEncodedContent((await request.Content!.ReadAsStringAsync()).Split('&').Select(p => p.Split('=')).Where(p => p[0] != "disabled")
            .Select(p => KeyValuePair.Create(WebUtility.UrlDecode(p[0]), WebUtility.UrlDecode(p[1]))));
        page = await admin.Follow(request);
        Assert.That(Said(page), Does.StartWith("Đã ghi thay đổi"));
        await office.Send(await office.Open("/dang-nhap"), "/dang-nhap", ("username", "vanphong"), ("password", TestApp.Password));
        Assert.That(office.At, Is.EqualTo("/"));
        Assert.That(Text((await admin.Open("/nhat-ky?q=ngung+tai+khoan")).QuerySelector("table.journal")!), Does.Contain("Ngừng tài khoản: vanphong"));
    }

    [Test]
    public async Task Settings_are_typed_one_to_a_line_and_every_wrong_line_is_said()
    {
        using var admin = await App.SignIn(Role.Administrator);
        var page = await admin.Send(await admin.Open("/quan-tri/thiet-lap"), "settings",
            ("terms", "2016–2021: 15/6/2016 - 30/6/2021"),
            ("daysOff", "30/4/2020 Ngày Giải phóng miền Nam\n31/2/2020 Không có\nNghỉ Tết\n23/1/2020 – 29/1/2020 Tết Nguyên đán"), ("workingDays", "9/5/2020: Làm bù"));
        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelector(".complaint")!.TextContent, Does.Contain("31/2/2020 không phải là một ngày có thật").And.Contain("Không đọc được “Nghỉ Tết”"));
            Assert.That(page.QuerySelector("textarea[name=daysOff]")!.TextContent, Does.Contain("Nghỉ Tết"));
        });
        page = await admin.Send(page, "settings", ("daysOff", "23/1/2020 – 29/1/2020 Tết Nguyên đán\n30/4/2020 Ngày Giải phóng miền Nam"));
        Assert.That(Said(page), Is.EqualTo("Đã ghi thiết lập."));
        Assert.That(page.QuerySelector("textarea[name=daysOff]")!.TextContent, Is.EqualTo("23/01/2020 – 29/01/2020 Tết Nguyên đán\n30/04/2020 Ngày Giải phóng miền Nam"));
        var settings = await App.Office.Json("/api/settings");
        Assert.That(
            (settings["specialDays"]!.AsArray().Count, settings["terms"]![0]!["to"].Text()),
            Is.EqualTo((9, "2021-06-30")));

        using var api = App.As(Role.Administrator);
        var stale = new HttpRequestMessage(HttpMethod.Put, "/api/settings") { Content = JsonContent.Create(settings), Headers = { { "If-Match", "\"1\"" } } };
        Assert.That((await api.SendAsync(stale)).StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
    }

    [Test]
    public async Task A_year_is_closed_with_a_decision_for_every_open_item_or_not_at_all()
    {
        using var office = await App.SignIn(Role.Office);
        var address = $"/quan-tri/chuong-trinh/{Programme.Id}/khep-lai";
        var page = await office.Send(await office.Open(address), "closing", ("on", "31/12/2019"), ($"reason.{Programme.Open}", "Chờ số liệu"));
        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelector(".problem")!.TextContent, Does.StartWith("Còn 1 nội dung chưa chọn cách xử lý"));
            Assert.That(page.QuerySelector($"[name='reason.{Programme.Open}']")!.GetAttribute("value"), Is.EqualTo("Chờ số liệu"));
        });
        page = await office.Send(page, "closing", ("otherwise", "withdrawn"));
        Assert.That(page.QuerySelector(".problem")!.TextContent, Does.Contain("văn bản chấp thuận"));
        page = await office.Send(page, "closing", ("otherwise", "carriedOver"), ("document", "90/KH-HĐND"));
        Assert.Multiple(() =>
        {
            Assert.That(Said(page), Does.StartWith("Đã khép lại chương trình 01/CTr-HĐND: 1 nội dung chuyển sang năm sau"));
            Assert.That(page.QuerySelector("tbody")!.TextContent, Does.Contain("đã khép lại 31/12/2019"));
        });
        var item = await App.Office.Json($"/api/items/{Programme.Open}");
        Assert.That((item["status"].Text(), item["reason"].Text()), Is.EqualTo(("carriedOver", "Chờ số liệu")));
    }

    [Test]
    public async Task The_journal_shows_everything_and_finds_it_again()
    {
        App.Clock.Now += TimeSpan.FromMinutes(1);
        await App.Office.SendAsync(new(HttpMethod.Post, $"/api/items/{Programme.Open}/progress") { Content = JsonContent.Create(new { state = "inProgress" }), Headers = { { "If-Match", "\"1\"" } } });
        App.Clock.Now += TimeSpan.FromDays(1);
        using var office = await App.SignIn(Role.Office);
        await App.Office.Import("ctr-2018.xlsx");
        await office.Send(await office.Open("/quan-tri/chuong-trinh/moi"), "programme", ("number", "01/CTr-HĐND"), ("issuedOn", "6/1/2020"), ("title", "Chương trình công tác năm 2020"));

        async Task<string[]> Lines(string query) => [.. (await office.Open("/nhat-ky" + query)).QuerySelectorAll(".journal tbody tr:not(.group)").Select(Text)];
        var all = await Lines("");
        Assert.Multiple(async () =>
        {
            Assert.That(all[..5], Is.EqualTo(new[]
            {
                "09:01 Nguyễn Thu Hà Tạo chương trình: 01/CTr-HĐND",
                "09:01 Nguyễn Thu Hà Nhập tệp: ctr-2018.xlsx 252 nội dung mới, 0 thay đổi",
                "09:01 Nguyễn Thu Hà Tải tệp lên: ctr-2018.xlsx",
                "09:01 Nguyễn Thu Hà Đăng nhập: vanphong",
                "09:01 Nguyễn Thu Hà Tổng hợp kiến nghị cử tri Văn phòng Đang thực hiện",
            }));
            Assert.That(await Lines("?kind=item&q=tong+hop+kien+nghi&from=6/1/2020"), Has.Length.EqualTo(2), "made, and in progress");
            Assert.That(await Lines("?kind=item&q=khong+co+o+dau"), Is.Empty);
            Assert.That(await Lines("?from=7/1/2020"), Has.Length.EqualTo(4));
            Assert.That((await Lines("?to=6/1/2020"))[0], Is.EqualTo(all[4]));
            Assert.That(await Lines("?kind=access"), Is.EqualTo(new[] { all[3] }));
        });

        // Page by page it is the same list.
        var (paged, next) = (new List<string>(), "/api/journal?pageSize=2");
        while (next is not null)
        {
            var page = await App.Office.Json(next);
            paged.AddRange(page["items"]!.AsArray().Select(i => $"{i!["kind"]} {i["subject"]} {i["at"]}"));
            next = page["next"]?.GetValue<string>();
        }
        Assert.That(paged.Distinct(), Is.EqualTo((await App.Office.Json("/api/journal?pageSize=1000"))["items"]!.AsArray().Select(i => $"{i!["kind"]} {i["subject"]} {i["at"]}").Distinct()));
    }

    [Test]
    public async Task The_office_is_shown_only_what_it_may_keep()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await office.Open("/quan-tri");
        Assert.That((office.At, string.Join(",", page.QuerySelectorAll("nav.tabs a").Select(a => a.TextContent))), Is.EqualTo(("/quan-tri/chuong-trinh", "Chương trình")));
        using var reader = await App.SignIn(Role.Reader);
        Assert.That((await reader.Open("/huong-dan")).QuerySelectorAll(".places a").Select(a => a.TextContent), Has.None.AnyOf("Quản trị", "Nhật ký"));
    }

    private async Task<string> Unit(string name) =>
        "/quan-tri/don-vi/" + (await App.Office.Json("/api/units?pageSize=1000"))["items"]!.AsArray().Single(u => u!["name"].Text() == name)!["id"].Text();

    private static async Task<string> Account(Visitor admin, string username) =>
        (await admin.Open("/quan-tri/tai-khoan")).QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")?.TextContent == username).QuerySelector("a")!.GetAttribute("href")!;

    private static string? Said(IParentNode page) => page.QuerySelector(".flash")?.TextContent;

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
