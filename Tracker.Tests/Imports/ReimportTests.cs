using Tracker.Domain.Imports;

namespace Tracker.Tests.Imports;

/// <summary>The changed file of a programme that is stored: nothing is recorded, what differs is listed.</summary>
public class ReimportTests
{
    [Test]
    public void A_changed_file_of_a_stored_programme_says_what_differs_and_records_nothing()
    {
        var ledger = new Ledger();
        ledger.Apply(Sheets.Read(Paper.Programme(
            [1, "Họp giao ban", "Ban Pháp chế", null, "Tháng 3", null],
            [2, "Giám sát thi hành án", "Ban Pháp chế", "Sở Tư pháp", "Quý II", null],
            [3, "Khảo sát chợ", "Ban Đô thị", null, "Tháng 5", null])));
        var reading = ledger.Read(Sheets.Read(Paper.Programme(
            [1, "Họp giao ban", "Ban PC", null, "Tháng 3", null],
            [2, "Giám sát thi hành án", "Ban Đô thị", "Sở Tư pháp", "Quý III", null],
            [3, "Tiếp công dân", "Ban Đô thị", null, "Tháng 6", null])));

        var finding = reading.Findings.Single(f => f.IsOpen);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Plan, Is.Null);
            Assert.That(finding.Code, Is.EqualTo("programme-exists"));
            Assert.That(finding.Message, Does.Contain("1 nội dung mới, 1 nội dung khác và thiếu 1 nội dung").And.Contain("văn bản điều chỉnh"));
            Assert.That(reading.Rows.Select(r => (r.Title, r.Outcome)), Is.EqualTo(new[]
            {
                ("Họp giao ban", RowOutcome.Unchanged), ("Giám sát thi hành án", RowOutcome.Changed), ("Tiếp công dân", RowOutcome.New), ("Khảo sát chợ", RowOutcome.Missing),
            }));
            Assert.That(reading.Rows[1].Changes, Is.EqualTo(new[] { new PreviewChange("Cơ quan chủ trì", "Ban Pháp chế", "Ban Đô thị"), new PreviewChange("Thời gian", "Quý II", "Quý III") }));
        }
    }

    [Test]
    public void A_changed_row_of_progress_says_what_changes()
    {
        var ledger = new Ledger();
        ledger.Apply(Sheets.Read(Paper.Programme([1, "Họp giao ban", "Ban Pháp chế", null, "Tháng 3", null])));
        var row = ledger.Read(Sheets.Read(Paper.Progress("30/11/2019", [1, "Họp giao ban", null, "Hoàn thành", "20/03/2019", "12/BC-HĐND", null]))).Rows.Single();
        Assert.That(row.Changes, Is.EqualTo(new[]
        {
            new PreviewChange("Kết quả thực hiện", "Chưa thực hiện", "Hoàn thành"), new PreviewChange("Ngày hoàn thành", "", "20/03/2019"), new PreviewChange("Số văn bản", "", "12/BC-HĐND"),
        }));
    }

    [Test]
    public void A_text_that_is_too_long_to_be_recorded_is_a_finding_at_its_cell()
    {
        var ledger = new Ledger();
        ledger.Apply(Sheets.Read(Paper.Programme([1, "Họp giao ban", "Ban Pháp chế", null, "Tháng 3", null])));
        var file = Sheets.Read(Paper.Progress("30/11/2019", [1, "Họp giao ban", null, "Hoàn thành", "20/03/2019", new string('x', 201), new string('y', 4001)]));
        var open = ledger.Read(file).Findings.Where(f => f.IsOpen).ToArray();
        Assert.That(open.Select(f => (f.Code, f.Cell)), Is.EqualTo(new[] { ("too-long", "F6"), ("too-long", "G6") }));
        Assert.That(ledger.Read(file, new Answer(open[0].Id, AnswerAction.Correct, "12/BC-HĐND"), new Answer(open[1].Id, AnswerAction.Correct, "bận")).Plan?.Changed, Is.EqualTo(1));
    }
}
