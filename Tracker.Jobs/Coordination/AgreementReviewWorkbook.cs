using Tracker.Domain.Coordination;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Coordination;

/// <summary>The review of an agreement as a workbook: the index by party, then the items behind it.</summary>
public static class AgreementReviewWorkbook
{
    private sealed record Row(int? Place, string Name, DutyCounts Counts);

    private static readonly Column<Row>[] Parties =
    [
        new("TT", 6, Paper.Centered, r => r.Place is { } place ? place : default(Cell)),
        new("Bên thực hiện", 46, Paper.Text, r => r.Name),
        Count("Đã đến hạn", DutyFigure.Due), Count("Đúng hạn", DutyFigure.OnTime), Count("Chậm", DutyFigure.Late), Count("Chưa thực hiện", DutyFigure.Unmet),
        new("Chỉ số phối hợp (*)", 14, Paper.Share, r => r.Counts.Index.Text),
    ];

    public static async Task Write(Stream output, AgreementReview data, CancellationToken cancel = default)
    {
        var under = new[] { data.Agreement.Terms.Title, $"Các hạn {data.Period}", data.View.Basis() };
        using var workbook = new WorkbookWriter(output, $"Sơ kết {data.Agreement.Name}", data.Council, data.View.KnownAt);
        using (var sheet = ListSheet.Begin(workbook, "Tổng hợp", $"SƠ KẾT {data.Agreement.Name.ToUpper()}", under, Parties))
        {
            await sheet.Table(Parties, Paper.Header, data.Parties.Select((p, place) => new Row(place + 1, p.Name, p.Counts)).ToAsyncEnumerable(), cancel);
            var total = new Row(null, "Tổng cộng", data.Counts);
            sheet.Line([.. Parties.Select(c => new StyledCell(c.Value(total), c.Style.InBold()))]);
            sheet.Gap();
            sheet.Over("(*) Đúng hạn/đã đến hạn, chỉ tính nhiệm vụ có thời hạn. Đã đến hạn = đúng hạn + chậm + chưa thực hiện.", Paper.Note);
        }
        var items = Items(data);
        using (var sheet = ListSheet.Begin(workbook, "Nhiệm vụ đến hạn", $"{Vietnamese.Number(data.Due.Count)} NHIỆM VỤ ĐÃ ĐẾN HẠN", under, items))
            await sheet.Table(items, Paper.Header, data.Due.ToAsyncEnumerable(), cancel);
        using (var sheet = ListSheet.Begin(workbook, "Thời gian tới", $"{Vietnamese.Number(data.Coming.Count)} NHIỆM VỤ THỜI GIAN TỚI", under, items))
            await sheet.Table(items, Paper.Header, data.Coming.ToAsyncEnumerable(), cancel);
        workbook.Finish();
    }

    private static IReadOnlyList<Column<ItemFacts>> Items(AgreementReview data)
    {
        var all = new ItemColumns(data.UnitName, data.View.AsOf);
        return [.. new[] { ItemColumn.Title, ItemColumn.Source, ItemColumn.Lead, ItemColumn.Cooperating, ItemColumn.Due, ItemColumn.State, ItemColumn.CompletedOn, ItemColumn.Document, ItemColumn.Reason }.Select(all.Of)];
    }

    private static Column<Row> Count(string heading, DutyFigure figure) => new(heading, 12, Paper.Count, r => r.Counts[figure]);
}
