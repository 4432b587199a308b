using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Imports;

/// <summary>A sheet's table of a list: which rows below its header are rows of the list, and what their groups say for them.</summary>
internal sealed class ListTable
{
    public enum Kind { Row, Group, Total, Signature, Nothing }

    private readonly Sheet _sheet;
    private readonly HeaderRow<int> _header;
    private readonly ListShape _shape;
    private readonly UnitDirectory _units;
    private readonly Dictionary<ListField, string> _groups = [];
    private readonly int _lastRow;

    public ListTable(Sheet sheet, HeaderRow<int> header, ListShape shape, UnitDirectory units)
    {
        (_sheet, _header, _shape, _units) = (sheet, header, shape, units);
        var whole = sheet.Rows.Skip(header.LastRow).Where(r => Subject(r).Length > 0 && Filled(r) > 1 && !TableMarks.IsSignature(r, bare: false)).Select(r => r.Number).ToArray();
        _lastRow = whole.LastOrDefault(n => TableMarks.IsNumeric(Number(sheet.Rows[n - 1])), whole.LastOrDefault(header.LastRow));
    }

    /// <summary>The cell of a field, or the one above that it is merged with; the subject is each row's own.</summary>
    public Cell? this[int row, int field] =>
        _header[field] is not { } column ? null : field == _shape.Headings.Title || field == _shape.Headings.Number ? _sheet[row, column.Index] : _sheet.Merging(row, column.Index);

    public Kind Classify(Row row)
    {
        if (row.Number > _lastRow && TableMarks.IsSignature(row, Subject(row).Length == 0 || Filled(row) <= 1))
            return Kind.Signature;
        if (TableMarks.AreColumnNumbers(row, _header[_shape.Headings.Title]!.Index) || IsHeaderAgain(row))
            return Kind.Nothing;
        if (TableMarks.IsTotal(row, Number(row)))
            return Kind.Total;
        return GroupName(row) is not null ? Kind.Group : Number(row).Length > 0 && Others(row).Length == 0 ? Kind.Nothing : Kind.Row;
    }

    /// <summary>Enters a group: an empty cell of the field that its name speaks of takes it from here on.</summary>
    /// <returns>The field; null for a name that says nothing for any, which also ends what was said before.</returns>
    public ListField? Enter(Row row)
    {
        var name = GroupName(row)!;
        if (_shape.Fields.Select(f => (Field: f, Says: f.Said(name, _units))).FirstOrDefault(f => f.Says is not null) is not { Field: { } field, Says: { } says })
        {
            _groups.Clear();
            return null;
        }
        _groups[field] = says;
        return field;
    }

    public string? FromGroup(ListField field) => _groups.GetValueOrDefault(field);

    public static string First(Row row) => VietnameseText.Normalize(string.Join(" ", row.Cells.Where(c => c is not null).Select(c => c!.Text).Take(2)));

    /// <summary>A name that stands alone in its row, beside a number at most: with a Roman number or a letter, over several columns, without a number where the others have one, or what a field can take.</summary>
    private string? GroupName(Row row)
    {
        var (number, others) = (Number(row), Others(row));
        if (others.Length > 1 || others.Length == 0 && (number.Length == 0 || TableMarks.IsNumeric(number)))
            return null;
        var text = VietnameseText.Normalize(others.Length == 1 ? row[others[0]]!.Text : number);
        var (mark, name) = others.Length == 1 && number.Length > 0 ? (number, text) : Marks.Split(text);
        if (_shape.Fields.Any(f => f.IsGroup(name, _units)))
            return name;
        var column = others.Length == 1 ? others[0] : _header[_shape.Headings.Number]!.Index;
        var isGroup = Marks.Of(mark) is Mark.Roman or Mark.Letter
            || _sheet.Merged.Any(m => m.FirstRow == row.Number && m.FirstColumn == column && m.LastColumn > column)
            || others.Length == 0
            || _header[_shape.Headings.Number] is not null && number.Length == 0 && _shape.Headings.Number < 0;
        return isGroup ? name : null;
    }

    private bool IsHeaderAgain(Row row) =>
        row[_header[_shape.Headings.Title]!.Index] is { } subject && _shape.Headings.Of(subject.Text) == _shape.Headings.Title && _shape.Headings.At(_sheet, row.Number) is not null;

    private string Number(Row row) => _header[_shape.Headings.Number] is { } column ? VietnameseText.Normalize(row[column.Index]?.Text) : "";

    private string Subject(Row row) => VietnameseText.Normalize(row[_header[_shape.Headings.Title]!.Index]?.Text);

    /// <summary>Cells of the list's own columns with something in them, beside the number.</summary>
    private int Filled(Row row) => _header.Columns.Count(c => c.Key != _shape.Headings.Number && row[c.Value.Index] is not null);

    /// <summary>Columns with something in them, beside the number.</summary>
    private int[] Others(Row row) => [.. row.Cells.Index().Where(c => c.Item is not null && c.Index + 1 != _header[_shape.Headings.Number]?.Index).Select(c => c.Index + 1)];
}
