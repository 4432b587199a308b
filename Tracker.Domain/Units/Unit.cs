namespace Tracker.Domain.Units;

public enum UnitKind
{
    StandingCommittee,
    Board,
    Office,
    /// <summary>Sở, ngành, UBND, MTTQ …: bodies outside the council.</summary>
    Outside,
    /// <summary>A name for several ("Các Ban HĐND Thành phố").</summary>
    Collective,
}

/// <summary>A unit as it is named and found. Validity ends inclusive, null is unbounded.</summary>
public sealed record Unit(Guid Id, string Name, UnitKind Kind, int Position, IReadOnlyList<string> Aliases, Guid? ParentId = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null, int Version = 1)
{
    public bool ExistsOn(DateOnly day) => AsNamed.IsValid(day);

    public UnitName AsNamed => new(Id, Name, Aliases, ValidFrom, ValidTo);
}
