using System.Diagnostics;
using Npgsql;

namespace Tracker.Db.Local;

/// <summary>
/// A PostgreSQL cluster of the program's own, in a data folder: made at the first start, taken up again at every later one,
/// whatever became of the run before. It listens on 127.0.0.1 only. Disposing stops it, unless it is another program's.
/// </summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    // Null when the cluster is another program's.
    private readonly DataLock? _lock;
    private readonly Server? _server;
    private readonly Access _access;

    private LocalPostgres(DataFolder folder, DataLock? @lock, Server? server, Access access)
    {
        DataFolder = folder.Root;
        _lock = @lock;
        _server = server;
        _access = access;
    }

    /// <summary>Outside any clone, where PostgreSQL's own user can come to when this program is root.</summary>
    public static string DefaultDataFolder => Tool.RunsAsServerUser
        ? "/var/lib/tracker"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "tracker");

    /// <summary>The data folder in full and free of symbolic links; other files of the program have their place in it too.</summary>
    public string DataFolder { get; }

    /// <summary>For the owner of database and schema, who is no superuser but may create roles.</summary>
    public string OwnerConnectionString => _access.OwnerConnectionString;

    /// <summary>For tests, measurements and backups only.</summary>
    public string SuperuserConnectionString => _access.SuperuserConnectionString(Access.Owner);

    /// <exception cref="LocalPostgresFailed">With a sentence for the user: not installed, folder in use or out of reach, server doesn't start.</exception>
    public static async Task<LocalPostgres> Start(string dataFolder, LocalPostgresOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new LocalPostgresOptions();
        var folder = Local.DataFolder.Open(dataFolder);
        var @lock = DataLock.Take(folder);
        try
        {
            var programs = await PostgresPrograms.FindOrInstall(folder.ClusterVersion, options.Say);
            await folder.CheckReach();
            cancellation.ThrowIfCancellationRequested();
            if (!Directory.Exists(folder.Cluster))
                await ClusterMaker.Make(folder, programs, options);
            var server = new Server(folder, programs, options);
            try
            {
                var access = await server.Start(cancellation);
                await server.MakeDatabase(access, cancellation);
                return new LocalPostgres(folder, @lock, server, access);
            }
            catch
            {
                await server.Stop();
                throw;
            }
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a cluster in the folder, running or not.</summary>
    public static bool Exists(string dataFolder) => Directory.Exists(Path.Combine(dataFolder, Local.DataFolder.ClusterName));

    /// <summary>For a command beside a program that may be running: its cluster while it runs, which disposing then leaves alone; else started as by <see cref="Start"/>.</summary>
    /// <exception cref="LocalPostgresFailed"/>
    public static async Task<LocalPostgres> StartOrJoin(string dataFolder, LocalPostgresOptions? options = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await Start(dataFolder, options, cancellation);
            }
            catch (LocalPostgresFailed e) when (e.FolderInUse && clock.Elapsed < TimeSpan.FromMinutes(1))
            {
                var folder = Local.DataFolder.Open(dataFolder);
                if (await Join(folder, cancellation) is { } access)
                    return new LocalPostgres(folder, null, null, access);
            }
            // That program is just starting or stopping.
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    private static async Task<Access?> Join(DataFolder folder, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder.Cluster) || Postmaster.Find(folder.Data) is not { } running)
            return null;
        var access = Access.Read(folder.Cluster) with { Port = running.Port };
        try
        {
            await using var connection = new NpgsqlConnection(access.OwnerConnectionString + ";Pooling=false;Timeout=15");
            await connection.OpenAsync(cancellation);
            return access;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    /// <summary>Removes a data folder and ends the server that a killed run may have left in it. Does nothing when there is none.</summary>
    /// <exception cref="LocalPostgresFailed">A living program uses it.</exception>
    public static async Task Remove(string dataFolder)
    {
        if (!Directory.Exists(dataFolder))
            return;
        var folder = Local.DataFolder.Open(dataFolder);
        using (DataLock.Take(folder))
        {
            if (folder.ClusterVersion is { } version && Postmaster.Find(folder.Data) is not null)
                await new Server(folder, await PostgresPrograms.FindOrInstall(version, _ => { }), new LocalPostgresOptions { ThrowAway = true }).Stop();
        }
        Directory.Delete(folder.Root, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_server is not null)
                await _server.Stop();
        }
        finally
        {
            _lock?.Dispose();
        }
    }
}
