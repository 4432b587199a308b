using System.Text;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Imports;

/// <summary>Reads the rows of a list from a workbook, or from what a worksheet puts on the clipboard.</summary>
public sealed class ListReader
{
    /// <summary>Lines of a paste that are looked at: rows, and what may stand between them.</summary>
    private const int MostLines = 2000;

    private readonly ListShape _shape;
    private readonly UnitDirectory _units;
    private readonly List<ListRow> _rows = [];
    private readonly List<ListFinding> _findings = [];

    private ListReader(ListShape shape, UnitDirectory units) => (_shape, _units) = (shape, units);

    /// <param name="units">Units that groups may name.</param>
    /// <exception cref="UnreadableWorkbook">It holds too many rows, or can't be a table at all.</exception>
    public static ListReading Read(Workbook workbook, ListShape shape, UnitDirectory units)
    {
        if (workbook.OpenQuoteLine is { } line)
            throw new UnreadableWorkbook("open-quote", $"Dấu ngoặc kép mở ở dòng {Vietnamese.Number(line)} của tệp CSV không được đóng, nên từ đó đến hết tệp chỉ thành một ô. Hãy thêm hoặc xóa dấu ngoặc kép ở dòng đó rồi lấy lại tệp.");
        var reader = new ListReader(shape, units);
        if (workbook.DecodedFrom is { } encoding)
            reader.Say(null, null, null, "old-encoding", $"Chữ trong tệp ở bảng mã {encoding} đã được chuyển sang Unicode; chữ hoa có dấu có thể thành chữ thường. Hãy xem lại từng dòng trước khi ghi.");
        var filled = workbook.Sheets.Where(s => s.Rows.Any(r => !r.IsEmpty)).ToArray();
        foreach (var hidden in filled.Where(s => s.Hidden && s.Name != FillCells.UnitsSheet))
            reader.Say(hidden, null, null, "hidden-sheet", $"Sheet “{hidden.Name}” đang bị ẩn nên không được đọc. Nếu cần, hãy bỏ ẩn rồi lấy lại tệp.");
        var shown = filled.Where(s => !s.Hidden).ToArray();
        foreach (var sheet in shown)
            reader.Read(sheet, isOnly: shown.Length == 1);
        if (reader._rows.Count > shape.MostRows)
            throw new UnreadableWorkbook("too-many-rows", $"Có {Vietnamese.Number(reader._rows.Count)} dòng; mỗi lần lấy được nhiều nhất {Vietnamese.Number(shape.MostRows)} dòng. Hãy chia thành nhiều lần. Chưa dòng nào được lấy.");
        if (reader._rows.Count == 0 && reader._findings.Count == 0)
            reader.Say(null, null, null, "no-rows", "Không có dòng nào dưới dòng tiêu đề.");
        return new(reader._rows, reader._findings);
    }

    /// <summary>Cells as a worksheet puts them on the clipboard: tabs between, one row a line, quotes around a cell that has lines of its own.</summary>
    /// <exception cref="UnreadableWorkbook">It is marked as secret.</exception>
    public static Workbook Pasted(string? text)
    {
        var rows = new List<Row>();
        var cells = new List<Cell?>();
        var cell = new StringBuilder();
        var quoted = false;
        text = VietnameseText.WellFormed((text ?? "").ReplaceLineEndings("\n"));
        for (var at = 0; at < text.Length && rows.Count < MostLines; at++)
        {
            var c = text[at];
            if (quoted && c == '"' && at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[at++]);
            else if (c == '"' && (quoted || cell.Length == 0 && IsQuoted(at)))
                quoted = !quoted;
            else if (quoted || c is not ('\t' or '\n'))
                cell.Append(c);
            else
                End(c == '\n');
        }
        End(true);
        var workbook = new Workbook("", [new("", false, rows, [], new HashSet<int>())]);
        Classification.Refuse(workbook);
        return workbook;

        // Only a cell that has to be is put in quotes; others may begin with what somebody quotes.
        bool IsQuoted(int opening)
        {
            var closing = opening + 1;
            while (closing < text.Length && (text[closing] != '"' || closing + 1 < text.Length && text[closing + 1] == '"'))
                closing += text[closing] == '"' ? 2 : 1;
            return closing < text.Length && (closing + 1 == text.Length || text[closing + 1] is '\t' or '\n');
        }

        void End(bool endsRow)
        {
            cells.Add(string.IsNullOrWhiteSpace(cell.ToString()) ? null : Cell.Of(cell.ToString()));
            cell.Clear();
            if (!endsRow)
                return;
            rows.Add(new(rows.Count + 1, false, [.. cells]));
            cells.Clear();
        }
    }

    private void Read(Sheet sheet, bool isOnly)
    {
        if (_shape.Headings.Find(sheet) is { } header)
        {
            Table(sheet, header);
        }
        else if (_shape.Headings.Nearest(sheet) is { } near)
        {
            Say(sheet, near.FirstRow, null, "no-subject-column",
                $"Dòng {near.FirstRow} giống dòng tiêu đề ({string.Join(", ", near.Columns.Values.Select(c => $"“{c.Heading}”"))}) nhưng không có cột “{_shape[_shape.Subject].Heading}”. Hãy sửa tên cột rồi lấy lại.");
        }
        else if (isOnly)
        {
            Table(sheet, InUsualOrder(sheet));
        }
        else
        {
            Say(sheet, null, null, "no-header", $"Sheet “{sheet.Name}” không có dòng tiêu đề của danh sách này nên không được đọc.");
        }
    }

    private HeaderRow<int> InUsualOrder(Sheet sheet)
    {
        var numbered = !_shape.Fields[0].MayCount && Counts(sheet);
        var columns = _shape.Fields.Index().ToDictionary(f => f.Index, f => new Column(f.Index + (numbered ? 2 : 1), f.Item.Heading));
        var used = sheet.Rows.Max(r => Array.FindLastIndex(r.Cells, c => c is not null) + 1);
        Say(sheet, null, null, "no-header", $"Không có dòng tiêu đề: các cột được hiểu lần lượt là {(numbered ? "TT | " : "")}{string.Join(" | ", columns.Values.Take(used).Select(c => c.Heading))}.");
        return new(0, 0, numbered ? columns.Append(new(_shape.Headings.Number, new(1, "TT"))).ToDictionary() : columns, []);
    }

    /// <summary>1, 2, 3 … in the first column, two rows at least.</summary>
    private static bool Counts(Sheet sheet)
    {
        var first = sheet.Rows.Where(r => !r.IsEmpty).Select(r => r[1]?.Text.Trim().TrimEnd('.')).ToArray();
        return first.Length > 1 && first.Index().All(n => n.Item == $"{n.Index + 1}");
    }

    private void Table(Sheet sheet, HeaderRow<int> header)
    {
        var table = new ListTable(sheet, header, _shape, _units);
        foreach (var row in sheet.Rows.Skip(header.LastRow).Where(r => !r.IsEmpty))
        {
            switch (table.Classify(row))
            {
                case ListTable.Kind.Signature:
                    Say(sheet, row.Number, null, "signature", $"Từ dòng {row.Number} trở đi là nơi nhận và chữ ký, không được lấy.");
                    SayColumns(sheet, header, row.Number);
                    return;
                case ListTable.Kind.Total:
                    Say(sheet, row.Number, null, "total-row", $"Dòng {row.Number} “{ListTable.First(row)}” là dòng tổng, không được lấy.");
                    break;
                case ListTable.Kind.Group when table.Enter(row) is null:
                    Say(sheet, row.Number, null, "group-row", $"Dòng {row.Number} “{ListTable.First(row)}” được hiểu là tên nhóm, không thành một dòng.");
                    break;
                case ListTable.Kind.Row:
                    Row(sheet, row, table);
                    break;
            }
        }
        SayColumns(sheet, header, int.MaxValue);
    }

    private void Row(Sheet sheet, Row row, ListTable table)
    {
        var fields = new Dictionary<string, string>();
        var said = _findings.Count;
        foreach (var (place, field) in _shape.Fields.Index())
        {
            var cell = table[row.Number, place];
            if (cell is { Kind: CellKind.Error })
                Say(sheet, row.Number, field.Name, "cell-error", $"Công thức báo lỗi “{cell.Text}”; hãy ghi giá trị đúng.");
            else if (cell is { Number: { } serial } && field.Kind == ListCell.Day)
                Say(sheet, row.Number, field.Name, "number-for-day", Days.Read(cell, 2000) is DayReading.Unreadable { Perhaps: { } day }
                    ? $"Trong tệp là số {serial:0}, có thể là ngày {Vietnamese.Day(day)}; hãy ghi ngày." : $"Trong tệp là số {cell.Text}, không phải một ngày; hãy ghi ngày.");
            else if (field.Kind == ListCell.Tick && Ticked(cell) is null)
                Say(sheet, row.Number, field.Name, "unclear-tick", $"“{cell!.Text}”: không rõ có đánh dấu hay không; hãy đánh dấu hoặc để trống.");
            if (Text(cell, field) is { Length: > 0 } text)
                fields[field.Name] = text;
            else if (table.FromGroup(field) is { } ofGroup)
                fields[field.Name] = ofGroup;
        }
        if (fields.Count > 0 || _findings.Count > said)
            _rows.Add(new(sheet.Name, row.Number, fields));
        if (row.Hidden)
            Say(sheet, row.Number, null, "hidden-row", $"Dòng {row.Number} đang bị ẩn (do bộ lọc hoặc ẩn dòng) vẫn được lấy.");
    }

    private static string Text(Cell? cell, ListField field) => (cell, field.Kind) switch
    {
        (null or { Kind: CellKind.Error }, _) => "",
        (_, ListCell.Tick) => Ticked(cell) == true ? "1" : "",
        // One unit a line.
        (_, ListCell.Units) => string.Join("; ", cell.Text.Split('\n').Select(VietnameseText.Normalize).Select(l => l.TrimEnd(';', ' ')).Where(l => l.Length > 0)),
        _ => VietnameseText.Normalize(cell.Text),
    };

    private static bool? Ticked(Cell? cell) => VietnameseText.Fold(cell?.Text) switch
    {
        "" or "khong" or "0" or "false" or "-" => false,
        "x" or "co" or "1" or "true" or "v" or "✓" or "✔" => true,
        _ => null,
    };

    /// <summary>Columns with something in them that no row took.</summary>
    private void SayColumns(Sheet sheet, HeaderRow<int> header, int before)
    {
        var known = header.Columns.Values.Select(c => c.Index).ToHashSet();
        foreach (var other in header.Others)
            Say(sheet, header.LastRow, null, "unused-column", $"Cột {CellName.Column(other.Index)} “{other.Heading}” không có chỗ trong danh sách này nên không được lấy.");
        var unnamed = sheet.Rows.Where(r => r.Number > header.LastRow && r.Number < before).SelectMany(r => r.Cells.Index().Where(c => c.Item is not null).Select(c => c.Index + 1)).Distinct()
            .Where(i => !known.Contains(i) && header.Others.All(o => o.Index != i)).Order().ToArray();
        if (unnamed.Length > 0)
            Say(sheet, header.LastRow, null, "unnamed-column", $"Cột {string.Join(", ", unnamed.Select(CellName.Column))} không có tên nhưng có nội dung, không được lấy.");
        if (header.Columns.Where(c => c.Key >= 0 && sheet.HiddenColumns.Contains(c.Value.Index)).Select(c => $"{CellName.Column(c.Value.Index)} “{c.Value.Heading}”").ToArray() is { Length: > 0 } hidden)
            Say(sheet, null, null, "hidden-column", $"Cột đang bị ẩn vẫn được lấy: {string.Join(", ", hidden)}.");
    }

    private void Say(Sheet? sheet, int? row, string? field, string code, string message) =>
        _findings.Add(new(sheet is { Name.Length: > 0 } ? sheet.Name : null, row, field, code, message));
}
