using System.Text.Json.Serialization;
using FluentValidation;
using Tracker.Domain.Documents;
using Tracker.Domain.Meetings;

namespace Tracker.Api.Meetings;

/// <summary>The whole of a giao ban meeting.</summary>
/// <param name="Number">The month of a monthly one, the order in the year of a thematic one.</param>
/// <param name="Year">Of the day on which it is held unless given.</param>
/// <param name="Units">Ids or names of the bodies that take part.</param>
/// <param name="Participants">People who take part.</param>
/// <param name="Notice">Number of the notice of conclusions.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MeetingRequest(
    [property: JsonRequired] MeetingKind Kind, [property: JsonRequired] int Number, [property: JsonRequired] DateOnly HeldOn, int? Year = null, TimeOnly? StartsAt = null, string? Place = null, string? Chair = null,
    string? Title = null, IReadOnlyList<string>? Agenda = null, IReadOnlyList<string>? Units = null, IReadOnlyList<string>? Participants = null, string? Notice = null);

/// <summary>Several meetings, all of them or none.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SeveralMeetings(IReadOnlyList<MeetingRequest> Meetings);

/// <summary>What a meeting concluded, all of it recorded or nothing.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ConclusionsRequest(IReadOnlyList<ConclusionRequest> Conclusions);

/// <summary>One conclusion: a task with its lead, or words without one.</summary>
/// <param name="TimePhrase">As written, "Trước ngày 15/12"; or <paramref name="DueOn"/>.</param>
/// <param name="WithoutTask">Only words: nobody leads it, nothing is due.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ConclusionRequest(
    string Text, string? LeadUnit = null, IReadOnlyList<string>? CooperatingUnits = null, string? TimePhrase = null, DateOnly? DueOn = null, string? Deliverable = null, bool WithoutTask = false);

public sealed class MeetingValidator : AbstractValidator<MeetingRequest>
{
    public MeetingValidator()
    {
        RuleFor(m => m.Year).InclusiveBetween(1946, 2999).WithMessage("Năm của cuộc họp không hợp lý; hãy kiểm tra lại.");
        RuleFor(m => m.HeldOn).Must(Domain.Items.Viewpoint.Holds).WithMessage("Ngày họp không hợp lý; hãy kiểm tra lại.");
        RuleFor(m => m.Notice).MaximumLength(DocumentNumber.Longest).WithMessage(DocumentNumber.TooLong);
    }
}
