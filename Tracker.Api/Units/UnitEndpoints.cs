using Tracker.Api.Shared;
using Tracker.Domain.Units;

namespace Tracker.Api.Units;

public static class UnitEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder api) =>
        api.MapGet("/units", async (Ask ask, CancellationToken cancel) => ListAnswer<Unit>.OfAll(await ask.Units(cancel), ask.Paging(), unit => unit))
        .Takes("page", "pageSize").WithName("units").WithSummary("Các đơn vị của Hội đồng với tên gọi khác và thời gian tồn tại.");
}
