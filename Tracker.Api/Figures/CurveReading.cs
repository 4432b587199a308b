using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Api.Figures;

/// <summary>One month of the year's curve.</summary>
/// <param name="End">Its last day.</param>
/// <param name="Planned">Items whose due day, as it stands on the day looked at, is at most <paramref name="End"/>.</param>
/// <param name="CountedOn">Day up to which completions are counted: the end of the month, or the day looked at within it.</param>
/// <param name="Completed">Completed as of <paramref name="CountedOn"/>; null for months to come and while nobody has reported anything.</param>
public sealed record CurveMonth(DateOnly End, FigureAnswer Planned, DateOnly CountedOn, FigureAnswer? Completed);

/// <summary>What was planned and what was done in a year, both cumulative.</summary>
/// <param name="NoDeadline">Items of N that no month plans.</param>
/// <param name="Later">Items of N due after the year, by the month of their due day.</param>
public sealed record Curve(int Year, IReadOnlyList<CurveMonth> Months, FigureAnswer NoDeadline, IReadOnlyList<(string Month, FigureAnswer Due)> Later)
{
    public CurveMonth? LastDone => Months.LastOrDefault(m => m.Completed is not null);
}

/// <summary>Reads the curve of an annual programme in one trip to the database.</summary>
public sealed class CurveReading(Session session)
{
    private const string None = "none";

    /// <param name="unit">Only items that this unit leads: on the day looked at for the plan, at each month's end for what was done.</param>
    public async Task<Curve> Read(string path, Scope scope, Viewpoint view, Guid? unit, CancellationToken cancel)
    {
        var ends = Enumerable.Range(1, 12).Select(month => new DateOnly(scope.Year, month, DateTime.DaysInMonth(scope.Year, month))).ToArray();
        DateOnly[] days = [view.AsOf, .. ends.Where(end => end.Month == 1 || ends[end.Month - 2] < view.AsOf).Select(end => end < view.AsOf ? end : view.AsOf)];
        var counted = await new FigureStore(session).CountGroups([.. days.Select(day => (scope, day))], view.KnownAt, GroupBy.Month, unit, cancel);
        var (today, done) = (counted[0], counted.Skip(1).ToArray());

        var total = new Link(path, scope, view).With("unit", unit?.ToString()).With(Figure.Total);
        var due = today.Groups.Where(g => g.Key != None).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Month: g.Key, Count: g.Figures[Figure.Total])).ToArray();
        CurveMonth Month(DateOnly end)
        {
            var planned = new FigureAnswer(due.Where(d => string.CompareOrdinal(d.Month, Key(end)) <= 0).Sum(d => d.Count), null, total.With("dueTo", end.ToString("O")));
            if (end.Month > done.Length || !today.Figures.HasProgress || view.AsOf < new DateOnly(end.Year, end.Month, 1))
                return new(end, planned, end, null);
            var day = days[end.Month];
            return new(end, planned, day, new(done[end.Month - 1].Figures[Figure.Completed], null, (total with { View = view with { AsOf = day } }).With(Figure.Completed)));
        }
        return new(
            scope.Year,
            [.. ends.Select(Month)],
            new(today.Groups.Where(g => g.Key == None).Sum(g => g.Figures[Figure.Total]), null, total.With("month", None)),
            [.. due.Where(d => d.Count > 0 && string.CompareOrdinal(d.Month, Key(ends[^1])) > 0)
                .Select(d => ($"{int.Parse(d.Month[5..])}/{d.Month[..4]}", new FigureAnswer(d.Count, null, total.With("month", d.Month))))]);
    }

    private static string Key(DateOnly day) => day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
