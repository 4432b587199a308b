using AngleSharp.Dom;

namespace Tracker.Tests.Pages;

public sealed class GrowthPageTests
{
    [Test]
    public async Task Years_stand_side_by_side_with_what_each_growth_is_made_of()
    {
        var page = await (await SampleYears.App).Page("/tang-truong?asOf=2019-11-30");
        var text = page.Words();
        Assert.That(text, Does.Contain("+8,3% (273 − 252) / 252").And.Contain("+56,9% (273 − 174) / 174").And.Contain("+44,8% (252 − 174) / 174"));
        Assert.That(text, Does.Contain("Mỗi năm tính đến hết ngày 30/11"));
        Assert.That(page.QuerySelectorAll("svg.years a").Select(a => a.QuerySelector("title")!.TextContent), Is.EqualTo(new[]
        {
            "174 nội dung khi ban hành năm 2017", "252 nội dung khi ban hành năm 2018", "273 nội dung khi ban hành năm 2019",
        }));
    }

    [Test]
    public async Task The_day_can_be_the_years_end()
    {
        var app = await SampleYears.App;
        var sameDay = await app.Page("/tang-truong?asOf=2019-11-30");
        var atEnd = await app.Page(sameDay.QuerySelectorAll(".chip")[1].GetAttribute("href")!);
        Assert.That(atEnd.Words(), Does.Contain("Mỗi năm tính đến hết ngày 31/12"));
        Assert.That(atEnd.Words("td[data-label='Hoàn thành']"), Does.StartWith("270"));
    }

    [TestCase("", 252, 273)]
    [TestCase("&from=2017&to=2018", 174, 252)]
    [TestCase("&from=2019&to=2017", 273, 174)]
    public async Task The_parts_of_a_difference_add_up_to_it_and_lead_to_their_items(string chosen, int earlier, int later)
    {
        var app = await SampleYears.App;
        var page = await app.Page("/tang-truong?asOf=2019-11-30" + chosen);
        var tables = page.QuerySelectorAll("table.difference");
        Assert.That(tables, Has.Length.EqualTo(2));
        foreach (var table in tables)
        {
            var rows = table.QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td").Select(td => Number(td.TextContent)).ToArray()).ToArray();
            Assert.That(rows, Has.Length.GreaterThan(5).And.All.Matches<int[]>(r => r![1] - r[0] == r[2]));
            Assert.That(table.QuerySelectorAll("tfoot td").Select(td => Number(td.TextContent)), Is.EqualTo(new[] { earlier, later, later - earlier }));
            Assert.That(Enumerable.Range(0, 3).Select(column => rows.Sum(r => r[column])), Is.EqualTo(new[] { earlier, later, later - earlier }));
            foreach (var link in table.QuerySelectorAll("a"))
                Assert.That((await app.Office.Json(link.GetAttribute("href")!.Replace("/chuong-trinh", "/api/items")))["total"].Int(), Is.EqualTo(Number(link.TextContent)));
        }

        static int Number(string text) => int.Parse(text.Trim().Replace('\u2212', '-').TrimStart('+'));
    }

    [Test]
    public async Task A_year_without_progress_has_no_figures()
    {
        await using var app = await TestApp.New();
        await SmallProgramme.Record(app);
        var page = await app.Page("/tang-truong?asOf=2019-02-15");
        Assert.That(page.Words("td[data-label='Hoàn thành']"), Is.EqualTo("chưa có số liệu"));
    }
}
