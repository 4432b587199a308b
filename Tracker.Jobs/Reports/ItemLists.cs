using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>The sheets that list items, a row each.</summary>
internal sealed class ItemLists(Session session, GiaoBanData data, WorkbookWriter workbook)
{
    private readonly ItemColumns _columns = new(data.UnitName, data.View.AsOf);
    private DateOnly AsOf => data.View.AsOf;

    public Task All(CancellationToken cancel)
    {
        var gone = data.Figures[Figure.Withdrawn];
        return Write("Toàn bộ", "TOÀN BỘ NỘI DUNG CỦA CHƯƠNG TRÌNH", Figure.Total,
            gone == 0 ? "" : $" và {Vietnamese.Number(gone)} nội dung đã đưa ra khỏi chương trình",
            new() { Scopes = [data.Scope] },
            _columns.All, cancel);
    }

    public Task Overdue(CancellationToken cancel) =>
        Write("Quá hạn", "NỘI DUNG QUÁ HẠN", Figure.Overdue, "",
            new() { Scopes = [data.Scope], Figures = [Figure.Overdue], Order = ItemOrder.DueOn },
            _columns.Overdue, cancel);

    public Task DueSoon(CancellationToken cancel) =>
        Write("Sắp đến hạn", $"NỘI DUNG SẮP ĐẾN HẠN TỪ {Vietnamese.Day(AsOf)} ĐẾN {Vietnamese.Day(AsOf.AddDays(Counting.DueSoonDays))}", Figure.DueSoon, "",
            new() { Scopes = [data.Scope], Figures = [Figure.DueSoon], Order = ItemOrder.DueOn },
            _columns.DueSoon, cancel);

    public Task Adhoc(CancellationToken cancel) =>
        Write("Phát sinh", "NHIỆM VỤ MỚI PHÁT SINH, NGOÀI CHƯƠNG TRÌNH", Figure.Total, "",
            new() { Scopes = [data.AdhocScope] },
            _columns.Adhoc, cancel);

    private async Task Write(string name, string title, Figure figure, string also, ItemQuery query, IReadOnlyList<Column<ItemFacts>> columns, CancellationToken cancel)
    {
        var adhoc = query.Scopes[0].Origin == Origin.Adhoc;
        var expected = (adhoc ? data.Adhoc : data.Figures)[figure];
        var what = $"{(adhoc ? $"Năm {data.Programme.Year}" : data.ProgrammeTitle())}: {Vietnamese.Number(expected)} {(adhoc ? "nhiệm vụ" : "nội dung")}{also}";
        using (var sheet = ListSheet.Begin(workbook, name, title, [what, data.View.Basis()], columns, data))
            await sheet.Table(columns, Paper.Header, session.Facts(query, data.View, cancel), cancel);
    }
}
