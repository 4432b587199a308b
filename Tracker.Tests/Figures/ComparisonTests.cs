using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tracker.Tests.Pages;

namespace Tracker.Tests.Figures;

/// <summary>Two viewpoints, with the items behind every difference.</summary>
public sealed class ComparisonTests
{
    [TestCase("programme", "2019-10-31", "2019-11-30")]
    [TestCase("programme", "2019-12-31", "2019-03-31")]
    [TestCase("adhoc", "2019-06-30", "2019-07-31")]
    public async Task What_entered_less_what_left_is_the_difference_of_every_figure(string origin, string before, string after)
    {
        var app = await SampleYears.App;
        var comparison = await app.Office.Json($"/api/comparison?year=2019&origin={origin}&asOf={after}&asOf2={before}");
        var figures = comparison["figures"]!.AsArray();
        Assert.That(figures.Count(f => f!["difference"].Int() != 0), Is.GreaterThan(4));
        foreach (var figure in figures)
        {
            var (entered, left) = (Ids(figure!["entered"]), Ids(figure["left"]));
            Assert.That(figure["after"]!["count"].Int() - figure["before"]!["count"].Int(), Is.EqualTo(figure["difference"].Int()).And.EqualTo(entered.Count - left.Count), $"{figure["figure"]}");
            var (then, now) = (await Listed(app, figure["before"]!), await Listed(app, figure["after"]!));
            Assert.That(entered, Is.EquivalentTo(now.Except(then)), $"{figure["figure"]}");
            Assert.That(left, Is.EquivalentTo(then.Except(now)), $"{figure["figure"]}");
        }
    }

    [Test]
    public async Task Without_another_day_it_is_the_end_of_the_month_before()
    {
        var comparison = await (await SampleYears.App).Office.Json("/api/comparison?year=2019&asOf=2019-03-15");
        Assert.That(comparison["before"]!["asOf"].Text(), Is.EqualTo("2019-02-28"));
        Assert.That(comparison["before"]!["knownAt"].Text(), Is.EqualTo(comparison["after"]!["knownAt"].Text()));
    }

    [Test]
    public async Task One_day_as_known_at_two_moments_differs_by_what_was_entered_between()
    {
        await using var app = await TestApp.New();
        var programme = await SmallProgramme.Record(app);
        var address = $"/api/comparison?programme={programme.Id}&asOf=2019-11-30&asOf2=2019-11-30&knownAt2={Uri.EscapeDataString("06/01/2020 09:00")}";
        Assert.That((await app.Office.Json(address))["same"]!.GetValue<bool>(), Is.True);

        app.Clock.Now += TimeSpan.FromHours(2);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/items/{programme.Open}/completion") { Content = JsonContent.Create(new { on = "2019-11-20" }) };
        request.Headers.Add("If-Match", "\"1\"");
        Assert.That((int)(await app.Office.SendAsync(request)).StatusCode, Is.EqualTo(200));

        var comparison = await app.Office.Json(address);
        Assert.Multiple(() =>
        {
            Assert.That(comparison["same"]!.GetValue<bool>(), Is.False);
            Assert.That(Changed(comparison), Is.EqualTo("completed +1, onTime +1, notDue -1, dueSoon -1, notStarted -1, onTimeByFirstDueDate +1"));
            var entered = Figure(comparison, "completed")["entered"]!.AsArray().Single()!;
            Assert.That(entered["id"]!.GetValue<Guid>(), Is.EqualTo(programme.Open));
            Assert.That((entered["before"]!["status"].Text(), entered["after"]!["status"].Text()), Is.EqualTo(("notStarted", "completed")));
        });
    }

    [Test]
    public async Task The_api_describes_it()
    {
        var description = await (await SampleYears.App).Office.Json("/openapi/v1.json");
        Assert.That(description["paths"]!["/api/comparison"]!["get"]!["parameters"]!.AsArray().Select(p => p!["name"].Text()), Is.SupersetOf(new[] { "asOf", "knownAt", "asOf2", "knownAt2" }));
    }

    private static JsonNode Figure(JsonNode comparison, string name) => comparison["figures"]!.AsArray().Single(f => f!["figure"].Text() == name)!;

    private static string Changed(JsonNode comparison) => string.Join(", ", comparison["figures"]!.AsArray().Where(f => f!["difference"].Int() != 0)
        .Select(f => $"{f!["figure"].Text()} {f["difference"].Int().ToString("+0;-0", System.Globalization.CultureInfo.InvariantCulture)}"));

    private static List<Guid> Ids(JsonNode? items) => [.. items!.AsArray().Select(i => i!["id"]!.GetValue<Guid>())];

    private static async Task<List<Guid>> Listed(TestApp app, JsonNode answer) => Ids((await app.Office.Json(answer["items"].Text() + "&pageSize=1000"))["items"]);
}
