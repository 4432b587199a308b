using System.Text.Json.Serialization;
using FluentValidation;
using Tracker.Domain.Documents;
using Tracker.Domain.Sessions;

namespace Tracker.Api.Sessions;

/// <summary>The whole of a session or another event.</summary>
/// <param name="Name">As its kind and year say unless given.</param>
/// <param name="OpensOn">Null while it isn't known.</param>
/// <param name="ClosesOn">Last day, inclusive.</param>
/// <param name="Provisional">The opening day may still move.</param>
/// <param name="Document">Number of the paper that sets or moves the day.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SessionRequest(
    [property: JsonRequired] EventKind Kind, [property: JsonRequired] int Year, string? Name = null, DateOnly? OpensOn = null, DateOnly? ClosesOn = null, bool Provisional = false, string? Document = null);

/// <summary>Makes the steps of a template into items before a session; steps that were made stay as they are.</summary>
/// <param name="LeadUnit">Who leads the steps that name no unit.</param>
/// <param name="Steps">Ids of the steps that are wanted; all unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PreparationRequest([property: JsonRequired] Guid Template, string LeadUnit, IReadOnlyList<Guid>? Steps = null);

/// <summary>A template of preparation, whole.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TemplateRequest(string Name, IReadOnlyList<TemplateStepRequest> Steps);

/// <param name="Id">Of a step that was there before; a new one gets its own.</param>
/// <param name="Unit">Id or name of who leads it; the session's unless given.</param>
/// <param name="Days">From the opening, negative before it.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TemplateStepRequest(string Text, [property: JsonRequired] int Days, bool WorkingDays = false, string? Unit = null, string? Deliverable = null, Guid? Id = null);

public sealed class SessionValidator : AbstractValidator<SessionRequest>
{
    public SessionValidator()
    {
        RuleFor(s => s.Year).InclusiveBetween(1946, 2999).WithMessage("Năm của kỳ họp không hợp lý; hãy kiểm tra lại.");
        RuleFor(s => s.Name).MaximumLength(300).WithMessage("Tên dài quá 300 ký tự; hãy rút gọn.");
        RuleFor(s => s.Name).NotEmpty().When(s => s.Kind == EventKind.Other).WithMessage("Sự kiện khác cần có tên. Hãy ghi tên.");
        RuleFor(s => s.Document).MaximumLength(DocumentNumber.Longest).WithMessage(DocumentNumber.TooLong);
    }
}
