using System.Diagnostics;
using Dapper;
using Npgsql;

namespace Tracker.Db.Local;

/// <summary>Starts, takes over and stops the server of one cluster. Whoever calls holds the data folder's lock.</summary>
internal sealed class Server(DataFolder folder, PostgresPrograms programs, LocalPostgresOptions options)
{
    // Room for the recovery after a crash, which may have much to replay.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Returns once the server answers: one that outlived its program, or a new one.</summary>
    public async Task<Access> Start(CancellationToken cancellation)
    {
        var access = Access.Read(folder.Cluster);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Postmaster.Find(folder.Data) is { } running)
            {
                access = access with { Port = running.Port };
                if (await Answers(access))
                    return access;
                // It starts, recovers, or is just shutting down.
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
                continue;
            }
            await ClearRemains();
            if (!FreePort.IsFree(access.Port))
            {
                access = access with { Port = FreePort.Find() };
                access.Write(folder.Cluster);
            }
            await StartNew(access.Port);
        }
        throw new LocalPostgresFailed($"PostgreSQL trong “{folder.Cluster}” không trả lời sau {Patience.TotalMinutes} phút. Hãy xem “{folder.ServerLog}”.");
    }

    /// <summary>The owner's role and database, where they are missing.</summary>
    public async Task MakeDatabase(Access access, CancellationToken cancellation)
    {
        await using var connection = await Connect(access, cancellation);
        if (!await connection.ExecuteScalarAsync<bool>(RoleExists, new { Access.Owner }))
            await connection.ExecuteAsync($"create role {Access.Owner} login createrole password '{access.OwnerPassword}'");
        if (!await connection.ExecuteScalarAsync<bool>(DatabaseExists, new { Access.Owner }))
            await connection.ExecuteAsync($"create database {Access.Owner} owner {Access.Owner}");
    }

    private const string RoleExists = "select exists (select from pg_roles where rolname = @Owner)";

    private const string DatabaseExists = "select exists (select from pg_database where datname = @Owner)";

    public async Task Stop()
    {
        if (Postmaster.Find(folder.Data) is null)
            return;
        // What is thrown away needs no tidy end.
        string[] modes = options.ThrowAway ? ["immediate"] : ["fast", "immediate"];
        foreach (var mode in modes)
            if ((await PgCtl("stop", "-m", mode, "-t", "60")).Succeeded || Postmaster.Find(folder.Data) is null)
                return;
        throw new LocalPostgresFailed($"Không dừng được PostgreSQL trong “{folder.Cluster}”. Hãy xem “{folder.ServerLog}”.");
    }

    private async Task StartNew(int port)
    {
        ServerSettings.Write(folder, port, options.ThrowAway);
        if (new FileInfo(folder.ServerLog) is { Exists: true, Length: > 10_000_000 } log)
            log.Delete();
        var ran = await PgCtl("start", "-l", Path.Combine("data", Path.GetFileName(folder.ServerLog)), "-t", $"{Patience.TotalSeconds}");
        // Not a failure: a server that a killed run had begun to start came first, or the port was taken meanwhile.
        if (ran.Succeeded || Postmaster.Find(folder.Data) is not null || !FreePort.IsFree(port))
            return;
        throw new LocalPostgresFailed($"PostgreSQL không khởi động được trong “{folder.Cluster}”. Cuối tệp “{folder.ServerLog}” ghi:\n{LogEnd()}\n{ran.LastLines}");
    }

    private async Task ClearRemains()
    {
        if (!File.Exists(Postmaster.PidFile(folder.Data)))
            return;
        // Workers of a killed server must be gone before a new one may touch the files.
        var clock = Stopwatch.StartNew();
        while (Postmaster.Survivors(folder.Data).ToList() is { Count: > 0 } survivors)
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(1))
                throw new LocalPostgresFailed($"PostgreSQL của lần chạy trước chưa tắt hẳn. Hãy kết thúc các tiến trình {string.Join(", ", survivors)} rồi chạy lại.");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
        File.Delete(Postmaster.PidFile(folder.Data));
    }

    private async Task<bool> Answers(Access access)
    {
        try
        {
            await using var connection = await Connect(access, CancellationToken.None);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new LocalPostgresFailed($"Mật khẩu trong “{folder.Cluster}” không khớp với cơ sở dữ liệu ở đó. Hãy khôi phục cả thư mục từ cùng một bản sao lưu.", e);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<NpgsqlConnection> Connect(Access access, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(access.SuperuserConnectionString("postgres") + ";Pooling=false;Timeout=15");
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Relative paths, since pg_ctl hands the log's on to a shell.
    private Task<Ran> PgCtl(string action, params string[] arguments) =>
        Tool.AsServer(folder.Cluster, programs.PgCtl, [action, "-D", "data", "-w", "-s", .. arguments]);

    private string LogEnd() =>
        File.Exists(folder.ServerLog) ? string.Join('\n', File.ReadLines(folder.ServerLog).TakeLast(12)) : "";
}
