using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tracker.Db.Coordination;
using Tracker.Db.Councils;
using Tracker.Domain.Councils;
using Tracker.Jobs.Coordination;

namespace Tracker.Tests.Coordination;

/// <summary>The sample council with an agreement of its board of legal affairs with two departments, made through the API.</summary>
internal sealed record CoordinatedCouncil(TestApp App, Guid Agreement) : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(7));
    public const string Title = "Quy chế phối hợp giữa Ban Pháp chế và các sở";

    public static object Request(string number = "06/QC-HĐND", string validFrom = "2026-01-01", string? validTo = "2026-12-31", string title = Title, object? parties = null, object? more = null) => new
    {
        number, title, parties = parties ?? new[] { "Ban Pháp chế", "Sở Tư pháp", "Sở Nội vụ" }, keeper = "Ban Pháp chế", signedOn = "2025-12-20", validFrom, validTo, review = "15/4–15/4",
        clauses = new[] { new { chapter = "Chương I. QUY ĐỊNH CHUNG", article = "Điều 1. Phạm vi", text = "Quy định việc phối hợp." }, new { chapter = "Chương II. NỘI DUNG", article = "Điều 2. Báo cáo", text = "" } },
    };

    public static async Task<CoordinatedCouncil> New()
    {
        var app = await TestApp.New(Start);
        var (status, body) = await (await app.Office.PostAsJsonAsync("/api/agreements", Request())).Answer();
        Assert.That(status, Is.EqualTo(201), body.ToString());
        return new(app, Guid.Parse(body["id"].Text()));
    }

    /// <param name="due">In words.</param>
    public async Task<JsonNode> Owe(string what, string due, string debtor = "Sở Tư pháp", string from = "2026-01-01")
    {
        var (status, body) = await (await App.Office.PostAsJsonAsync("/api/obligations", new { agreement = Agreement, what, debtor, due, from, clause = "Khoản 1 Điều 2" })).Answer();
        Assert.That(status, Is.EqualTo(201), body.ToString());
        return body;
    }

    public async Task<JsonArray> Items(string query = "") => (await App.Office.Json($"/api/items?origin=coordination&order=dueOn&pageSize=1000&asOf=2026-12-31{query}"))["items"]!.AsArray();

    /// <summary>What the job does when it is time.</summary>
    public async Task<int> Make(Db.Database? on = null)
    {
        var database = on ?? App.Database;
        await using var session = database.Open(Tracker.Api.Demo.DemoCouncil.Council.Id);
        var made = await DueDuties.Make(session, await CouncilStore.Find(session), new(null));
        await session.Commit();
        return made;
    }

    public Task<HttpResponseMessage> Put(string address, object body, int version, HttpMethod? method = null) =>
        App.Office.SendAsync(new(method ?? HttpMethod.Put, address) { Headers = { { "If-Match", $"\"{version}\"" } }, Content = JsonContent.Create(body) });

    /// <summary>Completion by the office on a day.</summary>
    public async Task Complete(JsonNode item, string on)
    {
        var answer = await Put($"/api/items/{item["id"]}/completion", new { on }, (await App.Office.Json($"/api/items/{item["id"]}"))["version"].Int(), HttpMethod.Post);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
