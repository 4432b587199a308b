using Tracker.Api.Shared;
using Tracker.Db.Figures;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Figures;

/// <summary>A number of items, what it is a share of, and the address of exactly these items.</summary>
/// <param name="Share">Rounded to seven decimals; null for a share of nothing and where no share is shown.</param>
/// <param name="Text">The share as people read it: <c>90,8%</c>; <c>—</c> for a share of nothing.</param>
public sealed record FigureAnswer(long Count, long? Of, decimal? Share, string? Text, string? Items)
{
    public FigureAnswer(long count, Share? share, Link? items) : this(count, share?.Of, share?.Value, share?.Text, items?.ToString()) { }

    /// <summary><c>248/273</c>, or the number alone.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Fraction => Of is { } of ? $"{Vietnamese.Number(Count)}/{Vietnamese.Number(of)}" : Vietnamese.Number(Count);
}

/// <summary>All figures of one set of items, each with the address of its items.</summary>
public record FigureAnswers
{
    public FigureAnswers(FigureSet set, Link link)
    {
        FigureAnswer Answer(Figure figure) => new(set[figure], set.ShareOf(figure), link.With(figure));
        Issued = Answer(Figure.Issued);
        Added = Answer(Figure.Added);
        Withdrawn = Answer(Figure.Withdrawn);
        Total = Answer(Figure.Total);
        Completed = Answer(Figure.Completed);
        OnTime = Answer(Figure.OnTime);
        Late = Answer(Figure.Late);
        CompletedWithoutDeadline = Answer(Figure.CompletedWithoutDeadline);
        Overdue = Answer(Figure.Overdue);
        NotDue = Answer(Figure.NotDue);
        DueSoon = Answer(Figure.DueSoon);
        NoDeadline = Answer(Figure.NoDeadline);
        CarriedOver = Answer(Figure.CarriedOver);
        NotStarted = Answer(Figure.NotStarted);
        InProgress = Answer(Figure.InProgress);
        OnTimeByFirstDueDate = Answer(Figure.OnTimeByFirstDueDate);
        LateByFirstDueDate = Answer(Figure.LateByFirstDueDate);
        Reported = Answer(Figure.Reported);
        Formed = Answer(Figure.Formed);
        Dissolved = Answer(Figure.Dissolved);
        OnTimeRate = new(set[Figure.OnTime], set.OnTimeRate, link.With(Figure.OnTime));
        DoneOfDue = new(set[Figure.Completed], set.DoneOfDue, link.With(Figure.Completed));
        HasProgress = set.HasProgress;
    }

    public FigureAnswer Issued { get; }
    public FigureAnswer Added { get; }
    public FigureAnswer Withdrawn { get; }
    public FigureAnswer Total { get; }
    public FigureAnswer Completed { get; }
    public FigureAnswer OnTime { get; }
    public FigureAnswer Late { get; }
    public FigureAnswer CompletedWithoutDeadline { get; }
    public FigureAnswer Overdue { get; }
    public FigureAnswer NotDue { get; }
    public FigureAnswer DueSoon { get; }
    public FigureAnswer NoDeadline { get; }
    public FigureAnswer CarriedOver { get; }
    public FigureAnswer NotStarted { get; }
    public FigureAnswer InProgress { get; }
    public FigureAnswer OnTimeByFirstDueDate { get; }
    public FigureAnswer LateByFirstDueDate { get; }
    /// <summary>Open items whose completion is reported and waits for confirmation; not part of completed.</summary>
    public FigureAnswer Reported { get; }
    /// <summary>Made by splits and merges, which are neither issued nor added.</summary>
    public FigureAnswer Formed { get; }
    /// <summary>Ended by splits and merges.</summary>
    public FigureAnswer Dissolved { get; }
    /// <summary>On time / (on time + late).</summary>
    public FigureAnswer OnTimeRate { get; }
    /// <summary>Completed / (completed + overdue), the Government's practice.</summary>
    public FigureAnswer DoneOfDue { get; }
    /// <summary>False: nobody has reported anything; shown as "chưa có số liệu", not 0%.</summary>
    public bool HasProgress { get; }
}

/// <summary>The figures of a unit (its id), a kind of activity, a month (<c>2019-03</c>) or <c>none</c>.</summary>
public sealed record GroupAnswer : FigureAnswers
{
    public GroupAnswer(FigureGroup group, string name, Link link, string parameter) : base(group.Figures, link.With(parameter, group.Key))
    {
        (Key, Name) = (group.Key, name);
        Cooperating = new(group.Cooperating, null, parameter == "unit" ? link.With("cooperatingUnit", group.Key) : null);
    }

    public string Key { get; }
    public string Name { get; }
    /// <summary>Items on which the unit cooperates without leading them; not part of its figures.</summary>
    public FigureAnswer Cooperating { get; }
}

/// <summary>A unit that leads nothing here, and the items of N on which it cooperates.</summary>
public sealed record CooperatingAnswer(string Key, string Name, FigureAnswer Cooperating);

/// <summary>What happened from one day to another, both inclusive, each item once.</summary>
public sealed record PeriodAnswer(DateOnly From, DateOnly To, FigureAnswer Completed, FigureAnswer Added, FigureAnswer Withdrawn, FigureAnswer BecameOverdue)
{
    public static PeriodAnswer Of(PeriodFigures figures, DateOnly from, DateOnly to, Link link)
    {
        FigureAnswer Answer(int count, PeriodEvent what) => new(count, null, link.With(what, from, to));
        return new(from, to,
            Answer(figures.Completed, PeriodEvent.Completed),
            Answer(figures.Added, PeriodEvent.Added),
            Answer(figures.Withdrawn, PeriodEvent.Withdrawn),
            Answer(figures.BecameOverdue, PeriodEvent.BecameOverdue));
    }
}

/// <summary>Figures as of a day, as known at a moment.</summary>
public sealed record FiguresAnswer : FigureAnswers
{
    public FiguresAnswer(FigureSet set, Link link) : base(set, link) => (AsOf, KnownAt) = (link.View.AsOf, link.View.KnownAt);

    public DateOnly AsOf { get; }
    public DateTimeOffset KnownAt { get; }
    /// <summary>Version of the definitions that these figures were made by.</summary>
    public int Definition => Counting.Definition;
    /// <summary>True for a day to come: what will be if nothing more happens.</summary>
    public required bool Projection { get; init; }
    /// <summary>Sentences that the reader of these figures should see.</summary>
    public required IReadOnlyList<string> Notices { get; init; }
    public required IReadOnlyList<GroupAnswer> Groups { get; init; }
    /// <summary>Units that only cooperate, and on how many items; empty unless grouped by unit.</summary>
    public required IReadOnlyList<CooperatingAnswer> OnlyCooperating { get; init; }
    public PeriodAnswer? Period { get; init; }
}
