using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Tracker.Domain.Imports;

namespace Tracker.Jobs.Imports;

/// <summary>An .xlsx of the cells that were read, for files of other kinds: texts as texts, days as days, numbers as numbers, nothing that is worked out.</summary>
internal static class PlainWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static byte[] Of(Workbook workbook)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var names = Names(workbook);
            Part("[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{string.Concat(names.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))}</Types>""");
            Part("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(names.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
            Part("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="1"><font><sz val="12"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs></styleSheet>""");
            Xml("xl/workbook.xml", xml =>
            {
                xml.WriteStartElement("workbook", Main);
                xml.WriteStartElement("sheets", Main);
                foreach (var (i, name) in names.Index())
                {
                    xml.WriteStartElement("sheet", Main);
                    xml.WriteAttributeString("name", name);
                    xml.WriteAttributeString("sheetId", Number(i + 1));
                    if (workbook.Sheets[i].Hidden)
                        xml.WriteAttributeString("state", "hidden");
                    xml.WriteAttributeString("r", "id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships", $"rId{i + 1}");
                    xml.WriteEndElement();
                }
            });
            foreach (var (i, sheet) in workbook.Sheets.Index())
                Xml($"xl/worksheets/sheet{i + 1}.xml", xml => Write(xml, sheet));

            void Part(string name, string text)
            {
                using var to = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
                to.Write(text);
            }

            void Xml(string name, Action<XmlWriter> write)
            {
                using var to = XmlWriter.Create(archive.CreateEntry(name).Open(), new() { CloseOutput = true, CheckCharacters = true });
                write(to);
                to.WriteEndDocument();
            }
        }
        return file.ToArray();
    }

    private static void Write(XmlWriter xml, Sheet sheet)
    {
        xml.WriteStartElement("worksheet", Main);
        var width = sheet.Rows.Select(r => r.Cells.Length).DefaultIfEmpty(0).Max();
        if (width > 0)
        {
            xml.WriteStartElement("cols", Main);
            for (var column = 1; column <= width; column++)
            {
                xml.WriteStartElement("col", Main);
                xml.WriteAttributeString("min", Number(column));
                xml.WriteAttributeString("max", Number(column));
                xml.WriteAttributeString("width", Number(Math.Clamp(sheet.Rows.Where(r => r[column]?.Text.Length < 120).Select(r => r[column]!.Text.Length).DefaultIfEmpty(8).Max() + 2, 8, 50)));
                xml.WriteAttributeString("customWidth", "1");
                if (sheet.HiddenColumns.Contains(column))
                    xml.WriteAttributeString("hidden", "1");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteStartElement("sheetData", Main);
        foreach (var row in sheet.Rows.Where(r => !r.IsEmpty))
        {
            xml.WriteStartElement("row", Main);
            xml.WriteAttributeString("r", Number(row.Number));
            if (row.Hidden)
                xml.WriteAttributeString("hidden", "1");
            foreach (var (i, cell) in row.Cells.Index())
            {
                if (cell is not null)
                    Write(xml, CellName.Of(row.Number, i + 1), cell);
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        // Overlapping ones would make Excel mend the file.
        var merged = sheet.Merged.Where(m => (m.LastRow > m.FirstRow || m.LastColumn > m.FirstColumn) && m.FirstRow >= 1 && m.FirstColumn >= 1).Take(2000).ToArray();
        if (merged.Length > 0 && !Array.Exists(merged, m => merged.Any(o => o != m && o.FirstRow <= m.LastRow && m.FirstRow <= o.LastRow && o.FirstColumn <= m.LastColumn && m.FirstColumn <= o.LastColumn)))
        {
            xml.WriteStartElement("mergeCells", Main);
            foreach (var range in merged)
            {
                xml.WriteStartElement("mergeCell", Main);
                xml.WriteAttributeString("ref", $"{CellName.Of(range.FirstRow, range.FirstColumn)}:{CellName.Of(range.LastRow, range.LastColumn)}");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string name, Cell cell)
    {
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", name);
        if (cell.Day is { Year: >= 1901 } day)
        {
            xml.WriteAttributeString("s", "1");
            xml.WriteElementString("v", Main, Number(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber));
        }
        else if (cell.Number is { } number && double.IsFinite(number))
        {
            xml.WriteElementString("v", Main, number.ToString("R", CultureInfo.InvariantCulture));
        }
        else
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(MarkedWorkbook.Legal(cell.Text));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>As Excel takes them: at most 31 signs, some of them not, no two alike.</summary>
    private static List<string> Names(Workbook workbook)
    {
        var names = new List<string>();
        foreach (var sheet in workbook.Sheets)
        {
            var plain = string.Concat(MarkedWorkbook.Legal(sheet.Name).Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : c)).Trim().Trim('\'');
            var name = plain.Length == 0 ? "Sheet" : plain[..Math.Min(plain.Length, 31)];
            for (var n = 2; names.Contains(name, StringComparer.OrdinalIgnoreCase); n++)
                name = $"{plain[..Math.Min(plain.Length, 25)]} ({n})";
            names.Add(name);
        }
        return names;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
