using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Tracker.Domain.Imports;
using Tracker.Jobs.Imports;

namespace Tracker.Tests.Imports;

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
    public void A_compound_file_is_known_by_its_streams(string stream, string code) => Refused(code, Compound(stream));

    [Test]
    public void An_old_workbook_with_a_password_is_refused() =>
        // BOF, then FilePass, then the rest of the stream unreadable.
        Refused("password-protected", Compound("Workbook", [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00, 0xBB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0, 0x2F, 0x00, 0x06, 0x00, 0x00, 0x00, 0x12, 0x34, 0x56, 0x78, 0x0A, 0, 0, 0]));

    [Test]
    public void A_compound_file_whose_directory_goes_in_circles_is_refused()
    {
        var file = Compound("Workbook");
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
    public void A_marking_in_an_old_encoding_counts_too() => Refused("classified", Sheets.Bytes(new SheetDraft("A", [["TuyÖt mËt"], ["TT", "Néi dung", "Thêi gian"], [1, "ViÖc", "Th¸ng 3"]])));

    [TestCase("Giám sát công tác bảo mật thông tin")]
    [TestCase("Độ mật: không")]
    [TestCase("Bảo vệ bí mật nhà nước")]
    public void Secrecy_as_a_subject_is_no_marking(string text) =>
        Assert.That(Sheets.Read(Paper.Programme([1, text, "Ban Pháp chế", null, "Tháng 3", null])).Sheets, Has.Count.EqualTo(1));

    [Test]
    public void Whatever_is_broken_off_anywhere_is_read_or_refused_but_never_fails_otherwise()
    {
        var whole = Sheets.Bytes(Plain);
        for (var length = 1; length < whole.Length; length += 37)
            ReadOrRefuse(whole[..length]);
        for (var at = 0; at < whole.Length; at += 29)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x5A;
            ReadOrRefuse(changed);
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

    [TestCase(";", true)]
    [TestCase(",", false)]
    [TestCase("\t", false)]
    public void Csv_is_read_whatever_separates_it(string separator, bool bom)
    {
        string[][] rows =
        [
            ["Số: 05/CTr-HĐND"], ["Hà Nội, ngày 07 tháng 01 năm 2019"], ["CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019"],
            ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời gian"],
            ["1", "Thẩm tra báo cáo, tờ trình; dự thảo", "Ban Pháp chế", "Tháng 3"],
            ["2", "Họp \"giao ban\"\nhai dòng", "Ban Đô thị", "15/6"],
        ];
        var text = string.Join("\r\n", rows.Select(r => string.Join(separator, r.Select(c => c.IndexOfAny([',', ';', '"', '\n']) < 0 ? c : $"\"{c.Replace("\"", "\"\"")}\""))));
        var reading = new Ledger().Read(WorkbookReader.Read([.. bom ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.UTF8.GetBytes(text)], "ctr.csv"));

        Assert.That(reading.Plan?.Created, Is.EqualTo(2), () => string.Join('\n', reading.Findings.Select(f => f.Message)));
        Assert.That(reading.Rows.Select(r => r.Title), Is.EqualTo(new[] { "Thẩm tra báo cáo, tờ trình; dự thảo", "Họp \"giao ban\" hai dòng" }));
    }

    [Test]
    public void Csv_in_another_encoding_is_refused() => Refused("not-utf8", [.. "TT;N"u8, 0xE9, .. "i dung"u8], "ctr.csv");

    [Test]
    public void Dates_come_as_days_in_both_date_systems_and_months_as_months()
    {
        object?[][] rows = [[new DateOnly(2019, 3, 26), new Month(new(2019, 6, 1)), 1.5, true, new Xml("""<c r="E1" t="e"><v>#REF!</v></c>"""), new Xml("""<c r="F1" t="str"><f>A1&amp;"x"</f><v>kết quả</v></c><c r="G1"><f>NOW()</f></c>""")]];
        foreach (var from1904 in new[] { false, true })
        {
            var row = WorkbookReader.Read(Sheets.Zip(Sheets.Parts([new SheetDraft("A", rows)], from1904)), "a.xlsx").Sheets[0].Rows[0];
            using (Assert.EnterMultipleScope())
            {
                Assert.That(row[1], Is.EqualTo(new Cell(CellKind.Date, "26/03/2019", new DateOnly(2019, 3, 26))));
                Assert.That(row[2], Is.EqualTo(new Cell(CellKind.Date, "06/2019")));
                Assert.That(row[3], Is.EqualTo(new Cell(CellKind.Number, "1.5", Number: 1.5)));
                Assert.That(row[4]?.Kind, Is.EqualTo(CellKind.Boolean));
                Assert.That(row[5], Is.EqualTo(new Cell(CellKind.Error, "#REF!")));
                Assert.That(row[6], Is.EqualTo(Cell.Of("kết quả")));
                Assert.That(row[7], Is.EqualTo(new Cell(CellKind.Error, "#CHƯA TÍNH")));
            }
        }
    }

    /// <summary>A compound file with one stream: header, allocation table, directory, and the stream's bytes.</summary>
    private static byte[] Compound(string stream, byte[]? bytes = null)
    {
        const int Sector = 512, StreamSectors = 8;
        var file = new byte[Sector * (3 + StreamSectors)];
        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
        void U16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);
        void Entry(int at, string name, byte type, uint child, uint start, uint size)
        {
            Encoding.Unicode.GetBytes(name).CopyTo(file, at);
            U16(at + 64, (ushort)(2 * name.Length + 2));
            (file[at + 66], file[at + 67]) = (type, 1);
            U32(at + 68, 0xFFFFFFFF);
            U32(at + 72, 0xFFFFFFFF);
            U32(at + 76, child);
            U32(at + 116, start);
            U32(at + 120, size);
        }

        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        U16(24, 0x3E);
        U16(26, 3);
        U16(28, 0xFFFE);
        U16(30, 9);
        U16(32, 6);
        U32(44, 1);
        U32(48, 1);
        U32(56, 4096);
        U32(60, 0xFFFFFFFE);
        U32(68, 0xFFFFFFFE);
        for (var i = 0; i < 109; i++)
            U32(76 + 4 * i, i == 0 ? 0 : 0xFFFFFFFF);
        for (var i = 0; i < 128; i++)
            U32(Sector + 4 * i, i == 0 ? 0xFFFFFFFD : i == 1 || i == 1 + StreamSectors ? 0xFFFFFFFE : i < 1 + StreamSectors ? (uint)i + 1 : 0xFFFFFFFF);
        Entry(2 * Sector, "Root Entry", 5, 1, 0xFFFFFFFE, 0);
        Entry(2 * Sector + 128, stream, 2, 0xFFFFFFFF, 2, StreamSectors * Sector);
        bytes?.CopyTo(file, 3 * Sector);
        return file;
    }
}
