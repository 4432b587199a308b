using Tracker.Api.Accounts;
using Tracker.Api.Items;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Api.Units;
using Tracker.Db;
using Tracker.Db.Sessions;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Sessions;
using Tracker.Domain.Units;

namespace Tracker.Api.Sessions;

/// <param name="Prepared">How many items were made to prepare each.</param>
public sealed record SessionList(PageFrame Frame, IReadOnlyList<CouncilEvent> Events, IReadOnlyDictionary<Guid, int> Prepared);

/// <summary>One session, what is counted from it, what prepares it, and how it came to its day.</summary>
/// <param name="Rules">How each item's due day is counted, by the item.</param>
public sealed record SessionShown(
    PageFrame Frame, CouncilEvent Event, IReadOnlyList<ItemAnswer> Counted, IReadOnlyDictionary<Guid, string> Rules, IReadOnlyList<EventEntry> History, IReadOnlyDictionary<long, MovedDay> Moved,
    IReadOnlyList<PreparationTemplate> Templates, IReadOnlyDictionary<Guid, Guid> Made, PreparationTemplate Template, IReadOnlyList<Unit> Units, IReadOnlyDictionary<Guid, DateOnly?> Days);

/// <summary>A session being set or moved.</summary>
/// <param name="Event">Null for a new one.</param>
/// <param name="Values">What the fields show.</param>
/// <param name="Moves">What would move; null while that hasn't been looked at.</param>
public sealed record SessionForm(PageFrame Frame, CouncilEvent? Event, IReadOnlyDictionary<string, string> Values, IReadOnlyList<MovedAnswer>? Moves, string Seen);

public sealed class SessionPages(PageFrames frames, PageForms forms, SessionReading reading, SessionWriting writing, Session session, Ask ask, Typed typed, IHttpContextAccessor http)
{
    public const string Path = "/ky-hop";
    public const string New = Path + "/moi";
    public const string Seen = "seen";
    public const string Template = "template";
    /// <summary>Of the tick for one step; its id follows.</summary>
    public const string Step = "step.";

    private static readonly string[] Names = ["eventKind", "eventYear", "name", "opening", "closing", "provisional", "document"];

    private HttpResponse Response => http.HttpContext!.Response;

    public static string Of(Guid id) => $"{Path}/{id}";

    public static string ChangeOf(Guid id) => $"{Path}/{id}/sua";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (SessionPages page, CancellationToken cancel) => page.List(cancel));
        pages.MapGet(Path + "/{id:guid}", (Guid id, SessionPages page, CancellationToken cancel) => page.Show(id, cancel));
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        mine.MapGet("/moi", (SessionPages page, CancellationToken cancel) => page.ShowForm(null, cancel));
        mine.MapPost("/moi", (SessionPages page, CancellationToken cancel) => page.Send(null, cancel));
        mine.MapGet("/{id:guid}/sua", (Guid id, SessionPages page, CancellationToken cancel) => page.ShowForm(id, cancel));
        mine.MapPost("/{id:guid}/sua", (Guid id, SessionPages page, CancellationToken cancel) => page.Send(id, cancel));
        mine.MapPost("/{id:guid}/chuan-bi", (Guid id, SessionPages page, CancellationToken cancel) => page.Prepare(id, cancel));
        mine.MapPost("/{id:guid}/go-bo", (Guid id, SessionPages page, CancellationToken cancel) => page.Void(id, cancel));
        TemplatePages.Map(pages);
    }

    private async Task<IResult> List(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Sessions, cancel);
        var events = await new EventStore(session).All(null, frame.View.KnownAt, cancel);
        var prepared = new Dictionary<Guid, int>();
        foreach (var e in events)
            prepared[e.Id] = (await new PreparationStore(session).Made(e.Id, cancel)).Count;
        return PageEndpoints.Show<SessionListPage, SessionList>(Response, new(frame, events, prepared));
    }

    private async Task<IResult> Show(Guid id, CancellationToken cancel)
    {
        var store = new EventStore(session);
        var now = await store.Find(id, cancel: cancel) ?? throw Refused.NotFound("kỳ họp này");
        var frame = await frames.Read(Place.Sessions, cancel, OfYear(now.Year));
        var found = await reading.Find(id, frame.View, cancel);
        var units = await ask.Units(cancel);
        var byId = units.ToDictionary(u => u.Id);
        var counted = await reading.Counted(found, frame.View, cancel);
        var history = (await store.History(id, cancel)).Where(e => e.RecordedAt <= frame.View.KnownAt).ToArray();
        var preparation = new PreparationStore(session);
        var templates = await preparation.All(cancel);
        var template = templates.FirstOrDefault(t => t.Id == ask.Id(Template)) ?? templates[0];
        var calendar = new Domain.Schedules.WorkingCalendar(frame.Council.Settings.SpecialDays);
        return PageEndpoints.Show<SessionPage, SessionShown>(Response, new(
            frame, found, [.. counted.Select(i => new ItemAnswer(i.Row, frame.View, byId))],
            counted.ToDictionary(i => i.Row.Id, i => i.History.Anchor(frame.View)?.When() ?? i.Row.Facts.TimePhrase ?? ""),
            history, (await store.Moved([.. history.SelectMany(e => e.Moved)], cancel)).ToDictionary(m => m.Sequence),
            templates, await preparation.Made(id, cancel), template, [.. units.Where(u => u.ValidTo is null)],
            template.Steps.ToDictionary(s => s.Id, s => s.AnchorTo(id).DayFor(found, calendar))));
    }

    private async Task<IResult> ShowForm(Guid? id, CancellationToken cancel)
    {
        var current = id is { } known ? await new EventStore(session).Find(known, cancel: cancel) ?? throw Refused.NotFound("kỳ họp này") : null;
        var frame = await frames.Read(Place.Sessions, cancel, OfYear(current?.Year ?? ask.Today.Year));
        if (current is not null)
            typed.Rebase(SessionWriting.Fields(current));
        var shown = current is null ? [] : SessionWriting.Fields(current).ToDictionary(f => f.Name, f => f.Value);
        if (current is null)
            shown["eventYear"] = $"{ask.Today.Year}";
        // What was typed before looking at what would move stands in the address.
        IReadOnlyList<MovedAnswer>? moves = null;
        var seen = "";
        if (ask.Text("eventKind") is not null)
        {
            shown = Names.ToDictionary(n => n, n => ask.Text(n) ?? "");
            var asked = Request(new([.. shown.Select(f => KeyValuePair.Create(f.Key, f.Value))], new FormFileCollection()));
            (moves, seen) = (await writing.Preview(id, asked, cancel), Key(asked));
        }
        return PageEndpoints.Show<SessionFormPage, SessionForm>(Response, new(frame, current, shown, moves, seen));
    }

    private Task<IResult> Send(Guid? id, CancellationToken cancel) => forms.Send(id is { } known ? ChangeOf(known) : New, async fields =>
    {
        var request = Request(fields);
        // Whoever saves has seen what moves with it.
        if (fields.Raw(Seen) != Key(request) && await writing.Preview(id, request, cancel) is { Count: > 0 } would)
        {
            var look = new Address(id is { } there ? ChangeOf(there) : New, []);
            return new($"Chưa ghi gì. {would.Count} nhiệm vụ sẽ chuyển thời hạn theo; hãy xem bên dưới rồi bấm ghi.", Names.Aggregate(look, (a, n) => a.With(n, fields.Text(n))).ToString());
        }
        var said = (SessionMoved)(id is { } changed ? await writing.Change(changed, request, fields.ShownVersion, cancel) : await writing.Make(request, cancel)).Body;
        return new($"Đã ghi “{said.Session.Name}”. " + (said.Moved.Count > 0 ? $"{said.Moved.Count} nhiệm vụ đã chuyển thời hạn theo, ghi trong lịch sử của từng nhiệm vụ." : "Không có nhiệm vụ nào phải chuyển thời hạn."), Of(said.Session.Id));
    }, () => ShowForm(id, cancel), repeats: true);

    private Task<IResult> Prepare(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        var steps = fields.All.Where(f => f.Key.StartsWith(Step, StringComparison.Ordinal)).Select(f => Guid.TryParse(f.Key[Step.Length..], out var step) ? step : default).ToArray();
        if (steps.Length == 0)
            throw Refused.BadRequest("nothing-chosen", "Hãy đánh dấu ít nhất một bước cần lập.");
        var made = (PreparedAnswer)(await writing.Prepare(id, new(fields.Id(Template) ?? throw Refused.Field(Template, "Hãy chọn kế hoạch mẫu."), fields.Text("leadUnit") ?? "", steps), cancel)).Body;
        return new(made.Made > 0 ? $"Đã lập {made.Made} bước chuẩn bị thành nhiệm vụ; đổi ngày kỳ họp thì thời hạn các bước chuyển theo." : "Các bước này đã lập từ trước; không lập thêm.");
    }, () => Show(id, cancel));

    private Task<IResult> Void(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        await writing.Void(id, fields.ShownVersion, cancel);
        return new("Đã gỡ kỳ họp nhập nhầm.", Path);
    }, () => Show(id, cancel));

    private static SessionRequest Request(Fields fields) => new(
        fields.Choice<EventKind>("eventKind") ?? throw Refused.Field("eventKind", "Hãy chọn loại kỳ họp."), fields.Number("eventYear") ?? throw Refused.Field("eventYear", "Hãy ghi năm của kỳ họp."),
        fields.Text("name"), fields.Day("opening"), fields.Day("closing"), fields.Ticked("provisional"), fields.Text("document"));

    /// <summary>What decides which days move where.</summary>
    private static string Key(SessionRequest request) => $"{request.Kind} {request.Year} {request.OpensOn:O} {request.Provisional}";

    /// <summary>A page about something of a year looks at that year.</summary>
    private static Db.Items.ItemHead OfYear(int year) => new() { Origin = Origin.Adhoc, Year = year };
}
