using System.Text.Json.Serialization;
using FluentValidation;
using Tracker.Api.Accounts;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Journal;
using Tracker.Db.Units;
using Tracker.Domain;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Units;

/// <param name="Aliases">Other spellings by which workbooks name it.</param>
/// <param name="Parent">Id or name of the unit above.</param>
/// <param name="ValidFrom">First day on which it exists, inclusive; null is unbounded.</param>
/// <param name="ValidTo">Last day, inclusive.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UnitRequest(
    string Name, [property: JsonRequired] UnitKind Kind, IReadOnlyList<string>? Aliases = null, int Position = 0, string? Parent = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

public sealed class UnitValidator : AbstractValidator<UnitRequest>
{
    public UnitValidator()
    {
        RuleFor(u => u.Name).NotEmpty().WithMessage("Hãy ghi tên đơn vị.");
        RuleFor(u => u.Name).MaximumLength(300).WithMessage("Tên đơn vị dài quá 300 ký tự; hãy rút gọn.");
        RuleForEach(u => u.Aliases).OverrideIndexer((_, _, _, _) => "").MaximumLength(300).WithMessage("Tên gọi khác dài quá 300 ký tự; hãy rút gọn.");
        RuleForEach(u => u.Aliases).OverrideIndexer((_, _, _, _) => "").NotEmpty().WithMessage("Tên gọi khác không được để trống.");
        RuleFor(u => u.Position).InclusiveBetween(0, 9999).WithMessage("Thứ tự phải từ 0 đến 9999.");
        RuleFor(u => u.ValidTo).Must((u, to) => !(to < u.ValidFrom)).WithMessage("Ngày kết thúc của đơn vị phải không trước ngày bắt đầu.");
    }
}

/// <summary>Changes of units, from the API and from pages.</summary>
public sealed class UnitWriting(Session session, Ask ask, CurrentUser user)
{
    private readonly UnitStore _units = new(session);

    public async Task<Written> Add(UnitRequest request, CancellationToken cancel)
    {
        await _units.Lock(cancel);
        var units = await _units.All(cancel);
        var unit = await Checked(request, Guid.CreateVersion7(), 1, units, cancel);
        await _units.Add([unit], cancel);
        await Tell("Thêm đơn vị", unit, [], units, cancel);
        return new(unit, 1, $"/api/units/{unit.Id}");
    }

    public async Task<Written> Change(Guid id, UnitRequest request, int expectedVersion, CancellationToken cancel)
    {
        await _units.Lock(cancel);
        var units = await _units.All(cancel);
        var current = units.FirstOrDefault(u => u.Id == id) ?? throw Refused.NotFound($"đơn vị “{id}”");
        if (current.Version != expectedVersion)
            throw Preconditions.Stale(current.Version, current);
        var unit = await Checked(request, id, expectedVersion, units, cancel);
        await _units.Change(unit, cancel);
        await Tell("Sửa đơn vị", unit, UnitWords.Fields(current, units), units, cancel);
        return new(unit with { Version = expectedVersion + 1 }, expectedVersion + 1);
    }

    private Task Tell(string act, Unit unit, IReadOnlyList<ShownField> before, IReadOnlyList<Unit> units, CancellationToken cancel) =>
        new JournalStore(session).Add(user.AccountId, act, unit.Name, ShownFields.Changes(before, UnitWords.Fields(unit, units)), JournalKind.Administration, cancel);

    private async Task<Unit> Checked(UnitRequest request, Guid id, int version, IReadOnlyList<Unit> units, CancellationToken cancel)
    {
        new UnitValidator().Check(request);
        string[] names = [VietnameseText.Normalize(request.Name), .. (request.Aliases ?? []).Select(VietnameseText.Normalize).Distinct()];
        // Two units of one name couldn't be told apart in a workbook.
        var others = units.Where(u => u.Id != id && u.ValidTo is null);
        var taken = names.Select(VietnameseText.NameKey).ToHashSet();
        if (others.FirstOrDefault(u => taken.Contains(VietnameseText.NameKey(u.Name)) || u.Aliases.Any(a => VietnameseText.NameKey(a) == VietnameseText.NameKey(names[0]))) is { } same)
            throw new RuleBroken($"Tên này đã là của đơn vị “{same.Name}”. Hãy sửa đơn vị đó, ghi ngày kết thúc cho nó trước, hoặc chọn tên khác.", "unit-exists");
        var parent = request.Parent is { Length: > 0 } above ? (await ask.FindUnit(above, "parent", cancel)).Id : (Guid?)null;
        if (parent == id)
            throw Refused.BadRequest("own-parent", "Một đơn vị không thể là cấp trên của chính nó.");
        var parents = units.ToDictionary(u => u.Id, u => u.ParentId);
        for (var (climbed, steps) = (parent, 0); climbed is { } at && steps < units.Count; climbed = parents.GetValueOrDefault(at), steps++)
        {
            if (parents.GetValueOrDefault(at) == id)
                throw Refused.Field("parent", $"“{units.First(u => u.Id == parent).Name}” đang trực thuộc đơn vị này nên không thể là cấp trên của nó.");
        }
        return new(id, names[0], request.Kind, request.Position, names[1..], parent, request.ValidFrom, request.ValidTo, version);
    }
}
