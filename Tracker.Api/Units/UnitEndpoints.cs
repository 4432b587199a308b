using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Domain.Accounts;
using Tracker.Domain.Units;

namespace Tracker.Api.Units;

public static class UnitEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder api)
    {
        api.MapGroup("").WithTags("Đơn vị, người, văn bản").MapGet("/units", async (Ask ask, CancellationToken cancel) => ListAnswer<Unit>.OfAll(await ask.Units(cancel), ask.Paging(), unit => unit))
            .Takes("page", "pageSize").WithName("units").WithSummary("Các đơn vị của Hội đồng với tên gọi khác và thời gian tồn tại.");

        var writing = api.MapGroup("/units").WithTags("Đơn vị, người, văn bản").RequireAuthorization(Access.SignedIn).Needs(Act.Administer).Writes();

        writing.MapPost("/", (UnitRequest request, UnitWriting units, CancellationToken cancel) => units.Add(request, cancel))
            .Produces<Unit>(201).WithName("create-unit").WithSummary("Thêm một đơn vị.");

        writing.MapPut("/{id:guid}", (Guid id, UnitRequest request, UnitWriting units, HttpRequest http, CancellationToken cancel) => units.Change(id, request, http.ExpectedVersion(), cancel))
            .WithMetadata(new NeedsVersionMetadata()).Produces<Unit>().WithName("change-unit").WithSummary("Sửa một đơn vị và các tên gọi khác. Cần If-Match.");
    }
}
