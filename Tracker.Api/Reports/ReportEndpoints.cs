using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Reports;

public static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Báo cáo");

        reports.MapGet("/giao-ban.xlsx", async (Ask ask, Session session, CancellationToken cancel) =>
        {
            var view = ask.View();
            var (_, programme) = await ask.Scope(view, cancel)
                ?? throw Refused.BadRequest("no-scope", "Hãy cho biết chương trình (programme=mã) hoặc năm (year=2019) cần lập báo cáo giao ban.");
            if (programme is null)
                throw Refused.NotFound($"chương trình công tác năm {ask.Number("year")}");
            return await WorkbookFile.Answer(file => GiaoBanWorkbook.Write(file, session, programme, view, cancel), $"Giao ban {view.AsOf:dd-MM-yyyy}.xlsx");
        })
        .Takes("programme", "year", "asOf", "knownAt").Produces(200, contentType: WorkbookFile.ContentType)
        .WithName("giao-ban-workbook").WithSummary("Tệp Excel cho cuộc giao ban: số liệu và danh sách của một chương trình, tính đến hết một ngày.");
    }
}
