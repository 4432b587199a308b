using Tracker.Api.Shared;
using Tracker.Db.Items;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Units;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Items;

/// <summary>An item as it stood on a day, as known at a moment.</summary>
public record ItemAnswer
{
    public ItemAnswer(ItemRow row, Viewpoint view, IReadOnlyDictionary<Guid, Unit> units)
    {
        Row = row;
        View = view;
        LeadUnit = Name(row.Facts.LeadUnitId);
        CooperatingUnits = [.. row.Facts.CooperatingUnitIds.Select(Name)];
        Timeliness = row.Facts.Timeliness(view.AsOf);

        Named Name(Guid id) => new(id, units.TryGetValue(id, out var unit) ? unit.Name : "");
    }

    [System.Text.Json.Serialization.JsonIgnore]
    public ItemRow Row { get; }
    [System.Text.Json.Serialization.JsonIgnore]
    public Viewpoint View { get; }
    private ItemFacts Facts => Row.Facts;

    public Guid Id => Row.Id;
    /// <summary>Goes up with every change; also the ETag.</summary>
    public int Version => Row.Version;
    public Guid? Programme => Row.ProgrammeId;
    public Origin Origin => Row.Origin;
    public int Year => Row.Year;
    /// <summary>TT, as written.</summary>
    public string Number => Facts.Number;
    public string Group => Facts.GroupName;
    public string Title => Facts.Title;
    public Named LeadUnit { get; }
    public IReadOnlyList<Named> CooperatingUnits { get; }
    public string ResponsibleLeader => Facts.ResponsibleLeader;
    public string Officer => Facts.Officer;
    public string Deliverable => Facts.Deliverable;
    public ActivityKind ActivityKind => Facts.ActivityKind;
    public string Note => Facts.Note;
    /// <summary>Nguồn giao of an ad-hoc task.</summary>
    public string Source => Facts.Source;
    public Membership Membership => Facts.Membership;
    /// <summary>First day on which the item counts: of the programme's document, of the amendment, or the day it was given.</summary>
    public DateOnly MemberFrom => Facts.MemberFrom;
    public Ending? Ending => Facts.Ending;
    public DateOnly? EndedOn => Facts.EndedOn;
    public State Status => Facts.State;
    /// <summary>onTime, late, completedWithoutDeadline, overdue, dueSoon, notDue, noDeadline or carriedOver; null when it has left the programme.</summary>
    public Figure? Timeliness { get; }
    /// <summary>The time as written.</summary>
    public string? TimePhrase => Facts.TimePhrase;
    public DateOnly? StartOn => Facts.StartOn;
    /// <summary>Of a recurring item that of its first open occurrence.</summary>
    public DateOnly? DueOn => Facts.DueOn;
    /// <summary>Never changed by an extension.</summary>
    public DateOnly? FirstDueOn => Facts.FirstDueOn;
    public bool DueProvisional => Facts.DueProvisional;
    /// <summary>Days since the due day on the day looked at; null unless overdue.</summary>
    public int? DaysOverdue => Facts.IsOverdue(View.AsOf) ? View.AsOf.DayNumber - Facts.DueOn!.Value.DayNumber : null;
    public DateOnly? CompletedOn => Facts.CompletedOn;
    /// <summary>Day of completion as the unit reported it, while it waits for confirmation.</summary>
    public DateOnly? ReportedOn => Facts.ReportedOn;
    public string? ResultDocument => Facts.ResultDocument;
    /// <summary>Nguyên nhân chậm.</summary>
    public string? Reason => Facts.Reason;
    public DateOnly AsOf => View.AsOf;
    public DateTimeOffset KnownAt => View.KnownAt;
}

/// <summary>An item with everything that is known of it.</summary>
public sealed record ItemDetailAnswer : ItemAnswer
{
    public ItemDetailAnswer(ItemRow row, Viewpoint view, IReadOnlyDictionary<Guid, Unit> units, IEnumerable<RecordedEntry> entries) : base(row, view, units)
    {
        HasNewer = entries.Any(e => e.Entry.RecordedAt > view.KnownAt);
        History = [.. entries.Where(e => e.Entry.RecordedAt <= view.KnownAt).Select(e => new EntryAnswer(e))];
        var history = new ItemHistory(entries.Select(e => e.Entry));
        Latest = history.At(Viewpoint.LastDay, view.KnownAt);
        Occurrences = history.Occurrences(view.AsOf, view.KnownAt);
        ExtensionRequests = [.. history.Requests(view.KnownAt).Select(r => new ExtensionRequestAnswer(
            r.Entry.Sequence, r.Entry.EffectiveOn, r.Asked.DueOn, r.Asked.Reason, r.Asked.Occurrence, r.Decision?.Approved, r.Decision?.Reason))];
        Steps = [.. history.Steps(view.KnownAt).Select(s => new StepAnswer(s.Step, s.What, s.Who, s.DueOn, s.DoneOn))];
    }

    /// <summary>After everything that is recorded, to come too; null once the item is void.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public ItemFacts? Latest { get; }
    /// <summary>Whether something was recorded after the moment looked at.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasNewer { get; }
    /// <summary>Of a recurring item; empty for others.</summary>
    public IReadOnlyList<Occurrence> Occurrences { get; }
    public IReadOnlyList<ExtensionRequestAnswer> ExtensionRequests { get; }
    /// <summary>The unit's own plan; in no figure.</summary>
    public IReadOnlyList<StepAnswer> Steps { get; }
    /// <summary>In order of recording.</summary>
    public IReadOnlyList<EntryAnswer> History { get; }

    /// <summary>Its history in words.</summary>
    public HistoryWords Words(IReadOnlyDictionary<Guid, Unit> units) => new(Origin, History, AsOf, units);
}

/// <param name="Approved">Null while it waits.</param>
public sealed record ExtensionRequestAnswer(long Id, DateOnly AskedOn, DateOnly DueOn, string Reason, int? Occurrence, bool? Approved, string? DecisionReason);

public sealed record StepAnswer(Guid Step, string What, string Who, DateOnly? DueOn, DateOnly? DoneOn);
