namespace Tracker.Domain.Schedules;

/// <summary>The weeks of a month: Monday to Sunday, week 1 the first with a working day in the month.</summary>
internal static class MonthWeeks
{
    /// <summary>Each week's Monday to Friday, as far as they lie in the month; its working days where none of those does (a working Saturday the 1st).</summary>
    /// <param name="isWorkingDay">Monday to Friday unless given.</param>
    public static List<DueSpan> Of(int year, int month, Func<DateOnly, bool>? isWorkingDay)
    {
        isWorkingDay ??= IsWeekday;
        var days = Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Select(day => new DateOnly(year, month, day));
        return [.. days
            .GroupBy(MondayOf)
            .SkipWhile(week => !week.Any(isWorkingDay))
            .Select(week => Span(week.Any(IsWeekday) ? week.Where(IsWeekday) : week.Where(isWorkingDay)))];
    }

    private static DueSpan Span(IEnumerable<DateOnly> days) => new(days.First(), days.Last());

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
