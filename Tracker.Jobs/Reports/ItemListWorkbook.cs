using Tracker.Db;
using Tracker.Domain.Items;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>A list as somebody has it on the screen.</summary>
/// <param name="SheetName">Short; the tab of the sheet.</param>
/// <param name="Shown">Whose items they are and how they were narrowed.</param>
/// <param name="Issuer">The body in whose name the workbook is made.</param>
public sealed record ItemListAsked(
    ItemQuery Query, Viewpoint View, IReadOnlyList<ItemColumn> Columns, string SheetName, string Title, string Shown, string Issuer, Func<Guid, string> UnitName);

/// <summary>The workbook of a list: the very items of its query on all pages, its columns, its order and its groups.</summary>
public static class ItemListWorkbook
{
    // What is wider than this isn't printed: fitted to the width of a page it couldn't be read. It stands in the file.
    private const double WidestPrint = 165;

    public static async Task Write(Stream output, Session session, ItemListAsked asked, CancellationToken cancel = default)
    {
        var columns = Fitted(asked);
        using var workbook = new WorkbookWriter(output, asked.Title, asked.Issuer, asked.View.KnownAt);
        using (var sheet = ListSheet.Begin(workbook, asked.SheetName, asked.Title.ToUpper(), [asked.Shown, asked.View.Basis()], columns))
            await sheet.Table(columns, Paper.Header, session.Facts(asked.Query, asked.View, cancel), cancel,
                facts => ItemGroups.Of(asked.Query.Order, facts, asked.UnitName, asked.View.AsOf));
        workbook.Finish();
    }

    private static IReadOnlyList<Column<ItemFacts>> Fitted(ItemListAsked asked)
    {
        var all = new ItemColumns(asked.UnitName, asked.View.AsOf);
        var width = 0d;
        return [.. asked.Columns.Select(all.Of).Select((c, i) => c with { Printed = (width += c.Width) <= WidestPrint || i == 0 })];
    }
}
