using Tracker.Db;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>"Kết luận giao ban": what the meetings of the period concluded, and how it stood on the day.</summary>
internal static class MeetingSheet
{
    private sealed record Row(int Place, ConcludedTask C);

    public static async Task Write(WorkbookWriter workbook, Session session, GiaoBanData data, CancellationToken cancel)
    {
        if (data.Meetings is not { } m || m.Conclusions == 0 && data.MeetingPapers is null)
            return;
        var rows = (await ConcludedTask.Read(session, await MeetingFigures.Held(session, data.Period, data.View, cancel), data.View, cancel)).Select((c, place) => new Row(place + 1, c)).ToArray();
        Column<Row>[] columns =
        [
            new("TT", 5, Paper.Centered, r => r.Place),
            new("Kết luận", 48, Paper.Text, r => r.C.Text),
            new("Cơ quan chủ trì", 21, Paper.Text, r => r.C.Facts is { } f ? data.UnitName(f.LeadUnitId) : "không giao việc"),
            new("Thời hạn", 11.5, Paper.Day, r => r.C.Facts?.DueOn),
            new("Tình trạng", 20, Paper.Text, r => r.C.Facts?.Status(data.View.AsOf)),
            new("Ngày hoàn thành", 11.5, Paper.Day, r => r.C.Facts?.CompletedOn),
            new("Số văn bản", 14, Paper.Text, r => r.C.Facts?.ResultDocument),
            new("Nguyên nhân chậm", 24, Paper.Text, r => r.C.Facts?.Reason),
        ];
        var what = $"{Vietnamese.Number(m.Monthly)} cuộc giao ban tháng, {Vietnamese.Number(m.Thematic)} cuộc chuyên đề trong {data.Period.NameWithDays}: {Vietnamese.Number(m.Conclusions)} kết luận, giao {Vietnamese.Number(m.Tasks)} nhiệm vụ, đã xong {Vietnamese.Number(m.Completed)}";
        using var sheet = ListSheet.Begin(workbook, "Kết luận giao ban", "KẾT LUẬN GIAO BAN", [what, data.View.Basis()], columns, data);
        await sheet.Table(columns, Paper.Header, rows.ToAsyncEnumerable(), cancel, r => $"{r.C.Meeting.Name}, ngày {Vietnamese.Day(r.C.Meeting.HeldOn)}{(r.C.Meeting.Notice is { } notice ? $" ({notice})" : "")}");
        if (data.MeetingPapers is { } papers)
            sheet.Under("TÀI LIỆU CÁC CUỘC GIAO BAN TRONG KỲ", ["TT", "Tài liệu", "Cuộc giao ban", "Ngày họp", "Số, ký hiệu", "Ngày văn bản"], papers.Select((p, place) => new StyledCell[]
            {
                new(place + 1, Paper.Centered), new(p.Title, Paper.Text), new(p.Meeting, Paper.Text), new(p.HeldOn, Paper.Day), new(p.Number, Paper.Text), new(p.IssuedOn, Paper.Day),
            }));
    }
}
