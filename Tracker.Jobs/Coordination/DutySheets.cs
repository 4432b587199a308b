using Tracker.Domain.Coordination;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Coordination;

/// <summary>The coordination index by party, and the items that it counts, as sheets of a workbook.</summary>
internal static class DutySheets
{
    public sealed record Party(int? Place, string Agreement, string Name, DutyCounts Counts);

    private static readonly Column<Party>[] Parties =
    [
        new("TT", 6, Paper.Centered, r => r.Place is { } place ? place : default(Cell)),
        new("Bên thực hiện", 46, Paper.Text, r => r.Name),
        Count("Đã đến hạn", DutyFigure.Due), Count("Đúng hạn", DutyFigure.OnTime), Count("Chậm", DutyFigure.Late), Count("Chưa thực hiện", DutyFigure.Unmet),
        new("Chỉ số phối hợp (*)", 14, Paper.Share, r => r.Counts.Index.Text),
    ];

    /// <param name="report">What the sheet is part of; null for a workbook of its own.</param>
    public static async Task Index(
        WorkbookWriter workbook, string name, string title, IReadOnlyList<string> under, IReadOnlyList<Party> parties, CancellationToken cancel, GiaoBanData? report = null)
    {
        using var sheet = ListSheet.Begin(workbook, name, title, under, Parties, report);
        await sheet.Table(Parties, Paper.Header, parties.ToAsyncEnumerable(), cancel, parties.Any(p => p.Agreement.Length > 0) ? p => p.Agreement : null);
        var total = new Party(null, "", "Tổng cộng", DutyCounts.Sum(parties.Select(p => p.Counts)));
        sheet.Line([.. Parties.Select(c => new StyledCell(c.Value(total), c.Style.InBold()))]);
        sheet.Gap();
        sheet.Over("(*) Đúng hạn/đã đến hạn, chỉ tính nhiệm vụ có thời hạn. Đã đến hạn = đúng hạn + chậm + chưa thực hiện.", Paper.Note);
    }

    public static async Task Items(
        WorkbookWriter workbook, string name, string title, IReadOnlyList<string> under, IReadOnlyList<ItemFacts> items, Func<Guid, string> unit, DateOnly asOf, CancellationToken cancel,
        GiaoBanData? report = null)
    {
        var all = new ItemColumns(unit, asOf);
        Column<ItemFacts>[] columns =
        [
            .. new[] { ItemColumn.Title, ItemColumn.Source, ItemColumn.Lead, ItemColumn.Cooperating, ItemColumn.Due, ItemColumn.State, ItemColumn.CompletedOn, ItemColumn.Document, ItemColumn.Reason }
                .Select(all.Of),
        ];
        using var sheet = ListSheet.Begin(workbook, name, $"{Vietnamese.Number(items.Count)} {title}", under, columns, report);
        await sheet.Table(columns, Paper.Header, items.ToAsyncEnumerable(), cancel);
    }

    private static Column<Party> Count(string heading, DutyFigure figure) => new(heading, 12, Paper.Count, r => r.Counts[figure]);
}
