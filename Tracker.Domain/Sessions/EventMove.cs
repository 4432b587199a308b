using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Schedules;

namespace Tracker.Domain.Sessions;

/// <summary>An open item's due day that goes along with an event.</summary>
/// <param name="From">The day that stood; null for none.</param>
/// <param name="To">The day that the event now gives; null while it has none.</param>
/// <param name="Provisional">Whether it may still move.</param>
/// <param name="Entry">What is recorded of it.</param>
public sealed record EventMove(Guid ItemId, DateOnly? From, DateOnly? To, bool Provisional, NewEntry Entry);

/// <summary>A due day that went along with an event, as the item's history has it.</summary>
/// <param name="Sequence">Of the entry that says so.</param>
/// <param name="Title">As the item is called now.</param>
public sealed record MovedDay(long Sequence, Guid ItemId, string Title, DateOnly? From, DateOnly? To, bool Provisional)
{
    /// <param name="history">In order of recording.</param>
    public static MovedDay Of(Guid item, IReadOnlyList<Entry> history, long sequence)
    {
        var now = (Change.Scheduled)history.Single(e => e.Sequence == sequence).Change;
        var before = history.Where(e => e.Sequence < sequence).Select(e => e.Change).OfType<Change.Scheduled>().LastOrDefault(s => s.Occurrence == now.Occurrence);
        // As it was called then.
        var title = history.Where(e => e.Sequence < sequence).Select(e => (e.Change as Change.Described)?.Title).LastOrDefault(t => t is { Length: > 0 }) ?? "";
        return new(sequence, item, title, before?.DueOn, now.DueOn, now.Provisional);
    }
}

/// <summary>Which due days are counted from an event, and where they go when it moves.</summary>
public static class EventMoves
{
    /// <summary>Of one item: those of its standing due days that the event gives otherwise. None of an item that is decided, and none that an extension has set.</summary>
    /// <param name="changed">As it is to be.</param>
    /// <param name="former">As it is now; null for one that isn't there yet. Of another kind or year from now on, it leaves what names it to the usual day.</param>
    /// <param name="today">First day on which the new due day holds, unless the old one begins later.</param>
    public static IEnumerable<EventMove> Of(CouncilEvent changed, CouncilEvent? former, NewItem item, IReadOnlyCollection<Entry> history, CouncilSettings settings, DateOnly today)
    {
        if (new ItemHistory(history).At(Viewpoint.LastDay, DateTimeOffset.MaxValue) is not { IsOpen: true })
            yield break;
        var calendar = new WorkingCalendar(settings.SpecialDays);
        foreach (var standing in Standing(history))
        {
            var scheduled = (Change.Scheduled)standing.Change;
            if ((DayFor(changed, scheduled, item.Year, calendar) ?? Left(changed, former, scheduled, item.Year, calendar)) is not var (day, provisional) || day == scheduled.DueOn && provisional == scheduled.Provisional)
                continue;
            yield return new(item.Id, scheduled.DueOn, day, provisional,
                new(item.Id, standing.EffectiveOn > today ? standing.EffectiveOn : today, scheduled with { DueOn = day, Provisional = provisional }, null, changed.Document));
        }
    }

    /// <summary>Whether a due day of the item that stands is counted from the event.</summary>
    public static bool Counts(CouncilEvent from, NewItem item, IReadOnlyCollection<Entry> history) =>
        Standing(history).Any(e => DayFor(from, (Change.Scheduled)e.Change, item.Year, new WorkingCalendar([])) is not null);

    private static (DateOnly? Day, bool Provisional)? Left(CouncilEvent changed, CouncilEvent? former, Change.Scheduled scheduled, int year, WorkingCalendar calendar) =>
        former is null || (former.Kind, former.Year) == (changed.Kind, changed.Year) ? null : DayFor(former with { OpensOn = null, ClosesOn = null }, scheduled, year, calendar);

    /// <summary>The last due day of the whole item and of each occurrence.</summary>
    private static IEnumerable<Entry> Standing(IEnumerable<Entry> history) => history
        .Where(e => e.SupersededAt is null && e.Change is Change.Scheduled)
        .OrderBy(e => e.EffectiveOn).ThenBy(e => e.Sequence)
        .GroupBy(e => ((Change.Scheduled)e.Change).Occurrence ?? 0)
        .Select(g => g.Last());

    /// <summary>Null when it isn't counted from the event: neither anchored to it, nor by a phrase that names it.</summary>
    private static (DateOnly? Day, bool Provisional)? DayFor(CouncilEvent from, Change.Scheduled scheduled, int year, WorkingCalendar calendar)
    {
        if (scheduled.Anchor is { } anchor)
            return anchor.Event == from.Id ? (anchor.DayFor(from, calendar), from.IsProvisional) : null;
        if (!from.IsRegular || scheduled.Phrase is not { } phrase
            || TimePhrase.Read(phrase, year) is not TimeReading.Due { Session: { } named } || named.Kind != from.Kind || named.Year != from.Year)
            return null;
        return (from.OpensOn is { } opening && named.Before ? opening.AddDays(-1) : from.CountedFrom, from.IsProvisional || named.Tentative);
    }
}
