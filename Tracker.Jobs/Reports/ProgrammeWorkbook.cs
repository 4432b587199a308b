using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>A row of a programme as offices write it.</summary>
public sealed record ProgrammeWorkbookRow(string Number, string Group, string Title, string Lead, string Cooperating, string Leader, string Time, string Deliverable);

/// <summary>A programme in the form in which it is issued, and read back by the import.</summary>
public static class ProgrammeWorkbook
{
    private static readonly Column<ProgrammeWorkbookRow>[] Columns =
    [
        new("TT", 6, Paper.Centered, r => Cell.Ordinal(r.Number)),
        new("Nội dung công việc", 52, Paper.Text, r => r.Title),
        new("Cơ quan chủ trì", 22, Paper.Text, r => r.Lead),
        new("Cơ quan phối hợp", 22, Paper.Text, r => r.Cooperating),
        new("Lãnh đạo phụ trách", 18, Paper.Text, r => r.Leader),
        new("Thời gian", 15, Paper.Text, r => r.Time),
        new("Sản phẩm", 16, Paper.Text, r => r.Deliverable),
        new("Ghi chú", 14, Paper.Text, _ => ""),
    ];

    public static async Task Write(Stream output, string title, string number, IReadOnlyList<ProgrammeWorkbookRow> rows, string issuer, DateTimeOffset made, CancellationToken cancel = default)
    {
        using var workbook = new WorkbookWriter(output, title, issuer, made);
        using (var sheet = ListSheet.Begin(workbook, "Chương trình", title.ToUpper(), [number.Length > 0 ? $"Dự thảo, số {number}" : "Dự thảo"], Columns))
            await sheet.Table(Columns, Paper.Header, rows.ToAsyncEnumerable(), cancel, r => r.Group.Length > 0 ? r.Group : null);
        workbook.Finish();
    }
}
