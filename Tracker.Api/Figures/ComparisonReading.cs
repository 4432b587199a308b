using Tracker.Api.Items;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
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
public sealed record ComparisonAnswer(SideAnswer Before, SideAnswer After, bool Same, int Definition, IReadOnlyList<ComparedFigure> Figures);

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
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        var earlier = await Items(scope, before, cancel);
        var later = before == after ? earlier : await Items(scope, after, cancel);
        var (then, now) = (earlier.ToDictionary(i => i.Id), later.ToDictionary(i => i.Id));
        var (setThen, setNow) = (Counted(earlier, before), Counted(later, after));
        return new(Side(before), Side(after), before == after, Counting.Definition, [.. Enum.GetValues<Figure>().Select(Compare)]);

        ComparedFigure Compare(Figure figure)
        {
            bool CountedThen(Guid id) => then.TryGetValue(id, out var row) && figure.Counts(row.Facts, before.AsOf);
            bool CountedNow(Guid id) => now.TryGetValue(id, out var row) && figure.Counts(row.Facts, after.AsOf);
            FigureAnswer Answer(FigureSet set, Viewpoint view) => new(set[figure], set.ShareOf(figure), new Link(path, scope, view).With(figure));
            return new(figure, Answer(setThen, before), Answer(setNow, after),
                [.. later.Where(i => CountedNow(i.Id) && !CountedThen(i.Id)).Select(Moved)],
                [.. earlier.Where(i => CountedThen(i.Id) && !CountedNow(i.Id)).Select(Moved)]);
        }

        MovedItem Moved(ItemRow row)
        {
            var (was, stands) = (then.GetValueOrDefault(row.Id), now.GetValueOrDefault(row.Id));
            var named = (stands ?? was)!.Facts;
            return new(row.Id, named.Number, named.Title, Stood(was, before), Stood(stands, after));
        }

        Standing? Stood(ItemRow? row, Viewpoint view) => row is null ? null : Standing.Of(row.Facts, view.AsOf, id => units.TryGetValue(id, out var unit) ? unit.Name : "");
    }

    private async Task<IReadOnlyList<ItemRow>> Items(Scope scope, Viewpoint view, CancellationToken cancel) =>
        (await new ItemStore(session).List(new() { Scopes = [scope], PageSize = int.MaxValue }, view, cancel)).Items;

    private static FigureSet Counted(IEnumerable<ItemRow> items, Viewpoint view) => FigureSet.Of(items.Select(i => i.Facts), view.AsOf);
}
