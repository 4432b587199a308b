using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>Finds the tables of a workbook and what kind of file it is.</summary>
public sealed class Recognition
{
    private readonly Dictionary<Table, SheetLayout> _layouts;

    private Recognition(ImportKind kind, IReadOnlyList<Table> tables, Letterheads letterheads, Dictionary<Table, SheetLayout> layouts, IReadOnlyList<LayoutToRemember> toRemember) =>
        (Kind, Tables, Letterheads, _layouts, ToRemember) = (kind, tables, letterheads, layouts, toRemember);

    internal ImportKind Kind { get; }
    internal IReadOnlyList<Table> Tables { get; }
    internal Letterheads Letterheads { get; }

    /// <summary>What the person said about sheets that can be known again.</summary>
    internal IReadOnlyList<LayoutToRemember> ToRemember { get; }

    /// <summary>What the file is, as far as it can be known without anything stored. Null when no sheet has a table; <see cref="ImportReader.Read"/> says so.</summary>
    /// <param name="answers">Corrections count, so that the right programme is loaded.</param>
    /// <param name="layouts">How sheets are to be read, as far as that was said or is remembered.</param>
    public static Recognised? Recognise(Workbook workbook, IReadOnlyList<Answer> answers, Layouts? layouts = null)
    {
        var given = new Answers(answers);
        var corrected = workbook.With(given.Texts);
        if (FillTable.AllOf(corrected) is { Count: > 0 } filled)
            return FillTable.Recognised(filled);
        return Of(corrected, new FindingLog(given, namesSheets: false), DateOnly.MaxValue, layouts ?? Layouts.None)?.Recognised();
    }

    /// <summary>Null when there is no table; then the log says what was looked for.</summary>
    internal static Recognition? Of(Workbook workbook, FindingLog log, DateOnly today, Layouts layouts)
    {
        if (workbook.DecodedFrom is { } encoding)
        {
            log.Add(Severity.Confirm, "old-encoding", Place.File, encoding,
                $"Chữ trong file ở bảng mã {encoding} đã được chuyển sang Unicode; chữ hoa có dấu có thể thành chữ thường. Hãy xem lại bản xem trước rồi đồng ý, hoặc lưu file ở bảng mã Unicode và gửi lại.", null, AnswerAction.Accept);
        }
        if (workbook.OpenQuoteLine is { } line)
            log.Add(Severity.Blocking, "open-quote", Place.File, null, $"Dấu ngoặc kép mở ở dòng {Vietnamese.Number(line)} của tệp CSV không được đóng, nên từ đó đến hết tệp chỉ thành một ô. Hãy thêm hoặc xóa dấu ngoặc kép ở dòng đó rồi tải tệp lên lại.");
        foreach (var layout in layouts.Given.Where(l => workbook.Sheets.All(s => s.Name != l.Sheet)))
            log.Add(Severity.Blocking, "layout-sheet", Place.File, layout.Sheet, $"File không có sheet “{layout.Sheet}”. Hãy ghi đúng tên sheet cần đọc theo cách khác.");
        var tables = new List<Table>();
        var layoutOf = new Dictionary<Table, SheetLayout>();
        var toRemember = new List<LayoutToRemember>();
        foreach (var sheet in workbook.Sheets.Where(s => !log.Answers.SkippedSheets.Contains(s.Name)))
        {
            var layout = layouts.For(sheet);
            if (layout.LeftOut)
            {
                log.Note("left-out", new(sheet.Name), layout.Known is { } known && !layout.IsGiven ? $"không được đọc, {From(known)}." : "không được đọc, theo cách đọc đã chọn.");
                if (layout.ToRemember(sheet, null) is { } without)
                    toRemember.Add(without);
                continue;
            }
            var before = log.Open;
            if (layout.Header(sheet, log) is { } header)
            {
                var table = new Table(sheet, header, layout.Layout.Kind, layout.Layout.Rows);
                tables.Add(table);
                layoutOf[table] = layout;
                foreach (var row in layout.Layout.Rows.Keys.Where(r => r <= header.LastRow || r > sheet.Rows.Count).Order().Take(1))
                    log.Add(Severity.Blocking, "layout-row", new(sheet.Name), null, $"bảng nằm từ dòng {header.LastRow + 1} đến dòng {sheet.Rows.Count}; số dòng {(row > 0 ? $"{row} " : "")}đã ghi không phải một dòng trong đó. Hãy ghi lại số dòng.");
                if (layout.Known is { } known)
                    log.Note("known-layout", new(sheet.Name), $"được đọc {From(known)}.");
                if (layout.ToRemember(sheet, header) is { } remembered)
                    toRemember.Add(remembered);
            }
            else if (log.Open == before && sheet.Rows.Any(r => !r.IsEmpty))
            {
                NoTable(sheet, workbook, log);
            }
        }
        if (tables.Count == 0)
        {
            if (log.All.All(f => f.Severity == Severity.Note))
                log.Add(Severity.Blocking, "no-table", Place.File, null, Wanted("File không có bảng nào."));
            return null;
        }

        var kind = tables[0].Kind;
        foreach (var table in tables)
            Look(table, kind, log);
        tables.RemoveAll(t => t.Kind != kind);
        return new(kind, tables, new(kind, tables, log, today), layoutOf, toRemember);
    }

    private static string From(KnownLayout known) => $"theo cách đọc đã nhớ từ tệp “{known.FileName}” ngày {Vietnamese.Day(known.On)}";

    internal Recognised Recognised() => new(
        Kind, Letterheads.Year, Years(), Letterheads.Number, Letterheads.IssuedOn, Letterheads.FirstAsOf, Letterheads.Title,
        [.. Tables.Select(t => new RecognisedSheet(
            t.Sheet.Name, t.Sheet.Hidden, t.Header.FirstRow, t.Header.LastRow - t.Header.FirstRow + 1,
            [.. t.Header.Columns.OrderBy(c => c.Value.Index).Select(c => new RecognisedColumn(c.Key, CellName.Column(c.Value.Index), c.Value.Heading))],
            t.Rows.Count(r => r is TableRow.Item),
            [.. t.Rows.OfType<TableRow.Group>().Select(g => new RecognisedGroup(g.Number, g.Mark.Length > 0 ? $"{g.Mark.TrimEnd('.', ')')}. {g.Name}" : g.Name))],
            _layouts[t].Known is { } known ? new(known.Id, known.FileName, known.On) : null))]);

    private int[] Years()
    {
        var given = Kind != ImportKind.Adhoc ? [] : Tables
            .SelectMany(t => t.Rows.OfType<TableRow.Item>().Select(r => t[r.Number, Field.GivenOn]))
            .Select(c => Days.Read(c, Letterheads.ReadingYear) is DayReading.Is { Day: var day } ? day.Year : (int?)null)
            .OfType<int>();
        return [.. given.Concat(Letterheads.Year is { } year ? [year] : []).Distinct().Order()];
    }

    /// <summary>What a person should know about a sheet before its rows.</summary>
    private static void Look(Table table, ImportKind kind, FindingLog log)
    {
        var (sheet, header, here) = (table.Sheet, table.Header, new Place(table.Sheet.Name));
        if (table.Kind != kind)
        {
            log.Add(Severity.Blocking, "mixed-kinds", here, null, $"các cột khác với những sheet trước ({Name(table.Kind)}, không phải {Name(kind)}). Hãy nhập sheet này bằng file riêng, hoặc bỏ qua sheet.", null, AnswerAction.Skip);
            return;
        }
        if (sheet.Hidden)
            log.Add(Severity.Confirm, "hidden-sheet", here, null, $"sheet đang bị ẩn nhưng có {Vietnamese.Number(table.Rows.Count(r => r is TableRow.Item))} nội dung. Hãy đồng ý nhập, hoặc bỏ qua sheet.", null, AnswerAction.Accept, AnswerAction.Skip);
        foreach (var other in table.OtherHeaders)
        {
            log.Add(Severity.Blocking, "two-headers", new(sheet.Name, other.FirstRow, other[Field.Title]!.Index), other[Field.Title]!.Heading,
                $"dòng {other.FirstRow} là một dòng tiêu đề khác với dòng {header.FirstRow}. Hãy tách hai bảng thành hai sheet rồi nhập lại.");
        }
        SayHidden(table, table.Rows.Where(r => r is TableRow.Item).Select(r => r.Number), log);
        foreach (var other in header.Others)
            log.Note("unused-column", new(sheet.Name, header.FirstRow, other.Index), $"cột “{other.Heading}” không được nhập.", other.Heading);
        foreach (var (row, text) in table.Totals)
            log.Note("total-row", new(sheet.Name, row, 1), $"dòng “{text}” là dòng tổng, không được nhập.", text);
        if (table.SignatureRow is { } signature)
            log.Note("signature", new(sheet.Name, signature, 1), "từ dòng này trở đi là nơi nhận và chữ ký, không được nhập.");
    }

    /// <summary>Rows and columns that nobody sees, by a filter or by hand, are read like others, and said.</summary>
    internal static void SayHidden(Table table, IEnumerable<int> rows, FindingLog log)
    {
        var sheet = table.Sheet;
        if (rows.Where(r => sheet.Rows[r - 1].Hidden).ToArray() is { Length: > 0 } hidden)
            log.Note("hidden-rows", new(sheet.Name), $"{hidden.Length} dòng đang bị ẩn (do bộ lọc hoặc ẩn dòng) vẫn được đọc (dòng {Listed(hidden)}).");
        if (table.Header.Columns.Values.Where(c => sheet.HiddenColumns.Contains(c.Index)).ToArray() is { Length: > 0 } columns)
            log.Note("hidden-columns", new(sheet.Name), $"cột đang bị ẩn vẫn được đọc: {string.Join(", ", columns.Select(c => $"{CellName.Column(c.Index)} “{c.Heading}”"))}.");
    }

    private static void NoTable(Sheet sheet, Workbook workbook, FindingLog log)
    {
        if (Headings.Usual.Nearest(sheet) is { } near)
        {
            var place = near.Others.Count > 0 ? new Place(sheet.Name, near.FirstRow, near.Others[0].Index) : new Place(sheet.Name, near.FirstRow, near.Columns.Values.Min(c => c.Index));
            log.Add(Severity.Blocking, "no-title-column", place, near.Others.FirstOrDefault()?.Heading,
                $"dòng {near.FirstRow} giống dòng tiêu đề ({string.Join(", ", near.Columns.Values.Select(c => $"“{c.Heading}”"))}) nhưng không có cột “{Headings.Name(Field.Title)}”. Hãy sửa tên cột.",
                [Headings.Name(Field.Title)], near.Others.Count > 0 ? [AnswerAction.Correct] : []);
        }
        else if (workbook.Sheets.Count == 1)
        {
            log.Add(Severity.Blocking, "no-header", new(sheet.Name), null, Wanted("không tìm thấy dòng tiêu đề của bảng."));
        }
        else
        {
            log.Note("no-header", new(sheet.Name), "không có bảng, không được đọc.");
        }
    }

    private static string Wanted(string problem) =>
        $"{problem} Cần một dòng ghi tên cột: “TT”, “Nội dung công việc”, “Cơ quan chủ trì”, “Thời gian” (chương trình); thêm “Kết quả thực hiện”, “Ngày hoàn thành” (tiến độ); thêm “Nguồn giao”, “Ngày giao”, “Thời hạn” (nhiệm vụ phát sinh).";

    private static string Name(ImportKind kind) => kind switch
    {
        ImportKind.Programme => "chương trình",
        ImportKind.Progress => "tiến độ",
        _ => "nhiệm vụ phát sinh",
    };

    private static string Listed(int[] rows) => string.Join(", ", rows.Take(10)) + (rows.Length > 10 ? " …" : "");
}
