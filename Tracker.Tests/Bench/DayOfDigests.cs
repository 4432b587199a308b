using Npgsql;
using Tracker.Db;
using Tracker.Db.Local;
using Tracker.Tests.Reminders;

namespace Tracker.Tests.Bench;

/// <summary>Making a day's mails on which everything open falls due for one, twenty items a person.</summary>
internal sealed class DayOfDigests(string folder, int items) : IAsyncDisposable
{
    public const string What = "one day's digests";

    // Overdue items are reminded of weekly: each round is the Monday after the last.
    private readonly StandingClock _clock = new(RemindedCouncil.Monday);
    private LocalPostgres? _cluster;
    private RemindedCouncil? _council;

    public static Row Row(int items)
    {
        var digests = new DayOfDigests(TestFolder.New("digests"), items);
        return Bench.Row.Alone($"{What}, {items:N0} open items, {People(items)} people", 5000, _ => digests.Make()) with { Rounds = 5, Before = digests.Start, Note = digests.Close };
    }

    private static int People(int items) => Math.Max(1, items / 20);

    private async Task Start()
    {
        _cluster = await LocalPostgres.Start(folder);
        await using (var owner = NpgsqlDataSource.Create(_cluster.OwnerConnectionString + ";Pooling=false"))
            await new Migrator(owner).Apply();
        _council = await RemindedCouncil.New(_clock, place: new(_cluster.OwnerConnectionString, "", _cluster.SuperuserConnectionString));
        for (var i = 0; i < People(items); i++)
            await _council.Person($"Người {i}", $"n{i}@example.vn");
        await _council.Items([.. Enumerable.Range(0, items).Select(i => ($"Giám sát việc thực hiện kiến nghị số {i}", -3, $"Người {i % People(items)}"))]);
    }

    private async Task Make()
    {
        if (await _council!.Digests().Make(_council.Council) != People(items))
            throw new InvalidOperationException("Somebody was left out.");
        _clock.Now = _clock.Now.AddDays(7);
    }

    private async Task<string> Close()
    {
        var twice = (await _council!.Look<long>("select count(*) - count(distinct (person_id, day)) from reminder_mails")).Single();
        await DisposeAsync();
        return $"{twice} duplicates";
    }

    public async ValueTask DisposeAsync()
    {
        if (_council is not null)
            await _council.DisposeAsync();
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
