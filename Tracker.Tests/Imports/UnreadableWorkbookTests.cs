using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Tracker.Domain.Imports;
using Tracker.Jobs.Imports;

namespace Tracker.Tests.Imports;

/// <summary>Alone, since it looks at the time that a bad file takes.</summary>
[NonParallelizable]
public class UnreadableWorkbookTests
{
    private static readonly SheetDraft Plain = Paper.Programme([1, "Họp giao ban", "Ban Pháp chế", null, "Tháng 3", null]);

    private static void Refused(string code, byte[] content, string fileName = "thu.xlsx", WorkbookLimits? limits = null)
    {
        var watch = Stopwatch.StartNew();
        var refusal = Assert.Throws<UnreadableWorkbook>(() => WorkbookReader.Read(content, fileName, limits));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal!.Code, Is.EqualTo(code));
            Assert.That(refusal.Message, Does.Contain("ãy "), "says what to do");
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
        }
    }

    private static byte[] With(string part, Func<string, string> change, params SheetDraft[] sheets)
    {
        var parts = Sheets.Parts(sheets.Length > 0 ? sheets : [Plain]);
        parts[part] = change(parts.GetValueOrDefault(part) ?? "");
        return Sheets.Zip(parts);
    }

    [Test]
    public void An_empty_file_is_refused() => Refused("empty-file", []);

    [Test]
    public void Random_bytes_are_refused() => Refused("not-a-workbook", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7919 >> 3))]);

    [Test]
    public void A_truncated_workbook_is_refused() => Refused("damaged", Sheets.Bytes(Plain)[..^400]);

    [Test]
    public void A_workbook_with_a_damaged_part_is_refused()
    {
        var bytes = Sheets.Bytes(Plain);
        Array.Fill(bytes, (byte)0xAA, bytes.Length / 2, 200);
        Refused("damaged", bytes);
    }

    [Test]
    public void A_Word_file_is_refused() => Refused("word-document", Sheets.Zip(new Dictionary<string, string> { ["word/document.xml"] = "<w/>", ["[Content_Types].xml"] = "<Types/>" }));

    [Test]
    public void Another_archive_is_refused() => Refused("not-a-workbook", Sheets.Zip(new Dictionary<string, string> { ["ghi chu.txt"] = "xin chào" }));

    [Test]
    public void A_web_page_named_as_a_workbook_is_refused() => Refused("other-format", Encoding.UTF8.GetBytes("<html><table><tr><td>TT</td></tr></table></html>"), "bang.xls");

    [Test]
    public void A_pdf_is_refused() => Refused("other-format", "%PDF-1.7 …"u8.ToArray());

    [Test]
    public void A_workbook_without_content_is_refused() => Refused("no-content", Sheets.Bytes(new SheetDraft("Sheet1", [])));

    [Test]
    public void A_file_beyond_the_size_limit_is_refused() => Refused("file-too-large", Sheets.Bytes(Plain), limits: new(FileBytes: 500));

    [TestCase("EncryptedPackage", "password-protected")]
    [TestCase("WordDocument", "word-document")]
    [TestCase("Something", "not-a-workbook")]
    public void A_compound_file_is_known_by_its_streams(string stream, string code) => Refused(code, OldFile.Compound(stream));

    [Test]
    public void An_old_workbook_with_a_password_is_refused() =>
        // BOF, then FilePass, then the rest of the stream unreadable.
        Refused("password-protected", OldFile.Compound("Workbook", [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00, 0xBB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0, 0x2F, 0x00, 0x06, 0x00, 0x00, 0x00, 0x12, 0x34, 0x56, 0x78, 0x0A, 0, 0, 0]));

    [Test]
    public void A_compound_file_whose_directory_goes_in_circles_is_refused()
    {
        var file = OldFile.Compound("Workbook");
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(512 + 4), 1);
        Refused("damaged", file);
    }

    [Test]
    public void A_cell_in_the_last_column_of_the_last_row_is_refused_quickly()
    {
        Refused("too-many-rows", Sheets.Bytes(Plain with { Rows = [.. Plain.Rows, [new Xml("""</row><row r="1048576"><c r="XFD1048576"><v>1</v></c>""")]] }));
        Refused("too-many-rows", Sheets.Bytes(Plain with { Rows = [.. Plain.Rows, [new Xml("""<c r="XFD1048576"><v>1</v></c>""")]] }));
        Refused("too-many-columns", Sheets.Bytes(Plain with { Rows = [.. Plain.Rows, [new Xml("""<c r="XFD7"><v>1</v></c>""")]] }));
    }

    [Test]
    public void A_declared_dimension_is_not_believed()
    {
        var workbook = Sheets.Read(Plain with { Preface = "<dimension ref=\"A1:XFD1048576\"/>" });
        Assert.That(workbook.Sheets[0].Rows, Has.Count.EqualTo(Paper.First));
    }

    [Test]
    public void More_rows_than_the_limit_are_refused() =>
        Refused("too-many-rows", Sheets.Bytes(new SheetDraft("A", [.. Enumerable.Range(1, 60).Select(i => new object?[] { i })])), limits: new(Rows: 50));

    [Test]
    public void More_cells_than_the_limit_are_refused() =>
        Refused("too-many-cells", Sheets.Bytes(new SheetDraft("A", [.. Enumerable.Range(1, 20).Select(i => new object?[] { i, i, i })])), limits: new(Cells: 50));

    [Test]
    public void More_sheets_than_the_limit_are_refused() =>
        Refused("too-many-sheets", Sheets.Bytes([.. Enumerable.Range(1, 5).Select(i => Plain with { Name = $"S{i}" })]), limits: new(Sheets: 4));

    [Test]
    public void A_part_that_unpacks_to_far_more_than_it_says_is_refused()
    {
        var bomb = With("xl/worksheets/sheet1.xml", xml => xml + new string(' ', 3_000_000));
        Refused("unpacks-too-large", bomb, limits: new(UnpackedBytes: 1_000_000));

        // The central directory claims that the part is tiny.
        var at = bomb.AsSpan().LastIndexOf("xl/worksheets/sheet1.xml"u8) - 46;
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(at + 24), 10);
        Refused("damaged", bomb, limits: new(UnpackedBytes: 1_000_000));
    }

    [Test]
    public void A_bomb_of_shared_strings_is_refused() =>
        Refused("text-too-long", With("xl/sharedStrings.xml", _ => $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{new string('x', 5_000_000)}</t></si></sst>"));

    [Test]
    public void Entities_are_refused()
    {
        const string Laughs = """<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>""";
        Refused("unsafe-xml", With("xl/worksheets/sheet1.xml", xml => Laughs + xml));
        Refused("unsafe-xml", With("xl/sharedStrings.xml", _ => Laughs + "<sst><si><t>&b;</t></si></sst>"));
    }

    [Test]
    public void Many_parts_are_refused()
    {
        var parts = Sheets.Parts([Plain]).Concat(Enumerable.Range(0, 30).Select(i => KeyValuePair.Create($"xl/p{i}.xml", "<a/>")));
        Refused("too-many-parts", Sheets.Zip(parts), limits: new(Parts: 20));
    }

    [Test]
    public void Other_workbook_formats_are_named()
    {
        Refused("other-format", Sheets.Zip(new Dictionary<string, string> { ["xl/workbook.bin"] = "x" }));
        Refused("other-format", Sheets.Zip(new Dictionary<string, string> { ["content.xml"] = "<x/>", ["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet" }));
    }

    [TestCase("MẬT")]
    [TestCase("TỐI MẬT")]
    [TestCase("  Tuyệt   mật ")]
    [TestCase("Độ mật: Mật")]
    [TestCase("Độ mật: TỐI MẬT (bản số 3)")]
    [TestCase("MẬT")]
    public void A_file_marked_as_secret_is_refused(string marking) =>
        Refused("classified", Sheets.Bytes(Plain with { Rows = [[marking], .. Plain.Rows[1..]] }));

    [Test]
    public void A_marking_in_the_printed_header_counts_too() =>
        Refused("classified", With("xl/worksheets/sheet1.xml", xml => xml.Replace("</worksheet>", "<headerFooter><oddHeader>&amp;L&amp;\"Times New Roman,Bold\"&amp;14TỐI MẬT&amp;RTrang &amp;P</oddHeader></headerFooter></worksheet>")));

    [TestCase("TỐI MẬT")]
    [TestCase("HỘI ĐỒNG NHÂN DÂN\nĐộ mật: Mật")]
    public void A_marking_in_a_text_box_of_an_old_file_is_seen(string box)
    {
        object?[][] rows = Paper.Programme([1, "Họp giao ban", "Ban PC", null, "Tháng 3", null]).Rows;
        Assert.That(Assert.Throws<UnreadableWorkbook>(() => WorkbookReader.Read(OldFile.Xls("A", rows, box: box), "a.xls"))!.Code, Is.EqualTo("classified"));
        Assert.That(WorkbookReader.Read(OldFile.Xls("A", rows, box: "Bảo mật thông tin"), "a.xls").Sheets, Has.Count.EqualTo(1));
    }

    [TestCase("xl/drawings/drawing1.xml", """<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>TỐI </a:t></a:r><a:r><a:t>MẬT</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>""")]
    [TestCase("xl/drawings/drawing1.xml", """<xdr:wsDr xmlns:xdr="x"><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Picture 1" descr="Độ mật: Tuyệt mật"/></xdr:nvPicPr></xdr:pic></xdr:wsDr>""")]
    [TestCase("xl/drawings/vmlDrawing1.vml", """<xml xmlns:v="v"><v:shape><v:textbox><div><font>MẬT</font></div></v:textbox></v:shape></xml>""")]
    [TestCase("xl/comments1.xml", """<comments><commentList><comment><text><r><t>MẬT</t></r></text></comment></commentList></comments>""")]
    public void A_marking_in_a_text_box_a_picture_or_a_note_counts_too(string part, string xml) => Refused("classified", With(part, _ => xml));

    [Test]
    public void A_quotation_that_is_never_closed_names_its_line()
    {
        const string Start = "TT;Nội dung;Chủ trì;Thời gian\n1;\"Họp\nhai dòng\";Ban PC;Tháng 3\n2;\"Giám sát;Ban PC;Tháng 4\n";
        var file = WorkbookReader.Read(Encoding.UTF8.GetBytes(Start + "3;Khảo sát;Ban PC;Tháng 5\n"), "ctr.csv");
        var finding = new Ledger().Read(file).Findings.Single(f => f.Code == "open-quote");
        Assert.That(finding.Severity, Is.EqualTo(Severity.Blocking));
        Assert.That(finding.Message, Does.Contain("dòng 4 của tệp CSV"));
        Refused("open-quote", Encoding.UTF8.GetBytes(Start + new string('x', 40_000)), "ctr.csv");
    }

    [Test]
    public void A_marking_in_an_old_encoding_counts_too() => Refused("classified", Sheets.Bytes(new SheetDraft("A", [["TuyÖt mËt"], ["TT", "Néi dung", "Thêi gian"], [1, "ViÖc", "Th¸ng 3"]])));

    [TestCase("Giám sát công tác bảo mật thông tin")]
    [TestCase("Độ mật: không")]
    [TestCase("Bảo vệ bí mật nhà nước")]
    public void Secrecy_as_a_subject_is_no_marking(string text) =>
        Assert.That(Sheets.Read(Paper.Programme([1, text, "Ban Pháp chế", null, "Tháng 3", null])).Sheets, Has.Count.EqualTo(1));

    [Test]
    public void Whatever_is_broken_off_anywhere_is_read_or_refused_but_never_fails_otherwise()
    {
        foreach (var whole in new[] { Sheets.Bytes(Plain), OldFile.Xls("A", Plain.Rows) })
        {
            for (var length = 1; length < whole.Length; length += 101)
                ReadOrRefuse(whole[..length]);
            for (var at = 0; at < whole.Length; at += 83)
            {
                var changed = whole.ToArray();
                changed[at] ^= 0x5A;
                ReadOrRefuse(changed);
            }
        }

        static void ReadOrRefuse(byte[] content)
        {
            try
            {
                WorkbookReader.Read(content, "thu.xlsx");
            }
            catch (UnreadableWorkbook)
            {
            }
        }
    }

    [Test]
    public void Csv_in_another_encoding_is_refused() => Refused("not-utf8", [.. "TT;N"u8, 0xE9, .. "i dung"u8], "ctr.csv");
}
