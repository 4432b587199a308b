using Tracker.Domain.Items;

namespace Tracker.Domain.Programmes;

/// <summary>What became of an item by an amendment.</summary>
public enum Amended
{
    Added, Withdrawn, Extended,
    /// <summary>Ended, and split into others.</summary>
    Split,
    /// <summary>Made by a split.</summary>
    Piece,
    /// <summary>Ended, and merged with others.</summary>
    Merged,
    /// <summary>Made by a merge.</summary>
    Union,
}

/// <summary>An item before and after an amendment.</summary>
/// <param name="Before">On the day from which the amendment holds, without it; null for what it made.</param>
/// <param name="After">On the same day with it.</param>
/// <param name="Into">What it was split or merged into.</param>
public sealed record AmendedItem(Guid Id, Amended What, ItemFacts? Before, ItemFacts After, IReadOnlyList<Guid> Into)
{
    /// <summary>Null when nothing of what the amendment said stands: it was taken back, or the item was removed as a mistake.</summary>
    /// <param name="history">The whole history, each entry with the amendment that said it.</param>
    public static AmendedItem? Of(Guid id, Guid amendment, DateOnly effectiveOn, IReadOnlyList<(Entry Entry, Guid? Amendment)> history, DateTimeOffset knownAt)
    {
        // A correction says in the amendment's place what it should have said.
        var own = new HashSet<long>();
        foreach (var (entry, by) in history.OrderBy(h => h.Entry.Sequence))
            if (by == amendment || entry.Supersedes is { } wrong && own.Contains(wrong))
                own.Add(entry.Sequence);
        Entry[] standing = [.. history.Select(h => h.Entry).Where(e => own.Contains(e.Sequence) && e.IsKnown(knownAt))];
        Change[] said = [.. standing.Select(e => e.Change)];
        var day = standing.Select(e => e.EffectiveOn).Append(effectiveOn).Max();
        var after = new ItemHistory(history.Select(h => h.Entry)).At(day, knownAt);
        if (after is null)
            return null;
        var before = new ItemHistory(history.Where(h => !own.Contains(h.Entry.Sequence)).Select(h => h.Entry)).At(day, knownAt);
        var joined = said.OfType<Change.Joined>().LastOrDefault();
        var ended = said.OfType<Change.Ended>().LastOrDefault();
        Amended? what = joined?.Membership switch
        {
            Membership.Split => Amended.Piece,
            Membership.Merged => Amended.Union,
            not null => Amended.Added,
            null => ended?.Ending switch
            {
                Ending.Split => Amended.Split,
                Ending.Merged => Amended.Merged,
                not null => Amended.Withdrawn,
                null => said.OfType<Change.Scheduled>().Any() ? Amended.Extended : null,
            },
        };
        return what is { } w ? new(id, w, before, after, ended?.Into ?? []) : null;
    }
}
