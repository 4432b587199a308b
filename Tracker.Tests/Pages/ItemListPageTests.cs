using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Tracker.Tests.Pages;

public sealed class ItemListPageTests
{
    private static async Task<IHtmlDocument> List(string query, string path = "/chuong-trinh") => await (await SampleYears.App).Page($"{path}?year=2019&asOf=2019-11-30&{query}");

    [Test]
    public async Task The_heading_says_what_is_shown()
    {
        var page = await List("figure=overdue&unit=Ban+KTNS");
        Assert.That(page.Heading(), Is.EqualTo("3 nội dung quá hạn"));
        Assert.That(page.Words(".shown"), Is.EqualTo("Chương trình 01/CTr-HĐND năm 2019 · Ban Kinh tế - Ngân sách chủ trì · tính đến hết ngày 30/11/2019"));
        Assert.That(page.Rows(), Is.EqualTo(3));
        Assert.That(page.Words("tr .tag"), Does.Contain("Quá hạn 275 ngày"));
    }

    [Test]
    public async Task Groups_stand_as_rows_and_the_whole_list_fits_one_page()
    {
        var page = await List("figure=total&pageSize=1000");
        Assert.That(page.Rows(), Is.EqualTo(273));
        Assert.That(page.QuerySelectorAll("tr.group").Select(g => g.TextContent.Trim()).First(), Is.EqualTo("I. THƯỜNG TRỰC HĐND THÀNH PHỐ"));
        Assert.That(page.QuerySelectorAll("tr.group").Length, Is.EqualTo(6));
    }

    [Test]
    public async Task Search_needs_no_accents_and_can_be_taken_away()
    {
        var page = await List("q=giam+sat+cho");
        Assert.That(page.Rows(), Is.GreaterThan(0));
        Assert.That(page.Words(".shown"), Does.Contain("có chữ “giam sat cho”"));
        var without = page.QuerySelector(".narrowed a")!.GetAttribute("href")!;
        Assert.That((await (await SampleYears.App).Page(without)).Heading(), Is.EqualTo("273 nội dung"));
    }

    [Test]
    public async Task Pages_of_a_list_hold_every_item_once_on_the_same_moment()
    {
        var app = await SampleYears.App;
        var seen = new List<string>();
        var page = await List("figure=total");
        for (; ; )
        {
            seen.AddRange(page.QuerySelectorAll("table.items .what").Select(a => a.GetAttribute("href")!));
            var current = page.QuerySelector(".pages [aria-current]")!;
            if (current.NextElementSibling is not { } next)
                break;
            page = await app.Page(next.GetAttribute("href")!);
        }
        Assert.That(seen, Has.Count.EqualTo(273).And.Unique);
    }

    [Test]
    public async Task A_list_in_order_of_due_days_is_grouped_by_their_months()
    {
        var page = await List("figure=notDue&order=dueOn");
        Assert.That(page.QuerySelectorAll("tr.group").Select(g => g.TextContent.Trim()), Is.EqualTo(new[] { "Thời hạn trong tháng 11/2019", "Thời hạn trong tháng 12/2019" }));
        Assert.That(page.QuerySelector("th[aria-sort]")!.TextContent.Trim(), Is.EqualTo("Thời gian"));
    }

    [Test]
    public async Task Adhoc_tasks_are_listed_apart_with_who_gave_them_and_when()
    {
        var page = await List("figure=total&pageSize=1000", "/phat-sinh");
        Assert.That(page.Heading(), Is.EqualTo("361 nhiệm vụ phát sinh"));
        Assert.That(page.Rows(), Is.EqualTo(361));
        Assert.That(page.QuerySelector("td.given")!.TextContent.Trim(), Is.Not.Empty);
    }

    [Test]
    public async Task A_narrower_list_that_is_empty_leads_back_to_all()
    {
        var page = await List("q=khongconoidungnaynhuvay");
        Assert.That(page.Heading(), Is.EqualTo("0 nội dung"));
        Assert.That(page.Words(".empty a"), Is.EqualTo("Xem cả 273 nội dung"));
    }

    [Test]
    public async Task What_is_typed_is_shown_as_text_and_nothing_else()
    {
        var page = await List("q=" + Uri.EscapeDataString("<script>alert(1)</script>\"'&"));
        Assert.That(page.QuerySelectorAll("main script"), Is.Empty);
        Assert.That(page.QuerySelector<IHtmlInputElement>("#q")!.Value, Is.EqualTo("<script>alert(1)</script>\"'&"));
    }
}
