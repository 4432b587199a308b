using Tracker.Api.Accounts;
using Tracker.Api.Administration;
using Tracker.Api.Items;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain.Accounts;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Api.Programmes;

/// <summary>All programmes as they stand today, each with the numbers of its items.</summary>
public sealed record ProgrammeList(PageFrame Frame, Viewpoint View, IReadOnlyList<(Programme Programme, FigureSet Figures)> Programmes);

/// <param name="Open">Every item that is still undecided, on any day to come.</param>
public sealed record ProgrammeClosing(PageFrame Frame, Programme Programme, IReadOnlyList<ItemAnswer> Open);

/// <summary>Programmes made by hand, and closed at the end of their year.</summary>
public sealed class ProgrammeAdminPages(PageFrames frames, PageForms forms, ProgrammeWriting writing, Session session, Ask ask, IHttpContextAccessor http)
{
    public const string Path = AdministrationPages.Path + "/chuong-trinh";
    public const string New = Path + "/moi";
    /// <summary>Of the choice for one item; its id follows.</summary>
    public const string Outcome = "outcome.";
    public const string Reason = "reason.";

    private HttpResponse Response => http.HttpContext!.Response;

    public static string ClosingOf(Guid id) => $"{Path}/{id}/khep-lai";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        mine.MapGet("", (ProgrammeAdminPages page, CancellationToken cancel) => page.List(cancel));
        mine.MapGet("/moi", (ProgrammeAdminPages page, CancellationToken cancel) => page.ShowNew(cancel));
        mine.MapPost("/moi", (ProgrammeAdminPages page, CancellationToken cancel) => page.Add(cancel));
        mine.MapGet("/{id:guid}/khep-lai", (Guid id, ProgrammeAdminPages page, CancellationToken cancel) => page.ShowClosing(id, cancel));
        mine.MapPost("/{id:guid}/khep-lai", (Guid id, ProgrammeAdminPages page, CancellationToken cancel) => page.Close(id, cancel));
    }

    private async Task<IResult> List(CancellationToken cancel)
    {
        var view = new Viewpoint(ask.Today, session.Now);
        var programmes = await new ProgrammeStore(session).All(view, cancel: cancel);
        var counts = await new FigureStore(session).Count([.. programmes.Select(p => (ScopeOf(p), view.AsOf))], view.KnownAt, cancel);
        return PageEndpoints.Show<ProgrammeListPage, ProgrammeList>(Response, new(await frames.Read(Place.Administration, cancel), view, [.. programmes.Zip(counts)]));
    }

    private async Task<IResult> ShowNew(CancellationToken cancel) => PageEndpoints.Show<ProgrammeNewPage, PageFrame>(Response, await frames.Read(Place.Administration, cancel));

    private Task<IResult> Add(CancellationToken cancel) => forms.Send(New, async fields =>
    {
        var request = new NewProgrammeRequest(
            fields.Needed("number"), fields.Day("issuedOn") ?? throw Refused.Field("issuedOn", "Hãy ghi ngày ban hành."), fields.Needed("title"), fields.Number("year"),
            fields.Choice<ProgrammeKind>("kind") ?? ProgrammeKind.Annual);
        var made = (ProgrammeAnswer)(await writing.Make(request, cancel)).Body;
        return new($"Đã tạo chương trình {made.Number}. Bước tiếp theo: mở chương trình và thêm nội dung, hoặc nhập tiến độ bằng Excel.", Path);
    }, () => ShowNew(cancel));

    private async Task<IResult> ShowClosing(Guid id, CancellationToken cancel)
    {
        var programme = await new ProgrammeStore(session).Find(id, new(Viewpoint.LastDay, session.Now), cancel) ?? throw Refused.NotFound("chương trình này");
        return PageEndpoints.Show<ProgrammeClosingPage, ProgrammeClosing>(Response, new(await frames.Read(Place.Administration, cancel), programme, await Open(programme, cancel)));
    }

    private Task<IResult> Close(Guid id, CancellationToken cancel) => forms.Send(ClosingOf(id), async fields =>
    {
        var programme = await new ProgrammeStore(session).Find(id, new(Viewpoint.LastDay, session.Now), cancel) ?? throw Refused.NotFound("chương trình này");
        var otherwise = fields.Choice<OpenItemOutcome>("otherwise");
        var decisions = (await Open(programme, cancel))
            .Select(item => (item.Id, Outcome: fields.Choice<OpenItemOutcome>(Outcome + item.Id) ?? otherwise, Reason: fields.Text(Reason + item.Id))).ToArray();
        if (decisions.Where(d => d.Outcome is null).Select(d => d.Id).ToArray() is { Length: > 0 } undecided)
            throw new Refused(400, "items-undecided", $"Còn {Domain.Text.Vietnamese.Number(undecided.Length)} nội dung chưa chọn cách xử lý. Hãy chọn cho từng nội dung, hoặc chọn một cách cho những nội dung còn lại.")
            {
                Extensions = new() { ["errors"] = undecided.ToDictionary(u => Outcome + u, _ => new[] { "Hãy chọn cách xử lý." }) },
            };
        var closed = (ProgrammeAnswer)(await writing.Close(id, new(
            fields.Day("on"), fields.Text("document"), [.. decisions.Select(d => new ClosingDecision(d.Id, d.Outcome!.Value, d.Reason))]), fields.ShownVersion, cancel)).Body;
        return new($"Đã khép lại chương trình {closed.Number}: {Domain.Text.Vietnamese.Number(decisions.Count(d => d.Outcome == OpenItemOutcome.CarriedOver))} nội dung chuyển sang năm sau, {Domain.Text.Vietnamese.Number(decisions.Count(d => d.Outcome == OpenItemOutcome.Withdrawn))} nội dung đưa ra khỏi chương trình. Bước tiếp theo: lập dự thảo chương trình năm sau ở Chương trình › Điều chỉnh.", Path);
    }, () => ShowClosing(id, cancel));

    private async Task<IReadOnlyList<ItemAnswer>> Open(Programme programme, CancellationToken cancel)
    {
        var view = new Viewpoint(Viewpoint.LastDay, session.Now);
        var open = new List<ItemRow>();
        foreach (var figure in new[] { Figure.NotStarted, Figure.InProgress })
            open.AddRange((await new ItemStore(session).List(new() { Scopes = [ScopeOf(programme)], Figures = [figure], PageSize = int.MaxValue }, view, cancel)).Items);
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        return [.. open.OrderBy(row => row.Facts.Position).Select(row => new ItemAnswer(row, view, units))];
    }

    private static Scope ScopeOf(Programme programme) => new(programme.Year, Origin.Programme, programme.Id);
}
