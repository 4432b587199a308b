using Tracker.Db.Reminders;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>A line of the workbook.</summary>
/// <param name="Result">In words.</param>
public sealed record RemindedTime(string Number, string Title, DateOnly DueOn, DateOnly Day, string To, string Reason, string Result);

/// <summary>How a unit was urged on: each time that one of its items was reminded of is a row.</summary>
public static class ReminderWorkbook
{
    private static readonly Column<RemindedTime>[] Columns =
    [
        new("TT", 6, Paper.Centered, r => Cell.Ordinal(r.Number)),
        new("Nội dung công việc", 52, Paper.Text, r => r.Title),
        new("Thời hạn", 12, Paper.Day, r => r.DueOn),
        new("Ngày nhắc", 12, Paper.Day, r => r.Day),
        new("Người nhận", 30, Paper.Text, r => r.To),
        new("Lý do", 18, Paper.Text, r => r.Reason),
        new("Kết quả", 30, Paper.Text, r => r.Result),
    ];

    /// <param name="under">Lines under the title: the unit, the period.</param>
    public static async Task Write(Stream output, IReadOnlyList<RemindedTime> times, string title, IReadOnlyList<string> under, string issuer, DateTimeOffset made, CancellationToken cancel = default)
    {
        using var workbook = new WorkbookWriter(output, title, issuer, made);
        using (var sheet = ListSheet.Begin(workbook, "Đôn đốc", title.ToUpper(), under, Columns))
            await sheet.Table(Columns, Paper.Header, times.ToAsyncEnumerable(), cancel);
        workbook.Finish();
    }
}
