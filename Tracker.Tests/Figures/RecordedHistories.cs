using Npgsql;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Db.Units;
using Tracker.Domain.Councils;
using Tracker.Domain.Programmes;
using Tracker.Domain.Units;
using Tracker.Tests.Items;
using Unit = Tracker.Domain.Units.Unit;

namespace Tracker.Tests.Figures;

/// <summary>Records made-up histories through the stores. Each gets a council of its own, with the same ids in all of them.</summary>
internal sealed class RecordedHistories : IAsyncDisposable
{
    private readonly CouncilSettings _settings;

    private RecordedHistories(string owner, CouncilSettings settings) => (_settings, Database) = (settings, new(
        NpgsqlDataSource.Create(Db.Database.ServingConnectionString(owner)), Clock));

    public StandingClock Clock { get; } = new(Ledger.Start);
    public Db.Database Database { get; }

    public static async Task<RecordedHistories> New(CouncilSettings? settings = null) => new((await TestCluster.NewDatabase()).Owner, settings ?? new());

    /// <summary>Returns the council, what was recorded as kept by hand, and the database's sequence for each of the ledger's.</summary>
    /// <param name="apart">How much later than the ledger has it each step is recorded than the one before.</param>
    /// <param name="before">Called when a step is about to be recorded, at its moment.</param>
    public async Task<(Guid Council, Ledger Ledger, IReadOnlyList<long> Sequences)> Record(History history, TimeSpan apart = default, Func<Guid, Ledger, Task>? before = null)
    {
        var council = await NewCouncil();
        var ledger = new Ledger();
        var sequences = new List<long> { 0 };
        foreach (var (place, step) in history.Steps.Index())
        {
            if (before is not null)
            {
                Clock.Now = ledger.Now.AddMicroseconds(step.Later) + place * apart;
                await before(council, ledger);
            }
            var (items, entries) = ledger.Record(step);
            Clock.Now = ledger.Now + place * apart;
            await using var session = Database.Open(council);
            sequences.AddRange(await new ItemRecorder(session).Record(
                items, [.. entries.Select(e => e with { Supersedes = e.Supersedes is { } s ? sequences[(int)s] : null })], new(null)));
            await session.Commit();
        }
        return (council, ledger, sequences);
    }

    public async Task<Guid> NewCouncil()
    {
        var council = Guid.CreateVersion7();
        await using var session = Database.Open(council);
        await CouncilStore.Add(session, new(council, "Hội đồng nhân dân", "Hà Nội", _settings));
        await new UnitStore(session).Add([.. History.Units.Select((id, place) => new Unit(id, $"Ban {place + 1}", UnitKind.Board, place, []))]);
        foreach (var (id, year) in History.Programmes)
            await new ProgrammeStore(session).Add(id, year, ProgrammeKind.Other, "01/CTr-HĐND", "Chương trình", new(year, 1, 7), new(null));
        await session.Commit();
        return council;
    }

    public async ValueTask DisposeAsync() => await Database.Serving.DisposeAsync();
}
