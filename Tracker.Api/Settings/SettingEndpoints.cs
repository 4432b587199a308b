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

        settings.MapGet("/", async (Session session, CancellationToken cancel) => (await CouncilStore.Find(session, cancel)).Settings)
            .WithName("settings").WithSummary("Các thiết lập của Hội đồng.");

        settings.MapPut("/", async (CouncilSettings changed, Session session, CancellationToken cancel) =>
        {
            if (changed.StartOfMonthDay is < 1 or > 28)
                throw Refused.BadRequest("bad-setting", "Ngày của “đầu tháng” (startOfMonthDay) phải từ 1 đến 28.");
            if (changed.MostExtensions is < 0 or > 20)
                throw Refused.BadRequest("bad-setting", "Số lần gia hạn nhiều nhất (mostExtensions) phải từ 0 đến 20.");
            await CouncilStore.Change(session, changed, cancel);
            return new Written(changed);
        })
        .Needs(Act.Administer).Writes().Produces<CouncilSettings>().WithName("change-settings").WithSummary("Thay toàn bộ thiết lập của Hội đồng.");
    }
}
