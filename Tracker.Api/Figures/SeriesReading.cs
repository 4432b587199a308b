using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Api.Figures;

/// <summary>Figures of a day as they were stored, each with the address of its items on that day, as known then.</summary>
public sealed record StoredFigures : FigureAnswers
{
    public StoredFigures(FigureSet set, Link link) : base(set, link) => (Day, KnownAt) = (link.View.AsOf, link.View.KnownAt);

    public DateOnly Day { get; }
    /// <summary>The end of the day for a night's figures; the moment of storing for those after an import.</summary>
    public DateTimeOffset KnownAt { get; }
}

/// <param name="From">First day, inclusive.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Days">Earliest first; a day without figures, or on which a closed programme didn't change, is missing; one that was stored several times is there for each moment.</param>
public sealed record SeriesAnswer(DateOnly From, DateOnly To, IReadOnlyList<StoredFigures> Days);

/// <summary>The series of daily figures, for the API and the pages.</summary>
public sealed class SeriesReading(Session session)
{
    /// <param name="path">Of the list that links lead to.</param>
    public async Task<SeriesAnswer> Read(string path, Scope scope, DateOnly from, DateOnly to, DateTimeOffset knownAt, Guid? unit, CancellationToken cancel) =>
        new(from, to, [.. (await new SeriesStore(session).Read(scope, from, to, knownAt, unit, cancel))
            .Select(p => new StoredFigures(p.Figures, new Link(path, scope, new(p.Day, p.KnownAt)).With("unit", unit?.ToString())))]);

    /// <summary>The end of the month before, as it was known then; null when nothing was stored of it.</summary>
    public async Task<StoredFigures?> LastMonth(string path, Scope scope, Viewpoint view, Guid? unit, CancellationToken cancel)
    {
        var end = new DateOnly(view.AsOf.Year, view.AsOf.Month, 1).AddDays(-1);
        return (await Read(path, scope, end, end, view.KnownAt, unit, cancel)).Days.LastOrDefault();
    }
}
