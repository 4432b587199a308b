using System.Text.Json.Serialization;
using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Programmes;

public enum ProposalStatus { Waiting, Approved, Refused, Dropped, CarriedOut }

/// <summary>What a unit asks of an amendment.</summary>
/// <param name="Told">The same in a sentence.</param>
/// <param name="Amendment">The amendment that carried it out, with its number; null until then.</param>
public sealed record ProposalAnswer(
    Guid Id, int Version, Guid Programme, Named Unit, DateOnly AskedOn, string? AskedBy, AmendmentLine Line, string Told, string Reason, ProposalStatus Status,
    DateOnly? DecidedOn, string? DecidedBy, string? DecisionReason, Named? Amendment)
{
    public static ProposalAnswer Of(ShownProposal shown)
    {
        var p = shown.Proposal;
        return new(p.Id, p.Version, p.ProgrammeId, new(p.UnitId, shown.UnitName), p.AskedOn, p.AskedBy, shown.Line, shown.Told, p.Reason,
            p.CarriedOutBy is not null ? ProposalStatus.CarriedOut : p.Dropped ? ProposalStatus.Dropped : p.Approved switch { true => ProposalStatus.Approved, false => ProposalStatus.Refused, null => ProposalStatus.Waiting },
            p.DecidedOn, p.DecidedBy, p.DecisionReason, p.CarriedOutBy is { } by ? new(by, p.CarriedOutNumber!) : null);
    }
}

/// <param name="Reason">Needed for a refusal.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ProposalDecision([property: JsonRequired] bool Approved, string? Reason = null);

public static class ProposalEndpoints
{
    public static void MapProposals(this IEndpointRouteBuilder api)
    {
        var reading = api.MapGroup("").WithTags("Chương trình").RequireAuthorization(Access.SignedIn);
        reading.MapGet("/programmes/{id:guid}/proposals", async (Guid id, Ask ask, ProposalReading proposals, CancellationToken cancel) =>
            ListAnswer<ProposalAnswer>.OfAll(await proposals.Of(id, cancel), ask.Paging(), ProposalAnswer.Of))
            .Takes("page", "pageSize").WithName("proposals").WithSummary("Các đề nghị điều chỉnh của đơn vị đối với một chương trình, mới nhất trước.");
        reading.MapGet("/proposals/{id:guid}", async (Guid id, ProposalReading proposals, HttpResponse response, CancellationToken cancel) =>
        {
            var found = ProposalAnswer.Of(await proposals.Find(id, cancel));
            response.Headers.ETag = Preconditions.ETag(found.Version);
            return found;
        })
        .WithName("proposal").WithSummary("Một đề nghị điều chỉnh và kết quả của nó.");

        var writing = api.MapGroup("").WithTags("Chương trình").RequireAuthorization(Access.SignedIn).Writes();
        writing.MapPost("/programmes/{id:guid}/proposals", async (Guid id, AmendmentLine line, ProposalWriting proposals, ProposalReading read, CancellationToken cancel) =>
        {
            var made = await proposals.Make(id, line, cancel);
            return await Now(made, read, cancel) with { Location = $"/api/proposals/{made}" };
        })
        .Needs(Act.Propose).Produces<ProposalAnswer>(201).WithName("propose-amendment").WithSummary("Đơn vị đề nghị điều chỉnh; trong lúc chờ, chương trình và thời hạn như cũ.");
        writing.MapPost("/proposals/{id:guid}/decision", async (Guid id, ProposalDecision decision, ProposalWriting proposals, ProposalReading read, HttpRequest http, CancellationToken cancel) =>
        {
            await proposals.Decide(id, http.ExpectedVersion(), decision.Approved, decision.Reason, cancel);
            return await Now(id, read, cancel);
        })
        .Needs(Act.Decide).WithMetadata(new NeedsVersionMetadata()).Produces<ProposalAnswer>().WithName("decide-proposal").WithSummary("Chấp thuận (vào dự thảo điều chỉnh) hoặc không chấp thuận một đề nghị. Cần If-Match.");
        writing.MapDelete("/proposals/{id:guid}", async (Guid id, ProposalWriting proposals, ProposalReading read, HttpRequest http, CancellationToken cancel) =>
        {
            await proposals.Drop(id, http.ExpectedVersion(), cancel);
            return await Now(id, read, cancel);
        })
        .Needs(Act.Propose).WithMetadata(new NeedsVersionMetadata()).Produces<ProposalAnswer>().WithName("drop-proposal").WithSummary("Đơn vị rút đề nghị chưa có quyết định. Cần If-Match.");
    }

    private static async Task<Written> Now(Guid id, ProposalReading read, CancellationToken cancel)
    {
        var answer = ProposalAnswer.Of(await read.Find(id, cancel));
        return new(answer, answer.Version);
    }
}
