using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Units;

public static class UnitWords
{
    public static string Name(this UnitKind kind) => kind switch
    {
        UnitKind.StandingCommittee => "Thường trực",
        UnitKind.Board => "Ban",
        UnitKind.Office => "Văn phòng",
        UnitKind.Outside => "Cơ quan bên ngoài",
        _ => "Tên gọi chung",
    };

    public static IReadOnlyList<(string Value, string Text)> Kinds { get; } = [.. Enum.GetValues<UnitKind>().Select(k => (Link.Name(k), k.Name()))];

    /// <summary>Units to choose from, in the council's order, after "none".</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices(IEnumerable<Unit> units, string none) => [("", none), .. units.Select(u => (u.Id.ToString(), u.Name))];

    /// <summary>A unit's name by its id.</summary>
    public static Func<string, string> Reader(IEnumerable<Unit> units)
    {
        var names = units.ToDictionary(u => u.Id.ToString(), u => u.Name);
        return id => names.GetValueOrDefault(id, id);
    }

    public static IReadOnlyList<ShownField> Fields(Unit unit, IReadOnlyList<Unit> units) =>
    [
        new("name", unit.Name),
        new("kind", Link.Name(unit.Kind), kind => Kinds.FirstOrDefault(k => k.Value == kind).Text ?? kind),
        new("aliases", string.Join("\n", unit.Aliases), names => string.Join("; ", names.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))),
        new("position", unit.Position.ToString()),
        new("parent", unit.ParentId?.ToString() ?? "", Reader(units)),
        new("validFrom", Day(unit.ValidFrom)),
        new("validTo", Day(unit.ValidTo)),
    ];

    /// <summary>Empty for null.</summary>
    public static string Day(DateOnly? day) => day is { } d ? Vietnamese.Day(d) : "";

    /// <summary>"từ 01/07/2016 đến hết 30/06/2025"; empty when unbounded.</summary>
    public static string Validity(DateOnly? from, DateOnly? to) => (from, to) switch
    {
        (null, null) => "",
        ({ } f, null) => $"từ {Vietnamese.Day(f)}",
        (null, { } t) => $"đến hết {Vietnamese.Day(t)}",
        ({ } f, { } t) => $"từ {Vietnamese.Day(f)} đến hết {Vietnamese.Day(t)}",
    };
}
