using System.Text.Json.Serialization;
using Tracker.Api.Accounts;
using Tracker.Api.Reports;
using Tracker.Api.Shared;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Db;
using Tracker.Db.Programmes;
using Tracker.Jobs.Seals;

namespace Tracker.Api.Seals;

/// <param name="Period">month-1 … month-12, quarter-1 … quarter-4, half-1, half-2, year; the month of <paramref name="AsOf"/> unless given, or <paramref name="From"/> and <paramref name="To"/>.</param>
/// <param name="Number">Of the paper, 57/BC-VP; a bare number takes the council's symbol.</param>
/// <param name="Supersedes">Code of the one in whose place it stands; then the reason is needed.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewSealRequest(
    [property: JsonRequired] Guid Programme, [property: JsonRequired] DateOnly AsOf, string? Period = null, bool CutOff = false, DateOnly? From = null, DateOnly? To = null,
    string? Title = null, string? Number = null, string? Supersedes = null, string? Reason = null);

public static class SealEndpoints
{
    public static void MapSeals(this IEndpointRouteBuilder api)
    {
        var seals = api.MapGroup("/seals").WithTags("Số liệu đã công bố");

        seals.MapGet("/", async (Ask ask, SealReading reading, CancellationToken cancel) =>
            ListAnswer<SealAnswer>.OfAll(await reading.All(ask.Id("programme"), cancel), ask.Paging(), SealAnswer.Of))
        .Takes("programme", "page", "pageSize").WithName("seals").WithSummary("Số liệu đã công bố, mới nhất trước.");

        seals.MapGet("/{code}", async (string code, ReportAsking asking, SealReading reading, CancellationToken cancel) =>
            await reading.Read(await asking.Seal(code, cancel), _ => "/api/items", cancel))
        .WithName("seal").WithSummary("Số liệu như đã công bố, tính lại có khớp không, và từng nội dung đã thay đổi từ đó.");

        seals.MapPost("/", async (NewSealRequest request, SealWriting writing, Session session, CancellationToken cancel) =>
        {
            var programme = await new ProgrammeStore(session).Find(request.Programme, new(Viewpoint.LastDay, session.Now), cancel) ?? throw Refused.NotFound($"chương trình “{request.Programme}”");
            var period = ReportAsking.Period(request.Period, request.From, request.To, request.CutOff, programme.Year, request.AsOf);
            var seal = await writing.Publish(new(request.Programme, period, request.AsOf, request.Title ?? "", request.Number ?? "", null, request.Reason), request.Supersedes, "number", cancel);
            return new Written(SealAnswer.Of(seal), Location: $"/api/seals/{seal.Code}");
        })
        .RequireAuthorization(Access.SignedIn).Needs(Act.Publish).Writes().Produces<SealAnswer>(201)
        .WithName("publish-seal").WithSummary("Công bố số liệu của một kỳ: từ đó không đổi được nữa, chỉ thay được bằng bản mới.");
    }
}
