using System.Text.Json;
using Tracker.Db;
using Tracker.Db.Seals;
using Tracker.Domain.Seals;
using Tracker.Jobs.Reports;

namespace Tracker.Jobs.Seals;

/// <summary>A published report with everything that it said.</summary>
public sealed record SealedReport(Seal Seal, GiaoBanData Data)
{
    public static async Task<SealedReport> Read(Session session, Seal seal, CancellationToken cancel) =>
        new(seal, JsonSerializer.Deserialize<GiaoBanData>(await new SealStore(session).Content(seal.Id, cancel), Database.Json)! with { Seal = seal });
}
