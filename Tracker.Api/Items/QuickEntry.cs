using Tracker.Api.Accounts;
using Tracker.Api.Figures;
using Tracker.Api.Imports;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Domain.Accounts;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;

namespace Tracker.Api.Items;

/// <summary>A sheet of rows for several new items.</summary>
public sealed record EntrySheet(PageFrame Frame, Origin Origin, Grid Grid);

/// <summary>Several new items at once, a row each, as in a worksheet: all of them are recorded or none.</summary>
public sealed class QuickEntry(PageFrames frames, PageForms forms, RowTaking taking, ItemMaking making, Session session, Ask ask, IHttpContextAccessor http)
{
    public const string Form = "nhap";

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var origin in new[] { Origin.Programme, Origin.Adhoc })
        {
            var path = PathOf(origin);
            var kept = pages.MapGroup(path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
            kept.MapGet("", (QuickEntry entry, CancellationToken cancel) => entry.Show(origin, cancel));
            kept.MapPost("", (QuickEntry entry, CancellationToken cancel) => entry.Send(origin, cancel));
            kept.MapPost("/tep", (QuickEntry entry, CancellationToken cancel) => entry.Fill(origin, cancel));
        }
    }

    public static string PathOf(Origin origin) => PageFrame.PathOf(origin) + "/nhap";

    public async Task<IResult> Show(Origin origin, CancellationToken cancel)
    {
        var frame = await Frame(origin, cancel);
        if (origin == Origin.Programme && frame.Programme is null)
            return PageEndpoints.Show<NoProgrammePage, NoProgramme>(http.HttpContext!.Response, new(frame, false));
        return PageEndpoints.Show<QuickEntryPage, EntrySheet>(http.HttpContext!.Response, new(frame, origin, await taking.Grid(Form, origin == Origin.Adhoc ? Lists.Tasks : Lists.ProgrammeItems, cancel)));
    }

    private Task<IResult> Send(Origin origin, CancellationToken cancel) => forms.Send(PathOf(origin), async fields =>
    {
        var frame = await Frame(origin, cancel);
        return new(await taking.Record(Rows(origin, frame, fields), fields, cancel), frame.To(PageFrame.PathOf(origin)));
    }, () => Show(origin, cancel));

    private Task<IResult> Fill(Origin origin, CancellationToken cancel) =>
        taking.Fill(PathOf(origin), async fields => (RowList<NewItemRequest>)Rows(origin, await Frame(origin, cancel), fields), () => Show(origin, cancel), cancel);

    private Task<PageFrame> Frame(Origin origin, CancellationToken cancel) => frames.Read(origin == Origin.Adhoc ? Place.Adhoc : Place.Programme, cancel);

    private TaskRows Rows(Origin origin, PageFrame frame, Fields fields) => new(
        new("", "", origin, origin == Origin.Programme ? frame.Programme?.Id : null, On: fields.Day("on"), Document: fields.Text("document"), Source: fields.Text("source")), making, session, ask);
}
