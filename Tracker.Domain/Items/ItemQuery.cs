using Tracker.Domain.Coordination;
using Tracker.Domain.Figures;

namespace Tracker.Domain.Items;

/// <summary>The moment that is looked at: the facts of day <paramref name="AsOf"/> (inclusive), leaving out what was recorded after <paramref name="KnownAt"/> (inclusive).</summary>
public readonly record struct Viewpoint(DateOnly AsOf, DateTimeOffset KnownAt)
{
    /// <summary>After everything that may ever take effect; days are asked for between 1900 and this one.</summary>
    public static readonly DateOnly LastDay = new(2999, 12, 31);

    /// <summary>Before everything that a council looks back to.</summary>
    public static readonly DateOnly FirstDay = new(1900, 1, 1);

    /// <summary>Whether a day can be recorded and looked at.</summary>
    public static bool Holds(DateOnly day) => day >= FirstDay && day <= LastDay;
}

/// <summary>Whose items: those of one programme, or all of one origin in a year.</summary>
public sealed record Scope(int Year, Origin Origin, Guid? ProgrammeId = null);

/// <summary>Which items to list. Everything that is null or empty doesn't narrow.</summary>
public sealed record ItemQuery
{
    /// <summary>Whose items; every list needs at least one scope.</summary>
    public IReadOnlyList<Scope> Scopes { get; init; } = [];
    public Guid? Unit { get; init; }
    public Guid? CooperatingUnit { get; init; }
    public ActivityKind? Activity { get; init; }
    /// <summary>Exactly as recorded.</summary>
    public string? ResponsibleLeader { get; init; }
    /// <summary>Exactly as recorded.</summary>
    public string? Officer { get; init; }
    /// <summary>Name of the group that the item stands under, exactly as recorded.</summary>
    public string? Group { get; init; }
    /// <summary>Only what still has to be done.</summary>
    public bool Open { get; init; }
    /// <summary>Month of the current due day, <c>2019-03</c>, or <c>none</c>; the key of grouping by month.</summary>
    public string? Month { get; init; }
    /// <summary>Last current due day, inclusive; items without one are left out.</summary>
    public DateOnly? DueTo { get; init; }
    /// <summary>Only items that haven't this field.</summary>
    public ItemField? Missing { get; init; }
    /// <summary>Items that all of these figures count.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];
    /// <summary>What was to happen within <see cref="From"/> and <see cref="To"/>, both inclusive.</summary>
    public PeriodEvent? Event { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    /// <summary>Duties that the coordination index counts, by due days within <see cref="From"/> and <see cref="To"/>.</summary>
    public DutyFigure? Duty { get; init; }
    /// <summary>Only what comes from this agreement.</summary>
    public Guid? Agreement { get; init; }
    /// <summary>Words that all must occur, in any order, compared without accents.</summary>
    public string? Search { get; init; }
    public ItemOrder Order { get; init; }
    /// <summary>The other way round; what has nothing to be ordered by stays last.</summary>
    public bool Descending { get; init; }
    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 50;
}

/// <summary>By what a list is ordered; what is equal in it stands as the programme has it.</summary>
public enum ItemOrder
{
    Position, DueOn,
    /// <summary>As the Vietnamese alphabet has it.</summary>
    Title,
    /// <summary>In the council's order of its units.</summary>
    Unit,
    Leader, Officer,
    /// <summary>In the order of <see cref="ActivityKind"/>.</summary>
    Activity,
    FirstDueOn, CompletedOn,
    /// <summary>The day from which the item counts; of an ad-hoc task the day given.</summary>
    GivenOn,
    /// <summary>What is overdue first, the longest before; then what falls due, what is done, what has left.</summary>
    State,
}

/// <summary>What can happen to an item in a period (DOMAIN.md, Figures: in a period).</summary>
public enum PeriodEvent
{
    Completed,
    Added,
    Withdrawn,
    /// <summary>The day after the due day of an open item lies in the period, or it became open again past its due day.</summary>
    BecameOverdue,
}
