using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>A list for a board to fill in: what an item is stays locked, how far it is can be typed in, and each row knows its item and the moment.</summary>
public static class FillWorkbook
{
    private static readonly string Instruction = $"Chỉ điền các cột {string.Join(", ", FillCells.Fields.Select(f => f.Name()))} rồi gửi lại tệp này cho Văn phòng.";

    /// <param name="asked">Its columns aren't used: these lists always have the same ones. Its view is today, as known at the moment that the rows carry.</param>
    public static async Task Write(Stream output, Session session, ItemListAsked asked, CancellationToken cancel = default)
    {
        var columns = Columns(asked);
        using var workbook = new WorkbookWriter(output, asked.Title, asked.Issuer, asked.View.KnownAt);
        using (var sheet = ListSheet.Begin(workbook, asked.SheetName, asked.Title.ToUpper(), [asked.Shown, asked.View.Basis(), Instruction], columns))
            await sheet.Table(columns, Paper.Header, session.Items(asked.Query, asked.View, cancel), cancel);
        workbook.Finish();
    }

    private static IReadOnlyList<Column<ItemRow>> Columns(ItemListAsked asked)
    {
        var all = new ItemColumns(asked.UnitName, asked.View.AsOf);
        Column<ItemRow> Fixed(ItemColumn column)
        {
            var known = all.Of(column);
            return new(known.Heading, known.Width, known.Style, row => known.Value(row.Facts));
        }
        Column<ItemRow>[] given = asked.Query.Scopes.Any(s => s.Origin == Origin.Adhoc) ? [Fixed(ItemColumn.GivenOn)] : [];
        return
        [
            Fixed(ItemColumn.Number), Fixed(ItemColumn.Title), Fixed(ItemColumn.Lead), .. given, Fixed(ItemColumn.Due),
            Filled(Field.Result, 15, Paper.Text) with { Allowed = new Allowed.OneOf(FillCells.Results) },
            new(Field.CompletedOn.Name(), 11.5, Paper.Day with { Unlocked = true }, row => row.Facts.CompletedOn) { Allowed = new Allowed.Days(new(2000, 1, 1)) },
            Filled(Field.Document, 15, Paper.Text), Filled(Field.Reason, 22, Paper.Text),
            new(FillKey.Heading, 12, Paper.Text with { Wrap = false }, row => new FillKey(row.Id, asked.View.KnownAt).ToString()) { Hidden = true, Printed = false },
        ];
    }

    private static Column<ItemRow> Filled(Field field, double width, CellStyle style) =>
        new(field.Name(), width, style with { Unlocked = true }, row => FillCells.Text(field, row.Facts));
}
