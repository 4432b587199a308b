using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Items;
using Tracker.Domain.Coordination;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Jobs.Reports;

namespace Tracker.Jobs.Coordination;

/// <summary>Duties of one party by one agreement.</summary>
/// <param name="Agreement">As it was called.</param>
public sealed record PartyFigures(string Agreement, Guid UnitId, DutyCounts Counts);

/// <summary>The coordination index of the year of a report, over the due days [From, To], both inclusive.</summary>
public sealed record CoordinationFigures(DateOnly From, DateOnly To, IReadOnlyList<PartyFigures> Parties)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public DutyCounts All => DutyCounts.Sum(Parties.Select(p => p.Counts));

    [System.Text.Json.Serialization.JsonIgnore]
    public ItemQuery Items => new() { Duty = DutyFigure.Due, From = From, To = To, Order = ItemOrder.DueOn };

    /// <summary>By agreement, each with its parties in the council's order of units.</summary>
    public IEnumerable<(int Place, string Agreement, string Name, DutyCounts Counts)> Rows(GiaoBanData data) =>
        Parties.GroupBy(p => p.Agreement).SelectMany(g => g
            .OrderBy(p => data.Named.FirstOrDefault(u => u.Id == p.UnitId)?.Position)
            .Select((p, place) => (place + 1, g.Key, data.UnitName(p.UnitId), p.Counts)));

    /// <summary>Null when no duty has fallen due.</summary>
    public static async Task<CoordinationFigures?> Read(Session session, Programme programme, Viewpoint view, CancellationToken cancel)
    {
        var (from, to) = (new DateOnly(programme.Year, 1, 1), new DateOnly(programme.Year, 12, 31));
        var counted = await new DutyStore(session).Count(await new ItemStore(session).Scopes(Origin.Coordination, cancel), view, from, to, cancel: cancel);
        var agreements = (await new AgreementStore(session).All(view.KnownAt, cancel)).ToDictionary(a => a.Id, a => a.Name);
        return counted.Count == 0 ? null : new(from, to,
        [
            .. counted.Select(c => new PartyFigures(agreements.GetValueOrDefault(c.AgreementId, ""), c.UnitId, c.Counts))
                .OrderBy(p => p.Agreement, StringComparer.Ordinal).ThenBy(p => p.UnitId),
        ]);
    }
}
