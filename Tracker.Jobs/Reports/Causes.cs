using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Db.Units;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Jobs.Reports;

/// <summary>What one person recorded at one moment that makes an item stand otherwise.</summary>
/// <param name="By">Null for what the program did by itself.</param>
public sealed record Cause(DateTimeOffset RecordedAt, string? By, IReadOnlyList<string> Says, IReadOnlyList<string> Documents)
{
    /// <summary>In one line of a sheet.</summary>
    public override string ToString() =>
        $"{string.Join("; ", Says)}{(Documents.Count > 0 ? $" · {string.Join(", ", Documents)}" : "")} (ghi lúc {Vietnamese.Moment(RecordedAt)}{(By is null ? "" : $", {By}")})";
}

/// <summary>Why items stand otherwise at one viewpoint than at another: the entries that the one sees and the other doesn't.</summary>
public static class Causes
{
    /// <summary>Of one item, in order of recording; what was put right meanwhile is told by what stands in its place.</summary>
    public static IReadOnlyList<Cause> Of(Origin origin, IReadOnlyList<EntryAnswer> history, IReadOnlyDictionary<Guid, Unit> units, Viewpoint before, Viewpoint after)
    {
        var words = new HistoryWords(origin, history, after.AsOf, units);
        var byId = history.ToDictionary(e => e.Id);
        return
        [
            .. history.Where(e => ChangesFacts(e.Change) && IsSeen(e, after) && !IsSeen(e, before) && !(e.SupersededAt <= after.KnownAt))
                .GroupBy(e => (e.RecordedAt, e.RecordedBy))
                .Select(g => new Cause(g.Key.RecordedAt, g.Key.RecordedBy, [.. g.Select(Says)], [.. g.Select(e => e.Document).OfType<string>().Distinct()])),
        ];

        string Says(EntryAnswer entry) => entry.Change is Change.Retracted ? words.Text(entry)
            : $"{words.Text(entry)} (từ ngày {Vietnamese.Day(entry.EffectiveOn)})"
                + (entry.Supersedes is { } gone && byId.TryGetValue(gone, out var old) ? $", thay cho: {words.Text(old)} (từ ngày {Vietnamese.Day(old.EffectiveOn)})" : "");
    }

    /// <summary>Of every item of the report that stands otherwise than the time before.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Cause>>> Read(Session session, GiaoBanData data, CancellationToken cancel)
    {
        var units = (await new UnitStore(session).All(cancel)).ToDictionary(u => u.Id);
        var all = new Dictionary<Guid, IReadOnlyList<Cause>>();
        foreach (var scope in new[] { data.Scope, data.AdhocScope })
        {
            Guid[] changed = [.. (await TwoSidesReading.Read(session, scope, data.Before, data.View, cancel)).Changed.Select(i => i.Id)];
            foreach (var history in await new ItemStore(session).Histories(changed, cancel))
                all[history.Key] = Of(scope.Origin, [.. history.Select(e => new EntryAnswer(e))], units, data.Before, data.View);
        }
        return all;
    }

    /// <summary>What takes something back counts on every day.</summary>
    private static bool IsSeen(EntryAnswer entry, Viewpoint view) => entry.RecordedAt <= view.KnownAt && (entry.EffectiveOn <= view.AsOf || entry.Supersedes is not null);

    private static bool ChangesFacts(Change change) => change is not (Change.Remarked or Change.Planned or Change.Requested or Change.Decided);
}
