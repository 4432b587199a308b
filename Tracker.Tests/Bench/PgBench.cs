using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Tracker.Tests.Bench;

/// <summary>PostgreSQL's own measure of small writes, in a database of its own on the cluster that serves the program.</summary>
internal sealed class PgBench
{
    private const string DatabaseName = "pgbench";
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly string _program;
    private readonly int _clients;

    private PgBench(NpgsqlConnectionStringBuilder server, string program, int clients) => (_server, _program, _clients) = (server, program, clients);

    /// <param name="scale">Times 100,000 accounts, about 15 MB.</param>
    public static async Task<PgBench> Start(string superuser, int clients, int scale)
    {
        await using var connection = new NpgsqlConnection(superuser);
        var folder = await connection.QuerySingleAsync<string>("select setting from pg_config where name = 'BINDIR'");
        await connection.ExecuteAsync($"drop database if exists {DatabaseName} with (force)");
        await connection.ExecuteAsync($"create database {DatabaseName}");
        var bench = new PgBench(new(superuser), Path.Combine(folder, OperatingSystem.IsWindows() ? "pgbench.exe" : "pgbench"), clients);
        await bench.Run("--initialize", "--quiet", $"--scale={scale}");
        return bench;
    }

    /// <summary>One account's balance and a line of history at a time; each is committed.</summary>
    public Task SimpleUpdates(int count) =>
        Run("--builtin=simple-update", "--no-vacuum", $"--client={_clients}", "--jobs=2", $"--transactions={count / _clients}");

    private async Task Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(_program, [.. arguments, DatabaseName]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGHOST"] = _server.Host;
        start.Environment["PGPORT"] = _server.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = _server.Username;
        start.Environment["PGPASSWORD"] = _server.Password;
        start.Environment["PGSSLMODE"] = "disable";
        start.Environment["PGGSSENCMODE"] = "disable";
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(string.Concat(said));
    }
}
