using Tracker.Api.Accounts;
using Tracker.Api.Figures;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Seals;
using Tracker.Api.Shared;
using Tracker.Db.Figures;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Reports;
using Tracker.Domain.Seals;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Reports;

/// <summary>What the pack of a period and a day would say, and the way to publish it.</summary>
/// <param name="Earlier">What was published of this programme so far, the latest first.</param>
/// <param name="Superseded">The seal in whose place this one shall stand; null for one of its own.</param>
public sealed record Pack(
    PageFrame Frame, Programme Programme, ReportPeriod Period, FiguresAnswer Figures, FiguresAnswer Adhoc, GrowthsAnswer Growth, IReadOnlyList<Seal> Earlier, Seal? Superseded)
{
    public string UsualTitle => GiaoBanWording.UsualTitle(
        Programme.Kind == ProgrammeKind.Annual || Programme.Title.Length == 0 ? $"Chương trình công tác năm {Programme.Year}" : Programme.Title, Period);
}

/// <summary>The pack of the giao ban: choose a period and a day, look at the numbers, publish.</summary>
public sealed class ReportPages(
    PageFrames frames, PageForms forms, ReportAsking asking, FigureReading figures, GrowthReading growth, SealReading seals, SealWriting writing, Ask ask, IHttpContextAccessor http)
{
    public const string Path = "/giao-ban";
    public const string Supersedes = "supersedes";
    private const int YearsBeside = 3;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (ReportPages page, CancellationToken cancel) => page.Show(cancel));
        pages.MapPost(Path, (ReportPages page, CancellationToken cancel) => page.Publish(cancel)).RequireAuthorization(Access.SignedIn).Needs(Act.Publish);
    }

    private async Task<IResult> Show(CancellationToken cancel)
    {
        var response = http.HttpContext!.Response;
        var frame = await frames.Read(Place.Report, cancel);
        if (frame.Programme is not { } programme)
            return PageEndpoints.Show<NoProgrammePage, NoProgramme>(response, new(frame, false));
        var period = asking.Period(programme.Year, frame.View.AsOf);
        Task<FiguresAnswer> Read(Origin origin) =>
            figures.Read(PageFrame.PathOf(origin), frame.ScopeOf(origin), programme, frame.View, GroupBy.Unit, null, (period.From, period.To), cancel);
        var years = frame.Programmes.Where(p => p.Kind == ProgrammeKind.Annual && p.Year <= programme.Year).Select(p => p.Year).Distinct().Take(YearsBeside).ToArray();
        return PageEndpoints.Show<PackPage, Pack>(response, new(
            frame, programme, period, await Read(Origin.Programme), await Read(Origin.Adhoc),
            await growth.Read(PageFrame.PathOf, years, frame.View.AsOf, frame.View, cancel),
            await seals.All(programme.Id, cancel),
            ask.Text(Supersedes) is { } code ? await asking.Seal(code, cancel) : null));
    }

    private Task<IResult> Publish(CancellationToken cancel) => forms.Send(Path, async fields =>
    {
        var frame = await frames.Read(Place.Report, cancel);
        var programme = frame.Programme ?? throw Refused.NotFound("chương trình này");
        var seal = await writing.Publish(
            new(programme.Id, asking.Period(programme.Year, frame.View.AsOf), frame.View.AsOf, fields.Text("reportTitle") ?? "", fields.Text("paperNumber") ?? "", null, fields.Text("reason")),
            ask.Text(Supersedes), "paperNumber", cancel);
        return new($"Đã công bố số liệu, mã {SealCode.Shown(seal.Code)}. Tệp Excel và Word dưới đây được lập từ đúng số liệu này, lúc nào tải lại cũng như nhau.", SealPages.Of(seal.Code));
    }, () => Show(cancel));
}
