using System.Globalization;
using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Sessions;
using Tracker.Domain.Accounts;
using Tracker.Domain.Sessions;
using Tracker.Domain.Units;

namespace Tracker.Api.Sessions;

public sealed record TemplateList(PageFrame Frame, IReadOnlyList<PreparationTemplate> Templates, IReadOnlyDictionary<Guid, Unit> Units);

/// <param name="Template">Null for a new one.</param>
/// <param name="Rows">How many rows the form has.</param>
public sealed record TemplateForm(PageFrame Frame, PreparationTemplate? Template, IReadOnlyList<Unit> Units, int Rows);

/// <summary>Templates of preparation, read by everybody and kept by the office.</summary>
public sealed class TemplatePages(PageFrames frames, PageForms forms, SessionWriting writing, Session session, Ask ask, IHttpContextAccessor http)
{
    public const string Path = SessionPages.Path + "/mau";
    public const string New = Path + "/moi";
    private const int FreeRows = 4;

    private HttpResponse Response => http.HttpContext!.Response;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (TemplatePages page, CancellationToken cancel) => page.List(cancel));
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        mine.MapGet("/moi", (TemplatePages page, CancellationToken cancel) => page.Show(null, cancel));
        mine.MapPost("/moi", (TemplatePages page, CancellationToken cancel) => page.Send(null, cancel));
        mine.MapGet("/{id:guid}", (Guid id, TemplatePages page, CancellationToken cancel) => page.Show(id, cancel));
        mine.MapPost("/{id:guid}", (Guid id, TemplatePages page, CancellationToken cancel) => page.Send(id, cancel));
    }

    private async Task<IResult> List(CancellationToken cancel) => PageEndpoints.Show<TemplateListPage, TemplateList>(Response, new(
        await frames.Read(Place.Sessions, cancel), await new PreparationStore(session).All(cancel), (await ask.Units(cancel)).ToDictionary(u => u.Id)));

    private async Task<IResult> Show(Guid? id, CancellationToken cancel)
    {
        var template = id is { } known ? await writing.Template(known, cancel) : null;
        return PageEndpoints.Show<TemplateFormPage, TemplateForm>(Response, new(
            await frames.Read(Place.Sessions, cancel), template, [.. (await ask.Units(cancel)).Where(u => u.ValidTo is null)], Math.Min(PreparationTemplate.MostSteps, (template?.Steps.Count ?? 4) + FreeRows)));
    }

    private Task<IResult> Send(Guid? id, CancellationToken cancel) => forms.Send(id is null ? New : $"{Path}/{id}", async fields =>
    {
        var kept = (PreparationTemplate)(await writing.KeepTemplate(id, new(fields.Needed("name"), [.. Rows(fields)]), id is null ? null : fields.ShownVersion, cancel)).Body;
        return new($"Đã ghi “{kept.Name}”. Các bước đã lập cho kỳ họp trước không đổi.", Path);
    }, () => Show(id, cancel));

    private static IEnumerable<TemplateStepRequest> Rows(Fields fields)
    {
        for (var row = 0; row < PreparationTemplate.MostSteps; row++)
        {
            if (fields.Text($"text.{row}") is not { } text)
            {
                if (fields.Text($"days.{row}") is not null)
                    throw Refused.Field($"text.{row}", "Hãy ghi nội dung của bước này.");
                continue;
            }
            var days = fields.Text($"days.{row}") is { } typed && int.TryParse(typed.Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var before) ? before
                : throw Refused.Field($"days.{row}", "Hãy ghi số ngày trước khai mạc; sau khai mạc thì ghi số âm, ví dụ -3.");
            yield return new(text, -days, fields.Ticked($"working.{row}"), fields.Text($"unit.{row}"), fields.Text($"deliverable.{row}"), fields.Id($"step.{row}"));
        }
    }
}
