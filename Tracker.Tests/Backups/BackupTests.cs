using Dapper;
using Npgsql;
using Tracker.Api.Demo;
using Tracker.Db.Backups;
using Tracker.Domain.Items;

namespace Tracker.Tests.Backups;

/// <summary>One file, of one moment, whole or not there.</summary>
public sealed class BackupTests
{
    private readonly BackupFolder _folder = new();
    private BackedUpCouncils _councils = null!;

    [OneTimeSetUp]
    public async Task Make() => _councils = await BackedUpCouncils.Make();

    [OneTimeTearDown]
    public async Task Close()
    {
        await _councils.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task What_is_written_while_a_backup_runs_is_not_in_it()
    {
        var (rows, figures) = (await BackedUpCouncils.Rows(_councils.Place), await BackedUpCouncils.Figures(_councils.Place));
        var file = _folder.New();
        Task<(Manifest, long)> backup;
        await using (var holder = new NpgsqlConnection(_councils.Place.Superuser + ";Pooling=false"))
        {
            // The backup comes to a halt at a table of the first council; by then it has read some, and neither the second council nor any figure.
            await holder.OpenAsync();
            await holder.ExecuteAsync("begin; lock table unit_aliases in access exclusive mode");
            backup = Backup.Write(_councils.Place.Owner, file, BackedUpCouncils.Moment);
            while (!await holder.ExecuteScalarAsync<bool>("select exists (select from pg_locks where relation = 'unit_aliases'::regclass and not granted)"))
                Assert.That(backup.IsFaulted, Is.False);
            await _councils.GoOn();
        }
        await backup;

        var place = await TestCluster.NewEmptyDatabase();
        using (var written = await BackupFile.Open(file))
            await Restore.Into(place.Owner, written, alone: false);
        Assert.That(await BackedUpCouncils.Rows(place), Is.EqualTo(rows));
        Assert.That(await BackedUpCouncils.Figures(place), Is.EqualTo(figures));
        Assert.That(await BackedUpCouncils.Figures(_councils.Place), Is.Not.EqualTo(figures), "something was written");
    }

    [Test]
    public async Task A_backup_says_what_it_holds()
    {
        var (manifest, bytes) = await Backup.Write(_councils.Place.Owner, _folder.New(), BackedUpCouncils.Moment);

        Assert.That(manifest.Moment, Is.EqualTo(BackedUpCouncils.Moment));
        Assert.That(manifest.Migrations.Select(m => m.Number), Is.EqualTo(Db.Migration.Embedded.Select(m => m.Number)));
        Assert.That(manifest.Councils.Select(c => c.Name), Is.EquivalentTo(new[] { DemoCouncil.Council.Name, BackedUpCouncils.Other.Name }));
        Assert.That(manifest.Figures.Select(f => (f.Council, f.Year, f.Origin)).Distinct(), Is.EquivalentTo(new[]
        {
            (DemoCouncil.Council.Id, 2018, Origin.Programme), (DemoCouncil.Council.Id, 2019, Origin.Programme), (BackedUpCouncils.Other.Id, 2019, Origin.Adhoc),
        }));
        Assert.That(manifest.Figures.Select(f => f.AsOf).Distinct().Count(), Is.EqualTo(9), "four quarters of two years, and the day itself");
        Assert.That(bytes, Is.Positive);
    }

    [Test]
    public async Task Only_its_owner_may_read_a_backup()
    {
        var file = _folder.New();
        await File.WriteAllTextAsync(file + ".part", "what a killed run had begun");
        await Backup.Write(_councils.Place.Owner, file, BackedUpCouncils.Moment);

        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(File.Exists(file + ".part"), Is.False);
    }

    [Test]
    public async Task A_file_that_is_there_is_never_written_over()
    {
        var file = _folder.New();
        await File.WriteAllTextAsync(file, "sổ tay");
        Assert.That(() => Backup.Write(_councils.Place.Owner, file, BackedUpCouncils.Moment), Throws.TypeOf<BackupFailed>().With.Message.Contains("Đã có"));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("sổ tay"));
    }

    [Test]
    public async Task A_backup_that_fails_leaves_no_file()
    {
        var nothing = Path.Combine(_folder.Path, "không có", "1.trk");
        Assert.That(() => Backup.Write(_councils.Place.Owner, nothing, BackedUpCouncils.Moment), Throws.TypeOf<BackupFailed>().With.Message.Contains(nothing));

        var place = await TestCluster.NewDatabase();
        await using (var superuser = new NpgsqlConnection(place.Superuser))
            await superuser.ExecuteAsync("insert into councils values (gen_random_uuid(), 'Hội đồng', '', '{}', now()); revoke select on units from tracker, tracker_app");
        var file = _folder.New();
        Assert.That(() => Backup.Write(place.Owner, file, BackedUpCouncils.Moment), Throws.TypeOf<BackupFailed>().With.Message.Contains("units"));
        Assert.That(Directory.GetFiles(_folder.Path, Path.GetFileName(file) + "*"), Is.Empty);
    }

    [Test]
    public async Task Where_there_is_no_council_there_is_nothing_to_back_up()
    {
        foreach (var place in new[] { await TestCluster.NewDatabase(), await TestCluster.NewEmptyDatabase() })
        {
            Assert.That(await Backup.IsWorthwhile(place.Owner), Is.False);
            Assert.That(() => Backup.Write(place.Owner, _folder.New(), BackedUpCouncils.Moment), Throws.TypeOf<BackupFailed>().With.Message.Contains("chưa có gì để sao lưu"));
        }
    }

    [Test]
    public async Task A_database_of_a_newer_program_is_left_to_that()
    {
        var older = Db.Migration.Embedded.SkipLast(1).ToArray();
        Assert.That(() => Backup.Write(_councils.Place.Owner, _folder.New(), BackedUpCouncils.Moment, older), Throws.TypeOf<BackupFailed>().With.Message.Contains("mới hơn"));

        var newer = (Db.Migration[])[.. Db.Migration.Embedded, new(Db.Migration.Embedded.Count + 1, "later", "")];
        var (manifest, _) = await Backup.Write(_councils.Place.Owner, _folder.New(), BackedUpCouncils.Moment, newer);
        Assert.That(manifest.Figures, Is.Empty, "before an upgrade there are rows to save, but the new queries don't fit them yet");
    }
}
