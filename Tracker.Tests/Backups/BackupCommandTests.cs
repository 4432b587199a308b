using Tracker.Api;
using Tracker.Api.Demo;
using Tracker.Db.Backups;
using Tracker.Db.Local;

namespace Tracker.Tests.Backups;

/// <summary>What is typed after ./run, on clusters of their own: while the program runs, and while it doesn't.</summary>
public sealed class BackupCommandTests
{
    private readonly BackupFolder _folder = new();
    private readonly string _first = TestFolder.New("first");
    private readonly string _second = TestFolder.New("second");
    private readonly List<string> _said = [];

    [OneTimeTearDown]
    public async Task Remove()
    {
        _folder.Dispose();
        await LocalPostgres.Remove(_first);
        await LocalPostgres.Remove(_second);
    }

    [Test]
    public async Task A_council_moves_to_another_machine_from_a_running_program_or_a_stopped_one()
    {
        var (running, stopped) = (_folder.New(), _folder.New());
        await using (var first = await LocalPostgres.Start(_first, new() { ThrowAway = true }))
        {
            await using var app = await TestApp.On(first.OwnerConnectionString);
            await SmallProgramme.Record(app);
            await Run("backup", running, _first);
            Assert.That((await app.Office.Json("/api/figures?year=2019&asOf=2019-11-30"))["total"]!["count"].Int(), Is.EqualTo(3), "it goes on serving");
        }
        await Run("backup", stopped, _first);
        Assert.That(_said, Has.Exactly(2).Contains("Đã sao lưu").And.Exactly(2).Contains(DemoCouncil.Council.Name));
        Assert.That(() => LocalPostgres.Remove(_first), Throws.Nothing, "it is nobody's");

        await Run("restore", running, _second);
        Assert.That(_said, Has.Some.Contains("Đã phục hồi").And.Some.Contains("Đã tính lại và đối chiếu"));
        Assert.That(() => Run("restore", stopped, _second), Throws.TypeOf<BackupFailed>().With.Message.Contains("đã có dữ liệu"));
        await using var second = await LocalPostgres.Start(_second, new() { ThrowAway = true });
        using (var file = await BackupFile.Open(stopped))
            Assert.That((await Backup.Write(second.OwnerConnectionString, _folder.New(), TestApp.Start)).Manifest.Rows, Is.EqualTo(file.Manifest.Rows));
    }

    [Test]
    public async Task A_mistyped_folder_or_file_makes_nothing()
    {
        var nowhere = TestFolder.New("nowhere");
        Assert.That(() => Run("backup", _folder.New(), nowhere), Throws.TypeOf<BackupFailed>().With.Message.Contains(nowhere));
        Assert.That(() => Run("restore", _folder.New(), nowhere), Throws.TypeOf<BackupFailed>());
        var broken = _folder.New();
        await File.WriteAllTextAsync(broken, "không phải bản sao lưu");
        Assert.That(() => Run("restore", broken, nowhere), Throws.TypeOf<BackupFailed>().With.Message.Contains(broken));
        Assert.That(Directory.Exists(nowhere), Is.False);
    }

    [TestCase("backup")]
    [TestCase("backup a b")]
    [TestCase("backup a --demo")]
    [TestCase("restore --data x")]
    [TestCase("restore a --port 80")]
    [TestCase("recover a")]
    [TestCase("--demo backup a")]
    public void Arguments_that_make_no_sense_are_refused(string typed) => Assert.That(RunArguments.Read(typed.Split(' ')), Is.Null);

    [Test]
    public void Without_a_command_the_program_serves()
    {
        Assert.That(RunArguments.Read(["--port", "80"])!.Command, Is.EqualTo(Command.Serve));
        var restore = RunArguments.Read(["restore", "--data", "d", "f.trk"])!;
        Assert.That((restore.Command, restore.File, restore.DataFolder), Is.EqualTo((Command.Restore, Path.GetFullPath("f.trk"), Path.GetFullPath("d"))));
    }

    private Task Run(string command, string file, string data) =>
        BackupCommand.Run(RunArguments.Read([command, file, "--data", data])! with { ConnectionString = null }, new StandingClock(TestApp.Start), new() { ThrowAway = true }, _said.Add);
}
