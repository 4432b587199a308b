using Tracker.Domain.Items;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>An item that a file and the program tell differently, in words.</summary>
/// <param name="Row">Null where the file has none.</param>
public sealed record ReconciliationRow(string Sheet, int? Row, string Number, string Title, string Why, string InFile, string Recorded, string Note);

public sealed record ReconciliationList(string Title, string Issuer, Viewpoint View, IReadOnlyList<ReconciliationRow> Rows);

/// <summary>The differences as a table to send to the unit whose file it is.</summary>
public static class ReconciliationWorkbook
{
    private static readonly Column<ReconciliationRow>[] Columns =
    [
        new("Sheet", 12, Paper.Text, r => r.Sheet),
        new("Dòng", 6, Paper.Count, r => r.Row is { } row ? row : default(Cell)),
        new("TT", 6, Paper.Centered, r => Cell.Ordinal(r.Number)),
        new("Nội dung công việc", 40, Paper.Text, r => r.Title),
        new("Khác biệt", 17, Paper.Text, r => r.Why),
        new("Tệp ghi", 24, Paper.Text, r => r.InFile),
        new("Phần mềm ghi", 24, Paper.Text, r => r.Recorded),
        new("Ghi chú", 20, Paper.Text, r => r.Note),
    ];

    public static async Task Write(Stream output, ReconciliationList list, CancellationToken cancel = default)
    {
        using var workbook = new WorkbookWriter(output, list.Title, list.Issuer, list.View.KnownAt);
        using (var sheet = ListSheet.Begin(workbook, "Đối chiếu", list.Title.ToUpper(), [list.View.Basis()], Columns))
            await sheet.Table(Columns, Paper.Header, list.Rows.ToAsyncEnumerable(), cancel);
        workbook.Finish();
    }
}
