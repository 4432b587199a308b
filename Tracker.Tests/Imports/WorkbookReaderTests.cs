using System.Text;
using Tracker.Domain.Imports;
using Tracker.Jobs.Imports;

namespace Tracker.Tests.Imports;

public class WorkbookReaderTests
{
    [TestCase(";", true)]
    [TestCase(";", false)]
    [TestCase(",", true)]
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

    [Test]
    public void Half_a_sign_in_a_cell_is_shown_as_one_that_cannot_be_read()
    {
        object?[][] rows = [[new Xml("""<c r="A1" t="inlineStr"><is><t>a_xD800_b</t></is></c>""")]];
        Assert.That(WorkbookReader.Read(Sheets.Zip(Sheets.Parts([new SheetDraft("A", rows)], false)), "a.xlsx").Sheets[0].Rows[0][1]!.Text, Is.EqualTo("a\uFFFDb"));
    }

    [Test]
    public void An_old_xls_is_read_like_a_new_file()
    {
        var rows = Paper.Programme([1, "Họp giao ban", "Ban PC", null, "Tháng 3", null], [2, "Giám sát", "Ban ĐT", null, new DateOnly(2019, 6, 15), null]).Rows;
        var ledger = new Ledger();
        var workbook = WorkbookReader.Read(OldFile.Xls("Chương trình", rows), "ctr.xls");
        Assert.That(workbook.Sheets[0].Rows.Any(r => r.Hidden), Is.False);
        Assert.That(WorkbookReader.Read(OldFile.Xls("Chương trình", rows, hidden: true), "ctr.xls").Sheets[0].Hidden, Is.True);
        Assert.That(ledger.Apply(workbook).Created, Is.EqualTo(2));
        Assert.That(ledger.Titled("Giám sát").Facts.DueOn, Is.EqualTo(new DateOnly(2019, 6, 15)));
    }

    [Test]
    public void Sheets_of_one_name_get_names_of_their_own() =>
        Assert.That(Sheets.Read(new SheetDraft("A", [[1]]), new SheetDraft("A", [[2]])).Sheets.Select(s => s.Name), Is.Unique);

    [Test]
    public void Hidden_sheets_rows_and_columns_and_merged_cells_are_told()
    {
        var sheet = Sheets.Read(new SheetDraft("A", [["x", null, 1], ["y"], ["z"]]) { State = "veryHidden", HiddenRows = [2], HiddenColumns = [3], Merged = ["A1:B1", "A2:A3"] }).Sheets[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sheet.Hidden, Is.True);
            Assert.That(sheet.Rows.Select(r => r.Hidden), Is.EqualTo(new[] { false, true, false }));
            Assert.That(sheet.HiddenColumns, Is.EqualTo(new[] { 3 }));
            Assert.That(sheet.Merged, Is.EqualTo(new[] { new MergedRange(1, 1, 1, 2), new MergedRange(2, 1, 3, 1) }));
        }
    }
}
