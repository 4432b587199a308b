using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Api;
using Tracker.Api.Demo;
using Tracker.Db.Accounts;
using Tracker.Domain.Accounts;

namespace Tracker.Tests;

/// <summary>A clock that stands still until it is set.</summary>
public sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}

/// <summary>The whole program on a fresh database, listening on a free port, with the sample council in it and nothing else.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApp(WebApplication app, StandingClock clock, IReadOnlyList<DemoAccount> accounts)
    {
        (_app, Clock, Accounts) = (app, clock, accounts);
        Address = new(app.Urls.Single());
        Office = As(Role.Office);
    }

    public static readonly DateTimeOffset Start = new(2020, 1, 6, 9, 0, 0, TimeSpan.FromHours(7));

    public StandingClock Clock { get; }
    public Uri Address { get; }
    public IReadOnlyList<DemoAccount> Accounts { get; }
    public HttpClient Office { get; }
    public IReadOnlyList<Microsoft.AspNetCore.Routing.RouteEndpoint> Endpoints =>
        [.. ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)_app).DataSources.SelectMany(s => s.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()];
    public Db.Database Database => _app.Services.GetRequiredService<Db.Database>();

    public static async Task<TestApp> New(DateTimeOffset? now = null, bool openReading = true) =>
        await On((await TestCluster.NewDatabase()).Owner, now, openReading);

    /// <param name="owner">Connection string of a database of its own.</param>
    /// <param name="imports">What an uploaded file may hold; as usual unless given.</param>
    public static async Task<TestApp> On(string owner, DateTimeOffset? now = null, bool openReading = true, Tracker.Jobs.Imports.WorkbookLimits? imports = null)
    {
        var clock = new StandingClock(now ?? Start);
        var app = await TrackerApp.Create(new(owner, "http://127.0.0.1:0", false, "", clock) { OpenReading = openReading, SignInsPerMinute = 10_000, Imports = imports });
        await using var session = app.Services.GetRequiredService<Db.Database>().Open(DemoCouncil.Council.Id);
        await DemoCouncil.Make(session);
        // Tokens only: hashing a password takes longer than most tests.
        var accounts = new List<DemoAccount>();
        foreach (var account in await AccountStore.All(session))
            accounts.Add(new(account.Role, null, account.Username, "", await AccountStore.AddToken(session, account.Id!.Value, "test")));
        await session.Commit();
        await app.StartAsync();
        return new(app, clock, accounts);
    }

    /// <summary>A client that signs in as one of the cast.</summary>
    public HttpClient As(Role role)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", Accounts.Single(a => a.Role == role).Token);
        return client;
    }

    public const string Password = "mat khau de thu";
    private static readonly Lazy<string> s_hash = new(() => new PasswordHasher<Account>().HashPassword(new(default, null, "", "", Role.Reader, null), Password));

    /// <summary>Somebody with a browser, signed in as one of the cast.</summary>
    public async Task<Visitor> SignIn(Role role)
    {
        var visitor = await Visit(role);
        await visitor.Send(await visitor.Open("/dang-nhap"), "/dang-nhap", ("username", Accounts.Single(a => a.Role == role).Username), ("password", Password));
        Assert.That(visitor.At, Does.Not.StartWith("/dang-nhap"));
        return visitor;
    }

    /// <summary>The same, who hasn't signed in yet but can.</summary>
    public async Task<Visitor> Visit(Role role)
    {
        await using var session = Open();
        var account = (await AccountStore.All(session)).Single(a => a.Role == role);
        await AccountStore.SetPassword(session, account.Id!.Value, s_hash.Value);
        await session.Commit();
        return new(Address);
    }

    public HttpClient Anonymous() => new() { BaseAddress = Address, DefaultRequestHeaders = { Accept = { new MediaTypeWithQualityHeaderValue("application/json") } } };

    public Db.Session Open() => Database.Open(DemoCouncil.Council.Id);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

public static class HttpReading
{
    /// <summary>The answer as JSON; fails with the answer's text unless it is a success.</summary>
    public static async Task<JsonNode> Json(this HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.InRange(200, 299), $"{address}: {text}");
        return JsonNode.Parse(text)!;
    }

    public static async Task<(int Status, JsonNode Body)> Answer(this HttpResponseMessage answer) =>
        ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);

    public static int Int(this JsonNode? node) => node!.GetValue<int>();
    public static string Text(this JsonNode? node) => node!.GetValue<string>();
}
