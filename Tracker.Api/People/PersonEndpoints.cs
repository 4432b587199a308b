using System.Text.Json.Serialization;
using FluentValidation;
using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.People;
using Tracker.Domain.Accounts;
using Tracker.Domain.Text;

namespace Tracker.Api.People;

/// <param name="Unit">Id or name of the unit.</param>
/// <param name="ValidFrom">First day in office, inclusive; null is unbounded.</param>
/// <param name="ValidTo">Last day in office, inclusive.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PersonRequest(string Name, string JobTitle = "", string? Unit = null, string? Email = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

public sealed class PersonValidator : AbstractValidator<PersonRequest>
{
    public PersonValidator()
    {
        RuleFor(p => p.Name).NotEmpty().WithMessage("Hãy ghi họ tên.");
        RuleFor(p => p.Name).MaximumLength(200).WithMessage("Họ tên dài quá 200 ký tự; hãy rút gọn.");
        RuleFor(p => p.JobTitle).MaximumLength(200).WithMessage("Chức vụ dài quá 200 ký tự; hãy rút gọn.");
        // A line break in an address could add headers to a mail.
        RuleFor(p => p.Email).Must(e => e is null || System.Net.Mail.MailAddress.TryCreate(e, out var address) && address.Address == e && !e.Any(char.IsControl))
            .WithMessage("Địa chỉ thư điện tử không đúng, ví dụ đúng: ten@hanoi.gov.vn.");
        RuleFor(p => p.ValidTo).Must((p, to) => !(to < p.ValidFrom)).WithMessage("Ngày thôi giữ chức vụ phải không trước ngày bắt đầu.");
    }
}

public static class PersonEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("Đơn vị, người, văn bản").RequireAuthorization(Access.SignedIn);

        people.MapGet("/", async (Ask ask, Session session, CancellationToken cancel) =>
            ListAnswer<Person>.OfAll(await new PersonStore(session).All(await ask.UnitId("unit", cancel), cancel), ask.Paging(), p => p))
        .Takes("unit", "page", "pageSize").WithName("people").WithSummary("Lãnh đạo và chuyên viên, theo đơn vị.");

        var writing = api.MapGroup("/people").WithTags("Đơn vị, người, văn bản").RequireAuthorization(Access.SignedIn).Needs(Act.Administer).Writes();

        writing.MapPost("/", async (PersonRequest request, Ask ask, Session session, CancellationToken cancel) =>
        {
            var person = await Person(request, Guid.CreateVersion7(), 1, ask, cancel);
            await new PersonStore(session).Add(person, cancel);
            return new Written(person, 1, $"/api/people/{person.Id}");
        })
        .Produces<Person>(201).WithName("create-person").WithSummary("Thêm một người.");

        writing.MapPut("/{id:guid}", async (Guid id, PersonRequest request, Ask ask, Session session, HttpRequest http, CancellationToken cancel) =>
        {
            var version = http.ExpectedVersion();
            var store = new PersonStore(session);
            _ = await store.Find(id, cancel) ?? throw Refused.NotFound($"người có mã “{id}”");
            var person = await Person(request, id, version, ask, cancel);
            await store.Change(person, cancel);
            return new Written(person with { Version = version + 1 }, version + 1);
        })
        .WithMetadata(new NeedsVersionMetadata()).Produces<Person>().WithName("change-person").WithSummary("Sửa thông tin một người. Cần If-Match.");
    }

    private static async Task<Person> Person(PersonRequest request, Guid id, int version, Ask ask, CancellationToken cancel)
    {
        new PersonValidator().Check(request);
        return new()
        {
            Id = id, Version = version, Name = VietnameseText.Normalize(request.Name), JobTitle = VietnameseText.Normalize(request.JobTitle), Email = request.Email,
            UnitId = request.Unit is { Length: > 0 } unit ? (await ask.FindUnit(unit, "unit", cancel)).Id : null, ValidFrom = request.ValidFrom, ValidTo = request.ValidTo,
        };
    }
}
