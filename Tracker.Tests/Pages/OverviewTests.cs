using AngleSharp.Dom;

namespace Tracker.Tests.Pages;

/// <summary>The first page: what the Thường trực reads in one minute.</summary>
public sealed class OverviewTests
{
    [Test]
    public async Task It_opens_on_2019_as_of_30_11_and_reads_248_of_273()
    {
        var page = await (await SampleYears.App).Page("/");
        var text = page.Words();
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("01/CTr-HĐND, ngày 07/01/2019").And.Contain("tính đến hết ngày 30/11/2019"));
            Assert.That(text, Does.Contain("248/273 (90,8%) hoàn thành"));
            Assert.That(text, Does.Contain("231 đúng hạn 17 chậm 6 quá hạn 19 chưa đến hạn, trong đó 11 đến hạn trong 30 ngày"));
            Assert.That(text, Does.Contain("349/361 (96,7%) hoàn thành"));
            Assert.That(text, Does.Contain("+8,3% so với 2018(273 − 252) / 252").And.Contain("+56,9% so với 2017(273 − 174) / 174"));
            Assert.That(text, Does.Contain("93,1% 231 / (231 + 17)").And.Contain("97,6% 248 / (248 + 6)"));
            Assert.That(page.QuerySelector("option[selected]")?.TextContent, Is.EqualTo("01/CTr-HĐND năm 2019"));
            Assert.That(page.QuerySelector("#day")?.GetAttribute("value"), Is.EqualTo("30/11/2019"));
        });
    }

    [TestCase("/")]
    [TestCase("/?asOf=31/03/2019")]
    [TestCase("/?year=2019&asOf=2019-11-30&unit=Ban+KTNS")]
    [TestCase("/so-sanh?year=2019&asOf=2019-11-30")]
    [TestCase("/tang-truong?asOf=2019-11-30")]
    [TestCase("/chuong-trinh?unit=Ban+KTNS&asOf=2019-11-30")]
    public async Task Every_number_leads_to_a_list_of_exactly_that_many(string address)
    {
        var app = await SampleYears.App;
        var numbers = (await app.Page(address)).NumbersLinked();
        Assert.That(numbers, Has.Count.GreaterThan(10));
        foreach (var (list, number) in numbers)
        {
            var page = await app.Page(list + "&pageSize=1000");
            Assert.That((page.Rows(), page.Heading().Split(' ')[0]), Is.EqualTo((number, $"{number}")), list);
        }
    }

    [Test]
    public async Task Units_add_up_to_the_whole()
    {
        var page = await (await SampleYears.App).Page("/");
        var rows = page.QuerySelectorAll("table.units tbody tr");
        Assert.That(rows.Select(r => r.QuerySelector("th")!.TextContent), Is.EqualTo(new[]
        {
            "Thường trực HĐND Thành phố", "Ban Pháp chế", "Ban Kinh tế - Ngân sách", "Ban Văn hóa - Xã hội", "Ban Đô thị", "Văn phòng HĐND Thành phố",
        }));
        foreach (var (column, whole) in new[] { ("Tổng số", 273), ("Hoàn thành", 248), ("Đúng hạn", 231), ("Chậm", 17), ("Quá hạn", 6), ("Chưa đến hạn", 19) })
            Assert.That(rows.Sum(r => int.Parse(r.Words($"td[data-label='{column}']"))), Is.EqualTo(whole), column);
    }

    [TestCase("31/03/2019", "47/273")]
    [TestCase("2019-03-31", "47/273")]
    [TestCase("ngày 31 tháng 3 năm 2019", "47/273")]
    [TestCase("31/12/2019", "270/273")]
    public async Task The_day_can_be_any_other(string day, string headline)
    {
        var page = await (await SampleYears.App).Page($"/?asOf={Uri.EscapeDataString(day)}");
        Assert.That(page.QuerySelector(".figure")!.TextContent.Trim(), Is.EqualTo(headline));
    }

    [Test]
    public async Task A_day_without_the_programme_and_a_day_to_come_are_said_to_be_so()
    {
        var app = await SampleYears.App;
        Assert.That((await app.Page("/?year=2019&asOf=2019-01-01")).Words(".notice"), Does.Contain("trước ngày ban hành"));
        Assert.That((await app.Page("/?year=2019&asOf=2030-01-01")).Words(".notice"), Does.Contain("chưa tới"));
    }

    [Test]
    public async Task Looking_back_is_said_and_stays_with_the_reader()
    {
        var app = await SampleYears.App;
        var page = await app.Page("/?asOf=2019-11-30&knownAt=2019-12-03T01:00:00Z");
        // The sample was recorded in January 2020: nothing of it was known then.
        Assert.That(page.Heading(), Is.EqualTo("Chưa có chương trình công tác nào"));
        Assert.That(page.Words(".notice"), Does.Contain("08:00 ngày 03/12/2019"));
        Assert.That(page.QuerySelectorAll(".places a").Select(a => a.GetAttribute("href")), Has.All.Contains("knownAt=2019-12-03T01"));
        Assert.That(page.QuerySelector(".notice a")!.GetAttribute("href"), Does.Not.Contain("knownAt"));
    }

    [Test]
    public async Task A_council_without_a_programme_reads_what_to_do_next()
    {
        await using var app = await TestApp.New();
        foreach (var address in new[] { "/", "/chuong-trinh" })
        {
            var page = await app.Page(address);
            Assert.That(page.Heading(), Is.EqualTo("Chưa có chương trình công tác nào"));
            Assert.That(page.Words(), Does.Contain("Việc tiếp theo"));
        }
        Assert.That((await app.Page("/phat-sinh")).Heading(), Is.EqualTo("0 nhiệm vụ phát sinh"));
        Assert.That((await app.Page("/tang-truong")).Words(), Does.Contain("Chưa có chương trình công tác năm nào"));
    }

    [Test]
    public async Task A_year_without_reported_progress_has_no_figures_rather_than_0_percent()
    {
        await using var app = await TestApp.New();
        await SmallProgramme.Record(app);
        var text = (await app.Page("/?year=2019&asOf=2019-02-15")).Words();
        Assert.That(text, Does.Contain("chưa có số liệu").And.Not.Match(@"\b0%"));
    }
}
