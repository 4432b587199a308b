using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Imports;
using Tracker.Domain.Accounts;
using Tracker.Domain.Imports;
using Tracker.Domain.Text;
using Tracker.Jobs.Imports;

namespace Tracker.Api.Imports;

/// <summary>Files that were uploaded, the latest first.</summary>
public sealed record ImportList(PageFrame Frame, IReadOnlyList<ImportAnswer> Imports);

/// <summary>One file: what was recognised, what is to be answered, what it would do.</summary>
/// <param name="Answers">Given so far, to findings that are gone by them too.</param>
public sealed record ImportShown(PageFrame Frame, ImportAnswer Import, IReadOnlyList<Answer> Answers);

/// <summary>From an office's file to the programme, step by step: upload, answer what isn't certain, look at what it would do, apply as one, undo as one.</summary>
public sealed class ImportPages(PageFrames frames, PageForms forms, Importer importer, Session session, Typed typed, IHttpContextAccessor http)
{
    public const string Path = "/nhap-excel";
    public const string AnswersForm = "answers";
    private const int Latest = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var imports = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        imports.MapGet("", (ImportPages page, CancellationToken cancel) => page.List(cancel));
        imports.MapPost("", (ImportPages page, CancellationToken cancel) => page.Upload(cancel));
        imports.MapGet("/{id:guid}", (Guid id, ImportPages page, CancellationToken cancel) => page.Show(id, cancel));
        // Looking at what answers come to changes nothing, yet they may be too many for an address.
        imports.MapPost("/{id:guid}/xem", (Guid id, PageForms forms, ImportPages page, CancellationToken cancel) => forms.Look(Of(id), () => page.Show(id, cancel)));
        imports.MapPost("/{id:guid}/ap-dung", (Guid id, ImportPages page, CancellationToken cancel) => page.Apply(id, cancel));
        imports.MapPost("/{id:guid}/hoan-tac", (Guid id, ImportPages page, CancellationToken cancel) => page.Undo(id, cancel));
    }

    public static string Of(Guid id) => $"{Path}/{id}";

    private async Task<IResult> List(CancellationToken cancel) => PageEndpoints.Show<ImportListPage, ImportList>(http.HttpContext!.Response, new(
        await frames.Read(Place.Import, cancel),
        [.. (await new ImportStore(session).List(1, Latest, cancel)).Items.Select(row => ImportAnswer.Of(row))]));

    private async Task<IResult> Show(Guid id, CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Import, cancel);
        var answers = Answers(typed.Fields);
        var state = await importer.Preview(id, answers, cancel) ?? throw Refused.NotFound($"lần nhập “{id}”");
        return PageEndpoints.Show<ImportPage, ImportShown>(http.HttpContext!.Response, new(frame, ImportAnswer.Of(state.Import, state.Reading), answers));
    }

    private Task<IResult> Upload(CancellationToken cancel) => forms.Send(Path, async fields =>
    {
        if (fields.Files.FirstOrDefault() is not { } file)
            throw Refused.Field("file", "Hãy chọn tệp Excel cần nhập.");
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        var state = await importer.Upload(VietnameseText.Normalize(System.IO.Path.GetFileName(file.FileName)), content.ToArray(), cancel);
        return new("Đã tải tệp lên và đọc thử; chưa có gì được ghi.", Of(state.Import.Id));
    }, () => List(cancel));

    private Task<IResult> Apply(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        var state = await importer.Apply(id, Answers(fields), cancel) ?? throw Refused.NotFound($"lần nhập “{id}”");
        return new(ImportAnswer.Of(state.Import, state.Reading).Notice, Of(id));
    }, () => Show(id, cancel));

    private Task<IResult> Undo(Guid id, CancellationToken cancel) => forms.Send(Of(id), async _ =>
    {
        var state = await importer.Undo(id, cancel) ?? throw Refused.NotFound($"lần nhập “{id}”");
        return new(ImportAnswer.Of(state.Import, state.Reading).Notice, Of(id));
    }, () => Show(id, cancel));

    /// <summary>What a form answers: an action for each finding, its value where it takes one; a suggestion that was clicked wins.</summary>
    private static IReadOnlyList<Answer> Answers(Fields fields)
    {
        var answers = new Dictionary<string, Answer>();
        foreach (var (name, finding) in fields.All.Where(f => f.Key.StartsWith("finding.", StringComparison.Ordinal)))
        {
            var n = name["finding.".Length..];
            if (fields.Choice<AnswerAction>($"action.{n}") is { } action)
                answers[finding] = new(finding, action, fields.Text($"value.{n}"));
        }
        if (fields.Raw("take")?.Split('\n', 3) is [var taken, var how, var value] && Enum.TryParse<AnswerAction>(how, ignoreCase: true, out var chosen))
            answers[taken] = new(taken, chosen, value);
        return [.. answers.Values];
    }
}
