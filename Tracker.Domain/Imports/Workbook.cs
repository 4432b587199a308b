namespace Tracker.Domain.Imports;

public enum CellKind { Text, Number, Date, Boolean, Error }

/// <summary>A cell with something in it.</summary>
/// <param name="Text">As shown: days as dd/MM/yyyy, or MM/yyyy where the number format shows no day.</param>
/// <param name="Day">Of a date cell that shows a day; null otherwise.</param>
/// <param name="Number">Of a number cell; null otherwise.</param>
public sealed record Cell(CellKind Kind, string Text, DateOnly? Day = null, double? Number = null)
{
    public static Cell Of(string text) => new(CellKind.Text, text);
}

/// <summary>Merged cells; rows and columns from 1, both ends inclusive.</summary>
public readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>A row of a sheet; <paramref name="Cells"/> from column 1 on, null where empty, as long as needed.</summary>
public sealed record Row(int Number, bool Hidden, Cell?[] Cells)
{
    /// <param name="column">From 1; null beyond the last cell.</param>
    public Cell? this[int column] => column >= 1 && column <= Cells.Length ? Cells[column - 1] : null;

    public bool IsEmpty => Array.TrueForAll(Cells, c => c is null);
}

/// <summary>A sheet as a file holds it. <paramref name="Rows"/> are all rows from the first on, without gaps.</summary>
public sealed record Sheet(string Name, bool Hidden, IReadOnlyList<Row> Rows, IReadOnlyList<MergedRange> Merged, IReadOnlySet<int> HiddenColumns)
{
    private readonly Dictionary<int, MergedRange[]> _tall = Merged
        .Where(m => m.LastRow > m.FirstRow)
        .GroupBy(m => m.FirstColumn)
        .ToDictionary(g => g.Key, g => g.OrderBy(m => m.FirstRow).ToArray());

    /// <summary>Null beyond the last row as well.</summary>
    public Cell? this[int row, int column] => row >= 1 && row <= Rows.Count ? Rows[row - 1][column] : null;

    /// <summary>The cell, or the one above that it is merged with: "Ban Pháp chế" once for six rows.</summary>
    public Cell? Merging(int row, int column)
    {
        if (this[row, column] is { } own)
            return own;
        if (!_tall.TryGetValue(column, out var ranges))
            return null;
        var (low, high) = (0, ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].LastRow < row)
                low = middle + 1;
            else if (ranges[middle].FirstRow > row)
                high = middle - 1;
            else
                return this[ranges[middle].FirstRow, column];
        }
        return null;
    }
}

/// <summary>What a file held, whatever kind of file it was.</summary>
public sealed record Workbook(string FileName, IReadOnlyList<Sheet> Sheets)
{
    /// <summary>The old Vietnamese encoding that the texts were in; null when they were Unicode.</summary>
    public string? DecodedFrom { get; init; }

    /// <summary>Of a CSV whose quotation mark is never closed: the line of the file in which it opens. Null otherwise.</summary>
    public int? OpenQuoteLine { get; init; }

    /// <summary>The same workbook with other texts in some cells.</summary>
    internal Workbook With(IReadOnlyDictionary<(string Sheet, int Row, int Column), string> texts)
    {
        if (texts.Count == 0)
            return this;
        return this with { Sheets = [.. Sheets.Select(InSheet)] };

        Sheet InSheet(Sheet sheet)
        {
            var mine = texts.Where(t => t.Key.Sheet == sheet.Name).ToLookup(t => t.Key.Row);
            return mine.Count == 0
                ? sheet
                : sheet with { Rows = [.. sheet.Rows.Select(r => mine[r.Number].Aggregate(r, (row, t) => InRow(row, t.Key.Column, t.Value)))] };
        }

        static Row InRow(Row row, int column, string text)
        {
            var cells = new Cell?[Math.Max(row.Cells.Length, column)];
            row.Cells.CopyTo(cells, 0);
            cells[column - 1] = text.Trim().Length == 0 ? null : Cell.Of(text);
            return row with { Cells = cells };
        }
    }
}

/// <summary>Cells as people name them: C12 is row 12, column 3.</summary>
public static class CellName
{
    public static string Of(int row, int column) => Column(column) + row;

    /// <summary>A for 1, AA for 27.</summary>
    public static string Column(int column)
    {
        var name = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
            name = (char)('A' + (rest - 1) % 26) + name;
        return name;
    }

    /// <summary>27 for AA; as far as Excel goes, XFD.</summary>
    public static bool TryReadColumn(string? letters, out int column)
    {
        column = 0;
        if (letters is not { Length: >= 1 and <= 3 })
            return false;
        foreach (var letter in letters)
        {
            if (letter is not (>= 'A' and <= 'Z'))
                return false;
            column = column * 26 + letter - 'A' + 1;
        }
        return column <= 16_384;
    }

    public static bool TryRead(string? name, out int row, out int column)
    {
        (row, column) = (0, 0);
        var at = 0;
        for (; at < name?.Length && at < 3 && name[at] is >= 'A' and <= 'Z'; at++)
            column = column * 26 + name[at] - 'A' + 1;
        return at > 0 && name![at..].Length is > 0 and < 8 && name[at..].All(char.IsAsciiDigit)
            && int.TryParse(name.AsSpan(at), out row) && row > 0;
    }
}
