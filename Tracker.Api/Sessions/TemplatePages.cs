using Tracker.Api.Accounts;
using Tracker.Api.Imports;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Sessions;
using Tracker.Domain.Accounts;
using Tracker.Domain.Imports;
using Tracker.Domain.Sessions;
using Tracker.Domain.Units;

namespace Tracker.Api.Sessions;

public sealed record TemplateList(PageFrame Frame, IReadOnlyList<PreparationTemplate> Templates, IReadOnlyDictionary<Guid, Unit> Units);

/// <param name="Template">Null for a new one.</param>
public sealed record TemplateForm(PageFrame Frame, PreparationTemplate? Template, IReadOnlyList<Unit> Units, Grid Grid);

/// <summary>Templates of preparation, read by everybody and kept by the office.</summary>
public sealed class TemplatePages(PageFrames frames, PageForms forms, SessionWriting writing, RowTaking taking, Session session, Ask ask, IHttpContextAccessor http)
{
    public const string Path = SessionPages.Path + "/mau";
    public const string New = Path + "/moi";
    public const string Form = "template";
    private const int FreeRows = 4;

    private HttpResponse Response => http.HttpContext!.Response;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (TemplatePages page, CancellationToken cancel) => page.List(cancel));
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        mine.MapGet("/moi", (TemplatePages page, CancellationToken cancel) => page.Show(null, cancel));
        mine.MapPost("/moi", (TemplatePages page, CancellationToken cancel) => page.Send(null, cancel));
        mine.MapPost("/moi/tep", (TemplatePages page, CancellationToken cancel) => page.Fill(null, cancel));
        mine.MapPost("/{id:guid}/tep", (Guid id, TemplatePages page, CancellationToken cancel) => page.Fill(id, cancel));
        mine.MapGet("/{id:guid}", (Guid id, TemplatePages page, CancellationToken cancel) => page.Show(id, cancel));
        mine.MapPost("/{id:guid}", (Guid id, TemplatePages page, CancellationToken cancel) => page.Send(id, cancel));
    }

    private async Task<IResult> List(CancellationToken cancel) => PageEndpoints.Show<TemplateListPage, TemplateList>(Response, new(
        await frames.Read(Place.Sessions, cancel), await new PreparationStore(session).All(cancel), (await ask.Units(cancel)).ToDictionary(u => u.Id)));

    private async Task<IResult> Show(Guid? id, CancellationToken cancel)
    {
        var template = id is { } known ? await writing.Template(known, cancel) : null;
        return PageEndpoints.Show<TemplateFormPage, TemplateForm>(Response, new(
            await frames.Read(Place.Sessions, cancel), template, await ask.Units(cancel), await taking.Grid(Form, Lists.PreparationSteps, cancel, (template?.Steps.Count ?? 4) + FreeRows)));
    }

    private Task<IResult> Send(Guid? id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        var name = fields.Needed("name");
        return new(await taking.Record(new StepRows(await ask.Units(cancel), async steps =>
        {
            var kept = (PreparationTemplate)(await writing.KeepTemplate(id, new(name, steps), id is null ? null : fields.ShownVersion, cancel)).Body;
            return $"Đã ghi “{kept.Name}”. Các bước đã lập cho kỳ họp trước không đổi.";
        }), fields, cancel), Path);
    }, () => Show(id, cancel));

    private Task<IResult> Fill(Guid? id, CancellationToken cancel) =>
        taking.Fill(Of(id), async _ => (RowList<TemplateStepRequest>)new StepRows(await ask.Units(cancel)), () => Show(id, cancel), cancel);

    private static string Of(Guid? id) => id is null ? New : $"{Path}/{id}";
}
