namespace Tracker.Domain.Coordination;

/// <summary>A day of every year; 29/2 is the last of February in other years.</summary>
public sealed record DayAndMonth(int Day, int Month)
{
    public bool Exists => Month is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(2024, Month);

    public DateOnly In(int year) => new(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));

    public override string ToString() => $"{Day}/{Month}";
}

/// <summary>The year over which an agreement is reviewed, of any two days: 1/1–31/12, or 15/4–15/4 of the next year. Both ends inclusive.</summary>
public sealed record ReviewYear(DayAndMonth From, DayAndMonth To)
{
    public static readonly ReviewYear Calendar = new(new(1, 1), new(31, 12));

    public (DateOnly From, DateOnly To) Starting(int year)
    {
        var (from, to) = (From.In(year), To.In(year));
        return (from, to > from ? to : To.In(year + 1));
    }

    /// <summary>The last day of a review year, on that day or the next after it.</summary>
    public DateOnly EndOnOrAfter(DateOnly day) => To.In(day.Year) is var end && end >= day ? end : To.In(day.Year + 1);

    /// <summary>The last one that has begun by that day.</summary>
    public (DateOnly From, DateOnly To) Around(DateOnly day) => Starting(day.Year) is var year && day < year.From ? Starting(day.Year - 1) : year;

    public override string ToString() => $"{From}–{To}";
}
