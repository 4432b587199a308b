using Tracker.Domain.Imports;
using Tracker.Jobs.Imports;

namespace Tracker.Tests.Imports;

public class RecognitionTests
{
    private static readonly object?[] Meeting = [1, "Họp giao ban", "Ban Pháp chế", null, "Tháng 3", null];

    private static ImportReading Read(params SheetDraft[] sheets) => new Ledger().Read(Sheets.Read(sheets));

    private static SheetDraft Table(params object?[][] rows) => new("Bảng", rows);

    [TestCase("ctr-2019.xlsx", ImportKind.Programme, 2019, "01/CTr-HĐND", "2019-01-07", null, 1, 273)]
    [TestCase("ctr-2018.xlsx", ImportKind.Programme, 2018, "01/CTr-HĐND", "2018-01-05", null, 1, 252)]
    [TestCase("ctr-2017.xlsx", ImportKind.Programme, 2017, "02/CTr-HĐND", "2017-01-12", null, 6, 174)]
    [TestCase("tien-do-2019-11.xlsx", ImportKind.Progress, 2019, null, "2019-11-30", "2019-11-30", 1, 273)]
    [TestCase("tien-do-2019-12.xlsx", ImportKind.Progress, 2019, null, "2019-12-31", "2019-12-31", 1, 273)]
    [TestCase("tien-do-2018.xlsx", ImportKind.Progress, 2018, null, "2018-12-31", "2018-12-31", 1, 252)]
    [TestCase("tien-do-2017.xlsx", ImportKind.Progress, 2017, null, "2017-12-31", "2017-12-31", 1, 174)]
    [TestCase("phat-sinh-2019.xlsx", ImportKind.Adhoc, 2019, null, "2019-11-30", "2019-11-30", 1, 361)]
    public void The_samples_are_recognised(string file, ImportKind kind, int year, string? number, string issuedOn, string? asOf, int sheets, int rows)
    {
        var found = Recognition.Recognise(Ledger.Sample(file), [])!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Kind, Is.EqualTo(kind));
            Assert.That(found.Year, Is.EqualTo(year));
            Assert.That(found.Years, Is.EqualTo(new[] { year }));
            Assert.That(found.ProgrammeNumber, Is.EqualTo(number));
            Assert.That(found.IssuedOn, Is.EqualTo(DateOnly.Parse(issuedOn)));
            Assert.That(found.AsOf, Is.EqualTo(asOf is null ? (DateOnly?)null : DateOnly.Parse(asOf)));
            Assert.That(found.Sheets, Has.Count.EqualTo(sheets));
            Assert.That(found.Sheets.Sum(s => s.Rows), Is.EqualTo(rows));
        }
    }

    [Test]
    public void Columns_groups_and_title_of_a_sample_are_said()
    {
        var found = Recognition.Recognise(Ledger.Sample("ctr-2018.xlsx"), [])!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Title, Is.EqualTo("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2018 của Thường trực, các Ban và Văn phòng HĐND Thành phố"));
            Assert.That(found.Sheets[0].HeaderRow, Is.EqualTo(8));
            Assert.That(found.Sheets[0].Columns.Select(c => (c.Field, c.Letter)), Is.EqualTo(new[] { (Field.Number, "A"), (Field.Title, "B"), (Field.Lead, "C"), (Field.Cooperating, "D"), (Field.Time, "E"), (Field.Note, "F") }));
            Assert.That(found.Sheets[0].Groups.Select(g => g.Name).First(), Is.EqualTo("I. Thường trực HĐND Thành phố"));
            Assert.That(found.Sheets[0].Groups, Has.Count.EqualTo(6));
        }
    }

    [Test]
    public void A_file_without_a_header_row_says_which_columns_are_looked_for()
    {
        var finding = Read(Table(["Danh sách"], [1, "Việc thứ nhất"], [2, "Việc thứ hai"])).Findings.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Code, Is.EqualTo("no-header"));
            Assert.That(finding.Severity, Is.EqualTo(Severity.Blocking));
            Assert.That(finding.Message, Does.Contain("Nội dung công việc").And.Contain("Cơ quan chủ trì"));
        }
    }

    [Test]
    public void A_header_whose_title_column_has_an_unknown_name_can_be_corrected()
    {
        var file = Sheets.Read(new SheetDraft("A", [.. Paper.Letterhead("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019", null), ["TT", "Đầu việc", "Cơ quan chủ trì", "Thời gian"], [1, "Họp giao ban", "Ban Pháp chế", "Tháng 3"]]));
        var finding = new Ledger().Read(file).Findings.Single(f => f.IsOpen);
        Assert.That((finding.Code, finding.Cell), Is.EqualTo(("no-title-column", "B5")));

        Assert.That(new Ledger().Read(file, new Answer(finding.Id, AnswerAction.Correct, "Nội dung")).Plan?.Created, Is.EqualTo(1));
    }

    [Test]
    public void Two_header_rows_one_below_the_other_are_one_header()
    {
        var reading = Read(new SheetDraft("A",
        [
            .. Paper.Letterhead("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019", null),
            ["TT", "Nội dung công việc", "Đơn vị", null, "Thời gian thực hiện"],
            [null, null, "Chủ trì", "Phối hợp", null],
            [1, "Họp giao ban", "Ban Pháp chế", "Sở Y tế", "Tháng 3"],
        ])
        { Merged = ["A5:A6", "B5:B6", "C5:D5", "E5:E6"] });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Recognised!.Sheets[0].Columns.Select(c => c.Field), Is.EqualTo(new[] { Field.Number, Field.Title, Field.Lead, Field.Cooperating, Field.Time }));
            Assert.That(reading.Plan?.Created, Is.EqualTo(1));
        }
    }

    [Test]
    public void A_second_header_with_other_columns_blocks_and_the_same_one_again_does_not()
    {
        var again = Read(Paper.Programme(Meeting, Paper.ProgrammeHeader, [2, "Họp chuyên đề", "Ban Pháp chế", null, "Tháng 4", null]));
        var other = Read(Paper.Programme(Meeting, ["STT", "Thời gian", "Nội dung", "Chủ trì"], [2, "Tháng 4", "Họp chuyên đề", "Ban Pháp chế"]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Plan?.Created, Is.EqualTo(2));
            Assert.That(other.Findings.Single(f => f.Code == "two-headers").Severity, Is.EqualTo(Severity.Blocking));
            Assert.That(other.Plan, Is.Null);
        }
    }

    [Test]
    public void Column_numbers_totals_and_signatures_are_not_items()
    {
        var reading = Read(Paper.Programme(
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            Meeting,
            [null, "Tổng cộng", null, null, "1 nội dung", null],
            [],
            [null, null, null, null, "Hà Nội, ngày 07 tháng 01 năm 2019", null],
            ["Nơi nhận:", null, null, null, "TM. THƯỜNG TRỰC HĐND", null],
            ["- Như trên;", null, null, null, "CHỦ TỊCH", null],
            [null, null, null, null, "Nguyễn Thị Bích Ngọc", null]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Plan?.Created, Is.EqualTo(1), () => string.Join('\n', reading.Findings.Select(f => f.Message)));
            Assert.That(reading.Findings.Select(f => f.Code), Does.Contain("total-row").And.Contain("signature"));
        }
    }

    [Test]
    public void An_item_called_total_something_stays_an_item() =>
        Assert.That(Read(Paper.Programme(Meeting, [2, "Tổng kết nhiệm kỳ", "Ban Pháp chế", null, "Tháng 4", null], [3, "Tổng số hóa hồ sơ", "Ban Pháp chế", null, "Tháng 4", null])).Plan?.Created, Is.EqualTo(3));

    [Test]
    public void A_group_that_is_a_time_gives_it_to_items_without_one()
    {
        var ledger = new Ledger();
        ledger.Apply(Sheets.Read(Paper.Programme(
            ["QUÝ I", null, null, null, null, null],
            [1, "Việc quý một", "Ban Pháp chế", null, null, null],
            [2, "Việc tháng hai", "Ban Pháp chế", null, "Tháng 2", null],
            ["II", "Tháng 6", null, null, null, null],
            [3, "Việc tháng sáu", "Ban Pháp chế", null, null, null])));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.Titled("Việc quý một").Facts.DueOn, Is.EqualTo(new DateOnly(2019, 3, 31)));
            Assert.That(ledger.Titled("Việc quý một").Facts.TimePhrase, Is.EqualTo("QUÝ I"));
            Assert.That(ledger.Titled("Việc tháng hai").Facts.DueOn, Is.EqualTo(new DateOnly(2019, 2, 28)));
            Assert.That(ledger.Titled("Việc tháng sáu").Facts.DueOn, Is.EqualTo(new DateOnly(2019, 6, 30)));
            Assert.That(ledger.Titled("Việc tháng sáu").Facts.GroupName, Does.Contain("Tháng 6"));
        }
    }

    [Test]
    public void A_group_that_is_a_unit_gives_the_lead_and_months_nest_in_it()
    {
        var ledger = new Ledger();
        ledger.Apply(Sheets.Read(Paper.Programme(
            ["I. BAN PHÁP CHẾ", null, null, null, null, null],
            ["Tháng 3", null, null, null, null, null],
            [1, "Việc thứ nhất", null, null, null, null],
            ["Tháng 4", null, null, null, null, null],
            [2, "Việc thứ hai", null, null, null, null],
            ["II. BAN ĐÔ THỊ", null, null, null, null, null],
            [1, "Việc thứ ba", null, null, "Quý II", null])
            with { Merged = ["A6:F6", "A7:F7", "A9:F9", "A11:F11"] }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.Titled("Việc thứ nhất").Facts.LeadUnitId, Is.EqualTo(Council.Body("Ban Pháp chế").Id));
            Assert.That(ledger.Titled("Việc thứ hai").Facts.LeadUnitId, Is.EqualTo(Council.Body("Ban Pháp chế").Id));
            Assert.That(ledger.Titled("Việc thứ hai").Facts.DueOn, Is.EqualTo(new DateOnly(2019, 4, 30)));
            Assert.That(ledger.Titled("Việc thứ hai").Facts.GroupName, Is.EqualTo("I. BAN PHÁP CHẾ / Tháng 4"));
            Assert.That(ledger.Titled("Việc thứ ba").Facts.LeadUnitId, Is.EqualTo(Council.Body("Ban Đô thị").Id));
        }
    }

    [Test]
    public void The_lead_may_stand_only_above_the_table_or_in_the_sheets_name()
    {
        var ledger = new Ledger();
        object?[] header = ["TT", "Nội dung công việc", "Thời gian"];
        ledger.Apply(Sheets.Read(
            new SheetDraft("Sheet1", [.. Paper.Letterhead("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019", null)[..3], ["của Ban Pháp chế"], header, [1, "Việc một", "Tháng 3"]]),
            new SheetDraft("Ban ĐT", [header, [1, "Việc hai", "Tháng 3"]])));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.Titled("Việc một").Facts.LeadUnitId, Is.EqualTo(Council.Body("Ban Pháp chế").Id));
            Assert.That(ledger.Titled("Việc hai").Facts.LeadUnitId, Is.EqualTo(Council.Body("Ban Đô thị").Id));
        }
    }

    [Test]
    public void A_sheet_that_names_no_lead_anywhere_is_asked_about_once()
    {
        var file = Sheets.Read(new SheetDraft("Sheet1", [.. Paper.Letterhead("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019", null), ["TT", "Nội dung công việc", "Thời gian"], [1, "Việc một", "Tháng 3"], [2, "Việc hai", "Tháng 4"]]));
        var finding = new Ledger().Read(file).Findings.Single(f => f.IsOpen);
        Assert.That((finding.Code, finding.Severity, finding.Cell), Is.EqualTo(("missing-lead", Severity.Blocking, (string?)null)));

        var ledger = new Ledger();
        ledger.Apply(file, new Answer(finding.Id, AnswerAction.Map, "Ban Đô thị"));
        Assert.That(ledger.At(Council.Today).Select(i => i.Facts.LeadUnitId), Is.All.EqualTo(Council.Body("Ban Đô thị").Id));
    }

    [Test]
    public void A_lead_merged_over_several_rows_is_the_lead_of_all_of_them()
    {
        var ledger = new Ledger();
        ledger.Apply(Sheets.Read(Paper.Programme(
            [1, "Việc một", "Ban Pháp chế", null, "Tháng 3", null],
            [2, "Việc hai", null, null, null, null],
            [3, "Việc ba", "Ban Đô thị", null, "Tháng 4", null]) with { Merged = ["C6:C7", "E6:E7"] }));
        Assert.That(ledger.Titled("Việc hai").Facts, Has.Property("LeadUnitId").EqualTo(Council.Body("Ban Pháp chế").Id).And.Property("DueOn").EqualTo(new DateOnly(2019, 3, 31)));
    }

    [Test]
    public void Headers_in_decomposed_letters_numbers_stored_as_text_and_days_as_text_or_serials_read_alike()
    {
        string?[] headings = [.. Paper.ProgrammeHeader.Select(h => ((string?)h)!.Normalize(System.Text.NormalizationForm.FormD))];
        var draft = new SheetDraft("Chương trình",
        [
            .. Paper.Letterhead("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019".Normalize(System.Text.NormalizationForm.FormD), null), headings,
            ["1", "Số viết thành chữ", "Ban Pháp chế", null, "15/06/2019", null], [2, "Số thật, ngày thật", "Ban Pháp chế", null, new DateOnly(2019, 6, 15), null],
        ]);
        foreach (var from1904 in new[] { false, true })
        {
            var ledger = new Ledger();
            ledger.Apply(WorkbookReader.Read(Sheets.Zip(Sheets.Parts([draft], from1904)), "a.xlsx"));
            Assert.That(ledger.At(Council.Today).Select(i => (i.Facts.Number, i.Facts.DueOn)), Is.EquivalentTo(new[] { ("1", (DateOnly?)new(2019, 6, 15)), ("2", new(2019, 6, 15)) }));
        }
    }

    [Test]
    public void Hidden_rows_and_columns_are_read_and_said_and_a_hidden_sheet_is_asked_about()
    {
        var file = Sheets.Read(
            Paper.Programme(Meeting, [2, "Họp kín", "Ban Pháp chế", null, "Tháng 4", null]) with { HiddenRows = [7], HiddenColumns = [6] },
            new SheetDraft("Nháp", [Paper.ProgrammeHeader, [1, "Việc nháp", "Ban Pháp chế", null, "Tháng 5", null]]) { State = "hidden" });
        var reading = new Ledger().Read(file);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Findings.Single(f => f.Code == "hidden-rows"), Has.Property("Severity").EqualTo(Severity.Note));
            Assert.That(reading.Findings.Single(f => f.Code == "hidden-columns").Message, Does.Contain("Ghi chú"));
            Assert.That(reading.Rows, Has.Count.EqualTo(3));
            Assert.That(reading.Findings.Single(f => f.IsOpen).Code, Is.EqualTo("hidden-sheet"));
        }
        var hidden = reading.Findings.Single(f => f.IsOpen).Id;
        Assert.That(new Ledger().Read(file, new Answer(hidden, AnswerAction.Accept)).Plan?.Created, Is.EqualTo(3));
        Assert.That(new Ledger().Read(file, new Answer(hidden, AnswerAction.Skip)).Plan?.Created, Is.EqualTo(2));
    }

    [Test]
    public void Sheets_of_another_kind_block_until_they_are_left_out()
    {
        var file = Sheets.Read(Paper.Programme(Meeting), Paper.Progress("30/11/2019", [1, "Họp giao ban", "Ban Pháp chế", "Hoàn thành", "20/03/2019", null, null]));
        var finding = new Ledger().Read(file).Findings.Single(f => f.IsOpen);
        Assert.That(finding.Code, Is.EqualTo("mixed-kinds"));
        Assert.That(new Ledger().Read(file, new Answer(finding.Id, AnswerAction.Skip)).Plan?.Created, Is.EqualTo(1));
    }

    [Test]
    public void A_programme_without_number_date_or_year_blocks_and_each_can_be_given()
    {
        var file = Sheets.Read(new SheetDraft("A", [["Số:      /CTr-HĐND"], ["Hà Nội, ngày    tháng 01 năm 2019"], ["CHƯƠNG TRÌNH CÔNG TÁC"], [], Paper.ProgrammeHeader, Meeting]));
        var open = new Ledger().Read(file).Findings.Where(f => f.IsOpen).ToArray();
        Assert.That(open.Select(f => f.Code), Is.EquivalentTo(new[] { "letterhead-number", "letterhead-date" }).Or.EquivalentTo(new[] { "letterhead-number", "letterhead-date", "letterhead-year" }));
        Assert.That(open.Select(f => f.Severity), Is.All.EqualTo(Severity.Blocking));

        var values = new Dictionary<string, string> { ["letterhead-number"] = "09/CTr-HĐND", ["letterhead-date"] = "9/1/2019", ["letterhead-year"] = "2019" };
        var plan = new Ledger().Read(file, [.. open.Select(f => new Answer(f.Id, AnswerAction.Correct, values[f.Code]))]).Plan;
        Assert.That(plan?.Programme, Has.Property("Number").EqualTo("09/CTr-HĐND").And.Property("IssuedOn").EqualTo(new DateOnly(2019, 1, 9)).And.Property("Year").EqualTo(2019));
    }

    [Test]
    public void What_the_letterhead_says_can_be_corrected_though_nothing_is_wrong_with_it()
    {
        var file = Sheets.Read(Paper.Programme(Meeting));
        var notes = new Ledger().Read(file).Findings.ToDictionary(f => f.Code);
        Assert.That(notes["letterhead-number"], Has.Property("Cell").EqualTo("A1").And.Property("Severity").EqualTo(Severity.Note));

        var reading = new Ledger().Read(file, new Answer(notes["letterhead-number"].Id, AnswerAction.Correct, "12/CTr-HĐND"), new Answer(notes["letterhead-year"].Id, AnswerAction.Correct, "2018"));
        Assert.That(reading.Plan?.Programme, Has.Property("Number").EqualTo("12/CTr-HĐND").And.Property("Year").EqualTo(2018));
        Assert.That(Recognition.Recognise(file, [new(notes["letterhead-year"].Id, AnswerAction.Correct, "2018")])?.Year, Is.EqualTo(2018));

        var wrong = new Ledger().Read(file, new Answer(notes["letterhead-date"].Id, AnswerAction.Correct, "hôm qua"));
        Assert.That(wrong.Findings.Single(f => f.IsOpen), Has.Property("Code").EqualTo("letterhead-date").And.Property("Severity").EqualTo(Severity.Blocking));
    }

    [Test]
    public void An_impossible_date_in_the_letterhead_blocks()
    {
        var sheet = Paper.Progress("31/11/2019", [1, "Họp giao ban", null, "Đang thực hiện", null, null, null]);
        Assert.That(Read(sheet).Findings.Where(f => f.Severity == Severity.Blocking).Select(f => f.Code), Does.Contain("letterhead-as-of"));
    }

    [TestCase("TCVN3 (ABC)", "Néi dung c«ng viÖc", "C¬ quan chñ tr×", "Thêi gian", "Gi¸m s¸t viÖc sö dông ®Êt ®ai", "Ban Ph¸p chÕ", "Quý IV, tr­íc th¸ng 12")]
    [TestCase("VNI", "Noäi dung coâng vieäc", "Cô quan chuû trì", "Thôøi gian", "Giaùm saùt vieäc söû duïng ñaát ñai", "Ban Phaùp cheá", "Quyù IV, tröôùc thaùng 12")]
    public void Old_encodings_are_read_and_asked_about(string encoding, string title, string lead, string time, string item, string unit, string phrase)
    {
        var file = Sheets.Read(Table(["Soá: 05/CTr-HÑND"], ["TT", title, lead, time], [1, item, unit, phrase]));
        Assert.That(file.DecodedFrom, Is.EqualTo(encoding));
        Assert.That(file.Sheets[0].Rows[2].Cells.Skip(1).Select(c => c!.Text), Is.EqualTo(new[] { "Giám sát việc sử dụng đất đai", "Ban Pháp chế", "Quý IV, trước tháng 12" }));
        Assert.That(new Ledger().Read(file).Findings.Single(f => f.Code == "old-encoding").Severity, Is.EqualTo(Severity.Confirm));
    }

    [Test]
    public void Sheets_whose_letterheads_differ_are_asked_about()
    {
        var file = Sheets.Read(Paper.Programme(Meeting), Paper.Programme([1, "Việc khác", "Ban Đô thị", null, "Tháng 3", null]) with { Name = "Sheet 2", Rows = [["Số: 06/CTr-HĐND"], .. Paper.Programme([1, "Việc khác", "Ban Đô thị", null, "Tháng 3", null]).Rows[1..]] });
        var finding = new Ledger().Read(file).Findings.Single(f => f.IsOpen);
        Assert.That((finding.Code, finding.Severity, finding.Cell), Is.EqualTo(("differing-letterhead", Severity.Confirm, "A1")));
        Assert.That(new Ledger().Read(file, new Answer(finding.Id, AnswerAction.Accept)).Plan?.Programme?.Number, Is.EqualTo("05/CTr-HĐND"));
        Assert.That(new Ledger().Read(file, new Answer(finding.Id, AnswerAction.Correct, "Số: 05/CTr-HĐND")).Plan, Is.Not.Null);
    }
}
