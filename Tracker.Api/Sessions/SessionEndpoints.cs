using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Sessions;
using Tracker.Domain.Accounts;
using Tracker.Domain.Sessions;

namespace Tracker.Api.Sessions;

public static class SessionEndpoints
{
    public static void AddSessions(this IServiceCollection services)
    {
        services.AddScoped<SessionReading>();
        services.AddScoped<SessionWriting>();
        services.AddScoped<SessionPages>();
        services.AddScoped<TemplatePages>();
    }

    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/sessions").WithTags("Kỳ họp");

        sessions.MapGet("/", async (Ask ask, Session session, CancellationToken cancel) =>
            ListAnswer<SessionAnswer>.OfAll(await new EventStore(session).All(ask.Number("year"), ask.View().KnownAt, cancel), ask.Paging(), SessionAnswer.Of))
        .Takes("year", "knownAt", "page", "pageSize").WithName("council-sessions").WithSummary("Kỳ họp và sự kiện khác, năm gần nhất trước.");

        sessions.MapGet("/{id:guid}", async (Guid id, Ask ask, SessionReading reading, HttpResponse response, CancellationToken cancel) =>
        {
            var detail = await reading.Detail(id, ask.View(), cancel);
            response.Headers.ETag = Preconditions.ETag(detail.Session.Version);
            return detail;
        })
        .Takes("asOf", "knownAt").WithName("council-session").WithSummary("Một kỳ họp và các nhiệm vụ tính thời hạn theo kỳ họp ấy.");

        var keeping = api.MapGroup("/sessions").WithTags("Kỳ họp").RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        keeping.MapPost("/{id:guid}/preview", (Guid id, SessionRequest request, SessionWriting sessions, CancellationToken cancel) => sessions.Preview(id, request, cancel))
            .Produces<IReadOnlyList<MovedAnswer>>().WithName("preview-session").WithSummary("Nhiệm vụ nào sẽ chuyển thời hạn nếu kỳ họp được ghi như vậy; chưa ghi gì.");

        var writing = api.MapGroup("/sessions").WithTags("Kỳ họp").RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes).Writes();

        writing.MapPost("/", (SessionRequest request, SessionWriting sessions, CancellationToken cancel) => sessions.Make(request, cancel))
            .Produces<SessionMoved>(201).WithName("create-session").WithSummary("Ghi một kỳ họp hoặc sự kiện; nhiệm vụ có thời hạn gọi tên kỳ họp chuyển theo.");

        writing.MapPut("/{id:guid}", (Guid id, SessionRequest request, SessionWriting sessions, HttpRequest http, CancellationToken cancel) => sessions.Change(id, request, http.ExpectedVersion(), cancel))
            .WithMetadata(new NeedsVersionMetadata()).Produces<SessionMoved>().WithName("change-session")
            .WithSummary("Sửa, đổi ngày kỳ họp; thời hạn tính theo kỳ họp chuyển theo trong cùng một lần ghi. Cần If-Match.");

        writing.MapDelete("/{id:guid}", (Guid id, SessionWriting sessions, HttpRequest http, CancellationToken cancel) => sessions.Void(id, http.ExpectedVersion(), cancel))
            .WithMetadata(new NeedsVersionMetadata()).WithName("void-session").WithSummary("Gỡ một kỳ họp nhập nhầm, khi không còn nhiệm vụ nào tính thời hạn theo đó. Cần If-Match.");

        writing.MapPost("/{id:guid}/preparation", (Guid id, PreparationRequest request, SessionWriting sessions, CancellationToken cancel) => sessions.Prepare(id, request, cancel))
            .Produces<PreparedAnswer>().WithName("prepare-session").WithSummary("Lập các bước chuẩn bị từ một kế hoạch mẫu; bước đã lập thì giữ nguyên.");

        api.MapGroup("/preparation-templates").WithTags("Kỳ họp").MapGet("/", async (Ask ask, Session session, CancellationToken cancel) =>
            ListAnswer<PreparationTemplate>.OfAll(await new PreparationStore(session).All(cancel), ask.Paging(), t => t))
        .Takes("page", "pageSize").WithName("preparation-templates").WithSummary("Các kế hoạch chuẩn bị mẫu.");

        var templates = api.MapGroup("/preparation-templates").WithTags("Kỳ họp").RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes).Writes();

        templates.MapPost("/", (TemplateRequest request, SessionWriting sessions, CancellationToken cancel) => sessions.KeepTemplate(null, request, null, cancel))
            .Produces<PreparationTemplate>(201).WithName("create-preparation-template").WithSummary("Thêm một kế hoạch chuẩn bị mẫu.");

        templates.MapPut("/{id:guid}", (Guid id, TemplateRequest request, SessionWriting sessions, HttpRequest http, CancellationToken cancel) => sessions.KeepTemplate(id, request, http.ExpectedVersion(), cancel))
            .WithMetadata(new NeedsVersionMetadata()).Produces<PreparationTemplate>().WithName("change-preparation-template").WithSummary("Sửa một kế hoạch chuẩn bị mẫu. Cần If-Match.");
    }
}
