using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.Jobs.Reports.Papers;

/// <summary>A column of a table in a paper.</summary>
/// <param name="Width">Millimetres.</param>
internal sealed record PaperColumn<T>(string Heading, int Width, Func<T, string> Text, bool Left = false);

/// <summary>What papers are made of: paragraphs, headings, tables that repeat their header.</summary>
internal static class Prose
{
    private const int TableSize = 12;

    public static int Twips(double millimetres) => (int)Math.Round(millimetres * 1440 / 25.4);

    public static RunProperties Look(int size, bool bold, bool italic)
    {
        var look = new RunProperties();
        if (bold)
            look.Append(new Bold());
        if (italic)
            look.Append(new Italic());
        look.Append(new FontSize { Val = $"{size * 2}" }, new FontSizeComplexScript { Val = $"{size * 2}" });
        return look;
    }

    public static Run Text(string text, int size = 14, bool bold = false, bool italic = false)
    {
        var run = new Run(Look(size, bold, italic));
        foreach (var (place, line) in Clean(text).Split('\n').Index())
        {
            if (place > 0)
                run.Append(new Break());
            run.Append(new DocumentFormat.OpenXml.Wordprocessing.Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }
        return run;
    }

    /// <summary>One line or several of a letterhead, a title, a cell.</summary>
    public static Paragraph Line(IEnumerable<Run> runs, JustificationValues across, double before = 0, double after = 0, bool keep = false)
    {
        var look = new ParagraphProperties();
        if (keep)
            look.Append(new KeepNext());
        look.Append(
            new SpacingBetweenLines { Before = $"{before * 20:0}", After = $"{after * 20:0}", Line = "240", LineRule = LineSpacingRuleValues.Auto },
            new Justification { Val = across });
        return new Paragraph([look, .. runs]);
    }

    /// <summary>A paragraph of the report: justified, its first line set in.</summary>
    public static Paragraph Says(string text, bool bold = false, bool italic = false, bool heading = false) => Says([Text(text, bold: bold, italic: italic)], heading);

    public static Paragraph Says(IEnumerable<Run> runs, bool heading = false)
    {
        var look = new ParagraphProperties();
        if (heading)
            look.Append(new KeepNext());
        look.Append(
            new SpacingBetweenLines { Before = "120", After = "0", Line = "276", LineRule = LineSpacingRuleValues.Auto },
            new Indentation { FirstLine = $"{Twips(12.7)}" },
            new Justification { Val = JustificationValues.Both });
        return new Paragraph([look, .. runs]);
    }

    /// <summary>The rule under a line of a letterhead or a title.</summary>
    /// <param name="width">Millimetres, of the room that it stands in the middle of.</param>
    public static Paragraph Rule(int width, int room) => new(
        new ParagraphProperties(
            new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 6, Space = 0, Color = "000000" }),
            new SpacingBetweenLines { Before = "0", After = "60", Line = "60", LineRule = LineSpacingRuleValues.Exact },
            new Indentation { Left = $"{Twips((room - width) / 2d)}", Right = $"{Twips((room - width) / 2d)}" }),
        new Run(Look(2, false, false)));

    /// <summary>Blocks beside one another, without any borders.</summary>
    public static Table Beside(params ReadOnlySpan<(int Width, IEnumerable<Paragraph> Block)> blocks)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit()));
        var grid = new TableGrid();
        foreach (var (width, block) in blocks)
        {
            grid.Append(new GridColumn { Width = $"{Twips(width)}" });
            row.Append(new TableCell([new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = $"{Twips(width)}" }), .. block]));
        }
        return new(Frame(false), grid, row);
    }

    /// <summary>A table with a header that repeats on every page; a row of what they have in common wherever that changes.</summary>
    /// <param name="last">A row in bold under the others; null for none.</param>
    public static Table Rows<T>(IReadOnlyList<PaperColumn<T>> columns, IEnumerable<T> rows, T? last = null, Func<T, string?>? group = null) where T : class
    {
        var table = new Table(Frame(true), new TableGrid(columns.Select(c => new GridColumn { Width = $"{Twips(c.Width)}" })));
        table.Append(new TableRow([new TableRowProperties(new CantSplit(), new TableHeader()), .. columns.Select(c => Cell(c.Heading, c.Width, JustificationValues.Center, bold: true, shaded: true))]));
        var under = "";
        foreach (var row in rows)
        {
            if (group?.Invoke(row) is { Length: > 0 } name && name != under)
            {
                under = name;
                table.Append(new TableRow(new TableRowProperties(new CantSplit()), Cell(name, columns.Sum(c => c.Width), JustificationValues.Left, bold: true, over: columns.Count, keep: true)));
            }
            Append(row, false);
        }
        if (last is not null)
            Append(last, true);
        return table;

        void Append(T row, bool bold) => table.Append(new TableRow(
            [new TableRowProperties(new CantSplit()), .. columns.Select(c => Cell(c.Text(row), c.Width, c.Left ? JustificationValues.Left : JustificationValues.Center, bold))]));
    }

    /// <summary>XML holds no control characters.</summary>
    public static string Clean(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").EnumerateRunes().Select(r => r.ToString())).Replace("\uFFFE", "").Replace("\uFFFF", "") is var valid
            ? string.Concat(valid.Where(c => c is '\n' or '\t' || c >= ' ')) : "";

    private static TableCell Cell(string text, int width, JustificationValues across, bool bold = false, bool shaded = false, int over = 1, bool keep = false)
    {
        var look = new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = $"{Twips(width)}" });
        if (over > 1)
            look.Append(new GridSpan { Val = over });
        if (shaded)
            look.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "EDEDED" });
        look.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        return new(look, Line([Text(text, TableSize, bold)], across, 1.5, 1.5, keep));
    }

    private static TableProperties Frame(bool bordered)
    {
        var side = bordered ? BorderValues.Single : BorderValues.None;
        var inside = bordered ? Twips(1.2) : 0;
        return new(
            new TableWidth { Type = TableWidthUnitValues.Dxa, Width = $"{Twips(PaperWriter.Width)}" },
            new TableBorders(
                new TopBorder { Val = side, Size = 4 }, new LeftBorder { Val = side, Size = 4 }, new BottomBorder { Val = side, Size = 4 }, new RightBorder { Val = side, Size = 4 },
                new InsideHorizontalBorder { Val = side, Size = 4 }, new InsideVerticalBorder { Val = side, Size = 4 }),
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCellMarginDefault(
                new TableCellLeftMargin { Width = (short)inside, Type = TableWidthValues.Dxa },
                new TableCellRightMargin { Width = (short)inside, Type = TableWidthValues.Dxa }));
    }
}
