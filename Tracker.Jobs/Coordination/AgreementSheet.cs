using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Coordination;

/// <summary>"Quy chế phối hợp": agreements that are planned, were signed in the period, or are soon due for renewal or review, by board.</summary>
internal static class AgreementSheet
{
    private static readonly Column<AgreementSection.Row>[] Columns =
    [
        new("TT", 5, Paper.Centered, r => r.Place),
        new("Số, ký hiệu", 18, Paper.Text, r => r.Agreement.Number.Length > 0 ? r.Agreement.Number : "chưa ký"),
        new("Quy chế phối hợp", 46, Paper.Text, r => r.Agreement.Title),
        new("Các bên", 36, Paper.Text, r => r.Parties),
        new("Ngày ký", 11.5, Paper.Day, r => r.Agreement.SignedOn),
        new("Hiệu lực từ", 11.5, Paper.Day, r => r.Agreement.ValidFrom),
        new("Đến hết", 11.5, Paper.Day, r => r.Agreement.ValidTo),
        new("Việc cần làm, đã làm", 30, Paper.Text, r => r.Agreement.Said),
    ];

    public static async Task Write(WorkbookWriter workbook, GiaoBanData data, CancellationToken cancel)
    {
        if (data.Agreements is not { } agreements)
            return;
        var what = AgreementSection.Sentence(data, agreements).TrimEnd(':');
        using var sheet = ListSheet.Begin(workbook, "Quy chế phối hợp", "QUY CHẾ PHỐI HỢP DỰ KIẾN, MỚI KÝ, SẮP HẾT HIỆU LỰC, ĐẾN KỲ SƠ KẾT", [what, data.View.Basis()], Columns, data);
        await sheet.Table(Columns, Paper.Header, AgreementSection.Rows(data, agreements).ToAsyncEnumerable(), cancel, r => r.Keeper);
    }
}
