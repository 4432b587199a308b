using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Reports;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Programmes;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Units;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Programmes;

/// <summary>Drafts of programmes to come, and the programme that the next may be made from.</summary>
/// <param name="From">The last annual programme; null when there is none, or the year after has one.</param>
public sealed record NextYearList(PageFrame Frame, IReadOnlyList<(Draft Row, NextYearDraft Draft)> Drafts, Programme? From);

/// <param name="First">Place of the first row shown, from 0.</param>
/// <param name="Missing">What was carried over since and isn't in it yet.</param>
public sealed record NextYearShown(
    PageFrame Frame, Draft Row, NextYearDraft Draft, Programme From, int Page, int First, IReadOnlyList<NextYearRow> Rows, int Blank, IReadOnlyList<RowProblem> Problems, int Missing, IReadOnlyList<Unit> Units)
{
    public int Pages => Math.Max(1, (Draft.Rows.Count + NextYearPages.PageSize - 1) / NextYearPages.PageSize);
}

/// <summary>Chương trình năm sau: a list in hand until it is issued.</summary>
public sealed class NextYearPages(PageFrames frames, PageForms forms, NextYearDrafts drafts, AmendmentWriting writing, Session session, Ask ask, Typed typed, IHttpContextAccessor http)
{
    public const string Path = "/chuong-trinh/nam-sau";
    public const string Form = "nam-sau";
    public const int PageSize = 40;
    private const int BlankRows = 3;

    public static IReadOnlyList<string> Columns { get; } = ["position", "number", "title", "leadUnit", "cooperatingUnits", "responsibleLeader", "timePhrase", "deliverable", "group"];

    private HttpResponse Response => http.HttpContext!.Response;

    public static string Of(Guid id) => $"{Path}/{id}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        mine.MapGet("", (NextYearPages page, CancellationToken cancel) => page.List(cancel));
        mine.MapPost("", (NextYearPages page, CancellationToken cancel) => page.Make(cancel));
        mine.MapGet("/{id:guid}", (Guid id, NextYearPages page, CancellationToken cancel) => page.Show(id, cancel));
        mine.MapPost("/{id:guid}", (Guid id, NextYearPages page, CancellationToken cancel) => page.SaveOrIssue(id, cancel));
        mine.MapPost("/{id:guid}/bo-sung", (Guid id, NextYearPages page, CancellationToken cancel) => page.TakeMissing(id, cancel));
        mine.MapPost("/{id:guid}/xoa", (Guid id, NextYearPages page, CancellationToken cancel) => page.Drop(id, cancel));
        mine.MapGet("/{id:guid}/tep.xlsx", (Guid id, NextYearPages page, CancellationToken cancel) => page.Workbook(id, cancel));
    }

    private async Task<IResult> List(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Programme, cancel);
        var last = frame.Programmes.Where(p => p.Kind == ProgrammeKind.Annual).MaxBy(p => p.Year);
        return PageEndpoints.Show<NextYearListPage, NextYearList>(Response, new(frame, await drafts.Open(cancel), last));
    }

    private Task<IResult> Make(CancellationToken cancel) => forms.Send(Path, async fields =>
    {
        var id = await drafts.Make(fields.Id("programme") ?? throw Refused.NotFound("chương trình"), cancel);
        return new("Đã lập dự thảo. Sửa, xếp, bỏ, thêm từng dòng; chưa tính vào số liệu nào cho đến khi ban hành.", Of(id));
    }, () => List(cancel));

    private async Task<IResult> Show(Guid id, CancellationToken cancel)
    {
        var (row, draft) = await drafts.Find(id, cancel);
        if (row.IssuedAs is { } issued)
            return Results.Redirect($"/chuong-trinh?programme={issued}");
        var from = await writing.Programme(row.ProgrammeId, cancel);
        var frame = await frames.Read(Place.Programme, cancel, about: from);
        var page = Math.Clamp(ask.Number("page") ?? 1, 1, Math.Max(1, (draft.Rows.Count + PageSize - 1) / PageSize));
        var first = (page - 1) * PageSize;
        NextYearRow[] shown = [.. draft.Rows.Skip(first).Take(PageSize)];
        if (typed.Is(Form))
        {
            typed.Rebase(draft.Fields);
            NextYearSheet.Rebase(typed, draft, first, shown);
        }
        var isLast = first + shown.Length >= draft.Rows.Count;
        var blank = Math.Max(isLast ? Math.Clamp(ask.Number("rows") ?? BlankRows, BlankRows, 200) : 0, typed.Is(Form) ? typed.Fields.LastRow + 1 - shown.Length : 0);
        return PageEndpoints.Show<NextYearPage, NextYearShown>(Response, new(
            frame, row, draft, from, page, first, shown, blank, await drafts.Problems(draft, cancel), (await drafts.Missing(row, draft, cancel)).Count, [.. (await ask.Units(cancel)).Where(u => u.ValidTo is null)]));
    }

    private Task<IResult> SaveOrIssue(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        var (_, old) = await drafts.Hold(id, fields.ShownVersion, cancel);
        var draft = Taken(old, fields);
        if (fields.Raw("then") != "issue")
        {
            await drafts.Save(id, draft, cancel);
            return new($"Đã lưu dự thảo: {Domain.Text.Vietnamese.Number(draft.Rows.Count)} nội dung.");
        }
        var issuedOn = fields.Day("issuedOn") ?? throw Refused.Field("issuedOn", "Hãy ghi ngày ban hành.");
        Refused.Needs(draft.Number, "paperNumber", "Hãy ghi số, ký hiệu chương trình.");
        Refused.Needs(draft.Title, "paperTitle", "Hãy ghi tên chương trình.");
        var made = await drafts.Issue(id, draft, issuedOn, cancel);
        return new($"Đã ban hành chương trình {made.Number} năm {made.Year} với {Domain.Text.Vietnamese.Number(draft.Rows.Count)} nội dung.", $"/chuong-trinh?programme={made.Id}");
    }, () => Show(id, cancel));

    /// <summary>The draft with what was typed on one page of its rows. What is typed first in a place comes there.</summary>
    private static NextYearDraft Taken(NextYearDraft old, Fields fields)
    {
        string Text(string name) => fields.Text(name) ?? "";
        var rows = old.Rows.Select((row, place) => (Row: row, Place: (decimal)place + 1)).ToList();
        for (var n = 0; n <= fields.LastRow; n++)
        {
            string Cell(string name) => Text($"{name}.{n}");
            var place = fields.Number($"position.{n}");
            var id = fields.Id($"row.{n}");
            var there = rows.FindIndex(r => r.Row.Id == id);
            if (id is not null && there < 0 || id is null && Columns.All(c => Cell(c).Length == 0))
                continue;
            if (fields.Ticked($"removed.{n}"))
            {
                if (there >= 0)
                    rows.RemoveAt(there);
                continue;
            }
            var row = (there >= 0 ? rows[there].Row : new()) with
            {
                Number = Cell("number"), Group = Cell("group"), Title = Cell("title"), LeadUnit = Cell("leadUnit"), CooperatingUnits = Cell("cooperatingUnits"), ResponsibleLeader = Cell("responsibleLeader"), TimePhrase = Cell("timePhrase"), Deliverable = Cell("deliverable"),
            };
            if (there < 0)
                rows.Add((row, place is { } at ? at - 0.5m : rows.Count + 1));
            else
                rows[there] = (row, place is { } moved && moved != rows[there].Place ? moved + (moved < rows[there].Place ? -0.5m : 0.5m) : rows[there].Place);
        }
        return old with { Number = Text("paperNumber"), IssuedOn = Text("issuedOn"), Title = Text("paperTitle"), Rows = [.. rows.OrderBy(r => r.Place).Select(r => r.Row)] };
    }

    private Task<IResult> TakeMissing(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        var (row, draft) = await drafts.Hold(id, fields.ShownVersion, cancel);
        var missing = await drafts.Missing(row, draft, cancel);
        await drafts.Save(id, draft with { Rows = [.. draft.Rows, .. missing] }, cancel);
        return new($"Đã đưa {missing.Count} nội dung chuyển sang vào cuối dự thảo.");
    }, () => Show(id, cancel));

    private Task<IResult> Drop(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        await drafts.Hold(id, fields.ShownVersion, cancel);
        await drafts.Drop(id, cancel);
        return new("Đã xóa dự thảo chương trình.", Path);
    }, () => Show(id, cancel));

    private async Task<IResult> Workbook(Guid id, CancellationToken cancel)
    {
        var (_, draft) = await drafts.Find(id, cancel);
        var council = await Db.Councils.CouncilStore.Find(session, cancel);
        return await WorkbookFile.Answer(
            file => ProgrammeWorkbook.Write(file, draft.Title, draft.Number, [.. draft.Rows.Select(r => new ProgrammeWorkbookRow(r.Number, r.Group, r.Title, r.LeadUnit, r.CooperatingUnits, r.ResponsibleLeader, r.TimePhrase, r.Deliverable))], council.Name, session.Now, cancel),
            $"du-thao-chuong-trinh-{draft.Year}.xlsx");
    }
}
