using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using NUnit.Framework.Constraints;
using Tracker.Api.Demo;
using Tracker.Db;
using Tracker.Db.Backups;
using Tracker.Db.Items;
using Tracker.Domain.Items;

namespace Tracker.Tests.Backups;

/// <summary>What was backed up comes back whole, in an empty place, or not at all.</summary>
public sealed class RestoreTests
{
    private readonly BackupFolder _folder = new();
    private BackedUpCouncils _councils = null!;
    private string _file = null!;

    [OneTimeSetUp]
    public async Task BackUp()
    {
        _councils = await BackedUpCouncils.Make();
        _file = _folder.New();
        await Backup.Write(_councils.Place.Owner, _file, BackedUpCouncils.Moment);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _councils.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task A_restored_database_has_every_row_and_figure_of_the_one_backed_up()
    {
        var place = await Restored(_file);

        var (rows, expected) = (await BackedUpCouncils.Rows(place), await BackedUpCouncils.Rows(_councils.Place));
        Assert.That(expected["entries"], Has.Length.GreaterThan(500));
        Assert.That(rows.Keys, Is.EquivalentTo(expected.Keys));
        foreach (var table in rows.Keys)
            Assert.That(rows[table], Is.EqualTo(expected[table]), table);
        Assert.That(await BackedUpCouncils.Figures(place), Is.EqualTo(await BackedUpCouncils.Figures(_councils.Place)));
        Assert.That(expected["seals"], Has.Length.EqualTo(1));
        Assert.That(await _councils.Published(place), Is.EqualTo(await _councils.Published(_councils.Place)), "what was published is the same file, byte for byte");
    }

    [Test]
    public async Task A_restored_database_is_built_like_one_made_anew() =>
        Assert.That(await BackedUpCouncils.Build(await Restored(_file)), Is.EqualTo(await BackedUpCouncils.Build(await TestCluster.NewDatabase())));

    [Test]
    public async Task Mails_that_waited_when_it_was_made_are_not_sent_by_themselves_after_a_restore()
    {
        await using var council = await Reminders.RemindedCouncil.New(new StandingClock(Reminders.RemindedCouncil.Monday.AddDays(-364)));
        await council.Person("Trần Quốc Việt", "viet@example.vn");
        await council.Item("Giám sát", -3);
        Assert.That(await council.Digests().Make(council.Council), Is.EqualTo(1));
        var file = _folder.New();
        await Backup.Write(council.Place.Owner, file, council.Database.Now);

        await using var superuser = new NpgsqlConnection((await Restored(file)).Superuser);
        Assert.That(await superuser.QueryAsync<string>("select state || ': ' || last_error from reminder_mails"), Has.One.StartsWith("givenUp: Bỏ vì khôi phục"));
    }

    [Test]
    public async Task After_a_restore_histories_go_on_with_the_next_number()
    {
        var place = await Restored(_file);
        await using var source = NpgsqlDataSource.Create(Db.Database.ServingConnectionString(place.Owner));
        await using var session = new Db.Database(source, TimeProvider.System).Open(DemoCouncil.Council.Id);

        var last = (await new ItemStore(session).Histories([_councils.Programme.Open])).SelectMany(h => h).Max(e => e.Entry.Sequence);
        var next = await new ItemRecorder(session).Record([], [new(_councils.Programme.Open, new(2019, 12, 1), new Change.Progressed(State.InProgress))], new(null));
        Assert.That(next.Single(), Is.GreaterThan(last));
    }

    [Test]
    public async Task A_superusers_backup_holds_every_row_once()
    {
        var file = _folder.New();
        var (manifest, _) = await Backup.Write(_councils.Place.Superuser, file, BackedUpCouncils.Moment);
        using var owners = await BackupFile.Open(_file);
        Assert.That(manifest.Rows, Is.EqualTo(owners.Manifest.Rows));
    }

    [Test]
    public async Task A_database_that_was_prepared_but_has_no_council_is_an_empty_place()
    {
        var place = await TestCluster.NewDatabase();
        await Into(place, _file);
        Assert.That((await BackedUpCouncils.Rows(place))["councils"], Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_place_with_a_council_is_refused_and_stays_as_it_is()
    {
        var place = await TestCluster.NewDatabase();
        await using var app = await TestApp.On(place.Owner);
        await SmallProgramme.Record(app);
        var before = await BackedUpCouncils.Rows(place);

        Assert.That(() => Into(place, _file), Refused("đã có dữ liệu", DemoCouncil.Council.Name, "--data"));
        Assert.That(await BackedUpCouncils.Rows(place), Is.EqualTo(before));
    }

    [TestCase(0.0)]
    [TestCase(0.3)]
    [TestCase(0.999)]
    public void A_file_that_was_cut_off_is_refused(double share)
    {
        var cut = _folder.Copy(_file);
        using (var file = File.OpenWrite(cut))
            file.SetLength((long)(file.Length * share));
        Assert.That(() => BackupFile.Open(cut), Refused(cut, "bị hỏng"));
    }

    [Test]
    public async Task Something_else_than_a_backup_is_refused()
    {
        var garbage = _folder.New();
        await File.WriteAllTextAsync(garbage, "PGDMP and whatever else another program writes");
        Assert.That(() => BackupFile.Open(garbage), Refused(garbage));
        Assert.That(() => BackupFile.Open(Uploading.Workbook("ctr-2019.xlsx")), Refused("không phải là bản sao lưu của Tracker"), "a zip too");
        Assert.That(() => BackupFile.Open(_folder.Saying(_file, m => m["program"] = "Khác")), Refused("không phải là bản sao lưu của Tracker"));
        Assert.That(() => BackupFile.Open(_folder.New()), Refused("Không mở được"), "no such file");
    }

    [Test]
    public async Task A_file_in_which_anything_was_changed_is_refused()
    {
        using var whole = await BackupFile.Open(_file);
        var part = whole.Manifest.Tables.Single(t => t.Name == "entries").Parts[0].Entry;
        Assert.That(() => BackupFile.Open(_folder.With(_file, part, Flipped)), Refused(part, "đã bị thay đổi"));
        Assert.That(() => BackupFile.Open(_folder.With(_file, part, rows => rows[..^1])), Refused(part));
        Assert.That(() => BackupFile.Open(_folder.With(_file, part, null)), Refused(part, "thiếu"));
        Assert.That(() => BackupFile.Open(_folder.With(_file, "manifest.json", Flipped)), Refused("manifest.json"));
    }

    [Test]
    public async Task A_byte_flipped_anywhere_is_refused_or_harmless()
    {
        var bytes = await File.ReadAllBytesAsync(_file);
        var random = new Random(1);
        for (var i = 0; i < 40; i++)
        {
            var flipped = _folder.New();
            var at = random.Next(bytes.Length);
            bytes[at] ^= 0x10;
            await File.WriteAllBytesAsync(flipped, bytes);
            bytes[at] ^= 0x10;
            try
            {
                // Times and the like of the zip's own mean nothing to us.
                using var file = await BackupFile.Open(flipped);
                Assert.That(file.Manifest.Moment, Is.EqualTo(BackedUpCouncils.Moment));
            }
            catch (BackupFailed)
            {
            }
            File.Delete(flipped);
        }
    }

    [Test]
    public async Task Figures_that_come_out_otherwise_are_named_and_nothing_is_left()
    {
        var place = await TestCluster.NewEmptyDatabase();
        var file = _folder.Saying(_file, m => FiguresOf2019(m)["counts"]!["completed"] = 77);

        Assert.That(() => Into(place, file), Refused("completed là 2, bản sao lưu ghi 77", DemoCouncil.Council.Name, "30/09/2019"));
        Assert.That(await BackedUpCouncils.IsUntouched(place), Is.True);
    }

    [Test]
    public async Task Tables_that_the_schema_does_not_have_are_named_and_nothing_is_left()
    {
        var place = await TestCluster.NewEmptyDatabase();
        var file = _folder.Saying(_file, m => m["tables"]![0]!["name"] = "pg_authid\"; drop table x");

        Assert.That(() => Into(place, file), Refused("pg_authid"));
        Assert.That(await BackedUpCouncils.IsUntouched(place), Is.True);
    }

    [Test]
    public async Task A_newer_schema_or_another_one_is_refused()
    {
        var place = await TestCluster.NewEmptyDatabase();
        Assert.That(() => Into(place, _file, Migration.Embedded.SkipLast(1)), Refused("mới hơn", $"số {Migration.Embedded.Count}"));
        Assert.That(() => Into(place, _file, Migration.Embedded.Select(m => m with { Sql = m.Sql + "--" })), Refused("0001"));
        Assert.That(await BackedUpCouncils.IsUntouched(place), Is.True);
    }

    [Test]
    public async Task A_backup_of_an_older_schema_is_brought_forward()
    {
        var place = await TestCluster.NewEmptyDatabase();
        await Into(place, _file, NextVersion);
        await using var superuser = new NpgsqlConnection(place.Superuser);
        Assert.That(await superuser.ExecuteScalarAsync<int>("select count(*) from programmes where remark = 'cũ'"), Is.EqualTo(2));
    }

    [Test]
    public async Task An_empty_place_of_a_newer_schema_is_made_anew_where_it_is_the_programs_own()
    {
        var place = await TestCluster.NewEmptyDatabase();
        await using (var owner = NpgsqlDataSource.Create(place.Owner + ";Pooling=false"))
            await new Migrator(owner, NextVersion).Apply();

        Assert.That(() => Into(place, _file, NextVersion), Refused("mới hơn của bản sao lưu"));
        await Into(place, _file, NextVersion, alone: true);
        Assert.That((await BackedUpCouncils.Rows(place))["councils"], Has.Length.EqualTo(2));
    }

    private static Migration[] NextVersion =>
        [.. Migration.Embedded, new(Migration.Embedded.Count + 1, "remark", "alter table programmes add column remark text not null default 'cũ'; alter table programmes alter column remark set default '';")];

    private static JsonNode FiguresOf2019(JsonNode manifest) =>
        manifest["figures"]!.AsArray().Single(f => f!["council"]!.GetValue<Guid>() == DemoCouncil.Council.Id && f["year"].Int() == 2019 && f["asOf"].Text() == "2019-09-30")!;

    private static byte[] Flipped(byte[] content)
    {
        content[content.Length / 2] ^= 1;
        return content;
    }

    private static async Task<TestDatabase> Restored(string file)
    {
        var place = await TestCluster.NewEmptyDatabase();
        await Into(place, file);
        return place;
    }

    private static async Task Into(TestDatabase place, string path, IEnumerable<Migration>? migrations = null, bool alone = false)
    {
        using var file = await BackupFile.Open(path);
        await Restore.Into(place.Owner, file, alone, migrations?.ToArray());
    }

    private static Constraint Refused(params string[] saying) =>
        saying.Aggregate((Constraint)Throws.TypeOf<BackupFailed>(), (refused, words) => refused.And.Message.Contains(words));
}
