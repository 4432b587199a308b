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
public sealed record ImportList(PageFrame Frame, IReadOnlyList<ImportAnswer> Imports)
{
    /// <summary>Whether the reader may upload filled-in lists only, and sees his own.</summary>
    public bool OnlyFilled => !Frame.May(Act.KeepProgrammes);
}

/// <summary>One file: what was recognised, what is to be answered, what it would do.</summary>
/// <param name="Answers">Given so far, to findings that are gone by them too.</param>
/// <param name="Workbook">The file's cells; null once it was applied or undone.</param>
/// <param name="Layouts">How sheets are said to be read so far.</param>
/// <param name="Rows">Which rows of the preview are shown.</param>
public sealed record ImportShown(PageFrame Frame, ImportAnswer Import, IReadOnlyList<Answer> Answers, Workbook? Workbook, IReadOnlyList<Layout> Layouts, RowsShown Rows);

/// <summary>A page of the preview.</summary>
/// <param name="Outcome">Null for all rows.</param>
/// <param name="Page">From 1.</param>
public sealed record RowsShown(RowOutcome? Outcome, int Page)
{
    public const int Size = 100;

    public static RowsShown Of(string? text) => text?.Split(':') is [var outcome, var page]
        ? new(Enum.TryParse<RowOutcome>(outcome, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null, int.TryParse(page, out var number) && number > 0 ? number : 1)
        : new(null, 1);

    public RowsShown On(int page) => this with { Page = page };

    public override string ToString() => $"{(Outcome is { } outcome ? Link.Name(outcome) : "")}:{Page}";
}

/// <summary>From an office's file to the programme, step by step: upload, answer what isn't certain, look at what it would do, apply as one, undo as one.</summary>
public sealed class ImportPages(PageFrames frames, PageForms forms, Importer importer, Session session, Typed typed, IHttpContextAccessor http)
{
    public const string Path = "/nhap-excel";
    public const string AnswersForm = "answers";
    private const int Latest = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var imports = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.UploadFilled);
        imports.MapGet("", (ImportPages page, CancellationToken cancel) => page.List(cancel));
        imports.MapPost("", (ImportPages page, CancellationToken cancel) => page.Upload(cancel));
        imports.MapGet("/{id:guid}", (Guid id, ImportPages page, CancellationToken cancel) => page.Show(id, cancel));
        // Looking at what answers come to changes nothing, yet they may be too many for an address.
        imports.MapPost("/{id:guid}/xem", (Guid id, PageForms forms, ImportPages page, CancellationToken cancel) => forms.Look(Of(id), () => page.Show(id, cancel)));
        imports.MapPost("/{id:guid}/danh-dau", (Guid id, ImportPages page, CancellationToken cancel) => page.Mark(id, cancel));
        imports.MapPost("/{id:guid}/quen", (Guid id, ImportPages page, CancellationToken cancel) => page.Forget(id, cancel)).Needs(Act.KeepProgrammes);
        imports.MapPost("/{id:guid}/ap-dung", (Guid id, ImportPages page, CancellationToken cancel) => page.Apply(id, cancel));
        imports.MapPost("/{id:guid}/hoan-tac", (Guid id, ImportPages page, CancellationToken cancel) => page.Undo(id, cancel));
    }

    public static string Of(Guid id) => $"{Path}/{id}";

    private async Task<IResult> List(CancellationToken cancel) => PageEndpoints.Show<ImportListPage, ImportList>(http.HttpContext!.Response, new(
        await frames.Read(Place.Import, cancel),
        [.. (await importer.List(1, Latest, cancel)).Items.Select(row => ImportAnswer.Of(row))]));

    private async Task<IResult> Show(Guid id, CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Import, cancel);
        var (answers, layouts) = (Answers(typed.Fields), LayoutFields.Read(typed.Fields));
        var state = await importer.Preview(id, answers, layouts, cancel) ?? throw Refused.NotFound($"lần nhập “{id}”");
        return PageEndpoints.Show<ImportPage, ImportShown>(http.HttpContext!.Response, new(
            frame, ImportAnswer.Of(state.Import, state.Reading), answers, state.Workbook, layouts, RowsShown.Of(typed.Fields.Raw("rows") ?? typed.Fields.Raw("rows-now"))));
    }

    /// <summary>The workbook with what is still to be answered marked in it.</summary>
    private async Task<IResult> Mark(Guid id, CancellationToken cancel)
    {
        var fields = await Fields.Read(http.HttpContext!.Request, cancel);
        var marked = await importer.Marked(id, Answers(fields), LayoutFields.Read(fields), cancel) ?? throw Refused.NotFound($"lần nhập “{id}” chưa áp dụng");
        return Results.File(marked.Content, ImportEndpoints.WorkbookType, marked.Name);
    }

    private Task<IResult> Forget(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        if (fields.Id("layout") is not { } layout || !await new LayoutStore(session).Forget(layout, cancel))
            throw Refused.NotFound("cách đọc đã nhớ");
        return new("Đã quên cách đọc; tệp được đọc lại theo những gì chương trình tự nhận ra.", Of(id));
    }, () => Show(id, cancel));

    private Task<IResult> Upload(CancellationToken cancel) => forms.Send(Path, async fields =>
    {
        if (fields.Files.FirstOrDefault() is not { } file)
            throw Refused.Field("file", "Hãy chọn tệp Excel cần nhập.");
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        var state = await importer.Upload(VietnameseText.Normalize(System.IO.Path.GetFileName(file.FileName)), content.ToArray(), cancel: cancel);
        return new("Đã tải tệp lên và đọc thử; chưa có gì được ghi.", Of(state.Import.Id));
    }, () => List(cancel));

    private Task<IResult> Apply(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        var state = await importer.Apply(id, Answers(fields), LayoutFields.Read(fields), cancel) ?? throw Refused.NotFound($"lần nhập “{id}”");
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
            // The letterhead's fields are empty unless something is to be put right.
            if (fields.Choice<AnswerAction>($"action.{n}") is { } action && (!n.StartsWith('h') || fields.Text($"value.{n}") is not null))
                answers[finding] = new(finding, action, fields.Text($"value.{n}"));
        }
        if (fields.Raw("take")?.Split('\n', 3) is [var taken, var how, var value] && Enum.TryParse<AnswerAction>(how, ignoreCase: true, out var chosen))
            answers[taken] = new(taken, chosen, value);
        return [.. answers.Values];
    }
}
