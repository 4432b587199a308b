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
    /// <param name="unit">As <see cref="CurveCounts.Read"/>.</param>
    public async Task<Curve> Read(string path, Scope scope, Viewpoint view, Guid? unit, CancellationToken cancel)
    {
        var counts = await CurveCounts.Read(session, scope, view, unit, cancel);
        var total = new Link(path, scope, view).With("unit", unit?.ToString()).With(Figure.Total);
        return new(
            counts.Year,
            [.. counts.Months.Select(m => new CurveMonth(m.End, new(m.Planned, null, total.With("dueTo", m.End.ToString("O"))), m.CountedOn,
                m.Completed is not { } done ? null : new(done, null, (total with { View = view with { AsOf = m.CountedOn } }).With(Figure.Completed))))],
            new(counts.NoDeadline, null, total.With("month", "none")),
            [.. counts.Later.Select(d => ($"{int.Parse(d.Month[5..])}/{d.Month[..4]}", new FigureAnswer(d.Count, null, total.With("month", d.Month))))]);
    }
}
