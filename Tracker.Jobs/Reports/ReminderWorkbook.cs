using Tracker.Domain.Reminders;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>A line of the workbook.</summary>
/// <param name="Result">In words.</param>
public sealed record RemindedTime(string Number, string Title, DateOnly DueOn, DateOnly Day, string To, string Reason, string Result);

/// <summary>A line of what was told beside due days.</summary>
/// <param name="What">Its kind, in words.</param>
/// <param name="Result">In words.</param>
public sealed record ToldTime(string Title, string About, DateOnly Day, string To, string What, string Result);

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

    private static readonly Column<ToldTime>[] ToldColumns =
    [
        new("Nội dung", 46, Paper.Text, t => t.Title),
        new("Cần biết", 46, Paper.Text, t => t.About),
        new("Việc", 22, Paper.Text, t => t.What),
        new("Ngày báo", 12, Paper.Day, t => t.Day),
        new("Người nhận", 26, Paper.Text, t => t.To),
        new("Kết quả", 26, Paper.Text, t => t.Result),
    ];

    /// <param name="told">What its people were told beside due days; a sheet of its own where there is something.</param>
    /// <param name="under">Lines under the title: the unit, the period.</param>
    public static async Task Write(Stream output, IReadOnlyList<RemindedTime> times, IReadOnlyList<ToldTime> told, string title, IReadOnlyList<string> under, string issuer, DateTimeOffset made, CancellationToken cancel = default)
    {
        using var workbook = new WorkbookWriter(output, title, issuer, made);
        using (var sheet = ListSheet.Begin(workbook, "Đôn đốc", title.ToUpper(), under, Columns))
            await sheet.Table(Columns, Paper.Header, times.ToAsyncEnumerable(), cancel);
        if (told.Count > 0)
        {
            using var sheet = ListSheet.Begin(workbook, "Cần quyết, cần chuẩn bị", NoticeKinds.Heading.ToUpper(), under, ToldColumns);
            await sheet.Table(ToldColumns, Paper.Header, told.ToAsyncEnumerable(), cancel);
        }
        workbook.Finish();
    }
}
