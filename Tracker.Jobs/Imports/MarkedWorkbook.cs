using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tracker.Domain.Imports;
using Workbook = Tracker.Domain.Imports.Workbook;

namespace Tracker.Jobs.Imports;

/// <summary>A file as it was sent, with what is to be answered marked at its cells.</summary>
public sealed record MarkedFile(string Name, byte[] Content);

/// <summary>
/// Marks a workbook: cells with open findings get a fill and a note, a sheet at the end lists all of them. Everything else of an .xlsx stays as it was,
/// but for what runs or leads elsewhere (macros, links, embedded objects), which isn't passed on. Other files become a new .xlsx of the cells that were read.
/// </summary>
public static class MarkedWorkbook
{
    private const string Author = "Chương trình công tác";
    private const string ListName = "Điểm cần xử lý";
    private const string Blocking = "FFF8CBC6", Asking = "FFFFE9A8";

    public static MarkedFile Make(byte[] content, string fileName, Workbook workbook, IReadOnlyList<Finding> findings)
    {
        var open = findings.Where(f => f.IsOpen).ToArray();
        return new($"{Path.GetFileNameWithoutExtension(fileName)} (đã đánh dấu).xlsx", content.AsSpan().StartsWith("PK"u8) ? OfPackage(content, workbook, open) : OfCells(workbook, open, []));
    }

    /// <summary>A package that can't be edited still has its cells.</summary>
    private static byte[] OfPackage(byte[] content, Workbook workbook, Finding[] findings)
    {
        try
        {
            using var file = new MemoryStream();
            file.Write(content);
            using (var document = SpreadsheetDocument.Open(file, isEditable: true))
            {
                var stripped = Stripping.Strip(document);
                Mark(document, workbook, findings, stripped);
            }
            Stripping.NameAsPlain(file);
            return file.ToArray();
        }
        catch (Exception e) when (e is OpenXmlPackageException or XmlException or InvalidDataException or ArgumentException or InvalidOperationException or FormatException or IOException or NullReferenceException or KeyNotFoundException or NotSupportedException)
        {
            // Files that Excel mends on opening break the library in every way there is; none of them is a mistake of this program.
            return OfCells(workbook, findings, ["Không sửa được tệp gốc, nên đây là một tệp mới chỉ có các ô đã đọc."]);
        }
    }

    private static byte[] OfCells(Workbook workbook, Finding[] findings, IReadOnlyList<string> remarks)
    {
        using var file = new MemoryStream();
        file.Write(PlainWorkbook.Of(workbook));
        using (var document = SpreadsheetDocument.Open(file, isEditable: true))
            Mark(document, workbook, findings, new(remarks, new HashSet<string>()));
        return file.ToArray();
    }

    private static void Mark(SpreadsheetDocument document, Workbook workbook, Finding[] findings, Stripped stripped)
    {
        var book = document.WorkbookPart!;
        var styles = new Marks(book);
        var sheets = book.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ToArray();
        var named = findings.Where(f => f.Cell is not null).ToLookup(f => f.Sheet);
        foreach (var (sheet, name) in Matched(sheets, workbook))
        {
            if (sheet.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part)
                continue;
            var marks = new SortedDictionary<(int Row, int Column), (Severity Severity, string Text)>();
            foreach (var finding in named[name])
            {
                if (CellName.TryRead(finding.Cell, out var row, out var column))
                {
                    var text = Sentence(finding);
                    marks[(row, column)] = marks.TryGetValue((row, column), out var other)
                        ? (finding.Severity == Severity.Blocking ? Severity.Blocking : other.Severity, $"{other.Text}\n{text}")
                        : (finding.Severity, text);
                }
            }
            var drawing = marks.Count == 0 ? null : SheetNotes.Add(part, marks.Select(m => (m.Key.Row, m.Key.Column, m.Value.Text)).ToArray(), Author);
            SheetMarks.Rewrite(part, marks.ToDictionary(m => m.Key, m => m.Value.Severity), styles.Of, drawing, stripped.Relations);
        }
        styles.Save();
        AddList(book, findings, stripped.Remarks);
        book.Workbook.Save();
    }

    /// <summary>A sheet's name here is the one of the file but where two were alike, and those stand in the same order.</summary>
    private static IEnumerable<(DocumentFormat.OpenXml.Spreadsheet.Sheet Sheet, string Name)> Matched(DocumentFormat.OpenXml.Spreadsheet.Sheet[] sheets, Workbook workbook) =>
        sheets.Length == workbook.Sheets.Count
            ? sheets.Zip(workbook.Sheets, (s, w) => (s, w.Name))
            : sheets.Select(s => (s, s.Name?.Value ?? ""));

    private static string Sentence(Finding finding) => finding.Suggestions.Count == 0 ? finding.Message : $"{finding.Message} Gợi ý: {string.Join("; ", finding.Suggestions)}.";

    private static void AddList(WorkbookPart book, Finding[] findings, IReadOnlyList<string> remarks)
    {
        var part = book.AddNewPart<WorksheetPart>();
        var data = new SheetData();
        var links = new Hyperlinks();
        var n = 0;
        Line(0, "Các điểm cần xử lý trong tệp này");
        Line(0, findings.Length == 0 ? "Không còn điểm nào." : "Ô cần sửa có nền đỏ (phải sửa) hoặc vàng (cần xác nhận), kèm ghi chú. Sửa xong, lưu lại rồi tải tệp lên lần nữa; sheet này không được nhập.");
        foreach (var remark in remarks)
            Line(0, remark);
        Line(0);
        Line(0, "Số", "Sheet", "Ô", "Mức", "Cần làm gì");
        foreach (var (i, finding) in findings.Index())
        {
            Line(0, (i + 1).ToString(CultureInfo.InvariantCulture), finding.Sheet ?? "", finding.Cell ?? "", finding.Severity == Severity.Blocking ? "Phải sửa" : "Cần xác nhận", Sentence(finding));
            if (finding is { Sheet: { } sheet, Cell: { } cell } && book.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Any(s => s.Name?.Value == sheet))
                links.Append(new Hyperlink { Reference = $"C{n}", Location = $"'{sheet.Replace("'", "''")}'!{cell}" });
        }
        part.Worksheet = new Worksheet(new Columns(Column(1, 6), Column(2, 22), Column(3, 9), Column(4, 16), Column(5, 110)), data);
        if (links.HasChildren)
            part.Worksheet.Append(links);
        part.Worksheet.Append(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToHeight = 0 });
        part.Worksheet.Save();
        var sheets = book.Workbook.Sheets!;
        var taken = sheets.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.Name?.Value ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = ListName;
        for (var again = 2; taken.Contains(name); again++)
            name = $"{ListName} ({again})";
        sheets.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet
        {
            Name = name,
            SheetId = sheets.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.SheetId?.Value ?? 0).Max() + 1,
            Id = book.GetIdOfPart(part),
        });

        void Line(uint style, params string[] texts)
        {
            n++;
            var row = new DocumentFormat.OpenXml.Spreadsheet.Row { RowIndex = (uint)n };
            foreach (var (i, text) in texts.Index())
                row.Append(new DocumentFormat.OpenXml.Spreadsheet.Cell { CellReference = CellName.Of(n, i + 1), StyleIndex = style, DataType = CellValues.InlineString, InlineString = new(new Text(Legal(text)) { Space = SpaceProcessingModeValues.Preserve }) });
            data.Append(row);
        }

        static DocumentFormat.OpenXml.Spreadsheet.Column Column(uint at, double width) => new() { Min = at, Max = at, Width = width, CustomWidth = true };
    }

    /// <summary>What a cell or a note may hold: XML's own signs, and not more than Excel takes.</summary>
    public static string Legal(string text)
    {
        var legal = string.Concat(text.Where((c, i) => XmlConvert.IsXmlChar(c) || (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) || (char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]))));
        return legal.Length <= 32_000 ? legal : legal[..(char.IsHighSurrogate(legal[31_999]) ? 31_999 : 32_000)];
    }

    /// <summary>Each style that a marked cell has, once more with the fill of the mark.</summary>
    private sealed class Marks
    {
        private readonly Stylesheet _styles;
        private readonly Dictionary<(uint, Severity), uint> _made = [];
        private readonly Dictionary<Severity, uint> _fills = [];

        public Marks(WorkbookPart book)
        {
            var part = book.WorkbookStylesPart ?? book.AddNewPart<WorkbookStylesPart>();
            _styles = part.Stylesheet ??= new();
            _styles.Fonts ??= new(new Font());
            if (_styles.Fills is null || !_styles.Fills.HasChildren)
                _styles.Fills = new(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
            _styles.Borders ??= new(new Border());
            _styles.CellFormats ??= new(new CellFormat());
            foreach (var (severity, color) in new[] { (Severity.Blocking, Blocking), (Severity.Confirm, Asking) })
            {
                _fills[severity] = (uint)_styles.Fills.ChildElements.Count;
                _styles.Fills.Append(new Fill(new PatternFill(new ForegroundColor { Rgb = color }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid }));
            }
        }

        public uint Of(uint style, Severity severity)
        {
            if (_made.TryGetValue((style, severity), out var known))
                return known;
            var format = (CellFormat)(_styles.CellFormats!.Elements<CellFormat>().ElementAtOrDefault((int)Math.Min(style, int.MaxValue)) ?? new CellFormat()).CloneNode(deep: true);
            (format.FillId, format.ApplyFill) = (_fills[severity], true);
            _styles.CellFormats!.Append(format);
            return _made[(style, severity)] = (uint)_styles.CellFormats.ChildElements.Count - 1;
        }

        public void Save()
        {
            _styles.Fonts!.Count = (uint)_styles.Fonts.ChildElements.Count;
            _styles.Fills!.Count = (uint)_styles.Fills.ChildElements.Count;
            _styles.Borders!.Count = (uint)_styles.Borders.ChildElements.Count;
            _styles.CellFormats!.Count = (uint)_styles.CellFormats.ChildElements.Count;
            _styles.Save();
        }
    }
}
