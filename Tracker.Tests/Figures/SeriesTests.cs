using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Tracker.Api.Demo;
using Tracker.Db.Figures;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Jobs.Figures;
using Tracker.Tests.Items;
using Tracker.Tests.Pages;

namespace Tracker.Tests.Figures;

/// <summary>Figures kept night by night, as they were known.</summary>
public sealed class SeriesTests
{
    [TestCase(41ul)]
    [TestCase(42ul)]
    public void A_night_is_stored_as_it_was_known_however_late_it_is_stored(ulong seed) => HistoryGenerator.Check(seed, 6, 8, history => Run(async () =>
    {
        await using var recorded = await RecordedHistories.New();
        var figures = Figures(recorded.Database);
        var expected = new List<string>();
        var (from, nights) = (Council.DayOf(Ledger.Start), 0);
        var (inTime, _, _) = await recorded.Record(history, TimeSpan.FromHours(30), async (council, ledger) =>
        {
            await figures.Store(council);
            // What is in the ledger now is what was known at the end of every night since the step before.
            for (var today = Council.DayOf(recorded.Clock.Now); ledger.Items.Count > 0 && from < today; from = from.AddDays(1), nights++)
                expected.AddRange(History.Scopes.Take(4).SelectMany(scope => ledger.In(scope).Select(i => i.History.At(from, ledger.Now)).OfType<ItemFacts>()
                    .GroupBy(f => f.LeadUnitId, (unit, facts) => Written(from, scope, unit, FigureSet.Of(facts, from)))));
        });
        await figures.Store(inTime);
        recorded.Clock.Now = Ledger.Start;
        var (late, _, _) = await recorded.Record(history, TimeSpan.FromHours(30), (_, _) => Task.CompletedTask);
        await figures.Store(late);

        Assert.That(await Stored(inTime), Is.EquivalentTo(expected), "each night in time");
        Assert.That(await Stored(late), Is.EquivalentTo(expected), "all filled in later");
        foreach (var council in new[] { inTime, late })
        {
            await using var session = recorded.Database.Open(council);
            var check = await new SeriesStore(session).Check();
            Assert.That(check.Differences, Is.Empty, "computed again");
            Assert.That(check.Days, Is.EqualTo(nights));
        }

        async Task<IReadOnlyList<string>> Stored(Guid council)
        {
            await using var session = recorded.Database.Open(council);
            var lines = new List<string>();
            foreach (var scope in History.Scopes.Take(4))
                foreach (var unit in History.Units)
                    lines.AddRange((await new SeriesStore(session).Read(scope, Viewpoint.FirstDay, Viewpoint.LastDay, session.Now, unit)).Select(p => Written(p.Day, scope, unit, p.Figures)));
            return lines;
        }
    }));

    [Test]
    public async Task Whoever_stores_at_the_same_moment_stores_once()
    {
        await using var app = await TestApp.New();
        await SmallProgramme.Record(app);
        app.Clock.Now = app.Clock.Now.AddDays(5);

        var stored = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Figures(app.Database).Store(DemoCouncil.Council.Id)));

        Assert.That(stored.Where(s => s.Nights > 0).Select(s => s.Nights), Is.EqualTo([5]));
    }

    [Test]
    public async Task While_many_nights_are_made_good_others_may_record_in_between()
    {
        var place = await TestCluster.NewDatabase();
        await using var app = await TestApp.On(place.Owner);
        await SmallProgramme.Record(app);
        app.Clock.Now = app.Clock.Now.AddDays(50);

        Assert.That((await Figures(app.Database).Store(DemoCouncil.Council.Id)).Nights, Is.EqualTo(50));

        await using var superuser = new NpgsqlConnection(place.Superuser);
        Assert.That(await superuser.QuerySingleAsync<int>("select count(distinct xmin::text) from figure_days"), Is.EqualTo(3), "transactions");
    }

    [Test]
    public async Task What_was_stored_is_read_with_its_items_and_stands_beside_todays_figures()
    {
        var place = await TestCluster.NewDatabase();
        await using var app = await TestApp.On(place.Owner);
        await app.Office.Import("ctr-2019.xlsx");
        await using var superuser = new NpgsqlConnection(place.Superuser);
        Assert.That(await superuser.QueryAsync<string>("select job from jobs.requests"), Is.EqualTo(["figures"]), "asked for with the import");
        Assert.That(await Figures(app.Database).Store(DemoCouncil.Council.Id), Is.EqualTo((0, true)));
        Assert.That(await Figures(app.Database).Store(DemoCouncil.Council.Id), Is.EqualTo((0, false)));

        app.Clock.Now = app.Clock.Now.AddDays(2);
        await app.Office.Import("tien-do-2019-12.xlsx");
        Assert.That(await Figures(app.Database).Store(DemoCouncil.Council.Id), Is.EqualTo((2, true)));
        var days = (await app.Office.Json("/api/figures/series?year=2019&from=2020-01-01&to=2020-01-31"))["days"]!.AsArray();
        Assert.That(days.Select(d => $"{d!["day"]} {d["completed"]!["count"]}/{d["total"]!["count"]}"),
            Is.EqualTo(["2020-01-06 0/273", "2020-01-06 0/273", "2020-01-07 0/273", "2020-01-08 270/273"]));
        foreach (var day in days)
            foreach (var figure in new[] { "completed", "overdue" })
                Assert.That((await app.Office.Json(day![figure]!["items"].Text()))["total"].Int(), Is.EqualTo(day[figure]!["count"].Int()), $"{day["day"]} {figure}");
        var unit = (await app.Office.Json("/api/figures/series?year=2019&unit=Ban+Pháp+chế&from=2020-01-08&to=2020-01-08"))["days"]!.AsArray().Single()!;
        Assert.That((await app.Office.Json(unit["completed"]!["items"].Text()))["total"].Int(), Is.EqualTo(unit["completed"]!["count"].Int()).And.GreaterThan(0).And.LessThan(270));

        // Said in February of a day in January: what was reported at the end of January stays.
        app.Clock.Now = new(2020, 2, 10, 9, 0, 0, TimeSpan.FromHours(7));
        await Figures(app.Database).Store(DemoCouncil.Council.Id);
        var done = (await app.Office.Json("/api/items?year=2019&figure=completed"))["items"]![0]!["id"].Text();
        using var late = await app.Office.SendAsync(new(HttpMethod.Post, $"/api/items/{done}/reopening")
        {
            Headers = { { "If-Match", $"\"{(await app.Office.Json($"/api/items/{done}"))["version"].Int()}\"" } }, Content = new StringContent("""{"on":"2020-01-20","reason":"Cần bổ sung báo cáo"}""", System.Text.Encoding.UTF8, "application/json"),
        });
        Assert.That((int)late.StatusCode, Is.EqualTo(200));
        app.Clock.Now = app.Clock.Now.AddMinutes(1);
        using var administrator = await app.SignIn(Role.Administrator);
        var overview = await administrator.Open("/?year=2019&asOf=2020-02-10");
        Assert.That(overview.QuerySelectorAll("section[aria-labelledby=thang-truoc] tr").Single(r => r.QuerySelector("th")!.TextContent == "Hoàn thành").QuerySelectorAll("td").Select(c => c.TextContent.Trim()),
            Is.EqualTo(["270", "269", "−1"]));

        var check = await administrator.Send(await administrator.Open("/quan-tri/lich-chay"), "check-series");
        Assert.That(check.Words(), Does.Contain("tất cả đúng bằng số đã lưu"));
        await superuser.ExecuteAsync("""update figure_series set counts = counts || '{"completed": 1}' where day = '2020-01-31'""");
        check = await administrator.Send(await administrator.Open("/quan-tri/lich-chay"), "check-series");
        Assert.That(check.Words(), Does.Contain("1 bộ khác với số đã lưu:").And.Contain("31/01/2020, ghi đến 23:59 ngày 31/01/2020"));
    }

    private static DailyFigures Figures(Db.Database database) => new(database, new(database), NullLogger<DailyFigures>.Instance);

    private static string Written(DateOnly day, Scope scope, Guid unit, FigureSet set) =>
        $"{day} {scope} {unit} {string.Join(' ', Enum.GetValues<Figure>().Select(f => set[f]))}";

    private static void Run(Func<Task> work) => work().GetAwaiter().GetResult();
}
