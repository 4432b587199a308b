using Tracker.Domain.Figures;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>"Theo đơn vị": each item once, under its lead; cooperating stands in a column of its own.</summary>
internal static class UnitSheet
{
    private const string Name = "Theo đơn vị";

    private sealed record Row(int? Place, string Name, FigureSet Figures, int Cooperating);

    private static readonly Column<Row>[] Columns =
    [
        new("TT", 5, Paper.Centered, r => r.Place is { } place ? place : default(Cell)),
        new("Đơn vị chủ trì", 28, Paper.Text, r => r.Name),
        Count("Đã ban hành", Figure.Issued),
        Count("Bổ sung", Figure.Added),
        Count("Đưa ra", Figure.Withdrawn),
        Count("Tổng số", Figure.Total),
        Count("Hoàn thành", Figure.Completed),
        new("Tỷ lệ hoàn thành", 8.5, Paper.Share, r => Progress(r, r.Figures.ShareOf(Figure.Completed)!.Value)),
        Count("HT đúng hạn", Figure.OnTime),
        Count("HT chậm", Figure.Late),
        Count("HT không thời hạn", Figure.CompletedWithoutDeadline),
        new("Tỷ lệ đúng hạn (*)", 8.5, Paper.Share, r => Progress(r, r.Figures.OnTimeRate)),
        Count("Quá hạn", Figure.Overdue),
        Count("Chưa đến hạn", Figure.NotDue),
        Count("Trong đó sắp đến hạn", Figure.DueSoon),
        Count("Không thời hạn", Figure.NoDeadline),
        Count("Chuyển năm sau", Figure.CarriedOver),
        Count("Đang thực hiện", Figure.InProgress),
        Count("Chưa thực hiện", Figure.NotStarted),
        new("Phối hợp (lượt)", 7.5, Paper.Count, r => r.Cooperating),
    ];

    public static async Task Write(WorkbookWriter workbook, GiaoBanData data, CancellationToken cancel)
    {
        Row[] rows = [.. data.Leading(data.Units).Select((u, place) => new Row(place + 1, u.Name, u.Figures, u.Cooperating))];
        using var sheet = ListSheet.Begin(workbook, Name, "KẾT QUẢ THỰC HIỆN THEO ĐƠN VỊ CHỦ TRÌ", Under(data), Columns, data);
        await sheet.Table(Columns, Paper.Header, rows.ToAsyncEnumerable(), cancel);
        var total = new Row(null, "Tổng cộng", data.Figures, rows.Sum(r => r.Cooperating));
        sheet.Line([.. Columns.Select(c => new StyledCell(c.Value(total), c.Style.InBold()))]);
        sheet.Gap();
        sheet.Over("(*) Đúng hạn/(đúng hạn + chậm). Tỷ lệ hoàn thành tính trên tổng số. Mỗi nội dung tính một lần, theo đơn vị chủ trì; số lượt phối hợp tính riêng, một nội dung có thể do nhiều đơn vị phối hợp.", Paper.Note);
        if (data.Leading(data.Units, leads: false) is { Count: > 0 } beside)
            sheet.Over($"Đơn vị chỉ tham gia phối hợp (số lượt): {string.Join("; ", beside.Select(u => $"{u.Name} ({Vietnamese.Number(u.Cooperating)})"))}.", Paper.Note);
    }

    private static Column<Row> Count(string heading, Figure figure) => new(heading, 7.5, Paper.Count, r => r.Figures[figure]);

    private static string Progress(Row row, Share share) =>
        row.Figures[Figure.Total] > 0 && !row.Figures.HasProgress ? "chưa có số liệu" : share.Text;

    /// <summary>Where the table of this sheet will stand, for the chart of it.</summary>
    public static SheetRange Range(GiaoBanData data, Figure figure)
    {
        var column = Array.FindIndex(Columns, c => c.Heading == (figure switch
        {
            Figure.OnTime => "HT đúng hạn", Figure.Late => "HT chậm", Figure.CompletedWithoutDeadline => "HT không thời hạn", Figure.Overdue => "Quá hạn",
            Figure.NotDue => "Chưa đến hạn", Figure.NoDeadline => "Không thời hạn", Figure.CarriedOver => "Chuyển năm sau",
            _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, null),
        }));
        return Range(data, column);
    }

    /// <summary>The names of the units in it.</summary>
    public static SheetRange Names(GiaoBanData data) => Range(data, 1);

    private static SheetRange Range(GiaoBanData data, int column)
    {
        var header = ListSheet.HeaderRow(Under(data), data);
        return new(Name, column + 1, header + 1, header + data.Leading(data.Units).Count);
    }

    private static IReadOnlyList<string> Under(GiaoBanData data) => [data.ProgrammeTitle(), data.View.Basis()];
}
