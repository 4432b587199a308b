using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Programmes;

/// <summary>"Đề nghị đang chờ": what units have asked for and nobody has decided at the moment. There only where something waits.</summary>
internal static class WaitingSheet
{
    private sealed record Row(int Place, WaitingRequest W);

    public static async Task Write(WorkbookWriter workbook, GiaoBanData data, CancellationToken cancel)
    {
        if (data.Waiting is not { Count: > 0 } waiting)
            return;
        var now = Domain.Councils.Council.DayOf(data.View.KnownAt);
        Column<Row>[] columns =
        [
            new("TT", 5, Paper.Centered, r => r.Place),
            new("Đề nghị", 62, Paper.Text, r => r.W.What),
            new("Đơn vị đề nghị", 22, Paper.Text, r => data.UnitName(r.W.UnitId)),
            new("Ngày đề nghị", 11.5, Paper.Day, r => r.W.AskedOn),
            new("Đã chờ (ngày)", 8, Paper.Count, r => Math.Max(0, now.DayNumber - r.W.AskedOn.DayNumber)),
            new("Lý do", 44, Paper.Text, r => r.W.Reason),
        ];
        var programme = waiting.Count(w => w.Origin == Origin.Programme);
        var what = $"{Vietnamese.Number(programme)} đề nghị về nội dung của Chương trình, {Vietnamese.Number(waiting.Count - programme)} về nhiệm vụ ngoài Chương trình, đến {Vietnamese.Moment(data.View.KnownAt)}";
        using var sheet = ListSheet.Begin(workbook, "Đề nghị đang chờ", "ĐỀ NGHỊ ĐANG CHỜ QUYẾT ĐỊNH", [what], columns, data);
        await sheet.Table(columns, Paper.Header, waiting.Select((w, place) => new Row(place + 1, w)).ToAsyncEnumerable(), cancel, r => r.W.Proposal is null ? "Gia hạn" : "Điều chỉnh chương trình");
    }
}
