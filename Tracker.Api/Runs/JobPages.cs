using Tracker.Api.Accounts;
using Tracker.Api.Administration;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Runs;

/// <param name="Check">What computing the series of figures again has shown; null unless it was asked for.</param>
public sealed record JobsShown(PageFrame Frame, JobsAnswer Jobs, SeriesCheck? Check);

/// <summary>Lịch chạy: what the program does by the clock, how it went, and to do it now.</summary>
public sealed class JobPages(PageFrames frames, PageForms forms, JobReading jobs, Session session, IHttpContextAccessor http)
{
    public const string Path = AdministrationPages.Path + "/lich-chay";
    public const string Check = Path + "/kiem-tra";

    public static string RunOf(string job) => $"{Path}/{job}/chay-ngay";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.Administer);
        mine.MapGet("", (JobPages page, CancellationToken cancel) => page.Show(null, cancel));
        mine.MapPost("/{job}/chay-ngay", (string job, JobPages page, CancellationToken cancel) => page.Run(job, cancel));
        mine.MapPost("/kiem-tra", (JobPages page, CancellationToken cancel) => page.CheckSeries(cancel));
    }

    private async Task<IResult> Show(SeriesCheck? check, CancellationToken cancel) =>
        PageEndpoints.Show<JobListPage, JobsShown>(http.HttpContext!.Response, new(await frames.Read(Place.Administration, cancel), await jobs.All(cancel), check));

    private Task<IResult> Run(string job, CancellationToken cancel) => forms.Send(Path, async _ =>
    {
        var asked = (JobAnswer)(await jobs.Run(job, cancel)).Body;
        return new($"Đã yêu cầu chạy ngay: {asked.Title}. Tải lại trang sau vài giây để xem kết quả.", Path);
    }, () => Show(null, cancel));

    private Task<IResult> CheckSeries(CancellationToken cancel) =>
        forms.Look(Path, async () => await Show(await new SeriesStore(session).Check(cancel), cancel));
}
