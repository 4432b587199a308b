using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Tracker.Tests.Pages;

public sealed class ComparisonPageTests
{
    private const string Address = "/so-sanh?year=2019&asOf=2019-11-30";

    [Test]
    public async Task It_sets_the_day_beside_the_end_of_the_month_before()
    {
        var page = await (await SampleYears.App).Page(Address);
        Assert.That(page.QuerySelector<IHtmlInputElement>("#asOf2")!.Value, Is.EqualTo("31/10/2019"));
        var completed = page.QuerySelectorAll("table.compared tbody tr").Single(r => r.Words("th") == "Hoàn thành");
        Assert.That(completed.QuerySelectorAll("td")[1].QuerySelector("a")!.TextContent, Is.EqualTo("248"));
        Assert.That(completed.Words("td:nth-child(4)"), Does.StartWith("+"));
    }

    [Test]
    public async Task Every_number_leads_to_its_own_side()
    {
        var app = await SampleYears.App;
        var page = await app.Page(Address + "&origin=adhoc");
        var links = page.QuerySelectorAll("table.compared a[href^='/phat-sinh?']").Select(a => (Address: a.GetAttribute("href")!, Number: int.Parse(a.TextContent))).ToArray();
        Assert.That(links, Has.Length.GreaterThan(20));
        foreach (var (address, number) in links)
            Assert.That((await app.Office.Json(address.Replace("/phat-sinh", "/api/items")))["total"].Int(), Is.EqualTo(number), address);
    }

    [Test]
    public async Task Behind_a_difference_stand_its_items_and_what_became_of_them()
    {
        var app = await SampleYears.App;
        var page = await app.Page(Address + "&figure=completed");
        var row = page.QuerySelectorAll("table.compared tbody tr").Single(r => r.Words("th") == "Hoàn thành");
        var lines = page.QuerySelectorAll("#completed .lines li");
        Assert.That(lines, Has.Length.EqualTo(int.Parse(row.Words("td:nth-child(5)")) + int.Parse(row.Words("td:nth-child(6)"))));
        Assert.That(lines[0].Words(".meta"), Does.Match(@"(Chưa|Đang) thực hiện(, quá hạn)? → Hoàn thành \d\d/11/2019 · hạn \d\d/\d\d/2019 · "));
        Assert.That((await app.Page(lines[0].QuerySelector("a")!.GetAttribute("href")!)).Words(), Does.Contain("Hoàn thành"));
    }

    [Test]
    public async Task A_long_way_apart_shows_some_of_each_and_leads_to_all_of_one()
    {
        var app = await SampleYears.App;
        var page = await app.Page("/so-sanh?year=2019&asOf=2019-12-31&asOf2=31/01/2019");
        Assert.That(page.DocumentElement.OuterHtml.Length, Is.LessThan(100_000));
        var all = page.QuerySelectorAll(".moves p a").First(a => a.GetAttribute("href")!.Contains("figure=completed")).GetAttribute("href")!;
        Assert.That((await app.Page(all)).QuerySelectorAll("#completed .lines li"), Has.Length.GreaterThan(200));
    }

    [Test]
    public async Task One_and_the_same_viewpoint_says_so_and_shows_nothing_else()
    {
        var page = await (await SampleYears.App).Page(Address + "&asOf2=30/11/2019");
        Assert.That(page.Words(".empty"), Does.StartWith("Hai bên là cùng một ngày"));
        Assert.That(page.QuerySelector("main table"), Is.Null);
    }

    [Test]
    public async Task A_moment_is_typed_as_papers_write_it()
    {
        var app = await SampleYears.App;
        // The sample was recorded on 6 January 2020: on the day itself nothing was known.
        var page = await app.Page(Address + "&asOf2=30/11/2019&knownAt2=" + Uri.EscapeDataString("03/12/2019 08:00"));
        Assert.That(page.QuerySelector<IHtmlInputElement>("#knownAt2")!.Value, Is.EqualTo("03/12/2019 08:00"));
        Assert.That(page.QuerySelector("table.compared thead")!.TextContent, Does.Contain("ghi đến 08:00 ngày 03/12/2019"));
        var total = page.QuerySelectorAll("table.compared tbody tr").Single(r => r.Words("th") == "Tổng số");
        Assert.That(total.QuerySelectorAll("td").Take(3).Select(td => td.TextContent.Trim()), Is.EqualTo(new[] { "0", "273", "+273" }));
        using var browser = app.Browser();
        Assert.That((await browser.Read(Address + "&knownAt2=03/13/2019")).Status, Is.EqualTo(400));
    }
}
