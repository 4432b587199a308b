using Tracker.Domain.Items;

namespace Tracker.Domain.Figures;

/// <summary>The sets of items that are counted (DOMAIN.md, Figures). Each name is also the name of the figure in the API.</summary>
public enum Figure
{
    /// <summary>N₀: members as issued, whatever became of them.</summary>
    Issued,
    /// <summary>Added by amendments in force; counts here and in <see cref="Withdrawn"/> when withdrawn later.</summary>
    Added,
    Withdrawn,
    /// <summary>N: everything that hasn't left; the sum of completed, overdue, not due, no deadline and carried over.</summary>
    Total,
    /// <summary>C: on time, late and completed without deadline.</summary>
    Completed,
    OnTime,
    Late,
    CompletedWithoutDeadline,
    Overdue,
    /// <summary>Open and due on the day itself or later.</summary>
    NotDue,
    /// <summary>Open and due in [D, D+30]; a part of <see cref="NotDue"/>.</summary>
    DueSoon,
    /// <summary>Open without a due day.</summary>
    NoDeadline,
    CarriedOver,
    /// <summary>Open, nothing done yet.</summary>
    NotStarted,
    /// <summary>Open, being worked on.</summary>
    InProgress,
    OnTimeByFirstDueDate,
    LateByFirstDueDate,
    /// <summary>Open, completion reported and not yet confirmed; shown beside <see cref="Completed"/>, never in it.</summary>
    Reported,
    /// <summary>Made by a split or a merge: neither issued nor added. N = issued + added + formed − withdrawn − dissolved.</summary>
    Formed,
    /// <summary>Ended by a split or a merge; others go on in its place.</summary>
    Dissolved,
    /// <summary>"5 rõ": of N those that have every field that the council asks for (<see cref="Completeness"/>).</summary>
    Complete,
}

/// <summary>Which items a figure counts. The one definition; its SQL twin for lists stands in Spans and is held to this one by tests.</summary>
public static class Counting
{
    /// <summary>Version of these definitions; a published figure names the one it was made by.</summary>
    public const int Definition = 1;

    /// <summary>Days ahead that "sắp đến hạn" looks, both ends counted.</summary>
    public const int DueSoonDays = 30;

    /// <param name="facts">As of <paramref name="asOf"/>.</param>
    /// <param name="required">What the council asks for; only <see cref="Figure.Complete"/> needs it.</param>
    public static bool Counts(this Figure figure, ItemFacts facts, DateOnly asOf, Completeness? required = null) => figure switch
    {
        Figure.Issued => facts.Membership == Membership.Issued,
        Figure.Added => facts.Membership == Membership.Added,
        Figure.Withdrawn => facts.Ending == Ending.Withdrawn,
        Figure.Total => facts.InTotal,
        Figure.Completed => IsCompleted(facts),
        Figure.OnTime => IsCompleted(facts) && facts.OnTime == true,
        Figure.Late => IsCompleted(facts) && facts.OnTime == false,
        Figure.CompletedWithoutDeadline => IsCompleted(facts) && facts.OnTime is null,
        Figure.Overdue => facts.IsOverdue(asOf),
        Figure.NotDue => facts.IsOpen && facts.DueOn >= asOf,
        Figure.DueSoon => facts.IsOpen && facts.DueOn >= asOf && facts.DueOn <= asOf.AddDays(DueSoonDays),
        Figure.NoDeadline => facts.IsOpen && facts.DueOn is null,
        Figure.CarriedOver => facts.InTotal && facts.State == State.CarriedOver,
        Figure.NotStarted => facts.IsOpen && facts.State == State.NotStarted,
        Figure.InProgress => facts.IsOpen && facts.State == State.InProgress,
        Figure.OnTimeByFirstDueDate => IsCompleted(facts) && facts.OnTimeByFirstDueDate == true,
        Figure.LateByFirstDueDate => IsCompleted(facts) && facts.OnTimeByFirstDueDate == false,
        Figure.Reported => facts.IsOpen && facts.ReportedOn is not null,
        Figure.Formed => facts.Membership is Membership.Split or Membership.Merged,
        Figure.Dissolved => facts.Ending is Ending.Split or Ending.Merged,
        Figure.Complete => facts.InTotal && (required ?? throw new ArgumentNullException(nameof(required))).Missing(facts).Count == 0,
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, null),
    };

    private static readonly Figure[] Timelinesses =
    [
        Figure.OnTime, Figure.Late, Figure.CompletedWithoutDeadline, Figure.Overdue, Figure.DueSoon, Figure.NotDue, Figure.NoDeadline, Figure.CarriedOver,
    ];

    /// <summary>Where the item stands against its due day: on time, late, overdue, due soon …; null when it has left the programme.</summary>
    public static Figure? Timeliness(this ItemFacts facts, DateOnly asOf) =>
        Timelinesses.Where(f => f.Counts(facts, asOf)).Select(f => (Figure?)f).FirstOrDefault();

    private static bool IsCompleted(ItemFacts facts) => facts.InTotal && facts.State == State.Completed;
}
