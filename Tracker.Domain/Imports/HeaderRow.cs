using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>Which column says what, and by which heading.</summary>
internal sealed record Column(int Index, string Heading);

/// <summary>The row with the columns' names, or two of them, one below the other.</summary>
/// <param name="LastRow">The second row's number when there are two.</param>
/// <param name="Others">Columns that aren't read.</param>
internal sealed record HeaderRow<T>(int FirstRow, int LastRow, IReadOnlyDictionary<T, Column> Columns, IReadOnlyList<Column> Others) where T : struct
{
    public Column? this[T field] => Columns.GetValueOrDefault(field);

    public bool SameAs(HeaderRow<T> other) =>
        Columns.Count == other.Columns.Count && Columns.All(c => other[c.Key]?.Index == c.Value.Index);
}

/// <summary>The names that offices give the columns of one kind of table, and how its header row is found by them.</summary>
/// <param name="number">The column that only counts the rows.</param>
/// <param name="title">The column without which it isn't a table.</param>
/// <param name="all">Names of each column, separated by semicolons; a name belongs to the first that has it.</param>
internal sealed class Headings<T>(T number, T title, IEnumerable<(T Field, string Names)> all) where T : struct
{
    private const int LongestHeading = 45;

    /// <summary>Fewer known headings than this beside the title aren't a table.</summary>
    private const int FewestOtherFields = 1;

    private const int LastRowToLook = 300;

    private readonly Dictionary<string, T> _known = all
        .SelectMany(a => a.Names.Split(';').Select(name => (Key: VietnameseText.TitleKey(name), a.Field)))
        .Where(n => n.Key.Length > 0).DistinctBy(n => n.Key).ToDictionary(n => n.Key, n => n.Field);

    public T Number => number;

    public T Title => title;

    /// <summary>The field that a heading names; null for anything else.</summary>
    public T? Of(string? text) => text is { Length: > 0 and <= LongestHeading } && _known.TryGetValue(VietnameseText.TitleKey(text), out var field) ? field : null;

    /// <summary>The first row of the sheet that names columns; null when none near its top does.</summary>
    public HeaderRow<T>? Find(Sheet sheet) => sheet.Rows.Take(LastRowToLook).Select(r => At(sheet, r.Number)).FirstOrDefault(h => h is not null);

    /// <summary>The header that begins in this row; null when it isn't one.</summary>
    public HeaderRow<T>? At(Sheet sheet, int row)
    {
        if (NamesTitle(sheet, row) is false)
            return null;
        var single = Read(sheet, row, row);
        var twofold = row < sheet.Rows.Count ? Read(sheet, row, row + 1) : null;
        var best = twofold is not null && IsSecondRow(sheet, single, row + 1) && twofold.Columns.Count > single.Columns.Count ? twofold : single;
        return best.Columns.ContainsKey(title) && best.Columns.Count > FewestOtherFields ? best : null;
    }

    /// <summary>The header that a person says: columns by number, others as their headings say unless another column is said to be the same.</summary>
    public HeaderRow<T> Said(Sheet sheet, int first, int last, IReadOnlyDictionary<int, T?> said)
    {
        var read = Read(sheet, first, last, said);
        var columns = read.Columns.ToDictionary();
        foreach (var (index, field) in said.OrderBy(c => c.Key))
        {
            if (field is { } known)
                columns.TryAdd(known, new(index, VietnameseText.Normalize((sheet[last, index] ?? sheet[first, index])?.Text) is { Length: > 0 } heading ? heading : $"cột {CellName.Column(index)}"));
        }
        return read with { Columns = columns };
    }

    /// <summary>The row that names most columns although it can't be the header, for the finding that says what is missing.</summary>
    public HeaderRow<T>? Nearest(Sheet sheet) => sheet.Rows
        .Take(40)
        .Select(r => Read(sheet, r.Number, r.Number))
        .Where(h => h.Columns.Count >= 2)
        .MaxBy(h => h.Columns.Count);

    // Most rows are told apart by this alone, which folds short cells only.
    private bool NamesTitle(Sheet sheet, int row) =>
        sheet.Rows[row - 1].Cells.Any(c => c is { Kind: CellKind.Text } && Of(c.Text) is { } field && Is(field, title));

    /// <summary>The lower of two header rows says nothing under the title, and nothing but headings elsewhere.</summary>
    private bool IsSecondRow(Sheet sheet, HeaderRow<T> upper, int row)
    {
        var cells = sheet.Rows[row - 1].Cells.Select((cell, i) => (cell, column: i + 1)).Where(c => c.cell is not null).ToArray();
        return cells.Length > 0
            && Array.TrueForAll(cells, c => upper[title]?.Index != c.column && upper[number]?.Index != c.column)
            && Array.TrueForAll(cells, c => Of(c.cell!.Text) is not null || Of($"{Above(sheet, row, c.column)} {c.cell.Text}") is not null);
    }

    /// <param name="said">Columns that a person says; only the others go by their headings.</param>
    private HeaderRow<T> Read(Sheet sheet, int first, int last, IReadOnlyDictionary<int, T?>? said = null)
    {
        var columns = new Dictionary<T, Column>();
        var others = new List<Column>();
        var width = sheet.Rows[first - 1].Cells.Length;
        if (last > first)
            width = Math.Max(width, sheet.Rows[last - 1].Cells.Length);
        for (var index = 1; index <= width; index++)
        {
            string?[] texts = last > first && sheet[last, index] is { } lower
                ? [lower.Text, $"{Above(sheet, last, index)} {lower.Text}"]
                : [sheet[first, index]?.Text];
            T? other = null;
            var isSaid = said?.TryGetValue(index, out other) == true;
            if (isSaid && other is not null)
                continue;
            if (!isSaid && texts.Select(Of).FirstOrDefault(f => f is not null) is { } field && !columns.ContainsKey(field) && said?.Values.Contains(field) != true)
                columns[field] = new(index, VietnameseText.Normalize(texts[0]));
            else if (VietnameseText.Normalize(texts[0]) is { Length: > 0 } unknown)
                others.Add(new(index, unknown));
        }
        return new(first, last, columns, others);
    }

    private static bool Is(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);

    /// <summary>The upper heading over a lower one, also where it is merged over several columns.</summary>
    private static string? Above(Sheet sheet, int row, int column)
    {
        var wide = sheet.Merged.FirstOrDefault(m => m.FirstRow <= row - 1 && m.LastRow >= row - 1 && m.FirstColumn <= column && m.LastColumn >= column);
        return (sheet[row - 1, column] ?? (wide == default ? null : sheet[wide.FirstRow, wide.FirstColumn]))?.Text;
    }
}
