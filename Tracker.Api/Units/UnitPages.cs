using Tracker.Api.Accounts;
using Tracker.Api.Administration;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Units;

namespace Tracker.Api.Units;

public sealed record UnitList(PageFrame Frame, IReadOnlyList<Unit> Units);

/// <param name="Unit">Null for a new one.</param>
public sealed record UnitForm(PageFrame Frame, Unit? Unit, IReadOnlyList<Unit> Units);

public sealed class UnitPages(PageFrames frames, PageForms forms, UnitWriting writing, Session session, Typed typed, IHttpContextAccessor http)
{
    public const string Path = AdministrationPages.Path + "/don-vi";
    public const string New = Path + "/moi";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.Administer);
        mine.MapGet("", (UnitPages page, CancellationToken cancel) => page.List(cancel));
        mine.MapGet("/moi", (UnitPages page, CancellationToken cancel) => page.Show(null, cancel));
        mine.MapPost("/moi", (UnitPages page, CancellationToken cancel) => page.Add(cancel));
        mine.MapGet("/{id:guid}", (Guid id, UnitPages page, CancellationToken cancel) => page.Show(id, cancel));
        mine.MapPost("/{id:guid}", (Guid id, UnitPages page, CancellationToken cancel) => page.Change(id, cancel));
    }

    private async Task<IResult> List(CancellationToken cancel) =>
        PageEndpoints.Show<UnitListPage, UnitList>(http.HttpContext!.Response, new(await frames.Read(Place.Administration, cancel), await new UnitStore(session).All(cancel)));

    private async Task<IResult> Show(Guid? id, CancellationToken cancel)
    {
        var units = await new UnitStore(session).All(cancel);
        var unit = id is null ? null : units.FirstOrDefault(u => u.Id == id) ?? throw Refused.NotFound("đơn vị này");
        if (unit is not null)
            typed.Rebase(UnitWords.Fields(unit, units));
        return PageEndpoints.Show<UnitFormPage, UnitForm>(http.HttpContext!.Response, new(await frames.Read(Place.Administration, cancel), unit, units));
    }

    private Task<IResult> Add(CancellationToken cancel) => forms.Send(New, async fields =>
    {
        var unit = (Unit)(await writing.Add(Request(fields), cancel)).Body;
        return new($"Đã thêm đơn vị “{unit.Name}”.", Path);
    }, () => Show(null, cancel));

    private Task<IResult> Change(Guid id, CancellationToken cancel) => forms.Send($"{Path}/{id}", async fields =>
    {
        var unit = (Unit)(await writing.Change(id, Request(fields), fields.ShownVersion, cancel)).Body;
        return new($"Đã ghi thay đổi của đơn vị “{unit.Name}”.", Path);
    }, () => Show(id, cancel));

    private static UnitRequest Request(Fields fields) => new(
        fields.Needed("name"), fields.Choice<UnitKind>("kind") ?? throw Refused.Field("kind", "Hãy chọn loại đơn vị."), fields.Lines("aliases"),
        fields.Number("position") ?? 0, fields.Text("parent"), fields.Day("validFrom"), fields.Day("validTo"));
}
