namespace Tracker.Domain.Imports;

/// <summary>What a row below the header is taken for.</summary>
public enum RowKind
{
    Item,
    /// <summary>"I. BAN PHÁP CHẾ", "Tháng 3": says something about the rows under it.</summary>
    Group,
    /// <summary>Not read at all.</summary>
    None,
}

/// <summary>How a person says that one sheet is to be read. Whatever isn't said is recognised.</summary>
/// <param name="Sheet">The sheet's name.</param>
public sealed record Layout(string Sheet)
{
    /// <summary>True leaves the sheet out, false takes one in that was remembered as left out.</summary>
    public bool? LeftOut { get; init; }

    /// <summary>What the file is; of several sheets the first decides.</summary>
    public ImportKind? Kind { get; init; }

    /// <summary>Row of the columns' names, the upper of two.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>1, or 2 for names in two rows, one below the other.</summary>
    public int? HeaderRows { get; init; }

    /// <summary>By the letter of a column the field that it holds; null for a column that isn't read.</summary>
    public IReadOnlyDictionary<string, Field?> Columns { get; init; } = new Dictionary<string, Field?>();

    /// <summary>By the number of a row what it is.</summary>
    public IReadOnlyDictionary<int, RowKind> Rows { get; init; } = new Dictionary<int, RowKind>();

    internal bool SaysNothing => LeftOut is null && Kind is null && HeaderRow is null && HeaderRows is null && Columns.Count == 0 && Rows.Count == 0;
}

/// <summary>What is kept of a layout for the next sheet of the same shape: all its columns, and rows by what stands in them, since they move.</summary>
public sealed record ShapeLayout
{
    public bool LeftOut { get; init; }
    public ImportKind? Kind { get; init; }
    public int HeaderRows { get; init; } = 1;
    public IReadOnlyDictionary<string, Field?> Columns { get; init; } = new Dictionary<string, Field?>();
    public IReadOnlyDictionary<string, RowKind> Rows { get; init; } = new Dictionary<string, RowKind>();
}

/// <summary>A layout that was remembered, and the file with which it was.</summary>
/// <param name="Shape">See <see cref="Imports.Shape"/>.</param>
public sealed record KnownLayout(Guid Id, string Shape, ShapeLayout Layout, string FileName, DateOnly On);

/// <summary>A layout to remember once its file is applied.</summary>
public sealed record LayoutToRemember(string Shape, ShapeLayout Layout);

/// <summary>What is known about how a file's sheets are laid out: said by the person now, or remembered from earlier files.</summary>
public sealed record Layouts(IReadOnlyList<Layout> Given, IReadOnlyList<KnownLayout> Known)
{
    public static readonly Layouts None = new([], []);

    /// <summary>What is said now, over what is remembered of the sheet's shape. A header row that is said elsewhere is another shape.</summary>
    internal SheetLayout For(Sheet sheet)
    {
        var given = Given.LastOrDefault(l => l.Sheet == sheet.Name) ?? new(sheet.Name);
        if (Known.Count == 0 || Shape.Find(sheet, Known) is not { } found || (given.HeaderRow is { } row && row != found.Row))
            return new(given, !given.SaysNothing, null);
        var known = found.Known.Layout;
        var rows = Shape.Rows(sheet, found.Row + known.HeaderRows, known.Rows);
        return new(
            new(sheet.Name)
            {
                LeftOut = given.LeftOut ?? known.LeftOut,
                Kind = given.Kind ?? known.Kind,
                HeaderRow = found.Row,
                HeaderRows = given.HeaderRows ?? known.HeaderRows,
                Columns = Over(known.Columns, given.Columns),
                Rows = Over(rows, given.Rows),
            },
            !given.SaysNothing, found.Known);
    }

    private static Dictionary<TKey, TValue> Over<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> known, IReadOnlyDictionary<TKey, TValue> given) where TKey : notnull
    {
        var all = new Dictionary<TKey, TValue>(known);
        foreach (var (key, value) in given)
            all[key] = value;
        return all;
    }
}

/// <summary>The layout of one sheet, with all that counts for it.</summary>
/// <param name="IsGiven">The person said something about this sheet, so it is worth remembering.</param>
/// <param name="Known">Where it was remembered from; null when it wasn't.</param>
internal sealed record SheetLayout(Layout Layout, bool IsGiven, KnownLayout? Known)
{
    public bool LeftOut => Layout.LeftOut == true;

    /// <summary>The header that is said, or the one that is recognised; null when there is none, and what is wrong with it said if somebody said it.</summary>
    public HeaderRow<Field>? Header(Sheet sheet, FindingLog log)
    {
        if (Layout.HeaderRow is null && Layout.HeaderRows is null && Layout.Columns.Count == 0)
            return Headings.Usual.Find(sheet);
        var recognised = Layout.HeaderRow is { } row ? row >= 1 && row <= sheet.Rows.Count ? Headings.Usual.At(sheet, row) : null : Headings.Usual.Find(sheet) ?? Headings.Usual.Nearest(sheet);
        if (Layout.HeaderRow is null && recognised is null)
            return null;
        var first = Layout.HeaderRow ?? recognised!.FirstRow;
        var last = Layout.HeaderRows is { } rows ? first + rows - 1 : recognised?.LastRow ?? first;
        if (first < 1 || last < first || last > first + 1 || last > sheet.Rows.Count)
        {
            log.Add(Severity.Blocking, "layout-header", new(sheet.Name), null, $"không có dòng tiêu đề {first}{(last > first ? $"–{last}" : "")}: sheet có {Text.Vietnamese.Number(sheet.Rows.Count)} dòng. Hãy chọn dòng khác.");
            return null;
        }
        var columns = new Dictionary<int, Field?>();
        foreach (var (letter, field) in Layout.Columns)
        {
            if (!CellName.TryReadColumn(letter, out var column))
                log.Add(Severity.Blocking, "layout-column", new(sheet.Name), letter, $"không có cột “{letter}”. Hãy ghi cột như Excel ghi, ví dụ B.");
            else
                columns[column] = field;
        }
        foreach (var twice in columns.Values.OfType<Field>().GroupBy(f => f).Where(g => g.Count() > 1))
        {
            var both = columns.Where(c => c.Value == twice.Key).Select(c => c.Key).Order().ToArray();
            log.Add(Severity.Blocking, "layout-column", new(sheet.Name, first, both[1]), null, $"cột {string.Join(" và ", both.Select(CellName.Column))} cùng được chọn là “{Headings.Name(twice.Key)}”. Mỗi loại chỉ có một cột; hãy chọn lại.");
        }
        var header = Headings.Usual.Said(sheet, first, last, columns);
        if (header[Field.Title] is not null)
            return header;
        log.Add(Severity.Blocking, "no-title-column", new(sheet.Name, first, 1), null, $"chưa có cột nào là “{Headings.Name(Field.Title)}”. Hãy chọn cột đó.");
        return null;
    }

    /// <summary>What to keep for the next sheet of this shape; null when nothing was said, or the sheet has no header to know it by.</summary>
    public LayoutToRemember? ToRemember(Sheet sheet, HeaderRow<Field>? header)
    {
        if (!IsGiven)
            return null;
        header ??= Layout.HeaderRow is { } row && row >= 1 && row <= sheet.Rows.Count ? Headings.Usual.At(sheet, row) : Headings.Usual.Find(sheet);
        if (header is null || Shape.Of(sheet, header.FirstRow, header.LastRow) is not { } shape)
            return null;
        return new(shape, new()
        {
            LeftOut = LeftOut,
            Kind = Layout.Kind,
            HeaderRows = header.LastRow - header.FirstRow + 1,
            Columns = header.Columns.Select(c => (c.Value.Index, (Field?)c.Key)).Concat(header.Others.Select(c => (c.Index, (Field?)null))).ToDictionary(c => CellName.Column(c.Index), c => c.Item2),
            Rows = Shape.Keys(sheet, Layout.Rows),
        });
    }
}
