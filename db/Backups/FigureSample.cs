using System.Text.Json;
using Tracker.Db.Figures;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Db.Backups;

/// <summary>Figures of several days by which a restored council is held against the one backed up.</summary>
internal static class FigureSample
{
    private const string ScopesSql = """
        select distinct year, origin, programme_id
        from items
        where council_id = @Council
        order by year, origin, programme_id
        """;

    /// <summary>Of each programme, and of each kind of other item by year: at the ends of the year's quarters and on the day itself.</summary>
    public static async Task<IReadOnlyList<BackupFigures>> Take(Session session, DateOnly today, DateTimeOffset knownAt, CancellationToken cancel)
    {
        var scopes = await session.Query<ScopeRow>(ScopesSql, cancel: cancel);
        var asked =
            from scope in scopes
            from day in Days(scope.Year).Append(today).Distinct()
            select new BackupFigures(session.Council, scope.Year, scope.Origin, day, new Dictionary<string, int>(), scope.ProgrammeId);
        return await Count(session, [.. asked], knownAt, cancel);
    }

    /// <summary>The same figures as the database gives them now, in the same order; not what is complete, which older backups don't know.</summary>
    public static async Task<IReadOnlyList<BackupFigures>> Count(Session session, IReadOnlyList<BackupFigures> asked, DateTimeOffset knownAt, CancellationToken cancel)
    {
        var sets = await new FigureStore(session).Count([.. asked.Select(a => (new Scope(a.Year, a.Origin, a.Programme), a.AsOf))], knownAt, cancel);
        return [.. asked.Zip(sets, (a, set) => a with { Counts = set.Counts.Where(c => c.Key != Figure.Complete).ToDictionary(c => Name(c.Key), c => c.Value) })];
    }

    private static IEnumerable<DateOnly> Days(int year) => [new(year, 3, 31), new(year, 6, 30), new(year, 9, 30), new(year, 12, 31)];

    private static string Name(Figure figure) => JsonNamingPolicy.CamelCase.ConvertName(figure.ToString());

    private sealed record ScopeRow
    {
        public int Year { get; init; }
        public Origin Origin { get; init; }
        public Guid? ProgrammeId { get; init; }
    }
}
