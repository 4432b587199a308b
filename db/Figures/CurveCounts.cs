using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Db.Figures;

/// <summary>One month of a year.</summary>
/// <param name="End">Its last day.</param>
/// <param name="Planned">Items of N whose due day, as it stands on the day looked at, is at most <paramref name="End"/>.</param>
/// <param name="CountedOn">Day up to which completions are counted: the end of the month, or the day looked at within it.</param>
/// <param name="Completed">Completed as of <paramref name="CountedOn"/>; null for months to come and while nobody has reported anything.</param>
public sealed record MonthCounts(DateOnly End, int Planned, DateOnly CountedOn, int? Completed);

/// <summary>Items due in one month: <c>2020-01</c>.</summary>
public sealed record MonthDue(string Month, int Count);

/// <summary>What was planned and what was done in a year, both cumulative.</summary>
/// <param name="NoDeadline">Items of N that no month plans.</param>
/// <param name="Later">Items of N due after the year, by the month of their due day.</param>
public sealed record CurveCounts(int Year, IReadOnlyList<MonthCounts> Months, int NoDeadline, IReadOnlyList<MonthDue> Later)
{
    private const string None = "none";

    /// <summary>Counts in one trip to the database.</summary>
    /// <param name="unit">Only items that this unit leads: on the day looked at for the plan, at each month's end for what was done.</param>
    public static async Task<CurveCounts> Read(Session session, Scope scope, Viewpoint view, Guid? unit, CancellationToken cancel = default)
    {
        var ends = Enumerable.Range(1, 12).Select(month => new DateOnly(scope.Year, month, DateTime.DaysInMonth(scope.Year, month))).ToArray();
        DateOnly[] days = [view.AsOf, .. ends.Where(end => end.Month == 1 || ends[end.Month - 2] < view.AsOf).Select(end => end < view.AsOf ? end : view.AsOf)];
        var counted = await new FigureStore(session).CountGroups([.. days.Select(day => (scope, day))], view.KnownAt, GroupBy.Month, unit, cancel);
        var (today, done) = (counted[0], counted.Skip(1).ToArray());
        var due = today.Groups.Where(g => g.Key != None).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new MonthDue(g.Key, g.Figures[Figure.Total])).ToArray();

        MonthCounts Month(DateOnly end)
        {
            var planned = due.Where(d => string.CompareOrdinal(d.Month, Key(end)) <= 0).Sum(d => d.Count);
            return end.Month > done.Length || !today.Figures.HasProgress || view.AsOf < new DateOnly(end.Year, end.Month, 1)
                ? new(end, planned, end, null)
                : new(end, planned, days[end.Month], done[end.Month - 1].Figures[Figure.Completed]);
        }
        return new(
            scope.Year,
            [.. ends.Select(Month)],
            today.Groups.Where(g => g.Key == None).Sum(g => g.Figures[Figure.Total]),
            [.. due.Where(d => d.Count > 0 && string.CompareOrdinal(d.Month, Key(ends[^1])) > 0)]);
    }

    private static string Key(DateOnly day) => day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
