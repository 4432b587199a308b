namespace Tracker.Domain.Units;

/// <summary>A unit as it can be named: its full name and other spellings. <paramref name="ValidFrom"/> and <paramref name="ValidTo"/> inclusive, null is unbounded.</summary>
public sealed record UnitName(Guid Id, string Name, IReadOnlyList<string> Aliases, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

/// <summary>What a name in a cell turned out to be.</summary>
public abstract record UnitMatch(string Text)
{
    public sealed record One(string Text, UnitName Unit) : UnitMatch(Text);

    /// <summary>More than one unit fits; a finding, never a guess.</summary>
    public sealed record Ambiguous(string Text, IReadOnlyList<UnitName> Candidates) : UnitMatch(Text);

    /// <summary>No unit fits; <c>Suggestions</c> are near ones, nearest first, at most three.</summary>
    public sealed record Unknown(string Text, IReadOnlyList<UnitName> Suggestions) : UnitMatch(Text);
}

/// <summary>Finds units by the names people write: accents first ("Ban ĐT" is Đô thị, "Ban DT" is Dân tộc), then without.</summary>
public sealed class UnitDirectory(IEnumerable<UnitName> units)
{
    /// <summary>The unit that one name means; never splits. Only units valid on <paramref name="on"/> fit, where it is given.</summary>
    public UnitMatch Find(string name, DateOnly? on = null) => throw new NotImplementedException();

    /// <summary>The units of a cell: separated by <c>;</c>, line breaks, or commas where the comma isn't part of a unit's own name. Empty for an empty cell; each unit once.</summary>
    public IReadOnlyList<UnitMatch> FindAll(string? cell, DateOnly? on = null) => throw new NotImplementedException();
}
