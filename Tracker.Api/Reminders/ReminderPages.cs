using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Reports;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.People;
using Tracker.Db.Reminders;
using Tracker.Domain.Accounts;
using Tracker.Domain.Reminders;
using Tracker.Domain.Units;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Reminders;

/// <param name="Paused">Pauses that hold today.</param>
/// <param name="Notices">What there is to decide or to prepare for today; on the first page of all mails alone.</param>
public sealed record ReminderList(
    PageFrame Frame, ListAnswer<ReminderRow> Page, ReminderQuery Query, Findings Findings, IReadOnlyList<Unit> Units, IReadOnlyList<Person> People, IReadOnlyList<Pause> Paused,
    IReadOnlyList<Notice> Notices);

public sealed record ReminderMail(PageFrame Frame, WholeReminder Mail, IReadOnlyList<Unit> Units);

public sealed record ReminderPreview(PageFrame Frame, Preview Preview, IReadOnlyList<Unit> Units, IReadOnlyList<Person> People);

/// <summary>How a unit was urged on, as a paper.</summary>
/// <param name="Unit">Null until one is chosen.</param>
/// <param name="Times">The latest first.</param>
/// <param name="Told">What its people were told beside due days, the latest first.</param>
public sealed record ReminderProof(PageFrame Frame, Unit? Unit, DateOnly From, DateOnly To, IReadOnlyList<ItemReminder> Times, IReadOnlyList<ToldNotice> Told, IReadOnlyList<Unit> Units)
{
    /// <summary>Each thing with the times that it was told, first to last.</summary>
    public IReadOnlyList<(ToldNotice Notice, IReadOnlyList<ToldNotice> Times)> Notices { get; } =
        [.. Told.GroupBy(t => (t.Kind, t.SubjectId, t.Title)).Select(g => (g.First(), (IReadOnlyList<ToldNotice>)[.. g.Reverse()])).OrderBy(n => n.Item1.Kind).ThenBy(n => n.Item1.BeganOn).ThenBy(n => n.Item1.Title, Domain.Text.VietnameseText.Collation)];

    /// <summary>Each item with the times that it was reminded of, first to last.</summary>
    public IReadOnlyList<(ItemReminder Item, IReadOnlyList<ItemReminder> Times)> Items { get; } =
        [.. Times.GroupBy(t => t.ItemId).Select(g => (g.First(), (IReadOnlyList<ItemReminder>)[.. g.Reverse()])).OrderBy(i => i.Item1.DueOn).ThenBy(i => i.Item1.Title ?? "", Domain.Text.VietnameseText.Collation)];

    public string Period => $"từ {Domain.Text.Vietnamese.Day(From)} đến hết {Domain.Text.Vietnamese.Day(To)}";

    public const string Title = "Danh sách đôn đốc thực hiện nhiệm vụ";
}

/// <summary>The pages of reminders, but for pauses.</summary>
public sealed class ReminderPages(PageFrames frames, PageForms forms, ReminderReading reading, ReminderWriting writing, Session session, Ask ask, IHttpContextAccessor http)
{
    public const string Path = "/nhac-viec";
    public const string PreviewPath = Path + "/xem-truoc";
    public const string ProofPath = Path + "/don-doc";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var seen = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.ReadReminders);
        seen.MapGet("", (ReminderPages page, CancellationToken cancel) => page.List(cancel));
        seen.MapGet("/{id:guid}", (Guid id, ReminderPages page, CancellationToken cancel) => page.Show(id, cancel));
        seen.MapGet("/xem-truoc", (ReminderPages page, CancellationToken cancel) => page.Preview(cancel));
        seen.MapGet("/don-doc", (ReminderPages page, CancellationToken cancel) => page.Proof(cancel));
        seen.MapGet("/don-doc.xlsx", (ReminderPages page, CancellationToken cancel) => page.ProofWorkbook(cancel));
        var kept = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepReminders);
        kept.MapPost("/gui-ngay", (ReminderPages page, CancellationToken cancel) => page.Send(cancel));
        kept.MapPost("/{id:guid}/gui-lai", (Guid id, ReminderPages page, CancellationToken cancel) => page.QueueAgain(id, cancel));
        kept.MapPost("/{id:guid}/thu-hoi", (Guid id, ReminderPages page, CancellationToken cancel) => page.Revoke(id, cancel));
        PausePages.Map(pages);
        AcknowledgePages.Map(pages);
    }

    private async Task<IResult> List(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Reminders, cancel);
        var query = await reading.Query(cancel);
        var units = await ask.Units(cancel);
        return PageEndpoints.Show<ReminderListPage, ReminderList>(http.HttpContext!.Response, new(
            frame, ListAnswer<ReminderRow>.Of(await reading.List(query, cancel), row => row), query, await reading.Findings(frame.Council, cancel), units, await People(query.Reader, cancel),
            [.. (await reading.Pauses(cancel)).Where(p => p.Holds(frame.Today))],
            query with { Reader = null } == new ReminderQuery(null) ? await reading.Notices(frame.Council, cancel) : []));
    }

    private async Task<IResult> Show(Guid id, CancellationToken cancel) => PageEndpoints.Show<ReminderMailPage, ReminderMail>(http.HttpContext!.Response, new(
        await frames.Read(Place.Reminders, cancel), await reading.Find(id, cancel), await ask.Units(cancel)));

    private async Task<IResult> Preview(CancellationToken cancel) => PageEndpoints.Show<ReminderPreviewPage, ReminderPreview>(http.HttpContext!.Response, new(
        await frames.Read(Place.Reminders, cancel), await reading.Preview(cancel), await ask.Units(cancel), await People(null, cancel)));

    private Task<IResult> Send(CancellationToken cancel) => forms.Send(PreviewPath, async fields =>
        new((await writing.Send(new(fields.Id("person"), fields.Text("unit")), cancel)).Sentence, Path), () => Preview(cancel), repeats: true);

    private Task<IResult> QueueAgain(Guid id, CancellationToken cancel) => forms.Send($"{Path}/{id}", async _ =>
        new($"Thư sẽ được gửi lại đến {(await writing.QueueAgain(id, cancel)).Row.Address} trong ít giây."), () => Show(id, cancel), repeats: true);

    private Task<IResult> Revoke(Guid id, CancellationToken cancel) => forms.Send($"{Path}/{id}", async _ =>
    {
        await writing.Revoke(id, cancel);
        return new("Đã thu hồi liên kết báo nhận của thư này.");
    }, () => Show(id, cancel));

    private async Task<IResult> Proof(CancellationToken cancel) => PageEndpoints.Show<ReminderProofPage, ReminderProof>(http.HttpContext!.Response, await ReadProof(cancel));

    private async Task<IResult> ProofWorkbook(CancellationToken cancel)
    {
        var proof = await ReadProof(cancel);
        if (proof.Unit is not { } unit)
            throw Refused.BadRequest("no-unit", "Hãy cho biết đơn vị (unit) cần lập danh sách đôn đốc.");
        var rows = proof.Items.SelectMany(i => i.Times).Select(t => new RemindedTime(t.Number, t.Title ?? "(nhiệm vụ đã gỡ)", t.DueOn, t.Day, t.To(), t.Reason.Name(), t.Said())).ToArray();
        var told = proof.Notices.SelectMany(n => n.Times).Select(t => new ToldTime(t.Title, t.About, t.Day, t.To(), t.Kind.Name(), t.Said())).ToArray();
        return await WorkbookFile.Answer(
            file => ReminderWorkbook.Write(file, rows, told, ReminderProof.Title, [unit.Name, $"Các lần nhắc {proof.Period}, lập lúc {Moments.Text(session.Now)}"], proof.Frame.Council.Name, session.Now, cancel),
            $"Đôn đốc {unit.Name} {proof.To:dd-MM-yyyy}.xlsx");
    }

    /// <summary>The unit's own for whoever is of a unit; this year unless the address names days.</summary>
    private async Task<ReminderProof> ReadProof(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Reminders, cancel);
        var units = await ask.Units(cancel);
        if (frame.Account.Role == Role.Unit)
            units = [.. units.Where(u => u.Id == frame.Account.UnitId)];
        var asked = await ask.UnitId("unit", cancel) ?? (units.Count == 1 ? units[0].Id : null);
        var unit = units.FirstOrDefault(u => u.Id == asked);
        if (asked is not null && unit is null)
            throw new Refused(403, "not-allowed", "Đơn vị xem danh sách đôn đốc của đơn vị mình.");
        var (from, to) = (ask.Day("from") ?? new(frame.Today.Year, 1, 1), ask.Day("to") ?? frame.Today);
        if (to < from)
            throw Refused.BadRequest("bad-period", "Ngày cuối của kỳ phải không trước ngày đầu.");
        return new(frame, unit, from, to, unit is null ? [] : await reading.OfUnit(unit.Id, from, to, cancel), unit is null ? [] : await reading.ToldTo(unit.Id, from, to, cancel), units);
    }

    /// <summary>Those who belong to a unit.</summary>
    private async Task<IReadOnlyList<Person>> People(Guid? unit, CancellationToken cancel) => [.. (await new PersonStore(session).All(unit, cancel)).Where(p => p.UnitId is not null)];
}
