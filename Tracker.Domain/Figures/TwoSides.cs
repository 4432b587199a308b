using Tracker.Domain.Items;

namespace Tracker.Domain.Figures;

/// <summary>An item at two viewpoints.</summary>
/// <param name="Before">Null when the item wasn't there.</param>
/// <param name="After">Null when the item isn't there.</param>
public sealed record ItemSides(Guid Id, ItemFacts? Before, ItemFacts? After)
{
    /// <summary>After, if it is there.</summary>
    public ItemFacts Either => (After ?? Before)!;
}

/// <summary>The same items at two viewpoints: which of them stand behind a difference. The one definition, for pages, workbooks and answers alike.</summary>
/// <param name="earlier">The items of the one side, in the order in which they are told.</param>
/// <param name="required">What the council asks for, on both sides.</param>
public sealed class TwoSides(Viewpoint before, IReadOnlyList<(Guid Id, ItemFacts Facts)> earlier, Viewpoint after, IReadOnlyList<(Guid Id, ItemFacts Facts)> later, Completeness required)
{
    private readonly Dictionary<Guid, ItemFacts> _then = earlier.ToDictionary(i => i.Id, i => i.Facts);
    private readonly Dictionary<Guid, ItemFacts> _now = later.ToDictionary(i => i.Id, i => i.Facts);

    public Viewpoint Before => before;
    public Viewpoint After => after;

    public FigureSet FiguresBefore { get; } = FigureSet.Of(earlier.Select(i => i.Facts), before.AsOf, required);
    public FigureSet FiguresAfter { get; } = FigureSet.Of(later.Select(i => i.Facts), after.AsOf, required);

    /// <summary>Items that the figure counts after and not before.</summary>
    public IReadOnlyList<ItemSides> Entered(Figure figure) => [.. later.Where(i => CountedNow(figure, i.Id) && !CountedThen(figure, i.Id)).Select(i => Of(i.Id))];

    /// <summary>Items that it counts before and not after.</summary>
    public IReadOnlyList<ItemSides> Left(Figure figure) => [.. earlier.Where(i => CountedThen(figure, i.Id) && !CountedNow(figure, i.Id)).Select(i => Of(i.Id))];

    /// <summary>Items of which anything is otherwise: those of the later side in its order, then those that aren't there any more.</summary>
    public IReadOnlyList<ItemSides> Changed =>
    [
        .. later.Select(i => i.Id).Concat(earlier.Select(i => i.Id).Where(id => !_now.ContainsKey(id))).Select(Of)
            .Where(c => c.Before is null || c.After is null || !c.Before.Same(c.After) || c.Before.Timeliness(before.AsOf) != c.After.Timeliness(after.AsOf)),
    ];

    private ItemSides Of(Guid id) => new(id, _then.GetValueOrDefault(id), _now.GetValueOrDefault(id));

    private bool CountedThen(Figure figure, Guid id) => _then.TryGetValue(id, out var facts) && figure.Counts(facts, before.AsOf, required);

    private bool CountedNow(Figure figure, Guid id) => _now.TryGetValue(id, out var facts) && figure.Counts(facts, after.AsOf, required);
}
