namespace Tracker.Domain.Schedules;

/// <summary>A day that isn't what its weekday says.</summary>
/// <param name="Working">A compensating working day ("làm bù"); false for a day off.</param>
public sealed record SpecialDay(DateOnly Day, string Name, bool Working);

/// <summary>Which days are worked on: Monday to Friday, but for the council's days off, and its compensating days.</summary>
public sealed class WorkingCalendar(IEnumerable<SpecialDay> special)
{
    // A calendar without a working day for that long is a mistake in it; nobody waits for its end.
    private const int LongestPause = 366;

    private readonly Dictionary<DateOnly, bool> _special = special.GroupBy(d => d.Day).ToDictionary(g => g.Key, g => g.Last().Working);

    public bool IsWorkingDay(DateOnly day) => _special.TryGetValue(day, out var working) ? working : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>That day when it is worked on, else the first one after it that is; that day itself when there is none within a year.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        for (var (looked, candidate) = (0, day); looked < LongestPause && candidate < DateOnly.MaxValue; looked++, candidate = candidate.AddDays(1))
        {
            if (IsWorkingDay(candidate))
                return candidate;
        }
        return day;
    }

    /// <summary>The last working day before that one; the day a year before when there is none within it.</summary>
    public DateOnly Before(DateOnly day)
    {
        var candidate = day.AddDays(-1);
        while (!IsWorkingDay(candidate) && day.DayNumber - candidate.DayNumber < LongestPause)
            candidate = candidate.AddDays(-1);
        return candidate;
    }

    /// <summary>So many working days after that day, or before it when negative; neither counts the day itself. That day itself for 0.</summary>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        var found = day;
        for (var left = Math.Abs(workingDays); left > 0; left--)
            found = workingDays < 0 ? Before(found) : OnOrAfter(found.AddDays(1));
        return found;
    }

    /// <summary>How many working days lie in [from, to], both inclusive.</summary>
    public int Count(DateOnly from, DateOnly to) => from > to ? 0 : Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Count(n => IsWorkingDay(from.AddDays(n)));
}
