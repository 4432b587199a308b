using Tracker.Domain.Text;

namespace Tracker.Domain.Units;

/// <summary>Units whose names are near to one that fits none.</summary>
internal static class UnitSuggestions
{
    /// <summary>At most three, nearest first. Near: at most half of the longer spelling differs, accents and punctuation aside.</summary>
    public static IReadOnlyList<UnitName> For(string name, IEnumerable<UnitName> units)
    {
        var key = VietnameseText.TitleKey(name);
        return [.. units
            .Select(unit => (unit, distance: unit.Spellings.Min(spelling => Distance(key, VietnameseText.TitleKey(spelling)))))
            .Where(near => near.distance is not null)
            .OrderBy(near => near.distance)
            .ThenBy(near => near.unit.Name, VietnameseText.Collation)
            .Take(3)
            .Select(near => near.unit)];
    }

    /// <summary>Edit distance (Levenshtein); null when more than half differs.</summary>
    private static int? Distance(string a, string b)
    {
        var longer = Math.Max(a.Length, b.Length);
        if (Math.Abs(a.Length - b.Length) * 2 > longer) return null;

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1] * 2 > longer ? null : row[^1];
    }
}
