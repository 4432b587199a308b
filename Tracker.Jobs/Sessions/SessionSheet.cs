using Tracker.Db;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Sessions;

/// <summary>"Kỳ họp": the sessions of the year, their preparation as it stood on the day, and the due days that went along with them in the period.</summary>
internal static class SessionSheet
{
    private sealed record Row(int Place, string Session, ItemFacts Facts);

    public static async Task Write(WorkbookWriter workbook, Session session, GiaoBanData data, CancellationToken cancel)
    {
        if (data.Sessions is not { } sessions)
            return;
        var rows = new List<Row>();
        foreach (var s in sessions)
            rows.AddRange((await SessionFigures.Prepared(session, s.Id, data.View, cancel)).Select((i, place) => new Row(place + 1, $"{s.Name}: {SessionSection.Steps(s)}", i.Facts)));
        Column<Row>[] columns =
        [
            new("TT", 5, Paper.Centered, r => r.Place),
            new("Bước chuẩn bị", 48, Paper.Text, r => r.Facts.Title),
            new("Cơ quan chủ trì", 21, Paper.Text, r => data.UnitName(r.Facts.LeadUnitId)),
            new("Thời hạn", 11.5, Paper.Day, r => r.Facts.DueOn),
            new("Tình trạng", 20, Paper.Text, r => r.Facts.Status(data.View.AsOf)),
            new("Ngày hoàn thành", 11.5, Paper.Day, r => r.Facts.CompletedOn),
            new("Số văn bản", 14, Paper.Text, r => r.Facts.ResultDocument),
            new("Nguyên nhân chậm", 24, Paper.Text, r => r.Facts.Reason),
        ];
        var under = sessions.Select(s => $"{s.Name} {SessionSection.Opening(s, data.View.AsOf)}").Append(data.View.Basis()).ToArray();
        using var sheet = ListSheet.Begin(workbook, "Kỳ họp", $"KỲ HỌP NĂM {data.Programme.Year} VÀ CÔNG TÁC CHUẨN BỊ", under, columns, data);
        await sheet.Table(columns, Paper.Header, rows.ToAsyncEnumerable(), cancel, r => r.Session);
        if (SessionSection.Moves(sessions) is not { Count: > 0 } moves)
            return;
        sheet.Under("THỜI HẠN CHUYỂN THEO KỲ HỌP TRONG KỲ", ["TT", "Nội dung, nhiệm vụ", "Kỳ họp", "Thời hạn cũ", "Thời hạn mới", "Ngày ghi", "Văn bản"], moves.Select((m, place) => new StyledCell[]
        {
            new(place + 1, Paper.Centered), new(m.Moved.Title, Paper.Text), new(m.Session, Paper.Text), new(m.Moved.From, Paper.Day),
            new(m.Moved.To is { } to ? Vietnamese.Day(to) + (m.Moved.Provisional ? " (dự kiến)" : "") : "chưa có ngày", Paper.Centered), new(m.Moved.On, Paper.Day), new(m.Moved.Paper ?? "", Paper.Text),
        }));
    }
}
