using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Domain.Coordination;

/// <summary>What the coordination index (chỉ số phối hợp nội bộ) counts: duties with a due day, over a period of due days.</summary>
public enum DutyFigure
{
    /// <summary>Fallen due: done on time, done late, or unmet; always their sum.</summary>
    Due,
    OnTime,
    Late,
    /// <summary>The due day is over and it isn't done.</summary>
    Unmet,
}

/// <summary>Which items the coordination index counts. The one definition; its SQL twin stands in the stores and is held to this one by tests.</summary>
public static class DutyCounting
{
    /// <summary>
    /// By the current due day, which lies in [from, to], both inclusive, and has come by the day looked at. A duty due on that very day counts once it is done and is unmet
    /// from the next day on, as overdue is; one to come counts nowhere yet, done early or not. A recurring item counts once, by the due day that its facts have; what has
    /// no deadline, or has left, doesn't count; what was carried over without being done is unmet.
    /// </summary>
    public static bool Counts(this DutyFigure figure, ItemFacts facts, DateOnly from, DateOnly to, DateOnly asOf)
    {
        if (!facts.InTotal || facts.DueOn is not { } due || due < from || due > to)
            return false;
        var done = facts.State == State.Completed && due <= asOf;
        var unmet = facts.State != State.Completed && due < asOf;
        return figure switch
        {
            DutyFigure.Due => done || unmet,
            DutyFigure.OnTime => done && facts.OnTime == true,
            DutyFigure.Late => done && facts.OnTime != true,
            DutyFigure.Unmet => unmet,
            _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, null),
        };
    }
}

/// <summary>How many duties each figure counts.</summary>
public sealed record DutyCounts(int OnTime, int Late, int Unmet)
{
    public static readonly DutyCounts None = new(0, 0, 0);

    public int Due => OnTime + Late + Unmet;

    public int this[DutyFigure figure] => figure switch { DutyFigure.Due => Due, DutyFigure.OnTime => OnTime, DutyFigure.Late => Late, _ => Unmet };

    /// <summary>Chỉ số phối hợp nội bộ: on time of due.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Share Index => new(OnTime, Due);

    public static DutyCounts Sum(IEnumerable<DutyCounts> parts) => parts.Aggregate(None, (a, b) => new(a.OnTime + b.OnTime, a.Late + b.Late, a.Unmet + b.Unmet));

    /// <summary>By the definition, item by item.</summary>
    public static DutyCounts Of(IEnumerable<ItemFacts> items, DateOnly from, DateOnly to, DateOnly asOf)
    {
        var all = items.ToArray();
        int Count(DutyFigure figure) => all.Count(i => figure.Counts(i, from, to, asOf));
        return new(Count(DutyFigure.OnTime), Count(DutyFigure.Late), Count(DutyFigure.Unmet));
    }
}
