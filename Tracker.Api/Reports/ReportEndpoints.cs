using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Reports;

public static class ReportEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
            return Results.Stream(await GiaoBan(session, programme, view, cancel), Workbook, $"Giao ban {view.AsOf:dd-MM-yyyy}.xlsx");
        })
        .Takes("programme", "year", "asOf", "knownAt").Produces(200, contentType: Workbook)
        .WithName("giao-ban-workbook").WithSummary("Tệp Excel cho cuộc giao ban: số liệu và danh sách của một chương trình, tính đến hết một ngày.");
    }

    /// <summary>Through a file, not straight to the caller: memory stays flat, and what goes wrong halfway is still answered with a sentence.</summary>
    private static async Task<Stream> GiaoBan(Session session, Programme programme, Viewpoint view, CancellationToken cancel)
    {
        var file = Temporary();
        try
        {
            await GiaoBanWorkbook.Write(file, session, programme, view, cancel);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gone when it is closed, and nobody else's to read.</summary>
    private static FileStream Temporary()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }
}
