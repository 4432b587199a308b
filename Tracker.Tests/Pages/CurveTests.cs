using AngleSharp.Dom;

namespace Tracker.Tests.Pages;

/// <summary>What was planned and done in the year, month by month.</summary>
public sealed class CurveTests
{
    [Test]
    public async Task It_ends_in_what_is_done_and_in_everything_that_has_a_deadline()
    {
        var app = await SampleYears.App;
        var page = await app.Page("/?year=2019&asOf=2019-11-30");
        var rows = page.QuerySelectorAll("details.numbers tbody tr");
        var numbers = rows.Select(r => r.QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToArray()).ToArray();
        var undated = (await app.Office.Json("/api/items?year=2019&asOf=2019-11-30&figure=total&month=none"))["total"].Int();
        var later = page.QuerySelectorAll("section[aria-labelledby='trong-nam'] > p.small a").Sum(a => int.Parse(a.TextContent)) - undated;
        Assert.Multiple(() =>
        {
            Assert.That(numbers, Has.Length.EqualTo(12));
            Assert.That(numbers[^1][0], Is.EqualTo($"{273 - undated - later}"));
            Assert.That((numbers[10][1], numbers[11][1]), Is.EqualTo(("248", "")));
            Assert.That(numbers[2][1], Is.EqualTo("47"));
            Assert.That(numbers.Select(n => int.Parse(n[0])), Is.Ordered);
        });
    }

    [TestCase("asOf=2019-11-30")]
    [TestCase("asOf=2019-08-15&unit=Ban+KTNS")]
    public async Task Each_number_leads_to_exactly_its_items(string query)
    {
        var app = await SampleYears.App;
        var page = await app.Page($"/?year=2019&{query}");
        var links = page.QuerySelectorAll("section[aria-labelledby='trong-nam'] a[href]").Select(a => (a.GetAttribute("href")!, int.Parse(a.TextContent))).Distinct().ToArray();
        Assert.That(links, Has.Length.GreaterThan(18));
        foreach (var (address, number) in links)
            Assert.That((await app.Office.Json(address.Replace("/chuong-trinh", "/api/items")))["total"].Int(), Is.EqualTo(number), address);
    }

    [Test]
    public async Task Within_a_month_it_counts_up_to_the_day_and_says_so()
    {
        var page = await (await SampleYears.App).Page("/?year=2019&asOf=2019-08-15");
        var month = page.QuerySelectorAll("details.numbers tbody tr")[7];
        Assert.That(month.TextContent, Does.Contain("đến 15/08/2019"));
        Assert.That(month.QuerySelectorAll("a")[^1].TextContent, Is.EqualTo(page.QuerySelector(".figure a")!.TextContent));
        Assert.That(page.QuerySelectorAll("details.numbers tbody tr")[8].QuerySelectorAll("a"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_list_up_to_a_due_day_says_so_and_can_be_widened_again()
    {
        var page = await (await SampleYears.App).Page("/chuong-trinh?year=2019&asOf=2019-11-30&figure=total&dueTo=2019-03-31");
        Assert.That(page.Words(".shown"), Does.Contain("thời hạn đến hết ngày 31/03/2019"));
        Assert.That(page.QuerySelector(".narrowed a")!.GetAttribute("href"), Does.Not.Contain("dueTo"));
    }

    [Test]
    public async Task A_units_own_overview_says_whose_it_is_and_leads_back_to_all()
    {
        var app = await SampleYears.App;
        var whole = await app.Page("/?year=2019&asOf=2019-11-30");
        var row = whole.QuerySelectorAll("table.units tbody tr").Single(r => r.TextContent.Contains("Ban Pháp chế"));
        var page = await app.Page(row.QuerySelector("th a")!.GetAttribute("href")!);
        Assert.Multiple(() =>
        {
            Assert.That(page.Heading(), Is.EqualTo("Tổng quan: Ban Pháp chế"));
            Assert.That(page.Words(".shown"), Does.Contain("do Ban Pháp chế chủ trì"));
            Assert.That(page.QuerySelector(".figure")!.TextContent.Trim(), Is.EqualTo($"{row.Words("td[data-label='Hoàn thành']")}/{row.Words("td[data-label='Tổng số']")}"));
            Assert.That(page.QuerySelectorAll(".lines .meta").Select(m => m.TextContent), Has.All.StartWith("Ban Pháp chế"));
        });
        var back = await app.Page(page.QuerySelector(".title .button")!.GetAttribute("href")!);
        Assert.That(back.QuerySelector(".figure")!.TextContent.Trim(), Is.EqualTo("248/273"));
    }
}
