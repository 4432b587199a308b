using System.Text.Json.Serialization;
using Tracker.Domain.Items;

namespace Tracker.Domain.Figures;

/// <summary>How many items each figure counts, in one set of items on one day. Exact numbers of items; shares are made only when shown.</summary>
public sealed record FigureSet(IReadOnlyDictionary<Figure, int> Counts)
{
    public static readonly FigureSet Empty = new(Enum.GetValues<Figure>().ToDictionary(f => f, _ => 0));

    /// <summary>Whether the figure was counted at all: it wasn't where it isn't defined by the facts alone, or wasn't defined yet when the set was published.</summary>
    public bool Has(Figure figure) => Counts.ContainsKey(figure);

    /// <summary>0 for a figure that wasn't counted.</summary>
    public int this[Figure figure] => Counts.GetValueOrDefault(figure);

    /// <summary>Of sets that have no item in common.</summary>
    public static FigureSet Sum(IEnumerable<FigureSet> sets)
    {
        var all = sets.ToArray();
        return new(Enum.GetValues<Figure>().Where(f => all.All(s => s.Has(f))).ToDictionary(f => f, f => all.Sum(s => s[f])));
    }

    /// <summary>Whether both count the same, figure by figure; what one of them doesn't count isn't compared.</summary>
    public bool Same(FigureSet other) => Enum.GetValues<Figure>().Where(f => Has(f) && other.Has(f)).All(f => this[f] == other[f]);

    /// <summary>Counts by the definition, item by item.</summary>
    /// <param name="required">What the council asks for; null leaves out <see cref="Figure.Complete"/>.</param>
    public static FigureSet Of(IEnumerable<ItemFacts> items, DateOnly asOf, Completeness? required = null)
    {
        var all = items.ToArray();
        return new(Enum.GetValues<Figure>().Where(f => f != Figure.Complete || required is not null).ToDictionary(f => f, f => all.Count(i => f.Counts(i, asOf, required))));
    }

    /// <summary>Counts by the definition items of which many are alike.</summary>
    /// <param name="alike">Facts, as far as figures tell them apart; whether such items have all that the council asks for; how many they are.</param>
    public static FigureSet Of(IReadOnlyList<(ItemFacts Facts, bool HasAllAsked, int Items)> alike, DateOnly asOf) => new(Enum.GetValues<Figure>().ToDictionary(
        f => f, f => alike.Where(a => f == Figure.Complete ? a.Facts.InTotal && a.HasAllAsked : f.Counts(a.Facts, asOf)).Sum(a => a.Items)));

    /// <summary>What the figure is a share of when it is shown: parts of completed against C, all other parts against N, rates against their own base;
    /// null where a share makes no sense (issued, added, withdrawn, formed, dissolved, total).</summary>
    public Share? ShareOf(Figure figure) => figure switch
    {
        Figure.Issued or Figure.Added or Figure.Withdrawn or Figure.Formed or Figure.Dissolved or Figure.Total => null,
        Figure.OnTime or Figure.Late or Figure.CompletedWithoutDeadline or Figure.OnTimeByFirstDueDate or Figure.LateByFirstDueDate
            => new(this[figure], this[Figure.Completed]),
        _ => new(this[figure], this[Figure.Total]),
    };

    /// <summary>On time / (on time + late).</summary>
    [JsonIgnore]
    public Share OnTimeRate => new(this[Figure.OnTime], this[Figure.OnTime] + this[Figure.Late]);

    /// <summary>C / (C + overdue): the Government's practice, beside C / N; always say which is shown.</summary>
    [JsonIgnore]
    public Share DoneOfDue => new(this[Figure.Completed], this[Figure.Completed] + this[Figure.Overdue]);

    /// <summary>False for a set on which nobody has reported anything yet: it says "chưa có số liệu", not 0%.</summary>
    [JsonIgnore]
    public bool HasProgress => this[Figure.Completed] + this[Figure.InProgress] + this[Figure.CarriedOver] > 0;
}
