using Tracker.Api.Items;
using Tracker.Api.Pages;
using Tracker.Api.Shared;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Units;

namespace Tracker.Api.Figures;

/// <summary>The first page: one programme on one day.</summary>
/// <param name="Unit">Whose part of it is shown; null for all of it.</param>
/// <param name="Curve">Null for programmes of another kind than a year's.</param>
/// <param name="LastMonth">Of the programme at the end of the month before, as known then; null when that wasn't stored.</param>
public sealed record Overview(
    PageFrame Frame, Programme Programme, Unit? Unit, FiguresAnswer Figures, FiguresAnswer Adhoc, Curve? Curve, StoredFigures? LastMonth, GrowthsAnswer Growth, Page<ItemAnswer> Overdue, Page<ItemAnswer> DueSoon)
{
    /// <summary>How many items of N lack each of the fields that the council asks for.</summary>
    public IReadOnlyList<(ItemField Field, FigureAnswer Answer)> Lacking { get; init; } = [];
}

/// <summary>Years side by side.</summary>
/// <param name="SameDay">Null: each year at its end.</param>
/// <param name="Why">What makes the difference between two of them; null where there are no two to compare.</param>
public sealed record Years(PageFrame Frame, GrowthsAnswer Growth, DateOnly? SameDay, YearDifference? Why);

/// <summary>One programme, or its year's ad-hoc tasks, at two viewpoints.</summary>
/// <param name="Only">The one figure whose items are all listed; null: some of every figure that differs.</param>
public sealed record Comparison(PageFrame Frame, Origin Origin, ComparisonAnswer Answer, Figure? Only);

public static class FigurePages
{
    private const int LinesOfEach = 8;
    private const int YearsBeside = 3;
    private const int MostYears = 8;

    public static void MapFigurePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", async (PageFrames frames, FigureReading figures, CurveReading curve, SeriesReading series, GrowthReading growth, ItemReading items, Ask ask, Readiness readiness, HttpResponse response, CancellationToken cancel) =>
        {
            var frame = await frames.Read(Place.Overview, cancel);
            if (frame.Programme is not { } programme)
                return PageEndpoints.Show<NoProgrammePage, NoProgramme>(response, new(frame, !readiness.IsReady));

            var unit = ask.Text("unit") is { } named ? await ask.FindUnit(named, "unit", cancel) : null;
            Task<FiguresAnswer> Read(Origin origin, GroupBy groupBy) =>
                figures.Read(PageFrame.PathOf(origin), frame.ScopeOf(origin), programme, frame.View, groupBy, unit?.Id, null, cancel);
            Task<Page<ItemAnswer>> Lines(Figure figure) =>
                items.List(new() { Scopes = [frame.ScopeOf(Origin.Programme)], Unit = unit?.Id, Figures = [figure], Order = ItemOrder.DueOn, PageSize = LinesOfEach }, frame.View, cancel);
            return PageEndpoints.Show<OverviewPage, Overview>(response, new(
                frame, programme, unit,
                await Read(Origin.Programme, unit is null ? GroupBy.Unit : GroupBy.None),
                await Read(Origin.Adhoc, GroupBy.None),
                programme.Kind == ProgrammeKind.Annual ? await curve.Read(PageFrame.PathOf(Origin.Programme), frame.ScopeOf(Origin.Programme), frame.View, unit?.Id, cancel) : null,
                await series.LastMonth(PageFrame.PathOf(Origin.Programme), frame.ScopeOf(Origin.Programme), frame.View, unit?.Id, cancel),
                await growth.Read(PageFrame.PathOf, YearsOf(frame, upTo: programme.Year, YearsBeside), frame.View.AsOf, frame.View, cancel, unit?.Id),
                await Lines(Figure.Overdue),
                await Lines(Figure.DueSoon))
            {
                Lacking = await figures.Lacking(PageFrame.PathOf(Origin.Programme), frame.ScopeOf(Origin.Programme), frame.View, unit?.Id, cancel),
            });
        });

        pages.MapGet("/tang-truong", async (PageFrames frames, GrowthReading growth, DifferenceReading differences, Ask ask, HttpResponse response, CancellationToken cancel) =>
        {
            var frame = await frames.Read(Place.Growth, cancel);
            var years = ask.Years() ?? YearsOf(frame, upTo: int.MaxValue, MostYears);
            var day = ask.Day("asOf");
            var read = await growth.Read(PageFrame.PathOf, years, day, frame.View, cancel);
            return PageEndpoints.Show<GrowthPage, Years>(response, new(frame, read, day, await Why(read, frame.Year, differences, ask, cancel)));
        });

        pages.MapGet("/so-sanh", async (PageFrames frames, ComparisonReading comparison, Ask ask, HttpResponse response, CancellationToken cancel) =>
        {
            var frame = await frames.Read(Place.Comparison, cancel);
            var origin = ask.Choice<Origin>("origin") == Origin.Adhoc ? Origin.Adhoc : Origin.Programme;
            if (origin == Origin.Programme && frame.Programme is null)
                return PageEndpoints.Show<NoProgrammePage, NoProgramme>(response, new(frame, false));
            return PageEndpoints.Show<ComparisonPage, Comparison>(response, new(
                frame, origin,
                await comparison.Read(PageFrame.PathOf(origin), frame.ScopeOf(origin), frame.Programme, comparison.Before(frame.View), frame.View, cancel),
                ask.Choice<Figure>("figure")));
        });
    }

    /// <summary>Between the years that the address names, else between the one looked at, or the latest, and the one before it.</summary>
    private static async Task<YearDifference?> Why(GrowthsAnswer growth, int looked, DifferenceReading differences, Ask ask, CancellationToken cancel)
    {
        var years = growth.Years.Where(y => y.Programme is not null).ToArray();
        YearAnswer? Year(string name) => ask.Number(name) is not { } year ? null
            : years.FirstOrDefault(y => y.Year == year) ?? throw Refused.NotFound($"chương trình công tác năm {year} ({name}) trong các năm đang xem");
        var later = Year("to") ?? years.Skip(1).FirstOrDefault(y => y.Year == looked) ?? years.LastOrDefault();
        return (Year("from") ?? years.LastOrDefault(y => y.Year < later?.Year)) is { } from && later is { } to
            ? await differences.Read(PageFrame.PathOf(Origin.Programme), from, to, growth.KnownAt, cancel)
            : null;
    }

    private static IReadOnlyCollection<int> YearsOf(PageFrame frame, int upTo, int most) =>
        [.. frame.Programmes.Where(p => p.Kind == ProgrammeKind.Annual && p.Year <= upTo).Select(p => p.Year).Distinct().Take(most)];
}
