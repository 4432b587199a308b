using System.Text.Json.Nodes;

namespace Tracker.Tests.Http;

/// <summary>From the office's workbooks to 248/273: everything of expected.json, over HTTP, after real imports.</summary>
public sealed class MainJobTests
{
    private static readonly JsonNode Expected = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples/expected.json")))!;

    private static readonly Dictionary<string, string> Names = new()
    {
        ["total"] = "total", ["completed"] = "completed", ["completed_on_time"] = "onTime", ["completed_late"] = "late",
        ["open_not_due"] = "notDue", ["due_soon"] = "dueSoon", ["overdue"] = "overdue", ["carried_over"] = "carriedOver",
    };

    private TestApp _before = null!;
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Import()
    {
        _before = await TestApp.New();
        foreach (var workbook in new[] { "ctr-2019.xlsx", "tien-do-2019-11.xlsx" })
            await _before.Office.Import(workbook);
        _app = await TestApp.New();
        foreach (var workbook in new[] { "ctr-2017.xlsx", "tien-do-2017.xlsx", "ctr-2018.xlsx", "tien-do-2018.xlsx", "ctr-2019.xlsx", "phat-sinh-2019.xlsx", "tien-do-2019-11.xlsx", "tien-do-2019-12.xlsx" })
            await _app.Office.Import(workbook);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _before.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static IEnumerable<TestCaseData> Days() =>
        from scope in new[] { ("programme_2019", 2019, false), ("programme_2019_with_year_end", 2019, true), ("programme_2018", 2018, true), ("programme_2017", 2017, true), ("adhoc_2019", 2019, true) }
        from day in Expected[scope.Item1]!.AsObject().Select(d => d.Key)
        select new TestCaseData(scope.Item1, scope.Item2, scope.Item3, day).SetArgDisplayNames(scope.Item1, day);

    [TestCaseSource(nameof(Days))]
    public async Task Figures_are_the_published_ones_in_all_and_by_unit(string name, int year, bool afterYearEnd, string day)
    {
        var client = (afterYearEnd ? _app : _before).Office;
        var origin = name.StartsWith("adhoc") ? "&origin=adhoc" : "";
        var figures = await client.Json($"/api/figures?year={year}&asOf={day}&groupBy=unit{origin}");
        var expected = Expected[name]![day]!;
        Check(figures, expected["all"]!, "all");
        Assert.That(figures["groups"]!.AsArray().Select(g => g!["name"].Text()), Is.EquivalentTo(expected["by_unit"]!.AsObject().Select(u => u.Key)));
        foreach (var group in figures["groups"]!.AsArray())
            Check(group!, expected["by_unit"]![group!["name"].Text()]!, group["name"].Text());
    }

    [TestCase("")]
    [TestCase("&origin=adhoc")]
    public async Task Every_figure_leads_to_exactly_its_items_and_the_parts_are_the_whole(string origin)
    {
        foreach (var day in new[] { "2019-03-31", "2019-11-30", "2019-12-31" })
        {
            var figures = await _app.Office.Json($"/api/figures?year=2019&asOf={day}&groupBy=unit{origin}");
            var all = await Ids(figures, "total");
            Assert.That(await Together(figures, "completed", "overdue", "notDue", "noDeadline", "carriedOver"), Is.EquivalentTo(all));
            Assert.That(await Together(figures, "onTime", "late", "completedWithoutDeadline"), Is.EquivalentTo(await Ids(figures, "completed")));
            Assert.That(await Together(figures, "notStarted", "inProgress"), Is.EquivalentTo(await Together(figures, "overdue", "notDue", "noDeadline")));
            Assert.That(await Ids(figures, "dueSoon"), Is.SubsetOf(await Ids(figures, "notDue")));
            var byUnit = new List<Guid>();
            foreach (var group in figures["groups"]!.AsArray())
                byUnit.AddRange(await Ids(group!, "total"));
            Assert.That(byUnit, Is.EquivalentTo(all));
        }
    }

    [Test]
    public async Task The_headline_reads_248_of_273()
    {
        var completed = (await _app.Office.Json("/api/figures?year=2019&asOf=2019-11-30"))["completed"]!;
        Assert.That((completed["count"].Int(), completed["of"].Int(), completed["text"].Text()), Is.EqualTo((248, 273, "90,8%")));
    }

    [Test]
    public async Task Growth_over_the_years_is_the_published_one()
    {
        var growth = await _app.Office.Json("/api/growth?years=2017,2018,2019");
        Assert.Multiple(() =>
        {
            foreach (var year in growth["years"]!.AsArray())
                Assert.That(year!["issued"]!["count"].Int(), Is.EqualTo(Expected["items"]![year["year"]!.ToString()].Int()));
            foreach (var step in growth["growth"]!.AsArray())
                Assert.That(step!["text"].Text(), Is.EqualTo(Expected["growth"]![$"{step["to"]}_vs_{step["from"]}"].Text()));
            Assert.That(growth["growth"]!.AsArray(), Has.Count.EqualTo(3));
        });
    }

    [Test]
    public async Task A_programme_is_kept_with_its_number_day_and_title()
    {
        var programmes = (await _app.Office.Json("/api/programmes"))["items"]!.AsArray();
        Assert.That(programmes.Select(p => (p!["year"].Int(), p["number"].Text(), p["issuedOn"].Text())), Is.EqualTo(new[]
        {
            (2019, "01/CTr-HĐND", "2019-01-07"), (2018, "01/CTr-HĐND", "2018-01-05"), (2017, "02/CTr-HĐND", "2017-01-12"),
        }));
    }

    private static void Check(JsonNode figures, JsonNode expected, string what) => Assert.Multiple(() =>
    {
        foreach (var (name, count) in expected.AsObject())
            Assert.That(figures[Names[name]]!["count"].Int(), Is.EqualTo(count.Int()), $"{what}: {name}");
    });

    private async Task<List<Guid>> Together(JsonNode figures, params string[] names)
    {
        var all = new List<Guid>();
        foreach (var name in names)
            all.AddRange(await Ids(figures, name));
        return all;
    }

    private async Task<List<Guid>> Ids(JsonNode figures, string name)
    {
        var list = await _app.Office.Json(figures[name]!["items"].Text() + "&pageSize=1000");
        Assert.That(list["total"].Int(), Is.EqualTo(figures[name]!["count"].Int()), name);
        return [.. list["items"]!.AsArray().Select(i => i!["id"]!.GetValue<Guid>())];
    }
}
