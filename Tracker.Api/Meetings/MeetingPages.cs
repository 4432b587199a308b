using Tracker.Api.Accounts;
using Tracker.Api.Documents;
using Tracker.Api.Figures;
using Tracker.Api.Imports;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Documents;
using Tracker.Db.Meetings;
using Tracker.Domain.Accounts;
using Tracker.Domain.Documents;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Meetings;

/// <summary>The meetings of a year.</summary>
/// <param name="Kind">Null for both.</param>
/// <param name="Planned">Those that are known but still to come on the day looked at.</param>
public sealed record MeetingList(PageFrame Frame, int Year, MeetingKind? Kind, IReadOnlyList<MeetingAnswer> Held, IReadOnlyList<MeetingAnswer> Planned, IReadOnlyList<MeetingCounts> Counts);

/// <param name="Grid">Rows for conclusions.</param>
/// <param name="Since">What has changed since the meeting before, of the programme and of the ad-hoc tasks; empty for the first.</param>
public sealed record MeetingShown(
    PageFrame Frame, MeetingDetail Detail, IReadOnlyList<PaperRow> Papers, Grid Grid, IReadOnlyList<(Origin Origin, ComparisonAnswer Answer)> Since);

/// <summary>Several meetings at once.</summary>
public sealed record MeetingSheet(PageFrame Frame, Grid Grid);

/// <param name="Meeting">Null for a new one.</param>
public sealed record MeetingForm(PageFrame Frame, Meeting? Meeting, IReadOnlyList<ShownField> Values, IReadOnlyList<Unit> Units);

public sealed class MeetingPages(
    PageFrames frames, PageForms forms, MeetingReading reading, MeetingWriting writing, ComparisonReading comparison, MeetingRows rows, RowTaking taking, Session session, Ask ask, CurrentUser user, Typed typed, IHttpContextAccessor http)
{
    public const string Path = "/giao-ban/phien-hop";
    public const string New = Path + "/moi";
    public const string YearName = "nam";
    public const string Conclusions = "conclusions";
    public const string Calendar = Path + "/lich";
    public const string CalendarForm = "calendar";
    private const int UsualRows = 5;

    private HttpResponse Response => http.HttpContext!.Response;

    public static string Of(Guid id) => $"{Path}/{id}";

    public static string ChangeOf(Guid id) => $"{Path}/{id}/sua";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (MeetingPages page, CancellationToken cancel) => page.List(cancel));
        pages.MapGet(Path + "/{id:guid}", (Guid id, MeetingPages page, CancellationToken cancel) => page.Show(id, cancel));
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        mine.MapGet("/moi", (MeetingPages page, CancellationToken cancel) => page.ShowForm(null, cancel));
        mine.MapPost("/moi", (MeetingPages page, CancellationToken cancel) => page.Send(null, cancel));
        mine.MapGet("/lich", (MeetingPages page, CancellationToken cancel) => page.ShowCalendar(cancel));
        mine.MapPost("/lich", (MeetingPages page, CancellationToken cancel) => page.SendCalendar(cancel));
        mine.MapPost("/lich/tep", (MeetingPages page, CancellationToken cancel) => page.FillCalendar(cancel));
        mine.MapGet("/{id:guid}/sua", (Guid id, MeetingPages page, CancellationToken cancel) => page.ShowForm(id, cancel));
        mine.MapPost("/{id:guid}/sua", (Guid id, MeetingPages page, CancellationToken cancel) => page.Send(id, cancel));
        mine.MapPost("/{id:guid}/ket-luan", (Guid id, MeetingPages page, CancellationToken cancel) => page.Conclude(id, cancel));
        mine.MapPost("/{id:guid}/ket-luan/tep", (Guid id, MeetingPages page, CancellationToken cancel) => page.FillConclusions(id, cancel));
        mine.MapPost("/{id:guid}/ket-luan/{conclusion:long}/go-bo", (Guid id, long conclusion, MeetingPages page, CancellationToken cancel) => page.TakeBack(id, conclusion, cancel));
        mine.MapPost("/{id:guid}/van-ban", (Guid id, MeetingPages page, CancellationToken cancel) => page.AddPaper(id, cancel));
        mine.MapPost("/{id:guid}/go-bo", (Guid id, MeetingPages page, CancellationToken cancel) => page.Void(id, cancel));
    }

    private async Task<IResult> List(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Meetings, cancel, ask.Number(YearName) is { } named ? OfYear(named) : null);
        var (year, kind) = (ask.Number(YearName) ?? frame.Year, ask.Choice<MeetingKind>("kind"));
        var all = await reading.List(new(year, kind), frame.View with { AsOf = Viewpoint.LastDay }, cancel);
        return PageEndpoints.Show<MeetingListPage, MeetingList>(Response, new(
            frame, year, kind, [.. all.Where(m => m.HeldOn <= frame.View.AsOf)], [.. all.Where(m => m.HeldOn > frame.View.AsOf).Reverse()], await reading.Counts(Path, YearName, null, frame.View, cancel)));
    }

    private async Task<IResult> Show(Guid id, CancellationToken cancel)
    {
        var now = await new MeetingStore(session).Find(id, cancel: cancel) ?? throw Refused.NotFound("cuộc họp này");
        var frame = await frames.Read(Place.Meetings, cancel, OfYear(now.Year));
        // Looked at on a day before it was held, its own conclusions wouldn't be there yet.
        var view = frame.View.AsOf < now.HeldOn && now.HeldOn <= frame.Today ? frame.View with { AsOf = now.HeldOn } : frame.View;
        var detail = await reading.Detail(id, view, cancel);
        var since = new List<(Origin, ComparisonAnswer)>();
        if (detail.Before.FirstOrDefault(m => m.Kind == detail.Meeting.Kind) is { } last)
            foreach (var origin in frame.Programme is null ? new[] { Origin.Adhoc } : [Origin.Programme, Origin.Adhoc])
                since.Add((origin, await comparison.Read(PageFrame.PathOf(origin), frame.ScopeOf(origin), frame.Programme, view with { AsOf = last.HeldOn }, view with { AsOf = detail.AsOf }, cancel)));
        return PageEndpoints.Show<MeetingPage, MeetingShown>(Response, new(
            frame, detail, await new MeetingStore(session).Papers(id, frame.View.KnownAt, cancel), await taking.Grid(Conclusions, Lists.Conclusions, cancel, UsualRows), since));
    }

    private async Task<IResult> ShowCalendar(CancellationToken cancel) => PageEndpoints.Show<MeetingSheetPage, MeetingSheet>(Response, new(
        await frames.Read(Place.Meetings, cancel), await taking.Grid(CalendarForm, Lists.Meetings, cancel, 12)));

    private Task<IResult> SendCalendar(CancellationToken cancel) => forms.Send(Calendar, async fields => new(await taking.Record(rows, fields, cancel), Path), () => ShowCalendar(cancel));

    private Task<IResult> FillCalendar(CancellationToken cancel) => taking.Fill(Calendar, _ => Task.FromResult<RowList<MeetingRequest>>(rows), () => ShowCalendar(cancel), cancel);

    private async Task<IResult> ShowForm(Guid? id, CancellationToken cancel)
    {
        var meeting = id is { } known ? await new MeetingStore(session).Find(known, cancel: cancel) ?? throw Refused.NotFound("cuộc họp này") : null;
        var units = await ask.Units(cancel);
        var values = meeting is null ? [new("meetingYear", $"{ask.Today.Year}"), new("meetingNumber", $"{ask.Today.Month}"), new("heldOn", Vietnamese.Day(ask.Today))] : MeetingWriting.Fields(meeting, units);
        if (meeting is not null)
            typed.Rebase(values);
        return PageEndpoints.Show<MeetingFormPage, MeetingForm>(Response, new(await frames.Read(Place.Meetings, cancel, OfYear(meeting?.Year ?? ask.Today.Year)), meeting, values, [.. units.Where(u => u.ValidTo is null)]));
    }

    private Task<IResult> Send(Guid? id, CancellationToken cancel) => forms.Send(id is { } known ? ChangeOf(known) : New, async fields =>
    {
        var time = fields.Text("startsAt") is not { } typed ? (TimeOnly?)null : MeetingWords.TryTime(typed, out var read) ? read : throw Refused.Field("startsAt", "Hãy ghi giờ như 8:30.");
        var request = new MeetingRequest(
            fields.Choice<MeetingKind>("meetingKind") ?? throw Refused.Field("meetingKind", "Hãy chọn loại giao ban."),
            fields.Number("meetingNumber") ?? throw Refused.Field("meetingNumber", "Hãy ghi tháng (giao ban tháng) hoặc số thứ tự trong năm (chuyên đề)."),
            fields.Day("heldOn") ?? throw Refused.Field("heldOn", "Hãy ghi ngày họp."), fields.Number("meetingYear"), time, fields.Text("venue"), fields.Text("chair"), fields.Text("topic"),
            fields.Lines("agenda"), fields.Lines("units"), fields.Lines("participants"), fields.Text("notice"));
        var said = (MeetingAnswer)(id is { } changed ? await writing.Change(changed, request, fields.ShownVersion, cancel) : await writing.Make(request, cancel)).Body;
        return new($"Đã ghi {char.ToLowerInvariant(said.Name[0])}{said.Name[1..]}.", Of(said.Id));
    }, () => ShowForm(id, cancel));

    private Task<IResult> Conclude(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields => new(await taking.Record(await rows.Conclusions(id, cancel), fields, cancel)), () => Show(id, cancel));

    private Task<IResult> FillConclusions(Guid id, CancellationToken cancel) => taking.Fill(Of(id), _ => rows.Conclusions(id, cancel), () => Show(id, cancel), cancel);

    private Task<IResult> TakeBack(Guid id, long conclusion, CancellationToken cancel) => forms.Send(Of(id), async _ =>
    {
        await writing.TakeBack(id, conclusion, cancel);
        return new("Đã gỡ kết luận nhập nhầm.");
    }, () => Show(id, cancel));

    private Task<IResult> AddPaper(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        var meetings = new MeetingStore(session);
        var meeting = await meetings.Find(id, cancel: cancel) ?? throw Refused.NotFound("cuộc họp này");
        if (!DocumentNumber.TryParse(fields.Needed("document"), out var number) || number.Raw.Length > DocumentNumber.Longest)
            throw Refused.Field("document", "Không đọc được số, ký hiệu văn bản. Hãy ghi như 08/BC-HĐND.");
        var file = fields.Files.FirstOrDefault() is { } sent ? await PaperFiles.Read(sent, cancel) : ((string Name, string MediaType, byte[] Content)?)null;
        var (title, issuedOn) = (VietnameseText.Normalize(fields.Text("text")), fields.Day("issuedOn"));
        var documents = new DocumentStore(session);
        var document = await documents.Add(new() { Id = Guid.CreateVersion7(), Number = number.Raw, Year = issuedOn?.Year ?? meeting.HeldOn.Year, IssuedOn = issuedOn, Title = title }, cancel);
        await meetings.AddPaper(id, document.Id, cancel);
        if (file is var (name, mediaType, content))
            await documents.AddFile(new() { Id = Guid.CreateVersion7(), DocumentId = document.Id, FileName = name, MediaType = mediaType }, content, user.AccountId, cancel);
        return new(file is null ? $"Đã ghi tài liệu {number.Raw}." : $"Đã ghi tài liệu {number.Raw} với tệp “{file.Value.Name}”.");
    }, () => Show(id, cancel));

    private Task<IResult> Void(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        await writing.Void(id, fields.ShownVersion, cancel);
        return new("Đã gỡ cuộc giao ban nhập nhầm.", Path);
    }, () => Show(id, cancel));

    private static Db.Items.ItemHead OfYear(int year) => new() { Origin = Origin.Adhoc, Year = year };
}
