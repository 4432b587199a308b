using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Programmes;
using Tracker.Domain.Accounts;
using Tracker.Domain.Programmes;

namespace Tracker.Api.Programmes;

/// <param name="Number">Of the document, 01/CTr-HĐND.</param>
/// <param name="Figures">Address of its figures on the same day, as known at the same moment.</param>
public sealed record ProgrammeAnswer(Guid Id, int Version, int Year, ProgrammeKind Kind, string Number, DateOnly IssuedOn, DateOnly? ClosedOn, string Title, string Figures)
{
    public static ProgrammeAnswer Of(Programme p, Domain.Items.Viewpoint view) => new(
        p.Id, p.Version, p.Year, p.Kind, p.Number, p.IssuedOn, p.ClosedOn, p.Title,
        new Link("/api/figures", new(p.Year, Domain.Items.Origin.Programme, p.Id), view).ToString());
}

public static class ProgrammeEndpoints
{
    public static void MapProgrammes(this IEndpointRouteBuilder api)
    {
        var programmes = api.MapGroup("/programmes").WithTags("Chương trình");

        programmes.MapGet("/", async (Ask ask, Session session, CancellationToken cancel) =>
        {
            var view = ask.View();
            int[]? years = ask.Number("year") is { } year ? [year] : null;
            return ListAnswer<ProgrammeAnswer>.OfAll(await new ProgrammeStore(session).All(view, years, cancel), ask.Paging(), p => ProgrammeAnswer.Of(p, view));
        })
        .Takes("year", "page", "pageSize", "asOf", "knownAt").WithName("programmes").WithSummary("Các chương trình, năm gần nhất trước.");

        programmes.MapGet("/{id:guid}", async (Guid id, Ask ask, Session session, HttpResponse response, CancellationToken cancel) =>
        {
            var view = ask.View();
            var programme = await new ProgrammeStore(session).Find(id, view, cancel) ?? throw Refused.NotFound($"chương trình “{id}”");
            response.Headers.ETag = Preconditions.ETag(programme.Version);
            return ProgrammeAnswer.Of(programme, view);
        })
        .Takes("asOf", "knownAt").WithName("programme").WithSummary("Một chương trình.");

        var writing = api.MapGroup("/programmes").WithTags("Chương trình").RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes).Writes();

        writing.MapPost("/", (NewProgrammeRequest request, ProgrammeWriting programmes, CancellationToken cancel) => programmes.Make(request, cancel))
            .Produces<ProgrammeAnswer>(201).WithName("create-programme").WithSummary("Tạo một chương trình để nhập nội dung bằng tay.");

        writing.MapPost("/{id:guid}/closing", (Guid id, ClosingRequest request, ProgrammeWriting programmes, HttpRequest http, CancellationToken cancel) =>
            programmes.Close(id, request, http.ExpectedVersion(), cancel))
            .WithMetadata(new NeedsVersionMetadata()).Produces<ProgrammeAnswer>()
            .WithName("close-programme").WithSummary("Khép lại chương trình: mọi nội dung phải được quyết định. Cần If-Match.");

        AmendmentEndpoints.Map(programmes, writing);
    }
}
