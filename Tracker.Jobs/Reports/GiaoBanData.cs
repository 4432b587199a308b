using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Figures;
using Tracker.Db.Programmes;
using Tracker.Db.Units;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Units;

namespace Tracker.Jobs.Reports;

/// <summary>An earlier annual programme, looked at on the same day and month.</summary>
public sealed record EarlierYear(int Year, DateOnly AsOf, FigureSet Figures);

/// <summary>Everything that the monthly giao ban is told in numbers, as of one day and as known at one moment.</summary>
/// <param name="Units">Grouped by lead unit; those that only cooperate are among them.</param>
/// <param name="Adhoc">Of the programme's year; beside the programme's figures, never inside.</param>
/// <param name="Earlier">Latest first; empty when this is the first year.</param>
public sealed record GiaoBanData(
    Council Council, Programme Programme, Viewpoint View, FigureSet Figures, IReadOnlyList<FigureGroup> Units, FigureSet Adhoc,
    IReadOnlyList<EarlierYear> Earlier, IReadOnlyDictionary<Guid, Unit> UnitsById)
{
    public Scope Scope => new(Programme.Year, Origin.Programme, Programme.Id);

    public Scope AdhocScope => new(Programme.Year, Origin.Adhoc);

    public string UnitName(Guid id) => UnitsById.TryGetValue(id, out var unit) ? unit.Name : "";

    public static async Task<GiaoBanData> Read(Session session, Programme programme, Viewpoint view, CancellationToken cancel)
    {
        var council = await CouncilStore.Find(session, cancel);
        var units = (await new UnitStore(session).All(cancel)).ToDictionary(u => u.Id);
        var earlier = (await new ProgrammeStore(session).All(view, cancel: cancel))
            .Where(p => p.Kind == ProgrammeKind.Annual && p.Year < programme.Year)
            .DistinctBy(p => p.Year)
            .Select(p => (Scope: new Scope(p.Year, Origin.Programme, p.Id), AsOf: view.AsOf.AddYears(p.Year - programme.Year)))
            .ToArray();
        var store = new FigureStore(session);
        var figures = await store.Count(new(programme.Year, Origin.Programme, programme.Id), view, GroupBy.Unit, cancel: cancel);
        var others = await store.Count([(new(programme.Year, Origin.Adhoc), view.AsOf), .. earlier], view.KnownAt, cancel);
        return new(council, programme, view, figures.Figures, figures.Groups, others[0],
            [.. earlier.Zip(others.Skip(1), (year, set) => new EarlierYear(year.Scope.Year, year.AsOf, set))], units);
    }
}
