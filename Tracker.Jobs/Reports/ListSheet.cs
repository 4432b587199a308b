using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>A sheet that is one table under a title, ready to be printed and handed out alone.</summary>
internal static class ListSheet
{
    /// <summary>Writes the title; the header of the table is the next line.</summary>
    public static SheetWriter Begin<T>(WorkbookWriter workbook, string name, string title, IReadOnlyList<string> under, IReadOnlyList<Column<T>> columns)
    {
        const int titleAndGap = 2;
        var sheet = workbook.Sheet(new(name, [.. columns.Select(c => c.Width)]) 
        {
            Landscape = true, HeaderRow = under.Count + titleAndGap + 1, PrintedColumns = columns.TakeWhile(c => c.Printed).Count(),
        });
        sheet.Over(title, Paper.Title);
        foreach (var line in under)
            sheet.Over(line, Paper.Subtitle);
        sheet.Gap();
        return sheet;
    }
}
