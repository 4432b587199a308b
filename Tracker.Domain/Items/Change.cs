using System.Text.Json.Serialization;
using Tracker.Domain.Sessions;

namespace Tracker.Domain.Items;

/// <summary>What one history entry says. Stored as JSON with the kind in <c>kind</c>; cases may gain optional members, never lose or rename one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Joined), "joined")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Progressed), "progressed")]
[JsonDerivedType(typeof(Scheduled), "scheduled")]
[JsonDerivedType(typeof(Described), "described")]
[JsonDerivedType(typeof(Voided), "voided")]
[JsonDerivedType(typeof(Retracted), "retracted")]
[JsonDerivedType(typeof(Reported), "reported")]
[JsonDerivedType(typeof(Requested), "requested")]
[JsonDerivedType(typeof(Decided), "decided")]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(Remarked), "remarked")]
public abstract record Change
{
    private Change() { }

    /// <summary>Equal as values, lists included; a record compares lists by reference.</summary>
    public bool Says(Change other) => (this, other) switch
    {
        (Described a, Described b) => Same(a.CooperatingUnitIds, b.CooperatingUnitIds) && a with { CooperatingUnitIds = b.CooperatingUnitIds } == b,
        (Ended a, Ended b) => Same(a.Into, b.Into) && a with { Into = b.Into } == b,
        _ => this == other,
    };

    private static bool Same(IReadOnlyList<Guid>? a, IReadOnlyList<Guid>? b) => a is null || b is null ? a is null == b is null : a.SequenceEqual(b);

    /// <summary>The item belongs to its programme (or to the year's ad-hoc tasks) from the entry's effective day.</summary>
    public sealed record Joined([property: JsonRequired] Membership Membership) : Change;

    /// <summary>The item left its programme; <c>Into</c> names the items that a split or merge made of it.</summary>
    public sealed record Ended([property: JsonRequired] Ending Ending, IReadOnlyList<Guid>? Into = null) : Change;

    /// <summary>State from the effective day on; for <see cref="State.Completed"/> that day is the day of completion.
    /// <c>Occurrence</c> (from 1) is set when only that occurrence is meant; <c>Reason</c> is "nguyên nhân chậm"; <c>Next</c> is the item by which the next programme lists a carried-over one.</summary>
    public sealed record Progressed([property: JsonRequired] State State, int? Occurrence = null, string? Reason = null, Guid? Next = null) : Change;

    /// <summary>The due day from the effective day on; null is "không thời hạn". The first that isn't provisional stays the first due day.
    /// <c>Phrase</c> is the time as written, null when an extension leaves it as it was; <c>Occurrence</c> counts from 1 on recurring items;
    /// <c>Anchor</c> is set where the day is counted from an event, so that it moves with it: an extension has none and stays.</summary>
    public sealed record Scheduled(DateOnly? DueOn, DateOnly? StartOn = null, string? Phrase = null, bool Provisional = false, int? Occurrence = null, EventAnchor? Anchor = null) : Change;

    /// <summary>Attributes from the effective day on. Null leaves one as it was; an empty text or list clears it.</summary>
    public sealed record Described : Change
    {
        public string? Number { get; init; }
        public string? Group { get; init; }
        /// <summary>Order within the programme as issued.</summary>
        public int? Position { get; init; }
        public string? Title { get; init; }
        public Guid? LeadUnitId { get; init; }
        public IReadOnlyList<Guid>? CooperatingUnitIds { get; init; }
        public string? ResponsibleLeader { get; init; }
        public string? Officer { get; init; }
        public string? Deliverable { get; init; }
        public ActivityKind? ActivityKind { get; init; }
        public string? Note { get; init; }
        /// <summary>Nguồn giao of an ad-hoc task.</summary>
        public string? Source { get; init; }
    }

    /// <summary>The item never belonged ("nhập nhầm"): hidden on every day, as known from this entry on.</summary>
    public sealed record Voided : Change;

    /// <summary>Says nothing of its own; only takes back the entry that it supersedes.</summary>
    public sealed record Retracted : Change;

    /// <summary>The unit reports completion on the effective day; it counts as completed only when the office confirms it. <c>Reason</c> is "nguyên nhân chậm".</summary>
    public sealed record Reported(int? Occurrence = null, string? Reason = null) : Change;

    /// <summary>The unit asks for a later due day. Waiting doesn't stop the clock.</summary>
    public sealed record Requested(DateOnly DueOn, string Reason, int? Occurrence = null) : Change;

    /// <summary>Answer to the request recorded with that sequence. An approval stands beside the entry that extends.</summary>
    public sealed record Decided(long Request, bool Approved, string? Reason = null) : Change;

    /// <summary>A step of the unit's own plan, as it is from the effective day on; steps don't count in any figure. The last entry of a step holds.</summary>
    public sealed record Planned(Guid Step, string What, string Who, DateOnly? DueOn, DateOnly? DoneOn = null, bool Removed = false) : Change;

    /// <summary>What somebody says about the item: it changes no fact. The entry's document, where there is one, is the paper it speaks of.</summary>
    public sealed record Remarked([property: JsonRequired] RemarkKind Remark, string Text) : Change;
}

/// <summary>A direction of the standing committee, a note, or a paper that belongs to the item.</summary>
public enum RemarkKind { Direction, Note, Paper }

/// <summary>Where an item comes from; ad-hoc tasks are reported beside the programme's items, never inside.</summary>
public enum Origin { Programme, Adhoc, Coordination, Recommendation, Petition }

/// <summary>How an item came into its programme. Splits and merges are neither issued nor added.</summary>
public enum Membership { Issued, Added, Split, Merged }

/// <summary>How an item left its programme.</summary>
public enum Ending { Withdrawn, Split, Merged }

public enum State { NotStarted, InProgress, Completed, CarriedOver }
