namespace Tracker.Domain.Items;

/// <summary>Everything that held about an item on one day, as known at one moment. Changes only on days on which an entry takes effect.</summary>
public sealed record ItemFacts
{
    public required Membership Membership { get; init; }
    /// <summary>Effective day of the membership, inclusive.</summary>
    public required DateOnly MemberFrom { get; init; }
    public Ending? Ending { get; init; }
    public DateOnly? EndedOn { get; init; }

    public State State { get; init; }
    /// <summary>Set exactly when <see cref="State"/> is completed; of a recurring item the day of the last completion.</summary>
    public DateOnly? CompletedOn { get; init; }
    /// <summary>Completed on or before the due day; of a recurring item, every occurrence was. Null unless completed and due.</summary>
    public bool? OnTime { get; init; }
    /// <summary>The same against the first due day; null for items that never had one.</summary>
    public bool? OnTimeByFirstDueDate { get; init; }
    /// <summary>Nguyên nhân chậm, from the entry that gives the state.</summary>
    public string? Reason { get; init; }
    /// <summary>The paper that the state rests on.</summary>
    public string? ResultDocument { get; init; }

    /// <summary>Day of completion as the unit reported it, while the office hasn't answered.</summary>
    public DateOnly? ReportedOn { get; init; }

    public string? TimePhrase { get; init; }
    public DateOnly? StartOn { get; init; }
    /// <summary>Of a recurring item that of its first open occurrence, or of its last when none is open.</summary>
    public DateOnly? DueOn { get; init; }
    public DateOnly? FirstDueOn { get; init; }
    public bool DueProvisional { get; init; }

    public string Number { get; init; } = "";
    public string GroupName { get; init; } = "";
    public int Position { get; init; }
    public string Title { get; init; } = "";
    public Guid LeadUnitId { get; init; }
    public IReadOnlyList<Guid> CooperatingUnitIds { get; init; } = [];
    public string ResponsibleLeader { get; init; } = "";
    public string Officer { get; init; } = "";
    public string Deliverable { get; init; } = "";
    public ActivityKind ActivityKind { get; init; } = ActivityKind.Other;
    public string Note { get; init; } = "";
    public string Source { get; init; } = "";

    public bool InTotal => Ending is null;
    public bool IsOpen => InTotal && State is State.NotStarted or State.InProgress;

    /// <summary>The one definition of overdue: open, and due before <paramref name="asOf"/>. An item due on day D is overdue from D+1.</summary>
    public bool IsOverdue(DateOnly asOf) => IsOpen && DueOn < asOf;

    /// <summary>Equal as values, lists included; a record compares lists by reference.</summary>
    public bool Same(ItemFacts other) =>
        CooperatingUnitIds.SequenceEqual(other.CooperatingUnitIds)
        && this with { CooperatingUnitIds = other.CooperatingUnitIds } == other;
}
