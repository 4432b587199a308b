using Tracker.Api.Imports;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Domain.Coordination;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Schedules;
using Tracker.Domain.Sessions;
using Tracker.Domain.Units;

namespace Tracker.Api.Coordination;

/// <param name="Obligation">Null for a new one.</param>
/// <param name="Open">How many items made of it are still open.</param>
public sealed record ObligationForm(PageFrame Frame, CoordinationAgreement Agreement, Obligation? Obligation, IReadOnlyList<Unit> Units, IReadOnlyList<CouncilEvent> Events, int Open);

/// <param name="Rules">How the due rules of the rows that are shown are understood, by place; none before anything was typed.</param>
public sealed record ObligationPaste(PageFrame Frame, CoordinationAgreement Agreement, Grid Grid, IReadOnlyList<(int Place, string What, DueRule Rule)> Rules, DateOnly From, DueCalendar Calendar);

/// <summary>Forms of what is owed by an agreement: one by one, or as rows of a sheet.</summary>
public sealed class ObligationPages(PageFrames frames, PageForms forms, AgreementReading reading, AgreementWriting writing, AgreementRows rows, RowTaking taking, Session session, Ask ask, Typed typed, IHttpContextAccessor http)
{
    public const string RowsForm = "paste";

    public static string New(Guid agreement) => $"{CoordinationPages.Of(agreement)}/nghia-vu/moi";

    public static string Of(Guid agreement, Guid obligation) => $"{CoordinationPages.Of(agreement)}/nghia-vu/{obligation}";

    public static string Paste(Guid agreement) => $"{CoordinationPages.Of(agreement)}/dan";

    public static void Map(IEndpointRouteBuilder kept)
    {
        kept.MapGet("/{id:guid}/nghia-vu/moi", (Guid id, ObligationPages page, CancellationToken cancel) => page.Form(id, null, cancel));
        kept.MapPost("/{id:guid}/nghia-vu/moi", (Guid id, ObligationPages page, CancellationToken cancel) => page.Add(id, cancel));
        kept.MapGet("/{id:guid}/nghia-vu/{obligation:guid}", (Guid id, Guid obligation, ObligationPages page, CancellationToken cancel) => page.Form(id, obligation, cancel));
        kept.MapPost("/{id:guid}/nghia-vu/{obligation:guid}", (Guid id, Guid obligation, ObligationPages page, CancellationToken cancel) => page.Change(id, obligation, cancel));
        kept.MapPost("/{id:guid}/nghia-vu/{obligation:guid}/thoi", (Guid id, Guid obligation, ObligationPages page, CancellationToken cancel) => page.Drop(id, obligation, cancel));
        kept.MapGet("/{id:guid}/dan", (Guid id, ObligationPages page, CancellationToken cancel) => page.ShowPaste(id, cancel));
        kept.MapPost("/{id:guid}/dan", (Guid id, ObligationPages page, CancellationToken cancel) => page.Record(id, cancel));
        kept.MapPost("/{id:guid}/dan/tep", (Guid id, ObligationPages page, CancellationToken cancel) => page.Fill(id, cancel));
        kept.MapPost("/{id:guid}/dan/xem", (Guid id, ObligationPages page, CancellationToken cancel) => page.Look(id, cancel));
    }

    private async Task<IResult> Form(Guid id, Guid? obligation, CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Coordination, cancel);
        var agreement = await Agreement(id, cancel);
        var (units, events) = (await ask.Units(cancel), await reading.Events(cancel));
        var owed = obligation is { } named ? await new ObligationStore(session).Find(named, cancel: cancel) is { } found && found.AgreementId == id ? found : throw Refused.NotFound("nghĩa vụ này") : null;
        if (owed is not null)
            typed.Rebase(CoordinationWords.Fields(owed.Terms, units, events));
        var open = owed is null ? 0 : (await reading.Obligations(id, new(frame.Today, session.Now), cancel)).Where(o => o.Id == owed.Id).SelectMany(o => o.Occurrences).Count(o => o.Item is { Row.Facts.IsOpen: true });
        return PageEndpoints.Show<ObligationFormPage, ObligationForm>(http.HttpContext!.Response, new(frame, agreement, owed, units, events, open));
    }

    private Task<IResult> Add(Guid id, CancellationToken cancel) => forms.Send(New(id), async fields =>
        new("Đã thêm nghĩa vụ." + (await writing.AddObligation(id, Request(fields), cancel)).Touched.Sentence, CoordinationPages.Of(id) + "#nghia-vu"), () => Form(id, null, cancel));

    private Task<IResult> Change(Guid id, Guid obligation, CancellationToken cancel) => forms.Send(Of(id, obligation), async fields =>
        new("Đã sửa nghĩa vụ; các kỳ chưa thành nhiệm vụ theo nội dung mới." + (await writing.ChangeObligation(obligation, Request(fields), fields.ShownVersion, cancel)).Sentence,
            CoordinationPages.Of(id) + "#nghia-vu"), () => Form(id, obligation, cancel));

    private Task<IResult> Drop(Guid id, Guid obligation, CancellationToken cancel) => forms.Send(Of(id, obligation), async fields =>
        new("Đã thôi nghĩa vụ: không tạo thêm nhiệm vụ." + (await writing.DropObligation(obligation, fields.ShownVersion, cancel)).Sentence, CoordinationPages.Of(id) + "#nghia-vu"), () => Form(id, obligation, cancel));

    private async Task<IResult> ShowPaste(Guid id, CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Coordination, cancel);
        var (agreement, events) = (await Agreement(id, cancel), await reading.Events(cancel));
        var shown = typed.Holds(RowsForm) ? typed.Fields.Rows(["what", "due"]) : [];
        return PageEndpoints.Show<ObligationPastePage, ObligationPaste>(http.HttpContext!.Response, new(
            frame, agreement, await taking.Grid(RowsForm, Lists.Obligations, cancel),
            [.. shown.Select(r => (r.Place, r.Row.Text("what") ?? "", DuePhrase.Read(r.Row.Text("due"), events)!)).Where(r => r.Item3 is not null)],
            Day(typed.Fields) ?? frame.Today, new(new WorkingCalendar(frame.Council.Settings.SpecialDays), events)));
    }

    private Task<IResult> Look(Guid id, CancellationToken cancel) => taking.Look(Paste(id), fields => rows.Obligations(id, Day(fields), cancel), () => ShowPaste(id, cancel), cancel);

    private Task<IResult> Fill(Guid id, CancellationToken cancel) => taking.Fill(Paste(id), fields => rows.Obligations(id, Day(fields), cancel), () => ShowPaste(id, cancel), cancel);

    private Task<IResult> Record(Guid id, CancellationToken cancel) => forms.Send(Paste(id), async fields =>
        new(await taking.Record(await rows.Obligations(id, fields.Day("dueFrom"), cancel), fields, cancel), CoordinationPages.Of(id) + "#nghia-vu"), () => ShowPaste(id, cancel));

    /// <summary>A day that won't do is complained of when it is recorded, not while it is looked at.</summary>
    private static DateOnly? Day(Fields fields) => Domain.Text.Vietnamese.TryReadDay(fields.Text("dueFrom"), out var day) && Viewpoint.Holds(day) ? day : null;

    private async Task<CoordinationAgreement> Agreement(Guid id, CancellationToken cancel) => await new AgreementStore(session).Find(id, cancel: cancel) ?? throw Refused.NotFound("quy chế này");

    private static ObligationRequest Request(Fields fields) => new(
        fields.Text("what") ?? "", fields.Text("debtor") ?? "", fields.Several("receivers"), fields.Text("clause"), fields.Text("deliverable"), null, fields.Text("due"), fields.Day("dueFrom"));
}
