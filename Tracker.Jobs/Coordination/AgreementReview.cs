using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Units;
using Tracker.Domain.Coordination;
using Tracker.Domain.Items;
using Tracker.Domain.Reports;
using Tracker.Domain.Text;

namespace Tracker.Jobs.Coordination;

/// <summary>The duties of one party.</summary>
public sealed record PartyReview(string Name, DutyCounts Counts);

/// <summary>What a review (sơ kết) of an agreement tells: its duties due in [From, To], both inclusive, as of a day and known at a moment.</summary>
/// <param name="Parties">Those who owed something that fell due, in the council's order of units.</param>
/// <param name="Due">The items that the figures count, by due day.</param>
/// <param name="Coming">Open items that fall due after the day looked at, by due day.</param>
public sealed record AgreementReview(
    string Council, string Place, ReportPaper Paper, CoordinationAgreement Agreement, Viewpoint View, DateOnly From, DateOnly To,
    DutyCounts Counts, IReadOnlyList<PartyReview> Parties, IReadOnlyList<ItemFacts> Due, IReadOnlyList<ItemFacts> Coming, IReadOnlyDictionary<Guid, string> Units)
{
    public string Period => $"từ ngày {Vietnamese.Day(From)} đến ngày {Vietnamese.Day(To)}";

    public string FileName => $"Sơ kết {Safe(Agreement.Name)} {From:dd-MM-yyyy} {To:dd-MM-yyyy}";

    public string UnitName(Guid id) => Units.GetValueOrDefault(id, "");

    /// <param name="session">One that looks at a snapshot, so that figures and lists agree.</param>
    public static async Task<AgreementReview> Read(Session session, CoordinationAgreement agreement, Viewpoint view, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        var council = await CouncilStore.Find(session, cancel);
        var units = await new UnitStore(session).All(cancel);
        var items = new ItemStore(session);
        var scopes = await items.Scopes(Origin.Coordination, cancel);
        var counted = await new DutyStore(session).Count(scopes, view, from, to, agreement.Id, cancel: cancel);
        async Task<IReadOnlyList<ItemFacts>> List(ItemQuery query) =>
            [.. (await items.List(query with { Scopes = scopes, Agreement = agreement.Id, Order = ItemOrder.DueOn, PageSize = int.MaxValue }, view, cancel)).Items.Select(i => i.Facts)];
        return new(
            council.Name, council.Place, council.Settings.Report, agreement, view, from, to, DutyCounts.Sum(counted.Select(c => c.Counts)),
            [.. from unit in units let duties = counted.Where(c => c.UnitId == unit.Id).ToArray() where duties.Length > 0 select new PartyReview(unit.Name, DutyCounts.Sum(duties.Select(d => d.Counts)))],
            await List(new() { Duty = DutyFigure.Due, From = from, To = to }), [.. (await List(new() { Open = true })).Where(f => f.DueOn >= view.AsOf)],
            units.ToDictionary(u => u.Id, u => u.Name));
    }

    private static string Safe(string name) => string.Concat(name.Split('/', '\\', ':', '*', '?', '"', '<', '>', '|'));
}
