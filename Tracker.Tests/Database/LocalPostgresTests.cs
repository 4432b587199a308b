using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Dapper;
using Npgsql;
using Tracker.Db.Local;

namespace Tracker.Tests.Database;

public sealed class LocalPostgresTests
{
    private string _folder;

    [SetUp]
    public void NewFolder() => _folder = TestFolder.New("local");

    [TearDown]
    public async Task RemoveFolder() => await LocalPostgres.Remove(_folder);

    [Test]
    public async Task What_was_written_is_there_after_a_stop_and_a_start()
    {
        string connectionString;
        await using (var first = await StartAsForUsers())
        {
            connectionString = first.OwnerConnectionString;
            await Write(first);
        }
        Assert.That(() => new NpgsqlConnection(connectionString + ";Pooling=false").OpenAsync(), Throws.InstanceOf<NpgsqlException>(), "it was stopped");

        await using var again = await StartAsForUsers();
        Assert.That(await Read(again), Is.EqualTo("đã ghi"));
        Assert.That(again.OwnerConnectionString, Is.EqualTo(connectionString));
    }

    [Test]
    public async Task Only_this_machine_and_only_with_the_password_gets_in()
    {
        await using var postgres = await Start();

        await using (var superuser = new NpgsqlConnection(postgres.SuperuserConnectionString + ";Pooling=false"))
            Assert.That(await superuser.ExecuteScalarAsync<string>("select current_setting('listen_addresses') || current_setting('unix_socket_directories')"), Is.EqualTo("127.0.0.1"));
        foreach (var password in new[] { "", "Password=sai;" })
        {
            var stranger = new NpgsqlConnectionStringBuilder(postgres.SuperuserConnectionString) { Password = null }.ConnectionString + ";Pooling=false;" + password;
            Assert.That(() => new NpgsqlConnection(stranger).OpenAsync(), Throws.InstanceOf<NpgsqlException>());
        }
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(Path.Combine(_folder, "cluster", "access.json")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task The_folder_may_have_spaces_and_any_letters()
    {
        // Windows allows no quotes in names.
        _folder += OperatingSystem.IsWindows() ? " Dữ liệu thử $HOME" : " Dữ liệu thử $HOME `id` 'một' \"hai\"";

        await using (var first = await Start())
            await Write(first);
        await using var again = await Start();
        Assert.That(await Read(again), Is.EqualTo("đã ghi"));
    }

    [Test]
    public async Task A_killed_server_is_recovered()
    {
        await using (var killed = await Start())
        {
            await Write(killed);
            KillServer();
        }

        await using var again = await Start();
        Assert.That(await Read(again), Is.EqualTo("đã ghi"));
    }

    [Test]
    public async Task The_server_of_a_killed_program_is_taken_over()
    {
        using var killed = await ClusterHolder.Start(_folder);
        using var server = ServerProcess();
        killed.Kill();
        await killed.WaitForExitAsync();

        await using (var next = await Start())
        {
            using var adopted = ServerProcess();
            Assert.That(adopted.Id, Is.EqualTo(server.Id));
            await Write(next);
        }
        Assert.That(File.Exists(PidFile), Is.False, "stopping stops the adopted server too");
    }

    [Test]
    public async Task A_run_of_which_everything_was_killed_is_taken_up_again()
    {
        using var program = await ClusterHolder.Start(_folder);
        program.Kill();
        await program.WaitForExitAsync();
        KillServer();

        await using var next = await Start();
        await Write(next);
    }

    [Test]
    public async Task A_second_program_is_told_who_uses_the_folder()
    {
        await using var first = await Start();

        Assert.That(Start, Throws.TypeOf<LocalPostgresFailed>()
            .With.Message.Contains(first.DataFolder)
            .And.Message.Contains(OperatingSystem.IsWindows() ? "" : $"{Environment.ProcessId}"));
        await Write(first);
    }

    [Test]
    public async Task A_cluster_that_was_never_finished_is_made_anew()
    {
        var half = Directory.CreateDirectory(Path.Combine(_folder, "cluster.new-half", "data", "base"));
        await File.WriteAllTextAsync(Path.Combine(half.Parent!.FullName, "PG_VERSION"), "15\n");

        await using var postgres = await Start();
        await Write(postgres);
        Assert.That(Directory.GetDirectories(_folder).Select(Path.GetFileName), Is.EqualTo(new[] { "cluster" }));
    }

    [Test]
    public async Task A_stale_pid_that_now_belongs_to_another_program_does_no_harm()
    {
        await using (await Start())
            File.Copy(PidFile, PidFile + ".kept");
        var lines = await File.ReadAllLinesAsync(PidFile + ".kept");
        await File.WriteAllLinesAsync(PidFile, [$"{Environment.ProcessId}", .. lines[1..]]);

        await using var next = await Start();
        await Write(next);
    }

    [Test]
    public async Task A_port_that_was_taken_meanwhile_is_given_up_for_another()
    {
        int port;
        await using (var first = await Start())
            port = new NpgsqlConnectionStringBuilder(first.OwnerConnectionString).Port;
        using var squatter = new TcpListener(IPAddress.Loopback, port);
        squatter.Start();

        await using var next = await Start();
        Assert.That(new NpgsqlConnectionStringBuilder(next.OwnerConnectionString).Port, Is.Not.EqualTo(port));
        await Write(next);
    }

    [Test, Platform("Linux"), SupportedOSPlatform("linux")]
    public async Task An_empty_folder_that_was_closed_to_others_will_do()
    {
        MakeClosedFolder();

        await using var postgres = await Start();
        await Write(postgres);
    }

    [Test, Platform("Linux"), SupportedOSPlatform("linux")]
    public void A_folder_that_the_server_cannot_reach_is_named()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("Only root hands the server over to another user.");
        MakeClosedFolder();

        Assert.That(() => LocalPostgres.Start(Path.Combine(_folder, "bên trong")),
            Throws.TypeOf<LocalPostgresFailed>().With.Message.Contains($"“{_folder}”").And.Message.Contains("chmod o+x"));
    }

    [SupportedOSPlatform("linux")]
    private void MakeClosedFolder()
    {
        Directory.CreateDirectory(_folder);
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string PidFile => Path.Combine(_folder, "cluster", "data", "postmaster.pid");

    private Task<LocalPostgres> Start() => LocalPostgres.Start(_folder, new() { ThrowAway = true });

    private Task<LocalPostgres> StartAsForUsers() => LocalPostgres.Start(_folder);

    private Process ServerProcess() => Process.GetProcessById(int.Parse(File.ReadLines(PidFile).First()));

    // Its end is not waited for: on a machine where nobody collects orphans it stays a zombie, which the next start must bear.
    private void KillServer()
    {
        using var server = ServerProcess();
        server.Kill();
    }

    private static Task<string?> Write(LocalPostgres postgres) =>
        Scalar(postgres, "create table note (text text); insert into note values ('đã ghi') returning text");

    private static Task<string?> Read(LocalPostgres postgres) => Scalar(postgres, "select text from note");

    private static async Task<string?> Scalar(LocalPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.OwnerConnectionString + ";Pooling=false");
        return await connection.ExecuteScalarAsync<string>(sql);
    }
}
