using Dapper;
using Npgsql;
using Tracker.Db;
using Tracker.Db.Local;

namespace Tracker.Tests;

/// <summary>The throw-away PostgreSQL of this test run, started when the first test asks for a database.</summary>
[SetUpFixture]
public sealed class TestCluster
{
    private const string Template = "tracker_template";
    private static readonly Lazy<Task<LocalPostgres>> Started = new(Start);
    private static int s_databases;

    /// <summary>A fresh database with every migration applied, and nothing in it.</summary>
    public static async Task<TestDatabase> NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref s_databases)}";
        await Create(name, Template);
        return await Named(name);
    }

    /// <summary>A fresh database without any migration.</summary>
    public static async Task<TestDatabase> NewEmptyDatabase()
    {
        var name = $"empty_{Interlocked.Increment(ref s_databases)}";
        await Create(name, "template1");
        return await Named(name);
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        if (!Started.IsValueCreated)
            return;
        NpgsqlConnection.ClearAllPools();
        var cluster = await Started.Value;
        await cluster.DisposeAsync();
        Directory.Delete(cluster.DataFolder, recursive: true);
    }

    private static async Task<LocalPostgres> Start()
    {
        await TestFolder.RemoveStale();
        var cluster = await LocalPostgres.Start(TestFolder.New("run"), new LocalPostgresOptions { ThrowAway = true, Say = TestContext.Progress.WriteLine });
        await using (var superuser = new NpgsqlConnection(cluster.SuperuserConnectionString))
            await superuser.ExecuteAsync($"create database {Template} owner tracker");
        // Nobody may be connected to a template, so nothing of this stays in a pool.
        await using var owner = NpgsqlDataSource.Create(On(cluster.OwnerConnectionString, Template) + ";Pooling=false");
        await new Migrator(owner).Apply();
        return cluster;
    }

    private static async Task Create(string name, string template)
    {
        await using var superuser = new NpgsqlConnection((await Started.Value).SuperuserConnectionString);
        await superuser.ExecuteAsync($"create database {name} template {template} owner tracker");
    }

    private static async Task<TestDatabase> Named(string name)
    {
        var cluster = await Started.Value;
        var owner = On(cluster.OwnerConnectionString, name);
        return new TestDatabase(owner, owner + ";Options=-c role=tracker_app", On(cluster.SuperuserConnectionString, name));
    }

    private static string On(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;
}
