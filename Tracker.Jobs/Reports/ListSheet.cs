using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>A sheet that is one table under a title, ready to be printed and handed out alone.</summary>
internal static class ListSheet
{
    /// <summary>Writes the title; the header of the table is the next line.</summary>
    /// <param name="report">What the sheet is part of: a draft is said to be one. Null for a sheet of its own.</param>
    public static SheetWriter Begin<T>(
        WorkbookWriter workbook, string name, string title, IReadOnlyList<string> under, IReadOnlyList<Column<T>> columns, GiaoBanData? report = null)
    {
        var lines = Lines(under, report);
        var sheet = workbook.Sheet(new(name, [.. columns.Select(c => c.Width)])
        {
            Landscape = true, HeaderRow = HeaderRow(under, report), PrintedColumns = columns.TakeWhile(c => c.Printed).Count(),
            HiddenColumns = [.. columns.Index().Where(c => c.Item.Hidden).Select(c => c.Index + 1)], IsLocked = columns.Any(c => c.Style.Unlocked),
        });
        sheet.Over(title, Paper.Title);
        foreach (var line in lines)
            sheet.Over(line, Paper.Subtitle);
        sheet.Gap();
        return sheet;
    }

    /// <summary>A second, smaller table under that of the sheet.</summary>
    public static void Under(this SheetWriter sheet, string title, IReadOnlyList<string> headings, IEnumerable<StyledCell[]> rows)
    {
        sheet.Gap();
        sheet.Over(title, Paper.Subtitle with { Bold = true, Italic = false });
        sheet.Line([.. headings.Select(h => new StyledCell(h, Paper.Header))]);
        foreach (var row in rows)
            sheet.Line(row);
    }

    /// <summary>The row of the header of the table, from 1, under the title, the lines and a gap.</summary>
    public static int HeaderRow(IReadOnlyList<string> under, GiaoBanData? report) => Lines(under, report).Count + 3;

    private static IReadOnlyList<string> Lines(IReadOnlyList<string> under, GiaoBanData? report) => report is { Seal: null } ? [.. under, GiaoBanWording.Draft] : under;
}
