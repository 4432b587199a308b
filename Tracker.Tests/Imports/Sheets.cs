using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Tracker.Domain.Imports;
using Tracker.Jobs.Imports;

namespace Tracker.Tests.Imports;

/// <summary>A sheet to be written. Cells are null, text, numbers, <see cref="DateOnly"/> (a real date), <see cref="Month"/> or <see cref="Xml"/>.</summary>
internal sealed record SheetDraft(string Name, object?[][] Rows)
{
    public string State { get; init; } = "visible";
    public string[] Merged { get; init; } = [];
    public int[] HiddenRows { get; init; } = [];
    public int[] HiddenColumns { get; init; } = [];

    /// <summary>Stands between the sheet's opening and its data.</summary>
    public string Preface { get; init; } = "";
}

/// <summary>A date shown as month and year.</summary>
internal sealed record Month(DateOnly Day);

/// <summary>A whole cell element as it is to stand in the file.</summary>
internal sealed record Xml(string Text);

/// <summary>Small .xlsx files, made part by part, so that broken ones can be made too.</summary>
internal static class Sheets
{
    public static Workbook Read(params SheetDraft[] sheets) => WorkbookReader.Read(Bytes(sheets), "thu.xlsx");

    public static byte[] Bytes(params SheetDraft[] sheets) => Zip(Parts(sheets));

    public static byte[] Zip(IEnumerable<KeyValuePair<string, string>> parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in parts)
            {
                using var part = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
                part.Write(text);
            }
        }
        return file.ToArray();
    }

    public static Dictionary<string, string> Parts(SheetDraft[] sheets, bool from1904 = false) => new Dictionary<string, string>
    {
        ["[Content_Types].xml"] = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>""",
        ["_rels/.rels"] = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
        ["xl/workbook.xml"] = $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr{(from1904 ? " date1904=\"1\"" : "")}/><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{Escape(s.Name)}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>""",
        ["xl/_rels/workbook.xml.rels"] = $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""",
        ["xl/styles.xml"] = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="mm/yyyy"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>""",
    }.Concat(sheets.Select((s, i) => KeyValuePair.Create($"xl/worksheets/sheet{i + 1}.xml", Part(s, from1904)))).ToDictionary();

    public static string Escape(string text) => SecurityElement.Escape(text)!;

    private static string Part(SheetDraft sheet, bool from1904)
    {
        var xml = new StringBuilder("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">""").Append(sheet.Preface);
        if (sheet.HiddenColumns.Length > 0)
            xml.Append("<cols>").AppendJoin("", sheet.HiddenColumns.Select(c => $"<col min=\"{c}\" max=\"{c}\" width=\"0\" hidden=\"1\" customWidth=\"1\"/>")).Append("</cols>");
        xml.Append("<sheetData>");
        for (var row = 1; row <= sheet.Rows.Length; row++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\"{(sheet.HiddenRows.Contains(row) ? " ht=\"15.75\" customHeight=\"1\" hidden=\"1\"" : "")}>");
            for (var column = 1; column <= sheet.Rows[row - 1].Length; column++)
                xml.Append(Cell(sheet.Rows[row - 1][column - 1], CellName.Of(row, column), from1904));
            xml.Append("</row>");
        }
        xml.Append("</sheetData>");
        if (sheet.Merged.Length > 0)
            xml.Append("<mergeCells>").AppendJoin("", sheet.Merged.Select(m => $"<mergeCell ref=\"{m}\"/>")).Append("</mergeCells>");
        return xml.Append("</worksheet>").ToString();
    }

    private static string Cell(object? value, string name, bool from1904) => value switch
    {
        null => "",
        Xml xml => xml.Text,
        string text => $"<c r=\"{name}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escape(text)}</t></is></c>",
        DateOnly day => $"<c r=\"{name}\" s=\"1\"><v>{Serial(day, from1904)}</v></c>",
        Month month => $"<c r=\"{name}\" s=\"2\"><v>{Serial(month.Day, from1904)}</v></c>",
        bool flag => $"<c r=\"{name}\" t=\"b\"><v>{(flag ? 1 : 0)}</v></c>",
        _ => $"<c r=\"{name}\"><v>{Convert.ToString(value, CultureInfo.InvariantCulture)}</v></c>",
    };

    private static int Serial(DateOnly day, bool from1904) => day.DayNumber - new DateOnly(1899, 12, 30).DayNumber - (from1904 ? 1462 : 0);
}

/// <summary>The three kinds of file as an office would write them, with the rows of a test.</summary>
internal static class Paper
{
    /// <summary>First row below the header in each of these.</summary>
    public const int First = 6;

    public static readonly object?[] ProgrammeHeader = ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Ghi chú"];
    public static readonly object?[] ProgressHeader = ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Kết quả thực hiện", "Ngày hoàn thành", "Số văn bản", "Nguyên nhân chậm"];
    public static readonly object?[] AdhocHeader = ["TT", "Nhiệm vụ", "Nguồn giao", "Ngày giao", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Kết quả", "Ngày hoàn thành"];

    public static SheetDraft Programme(params object?[][] rows) => new("Chương trình", [.. Letterhead("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019", null), ProgrammeHeader, .. rows]);

    public static SheetDraft Progress(string? asOf, params object?[][] rows) =>
        new("Tiến độ", [.. Letterhead("TIẾN ĐỘ THỰC HIỆN CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019", asOf), ProgressHeader, .. rows]);

    public static SheetDraft Adhoc(string? asOf, params object?[][] rows) =>
        new("Phát sinh", [.. Letterhead("NHIỆM VỤ MỚI PHÁT SINH NĂM 2019", asOf), AdhocHeader, .. rows]);

    public static object?[][] Letterhead(string title, string? asOf) =>
    [
        ["Số: 05/CTr-HĐND"],
        ["Hà Nội, ngày 07 tháng 01 năm 2019"],
        [title],
        [asOf is null ? null : $"Số liệu tính đến hết ngày {asOf}"],
    ];
}
