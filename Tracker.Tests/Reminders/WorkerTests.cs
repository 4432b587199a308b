using System.Diagnostics;
using Npgsql;
using Tracker.Db;
using Tracker.Db.Local;
using Tracker.Domain.Councils;
using Tracker.Jobs;

namespace Tracker.Tests.Reminders;

/// <summary>Workers as programs of their own beside each other, killed at any moment.</summary>
public sealed class WorkerTests
{
    /// <summary>How often two workers are killed; any number by TRACKER_KILLS.</summary>
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("TRACKER_KILLS"), out var rounds) ? rounds : 2;

    private const int People = 40;

    [Test]
    public async Task Whatever_is_killed_everybody_gets_the_days_mail_and_a_repeat_only_under_the_same_message_id()
    {
        await using var server = new SmtpServer();
        await using var council = await Cast();
        var random = TestContext.CurrentContext.Random;
        for (var round = 0; round < Rounds; round++)
        {
            using var first = new Worker(council, server);
            using var second = new Worker(council, server);
            // Somewhere between the first mail that comes now and the last.
            var enough = server.Mails.Count + random.Next(1, Math.Max(2, People / Rounds));
            await Until(() => Task.FromResult(server.Mails.Count >= Math.Min(enough, People)));
            await Task.Delay(random.Next(20));
        }
        using (new Worker(council, server))
            await Until(async () => await Sent(council) == People);

        CheckMails(server);
        Assert.That(server.Mails.Count - People, Is.InRange(0, 2 * Rounds), "each worker that was killed had at most one mail in hand");
    }

    [Test]
    public async Task Workers_outlive_a_killed_database_and_lose_nothing()
    {
        var folder = TestFolder.New("jobs");
        var options = new LocalPostgresOptions { ThrowAway = true };
        var postgres = await LocalPostgres.Start(folder, options);
        try
        {
            await using (var owner = NpgsqlDataSource.Create(postgres.OwnerConnectionString + ";Pooling=false"))
                await new Migrator(owner).Apply();
            await using var server = new SmtpServer();
            await using var council = await Cast(new(postgres.OwnerConnectionString, "", postgres.SuperuserConnectionString));
            using var first = new Worker(council, server);
            using var second = new Worker(council, server);
            for (var round = 0; round < Rounds; round++)
            {
                await Until(() => Task.FromResult(server.Mails.Count > round * People / (Rounds + 1)));
                using (var killed = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(folder, "cluster", "data", "postmaster.pid")).First())))
                    killed.Kill();
                await postgres.DisposeAsync();
                postgres = await LocalPostgres.Start(folder, options);
            }
            await Until(async () => await Sent(council) == People);

            CheckMails(server);
        }
        finally
        {
            await postgres.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The workers go by the real clock: whatever day it is, it is worked on, and the next one isn't, should midnight come.</summary>
    private static async Task<RemindedCouncil> Cast(TestDatabase? place = null)
    {
        var today = Council.DayOf(TimeProvider.System.GetUtcNow());
        var council = await RemindedCouncil.New(TimeProvider.System, new()
        {
            SpecialDays = [new(today, "Làm bù", true), new(today.AddDays(1), "Nghỉ", false)],
            Reminders = new() { From = TimeOnly.MinValue },
        }, place);
        for (var i = 0; i < People; i++)
            await council.Person($"Người {i}", $"n{i:00}@example.vn");
        await council.Item("Giám sát", -1);
        return council;
    }

    private static void CheckMails(SmtpServer server)
    {
        Assert.That(server.Mails.Select(m => m.To).Distinct().Order(), Is.EqualTo(Enumerable.Range(0, People).Select(i => $"n{i:00}@example.vn")));
        Assert.That(server.Mails.GroupBy(m => m.To).Where(g => g.Select(m => m.MessageId).Distinct().Count() > 1), Is.Empty, "one Message-ID for a person");
    }

    private static async Task<int> Sent(RemindedCouncil council) => (await council.Look<int>("select count(*)::int from reminder_mails where state = 'sent'")).Single();

    /// <summary>A worker that is killed, with SIGKILL, at the end of its block.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly Process _process;

        public Worker(RemindedCouncil council, SmtpServer server)
        {
            _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Schedule).Assembly.Location])
            {
                RedirectStandardOutput = true,
                Environment =
                {
                    ["ConnectionStrings__Tracker"] = council.Place.Owner,
                    ["Mail__Host"] = "127.0.0.1",
                    ["Mail__Port"] = $"{server.Port}",
                    ["Mail__StartTls"] = "false",
                    ["Mail__Timeout"] = "00:00:01",
                    ["Schedule__outbox"] = "0/1 * * * * ?",
                },
            })!;
            _process.BeginOutputReadLine();
        }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)));
            await Task.Delay(10);
        }
    }
}
