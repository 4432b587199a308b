using Tracker.Api.Items;
using Tracker.Api.Pages;
using Tracker.Api.Shared;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Api.Figures;

/// <summary>The first page: one programme on one day.</summary>
public sealed record Overview(
    PageFrame Frame, Programme Programme, FiguresAnswer Figures, FiguresAnswer Adhoc, GrowthsAnswer Growth, Page<ItemAnswer> Overdue, Page<ItemAnswer> DueSoon);

/// <summary>Years side by side.</summary>
/// <param name="SameDay">Null: each year at its end.</param>
public sealed record Years(PageFrame Frame, GrowthsAnswer Growth, DateOnly? SameDay);

public static class FigurePages
{
    private const int LinesOfEach = 8;
    private const int YearsBeside = 3;
    private const int MostYears = 8;

    public static void MapFigurePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", async (PageFrames frames, FigureReading figures, GrowthReading growth, ItemReading items, Readiness readiness, HttpResponse response, CancellationToken cancel) =>
        {
            var frame = await frames.Read(Place.Overview, cancel);
            if (frame.Programme is not { } programme)
                return PageEndpoints.Show<NoProgrammePage, NoProgramme>(response, new(frame, !readiness.IsReady)) as IResult;

            Task<FiguresAnswer> Read(Origin origin, GroupBy groupBy) =>
                figures.Read(PageFrame.PathOf(origin), frame.ScopeOf(origin), programme, frame.View, groupBy, null, null, cancel);
            Task<Page<ItemAnswer>> Lines(Figure figure) =>
                items.List(new() { Scopes = [frame.ScopeOf(Origin.Programme)], Figures = [figure], Order = ItemOrder.DueOn, PageSize = LinesOfEach }, frame.View, cancel);
            return PageEndpoints.Show<OverviewPage, Overview>(response, new(
                frame, programme,
                await Read(Origin.Programme, GroupBy.Unit),
                await Read(Origin.Adhoc, GroupBy.None),
                await growth.Read(PageFrame.PathOf, YearsOf(frame, upTo: programme.Year, YearsBeside), frame.View.AsOf, frame.View, cancel),
                await Lines(Figure.Overdue),
                await Lines(Figure.DueSoon)));
        });

        pages.MapGet("/tang-truong", async (PageFrames frames, GrowthReading growth, Ask ask, HttpResponse response, CancellationToken cancel) =>
        {
            var frame = await frames.Read(Place.Growth, cancel);
            var years = ask.Years() ?? YearsOf(frame, upTo: int.MaxValue, MostYears);
            var day = ask.Day("asOf");
            return PageEndpoints.Show<GrowthPage, Years>(response, new(frame, await growth.Read(PageFrame.PathOf, years, day, frame.View, cancel), day));
        });
    }

    private static IReadOnlyCollection<int> YearsOf(PageFrame frame, int upTo, int most) =>
        [.. frame.Programmes.Where(p => p.Kind == ProgrammeKind.Annual && p.Year <= upTo).Select(p => p.Year).Distinct().Take(most)];
}
