using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.People;
using Tracker.Domain.Accounts;

namespace Tracker.Api.People;

public static class PersonEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("Đơn vị, người, văn bản").RequireAuthorization(Access.SignedIn);

        people.MapGet("/", async (Ask ask, Session session, CancellationToken cancel) =>
            ListAnswer<Person>.OfAll(await new PersonStore(session).All(await ask.UnitId("unit", cancel), cancel), ask.Paging(), p => p))
        .Takes("unit", "page", "pageSize").WithName("people").WithSummary("Lãnh đạo và chuyên viên, theo đơn vị.");

        var writing = api.MapGroup("/people").WithTags("Đơn vị, người, văn bản").RequireAuthorization(Access.SignedIn).Needs(Act.Administer).Writes();

        writing.MapPost("/", (PersonRequest request, PersonWriting people, CancellationToken cancel) => people.Add(request, cancel))
            .Produces<Person>(201).WithName("create-person").WithSummary("Thêm một người.");

        writing.MapPut("/{id:guid}", (Guid id, PersonRequest request, PersonWriting people, HttpRequest http, CancellationToken cancel) => people.Change(id, request, http.ExpectedVersion(), cancel))
            .WithMetadata(new NeedsVersionMetadata()).Produces<Person>().WithName("change-person").WithSummary("Sửa thông tin một người. Cần If-Match.");
    }
}
