using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tracker.Db.Backups;
using Tracker.Db.Runs;
using Tracker.Jobs;
using Tracker.Jobs.Backups;

namespace Tracker.Tests.Backups;

/// <summary>One backup a night, fourteen nights.</summary>
public sealed class NightlyBackupTests
{
    private static TestDatabase s_place = null!;
    private BackupFolder _folder = null!;

    [OneTimeSetUp]
    public async Task Record()
    {
        s_place = await TestCluster.NewDatabase();
        await using var app = await TestApp.On(s_place.Owner);
        await SmallProgramme.Record(app);
    }

    [SetUp]
    public void NewFolder() => _folder = new();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public async Task The_newest_fourteen_are_kept_each_named_by_its_day()
    {
        var backup = Backup();
        File.WriteAllText(Path.Combine(_folder.Path, "tracker-trước khi nâng cấp.trk"), "");
        File.WriteAllText(Path.Combine(_folder.Path, "tracker-2020-02-27.trk.part"), "");
        for (var night = 0; night < 16; night++)
            await backup.Run(At(2, 0).AddDays(night));

        Assert.That(Names(), Is.EqualTo(Enumerable.Range(8, 14).Select(d => $"tracker-2020-01-{d:00}.trk").Append("tracker-trước khi nâng cấp.trk")));
        using var last = await BackupFile.Open(Path.Combine(_folder.Path, "tracker-2020-01-21.trk"));
        Assert.That(last.Manifest.Moment, Is.EqualTo(At(2, 0).AddDays(15)));
    }

    [Test]
    public async Task A_day_has_one_backup_however_often_it_is_asked_for()
    {
        var path = await Backup().Run(At(2, 0));
        var written = File.GetLastWriteTimeUtc(path!);

        Assert.That(await Backup().Run(At(23, 59)), Is.Null);
        Assert.That(File.GetLastWriteTimeUtc(path!), Is.EqualTo(written));
    }

    [Test]
    public void It_is_due_from_two_o_clock_in_Hanoi_until_it_is_there()
    {
        var backup = Backup();
        Assert.That(backup.IsDue(At(2, 0)), Is.True, "there is none at all");
        Have("2020-01-05");
        Assert.That(backup.IsDue(At(1, 59)), Is.False);
        Assert.That(backup.IsDue(At(2, 0)), Is.True);
        Assert.That(backup.IsDue(At(17, 0)), Is.True, "the machine was off at night");
        Have("2020-01-06");
        Assert.That(backup.IsDue(At(17, 0)), Is.False);
        Assert.That(backup.IsDue(At(2, 0).AddDays(1)), Is.True);
    }

    [Test]
    public void A_backup_of_a_day_to_come_from_a_wrong_clock_counts_for_nothing()
    {
        Have("2031-01-01");
        Assert.That(Backup().IsDue(At(2, 0)), Is.True);
    }

    [TestCase(1, 30, 30)]
    [TestCase(2, 0, 1440)]
    [TestCase(23, 0, 180)]
    public void The_next_time_is_the_next_two_o_clock(int hour, int minute, int minutes) =>
        Assert.That(NightlyBackup.UntilNext(At(hour, minute)), Is.EqualTo(TimeSpan.FromMinutes(minutes)));

    [Test]
    public async Task Where_there_is_no_council_no_file_is_made()
    {
        var place = await TestCluster.NewDatabase();
        Assert.That(await new NightlyBackup(place.Owner, _folder.Path).Run(At(2, 0)), Is.Null);
        Assert.That(Names(), Is.Empty);
    }

    [Test]
    public async Task The_service_backs_up_when_it_is_due_and_looks_again_in_time()
    {
        var service = Service(_folder.Path, At(1, 55));
        Assert.That(await service.LookNow(), Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(Names(), Is.EqualTo(["tracker-2020-01-06.trk"]), "it had none");
        Assert.That(await Service(_folder.Path, At(2, 0)).LookNow(), Is.EqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(Names(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_failure_is_written_down_stops_nothing_and_is_tried_again()
    {
        var file = Path.Combine(_folder.Path, "không phải thư mục");
        await File.WriteAllTextAsync(file, "");
        Assert.That(await Service(file, At(2, 0)).LookNow(), Is.EqualTo(TimeSpan.FromHours(1)));
        var runs = (await Services(file, At(2, 0)).GetRequiredService<RunStore>().Records([Schedule.Backup.Name], 1)).Single().Runs;
        Assert.That(runs.Single().Outcome, Is.EqualTo(RunOutcome.Failed));
    }

    private static DateTimeOffset At(int hour, int minute) => new(2020, 1, 6, hour, minute, 0, TimeSpan.FromHours(7));

    private NightlyBackup Backup() => new(s_place.Owner, _folder.Path);

    private static NightlyBackupService Service(string folder, DateTimeOffset now) => Services(folder, now).GetRequiredService<NightlyBackupService>();

    private static IServiceProvider Services(string folder, DateTimeOffset now) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new StandingClock(now))
        .AddSingleton(NpgsqlDataSource.Create(Db.Database.ServingConnectionString(s_place.Owner) + ";Pooling=false"))
        .AddSingleton<Db.Database>()
        .AddSingleton<RunStore>()
        .AddSingleton<JobRunner>()
        .AddNightlyBackup(s_place.Owner, folder)
        .BuildServiceProvider();

    private void Have(string day) => File.WriteAllText(Path.Combine(_folder.Path, $"tracker-{day}.trk"), "");

    private string[] Names() => [.. Directory.GetFiles(_folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
