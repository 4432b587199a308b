using Tracker.Api.Accounts;
using Tracker.Api.Figures;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain.Accounts;
using Tracker.Domain.Figures;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Units;

namespace Tracker.Api.Programmes;

/// <summary>The amendments of a programme in force on a day, each with the total it left behind; what is in hand, and what units ask for.</summary>
public sealed record AmendmentList(
    PageFrame Frame, IReadOnlyList<(AmendmentWithItems Amendment, int Total)> Amendments, FigureAnswers Figures, IReadOnlyList<(Draft Row, AmendmentDraft Draft)> Drafts,
    IReadOnlyList<ShownProposal> Proposals);

/// <param name="Before">N on the day before it took effect.</param>
public sealed record AmendmentShown(PageFrame Frame, AmendmentWithItems Amendment, int Before, int After, IReadOnlyDictionary<Guid, Unit> Units);

/// <summary>Items of a programme to be ticked.</summary>
public sealed record Picking(ListAnswer<Items.ItemAnswer> Found, string? Search, Guid? Unit);

/// <param name="Recorded">What was recorded by the same paper before; null for nothing.</param>
public sealed record DraftShown(
    PageFrame Frame, Draft Row, AmendmentDraft Draft, AmendmentPreview Preview, Picking Picking, IReadOnlyList<ShownProposal> Approved, IReadOnlyDictionary<Guid, Unit> Units, IReadOnlyDictionary<Guid, ItemFacts> Named,
    Amendment? Recorded);

/// <summary>A line being written, of a draft or of a proposal.</summary>
/// <param name="Items">Those that it is done to.</param>
/// <param name="Line">With its lead units by their ids, as the form offers them.</param>
/// <param name="Key">Of the line as it stands in the draft.</param>
/// <param name="Place">Of the draft's line that is being changed, from 0; null for a new one.</param>
public sealed record LineShown(
    PageFrame Frame, AmendmentLine Line, string Key, IReadOnlyList<(Guid Id, ItemFacts Facts)> Items, string Post, string Back, int? Version, int? Place, bool IsProposal, IReadOnlyList<Unit> Units);

/// <summary>Rows to type, paste or take from a file.</summary>
public sealed record RowsShown(PageFrame Frame, Draft Row, Imports.Grid Grid);

/// <summary>Điều chỉnh chương trình: amendments that were recorded, and the one that is being made.</summary>
public sealed class AmendmentPages(
    PageFrames frames, PageForms forms, AmendmentWriting writing, AmendmentReading reading, AmendmentDrafts drafts, AmendmentLines lines, Items.ItemMaking making, Imports.RowTaking taking, ProposalReading proposals, FigureReading figures, Items.ItemReading items, Session session, Ask ask,
    Typed typed, IHttpContextAccessor http)
{
    public const string Path = "/chuong-trinh/dieu-chinh";
    public const string Drafts = Path + "/du-thao";
    public const string PaperForm = "draft";
    public const string LineForm = "dong";
    /// <summary>Names the line as it was opened.</summary>
    public const string LineKey = "line";
    public const string RowsForm = "bo-sung";

    private HttpResponse Response => http.HttpContext!.Response;

    public static string Of(Guid id, Viewpoint view) => $"{Path}/{id}?knownAt={Link.Text(view.KnownAt)}";

    public static string DraftOf(Guid id) => $"{Drafts}/{id}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (AmendmentPages page, CancellationToken cancel) => page.List(cancel));
        pages.MapGet(Path + "/{id:guid}", (Guid id, AmendmentPages page, CancellationToken cancel) => page.Show(id, cancel));

        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        mine.MapPost("/{id:guid}/hoan-tac", (Guid id, AmendmentPages page, CancellationToken cancel) => page.TakeBack(id, cancel));
        mine.MapPost("/du-thao", (AmendmentPages page, CancellationToken cancel) => page.Begin(cancel));
        mine.MapGet("/du-thao/{id:guid}", (Guid id, AmendmentPages page, CancellationToken cancel) => page.ShowDraft(id, cancel));
        mine.MapPost("/du-thao/{id:guid}", (Guid id, AmendmentPages page, CancellationToken cancel) => page.SaveOrIssue(id, cancel));
        mine.MapGet("/du-thao/{id:guid}/dong", (Guid id, AmendmentPages page, CancellationToken cancel) => page.ShowLine(id, cancel));
        mine.MapPost("/du-thao/{id:guid}/dong", (Guid id, AmendmentPages page, CancellationToken cancel) => page.PutLine(id, cancel));
        mine.MapGet("/du-thao/{id:guid}/bo-sung", (Guid id, AmendmentPages page, CancellationToken cancel) => page.ShowRows(id, cancel));
        mine.MapPost("/du-thao/{id:guid}/bo-sung", (Guid id, AmendmentPages page, CancellationToken cancel) => page.PutRows(id, cancel));
        mine.MapPost("/du-thao/{id:guid}/bo-sung/tep", (Guid id, AmendmentPages page, CancellationToken cancel) => page.FillRows(id, cancel));
        mine.MapPost("/du-thao/{id:guid}/bo-dong", (Guid id, AmendmentPages page, CancellationToken cancel) => page.DropLine(id, cancel));
        mine.MapPost("/du-thao/{id:guid}/de-nghi", (Guid id, AmendmentPages page, CancellationToken cancel) => page.TakeProposal(id, cancel));
        mine.MapPost("/du-thao/{id:guid}/xoa", (Guid id, AmendmentPages page, CancellationToken cancel) => page.DropDraft(id, cancel));
    }

    private async Task<IResult> List(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Programme, cancel);
        if (frame.Programme is not { } programme)
            return PageEndpoints.Show<NoProgrammePage, NoProgramme>(Response, new(frame, false));
        var scope = frame.ScopeOf(Origin.Programme);
        var amendments = await reading.All(programme.Id, frame.View, cancel);
        var totals = amendments.Count == 0 ? []
            : await new FigureStore(session).Count([.. amendments.Select(a => (scope, a.Amendment.Paper.EffectiveOn))], frame.View.KnownAt, cancel);
        return PageEndpoints.Show<AmendmentListPage, AmendmentList>(Response, new(
            frame, [.. amendments.Zip(totals, (a, f) => (a, f[Figure.Total]))],
            await figures.Read(PageFrame.PathOf(Origin.Programme), scope, programme, frame.View, GroupBy.None, null, null, cancel),
            frame.IsSignedIn && frame.May(Act.KeepProgrammes) && !frame.IsLookingBack ? await drafts.Open(cancel, programme.Id) : [],
            frame.IsLookingBack ? [] : await proposals.Of(programme.Id, cancel)));
    }

    private async Task<IResult> Show(Guid id, CancellationToken cancel)
    {
        var programme = await ProgrammeOf(id, cancel);
        var frame = await frames.Read(Place.Programme, cancel, about: programme);
        var amendment = await reading.Find(programme.Id, id, frame.View, cancel);
        var (scope, day) = (frame.ScopeOf(Origin.Programme), amendment.Amendment.Paper.EffectiveOn);
        var counts = await new FigureStore(session).Count([(scope, day.AddDays(-1)), (scope, day)], frame.View.KnownAt, cancel);
        return PageEndpoints.Show<AmendmentPage, AmendmentShown>(Response, new(frame, amendment, counts[0][Figure.Total], counts[1][Figure.Total], await Units(cancel)));
    }

    private Task<IResult> TakeBack(Guid id, CancellationToken cancel) => forms.Send($"{Path}/{id}", async fields =>
    {
        var programme = await ProgrammeOf(id, cancel);
        await writing.TakeBack(programme.Id, id, fields.ShownVersion, cancel);
        return new("Đã hoàn tác văn bản điều chỉnh: chương trình trở lại như trước khi ghi.", $"{Path}?programme={programme.Id}");
    }, () => Show(id, cancel));

    private Task<IResult> Begin(CancellationToken cancel) => forms.Send(Path, async fields =>
    {
        var programme = await writing.Programme(fields.Id("programme") ?? throw Refused.NotFound("chương trình"), cancel);
        var id = await drafts.Make(programme.Id, new(), cancel);
        return new("Đã lập dự thảo. Chọn nội dung cần điều chỉnh, ghi văn bản; dự thảo được giữ lại giữa các lần làm việc.", DraftOf(id));
    }, () => List(cancel));

    private async Task<IResult> ShowDraft(Guid id, CancellationToken cancel)
    {
        var (row, draft) = await drafts.Find(id, cancel);
        if (row.IssuedAs is { } issued)
            return Results.Redirect($"{Path}/{issued}");
        if (typed.Is(PaperForm))
            typed.Rebase(AmendmentDrafts.Fields(draft));
        var programme = await writing.Programme(row.ProgrammeId, cancel);
        var frame = await frames.Read(Place.Programme, cancel, about: programme);
        var inHand = (await drafts.Open(cancel, programme.Id)).SelectMany(d => d.Draft.Lines).Select(l => l.Proposal).ToHashSet();
        return PageEndpoints.Show<AmendmentDraftPage, DraftShown>(Response, new(
            frame, row, draft, await writing.Preview(programme, draft.Paper(programme, ask.Today), draft.Lines, cancel), await Pick(programme, cancel),
            [.. (await proposals.Of(programme.Id, cancel)).Where(p => p.Proposal is { Approved: true, CarriedOutBy: null } && !inHand.Contains(p.Proposal.Id))],
            await Units(cancel), await lines.Named(draft.Lines, cancel), await writing.Recorded(programme, draft.Paper(programme, ask.Today), cancel)));
    }

    /// <summary>Open items of the programme that can be ticked.</summary>
    internal async Task<Picking> Pick(Programme programme, CancellationToken cancel, Guid? leadBy = null)
    {
        var (page, _) = ask.Paging();
        var unit = leadBy ?? await ask.UnitId("unit", cancel);
        var found = await items.List(
            new() { Scopes = [new(programme.Year, Origin.Programme, programme.Id)], Open = true, Search = ask.Text("q"), Unit = unit, Page = page, PageSize = 30 },
            new(ask.Today, session.Now), cancel);
        return new(ListAnswer<Items.ItemAnswer>.Of(found, i => i), ask.Text("q"), unit);
    }

    private Task<IResult> SaveOrIssue(Guid id, CancellationToken cancel) => forms.Send(DraftOf(id), async fields =>
    {
        var (row, old) = await drafts.Hold(id, fields.ShownVersion, cancel);
        var draft = AmendmentDrafts.Typed(old, fields);
        if (fields.Raw("then") != "issue")
        {
            await drafts.Save(id, draft, cancel);
            return new("Đã lưu dự thảo.", DraftOf(id));
        }
        var issuedOn = fields.Day("paperDay") ?? throw Refused.Field("paperDay", "Hãy ghi ngày văn bản.");
        Refused.Needs(draft.Number, "paperNumber", "Hãy ghi số, ký hiệu văn bản điều chỉnh.");
        Refused.Needs(draft.Title, "paperTitle", "Hãy ghi trích yếu: văn bản điều chỉnh việc gì, vì sao.");
        var made = await writing.Record(row.ProgrammeId, new(draft.Number, issuedOn, draft.Title, draft.Lines, fields.Day("effectiveOn")), fields.Number("programmeVersion") ?? 0, cancel);
        await drafts.Save(id, draft, cancel, made.Id);
        return new($"Đã ghi điều chỉnh theo {made.Paper.Number}, có hiệu lực từ {Domain.Text.Vietnamese.Day(made.Paper.EffectiveOn)}.", $"{Path}/{made.Id}");
    }, () => ShowDraft(id, cancel));

    private async Task<IResult> ShowLine(Guid id, CancellationToken cancel)
    {
        var (row, draft) = await drafts.Find(id, cancel);
        var programme = await writing.Programme(row.ProgrammeId, cancel);
        var frame = await frames.Read(Place.Programme, cancel, about: programme);
        var place = typed.Is(LineForm) ? typed.Fields.Number("place") : ask.Number("place");
        // Somebody was first: the line may stand elsewhere by now, or no longer be what was opened, and what was typed is then a line of its own.
        if (typed.Is(LineForm) && typed.Problem!.Status == StatusCodes.Status412PreconditionFailed && place is not null)
            place = draft.Lines.Index().Where(l => l.Item.Key == typed.Fields.Raw(LineKey)).Select(l => (int?)l.Index).FirstOrDefault();
        var line = place is { } n && n < draft.Lines.Count ? draft.Lines[n] : Asked();
        return PageEndpoints.Show<AmendmentLinePage, LineShown>(Response, await Line(frame, line, DraftOf(id) + "/dong", DraftOf(id), row.Version, place, false, cancel));
    }

    /// <summary>What is to be written: from the address, or from the form that was refused.</summary>
    internal AmendmentLine Asked() => typed.Is(LineForm)
        ? new() { Action = typed.Fields.Choice<AmendmentAction>("action") ?? AmendmentAction.Add, Items = AmendmentLines.Items(typed.Fields), Proposal = typed.Fields.Id("proposal") }
        : new()
        {
            Action = ask.Choice<AmendmentAction>("action") ?? AmendmentAction.Add,
            Items = [.. http.HttpContext!.Request.Query["item"].Select(t => Guid.TryParse(t, out var item) ? item : (Guid?)null).OfType<Guid>().Distinct()],
        };

    internal async Task<LineShown> Line(PageFrame frame, AmendmentLine line, string post, string back, int? version, int? place, bool isProposal, CancellationToken cancel)
    {
        var named = await lines.Named([line], cancel);
        if (line.Action is not AmendmentAction.Add && line.Items.Count == 0)
            throw Refused.BadRequest("nothing-ticked", "Chưa chọn nội dung nào. Hãy quay lại, đánh dấu các nội dung trong danh sách rồi chọn việc cần làm.");
        // A line that was pasted, or came over the API, names its unit as people do; the form offers units by their ids.
        var directory = await ask.Directory(cancel);
        AmendmentContent[] contents = [.. line.Contents.Select(c => directory.Find(c.LeadUnit ?? "") is UnitMatch.One one ? c with { LeadUnit = one.Unit.Id.ToString() } : c)];
        return new(
            frame, line with { Contents = contents }, line.Key, [.. line.Items.Where(named.ContainsKey).Select(i => (i, named[i]))], post, back, version, place, isProposal,
            [.. (await ask.Units(cancel)).Where(u => u.ValidTo is null)]);
    }

    private Task<IResult> PutLine(Guid id, CancellationToken cancel) => forms.Send(DraftOf(id) + "/dong", async fields =>
    {
        var (row, draft) = await drafts.Hold(id, fields.ShownVersion, cancel);
        var programme = await writing.Programme(row.ProgrammeId, cancel);
        var paper = draft.Paper(programme, ask.Today);
        var all = draft.Lines.ToList();
        var fresh = new List<AmendmentLine>();
        // What is done to each item alone is a line for each.
        var ticked = AmendmentLines.Items(fields);
        var apart = fields.Choice<AmendmentAction>("action") is AmendmentAction.Withdraw or AmendmentAction.Extend ? ticked.Select(t => (Guid?)t).ToArray() : [null];
        foreach (var one in apart)
            fresh.Add(await lines.Read(programme, paper, one is null ? fields : fields.With("item", one.Value.ToString()), cancel));
        if (fields.Number("place") is { } place && place < all.Count)
        {
            all.RemoveAt(place);
            all.InsertRange(place, fresh);
        }
        else
            all.AddRange(fresh);
        await drafts.Save(id, draft with { Lines = all }, cancel);
        return new($"Đã đưa vào dự thảo: {fresh[0].Action.Name().ToLowerInvariant()}{(fresh.Count > 1 ? $", {fresh.Count} dòng" : "")}.", DraftOf(id));
    }, () => ShowLine(id, cancel));

    private async Task<IResult> ShowRows(Guid id, CancellationToken cancel)
    {
        var (row, _) = await drafts.Find(id, cancel);
        var frame = await frames.Read(Place.Programme, cancel, about: await writing.Programme(row.ProgrammeId, cancel));
        return PageEndpoints.Show<AmendmentRowsPage, RowsShown>(Response, new(frame, row, await taking.Grid(RowsForm, Lists.AmendmentLines, cancel)));
    }

    private Task<IResult> PutRows(Guid id, CancellationToken cancel) => forms.Send(DraftOf(id) + "/bo-sung", async fields =>
        new(await taking.Record(await Rows(id, fields, cancel), fields, cancel), DraftOf(id)), () => ShowRows(id, cancel));

    private Task<IResult> FillRows(Guid id, CancellationToken cancel) => taking.Fill(DraftOf(id) + "/bo-sung", fields => Rows(id, fields, cancel), () => ShowRows(id, cancel), cancel);

    /// <summary>Rows that go into the draft as it was shown.</summary>
    private async Task<Imports.RowList<AmendmentLine>> Rows(Guid id, Fields fields, CancellationToken cancel)
    {
        var (row, draft) = await drafts.Hold(id, fields.ShownVersion, cancel);
        var programme = await writing.Programme(row.ProgrammeId, cancel);
        return new AmendmentRows(programme, draft.Paper(programme, ask.Today), writing, making, session, fresh => drafts.Save(id, draft with { Lines = [.. draft.Lines, .. fresh] }, cancel));
    }

    private Task<IResult> DropLine(Guid id, CancellationToken cancel) => forms.Send(DraftOf(id), async fields =>
    {
        var (_, draft) = await drafts.Hold(id, fields.ShownVersion, cancel);
        var place = fields.Number("place") ?? int.MaxValue;
        await drafts.Save(id, draft with { Lines = [.. draft.Lines.Where((_, n) => n != place)] }, cancel);
        return new("Đã bỏ một dòng khỏi dự thảo.", DraftOf(id));
    }, () => ShowDraft(id, cancel));

    private Task<IResult> TakeProposal(Guid id, CancellationToken cancel) => forms.Send(DraftOf(id), async fields =>
    {
        var (row, draft) = await drafts.Hold(id, fields.ShownVersion, cancel);
        var proposal = (await proposals.Of(row.ProgrammeId, cancel)).FirstOrDefault(p => p.Proposal.Id == fields.Id("proposal") && p.Proposal is { Approved: true, CarriedOutBy: null })
            ?? throw Refused.NotFound("đề nghị đã được chấp thuận này");
        await drafts.Save(id, draft with { Lines = [.. draft.Lines, proposal.Line with { Proposal = proposal.Proposal.Id }] }, cancel);
        return new("Đã đưa đề nghị vào dự thảo.", DraftOf(id));
    }, () => ShowDraft(id, cancel));

    private Task<IResult> DropDraft(Guid id, CancellationToken cancel) => forms.Send(DraftOf(id), async fields =>
    {
        var (row, _) = await drafts.Hold(id, fields.ShownVersion, cancel);
        await drafts.Drop(id, cancel);
        return new("Đã xóa dự thảo điều chỉnh.", $"{Path}?programme={row.ProgrammeId}");
    }, () => ShowDraft(id, cancel));

    private async Task<Programme> ProgrammeOf(Guid amendment, CancellationToken cancel) => await writing.Programme(
        await new AmendmentStore(session).ProgrammeOf(amendment, cancel) ?? throw Refused.NotFound("văn bản điều chỉnh này"), cancel);

    private async Task<IReadOnlyDictionary<Guid, Unit>> Units(CancellationToken cancel) => (await ask.Units(cancel)).ToDictionary(u => u.Id);
}
