namespace Tracker.Domain.Items;

/// <summary>An item that doesn't exist yet; everything else about it is in its entries.</summary>
/// <param name="ProgrammeId">Null for ad-hoc tasks, which belong to a year only.</param>
/// <param name="Year">Of the programme; of the day given for an ad-hoc task.</param>
public sealed record NewItem(Guid Id, Origin Origin, int Year, Guid? ProgrammeId);

/// <summary>An entry that is to be recorded.</summary>
/// <param name="EffectiveOn">First day on which it holds, inclusive.</param>
/// <param name="Supersedes">Sequence of the entry of the same item that it replaces on every day.</param>
/// <param name="Document">Number of the paper that proves or approves it, as written.</param>
public sealed record NewEntry(Guid ItemId, DateOnly EffectiveOn, Change Change, long? Supersedes = null, string? Document = null);

/// <summary>A recorded entry of an item's history. Never changed, but for <see cref="SupersededAt"/>, which is set once.</summary>
/// <param name="Sequence">Order of recording; unique.</param>
/// <param name="SupersededAt">When an entry that supersedes this one was recorded; null until then.</param>
public sealed record Entry(
    long Sequence,
    DateOnly EffectiveOn,
    DateTimeOffset RecordedAt,
    Change Change,
    long? Supersedes = null,
    DateTimeOffset? SupersededAt = null,
    string? Document = null)
{
    /// <summary>Known and not yet replaced at <paramref name="knownAt"/>, inclusive.</summary>
    public bool IsKnown(DateTimeOffset knownAt) => RecordedAt <= knownAt && !(SupersededAt <= knownAt);
}
