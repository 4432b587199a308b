using System.Text.Json.Serialization;
using FluentValidation;
using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Units;

/// <param name="Aliases">Other spellings by which workbooks name it.</param>
/// <param name="Parent">Id or name of the unit above.</param>
/// <param name="ValidFrom">First day on which it exists, inclusive; null is unbounded.</param>
/// <param name="ValidTo">Last day, inclusive.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UnitRequest(
    string Name, UnitKind Kind, IReadOnlyList<string>? Aliases = null, int Position = 0, string? Parent = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

public sealed class UnitValidator : AbstractValidator<UnitRequest>
{
    public UnitValidator()
    {
        RuleFor(u => u.Name).NotEmpty().WithMessage("Hãy ghi tên đơn vị.");
        RuleFor(u => u.Name).MaximumLength(300).WithMessage("Tên đơn vị dài quá 300 ký tự; hãy rút gọn.");
        RuleForEach(u => u.Aliases).NotEmpty().WithMessage("Tên gọi khác không được để trống.");
        RuleFor(u => u.ValidTo).Must((u, to) => !(to < u.ValidFrom)).WithMessage("Ngày kết thúc của đơn vị phải không trước ngày bắt đầu.");
    }
}

public static class UnitEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder api)
    {
        api.MapGroup("").WithTags("Đơn vị, người, văn bản").MapGet("/units", async (Ask ask, CancellationToken cancel) => ListAnswer<Unit>.OfAll(await ask.Units(cancel), ask.Paging(), unit => unit))
            .Takes("page", "pageSize").WithName("units").WithSummary("Các đơn vị của Hội đồng với tên gọi khác và thời gian tồn tại.");

        var writing = api.MapGroup("/units").WithTags("Đơn vị, người, văn bản").RequireAuthorization(Access.SignedIn).Needs(Act.Administer).Writes();

        writing.MapPost("/", async (UnitRequest request, Ask ask, Session session, CancellationToken cancel) =>
        {
            var unit = await Unit(request, Guid.CreateVersion7(), 1, ask, cancel);
            await new UnitStore(session).Add([unit], cancel);
            return new Written(unit, 1, $"/api/units/{unit.Id}");
        })
        .Produces<Unit>(201).WithName("create-unit").WithSummary("Thêm một đơn vị.");

        writing.MapPut("/{id:guid}", async (Guid id, UnitRequest request, Ask ask, Session session, HttpRequest http, CancellationToken cancel) =>
        {
            var version = http.ExpectedVersion();
            await ask.FindUnit(id.ToString(), "id", cancel);
            var unit = await Unit(request, id, version, ask, cancel);
            await new UnitStore(session).Change(unit, cancel);
            return new Written(unit with { Version = version + 1 }, version + 1);
        })
        .WithMetadata(new NeedsVersionMetadata()).Produces<Unit>().WithName("change-unit").WithSummary("Sửa một đơn vị và các tên gọi khác. Cần If-Match.");
    }

    private static async Task<Unit> Unit(UnitRequest request, Guid id, int version, Ask ask, CancellationToken cancel)
    {
        new UnitValidator().Check(request);
        string[] names = [VietnameseText.Normalize(request.Name), .. (request.Aliases ?? []).Select(VietnameseText.Normalize).Distinct()];
        // Two units of one name couldn't be told apart in a workbook.
        var others = (await ask.Units(cancel)).Where(u => u.Id != id && u.ValidTo is null);
        if (others.FirstOrDefault(u => VietnameseText.NameKey(u.Name) == VietnameseText.NameKey(names[0])) is { } same)
            throw new Domain.RuleBroken($"Đã có đơn vị “{same.Name}”. Hãy sửa đơn vị đó, hoặc ghi ngày kết thúc cho nó trước.", "unit-exists");
        var parent = request.Parent is { Length: > 0 } above ? (await ask.FindUnit(above, "parent", cancel)).Id : (Guid?)null;
        if (parent == id)
            throw Refused.BadRequest("own-parent", "Một đơn vị không thể là cấp trên của chính nó.");
        return new(id, names[0], request.Kind, request.Position, names[1..], parent, request.ValidFrom, request.ValidTo, version);
    }
}
