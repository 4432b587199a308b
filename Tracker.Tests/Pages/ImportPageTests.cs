using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Pages;

/// <summary>A file from upload to undo, on the screen and without a script.</summary>
public sealed class ImportPageTests : OnFreshApp
{
    private const string Programme = """
        HỘI ĐỒNG NHÂN DÂN;Số: 05/CTr-HĐND;Hà Nội, ngày 07 tháng 01 năm 2019
        CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019

        TT;Nội dung công việc;Cơ quan chủ trì;Thời gian
        1;Giám sát công tác cải cách hành chính;Ban Pháp chế;Tháng 3
        2;Thẩm tra báo cáo quyết toán;Ban Kinh tế Ngân sách;Tháng 6
        3;Tiếp công dân;Văn phòng;khi nào tiện
        """;

    [Test]
    public async Task What_is_not_certain_is_answered_with_one_click_or_by_hand_and_then_applied_as_one_and_undone_as_one()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await Upload(office, "ctr.csv", Encoding.UTF8.GetBytes(Programme.Replace("Ban Kinh tế Ngân sách", "Ban Kinh tế - Ngan sach X")));
        Assert.That(page.Words(".facts"), Does.Contain("Chương trình công tác năm 2019").And.Contain("05/CTr-HĐND").And.Contain("07/01/2019"));
        var asked = page.QuerySelectorAll(".findings > li.blocking, .findings > li.open");
        Assert.That(asked, Has.Length.EqualTo(2), page.Words(".findings"));

        var suggestion = (IHtmlButtonElement)page.QuerySelectorAll("button[name=take]").First(b => b.TextContent == "Ban Kinh tế - Ngân sách");
        page = await Press(office, page, suggestion.GetAttribute("formaction")!, ("take", suggestion.Value));
        Assert.That(page.QuerySelectorAll(".findings > li.blocking, .findings > li.open"), Has.Length.EqualTo(1), "one click answers one");

        var open = page.QuerySelector(".findings > li.open, .findings > li.blocking")!;
        var n = open.QuerySelector("select")!.GetAttribute("name")!.Split('.')[1];
        page = await Press(office, page, page.QuerySelectorAll("button").First(b => b.TextContent.StartsWith("Đọc lại")).GetAttribute("formaction")!, ($"action.{n}", "correct"), ($"value.{n}", "Thường xuyên"));
        Assert.That(page.Words("main"), Does.Contain("3 nội dung mới"), "answers to findings that are gone are kept");

        page = await office.Send(page, "answers");
        Assert.That(page.Words(".flash"), Does.Contain("Tệp đã được nhập: 3 nội dung mới"));
        Assert.That((await App.Office.Json("/api/items?year=2019"))["total"].Int(), Is.EqualTo(3));

        page = await office.Send(page, "undo");
        Assert.That(page.Words(".flash"), Does.Contain("đã được hoàn tác"));
        Assert.That((await App.Office.Json("/api/programmes"))["total"].Int(), Is.Zero);
    }

    [Test]
    public async Task Another_units_file_is_set_beside_what_is_recorded_item_by_item()
    {
        await SmallProgramme.Record(App);
        using var office = await App.SignIn(Role.Office);
        var page = await Upload(office, "ban.csv", Encoding.UTF8.GetBytes("""
            TIẾN ĐỘ THỰC HIỆN CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019
            Số liệu tính đến hết ngày 30/11/2019

            TT;Nội dung công việc;Cơ quan chủ trì;Kết quả thực hiện;Ngày hoàn thành
            1;Giám sát công tác cải cách hành chính;Ban Pháp chế;Đang thực hiện;
            2;Thẩm tra báo cáo quyết toán ngân sách;Ban Đô thị;Hoàn thành;05/07/2019
            9;Việc chỉ đơn vị biết;Ban Pháp chế;Hoàn thành;01/02/2019
            """));
        page = await office.Open(page.QuerySelector<IHtmlAnchorElement>("a[href$='/doi-chieu']")!.GetAttribute("href")!);
        Assert.That(page.QuerySelectorAll("#khac ~ *, section[aria-labelledby=khac] tbody tr").Select(r => r.TextContent), Has.Some.Contains("Việc chỉ đơn vị biết"));
        Assert.That(page.Words("section[aria-labelledby=khac]"), Does.Contain("Đang thực hiện").And.Contain("Hoàn thành 20/03/2019").And.Contain("khác đơn vị chủ trì").And.Contain("Tổng hợp kiến nghị cử tri Văn phòng"));
        Assert.That(page.Words("section[aria-labelledby=hai-ben] tr.sum"), Does.Contain("Tổng số").And.Contain("3"));

        var answer = await App.Office.Json($"/api/imports/{office.At.Split('/')[2]}/reconciliation?figure=completed");
        Assert.That(answer["lines"]!.AsArray().Select(l => (string)l!["title"]!), Is.EquivalentTo(["Giám sát công tác cải cách hành chính", "Việc chỉ đơn vị biết"]), "just what moves the figure");
        foreach (var figure in answer["figures"]!.AsArray())
            Assert.That((await App.Office.Json((string)figure!["recorded"]!["items"]!))["total"].Int(), Is.EqualTo(figure["recorded"]!["count"].Int()), "the program's side leads to its items");
    }

    [Test]
    public async Task A_file_that_can_not_be_read_is_refused_in_a_sentence()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await Upload(office, "anh.xlsx", "không phải Excel"u8.ToArray());
        Assert.That((int)office.Status, Is.EqualTo(422));
        Assert.That(page.Words(".problem"), Is.Not.Empty);
        page = await office.Send(await office.Open("/nhap-excel"), "upload");
        Assert.That(page.Words(".complaint"), Does.Contain("Hãy chọn tệp"));
    }

    [Test]
    public async Task Columns_are_put_right_on_the_screen_and_remembered_for_the_next_file_until_they_are_forgotten()
    {
        using var office = await App.SignIn(Role.Office);
        var file = Programme.Replace("TT;Nội dung công việc;Cơ quan chủ trì;Thời gian", "Mục;Đầu việc;Ai làm;Bao giờ").Replace("khi nào tiện", "Tháng 9").Replace("Kinh tế Ngân sách", "Kinh tế - Ngân sách");
        var page = await Upload(office, "la.csv", Encoding.UTF8.GetBytes(file));
        Assert.That(page.QuerySelectorAll(".sheet-picture thead select"), Has.Length.EqualTo(4), "each column can be said");
        Assert.That(page.QuerySelectorAll(".sheet-picture tbody tr")[3].TextContent, Does.Contain("Đầu việc"));

        (string, string)[] said = [("layout.0.header", "4"), ("layout.0.column.A", "number"), ("layout.0.column.B", "title"), ("layout.0.column.C", "lead"), ("layout.0.column.D", "time"), ("value.h0", "")];
        page = await Press(office, page, page.QuerySelector("button[formaction$='/xem']")!.GetAttribute("formaction")!, said);
        Assert.That(page.Words("main"), Does.Contain("3 nội dung mới"), page.Words(".findings"));
        Assert.That(((IHtmlSelectElement)page.QuerySelector("[name='layout.0.column.C']")!).Value, Is.EqualTo("lead"), "what was said stays on the page");
        await office.Send(page, "answers");
        var first = (await App.Office.Json("/api/imports"))["items"]![0]!["id"].Text();
        Assert.That((await App.Office.Json("/api/imports/layouts"))["items"]![0]!["layout"]!["columns"]!["B"].Text(), Is.EqualTo("title"));

        var next = Encoding.UTF8.GetBytes(file.Replace("05/CTr-HĐND", "06/CTr-HĐND").Replace("2019", "2018"));
        page = await Upload(office, "thang-sau.csv", next);
        Assert.That(page.Words(".layout .notice"), Does.Contain("Theo cách đọc đã nhớ từ tệp “la.csv” ngày 06/01/2020"));
        Assert.That(page.Words("main"), Does.Contain("3 nội dung mới"));

        page = await office.Send(page, page.QuerySelector("form[data-form^='forget-']")!.GetAttribute("data-form")!);
        Assert.That(page.Words(".flash"), Does.Contain("Đã quên cách đọc"));
        Assert.That(page.Words("main"), Does.Not.Contain("3 nội dung mới"));
        Assert.That((await App.Office.Json("/api/imports/layouts"))["total"].Int(), Is.Zero);
        Assert.That((int)(await App.Office.DeleteAsync($"/api/imports/layouts/{first}")).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task Rows_are_shown_a_page_at_a_time_by_outcome_with_findings_at_their_rows_and_the_file_comes_back_marked()
    {
        using var office = await App.SignIn(Role.Office);
        var rows = string.Concat(Enumerable.Range(4, 250).Select(n => $"{n};Việc số {n};{(n == 200 ? "Ban Không Ai Biết" : "Ban Pháp chế")};Tháng 5\n"));
        var page = await Upload(office, "dai.csv", Encoding.UTF8.GetBytes(Programme.Replace("Kinh tế Ngân sách", "Kinh tế - Ngân sách").Replace("khi nào tiện", "Quý III") + "\n" + rows));
        Assert.That(page.QuerySelectorAll("table.preview tbody tr"), Has.Length.EqualTo(100));
        Assert.That(page.Words(".rows-filter"), Does.Contain("Tất cả 253").And.Contain("mới 252").And.Contain("còn vướng 1"));

        page = await Press(office, page, $"{office.At.Split('?')[0]}/xem", ("rows", "new:3"));
        Assert.That(page.QuerySelectorAll("table.preview tbody tr"), Has.Length.EqualTo(52));
        page = await Press(office, page, $"{office.At.Split('?')[0].Replace("/xem", "")}/xem", ("rows", "open:1"));
        Assert.That(page.Words("table.preview tbody tr"), Does.Contain("Việc số 200").And.Contain("không tìm thấy đơn vị “Ban Không Ai Biết”"));

        var request = office.Request(page, "answers");
        request.RequestUri = new(page.QuerySelector("button[formaction$='/danh-dau']")!.GetAttribute("formaction")!, UriKind.Relative);
        await office.Follow(request);
        Assert.That((office.Status, office.Last.Content.Headers.ContentType?.MediaType), Is.EqualTo((System.Net.HttpStatusCode.OK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")));
        Assert.That(Jobs.Imports.WorkbookReader.Read(await office.Last.Content.ReadAsByteArrayAsync(), "lại.xlsx").Sheets.Select(s => s.Name), Is.EqualTo(new[] { "dai", "Điểm cần xử lý" }));
    }

    [Test]
    public async Task A_file_beyond_the_limit_gets_a_page_with_a_sentence()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await Upload(office, "lon.xlsx", new byte[23 << 20]);
        Assert.That((int)office.Status, Is.EqualTo(413));
        Assert.That(page.Words("main"), Does.Contain("lớn hơn 21 MB").And.Contain("chưa có gì được ghi"));
    }

    [Test]
    public async Task With_a_script_the_file_is_sent_with_its_progress_and_leads_to_the_same_page()
    {
        await using var context = await (await Chromium.Browser).NewContextAsync();
        var page = await context.NewPageAsync();
        using var visitor = await App.SignIn(Role.Office);
        await context.AddCookiesAsync(visitor.Cookies.GetAllCookies().Select(c => new Microsoft.Playwright.Cookie { Name = c.Name, Value = c.Value, Url = App.Address.ToString() }));
        await page.GotoAsync(new Uri(App.Address, "/nhap-excel").ToString());
        await page.Locator("input[type=file]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "ctr.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Programme) });
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Tải lên và đọc thử" }).ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("ctr.csv");
        await Microsoft.Playwright.Assertions.Expect(page.Locator(".flash")).ToContainTextAsync("Đã tải tệp lên");
        Assert.That(new Uri(page.Url).AbsolutePath, Does.Match("^/nhap-excel/[0-9a-f-]{36}$"));
    }

    private static async Task<IHtmlDocument> Upload(Visitor visitor, string name, byte[] content)
    {
        var page = await visitor.Open("/nhap-excel");
        var body = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("form[data-form='upload'] input[type=hidden]").Cast<IHtmlInputElement>())
            body.Add(new StringContent(hidden.Value), hidden.Name!);
        body.Add(new ByteArrayContent(content), "file", name);
        return await visitor.Follow(new(HttpMethod.Post, "/nhap-excel") { Content = body });
    }

    /// <summary>A button that sends the form somewhere else.</summary>
    private static Task<IHtmlDocument> Press(Visitor visitor, IHtmlDocument page, string action, params (string, string)[] typed)
    {
        var request = visitor.Request(page, "answers", typed);
        request.RequestUri = new(action, UriKind.Relative);
        return visitor.Follow(request);
    }
}
