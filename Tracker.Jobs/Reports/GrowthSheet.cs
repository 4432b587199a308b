using Tracker.Domain.Figures;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>"Tăng trưởng": the years side by side, each as of the same day and month, and the growth from each to this one.</summary>
internal static class GrowthSheet
{
    private sealed record Row(int Year, DateOnly AsOf, FigureSet Figures);

    public static async Task Write(WorkbookWriter workbook, GiaoBanData data, CancellationToken cancel)
    {
        var rows = data.Earlier.Select(e => new Row(e.Year, e.AsOf, e.Figures)).Reverse().Append(new(data.Programme.Year, data.View.AsOf, data.Figures)).ToArray();
        Column<Row>[] columns =
        [
            new("TT", 5, Paper.Centered, r => Array.IndexOf(rows, r) + 1),
            new("Năm", 9, Paper.Centered, r => $"{r.Year}"),
            new("Tính đến hết ngày", 14, Paper.Day, r => r.AsOf),
            .. Compared("Ban hành", Figure.Issued),
            .. Compared("Tổng số", Figure.Total),
            .. Compared("Hoàn thành", Figure.Completed),
            new("Tỷ lệ hoàn thành", 12, Paper.Share, r => Reported(r) ? r.Figures.ShareOf(Figure.Completed)!.Value.Text : "chưa có số liệu"),
            new("Tỷ lệ đúng hạn", 12, Paper.Share, r => Reported(r) ? r.Figures.OnTimeRate.Text : "chưa có số liệu"),
        ];
        using var sheet = ListSheet.Begin(workbook, "Tăng trưởng", "TĂNG TRƯỞNG QUA CÁC NĂM", [$"Mỗi năm tính đến hết ngày {data.View.AsOf:dd'/'MM}", data.View.Basis()], columns, data);
        await sheet.Table(columns, Paper.Header, rows.ToAsyncEnumerable(), cancel);
        sheet.Gap();
        sheet.Over($"(*) Cột tỷ lệ bên phải mỗi số là mức tăng, giảm của năm {data.Programme.Year} so với năm của dòng ấy: (năm {data.Programme.Year} − năm ấy)/năm ấy. “Chưa có số liệu”: năm ấy chưa ai báo cáo tiến độ.", Paper.Note);

        IEnumerable<Column<Row>> Compared(string name, Figure figure)
        {
            yield return new(name, 12, Paper.Count, r => r.Figures[figure]);
            yield return new($"{name}: năm {data.Programme.Year} so với năm ấy (*)", 15, Paper.Share, r =>
                r.Year == data.Programme.Year ? "" : figure == Figure.Completed && !(Reported(r) && data.Figures.HasProgress) ? "chưa có số liệu" : new Growth(r.Figures[figure], data.Figures[figure]).Text);
        }

        static bool Reported(Row row) => row.Figures[Figure.Total] == 0 || row.Figures.HasProgress;
    }
}
