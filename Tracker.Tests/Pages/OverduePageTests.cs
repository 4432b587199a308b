using AngleSharp.Dom;

namespace Tracker.Tests.Pages;

public sealed class OverduePageTests
{
    [TestCase("overdue")]
    [TestCase("dueSoon")]
    public async Task It_lists_what_the_figures_of_programme_and_adhoc_tasks_count_and_each_unit_s_number_leads_to_its_own(string figure)
    {
        var app = await SampleYears.App;
        var counts = new List<int>();
        foreach (var origin in new[] { "programme", "adhoc" })
            counts.Add((await app.Office.Json($"/api/figures?year=2019&asOf=2019-11-30&origin={origin}"))[figure]!["count"].Int());
        var page = await app.Page($"/qua-han?asOf=2019-11-30&figure={figure}");
        Assert.That((page.Rows(), page.Heading().Split(' ')[0]), Is.EqualTo((counts.Sum(), $"{counts.Sum()}")));
        Assert.That(page.NumbersLinked().Select(l => l.Number), Is.SupersetOf(counts.Where(c => c > 0)));

        var groups = page.QuerySelectorAll("tr.group a").Select(a => (Address: a.GetAttribute("href")!, Number: int.Parse(a.TextContent))).ToArray();
        Assert.That(groups.Sum(g => g.Number), Is.EqualTo(counts.Sum()));
        foreach (var (address, number) in groups)
            Assert.That((await app.Page(address)).Rows(), Is.EqualTo(number));
    }

    [Test]
    public async Task The_longest_overdue_stands_first_and_the_places_name_the_number()
    {
        var page = await (await SampleYears.App).Page("/qua-han?asOf=2019-11-30");
        var days = page.QuerySelectorAll("tbody").Select(b => b.QuerySelectorAll("td.left").Select(d => int.Parse(d.TextContent)).ToArray()).ToArray();
        Assert.That(days, Has.All.Ordered.Descending);
        Assert.That(days.Select(d => d[0]), Is.Ordered.Descending);
        Assert.That(days[0][0], Is.EqualTo(275));
        Assert.That(page.Words(".places a[aria-current]"), Is.EqualTo($"Quá hạn {days.Sum(d => d.Length)}"));
    }

    [Test]
    public async Task When_nothing_is_overdue_it_says_so_and_leads_on()
    {
        var page = await (await SampleYears.App).Page("/qua-han?asOf=2019-01-10");
        Assert.That(page.Words(".empty"), Does.Contain("Không có nhiệm vụ nào quá hạn").And.Match(@"Xem \d+ nhiệm vụ đến hạn"));
    }
}
