using Tracker.Api.Items;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Units;

namespace Tracker.Api.Figures;

/// <summary>How an item stood at one of the two viewpoints.</summary>
/// <param name="Timeliness">As <see cref="ItemAnswer.Timeliness"/>; null when it has left the programme.</param>
public sealed record Standing(State Status, Figure? Timeliness, DateOnly? CompletedOn, DateOnly? DueOn, Named LeadUnit, Ending? Ending, DateOnly? EndedOn)
{
    public static Standing Of(ItemFacts facts, DateOnly asOf, Func<Guid, string> unitName) =>
        new(facts.State, facts.Timeliness(asOf), facts.CompletedOn, facts.DueOn, new(facts.LeadUnitId, unitName(facts.LeadUnitId)), facts.Ending, facts.EndedOn);
}

/// <summary>An item that one of the viewpoints counts and the other doesn't, as it stood at both.</summary>
/// <param name="Before">Null when the item wasn't there.</param>
/// <param name="After">Null when the item isn't there.</param>
public sealed record MovedItem(Guid Id, string Number, string Title, Standing? Before, Standing? After);

/// <summary>One figure at both viewpoints. <c>Entered − Left = Difference</c>, always.</summary>
/// <param name="Entered">Items that it counts after and not before.</param>
/// <param name="Left">Items that it counts before and not after.</param>
public sealed record ComparedFigure(Figure Figure, FigureAnswer Before, FigureAnswer After, IReadOnlyList<MovedItem> Entered, IReadOnlyList<MovedItem> Left)
{
    public long Difference => After.Count - Before.Count;
    /// <summary>How many items stand behind the difference.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Moved => Entered.Count + Left.Count;
}

public sealed record SideAnswer(DateOnly AsOf, DateTimeOffset KnownAt, bool Projection, IReadOnlyList<string> Notices);

/// <summary>The same items at two viewpoints.</summary>
/// <param name="Same">Both viewpoints are one, so nothing can differ.</param>
public sealed record ComparisonAnswer(SideAnswer Before, SideAnswer After, bool Same, int Definition, IReadOnlyList<ComparedFigure> Figures)
{
    /// <summary>Every item of which anything is otherwise, also what no figure counts: its title, its lead.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<MovedItem> Changed { get; init; } = [];
}

/// <summary>Two days, or one day as known at two moments, item by item; for the API and the pages.</summary>
public sealed class ComparisonReading(Session session, Ask ask, FigureReading figures)
{
    /// <summary>The earlier viewpoint that the address names: <c>asOf2</c>, else the end of the month before; <c>knownAt2</c>, else the same moment.</summary>
    public Viewpoint Before(Viewpoint after) => new(
        ask.Day("asOf2") ?? new DateOnly(after.AsOf.Year, after.AsOf.Month, 1).AddDays(-1),
        ask.Moment("knownAt2") ?? after.KnownAt);

    /// <param name="path">Of the list that links lead to.</param>
    public async Task<ComparisonAnswer> Read(string path, Scope scope, Programme? programme, Viewpoint before, Viewpoint after, CancellationToken cancel)
    {
        SideAnswer Side(Viewpoint view) => new(view.AsOf, view.KnownAt, view.AsOf > ask.Today, [.. figures.Notices(scope, programme, view)]);
        var sides = await TwoSidesReading.Read(session, scope, before, after, cancel);
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        return new(Side(before), Side(after), before == after, Counting.Definition, [.. Enum.GetValues<Figure>().Select(Compare)])
        {
            Changed = [.. sides.Changed.Select(Moved)],
        };

        ComparedFigure Compare(Figure figure)
        {
            FigureAnswer Answer(FigureSet set, Viewpoint view) => new(set[figure], set.ShareOf(figure), new Link(path, scope, view).With(figure));
            return new(figure, Answer(sides.FiguresBefore, before), Answer(sides.FiguresAfter, after), [.. sides.Entered(figure).Select(Moved)], [.. sides.Left(figure).Select(Moved)]);
        }

        MovedItem Moved(ItemSides item) => new(item.Id, item.Either.Number, item.Either.Title, Stood(item.Before, before), Stood(item.After, after));

        Standing? Stood(ItemFacts? facts, Viewpoint view) => facts is null ? null : Standing.Of(facts, view.AsOf, id => units.TryGetValue(id, out var unit) ? unit.Name : "");
    }
}
