using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Db.Programmes;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Api.Figures;

/// <summary>One year among several.</summary>
/// <param name="AsOf">The day on which this year is looked at.</param>
/// <param name="HasProgress">False: nobody has reported anything for this year; show "chưa có số liệu".</param>
public sealed record YearAnswer(int Year, DateOnly AsOf, Guid? Programme, string? Number, FigureAnswer Issued, FigureAnswer Total, FigureAnswer Completed, FigureAnswer OnTime, FigureAnswer Adhoc, bool HasProgress);

/// <summary>How much more: the difference, its base, and the growth as a number and as people read it.</summary>
public sealed record GrowthFigure(long Count, long Of, decimal? Share, string Text)
{
    public GrowthFigure(Growth growth) : this(growth.Difference, growth.Earlier, growth.Value, growth.Text) { }
}

/// <summary>Growth from one year to a later one: of N₀, and beside it of N and of C. C is null where one of the years has no reported progress.</summary>
public sealed record GrowthAnswer(int From, int To, long Count, long Of, decimal? Share, string Text, GrowthFigure Total, GrowthFigure? Completed);

/// <param name="Basis">Says in Vietnamese on which day each year is looked at.</param>
public sealed record GrowthsAnswer(DateTimeOffset KnownAt, string Basis, IReadOnlyList<YearAnswer> Years, IReadOnlyList<GrowthAnswer> Growth);

/// <summary>Years side by side, for the API and the pages.</summary>
public sealed class GrowthReading(Session session)
{
    /// <param name="path">Of the list that links lead to, by where its items come from.</param>
    /// <param name="sameDay">Every year as of this day and month; null for each year at its end.</param>
    /// <param name="unit">Only what this unit leads.</param>
    public async Task<GrowthsAnswer> Read(Func<Origin, string> path, IReadOnlyCollection<int> years, DateOnly? sameDay, Viewpoint view, CancellationToken cancel, Guid? unit = null)
    {
        var annual = (await new ProgrammeStore(session).All(view, years, cancel)).Where(p => p.Kind == ProgrammeKind.Annual).ToLookup(p => p.Year);
        var wanted = years.Distinct().Order().Select(year => (Year: year, Day: DayIn(year, sameDay), Programme: annual[year].FirstOrDefault())).ToArray();
        var sets = await new FigureStore(session).Count(
        [
            .. wanted.Select(w => (new Scope(w.Year, Origin.Programme, w.Programme?.Id ?? Guid.Empty), w.Day)),
            .. wanted.Select(w => (new Scope(w.Year, Origin.Adhoc), w.Day)),
        ], view.KnownAt, cancel, unit);
        var counted = wanted.Select((w, i) => (w.Year, Set: sets[i], Answer: Answer(w.Year, w.Day, w.Programme, sets[i], sets[wanted.Length + i], path, view, unit))).ToArray();
        return new(
            view.KnownAt,
            sameDay is { } day ? $"Mỗi năm tính đến hết ngày {day:dd/MM}" : "Mỗi năm tính đến hết ngày 31/12",
            [.. counted.Select(c => c.Answer)],
            [.. counted.SelectMany(later => counted.Where(c => c.Year < later.Year).Reverse(), (later, earlier) => Compare(earlier.Year, earlier.Set, later.Year, later.Set))]);
    }

    private static DateOnly DayIn(int year, DateOnly? sameDay) => sameDay is { } day
        ? new(year, day.Month, Math.Min(day.Day, DateTime.DaysInMonth(year, day.Month)))
        : new(year, 12, 31);

    private static YearAnswer Answer(int year, DateOnly day, Programme? programme, FigureSet set, FigureSet adhoc, Func<Origin, string> path, Viewpoint view, Guid? unit)
    {
        Link Items(Origin origin, Guid? of) => new Link(path(origin), new(year, origin, of), view with { AsOf = day }).With("unit", unit?.ToString());
        var link = Items(Origin.Programme, programme?.Id);
        FigureAnswer Linked(Figure figure) => new(set[figure], set.ShareOf(figure), programme is null ? null : link.With(figure));
        return new(year, day, programme?.Id, programme?.Number, Linked(Figure.Issued), Linked(Figure.Total), Linked(Figure.Completed), Linked(Figure.OnTime),
            new(adhoc[Figure.Total], null, Items(Origin.Adhoc, null).With(Figure.Total)),
            set.HasProgress);
    }

    private static GrowthAnswer Compare(int from, FigureSet earlier, int to, FigureSet later)
    {
        var issued = new Growth(earlier[Figure.Issued], later[Figure.Issued]);
        return new(from, to, issued.Difference, issued.Earlier, issued.Value, issued.Text,
            new(new Growth(earlier[Figure.Total], later[Figure.Total])),
            earlier.HasProgress && later.HasProgress ? new(new Growth(earlier[Figure.Completed], later[Figure.Completed])) : null);
    }
}
