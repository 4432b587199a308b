using System.Diagnostics;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tracker.Api;
using Tracker.Api.Demo;
using Tracker.Db.Local;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Bench;

/// <summary>A cluster of its own that keeps its data safely, as in earnest, the program on it, and one council's ten years of work.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly LocalPostgres _cluster;
    private readonly WebApplication _app;
    private WebApplication _byHand = null!;
    private readonly Action<string> _say;

    private World(LocalPostgres cluster, WebApplication app, SampleCouncil council, string token, Action<string> say)
    {
        (_cluster, _app, Council, Token, _say) = (cluster, app, council, token, say);
        Plain = NpgsqlDataSource.Create(Db.Database.ServingConnectionString(cluster.SuperuserConnectionString).Replace("-c role=tracker_app ", ""));
    }

    public SampleCouncil Council { get; }
    /// <summary>Of a reader of the council.</summary>
    public string Token { get; }
    public Uri Address => new(_app.Urls.Single());
    /// <summary>Where the floor of pages is served.</summary>
    public Uri ByHand => new(_byHand.Urls.Single());
    public Db.Database Database => _app.Services.GetRequiredService<Db.Database>();
    /// <summary>For floors: connected like the program, but past row-level security.</summary>
    public NpgsqlDataSource Plain { get; }

    public static async Task<World> Start(Action<string> say)
    {
        var watch = Stopwatch.StartNew();
        var cluster = await LocalPostgres.Start(TestFolder.New("bench"), new() { Say = say });
        var app = await TrackerApp.Create(new(cluster.OwnerConnectionString, "http://127.0.0.1:0", false, "", TimeProvider.System));
        var database = app.Services.GetRequiredService<Db.Database>();
        string token;
        await using (var session = database.Open(DemoCouncil.Council.Id))
        {
            await DemoCouncil.Make(session);
            token = (await DemoCouncil.GiveAccess(session)).Single(a => a.Role == Role.Reader).Token;
            await session.Commit();
        }
        var council = await SampleCouncil.Make(database.Serving, DemoCouncil.Council.Id);
        await app.StartAsync();
        var world = new World(cluster, app, council, token, say);
        world._byHand = await PageByHand.Start(world.Plain);
        await world.Settle();
        say($"One council with {SampleCouncil.Items} items made in {watch.Elapsed.TotalSeconds:0} s");
        return world;
    }

    /// <summary>Copies the council until there are about that many items.</summary>
    public async Task Fill(int items)
    {
        var watch = Stopwatch.StartNew();
        var councils = Math.Max(1, items / SampleCouncil.Items);
        await new Copies(_cluster.SuperuserConnectionString).Make(Council.Id, councils - 1);
        await Settle();
        _say($"{councils} councils made in {watch.Elapsed.TotalSeconds:0} s");
    }

    private async Task Settle()
    {
        await using var superuser = new NpgsqlConnection(_cluster.SuperuserConnectionString);
        await superuser.ExecuteAsync("vacuum (analyze)", commandTimeout: 0);
        await superuser.ExecuteAsync("checkpoint;", commandTimeout: 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _byHand.DisposeAsync();
        await Plain.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await _cluster.DisposeAsync();
        Directory.Delete(_cluster.DataFolder, recursive: true);
    }
}
