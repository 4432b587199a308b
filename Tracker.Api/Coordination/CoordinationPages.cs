using Tracker.Api.Accounts;
using Tracker.Api.Imports;
using Tracker.Api.Items;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Domain.Accounts;
using Tracker.Domain.Coordination;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Units;

namespace Tracker.Api.Coordination;

/// <param name="All">Every agreement as it stands on the day; the list is narrowed from it.</param>
public sealed record AgreementList(PageFrame Frame, IReadOnlyList<AgreementAnswer> All, AgreementQuery Query, IReadOnlyList<Unit> Units)
{
    public IReadOnlyList<AgreementAnswer> Shown { get; } = AgreementReading.Narrowed(All, Query);
}

/// <param name="Duties">Over its review year, or the days that the address names.</param>
/// <param name="History">The latest first.</param>
public sealed record AgreementShown(
    PageFrame Frame, CoordinationAgreement Agreement, AgreementAnswer Answer, IReadOnlyList<ObligationAnswer> Obligations, CoordinationAnswer Duties, IReadOnlyList<AgreementEntry> History, CoordinationSettings Settings)
{
    /// <summary>Forms stand only on what is now.</summary>
    public bool MayWrite => Frame.IsSignedIn && !Frame.IsLookingBack && Frame.May(Act.KeepProgrammes);

    /// <summary>Made, and not done yet.</summary>
    public int Open => Obligations.SelectMany(o => o.Occurrences).Count(o => o.Item is { Row.Facts.IsOpen: true });
}

/// <param name="Agreement">Null for a new one.</param>
public sealed record AgreementForm(PageFrame Frame, CoordinationAgreement? Agreement, IReadOnlyList<Unit> Units);

/// <summary>Several agreements at once.</summary>
public sealed record AgreementSheet(PageFrame Frame, Grid Grid);

/// <summary>The coordination index by agreement and party.</summary>
public sealed record DutyIndex(PageFrame Frame, CoordinationAnswer Answer, IReadOnlyList<AgreementAnswer> Agreements, Guid? Agreement, Unit? Unit);

/// <summary>The pages of agreements, and of the coordination index.</summary>
public sealed class CoordinationPages(PageFrames frames, PageForms forms, AgreementReading reading, AgreementWriting writing, AgreementRows rows, RowTaking taking, DutyReading duties, Session session, Ask ask, Typed typed, IHttpContextAccessor http)
{
    public const string Path = "/phoi-hop";
    public const string IndexPath = Path + "/chi-so";
    public const string New = Path + "/moi";
    public const string Sheet = Path + "/danh-muc";
    public const string SheetForm = "sheet";

    private HttpResponse Response => http.HttpContext!.Response;

    public static string Of(Guid agreement) => $"{Path}/{agreement}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (CoordinationPages page, CancellationToken cancel) => page.List(cancel));
        pages.MapGet(IndexPath, (CoordinationPages page, CancellationToken cancel) => page.Index(cancel));
        pages.MapGet(Path + "/{id:guid}", (Guid id, CoordinationPages page, CancellationToken cancel) => page.Show(id, cancel));
        var kept = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        kept.MapGet("/moi", (CoordinationPages page, CancellationToken cancel) => page.Form(null, cancel));
        kept.MapPost("/moi", (CoordinationPages page, CancellationToken cancel) => page.Add(cancel));
        kept.MapGet("/danh-muc", (CoordinationPages page, CancellationToken cancel) => page.ShowSheet(cancel));
        kept.MapPost("/danh-muc", (CoordinationPages page, CancellationToken cancel) => page.SendSheet(cancel));
        kept.MapPost("/danh-muc/tep", (CoordinationPages page, CancellationToken cancel) => page.FillSheet(cancel));
        kept.MapGet("/{id:guid}/sua", (Guid id, CoordinationPages page, CancellationToken cancel) => page.Form(id, cancel));
        kept.MapPost("/{id:guid}/sua", (Guid id, CoordinationPages page, CancellationToken cancel) => page.Change(id, cancel));
        kept.MapPost("/{id:guid}/cham-dut", (Guid id, CoordinationPages page, CancellationToken cancel) => page.End(id, cancel));
        kept.MapPost("/{id:guid}/go-bo", (Guid id, CoordinationPages page, CancellationToken cancel) => page.Void(id, cancel));
        ObligationPages.Map(kept);
        AnswerPages.Map(pages);
    }

    private async Task<IResult> List(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Coordination, cancel);
        return PageEndpoints.Show<AgreementListPage, AgreementList>(Response, new(frame, await reading.All(frame.View, cancel), await reading.Query(cancel), await ask.Units(cancel)));
    }

    private async Task<IResult> Index(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Coordination, cancel);
        var (from, to) = duties.Period(frame.View.AsOf);
        var (agreement, unit) = (ask.Id("agreement"), ask.Text("unit") is { } named ? await ask.FindUnit(named, "unit", cancel) : null);
        return PageEndpoints.Show<DutyIndexPage, DutyIndex>(Response, new(
            frame, await duties.Read(PageFrame.PathOf(Origin.Coordination), frame.View, from, to, agreement, unit?.Id, cancel), await reading.All(frame.View, cancel), agreement, unit));
    }

    private async Task<IResult> Show(Guid id, CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Coordination, cancel);
        var (agreement, answer) = await reading.Find(id, frame.View, cancel);
        var (from, to) = ask.Text("from") is null && ask.Text("to") is null ? agreement.Terms.Review.Around(frame.View.AsOf) : duties.Period(frame.View.AsOf);
        return PageEndpoints.Show<AgreementPage, AgreementShown>(Response, new(
            frame, agreement, answer, await reading.Obligations(id, frame.View, cancel), await duties.Read(PageFrame.PathOf(Origin.Coordination), frame.View, from, to, id, null, cancel),
            [.. (await new AgreementStore(session).History(id, cancel)).Where(e => e.RecordedAt <= frame.View.KnownAt)], await reading.Settings(cancel)));
    }

    private async Task<IResult> Form(Guid? id, CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Coordination, cancel);
        var units = await ask.Units(cancel);
        var agreement = id is { } of ? await new AgreementStore(session).Find(of, cancel: cancel) ?? throw Refused.NotFound("quy chế này") : null;
        if (agreement is not null)
            typed.Rebase(CoordinationWords.Fields(agreement.Terms, units));
        return PageEndpoints.Show<AgreementFormPage, AgreementForm>(Response, new(frame, agreement, units));
    }

    private async Task<IResult> ShowSheet(CancellationToken cancel) => PageEndpoints.Show<AgreementSheetPage, AgreementSheet>(Response, new(
        await frames.Read(Place.Coordination, cancel), await taking.Grid(SheetForm, Lists.Agreements, cancel)));

    private Task<IResult> SendSheet(CancellationToken cancel) => forms.Send(Sheet, async fields => new(await taking.Record(rows, fields, cancel), Path), () => ShowSheet(cancel));

    private Task<IResult> FillSheet(CancellationToken cancel) => taking.Fill(Sheet, _ => Task.FromResult<RowList<AgreementRequest>>(rows), () => ShowSheet(cancel), cancel);

    private Task<IResult> Add(CancellationToken cancel) => forms.Send(New, async fields =>
    {
        var (id, touched) = await writing.Add(Request(fields), cancel);
        return new("Đã tạo quy chế." + touched.Sentence, Of(id));
    }, () => Form(null, cancel));

    private Task<IResult> Change(Guid id, CancellationToken cancel) => forms.Send($"{Of(id)}/sua", async fields =>
        new("Đã sửa quy chế." + (await writing.Change(id, Request(fields), fields.ShownVersion, cancel)).Sentence, Of(id)), () => Form(id, cancel));

    private Task<IResult> End(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        var on = fields.Day("endedOn") ?? throw Refused.Field("endedOn", "Hãy ghi ngày chấm dứt.");
        return new("Đã ghi chấm dứt quy chế." + (await writing.End(id, new(on, fields.Text("document"), fields.Raw("state") == "yes"), fields.ShownVersion, cancel)).Sentence, Of(id));
    }, () => Show(id, cancel));

    private Task<IResult> Void(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        await writing.Void(id, fields.ShownVersion, cancel);
        return new("Đã gỡ quy chế nhập nhầm.", Path);
    }, () => Show(id, cancel));

    private static AgreementRequest Request(Fields fields) => new(
        fields.Text("name") ?? "", fields.Several("parties"), fields.Text("keeper") ?? "", fields.Text("paperNumber"), fields.Day("signedOn"), fields.Day("validFrom"), fields.Day("validTo"),
        fields.Text("review"), CoordinationAgreement.ReadClauses(fields.Raw("clauses")), [.. Enum.GetValues<UsualObligation>().Where(u => fields.Ticked($"usual.{Link.Name(u)}"))], fields.Ticked("alongside"));
}
