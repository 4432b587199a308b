using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Reports;

public static class ReportEndpoints
{
    public const string Workbook = "/api/reports/giao-ban.xlsx", Document = "/api/reports/giao-ban.docx";

    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Báo cáo");

        reports.MapGet("/giao-ban.xlsx", async (ReportAsking asking, Session session, CancellationToken cancel) =>
        {
            var data = await asking.Data(cancel);
            return await WorkbookFile.Answer(file => GiaoBanWorkbook.Write(file, session, data, cancel), ReportAsking.FileName(data) + ".xlsx");
        })
        .Takes("seal", "programme", "year", "period", "cutOff", "from", "to", "asOf", "knownAt").Produces(200, contentType: WorkbookFile.ContentType)
        .WithName("giao-ban-workbook").WithSummary("Tệp Excel cho cuộc giao ban: số liệu, biểu đồ và danh sách; từ số liệu đã công bố, hoặc bản nháp.");

        reports.MapGet("/giao-ban.docx", async (ReportAsking asking, Session session, CancellationToken cancel) =>
        {
            var data = await asking.Data(cancel);
            return await WorkbookFile.Answer(file => GiaoBanDocument.Write(file, session, data, cancel), ReportAsking.FileName(data) + ".docx", WorkbookFile.DocumentType);
        })
        .Takes("seal", "programme", "year", "period", "cutOff", "from", "to", "asOf", "knownAt").Produces(200, contentType: WorkbookFile.DocumentType)
        .WithName("giao-ban-document").WithSummary("Báo cáo giao ban theo thể thức Nghị định 30/2020/NĐ-CP (Word), cùng số liệu với tệp Excel.");
    }
}
