using Tracker.Api.Shared;
using Tracker.Domain.Units;

namespace Tracker.Api.Units;

public static class UnitEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder api) =>
        api.MapGet("/units", async (Ask ask, CancellationToken cancel) =>
        {
            var (page, pageSize) = ask.Paging();
            var all = await ask.Units(cancel);
            return ListAnswer<Unit>.Of(
                new([.. all.Skip((int)Math.Min(int.MaxValue, (long)(page - 1) * pageSize)).Take(pageSize)], all.Count, page, pageSize), unit => unit);
        })
        .WithName("units").WithSummary("Các đơn vị của Hội đồng với tên gọi khác và thời gian tồn tại.");
}
