using Tracker.Domain.Sessions;

namespace Tracker.Domain.Items;

/// <summary>The facts that hold from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive; null is for ever).</summary>
public sealed record Span(DateOnly From, DateOnly? To, ItemFacts Facts);

/// <summary>A request for extension; <paramref name="Decision"/> is null while it waits.</summary>
public sealed record ExtensionRequest(Entry Entry, Change.Requested Asked, Change.Decided? Decision);

/// <summary>One time of a recurring item.</summary>
/// <param name="Number">From 1, as changes name it.</param>
/// <param name="CompletedOn">Null while it is open.</param>
public sealed record Occurrence(int Number, DateOnly? DueOn, DateOnly? FirstDueOn, DateOnly? CompletedOn);

/// <summary>
/// An item's entries and what follows from them (DOMAIN.md, Two clocks): as of day D and known at K hold the entries recorded ≤ K,
/// not superseded by one recorded ≤ K and effective ≤ D; of each kind of fact the last by (effective day, sequence).
/// </summary>
public sealed class ItemHistory(IEnumerable<Entry> entries)
{
    private readonly Entry[] _entries = [.. entries.OrderBy(e => e.EffectiveOn).ThenBy(e => e.Sequence)];

    /// <summary>Null when the item isn't there on that day, or is void.</summary>
    public ItemFacts? At(DateOnly asOf, DateTimeOffset knownAt) =>
        Fold([.. Known(knownAt).Where(e => e.EffectiveOn <= asOf || e.Change is Change.Voided)]);

    /// <summary>All days as known at one moment: spans in order, without gaps from the first day of membership on; neighbours differ. Empty for a void item.</summary>
    public IReadOnlyList<Span> Timeline(DateTimeOffset knownAt)
    {
        var known = Known(knownAt);
        if (known.Any(e => e.Change is Change.Voided))
            return [];
        var spans = new List<Span>();
        foreach (var day in known.Select(e => e.EffectiveOn).Distinct())
        {
            var facts = Fold([.. known.TakeWhile(e => e.EffectiveOn <= day)]);
            if (facts is null || spans.Count > 0 && spans[^1].Facts.Same(facts))
                continue;
            if (spans.Count > 0)
                spans[^1] = spans[^1] with { To = day };
            spans.Add(new Span(day, null, facts));
        }
        return spans;
    }

    /// <summary>The occurrences of a recurring item on a day, in order of their due days; empty for other items.</summary>
    public IReadOnlyList<Occurrence> Occurrences(DateOnly asOf, DateTimeOffset knownAt) =>
        Progress.Of([.. Known(knownAt).Where(e => e.EffectiveOn <= asOf)]).Occurrences;

    /// <summary>Requests for extension that stand, in order of recording.</summary>
    public IReadOnlyList<ExtensionRequest> Requests(DateTimeOffset knownAt)
    {
        var known = Known(knownAt).OrderBy(e => e.Sequence).ToArray();
        var decisions = known.Select(e => e.Change).OfType<Change.Decided>().ToLookup(d => d.Request);
        return [.. known.Where(e => e.Change is Change.Requested).Select(e => new ExtensionRequest(e, (Change.Requested)e.Change, decisions[e.Sequence].LastOrDefault()))];
    }

    /// <summary>Those of them that nobody has decided.</summary>
    public IEnumerable<ExtensionRequest> Waiting(DateTimeOffset knownAt) => Requests(knownAt).Where(r => r.Decision is null);

    /// <summary>The report of completion that nothing has answered, the earliest day's; null when none waits.</summary>
    public Entry? Reported(DateTimeOffset knownAt) => OpenReports(Known(knownAt)).FirstOrDefault();

    /// <summary>Steps of the unit's own plan as they stand, in order of their due days, undated last.</summary>
    public IReadOnlyList<Change.Planned> Steps(DateTimeOffset knownAt) =>
    [
        .. Known(knownAt).OrderBy(e => e.Sequence).Select(e => e.Change).OfType<Change.Planned>()
            .GroupBy(s => s.Step).Select(g => g.Last()).Where(s => !s.Removed)
            .OrderBy(s => s.DueOn ?? DateOnly.MaxValue),
    ];

    /// <summary>What the due day of the whole item is counted from; null for a day of the calendar's.</summary>
    public EventAnchor? Anchor(Viewpoint view) =>
        Known(view.KnownAt).Where(e => e.EffectiveOn <= view.AsOf).Select(e => e.Change).OfType<Change.Scheduled>().LastOrDefault(s => s.Occurrence is null)?.Anchor;

    private Entry[] Known(DateTimeOffset knownAt) => [.. _entries.Where(e => e.IsKnown(knownAt))];

    private static ItemFacts? Fold(Entry[] entries)
    {
        if (entries.Any(e => e.Change is Change.Voided) || Last<Change.Joined>(entries) is not { } joined)
            return null;
        var ended = Last<Change.Ended>(entries);
        var facts = new ItemFacts
        {
            Membership = joined.Change.Membership,
            MemberFrom = joined.Entry.EffectiveOn,
            Ending = ended?.Change.Ending,
            EndedOn = ended?.Entry.EffectiveOn,
        };
        facts = entries.Select(e => e.Change).OfType<Change.Described>().Aggregate(facts, Describe);
        return Progress.Of(entries).ApplyTo(facts) with { ReportedOn = OpenReports(entries).FirstOrDefault()?.EffectiveOn };
    }

    /// <summary>Reports of completion that nothing recorded later has answered, the earliest day first: a state of the same occurrence does, and one of the whole item.</summary>
    internal static IEnumerable<Entry> OpenReports(IReadOnlyCollection<Entry> entries) =>
        from e in entries
        where e.Change is Change.Reported r && !entries.Any(a =>
            a.Sequence > e.Sequence && (a.Change is Change.Progressed p && (p.Occurrence is null || p.Occurrence == r.Occurrence) || a.Change is Change.Reported again && again.Occurrence == r.Occurrence))
        orderby e.EffectiveOn, e.Sequence
        select e;

    private static (Entry Entry, T Change)? Last<T>(Entry[] entries) where T : Change =>
        Array.FindLast(entries, e => e.Change is T) is { } entry ? (entry, (T)entry.Change) : null;

    private static ItemFacts Describe(ItemFacts facts, Change.Described d) => facts with
    {
        Number = d.Number ?? facts.Number,
        GroupName = d.Group ?? facts.GroupName,
        Position = d.Position ?? facts.Position,
        Title = d.Title ?? facts.Title,
        LeadUnitId = d.LeadUnitId ?? facts.LeadUnitId,
        CooperatingUnitIds = d.CooperatingUnitIds ?? facts.CooperatingUnitIds,
        ResponsibleLeader = d.ResponsibleLeader ?? facts.ResponsibleLeader,
        Officer = d.Officer ?? facts.Officer,
        Deliverable = d.Deliverable ?? facts.Deliverable,
        ActivityKind = d.ActivityKind ?? facts.ActivityKind,
        Note = d.Note ?? facts.Note,
        Source = d.Source ?? facts.Source,
    };
}
