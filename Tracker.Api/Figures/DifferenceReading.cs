using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Figures;

/// <summary>One part of the difference between two years: a unit or a kind of activity.</summary>
public sealed record DifferencePart(string Name, FigureAnswer Earlier, FigureAnswer Later)
{
    public long Difference => Later.Count - Earlier.Count;
}

/// <summary>What makes the difference between the issued numbers of two years; the parts of each list add up to it.</summary>
public sealed record YearDifference(YearAnswer Earlier, YearAnswer Later, IReadOnlyList<DifferencePart> ByUnit, IReadOnlyList<DifferencePart> ByActivity);

/// <summary>Takes the difference between two years apart.</summary>
public sealed class DifferenceReading(Session session, Ask ask)
{
    /// <summary>Null when one of the years has no programme.</summary>
    public async Task<YearDifference?> Read(string path, YearAnswer earlier, YearAnswer later, DateTimeOffset knownAt, CancellationToken cancel)
    {
        if (earlier.Programme is null || later.Programme is null)
            return null;
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id.ToString());
        return new(earlier, later,
            await Parts(GroupBy.Unit, "unit", key => units[key].Name),
            await Parts(GroupBy.Activity, "activity", key => Enum.Parse<ActivityKind>(key, ignoreCase: true).Name()));

        async Task<IReadOnlyList<DifferencePart>> Parts(GroupBy groupBy, string parameter, Func<string, string> name)
        {
            var years = new[] { earlier, later }.Select(y => (Scope: new Scope(y.Year, Origin.Programme, y.Programme), y.AsOf)).ToArray();
            var counted = await new FigureStore(session).CountGroups(years, knownAt, groupBy, null, cancel);
            FigureAnswer Issued(int year, string key) => new(
                counted[year].Groups.Where(g => g.Key == key).Sum(g => g.Figures[Figure.Issued]), null,
                new Link(path, years[year].Scope, new(years[year].AsOf, knownAt)).With(parameter, key).With(Figure.Issued));
            return
            [
                .. counted.SelectMany(c => c.Groups).Where(g => g.Figures[Figure.Issued] > 0).Select(g => g.Key).Distinct()
                    .Select(key => new DifferencePart(name(key), Issued(0, key), Issued(1, key)))
                    .OrderByDescending(p => p.Difference).ThenByDescending(p => p.Later.Count).ThenBy(p => p.Name, VietnameseText.Collation),
            ];
        }
    }
}
