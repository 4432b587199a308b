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

    [Test]
    public async Task A_year_without_progress_has_no_figures()
    {
        await using var app = await TestApp.New();
        await SmallProgramme.Record(app);
        var page = await app.Page("/tang-truong?asOf=2019-02-15");
        Assert.That(page.Words("td[data-label='Hoàn thành']"), Is.EqualTo("chưa có số liệu"));
    }
}
