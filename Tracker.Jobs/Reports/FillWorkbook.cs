using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>A list to fill in: what an item is stays locked (but for its lead unit in the office's own), how far it is can be typed in, and each row knows its item and the moment.</summary>
public static class FillWorkbook
{
    private static string Instruction(bool offersLead) =>
        $"Chỉ điền các cột {string.Join(", ", FillCells.Fields.Select(f => f.Name()).Prepend(offersLead ? Field.Lead.Name() : "").Where(n => n.Length > 0))} rồi tải tệp này lên ở Nhập Excel, hoặc gửi lại cho Văn phòng.";

    /// <param name="asked">Its columns aren't used: these lists always have the same ones. Its view is today, as known at the moment that the rows carry.</param>
    /// <param name="leads">Names of units, to choose the lead unit of a row from; none where that isn't to be changed.</param>
    public static async Task Write(Stream output, Session session, ItemListAsked asked, IReadOnlyList<string> leads, CancellationToken cancel = default)
    {
        var columns = Columns(asked, leads);
        using var workbook = new WorkbookWriter(output, asked.Title, asked.Issuer, asked.View.KnownAt);
        using (var sheet = ListSheet.Begin(workbook, asked.SheetName, asked.Title.ToUpper(), [asked.Shown, asked.View.Basis(), Instruction(leads.Count > 0)], columns))
            await sheet.Table(columns, Paper.Header, session.Items(asked.Query, asked.View, cancel), cancel);
        // A list in the cells' own rule has room for a few short words, and takes commas for its own.
        if (leads.Count > 0)
        {
            using var units = workbook.Sheet(new(FillCells.UnitsSheet, [40]) { IsHidden = true });
            foreach (var lead in leads)
                units.Line([new(lead, Paper.Text)]);
        }
        workbook.Finish();
    }

    private static IReadOnlyList<Column<ItemRow>> Columns(ItemListAsked asked, IReadOnlyList<string> leads)
    {
        var all = new ItemColumns(asked.UnitName, asked.View.AsOf);
        Column<ItemRow> Fixed(ItemColumn column)
        {
            var known = all.Of(column);
            return new(known.Heading, known.Width, known.Style, row => known.Value(row.Facts));
        }
        var lead = Fixed(ItemColumn.Lead);
        if (leads.Count > 0)
            lead = lead with { Style = lead.Style with { Unlocked = true }, Allowed = new Allowed.Listed($"'{FillCells.UnitsSheet}'!$A$1:$A${leads.Count}") };
        Column<ItemRow>[] given = asked.Query.Scopes.Any(s => s.Origin == Origin.Adhoc) ? [Fixed(ItemColumn.GivenOn)] : [];
        return
        [
            Fixed(ItemColumn.Number), Fixed(ItemColumn.Title), lead, .. given, Fixed(ItemColumn.Due),
            Filled(Field.Result, 15, Paper.Text) with { Allowed = new Allowed.OneOf(FillCells.Results) },
            new(Field.CompletedOn.Name(), 11.5, Paper.Day with { Unlocked = true }, row => row.Facts.CompletedOn) { Allowed = new Allowed.Days(new(2000, 1, 1)) },
            Filled(Field.Document, 15, Paper.Text), Filled(Field.Reason, 22, Paper.Text),
            new(FillKey.Heading, 12, Paper.Text with { Wrap = false }, row => new FillKey(row.Id, asked.View.KnownAt, leads.Count > 0).ToString()) { Hidden = true, Printed = false },
        ];
    }

    private static Column<ItemRow> Filled(Field field, double width, CellStyle style) =>
        new(field.Name(), width, style with { Unlocked = true }, row => FillCells.Text(field, row.Facts));
}
