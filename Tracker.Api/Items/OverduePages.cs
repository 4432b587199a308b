using Tracker.Api.Pages;
using Tracker.Api.Shared;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Units;

namespace Tracker.Api.Items;

/// <summary>What is overdue, or falls due soon, in the programme, among the ad-hoc tasks and in the coordination of its year.</summary>
/// <param name="Unit">Only what this unit leads; null for all.</param>
/// <param name="Open">Everything that is open, by due day.</param>
public sealed record OverdueList(PageFrame Frame, Figure Figure, Unit? Unit, IReadOnlyList<ItemAnswer> Open)
{
    public IReadOnlyList<ItemAnswer> Items { get; } = Counted(Open, Figure);

    public int Count(Figure figure) => figure == Figure ? Items.Count : Counted(Open, figure).Count;

    private static IReadOnlyList<ItemAnswer> Counted(IReadOnlyList<ItemAnswer> open, Figure figure) => [.. open.Where(i => figure.Counts(i.Row.Facts, i.AsOf))];
}

public static class OverduePages
{
    public static void MapOverduePages(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/qua-han", async (PageFrames frames, ItemReading items, Ask ask, HttpResponse response, CancellationToken cancel) =>
        {
            var frame = await frames.Read(Place.Overdue, cancel);
            var figure = ask.Choice<Figure>("figure") ?? Figure.Overdue;
            if (figure is not (Figure.Overdue or Figure.DueSoon))
                throw Refused.BadRequest("bad-choice", "Trang này có hai danh sách: quá hạn (figure=overdue) và sắp đến hạn (figure=dueSoon).");
            var unit = ask.Text("unit") is { } named ? await ask.FindUnit(named, "unit", cancel) : null;
            // Not page by page: it is printed and handed out whole.
            var open = await items.List(new() { Scopes = frame.Scopes, Unit = unit?.Id, Open = true, Order = ItemOrder.DueOn, PageSize = int.MaxValue }, frame.View, cancel);
            return PageEndpoints.Show<OverduePage, OverdueList>(response, new(frame, figure, unit, open.Items));
        });
}
