using Tracker.Domain.Text;

namespace Tracker.Domain.Units;

/// <summary>A unit as it can be named: its full name and other spellings. <paramref name="ValidFrom"/> and <paramref name="ValidTo"/> inclusive, null is unbounded.</summary>
public sealed record UnitName(Guid Id, string Name, IReadOnlyList<string> Aliases, DateOnly? ValidFrom = null, DateOnly? ValidTo = null)
{
    internal IEnumerable<string> Spellings => Aliases.Prepend(Name);

    internal bool IsValid(DateOnly? on) => on is not { } day || ((ValidFrom ?? day) <= day && day <= (ValidTo ?? day));
}

/// <summary>What a name in a cell turned out to be.</summary>
public abstract record UnitMatch(string Text)
{
    public sealed record One(string Text, UnitName Unit) : UnitMatch(Text);

    /// <summary>More than one unit fits; a finding, never a guess.</summary>
    public sealed record Ambiguous(string Text, IReadOnlyList<UnitName> Candidates) : UnitMatch(Text);

    /// <summary>No unit fits; <c>Suggestions</c> are near ones, nearest first, at most three.</summary>
    public sealed record Unknown(string Text, IReadOnlyList<UnitName> Suggestions) : UnitMatch(Text);

    /// <summary>A sentence that says why it isn't one unit; null where it is.</summary>
    public string? Unclear() => this switch
    {
        Ambiguous several => $"“{Text}” có thể là {string.Join(" hoặc ", several.Candidates.Select(c => $"“{c.Name}”"))}; hãy ghi rõ.",
        Unknown { Suggestions.Count: > 0 } near => $"Không có đơn vị “{Text}”; gần giống: {string.Join(", ", near.Suggestions.Select(s => $"“{s.Name}”"))}.",
        Unknown => $"Không có đơn vị “{Text}”. Hãy ghi đúng tên, hoặc thêm đơn vị ở Quản trị.",
        _ => null,
    };
}

/// <summary>Finds units by the names people write: accents first ("Ban ĐT" is Đô thị, "Ban DT" is Dân tộc), then without.
/// Only a whole name or alias counts; case, punctuation, spaces and the place of tone marks don't.</summary>
public sealed class UnitDirectory
{
    // From the strictest reading of a name to the loosest; the first that fits decides.
    private static readonly Func<string, string>[] Keys =
        [VietnameseText.NameKey, name => Joined(VietnameseText.NameKey(name)), VietnameseText.TitleKey, name => Joined(VietnameseText.TitleKey(name))];

    private readonly List<UnitName> units;
    private readonly ILookup<string, UnitName>[] byKey;
    private readonly int longestName;

    public UnitDirectory(IEnumerable<UnitName> units)
    {
        this.units = [.. units];
        var spellings = this.units.SelectMany(unit => unit.Spellings, (unit, spelling) => (unit, spelling)).ToList();
        byKey = [.. Keys.Select(key => spellings.ToLookup(named => key(named.spelling), named => named.unit, StringComparer.Ordinal))];
        longestName = spellings.Select(named => named.spelling.Length).DefaultIfEmpty().Max();
    }

    public UnitName? Find(Guid id) => units.Find(unit => unit.Id == id);

    /// <summary>The unit that one name means; never splits. Only units valid on <paramref name="on"/> fit, where it is given.</summary>
    public UnitMatch Find(string name, DateOnly? on = null)
    {
        var text = VietnameseText.Normalize(name);
        return Known(text, on) ?? Unknown(text, on);
    }

    /// <summary>The units of a cell: separated by <c>;</c>, line breaks, commas or "và" where these aren't part of a unit's own name. Empty for an empty cell; each unit once.</summary>
    public IReadOnlyList<UnitMatch> FindAll(string? cell, DateOnly? on = null) =>
        [.. UnitCell.Split(cell ?? "", name => name.Length <= 2 * longestName ? Known(name, on) : null)
            .Select(part => part.Known ?? Unknown(part.Name, on))
            .DistinctBy(match => match is UnitMatch.One one ? one.Unit.Id.ToString() : VietnameseText.NameKey(match.Text))];

    private UnitMatch? Known(string text, DateOnly? on)
    {
        for (var strictness = 0; strictness < Keys.Length; strictness++)
        {
            var key = Keys[strictness](text);
            if (key.Length == 0) return null;
            var fitting = byKey[strictness][key].Where(unit => unit.IsValid(on)).DistinctBy(unit => unit.Id).ToList();
            if (fitting.Count > 0) return fitting is [var unit] ? new UnitMatch.One(text, unit) : new UnitMatch.Ambiguous(text, fitting);
        }
        return null;
    }

    private UnitMatch.Unknown Unknown(string text, DateOnly? on) =>
        new(text, UnitSuggestions.For(text, units.Where(unit => unit.IsValid(on))));

    private static string Joined(string key) => key.Replace(" ", "", StringComparison.Ordinal);
}
