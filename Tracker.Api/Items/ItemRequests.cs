using System.Text.Json.Serialization;
using Tracker.Domain.Items;

namespace Tracker.Api.Items;

/// <summary>Progress from a day on: notStarted or inProgress.</summary>
/// <param name="On">First day on which it holds; today unless given.</param>
/// <param name="Reason">Nguyên nhân chậm, or how far it is.</param>
/// <param name="Occurrence">From 1, of a recurring item.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ProgressRequest([property: JsonRequired] State State, DateOnly? On = null, string? Reason = null, int? Occurrence = null);

/// <param name="On">Day of completion; today unless given.</param>
/// <param name="Document">Number of the paper that proves it.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CompletionRequest(DateOnly? On = null, string? Document = null, string? Reason = null, int? Occurrence = null);

/// <summary>The office's answer to a reported completion.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ConfirmationRequest([property: JsonRequired] bool Confirmed, string? Reason = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReopeningRequest(string Reason, DateOnly? On = null, int? Occurrence = null);

/// <summary>A later due day that a paper approved.</summary>
/// <param name="DueOn">The new due day, later than the present one.</param>
/// <param name="Document">Number of the approving paper.</param>
/// <param name="On">Day from which it holds; today unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExtensionApproved([property: JsonRequired] DateOnly DueOn, string? Document = null, DateOnly? On = null, int? Occurrence = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExtensionAsked([property: JsonRequired] DateOnly DueOn, string Reason, int? Occurrence = null);

/// <param name="Document">Number of the approving paper; needed for an approval.</param>
/// <param name="Reason">Needed for a refusal.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DecisionRequest([property: JsonRequired] bool Approved, string? Document = null, DateOnly? On = null, string? Reason = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record WithdrawalRequest(string? Document = null, DateOnly? On = null);

/// <param name="Next">The item by which the next programme lists it, once it does.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CarryOverRequest(DateOnly? On = null, string? Document = null, string? Reason = null, Guid? Next = null);

/// <summary>Takes an entry of the history back, or puts another of the same kind in its place.</summary>
/// <param name="Entry">Id of the entry that was wrong.</param>
/// <param name="Replacement">What it should have said, as <c>change</c> in the history; null only takes it back.</param>
/// <param name="On">Its effective day; that of the wrong entry unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CorrectionRequest([property: JsonRequired] long Entry, Change? Replacement = null, DateOnly? On = null, string? Document = null);

/// <summary>A step of a unit's own plan. A step that exists is changed by its id; <c>removed</c> takes it out.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StepRequest(string What, string Who = "", DateOnly? DueOn = null, DateOnly? DoneOn = null, Guid? Step = null, bool Removed = false);

/// <summary>Something said about the item that changes no figure.</summary>
/// <param name="Kind">direction, note or paper.</param>
/// <param name="Document">Number of the paper that it speaks of.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RemarkRequest([property: JsonRequired] RemarkKind Kind, string? Text = null, string? Document = null);

/// <summary>A new item.</summary>
/// <param name="Programme">Needed for origin programme.</param>
/// <param name="TimePhrase">Time as written; read as in a workbook.</param>
/// <param name="DueOn">Where no phrase gives it.</param>
/// <param name="On">First day on which it counts: of the amendment; the day given of an ad-hoc task; otherwise the programme's own date, or today.</param>
/// <param name="Document">The amendment that adds it to an issued programme. Without it the item counts as issued.</param>
/// <param name="Source">Nguồn giao of an ad-hoc task.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewItemRequest(
    string Title, string LeadUnit, Origin Origin = Origin.Programme, Guid? Programme = null, IReadOnlyList<string>? CooperatingUnits = null,
    string? ResponsibleLeader = null, string? Officer = null, string? Deliverable = null, ActivityKind? ActivityKind = null, string? Note = null,
    string? Number = null, string? Group = null, string? TimePhrase = null, DateOnly? DueOn = null, DateOnly? On = null, string? Document = null, string? Source = null);

/// <summary>Several new items, all of them or none.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SeveralItems(IReadOnlyList<NewItemRequest> Items);
