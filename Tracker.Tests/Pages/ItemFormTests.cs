using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Pages;

/// <summary>The forms on an item's page, filled in without a script.</summary>
public sealed class ItemFormTests : OnSmallProgramme
{
    protected override DateTimeOffset Now => new(2019, 12, 2, 9, 0, 0, TimeSpan.FromHours(7));

    private string Open => $"/nhiem-vu/{Programme.Open}";

    [Test]
    public async Task The_office_enters_a_completion_and_the_page_says_so()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await office.Send(await office.Open(Open), "ket-qua", ("on", "30/11/2019"), ("document", "77/BC-HĐND"));
        Assert.Multiple(() =>
        {
            Assert.That(page.Words(".flash"), Is.EqualTo("Đã ghi: hoàn thành, ngày 30/11/2019."));
            Assert.That(page.Words(".shown"), Does.StartWith("Đúng hạn"));
            Assert.That(page.Words(".timeline li:last-child"), Does.Contain("Hoàn thành").And.Contain("77/BC-HĐND").And.Contain("Nguyễn Thu Hà"));
            Assert.That(office.At, Does.StartWith(Open + "?asOf="), "reloading sends nothing again");
        });
        Assert.That((await office.Open(Open)).QuerySelector(".flash"), Is.Null, "said once");
    }

    [TestCase("31/11/2019", "không phải là một ngày có thật")]
    [TestCase("3/12/2019", "chưa tới")]
    [TestCase("30/11/2018", "không thể trước")]
    public async Task What_can_not_be_recorded_comes_back_with_all_that_was_typed(string day, string why)
    {
        using var office = await App.SignIn(Role.Office);
        var page = await office.Send(await office.Open(Open), "ket-qua", ("on", day), ("document", "77/BC-HĐND"), ("reason", "Chờ ý kiến"));
        var form = page.QuerySelector("form[data-form='ket-qua']")!;
        Assert.Multiple(() =>
        {
            Assert.That((int)office.Status, Is.InRange(400, 499));
            Assert.That(form.QuerySelector(".problem")!.TextContent, Does.Contain(why));
            Assert.That(form.QuerySelector("[name=on]")!.GetAttribute("value"), Is.EqualTo(day));
            Assert.That(form.QuerySelector("[name=document]")!.GetAttribute("value"), Is.EqualTo("77/BC-HĐND"));
            Assert.That(form.QuerySelector("[name=reason]")!.TextContent, Is.EqualTo("Chờ ý kiến"));
            Assert.That(form.ParentElement!.HasAttribute("open"), "the form is open where the problem is");
        });
    }

    [Test]
    public async Task Two_people_at_once_see_what_the_other_changed_field_by_field()
    {
        using var office = await App.SignIn(Role.Office);
        using var administrator = await App.SignIn(Role.Administrator);
        var (first, second) = (await office.Open(Open), await administrator.Open(Open));
        await office.Send(first, "sua", ("deliverable", "Báo cáo tổng hợp"), ("officer", "Lê Văn An"));

        var page = await administrator.Send(second, "sua", ("deliverable", "Công văn"), ("responsibleLeader", "Phó Chánh Văn phòng"));
        var form = page.QuerySelector("form[data-form='sua']")!;
        Assert.Multiple(() =>
        {
            Assert.That(administrator.Status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
            Assert.That(page.Words("section.clash .timeline"), Does.Contain("Sản phẩm: Báo cáo tổng hợp").IgnoreCase.And.Contain("Nguyễn Thu Hà"));
            Assert.That(form.QuerySelector("[name=deliverable]")!.GetAttribute("value"), Is.EqualTo("Công văn"), "mine is kept");
            Assert.That(form.QuerySelector("[name=officer]")!.GetAttribute("value"), Is.EqualTo("Lê Văn An"), "what I left alone is theirs");
            Assert.That(page.Words("fieldset.clash"), Does.Contain("Hiện nay: Báo cáo tổng hợp"));
            Assert.That(page.QuerySelectorAll("fieldset.clash"), Has.Length.EqualTo(1));
        });

        page = await administrator.Send(page, "sua", ("keep.deliverable", "theirs"));
        var facts = page.Words(".facts");
        Assert.That(facts, Does.Contain("Báo cáo tổng hợp").And.Contain("Lê Văn An").And.Contain("Phó Chánh Văn phòng").And.Not.Contain("Công văn"));
    }

    [Test]
    public async Task A_unit_that_has_ended_stays_with_the_item_when_something_else_is_changed()
    {
        var item = await App.Office.Json($"/api/items/{Programme.Open}");
        using var change = new HttpRequestMessage(HttpMethod.Patch, $"/api/items/{Programme.Open}")
        {
            Content = new StringContent("""{"cooperatingUnits":["Ban Đô thị"]}""", System.Text.Encoding.UTF8, "application/json"), Headers = { { "If-Match", $"\"{item["version"].Int()}\"" } },
        };
        (await App.Office.SendAsync(change)).EnsureSuccessStatusCode();
        await using (var session = App.Open())
        {
            await session.Execute("update units set valid_to = '2019-11-30' where council_id = @Council and name = 'Ban Đô thị'");
            await session.Commit();
        }
        using var office = await App.SignIn(Role.Office);
        await office.Send(await office.Open(Open), "sua", ("note", "Hỏi lại"));
        var now = await App.Office.Json($"/api/items/{Programme.Open}?asOf=2019-12-02");
        Assert.That(now["note"].Text(), Is.EqualTo("Hỏi lại"));
        Assert.That(now["cooperatingUnits"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_unit_asks_for_an_extension_and_the_standing_committee_decides()
    {
        var lead = $"/nhiem-vu/{Programme.Done}";
        await Programme.Reopen(App, Programme.Done);
        using var board = await App.SignIn(Role.Unit);
        var page = await board.Send(await board.Open(lead), "de-nghi-gia-han", ("dueOn", "31/12/2019"), ("reason", "Chờ số liệu quận, huyện"));
        Assert.That(page.Words(".flash"), Does.StartWith("Đã gửi đề nghị gia hạn."));
        Assert.That(page.QuerySelector("form[data-form='quyet-dinh']"), Is.Null, "a unit doesn't decide");

        using var committee = await App.SignIn(Role.StandingCommittee);
        page = await committee.Send(await committee.Open(lead), "quyet-dinh", ("state", "yes"));
        Assert.That(page.Words(".problem"), Does.Contain("Gia hạn cần số, ký hiệu văn bản chấp thuận"));
        page = await committee.Send(page, "quyet-dinh", ("state", "yes"), ("document", "15/TB-HĐND"));
        Assert.That(page.Words(".facts"), Does.Contain("Thời hạn31/12/2019").And.Contain("Thời hạn ban đầu31/03/2019"));

        page = await committee.Send(page, "chi-dao", ("text", "Hoàn thành trước kỳ họp cuối năm.\r\nBáo cáo  Thường trực."));
        Assert.That(page.Words(".remarks .direction"), Does.Contain("Chỉ đạo").And.Contain("Hoàn thành trước kỳ họp cuối năm."));
        Assert.That(page.QuerySelector(".remarks .typed")!.TextContent, Is.EqualTo("Hoàn thành trước kỳ họp cuối năm.\nBáo cáo Thường trực."), "line by line as written");
    }

    [Test]
    public async Task Nobody_is_offered_what_he_may_not_record()
    {
        using var reader = await App.SignIn(Role.Reader);
        Assert.That((await reader.Open(Open)).QuerySelectorAll("main form"), Is.Empty);
        using var board = await App.SignIn(Role.Unit);
        Assert.That((await board.Open(Open)).QuerySelectorAll("main form"), Is.Empty, "led by another");
        var page = await board.Open($"/nhiem-vu/{Programme.Done}");
        Assert.That(page.QuerySelectorAll("main form").Select(f => f.GetAttribute("data-form")), Is.EquivalentTo(new[] { "ghi-chu", "van-ban" }), "done: nothing more but remarks");
    }

    [Test]
    public async Task A_wrong_entry_is_corrected_by_a_new_one()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await office.Open($"/nhiem-vu/{Programme.Late}");
        var correct = page.QuerySelectorAll(".timeline .correct a").Single(a => a.ParentElement!.ParentElement!.TextContent.Contains("90/BC-HĐND")).GetAttribute("href")!;
        page = await office.Open(correct.Split('#')[0]);
        var form = page.QuerySelector("#dinh-chinh form")!.GetAttribute("data-form")!;
        page = await office.Send(page, form, ("on", "28/6/2019"));
        Assert.Multiple(() =>
        {
            Assert.That(page.Words(".shown"), Does.StartWith("Đúng hạn"));
            Assert.That(page.Words(".timeline .gone"), Does.Contain("Không còn tính: đã được thay"));
        });
    }

    [Test]
    public async Task A_paper_comes_with_its_file_which_is_never_served_as_a_page()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await office.Open(Open);
        var content = "%PDF-1.4 nội dung"u8.ToArray();
        page = await Upload(office, page, "Báo cáo <số 5>.pdf", content);
        Assert.That(page.Words(".flash"), Is.EqualTo("Đã ghi văn bản 08/BC-HĐND với tệp “Báo cáo số 5.pdf”."));
        using var answer = await App.Office.GetAsync(page.QuerySelector(".papers a")!.GetAttribute("href"));
        Assert.Multiple(async () =>
        {
            Assert.That(answer.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(answer.Headers.GetValues("Content-Security-Policy"), Is.EqualTo(new[] { "sandbox" }));
            Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(content));
        });
        page = await Upload(office, page, "trang.html", "<script>"u8.ToArray());
        Assert.That(page.Words(".problem"), Does.Contain("Không nhận tệp “trang.html”"));
        page = await Upload(office, page, "gia.pdf", "<script>"u8.ToArray());
        Assert.That(page.Words(".problem"), Does.Contain("không đúng là loại .pdf"));
    }

    [Test]
    public async Task Steps_are_the_units_own_plan()
    {
        await Programme.Reopen(App, Programme.Done);
        using var board = await App.SignIn(Role.Unit);
        var page = await board.Send(await board.Open($"/nhiem-vu/{Programme.Done}"), "buoc", ("what", "Xây dựng kế hoạch"), ("who", "Trần Quốc Việt"), ("dueOn", "10/12/2019"));
        Assert.That(page.Words(".steps"), Does.Contain("Xây dựng kế hoạch").And.Contain("hạn 10/12/2019"));
        var step = page.QuerySelector(".steps form")!.GetAttribute("data-form")!;
        page = await board.Send(page, step, ("doneOn", "2/12/2019"));
        Assert.That(page.Words(".steps .done"), Does.Contain("xong 02/12/2019"));
    }

    private static Task<IHtmlDocument> Upload(Visitor visitor, IHtmlDocument page, string name, byte[] content)
    {
        var form = page.QuerySelector("form[data-form='van-ban']")!;
        var body = new MultipartFormDataContent();
        foreach (var hidden in form.QuerySelectorAll("input[type=hidden]").Cast<IHtmlInputElement>())
            body.Add(new StringContent(hidden.Value), hidden.Name!);
        body.Add(new StringContent("08/BC-HĐND"), "document");
        body.Add(new ByteArrayContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/octet-stream") } }, "file", name);
        return visitor.Follow(new(HttpMethod.Post, form.GetAttribute("action")) { Content = body });
    }
}
