using System.Globalization;
using System.Text;

namespace Tracker.Jobs.Reports.Workbooks;

/// <summary>
/// Writes one sheet, row by row, straight into its part of the archive; no row is held once it is written.
/// </summary>
public sealed class SheetWriter : IDisposable
{
    private const int LastRow = 1_048_576;
    private readonly StreamWriter _xml;
    private readonly StyleSheet _styles;
    private readonly string[] _letters;
    private readonly List<string> _merged = [];
    private int _row;
    private string? _filter;

    private readonly string? _footer;
    private readonly List<int> _breaks = [];
    private readonly List<PlacedChart> _charts = [];
    private readonly List<string> _rules = [];

    internal SheetWriter(Stream part, SheetLayout layout, StyleSheet styles, bool isFirst, string? footer)
    {
        _footer = footer;
        _xml = new(part, new UTF8Encoding(false), 32 * 1024);
        (Layout, _styles) = (layout, styles);
        _letters = [.. Enumerable.Range(1, layout.Widths.Count).Select(Letters)];
        _xml.Write(layout.Head(isFirst));
    }

    internal SheetLayout Layout { get; }

    /// <summary>What the filter is on, <c>$A$4:$N$277</c>; null on a sheet without a table.</summary>
    internal string? Filtered => _filter;

    /// <summary>A line of single cells, from the first column on.</summary>
    public void Line(ReadOnlySpan<StyledCell> cells)
    {
        var lines = 1;
        for (var i = 0; i < cells.Length; i++)
            lines = Math.Max(lines, Lines(cells[i].Value, i, cells[i].Style));
        Begin(RowHeight(lines));
        for (var i = 0; i < cells.Length; i++)
            Write(i, cells[i].Value, _styles.Of(cells[i].Style));
        End();
    }

    /// <summary>A line of text over several columns, by number from 1.</summary>
    public void Over(params ReadOnlySpan<(int First, int Last, string Text, CellStyle Style)> blocks)
    {
        var height = 0d;
        foreach (var (first, last, text, style) in blocks)
            height = Math.Max(height, TextFit.Lines(text, Layout.Widths.Skip(first - 1).Take(last - first + 1).Sum(), style) * TextFit.LineHeight(style.Size));
        Begin(height, isFixed: true);
        foreach (var (first, last, text, style) in blocks)
        {
            Write(first - 1, text, _styles.Of(style));
            if (last > first)
                _merged.Add($"{_letters[first - 1]}{_row}:{_letters[last - 1]}{_row}");
        }
        End();
    }

    /// <summary>A line of text over all columns.</summary>
    public void Over(string text, CellStyle style) => Over((1, Layout.PrintedColumns, text, style));

    public void Gap() => _row++;

    /// <summary>The last row written, from 1.</summary>
    public int Row => _row;

    /// <summary>What follows begins a page.</summary>
    public void NewPage() => _breaks.Add(_row);

    /// <summary>A chart over all columns and so many rows.</summary>
    public void Chart(Chart chart, int rows)
    {
        _charts.Add(new(chart, _row, _row + rows, Layout.PrintedColumns));
        _row += rows;
    }

    internal IReadOnlyList<PlacedChart> Charts => _charts;

    /// <summary>The table of the sheet: its header, a row for each item, and a filter on them.</summary>
    /// <param name="group">The name that a row stands under: it is a row of its own wherever it changes. Null or empty for none.</param>
    /// <returns>Number of rows.</returns>
    public async Task<int> Table<T>(
        IReadOnlyList<Column<T>> columns, CellStyle header, IAsyncEnumerable<T> rows, CancellationToken cancel = default, Func<T, string?>? group = null)
    {
        Line([.. columns.Select(c => new StyledCell(c.Heading, header))]);
        if (_row != Layout.HeaderRow)
            throw new InvalidOperationException($"The header of {Layout.Name} came in row {_row}, not in {Layout.HeaderRow}.");
        StyleIds[] styles = [.. columns.Select(c => _styles.Of(c.Style))];
        var cells = new Cell[columns.Count];
        var under = "";
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (group is not null && (group(row) ?? "") is var name && name != under && (under = name).Length > 0)
                Line([.. columns.Select((_, i) => new StyledCell(i == 0 ? name : default(Cell), Paper.Group))]);
            var lines = 1;
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = columns[i].Value(row);
                lines = Math.Max(lines, Lines(cells[i], i, columns[i].Style));
            }
            Begin(RowHeight(lines));
            for (var i = 0; i < cells.Length; i++)
                Write(i, cells[i], styles[i]);
            End();
        }
        _filter = $"$A${Layout.HeaderRow}:${_letters[columns.Count - 1]}${_row}";
        foreach (var (i, column) in columns.Index().Where(c => c.Item.Allowed is not null && _row > Layout.HeaderRow))
            _rules.Add(column.Allowed!.Rule($"{_letters[i]}{Layout.HeaderRow + 1}:{_letters[i]}{_row}"));
        return _row - Layout.HeaderRow.Value;
    }

    public void Dispose()
    {
        _xml.Write("</sheetData>");
        if (Layout.IsLocked)
            _xml.Write("<sheetProtection sheet=\"1\" formatCells=\"0\" formatColumns=\"0\" formatRows=\"0\" deleteRows=\"0\" sort=\"0\" autoFilter=\"0\"/>");
        if (_filter is not null)
            _xml.Write($"<autoFilter ref=\"{_filter.Replace("$", "")}\"/>");
        if (_merged.Count > 0)
            _xml.Write($"<mergeCells count=\"{_merged.Count}\">{string.Concat(_merged.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>");
        if (_rules.Count > 0)
            _xml.Write($"<dataValidations count=\"{_rules.Count}\">{string.Concat(_rules)}</dataValidations>");
        _xml.Write(Layout.Print(_footer));
        if (_breaks.Count > 0)
            _xml.Write($"<rowBreaks count=\"{_breaks.Count}\" manualBreakCount=\"{_breaks.Count}\">{string.Concat(_breaks.Select(b => $"<brk id=\"{b}\" max=\"16383\" man=\"1\"/>"))}</rowBreaks>");
        // Shares and numbers of papers are text on purpose; no green corners about it.
        if (_row > 0)
            _xml.Write($"<ignoredErrors><ignoredError sqref=\"A1:{_letters[^1]}{_row}\" numberStoredAsText=\"1\"/></ignoredErrors>");
        if (_charts.Count > 0)
            _xml.Write("<drawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId1\"/>");
        _xml.Write("</worksheet>");
        _xml.Dispose();
    }

    private int Lines(Cell cell, int column, CellStyle style) =>
        style.Wrap && cell.Kind == CellKind.Text ? TextFit.Lines(cell.Text, Layout.Widths[column], style) : 1;

    // A little air above and below.
    private static double RowHeight(int lines) => lines * TextFit.LineHeight(CellStyle.Plain.Size) + 3;

    /// <param name="isFixed">Not fitted again when somebody edits the row; merged cells would be fitted to one line.</param>
    private void Begin(double height, bool isFixed = false)
    {
        if (++_row > LastRow)
            throw new InvalidOperationException($"A sheet has at most {LastRow} rows.");
        _xml.Write("<row r=\"");
        WriteNumber(_row);
        _xml.Write("\" ht=\"");
        Span<char> points = stackalloc char[20];
        Math.Min(height, TextFit.HighestRow).TryFormat(points, out var length, "0.##", CultureInfo.InvariantCulture);
        _xml.Write(points[..length]);
        _xml.Write(isFixed ? "\" customHeight=\"1\">" : "\">");
    }

    private void End() => _xml.Write("</row>");

    private void Write(int column, Cell cell, StyleIds style)
    {
        _xml.Write("<c r=\"");
        _xml.Write(_letters[column]);
        WriteNumber(_row);
        _xml.Write("\" s=\"");
        WriteNumber(cell.Kind == CellKind.Text && CellText.LooksLikeFormula(cell.Text) ? style.Quoted : style.Plain);
        switch (cell.Kind)
        {
            case CellKind.Text:
                _xml.Write(CellText.HasOuterSpace(cell.Text) ? "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" : "\" t=\"inlineStr\"><is><t>");
                CellText.Write(_xml, cell.Text);
                _xml.Write("</t></is></c>");
                break;
            case CellKind.Number:
                _xml.Write("\"><v>");
                WriteNumber(cell.Number);
                _xml.Write("</v></c>");
                break;
            default:
                _xml.Write("\"/>");
                break;
        }
    }

    private void WriteNumber(long number)
    {
        Span<char> digits = stackalloc char[20];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        _xml.Write(digits[..length]);
    }

    internal static string Letters(int column) => column <= 26 ? $"{(char)('A' + column - 1)}" : Letters((column - 1) / 26) + Letters((column - 1) % 26 + 1);
}
