using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tracker.Tests.Http;

/// <summary>A correction may say no more than the entry it replaces could have said; the clock stands on 6 January 2020.</summary>
public sealed class CorrectionTests : OnOneSmallProgramme
{
    private static readonly Guid Nobody = Guid.Parse("6f9f0c1e-5d0e-4a4c-9a3b-0d4f4f2b1a11");

    private static IEnumerable<TestCaseData> Refused()
    {
        static TestCaseData Case(string name, string kind, object replacement, string? on, int status) => new TestCaseData(kind, replacement, on, status).SetArgDisplayNames(name);
        yield return Case("a title lost", "described", new { kind = "described", note = "x" }, null, 409);
        yield return Case("a blank title", "described", new { kind = "described", title = "  " }, null, 400);
        yield return Case("a title too long", "described", new { kind = "described", title = new string('x', 2001) }, null, 400);
        yield return Case("an unknown lead", "described", new { kind = "described", title = "x", leadUnitId = Nobody }, null, 400);
        yield return Case("an unknown cooperating unit", "described", new { kind = "described", title = "x", cooperatingUnitIds = new[] { Nobody } }, null, 400);
        yield return Case("joined on a day to come", "joined", new { kind = "joined", membership = "issued" }, "2020-01-07", 409);
        yield return Case("carried over on a day to come", "progressed", new { kind = "progressed", state = "carriedOver" }, "2020-01-07", 409);
        yield return Case("in progress before it was there", "progressed", new { kind = "progressed", state = "inProgress" }, "2018-01-07", 409);
        yield return Case("an occurrence that is not there", "progressed", new { kind = "progressed", state = "completed", occurrence = 3 }, null, 409);
        yield return Case("a deadline moved to an occurrence", "scheduled", new { kind = "scheduled", dueOn = "2019-12-31", occurrence = 2 }, null, 409);
        yield return Case("a start after the deadline", "scheduled", new { kind = "scheduled", dueOn = "2019-12-31", startOn = "2020-01-01" }, null, 400);
    }

    [Test]
    public async Task A_correction_that_changes_nothing_is_refused()
    {
        var address = $"/api/items/{Programme.Late}";
        var before = await App.Office.Json(address);
        foreach (var kind in new[] { "described", "progressed" })
        {
            var wrong = before["history"]!.AsArray().First(e => e!["change"]!["kind"].Text() == kind)!;
            var request = new HttpRequestMessage(HttpMethod.Post, address + "/corrections") { Content = JsonContent.Create(new { entry = wrong["id"], replacement = wrong["change"] }) };
            request.Headers.Add("If-Match", $"\"{before["version"].Int()}\"");
            Assert.That((await (await App.Office.SendAsync(request)).Answer()).Body["type"].Text(), Is.EqualTo("urn:tracker:problem:nothing-corrected"), kind);
        }
    }

    [TestCaseSource(nameof(Refused))]
    public async Task What_no_entry_could_say_no_correction_says(string kind, object replacement, string? on, int status)
    {
        var address = $"/api/items/{Programme.Done}";
        var before = await App.Office.Json(address);
        var entry = before["history"]!.AsArray().First(e => e!["change"]!["kind"].Text() == kind)!["id"]!.GetValue<long>();
        var request = new HttpRequestMessage(HttpMethod.Post, address + "/corrections") { Content = JsonContent.Create(new { entry, replacement, on }) };
        request.Headers.Add("If-Match", $"\"{before["version"].Int()}\"");
        var (got, body) = await (await App.Office.SendAsync(request)).Answer();
        Assert.That(got, Is.EqualTo(status), body.ToString());
        Assert.That((await App.Office.Json(address))["version"].Int(), Is.EqualTo(before["version"].Int()));
    }

    [Test]
    public async Task Extending_a_recurring_item_asks_which_time()
    {
        var made = await (await App.Office.PostAsJsonAsync("/api/items", new { title = "Tiếp công dân", leadUnit = "Ban Pháp chế", programme = Programme.Id, timePhrase = "Tháng 3, 9" })).Answer();
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/items/{made.Body["id"]}/extension") { Content = JsonContent.Create(new { dueOn = "2020-03-01", document = "1/TB-HĐND" }) };
        request.Headers.Add("If-Match", "\"1\"");
        Assert.That((await (await App.Office.SendAsync(request)).Answer()).Body["type"].Text(), Is.EqualTo("urn:tracker:problem:which-occurrence"));
    }
}
