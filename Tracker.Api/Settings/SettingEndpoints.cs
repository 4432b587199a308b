using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;

namespace Tracker.Api.Settings;

public static class SettingEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/settings").WithTags("Thiết lập").RequireAuthorization(Access.SignedIn);

        settings.MapGet("/", async (Session session, HttpResponse response, CancellationToken cancel) =>
        {
            var council = await CouncilStore.Find(session, cancel);
            response.Headers.ETag = Preconditions.ETag(council.Version);
            return council.Settings;
        })
        .WithName("settings").WithSummary("Các thiết lập của Hội đồng.");

        settings.MapPut("/", (CouncilSettings changed, SettingWriting settings, HttpRequest http, CancellationToken cancel) =>
            settings.Change(council => council with { Settings = changed }, http.Headers.IfMatch.Count > 0 ? http.ExpectedVersion() : null, cancel))
        .Needs(Act.Administer).Writes().Produces<CouncilSettings>().WithName("change-settings")
        .WithSummary("Thay toàn bộ thiết lập của Hội đồng; có If-Match thì chỉ khi chưa ai sửa.");
    }
}
