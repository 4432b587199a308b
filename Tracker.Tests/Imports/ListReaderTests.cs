using System.Text;
using Tracker.Domain.Imports;
using Tracker.Jobs.Imports;

namespace Tracker.Tests.Imports;

/// <summary>Lists of any kind from sheets: which columns, which rows, and what is said of the rest.</summary>
public sealed class ListReaderTests
{
    private static readonly object?[] Header = ["STT", "Loại", "Tháng, số", "Ngày họp", "Giờ họp", "Địa điểm", "Người chủ trì", "Nội dung chính", "Đơn vị dự họp"];

    private static ListReading Meetings(params object?[][] rows) => Meetings(new SheetDraft("Lịch", rows));

    private static ListReading Meetings(params SheetDraft[] sheets) => Read(Lists.Meetings, Sheets.Read(sheets));

    private static ListReading Read(ListShape shape, Workbook workbook) => ListReader.Read(workbook, shape, Council.Units);

    private static string[] Of(ListReading reading, string field) => [.. reading.Rows.Select(r => r.Fields.GetValueOrDefault(field, ""))];

    [Test]
    public void A_sheet_as_offices_write_it_is_its_rows_and_what_isnt_taken_is_said()
    {
        var reading = Meetings(new SheetDraft("Lịch",
        [
            ["HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ", null, null, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["LỊCH GIAO BAN NĂM 2026"],
            [],
            [.. Header, "Số điện thoại"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
            ["I", "GIAO BAN THÁNG"],
            [1, null, 1, new DateOnly(2026, 1, 29), "8:30", "Phòng họp tầng 4", "Chủ tịch HĐND Thành phố", "Công tác tháng 1", "Ban Pháp chế\nBan ĐT", "024"],
            [2, null, "2", "26/02/2026"],
            [],
            ["II", "GIAO BAN CHUYÊN ĐỀ"],
            [3, null, 1, new DateOnly(2026, 3, 10)],
            ["Tổng cộng: 3 phiên"],
            ["III", "Các phiên khác, nếu có"],
            ["Nơi nhận:", null, null, "TM. THƯỜNG TRỰC"],
            ["- Như trên", null, null, "Nguyễn Văn A"],
        ]) { Merged = ["A12:I12", "B6:I6"] });
        Assert.Multiple(() =>
        {
            Assert.That(Of(reading, "meetingKind"), Is.EqualTo(["Giao ban tháng", "Giao ban tháng", "Giao ban chuyên đề"]));
            Assert.That(Of(reading, "meetingNumber"), Is.EqualTo(["1", "2", "1"]));
            Assert.That(Of(reading, "heldOn"), Is.EqualTo(["29/01/2026", "26/02/2026", "10/03/2026"]));
            Assert.That(reading.Rows[0].Fields["units"], Is.EqualTo("Ban Pháp chế; Ban ĐT"));
            Assert.That(reading.Rows[0].Fields["chair"], Is.EqualTo("Chủ tịch HĐND Thành phố"));
            Assert.That(reading.Rows.Select(r => r.Row), Is.EqualTo([7, 8, 11]));
            Assert.That(reading.Findings.Select(f => f.Code), Is.EquivalentTo(["total-row", "group-row", "signature", "unused-column"]));
            Assert.That(reading.Findings.Single(f => f.Code == "unused-column").Message, Does.Contain("J “Số điện thoại”"));
        });
    }

    /// <summary>Headings that offices use, each with the field that it is.</summary>
    [TestCase("agreements", "Số, ký hiệu văn bản | Trích yếu | Ngày ban hành | Các cơ quan | Đơn vị theo dõi | Từ ngày | Đến ngày | Sơ kết", "paperNumber name signedOn parties keeper validFrom validTo review")]
    [TestCase("agreements", "TT | TÊN QUY CHẾ | Số ký hiệu | Các bên tham gia | Ban theo dõi", "name paperNumber parties keeper")]
    [TestCase("obligations", "Điều/khoản | Nội dung phối hợp | Trách nhiệm thực hiện | Thời gian | Hình thức", "clause what debtor due deliverable")]
    [TestCase("conclusions", "STT | Nội dung kết luận | Đơn vị thực hiện | Đơn vị phối hợp | Thời hạn hoàn thành", "text leadUnit cooperatingUnits timePhrase")]
    [TestCase("tasks", "Nguồn giao | Ngày giao | Nội dung nhiệm vụ | Đơn vị chủ trì | Hạn hoàn thành", "source on title leadUnit timePhrase")]
    [TestCase("amendment-lines", "Hình thức điều chỉnh | STT | Nội dung công việc | Nội dung sau điều chỉnh | Chủ trì | Chuyên viên | Ghi chú", "action number title into leadUnit officer note")]
    [TestCase("preparation-steps", "Bước | Số ngày trước khai mạc | Chủ trì | Sản phẩm đầu ra", "text days unit deliverable")]
    public void Headings_go_by_the_names_that_offices_give_them(string list, string headings, string fields)
    {
        var cells = headings.Split(" | ");
        var reading = Read(Lists.All.Single(l => l.Name == list), Sheets.Read(new SheetDraft("A", [["DANH SÁCH"], [.. cells], [.. cells.Select(c => c is "TT" or "STT" && list != "amendment-lines" ? (object?)1 : $"x {c}")]])));
        Assert.That(reading.Rows.Single().Fields.Keys, Is.EquivalentTo(fields.Split(' ')));
        Assert.That(reading.Findings, Is.Empty);
    }

    [Test]
    public void Without_a_header_columns_stand_in_the_usual_order_and_that_is_said()
    {
        var reading = Read(Lists.Conclusions, ListReader.Pasted("1\tRà soát \"kiến nghị\"\tBan PC\t\t15/12/2026\n2\t\"Dòng có\nhai dòng\"\tVP\n"));
        Assert.That(Of(reading, "text"), Is.EqualTo(["Rà soát \"kiến nghị\"", "Dòng có hai dòng"]));
        Assert.That(Of(reading, "leadUnit"), Is.EqualTo(["Ban PC", "VP"]));
        Assert.That(reading.Findings.Single().Message, Does.Contain("TT | Kết luận | Chủ trì | Phối hợp | Thời hạn"));
        // A number is no numbering where a clause may be one.
        Assert.That(Of(Read(Lists.Obligations, ListReader.Pasted("1\tA\tSở Nội vụ\n2\tB\tSở Nội vụ")), "clause"), Is.EqualTo(["1", "2"]));
    }

    [Test]
    public void What_is_unclear_in_a_cell_is_said_of_its_row_and_field()
    {
        var reading = Meetings(
            Header,
            [1, "Giao ban tháng", 1, 46051, null, null, null, null, null, "thừa"],
            [2, "Giao ban tháng", 2, new Xml("<c r=\"D3\" t=\"e\"><v>#REF!</v></c>")]);
        Assert.That(reading.Findings.Select(f => (f.Row, f.Field, f.Code)), Is.EquivalentTo(new (int?, string?, string)[] { (2, "heldOn", "number-for-day"), (3, "heldOn", "cell-error"), (1, null, "unnamed-column") }));
        Assert.That(reading.Findings.First(f => f.Code == "number-for-day").Message, Does.Contain("có thể là ngày 29/01/2026"));
    }

    [Test]
    public void A_header_that_lacks_its_main_column_is_not_guessed_at()
    {
        var reading = Meetings(new SheetDraft("A", [["Loại", "Số", "Khi nào"], ["Giao ban tháng", "1", "29/01/2026"]]));
        Assert.That(reading.Rows, Is.Empty);
        Assert.That(reading.Findings.Single().Message, Does.Contain("không có cột “Ngày họp”"));
    }

    [Test]
    public void Of_several_sheets_those_with_the_list_are_read_and_the_others_named()
    {
        var reading = Meetings(
            new SheetDraft("Quý I", [Header, [1, "Giao ban tháng", 1, "29/01/2026"]]), new SheetDraft("Ghi chú", [["In 20 bản"]]),
            new SheetDraft("Quý II", [Header, [1, "Giao ban tháng", 4, "29/04/2026"]]), new SheetDraft("Cũ", [Header, [1, "Giao ban tháng", 9, "29/09/2025"]]) { State = "hidden" });
        Assert.That(reading.Rows.Select(r => (r.Sheet, r.Fields["meetingNumber"])), Is.EqualTo([("Quý I", "1"), ("Quý II", "4")]));
        Assert.That(reading.Findings.Select(f => f.Code), Is.EquivalentTo(["hidden-sheet", "no-header"]));
    }

    [Test]
    public void Merged_cells_hold_for_the_rows_that_they_span_and_a_unit_alone_in_its_row_leads_those_below()
    {
        var reading = Read(Lists.Tasks, Sheets.Read(new SheetDraft("A",
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Nguồn giao"],
            [null, "Ban Pháp chế"],
            [1, "Góp ý dự thảo", null, "Tháng 3", "Giao ban tháng 2"],
            [2, "Báo cáo bổ sung", null, "Tháng 4"],
            [3, "Tổng hợp", "VP", "Tháng 4"],
        ]) { Merged = ["E3:E5"] }));
        Assert.That(Of(reading, "leadUnit"), Is.EqualTo(["Ban Pháp chế", "Ban Pháp chế", "VP"]));
        Assert.That(Of(reading, "source"), Is.EqualTo(["Giao ban tháng 2", "Giao ban tháng 2", "Giao ban tháng 2"]));
        Assert.That(reading.Findings, Is.Empty);
    }

    [Test]
    public void Old_files_and_texts_are_read_as_such_and_marked_ones_refused()
    {
        object?[][] rows = [["STT", "Néi dung", "Chñ tr×", "Thêi h¹n"], [1, "B¸o c¸o kÕt qu¶", "Ban Ph¸p chÕ", new DateOnly(2026, 6, 15)]];
        var old = Read(Lists.Conclusions, WorkbookReader.Read(OldFile.Xls("KL", rows), "kl.xls", list: Lists.Conclusions));
        Assert.That(old.Rows.Single().Fields, Is.EquivalentTo(new Dictionary<string, string> { ["text"] = "Báo cáo kết quả", ["leadUnit"] = "Ban Pháp chế", ["timePhrase"] = "15/06/2026" }));
        Assert.That(old.Findings.Single().Code, Is.EqualTo("old-encoding"));

        var csv = WorkbookReader.Read(Encoding.UTF8.GetBytes("Số, ký hiệu;Tên quy chế;Các bên;Theo dõi\n06/QC-HĐND;\"Quy chế phối hợp, trao đổi, cung cấp thông tin\";\"Ban PC, Sở Nội vụ, Sở Tư pháp\";Ban PC\n"), "qc.csv", list: Lists.Agreements);
        Assert.That(Of(Read(Lists.Agreements, csv), "parties"), Is.EqualTo(["Ban PC, Sở Nội vụ, Sở Tư pháp"]));

        var pasted = Read(Lists.Tasks, ListReader.Pasted("\"Ngày hội\" toàn dân\tBan PC\n\"Hai\ndòng \"\"này\"\"\"\tBan PC\n\"Chưa đóng\tBan PC\nViệc sau\tBan PC"));
        Assert.That(Of(pasted, "title"), Is.EqualTo(["\"Ngày hội\" toàn dân", "Hai dòng \"này\"", "\"Chưa đóng", "Việc sau"]), "what somebody quotes isn't what a worksheet puts in quotes");

        Assert.That(Assert.Throws<UnreadableWorkbook>(() => ListReader.Pasted("MẬT\nNội dung\tChủ trì"))!.Code, Is.EqualTo("classified"));
    }

    [Test]
    public void More_rows_than_are_taken_at_once_are_refused_whole() =>
        Assert.That(Assert.Throws<UnreadableWorkbook>(() => Read(Lists.Tasks, ListReader.Pasted(string.Join('\n', Enumerable.Range(1, 201).Select(n => $"Việc {n}\tBan PC")))))!.Message, Does.Contain("201 dòng"));
}
