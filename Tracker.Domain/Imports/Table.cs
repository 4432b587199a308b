using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>A row below the header that means something.</summary>
internal abstract record TableRow(int Number)
{
    /// <param name="Said">A person said so, so it isn't looked at again.</param>
    public sealed record Item(int Number, bool Said = false) : TableRow(Number);

    /// <summary>"I. BAN PHÁP CHẾ", "Tháng 3", "QUÝ I". <paramref name="Mark"/> is the number before the name, if any; <paramref name="Column"/> is the name's.</summary>
    public sealed record Group(int Number, int Column, string Mark, string Name) : TableRow(Number);
}

/// <summary>A sheet's table: its header and the rows that are items or groups. Column numbers, totals, repeated headers and the signature block are neither.</summary>
internal sealed class Table
{
    private readonly List<TableRow> _rows = [];
    private readonly List<HeaderRow<Field>> _otherHeaders = [];
    private readonly List<(int Row, string Text)> _totals = [];

    /// <param name="kind">What a person says that it is; null to go by its columns.</param>
    /// <param name="rows">What a person says that rows are.</param>
    public Table(Sheet sheet, HeaderRow<Field> header, ImportKind? kind = null, IReadOnlyDictionary<int, RowKind>? rows = null)
    {
        (Sheet, Header, Letterhead) = (sheet, header, Letterhead.Above(sheet, header.FirstRow));
        // A list for filling in is known by its keys; saying so makes none of another file.
        Kind = kind is null or ImportKind.Fill ? KindOf(header) : kind.Value;
        SignatureRow = FindSignature();
        for (var row = header.LastRow + 1; row <= sheet.Rows.Count; row++)
        {
            var found = rows is not null && rows.TryGetValue(row, out var said) && !sheet.Rows[row - 1].IsEmpty ? As(said, row)
                : row < (SignatureRow ?? int.MaxValue) ? Classify(row)
                : null;
            if (found is not null)
                _rows.Add(found);
        }
    }

    private static ImportKind KindOf(HeaderRow<Field> header) =>
        header[Field.GivenOn] is not null || header[Field.Source] is not null ? ImportKind.Adhoc
        : header[Field.Result] is not null || header[Field.CompletedOn] is not null ? ImportKind.Progress
        : ImportKind.Programme;

    public ImportKind Kind { get; }

    public Sheet Sheet { get; }
    public HeaderRow<Field> Header { get; }
    public Letterhead Letterhead { get; }
    public IReadOnlyList<TableRow> Rows => _rows;

    /// <summary>Headers further down that name other columns, or the same in another order.</summary>
    public IReadOnlyList<HeaderRow<Field>> OtherHeaders => _otherHeaders;

    public IReadOnlyList<(int Row, string Text)> Totals => _totals;

    /// <summary>First row of "Nơi nhận" and signatures; null when the table ends the sheet.</summary>
    public int? SignatureRow { get; }

    /// <summary>The cell of a field, or the one above that it is merged with. Numbers and titles are each row's own.</summary>
    public Cell? this[int row, Field field] =>
        Header[field] is not { } column ? null
        : field is Field.Number or Field.Title ? Sheet[row, column.Index]
        : Sheet.Merging(row, column.Index);

    public string Text(int row, Field field) => this[row, field]?.Text.Trim() ?? "";

    public Place Place(int row, Field field) => new(Sheet.Name, row, (Header[field] ?? Header[Field.Title])!.Index);

    private TableRow? As(RowKind said, int row) => said switch
    {
        RowKind.Item => new TableRow.Item(row, Said: true),
        RowKind.Group => GroupOf(row),
        _ => null,
    };

    private TableRow.Group GroupOf(int row)
    {
        var (number, title) = (Text(row, Field.Number), VietnameseText.Normalize(Text(row, Field.Title)));
        if (title.Length > 0)
            return new(row, Header[Field.Title]!.Index, number, title);
        var column = Array.FindIndex(Sheet.Rows[row - 1].Cells, c => c is not null) + 1;
        return new(row, column, "", VietnameseText.Normalize(Sheet[row, column]!.Text));
    }

    private TableRow? Classify(int row)
    {
        var cells = Sheet.Rows[row - 1];
        if (cells.IsEmpty)
            return null;
        var (number, title) = (Text(row, Field.Number), Text(row, Field.Title));
        if (IsHeaderAgain(row, number, title) || TableMarks.AreColumnNumbers(cells, Header[Field.Title]!.Index) || IsSameHeader(row, title))
            return null;
        if (TableMarks.IsTotal(cells, number))
        {
            _totals.Add((row, VietnameseText.Normalize(Array.Find(cells.Cells, c => c is not null)!.Text)));
            return null;
        }
        var saysMore = Header.Columns.Keys.Any(f => f is not (Field.Number or Field.Title) && Text(row, f).Length > 0);
        if (saysMore)
            return new TableRow.Item(row);
        return (number, title) switch
        {
            ("", "") => WideText(cells) is { } wide ? new TableRow.Group(row, wide.Column, "", wide.Text) : null,
            (_, "") when !IsNumeric(number) => new TableRow.Group(row, Header[Field.Number]!.Index, "", VietnameseText.Normalize(number)),
            ("", _) => new TableRow.Group(row, Header[Field.Title]!.Index, "", VietnameseText.Normalize(title)),
            _ when Marks.Of(number) is Mark.Roman or Mark.Letter => new TableRow.Group(row, Header[Field.Title]!.Index, number, VietnameseText.Normalize(title)),
            _ => new TableRow.Item(row),
        };
    }

    /// <summary>A text left of the columns that are read, or merged over the titles' one; other cells beside the table say nothing about it.</summary>
    private (int Column, string Text)? WideText(Row row)
    {
        var column = Array.FindIndex(row.Cells, c => c is not null) + 1;
        var title = Header[Field.Title]!.Index;
        var wide = column < title || Sheet.Merged.Any(m => m.FirstRow == row.Number && m.FirstColumn == column && m.LastColumn >= title && column <= title);
        return wide ? (column, VietnameseText.Normalize(row[column]!.Text)) : null;
    }

    private bool IsHeaderAgain(int row, string number, string title)
    {
        if (Headings.Of(title) is null && (IsNumeric(number) || Headings.Of(number) is null))
            return false;
        if (Headings.Usual.At(Sheet, row) is not { } again)
            return false;
        if (!again.SameAs(Header))
            _otherHeaders.Add(again);
        return true;
    }

    /// <summary>A header whose names aren't the usual ones, again on the next page.</summary>
    private bool IsSameHeader(int row, string title) =>
        title.Length > 0 && title == Text(Header.LastRow, Field.Title)
        && Header.Columns.Values.All(c => Sheet[row, c.Index]?.Text == Sheet[Header.LastRow, c.Index]?.Text);

    private static bool IsNumeric(string number) => TableMarks.IsNumeric(number);

    /// <summary>Signatures begin after the last numbered item, so that an item that merely lacks its title is never taken for one.</summary>
    private int? FindSignature()
    {
        var last = LastRow(r => IsNumeric(Text(r, Field.Number)))
            ?? LastRow(r => Header.Columns.Keys.Count(f => Text(r, f).Length > 0) > 1)
            ?? Header.LastRow;
        for (var row = last + 1; row <= Sheet.Rows.Count; row++)
        {
            if (TableMarks.IsSignature(Sheet.Rows[row - 1], Text(row, Field.Title).Length == 0 || Text(row, Field.Lead).Length == 0))
                return row;
        }
        return null;
    }

    private int? LastRow(Func<int, bool> fits)
    {
        for (var row = Sheet.Rows.Count; row > Header.LastRow; row--)
        {
            if (Text(row, Field.Title).Length > 0 && fits(row))
                return row;
        }
        return null;
    }
}
