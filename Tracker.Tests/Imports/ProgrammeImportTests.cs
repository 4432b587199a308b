using Tracker.Domain.Imports;
using Tracker.Domain.Items;

namespace Tracker.Tests.Imports;

public class ProgrammeImportTests
{
    private static object?[] Row(object? number = null, string? title = "Họp giao ban", string? lead = "Ban Pháp chế", string? cooperating = null, object? time = null, string? note = null) =>
        [number ?? 1, title, lead, cooperating, time ?? "Tháng 3", note];

    private static Finding OnlyOpen(params object?[][] rows)
    {
        var open = new Ledger().Read(Sheets.Read(Paper.Programme(rows))).Findings.Where(f => f.IsOpen).ToArray();
        Assert.That(open, Has.Length.EqualTo(1), () => string.Join('\n', open.Select(f => f.Message)));
        return open[0];
    }

    private static Ledger Applied(object?[][] rows, params Answer[] answers)
    {
        var ledger = new Ledger();
        ledger.Apply(Sheets.Read(Paper.Programme(rows)), answers);
        return ledger;
    }

    private static ItemFacts Single(Ledger ledger) => ledger.At(Council.Today).Single().Facts;

    [TestCase("ctr-2019.xlsx", 273)]
    [TestCase("ctr-2018.xlsx", 252)]
    [TestCase("ctr-2017.xlsx", 174)]
    public void The_sample_programmes_have_no_open_finding_and_are_blocked_the_second_time(string file, int items)
    {
        var ledger = new Ledger();
        var workbook = Ledger.Sample(file);
        var reading = ledger.Read(workbook);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Findings.Where(f => f.IsOpen), Is.Empty);
            Assert.That(reading.Plan?.Created, Is.EqualTo(items));
            Assert.That(reading.Rows.Select(r => r.Outcome), Is.All.EqualTo(RowOutcome.New));
        }
        ledger.Record(reading.Plan!);
        var again = ledger.Read(workbook);
        Assert.That(again.Findings.Single(f => f.IsOpen), Has.Property("Code").EqualTo("programme-exists").And.Property("Severity").EqualTo(Severity.Blocking));
        Assert.That(again.Plan, Is.Null);
    }

    [Test]
    public void Everything_a_row_says_takes_effect_on_the_day_of_the_document()
    {
        var plan = new Ledger().Apply(Sheets.Read(Paper.Programme(["I. BAN PHÁP CHẾ"], Row("01", "Giám sát công tác thi hành án", "Ban PC", "Sở Tư pháp; Công an Thành phố", "Tháng 3, 9", "Theo Nghị quyết"))));
        var item = plan.Items.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(item, Is.EqualTo(new NewItem(item.Id, Origin.Programme, 2019, plan.Programme!.Id)));
            Assert.That(plan.Entries.Select(e => (e.ItemId, e.EffectiveOn)), Is.All.EqualTo((item.Id, new DateOnly(2019, 1, 7))));
            Assert.That(plan.Entries[0].Change, Is.EqualTo(new Change.Joined(Membership.Issued)));
            var described = (Change.Described)plan.Entries[1].Change;
            Assert.That((described.Number, described.Group, described.Position, described.Title, described.Note), Is.EqualTo(("01", "I. BAN PHÁP CHẾ", 1, "Giám sát công tác thi hành án", "Theo Nghị quyết")));
            Assert.That(described.ActivityKind, Is.EqualTo(ActivityKind.Supervision));
            Assert.That(described.CooperatingUnitIds, Has.Count.EqualTo(2));
            Assert.That(plan.Entries.Skip(2).Select(e => e.Change), Is.EqualTo(new[]
            {
                new Change.Scheduled(new(2019, 3, 31), new(2019, 3, 1), "Tháng 3, 9", false, 1),
                new Change.Scheduled(new(2019, 9, 30), new(2019, 9, 1), "Tháng 3, 9", false, 2),
            }));
        }
    }

    [Test]
    public void A_real_date_and_a_month_shown_as_one_are_read_as_shown()
    {
        var ledger = Applied([Row(1, "Một", time: new DateOnly(2019, 6, 15)), Row(2, "Hai", time: new Month(new(2019, 6, 1)))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.Titled("Một").Facts.DueOn, Is.EqualTo(new DateOnly(2019, 6, 15)));
            Assert.That(ledger.Titled("Hai").Facts.DueOn, Is.EqualTo(new DateOnly(2019, 6, 30)));
        }
    }

    [Test]
    public void An_unknown_lead_blocks_and_is_mapped_or_corrected()
    {
        var finding = OnlyOpen(Row(lead: "Ban Pháp chê tài"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((finding.Severity, finding.Code, finding.Cell, finding.Text), Is.EqualTo((Severity.Blocking, "unknown-lead", "C6", "Ban Pháp chê tài")));
            Assert.That(finding.Message, Is.EqualTo("Ô C6: không tìm thấy đơn vị “Ban Pháp chê tài”. Hãy chọn đơn vị đúng hoặc thêm đơn vị trong Quản trị."));
            Assert.That(finding.Suggestions, Does.Contain("Ban Pháp chế"));
            Assert.That(finding.Actions, Does.Not.Contain(AnswerAction.Accept));
        }
        var body = Council.Body("Ban Pháp chế").Id;
        foreach (var answer in new Answer[] { new(finding.Id, AnswerAction.Map, "Ban PC"), new(finding.Id, AnswerAction.Map, body.ToString()), new(finding.Id, AnswerAction.Correct, "Ban Pháp chế") })
            Assert.That(Single(Applied([Row(lead: "Ban Pháp chê tài")], answer)).LeadUnitId, Is.EqualTo(body), answer.ToString());
    }

    [Test]
    public void Two_leads_block_and_choosing_one_leaves_the_other_as_cooperating()
    {
        var finding = OnlyOpen(Row(lead: "Ban Pháp chế; Ban Đô thị", cooperating: "Sở Y tế"));
        Assert.That((finding.Severity, finding.Code), Is.EqualTo((Severity.Blocking, "two-leads")));
        Assert.That(finding.Suggestions, Is.EqualTo(new[] { "Ban Pháp chế", "Ban Đô thị" }));

        var facts = Single(Applied([Row(lead: "Ban Pháp chế; Ban Đô thị", cooperating: "Sở Y tế")], new Answer(finding.Id, AnswerAction.Map, "Ban Đô thị")));
        Assert.That(facts.LeadUnitId, Is.EqualTo(Council.Body("Ban Đô thị").Id));
        Assert.That(facts.CooperatingUnitIds, Does.Contain(Council.Body("Ban Pháp chế").Id).And.Count.EqualTo(2));
    }

    [Test]
    public void A_row_without_a_lead_blocks() => Assert.That(OnlyOpen(Row(lead: null)), Has.Property("Code").EqualTo("missing-lead").And.Property("Severity").EqualTo(Severity.Blocking));

    [Test]
    public void An_unknown_cooperating_unit_is_confirmed_and_its_name_kept()
    {
        var row = Row(cooperating: "Sở Y tế; Hội Nhà văn", note: "Gấp");
        var finding = OnlyOpen(row);
        Assert.That((finding.Severity, finding.Code, finding.Cell), Is.EqualTo((Severity.Confirm, "unknown-cooperating", "D6")));

        var accepted = Single(Applied([row], new Answer(finding.Id, AnswerAction.Accept)));
        var mapped = Single(Applied([row], new Answer(finding.Id, AnswerAction.Map, "Sở Du lịch")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(accepted.CooperatingUnitIds, Has.Count.EqualTo(1));
            Assert.That(accepted.Note, Does.StartWith("Gấp").And.Contain("Hội Nhà văn"));
            Assert.That(mapped.CooperatingUnitIds, Has.Count.EqualTo(2));
            Assert.That(mapped.Note, Is.EqualTo("Gấp"));
        }
    }

    [TestCase("31.11")]
    [TestCase("Trước 30/2")]
    [TestCase("31/4/2019")]
    public void An_impossible_date_in_the_time_blocks(string time) =>
        Assert.That(OnlyOpen(Row(time: time)), Has.Property("Code").EqualTo("impossible-date").And.Property("Severity").EqualTo(Severity.Blocking).And.Property("Cell").EqualTo("E6"));

    [TestCase("Báo cáo trước ngày 31/11", "F6")]
    [TestCase("Theo công văn 30.02.2019", "F6")]
    public void An_impossible_date_in_a_note_blocks(string note, string cell) =>
        Assert.That(OnlyOpen(Row(note: note)), Has.Property("Code").EqualTo("impossible-date").And.Property("Cell").EqualTo(cell));

    [TestCase("Giải ngân 31.6% kế hoạch")]
    [TestCase("Nghị quyết số 31/4")]
    [TestCase("Quyết định 31/11/QĐ-UBND")]
    public void Numbers_that_only_look_like_dates_do_not_block(string note) => Assert.That(Applied([Row(note: note)]).At(Council.Today), Has.Exactly(1).Items);

    [Test]
    public void An_unreadable_time_is_kept_as_written_or_corrected()
    {
        var finding = OnlyOpen(Row(time: "Khi có yêu cầu"));
        Assert.That((finding.Severity, finding.Code, finding.Text), Is.EqualTo((Severity.Confirm, "unreadable-time", "Khi có yêu cầu")));

        var accepted = Single(Applied([Row(time: "Khi có yêu cầu")], new Answer(finding.Id, AnswerAction.Accept)));
        var corrected = Single(Applied([Row(time: "Khi có yêu cầu")], new Answer(finding.Id, AnswerAction.Correct, "Trước 15/6")));
        var none = Single(Applied([Row(time: "Khi có yêu cầu")], new Answer(finding.Id, AnswerAction.Correct, "Không thời hạn")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((accepted.DueOn, accepted.TimePhrase), Is.EqualTo(((DateOnly?)null, "Khi có yêu cầu")));
            Assert.That((corrected.DueOn, corrected.TimePhrase), Is.EqualTo(((DateOnly?)new DateOnly(2019, 6, 14), "Trước 15/6")));
            Assert.That(none.DueOn, Is.Null);
        }
    }

    [Test]
    public void A_correction_that_is_wrong_itself_is_a_finding_again()
    {
        var finding = OnlyOpen(Row(time: "Khi có yêu cầu"));
        var ledger = new Ledger();
        var file = Sheets.Read(Paper.Programme(Row(time: "Khi có yêu cầu")));

        var wrong = ledger.Read(file, new Answer(finding.Id, AnswerAction.Correct, "31/11"));
        var impossible = wrong.Findings.Single(f => f.IsOpen);
        Assert.That((impossible.Code, wrong.Plan), Is.EqualTo(("impossible-date", (ImportPlan?)null)));

        var right = ledger.Read(file, new Answer(finding.Id, AnswerAction.Correct, "31/11"), new Answer(impossible.Id, AnswerAction.Correct, "30/11"));
        Assert.That(right.Plan, Is.Not.Null);
    }

    [Test]
    public void A_row_without_a_title_blocks_and_can_be_left_out_or_given_one()
    {
        var finding = OnlyOpen(Row(1), Row(2, title: null), Row(3, "Việc cuối"));
        Assert.That((finding.Severity, finding.Code, finding.Cell), Is.EqualTo((Severity.Blocking, "missing-title", "B7")));

        var file = Sheets.Read(Paper.Programme(Row(1), Row(2, title: null), Row(3, "Việc cuối")));
        var skipped = new Ledger().Read(file, new Answer(finding.Id, AnswerAction.Skip));
        Assert.That((skipped.Plan?.Created, skipped.Rows[1].Outcome), Is.EqualTo(((int?)2, RowOutcome.Skipped)));
        Assert.That(new Ledger().Read(file, new Answer(finding.Id, AnswerAction.Correct, "Việc hai")).Plan?.Created, Is.EqualTo(3));
    }

    [Test]
    public void A_last_row_without_a_title_is_not_taken_for_a_signature() => Assert.That(OnlyOpen(Row(1), Row(2, title: null)).Code, Is.EqualTo("missing-title"));

    [Test]
    public void A_number_twice_in_one_run_blocks_and_a_run_may_begin_again_in_a_group()
    {
        var finding = OnlyOpen(Row(1, "Một"), Row(2, "Hai"), Row("02.", "Ba"));
        Assert.That((finding.Severity, finding.Code, finding.Cell), Is.EqualTo((Severity.Blocking, "duplicate-number", "A8")));
        Assert.That(finding.Message, Does.Contain("A7"));

        Assert.That(Applied([["I", "Nhóm một"], Row(1, "Một"), Row(2, "Hai"), ["II", "Nhóm hai"], Row(1, "Ba"), Row(2, "Bốn")]).At(Council.Today), Has.Exactly(4).Items);
        Assert.That(OnlyOpen(["I", "Nhóm một"], Row(1, "Một"), Row(2, "Hai"), ["II", "Nhóm hai"], Row(3, "Ba"), Row(2, "Bốn")).Cell, Is.EqualTo("A11"));
    }

    [Test]
    public void A_very_long_title_is_confirmed_and_never_cut()
    {
        var title = string.Concat(Enumerable.Repeat("Giám sát chuyên đề ", 120)).Trim();
        var finding = OnlyOpen(Row(title: title));
        Assert.That((finding.Severity, finding.Code), Is.EqualTo((Severity.Confirm, "long-title")));
        Assert.That(Single(Applied([Row(title: title)], new Answer(finding.Id, AnswerAction.Accept))).Title, Is.EqualTo(title));
    }

    [Test]
    public void A_formula_that_failed_blocks()
    {
        var finding = OnlyOpen([1, "Họp", "Ban Pháp chế", null, new Xml("""<c r="E6" t="e"><f>X1</f><v>#REF!</v></c>"""), null]);
        Assert.That((finding.Severity, finding.Code, finding.Text), Is.EqualTo((Severity.Blocking, "cell-error", "#REF!")));
    }

    [Test]
    public void All_findings_come_in_one_pass()
    {
        var reading = new Ledger().Read(Sheets.Read(Paper.Programme(
            Row(1, lead: "Ban XYZ"), Row(2, null), Row(3, time: "31.11"), Row(3, cooperating: "Hội Nhà văn"), Row(4, time: "Khi cần", lead: "Ban Pháp chế, Ban Đô thị"))));
        Assert.That(reading.Findings.Where(f => f.IsOpen).Select(f => f.Code), Is.EqualTo(new[]
        {
            "unknown-lead", "missing-title", "impossible-date", "duplicate-number", "unknown-cooperating", "two-leads", "unreadable-time",
        }));
        Assert.That(reading.Plan, Is.Null);
        Assert.That(reading.Rows, Has.Count.EqualTo(5));
    }

    [Test]
    public void Ids_of_findings_are_the_same_for_the_same_file()
    {
        var bytes = Sheets.Bytes(Paper.Programme(Row(1, lead: "Ban XYZ"), Row(2, time: "Khi cần")));
        string[] Ids() => [.. new Ledger().Read(Tracker.Jobs.Imports.WorkbookReader.Read(bytes, "a.xlsx")).Findings.Select(f => f.Id)];
        var first = Ids();
        Assert.That(Ids(), Is.EqualTo(first).And.Unique);
    }

    [Test]
    public void Decomposed_and_old_style_spelling_make_no_difference()
    {
        var facts = Single(Applied([Row(title: "Họp về văn hoá", lead: "Ban Văn hoá - Xã hội".Normalize(System.Text.NormalizationForm.FormD), time: "Tháng 3".Normalize(System.Text.NormalizationForm.FormD))]));
        Assert.That((facts.LeadUnitId, facts.DueOn), Is.EqualTo((Council.Body("Ban Văn hóa - Xã hội").Id, (DateOnly?)new DateOnly(2019, 3, 31))));
    }
}
