using System.Globalization;
using System.Text;

namespace Tracker.Jobs.Reports.Workbooks;

/// <summary>A sheet as it is seen and printed: A4, as wide as one page, margins and page number as Decree 30/2020/NĐ-CP has them.</summary>
/// <param name="Widths">Of the columns, in digits of the standard font.</param>
public sealed record SheetLayout(string Name, IReadOnlyList<double> Widths)
{
    // Inches: 20 mm at top and bottom, 30 left, 15 right; the page number stands in the middle of the top margin.
    private const string Margins = """<pageMargins left="1.1811" right="0.5906" top="0.7874" bottom="0.7874" header="0.3937" footer="0.3937"/>""";
    private const string PageNumber = "&amp;C&amp;\"Times New Roman,Regular\"&amp;13&amp;P";

    public bool Landscape { get; init; }

    /// <summary>How many columns go to paper, from the left.</summary>
    public int PrintedColumns { get; init; } = Widths.Count;

    /// <summary>The row, from 1, that heads the table: stays in view and repeats on every printed page. Null on a sheet that isn't one table.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Columns, from 1, that only programs read.</summary>
    public IReadOnlyList<int> HiddenColumns { get; init; } = [];

    /// <summary>Only unlocked cells can be typed in. No password: it keeps from slips, not from people; sizes and the filter stay free.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Only what other sheets refer to.</summary>
    public bool IsHidden { get; init; }

    /// <summary>A paper of its own, with a letterhead: its first page bears no number.</summary>
    public bool IsPaper { get; init; }

    internal string Head(bool isFirst)
    {
        var xml = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>
            """);
        xml.Append($"<sheetView{(IsPaper ? " showGridLines=\"0\"" : "")}{(isFirst ? " tabSelected=\"1\"" : "")} workbookViewId=\"0\">");
        if (HeaderRow is { } header)
            xml.Append($"<pane ySplit=\"{header}\" topLeftCell=\"A{header + 1}\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A{header + 1}\" sqref=\"A{header + 1}\"/>");
        xml.Append("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"16.5\"/><cols>");
        for (var i = 1; i <= Widths.Count; i++)
            xml.Append(CultureInfo.InvariantCulture, $"<col min=\"{i}\" max=\"{i}\" width=\"{Widths[i - 1]}\" customWidth=\"1\"{(HiddenColumns.Contains(i) ? " hidden=\"1\"" : "")}/>");
        return xml.Append("</cols><sheetData>").ToString();
    }

    /// <param name="footer">At the foot of every printed page; null for none.</param>
    internal string Print(string? footer) => $"""
        <printOptions horizontalCentered="1"/>{Margins}<pageSetup paperSize="9" orientation="{(Landscape ? "landscape" : "portrait")}" fitToHeight="0"/>{Header(footer)}
        """;

    private string Header(string? footer)
    {
        // In a footer & begins a code; the text itself comes after the font's.
        var foot = footer is null ? "" : $"&amp;R&amp;\"Times New Roman,Italic\"&amp;11{System.Security.SecurityElement.Escape(footer.Replace("&", "&&"))}";
        var even = footer is null ? "" : $"<oddFooter>{foot}</oddFooter>";
        return IsPaper
            ? $"<headerFooter differentFirst=\"1\"><oddHeader>{PageNumber}</oddHeader>{even}{(footer is null ? "" : $"<firstFooter>{foot}</firstFooter>")}</headerFooter>"
            : $"<headerFooter><oddHeader>{PageNumber}</oddHeader>{even}</headerFooter>";
    }
}
