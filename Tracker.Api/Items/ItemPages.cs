using Tracker.Api.Figures;
using Tracker.Api.Pages;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Domain.Items;
using Tracker.Domain.Units;

namespace Tracker.Api.Items;

/// <summary>A list of items, and the figures that lead to other lists of the same scope.</summary>
/// <param name="Figures">Of the whole scope, by unit.</param>
/// <param name="OfUnit">Of the unit that the list is narrowed to; the whole scope's when it is to none.</param>
public sealed record ItemList(
    PageFrame Frame, Origin Origin, ItemQuery Query, ListAnswer<ItemAnswer> Page, FiguresAnswer Figures, FigureAnswers OfUnit, IReadOnlyDictionary<Guid, Unit> Units);

public static class ItemPages
{
    public static void MapItemPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/chuong-trinh", (ItemLists lists, HttpResponse response, CancellationToken cancel) => Show(Place.Programme, Origin.Programme, lists, response, cancel));
        pages.MapGet("/phat-sinh", (ItemLists lists, HttpResponse response, CancellationToken cancel) => Show(Place.Adhoc, Origin.Adhoc, lists, response, cancel));
        ItemForms.Map(pages);
        QuickEntry.Map(pages);
    }

    private static async Task<IResult> Show(Place place, Origin origin, ItemLists lists, HttpResponse response, CancellationToken cancel)
    {
        var (frame, list) = await lists.Read(place, origin, cancel);
        return list is null
            ? PageEndpoints.Show<NoProgrammePage, NoProgramme>(response, new(frame, false))
            : PageEndpoints.Show<ItemListPage, ItemList>(response, list);
    }
}

/// <summary>Reads a list page.</summary>
public sealed class ItemLists(PageFrames frames, ItemReading reading, FigureReading figures, Ask ask)
{
    /// <returns>No list when there is no programme that it could be of.</returns>
    public async Task<(PageFrame Frame, ItemList? List)> Read(Place place, Origin origin, CancellationToken cancel)
    {
        var frame = await frames.Read(place, cancel);
        if (origin == Origin.Programme && frame.Programme is null)
            return (frame, null);
        var scope = frame.ScopeOf(origin);
        var query = await reading.Query([scope], cancel);
        var page = ListAnswer<ItemAnswer>.Of(await reading.List(query, frame.View, cancel), item => item);
        Task<FiguresAnswer> Count(GroupBy groupBy, Guid? unit) =>
            figures.Read(PageFrame.PathOf(origin), scope, frame.Programme, frame.View, groupBy, unit, null, cancel);
        var all = await Count(GroupBy.Unit, null);
        FigureAnswers ofUnit = query.Unit is not { } unit ? all : all.Groups.FirstOrDefault(g => g.Key == unit.ToString()) ?? (FigureAnswers)await Count(GroupBy.None, unit);
        return (frame, new(frame, origin, query, page, all, ofUnit, (await ask.Units(cancel)).ToDictionary(u => u.Id)));
    }
}
