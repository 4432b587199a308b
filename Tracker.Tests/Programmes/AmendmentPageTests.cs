using AngleSharp.Dom;
using Tracker.Domain.Accounts;
using Tracker.Tests.Pages;

namespace Tracker.Tests.Programmes;

/// <summary>Amendments, proposals and the next year's draft on their pages, without a script.</summary>
public sealed class AmendmentPageTests : OnSmallProgramme
{
    private const string Amendments = "/chuong-trinh/dieu-chinh";

    private string List => $"{Amendments}?programme={Programme.Id}";

    [Test]
    public async Task A_draft_gathers_lines_shows_what_they_come_to_and_is_issued_whole()
    {
        using var office = await App.SignIn(Role.Office);
        await office.Send(await office.Open(List), "new-draft");
        var draft = office.At.Split('?')[0];
        await office.Send(await office.Open($"{draft}/dong?action=extend&item={Programme.Open}"), "dong", ("dueOn", "31/12/2019"), ("reason", "Chờ số liệu"));
        var page = await office.Send(await office.Open($"{draft}/bo-sung"), "bo-sung",
            ("title.0", "Giám sát phòng cháy tại chung cư"), ("leadUnit.0", "Ban PC"), ("timePhrase.0", "Quý IV"));
        Assert.Multiple(() =>
        {
            Assert.That(page.Words("#cac-dong"), Does.StartWith("2 dòng"));
            Assert.That(page.QuerySelectorAll(".becomes .sum td").Select(t => t.TextContent.Trim()), Is.EqualTo(["3", "4"]));
            Assert.That(page.Words(".draft-line .amended"), Does.Contain("trước là 30/11/2019"));
        });
        Assert.That((await App.Office.Json($"/api/figures?programme={Programme.Id}"))["total"]!["count"].Int(), Is.EqualTo(3), "a draft counts nowhere");

        page = await office.Send(page, "draft", ("then", "issue"), ("paperNumber", "45/QĐ-HĐND"), ("paperDay", "15/7/2018"), ("paperTitle", "Bổ sung chương trình"));
        Assert.Multiple(() =>
        {
            Assert.That((int)office.Status, Is.EqualTo(409));
            Assert.That(page.Words("form[data-form=draft] .problem"), Does.Contain("trước ngày ban hành chương trình 07/01/2019"));
            Assert.That(page.QuerySelector("[name=paperNumber]")!.GetAttribute("value"), Is.EqualTo("45/QĐ-HĐND"), "nothing typed gets lost");
        });
        page = await office.Send(page, "draft", ("then", "issue"), ("paperDay", "15/7/2019"));
        Assert.That(page.Words(".flash"), Is.EqualTo("Đã ghi điều chỉnh theo 45/QĐ-HĐND, có hiệu lực từ 15/07/2019."));
        await office.Send(await office.Open(List), "new-draft");
        page = await office.Send(await office.Open(office.At), "draft", ("then", "save"), ("paperNumber", "45/QĐ-HĐND"), ("paperDay", "15/7/2019"));
        Assert.That(page.Words(".notice"), Does.Contain("45/QĐ-HĐND ngày 15/07/2019 đã được ghi một lần"));
        Assert.That((await office.Open(List)).QuerySelectorAll(".amendments tbody td.n").Select(t => t.TextContent.Trim()), Is.EqualTo(["1", "0", "1", "0", "0", "0", "0", "4"]));
        foreach (var list in (await office.Open(List)).QuerySelectorAll(".made a.num").Select(a => (Number: int.Parse(a.TextContent), Address: a.GetAttribute("href")!)))
            Assert.That((await office.Open(list.Address)).QuerySelectorAll("table.items td.title").Length, Is.EqualTo(list.Number), list.Address);

    }

    [Test]
    public async Task A_split_is_shown_on_both_sides_and_one_piece_is_refused_with_what_was_typed()
    {
        using var office = await App.SignIn(Role.Office);
        await office.Send(await office.Open(List), "new-draft");
        var draft = office.At.Split('?')[0];
        var page = await office.Send(await office.Open($"{draft}/dong?action=split&item={Programme.Open}"), "dong", ("title.0", "Tổng hợp trước kỳ họp"), ("title.1", ""));
        Assert.That(page.Words(".problem"), Does.Contain("ít nhất hai nội dung"));
        Assert.That(page.QuerySelector("[name='title.0']")!.TextContent, Is.EqualTo("Tổng hợp trước kỳ họp"));
        page = await office.Send(page, "dong", ("title.1", "Tổng hợp sau kỳ họp"));
        await office.Send(page, "draft", ("then", "issue"), ("paperNumber", "45/QĐ-HĐND"), ("paperDay", "15/7/2019"), ("paperTitle", "Tách nội dung"));

        page = await office.Open($"/nhiem-vu/{Programme.Open}?asOf=2019-12-31");
        Assert.That(page.Words("[aria-labelledby=lien-quan]"), Does.Contain("Tách thành").And.Contain("Tổng hợp sau kỳ họp"));
        page = await office.Open(page.QuerySelector("[aria-labelledby=lien-quan] a")!.GetAttribute("href")! + "?asOf=2019-12-31");
        Assert.That(page.Words("[aria-labelledby=lien-quan]"), Does.Contain("Tách ra từ").And.Contain("Tổng hợp kiến nghị cử tri Văn phòng"));
    }

    [Test]
    public async Task A_unit_asks_the_standing_committee_decides_and_the_unit_sees_what_became_of_it()
    {
        await Programme.Reopen(App, Programme.Done);
        using var unit = await App.SignIn(Role.Unit);
        using var committee = await App.SignIn(Role.StandingCommittee);
        var pick = await unit.Open($"{Amendments}/de-nghi/moi?programme={Programme.Id}");
        Assert.That(pick.QuerySelectorAll("input[name=item]").Select(i => i.GetAttribute("value")), Is.EqualTo([Programme.Done.ToString()]), "only what the unit leads");
        var ask = $"{Amendments}/de-nghi/moi?programme={Programme.Id}&action=withdraw&item={Programme.Done}";
        Assert.That((await unit.Send(await unit.Open(ask), "dong")).Words(".problem"), Does.Contain("Hãy ghi lý do"));
        var sent = await unit.Send(await unit.Open(ask), "dong", ("reason", "Trùng với kế hoạch của Quốc hội"));
        Assert.That(sent.Words(".lines"), Does.Contain("chờ Thường trực"));
        Assert.That((await unit.Send(await unit.Open(ask), "dong", ("reason", "Lần nữa"))).Words(".problem"), Does.Contain("đang có một đề nghị"));
        var address = sent.QuerySelector("a[href*='/de-nghi/0']")!.GetAttribute("href")!;

        var work = await committee.Open("/viec");
        Assert.That(work.Words("[aria-labelledby=dang-cho]"), Does.Contain("Trùng với kế hoạch của Quốc hội"));
        await committee.Send(await committee.Open(address), "decide", ("state", "yes"));
        Assert.That((await unit.Open(address)).Words(".shown"), Does.Contain("đã chấp thuận, chờ văn bản"));
        Assert.That((await App.Office.Json($"/api/figures?programme={Programme.Id}"))["withdrawn"]!["count"].Int(), Is.Zero, "waiting changes nothing");

        using var office = await App.SignIn(Role.Office);
        var draft = (await office.Open(List)).QuerySelector("a[href*='/du-thao/']")!.GetAttribute("href")!;
        await office.Send(await office.Open(draft), "draft", ("then", "issue"), ("paperNumber", "45/QĐ-HĐND"), ("paperDay", "15/7/2019"), ("paperTitle", "Đưa ra"));
        Assert.That((await unit.Open(address)).Words(".shown"), Does.Contain("đã điều chỉnh, 45/QĐ-HĐND"));
        Assert.That((await App.Office.Json($"/api/figures?programme={Programme.Id}"))["withdrawn"]!["count"].Int(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_next_year_begins_from_this_one_and_what_is_carried_over_is_linked_without_adding_to_its_figures_twice()
    {
        using var office = await App.SignIn(Role.Office);
        var closing = await office.Open($"/quan-tri/chuong-trinh/{Programme.Id}/khep-lai");
        await office.Send(closing, "closing", ("otherwise", "carriedOver"), ("on", "31/12/2019"));
        var page = await office.Send(await office.Open("/chuong-trinh/nam-sau"), "make");
        Assert.That(page.QuerySelectorAll("table.sheet td.title textarea").Select(t => t.TextContent).First(), Is.EqualTo("Tổng hợp kiến nghị cử tri Văn phòng"));
        Assert.That(office.At, Does.StartWith("/chuong-trinh/nam-sau/"));
        Assert.That((await App.Office.Json("/api/programmes?year=2020"))["total"].Int(), Is.Zero, "a draft is no programme");

        page = await office.Send(page, "nam-sau", ("title.1", "Giám sát việc mới"), ("leadUnit.1", "Ban không có"), ("timePhrase.1", "Quý I"), ("then", "issue"), ("paperNumber", "01/CTr-HĐND"), ("issuedOn", "6/1/2020"));
        Assert.That(page.Words(".problem"), Does.Contain("Ban không có"));
        page = await office.Send(page, "nam-sau", ("leadUnit.1", "Ban PC"), ("position.1", "1"), ("then", "save"));
        Assert.That(page.QuerySelectorAll("table.sheet td.title textarea").Select(t => t.TextContent).First(), Is.EqualTo("Giám sát việc mới"), "ordered by the number typed");
        var draft = office.At;
        await office.Send(page, "nam-sau", ("then", "issue"), ("paperNumber", "01/CTr-HĐND"), ("issuedOn", "6/1/2020"));
        Assert.That((int)office.Status, Is.EqualTo(200));

        var figures = await App.Office.Json("/api/figures?year=2020&asOf=2020-01-06");
        Assert.That((figures["issued"]!["count"].Int(), figures["total"]!["count"].Int()), Is.EqualTo((2, 2)));
        Assert.That((await App.Office.Json($"/api/figures?programme={Programme.Id}"))["carriedOver"]!["count"].Int(), Is.EqualTo(1));
        var old = await office.Open($"/nhiem-vu/{Programme.Open}?asOf=2020-01-06");
        Assert.That(old.Words("[aria-labelledby=lien-quan]"), Does.Contain("Tiếp tục ở năm 2020"));
        Assert.That((await office.Open(old.QuerySelector("[aria-labelledby=lien-quan] a")!.GetAttribute("href")! + "?asOf=2020-01-06")).Words("[aria-labelledby=lien-quan]"), Does.Contain("Chuyển sang từ năm 2019"));

        await office.Send(page, "nam-sau", ("then", "issue"), ("paperNumber", "02/CTr-HĐND"), ("issuedOn", "6/1/2020"));
        Assert.That(office.At, Does.Not.StartWith(draft), "an issued draft leads to its programme");
        Assert.That((await App.Office.Json("/api/programmes?year=2020"))["total"].Int(), Is.EqualTo(1));
        page = await office.Open("/chuong-trinh/nam-sau");
        Assert.That(page.Words("h1"), Does.StartWith("Chưa có dự thảo"));
    }

    [Test]
    public async Task An_empty_draft_is_not_issued_and_a_year_that_has_a_programme_gets_no_draft()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await office.Send(await office.Open("/chuong-trinh/nam-sau"), "make");
        page = await office.Send(page, "nam-sau", ("then", "issue"), ("paperNumber", "01/CTr-HĐND"), ("issuedOn", "6/1/2020"));
        Assert.That(page.Words(".problem"), Does.Contain("chưa có nội dung nào"));
        await office.Send(page, "drop");
        using (var made = await App.Office.PostAsync("/api/programmes", System.Net.Http.Json.JsonContent.Create(new { number = "01/CTr-HĐND", issuedOn = "2020-01-03", title = "Chương trình 2020" })))
            Assert.That((int)made.StatusCode, Is.EqualTo(201));
        page = await office.Open("/chuong-trinh/nam-sau");
        Assert.That(page.QuerySelector("form[data-form=make]")!.TextContent, Does.Contain("2021"), "the last year's programme is the one to go on from");
    }

    [Test]
    public async Task Two_who_work_on_one_draft_see_what_the_other_did_and_nothing_of_either_gets_lost()
    {
        using var office = await App.SignIn(Role.Office);
        using var administrator = await App.SignIn(Role.Administrator);
        await office.Send(await office.Open(List), "new-draft");
        var draft = office.At.Split('?')[0];
        await office.Send(await office.Open($"{draft}/bo-sung"), "bo-sung", ("title.0", "Nội dung một"), ("leadUnit.0", "Ban PC"), ("title.1", "Nội dung hai"), ("leadUnit.1", "Ban PC"));

        var (mine, other) = (await office.Open(draft), await administrator.Open(draft));
        await administrator.Send(other, "draft", ("then", "save"), ("paperNumber", "45/QĐ-HĐND"));
        var page = await office.Send(mine, "draft", ("then", "save"), ("paperTitle", "Trích yếu vừa gõ"));
        Assert.That(page.Words(".meanwhile"), Does.Contain("45/QĐ-HĐND"));
        page = await office.Send(page, "draft", ("then", "save"));
        Assert.That((Value(page, "paperNumber"), Value(page, "paperTitle")), Is.EqualTo(("45/QĐ-HĐND", "Trích yếu vừa gõ")));

        // The line before it is gone meanwhile: what was typed goes to the line that was opened, not to the one in its place.
        var second = await office.Open($"{draft}/dong?place=1");
        Assert.That(second.QuerySelector("[name='leadUnit.0'] option[selected]")!.TextContent, Is.EqualTo("Ban Pháp chế"), "whatever it was called when it was pasted");
        await administrator.Send(await administrator.Open(draft), "drop-0");
        page = await office.Send(second, "dong", ("title.0", "Nội dung hai, sửa lại"));
        Assert.That((int)office.Status, Is.EqualTo(412));
        page = await office.Send(page, "dong");
        Assert.That(page.Words("#cac-dong"), Does.StartWith("1 dòng"));
        Assert.That(page.Words(".draft-line"), Does.Contain("Nội dung hai, sửa lại"));
    }

    [Test]
    public async Task Two_who_work_on_the_next_years_draft_keep_what_each_typed_row_by_row()
    {
        using var office = await App.SignIn(Role.Office);
        using var administrator = await App.SignIn(Role.Administrator);
        var page = await office.Send(await office.Open("/chuong-trinh/nam-sau"), "make");
        page = await office.Send(page, "nam-sau", ("then", "save"), ("title.0", "Việc một"), ("leadUnit.0", "Ban Pháp chế"), ("title.1", "Việc hai"), ("leadUnit.1", "Ban Pháp chế"), ("title.2", "Việc ba"), ("leadUnit.2", "Ban Đô thị"));
        var draft = office.At.Split('?')[0];

        var (mine, other) = (await office.Open(draft), await administrator.Open(draft));
        await administrator.Send(other, "nam-sau", ("then", "save"), ("removed.0", "1"), ("timePhrase.1", "Quý I"), ("deliverable.2", "Báo cáo"), ("paperNumber", "01/CTr-HĐND"));
        page = await office.Send(mine, "nam-sau", ("then", "save"), ("title.1", "Việc hai, gõ lại"), ("deliverable.2", "Tờ trình"), ("title.3", "Việc bốn"), ("leadUnit.3", "Ban Pháp chế"));
        Assert.That((int)office.Status, Is.EqualTo(412));
        Assert.That(page.QuerySelectorAll("table.sheet .complaint").Select(c => c.TextContent), Is.EqualTo(["Người khác vừa ghi: “Báo cáo”. Ô này giữ nội dung bạn gõ."]));
        page = await office.Send(page, "nam-sau", ("then", "save"));
        Assert.That(page.QuerySelectorAll("table.sheet td.title textarea").Select(t => t.TextContent).Where(t => t.Length > 0), Is.EqualTo(["Việc hai, gõ lại", "Việc ba", "Việc bốn"]));
        Assert.That((Value(page, "timePhrase.0"), Value(page, "deliverable.1"), Value(page, "paperNumber")), Is.EqualTo(("Quý I", "Tờ trình", "01/CTr-HĐND")));
    }

    private static string? Value(AngleSharp.Html.Dom.IHtmlDocument page, string name) => page.QuerySelector($"[name='{name}']")!.GetAttribute("value");
}
