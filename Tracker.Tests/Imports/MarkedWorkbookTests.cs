using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Tracker.Domain.Imports;
using Tracker.Jobs.Imports;

namespace Tracker.Tests.Imports;

/// <summary>Findings come back as the same workbook: cells filled, sentences as notes, nothing else changed, nothing that runs or leads out.</summary>
public class MarkedWorkbookTests
{
    private static MarkedFile Mark(byte[] content, string name)
    {
        var workbook = WorkbookReader.Read(content, name);
        return MarkedWorkbook.Make(content, name, workbook, new Ledger().Read(workbook).Findings);
    }

    private static string[] Complaints(byte[] content)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(content), false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")];
    }

    private static byte[] Broken(string sample)
    {
        // The first lead of a real file becomes one that nobody knows.
        var file = new MemoryStream();
        file.Write(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", sample)));
        using (var document = SpreadsheetDocument.Open(file, true))
        {
            var sheet = document.WorkbookPart!.WorksheetParts.First();
            var row = sheet.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().First(r => r.RowIndex!.Value == 10);
            var cell = row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().First(c => c.CellReference!.Value == "C10");
            (cell.DataType, cell.CellValue, cell.InlineString) = (CellValues.InlineString, null, new(new Text("Ban Không Ai Biết")));
            sheet.Worksheet.Save();
        }
        return file.ToArray();
    }

    [Test]
    public void Cells_are_filled_and_noted_and_everything_else_stays()
    {
        var original = Broken("ctr-2018.xlsx");
        var marked = Mark(original, "ctr-2018.xlsx");
        using var before = SpreadsheetDocument.Open(new MemoryStream(original), false);
        using var after = SpreadsheetDocument.Open(new MemoryStream(marked.Content), false);
        var (was, now) = (before.WorkbookPart!.WorksheetParts.First(), after.WorkbookPart!.WorksheetParts.First());
        var cell = now.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Single(c => c.CellReference?.Value == "C10");
        var format = after.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);
        var old = before.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>()
            .ElementAt((int)was.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Single(c => c.CellReference?.Value == "C10").StyleIndex!.Value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(marked.Name, Is.EqualTo("ctr-2018 (đã đánh dấu).xlsx"));
            Assert.That(after.WorkbookPart.WorkbookStylesPart.Stylesheet.Fills!.ElementAt((int)format.FillId!.Value).InnerXml, Does.Contain("F8CBC6"));
            Assert.That((format.FontId?.Value, format.BorderId?.Value, format.Alignment?.OuterXml), Is.EqualTo((old.FontId?.Value, old.BorderId?.Value, old.Alignment?.OuterXml)), "the mark keeps font, border and alignment");
            Assert.That(now.WorksheetCommentsPart!.Comments.Descendants<Comment>().Single(c => c.Reference == "C10").InnerText, Does.Contain("không tìm thấy đơn vị “Ban Không Ai Biết”"));
            Assert.That(now.Worksheet.Elements<LegacyDrawing>().Single().Id!.Value, Is.EqualTo(now.GetIdOfPart(now.VmlDrawingParts.Single())));
            foreach (var part in new Func<Worksheet, IEnumerable<OpenXmlElement>>[] { w => w.Elements<MergeCells>(), w => w.Elements<PageSetup>(), w => w.Elements<PageMargins>(), w => w.Elements<Columns>(), w => w.Elements<SheetViews>() })
                Assert.That(part(now.Worksheet).Select(e => e.OuterXml), Is.EqualTo(part(was.Worksheet).Select(e => e.OuterXml)));
            Assert.That(Complaints(marked.Content).Except(Complaints(original)), Is.Empty, "the validator finds nothing in what was added");
        }
        var again = new Ledger().Read(WorkbookReader.Read(marked.Content, marked.Name));
        Assert.That(again.Rows, Has.Count.EqualTo(252), "it can be put right and sent again as it is");
    }

    [TestCase("cũ.xls")]
    [TestCase("bảng.csv")]
    public void Other_files_become_a_workbook_of_their_cells(string name)
    {
        var rows = Paper.Programme([1, "=1+1", "Ban Không Ai Biết", null, "Tháng 3", null], [2, "Giám sát", "Ban ĐT", null, "15/6", null]).Rows;
        var content = name.EndsWith("xls", StringComparison.Ordinal) ? OldFile.Xls("Chương trình", rows) : Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(r => string.Join(';', r))));
        var marked = Mark(content, name);
        Assert.That(Complaints(marked.Content), Is.Empty);
        using var document = SpreadsheetDocument.Open(new MemoryStream(marked.Content), false);
        Assert.That(document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<CellFormula>()), Is.Empty, "a text that looks like a formula stays a text");
        var again = new Ledger().Read(WorkbookReader.Read(marked.Content, marked.Name));
        Assert.That(again.Rows.Select(r => r.Title), Is.EqualTo(new[] { "=1+1", "Giám sát" }));
        Assert.That(again.Findings.Where(f => f.IsOpen).Select(f => f.Cell), Is.EqualTo(new[] { "C6" }));
    }

    [Test]
    public void A_note_of_the_files_own_keeps_its_text_and_gets_the_sentence_below()
    {
        var first = Mark(Broken("ctr-2018.xlsx"), "ctr.xlsx");
        var second = Mark(first.Content, "ctr.xlsx");
        using var document = SpreadsheetDocument.Open(new MemoryStream(second.Content), false);
        var sheet = document.WorkbookPart!.WorksheetParts.First(p => p.WorksheetCommentsPart is not null);
        Assert.That(sheet.WorksheetCommentsPart!.Comments.Descendants<Comment>().Single().InnerText.Split("không tìm thấy đơn vị"), Has.Length.EqualTo(3));
        Assert.That(Complaints(second.Content).Except(Complaints(Broken("ctr-2018.xlsx"))), Is.Empty);
    }

    [Test]
    public void Macros_and_links_are_not_passed_on_and_that_is_said()
    {
        var parts = Sheets.Parts([Paper.Programme([1, "Họp giao ban", "Ban Không Ai Biết", null, "Tháng 3", new Xml("""<c r="F6" t="str"><f>[1]Khac!A1</f><v>theo tệp khác</v></c>""")], [2, "Giám sát", "Ban PC", null, "Tháng 4", new Xml("""<c r="F7" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c>""")])]);
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        parts["[Content_Types].xml"] = $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>""";
        parts["xl/vbaProject.bin"] = "macro";
        parts["xl/externalLinks/externalLink1.xml"] = $"""<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="{Office}" r:id="rId1"/></externalLink>""";
        parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Office}/externalLinkPath" Target="file:///C:/khac.xlsx" TargetMode="External"/></Relationships>""";
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].Replace("</workbook>", "<externalReferences><externalReference r:id=\"rIdX\"/></externalReferences></workbook>");
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].Replace("</Relationships>", $"<Relationship Id=\"rIdX\" Type=\"{Office}/externalLink\" Target=\"externalLinks/externalLink1.xml\"/><Relationship Id=\"rIdV\" Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" Target=\"vbaProject.bin\"/></Relationships>");
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].Replace("</worksheet>", $"<hyperlinks><hyperlink xmlns:r=\"{Office}\" ref=\"B6\" r:id=\"rId9\"/><hyperlink ref=\"B7\" location=\"A1\"/></hyperlinks></worksheet>");
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="{Office}/hyperlink" Target="http://vi-du.test/" TargetMode="External"/></Relationships>""";

        var marked = Mark(Sheets.Zip(parts), "co macro.xlsm");
        using var archive = new ZipArchive(new MemoryStream(marked.Content));
        var all = string.Concat(archive.Entries.Select(e => e.FullName + new StreamReader(e.Open()).ReadToEnd()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(marked.Name, Does.EndWith(".xlsx"));
            Assert.That(all, Does.Not.Contain("vbaProject").And.Not.Contain("khac.xlsx").And.Not.Contain("vi-du.test").And.Not.Contain("[1]Khac").And.Not.Contain("macroEnabled"));
            Assert.That(all, Does.Contain("CONCATENATE").And.Contain("theo tệp khác").And.Contain("Đã bỏ macro của tệp gốc").And.Contain("Đã bỏ các liên kết ra ngoài").And.Contain("location=\"A1\""));
            Assert.That(Complaints(marked.Content), Is.Empty);
            Assert.That(WorkbookReader.Read(marked.Content, marked.Name).Sheets, Has.Count.EqualTo(2), "it can be sent again");
        }
    }
}
