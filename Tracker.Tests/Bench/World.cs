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

/// <summary>The program with one council's ten years of work, on a cluster of its own that keeps its data safely, as in earnest.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly Action<string> _say;
    private LocalPostgres? _cluster;
    private WebApplication _app = null!;
    private WebApplication _byHand = null!;

    private World(string superuser, Action<string> say)
    {
        (Superuser, _say) = (superuser, say);
        Plain = NpgsqlDataSource.Create(Db.Database.ServingConnectionString(superuser).Replace("-c role=tracker_app ", "", StringComparison.Ordinal));
    }

    /// <summary>Connection string of the superuser, for what must be set up outside the program.</summary>
    public string Superuser { get; }
    public SampleCouncil Council { get; private set; } = null!;
    /// <summary>Of a reader of the council.</summary>
    public string Token { get; private set; } = "";
    public string OfficeToken { get; private set; } = "";
    public Uri Address => new(_app.Urls.Single());
    /// <summary>Where the floor of pages is served.</summary>
    public Uri ByHand => new(_byHand.Urls.Single());
    public Db.Database Database => _app.Services.GetRequiredService<Db.Database>();
    /// <summary>For floors: the superuser's, past row-level security, with nothing set.</summary>
    public NpgsqlDataSource Plain { get; }

    public static async Task<World> Start(Action<string> say)
    {
        var cluster = await LocalPostgres.Start(TestFolder.New("bench"), new() { Say = say });
        var world = new World(cluster.SuperuserConnectionString, say) { _cluster = cluster };
        await world.Open(cluster.OwnerConnectionString);
        return world;
    }

    /// <summary>In a database that is there and empty, for trying it out.</summary>
    public static async Task<World> In(TestDatabase database)
    {
        var world = new World(database.Superuser, _ => { });
        await world.Open(database.Owner);
        return world;
    }

    private async Task Open(string owner)
    {
        var watch = Stopwatch.StartNew();
        _app = await TrackerApp.Create(new(owner, "http://127.0.0.1:0", false, "", TimeProvider.System));
        await using (var session = Database.Open(DemoCouncil.Council.Id))
        {
            await DemoCouncil.Make(session);
            var accounts = await DemoCouncil.GiveAccess(session);
            Token = accounts.Single(a => a.Role == Role.Reader).Token;
            OfficeToken = accounts.Single(a => a.Role == Role.Office).Token;
            await session.Commit();
        }
        Council = await SampleCouncil.Make(Database.Serving, DemoCouncil.Council.Id);
        await _app.StartAsync();
        _byHand = await PageByHand.Start(Plain);
        await Settle();
        _say($"One council with {SampleCouncil.Items} items made in {watch.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>Copies the council until there are about that many items.</summary>
    public async Task Fill(int items)
    {
        var watch = Stopwatch.StartNew();
        var councils = Math.Max(1, items / SampleCouncil.Items);
        await new Copies(Superuser).Make(Council.Id, councils - 1);
        await Settle();
        _say($"{councils} councils made in {watch.Elapsed.TotalSeconds:0} s");
    }

    private async Task Settle()
    {
        await using var superuser = new NpgsqlConnection(Superuser);
        await superuser.ExecuteAsync("vacuum (analyze)", commandTimeout: 0);
        await superuser.ExecuteAsync("checkpoint;", commandTimeout: 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _byHand.DisposeAsync();
        await Plain.DisposeAsync();
        if (_cluster is null)
            return;
        NpgsqlConnection.ClearAllPools();
        await _cluster.DisposeAsync();
        Directory.Delete(_cluster.DataFolder, recursive: true);
    }
}
