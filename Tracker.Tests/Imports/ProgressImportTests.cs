using Tracker.Domain.Imports;
using Tracker.Domain.Items;

namespace Tracker.Tests.Imports;

public class ProgressImportTests
{
    private static readonly DateOnly AsOf = new(2019, 11, 30);
    private const string Audit = "Giám sát công tác thi hành án dân sự trên địa bàn";

    private Ledger _ledger = null!;

    /// <summary>Items 1 to 3, and two of one title: 4 led by Pháp chế, 5 by Đô thị.</summary>
    [SetUp]
    public void A_programme_is_stored()
    {
        _ledger = new();
        _ledger.Apply(Sheets.Read(Paper.Programme(
            [1, Audit, "Ban Pháp chế", null, "Tháng 3", null],
            [2, "Khảo sát chợ dân sinh", "Ban Đô thị", null, "Quý IV", null],
            [3, "Họp giao ban", "Ban Đô thị", null, "Thường xuyên", null],
            [4, "Báo cáo tổng kết", "Ban Pháp chế", null, "Tháng 12", null],
            [5, "Báo cáo tổng kết", "Ban Đô thị", null, "Tháng 12", null])));
    }

    private static object?[] Row(object? number, string? title, string? result, object? day = null, string? document = null, string? reason = null, string? lead = null) =>
        [number, title, lead, result, day, document, reason];

    private static Workbook File(params object?[][] rows) => FileOf("30/11/2019", rows);

    private static Workbook FileOf(string? asOf, params object?[][] rows) => Sheets.Read(Paper.Progress(asOf, rows));

    private Finding OnlyOpen(Workbook file)
    {
        var open = _ledger.Read(file).Findings.Where(f => f.IsOpen).ToArray();
        Assert.That(open, Has.Length.EqualTo(1), () => string.Join('\n', open.Select(f => f.Message)));
        return open[0];
    }

    private ItemFacts Audited(DateOnly? on = null) => _ledger.Titled(Audit, on ?? AsOf).Facts;

    [Test]
    public void The_sample_progress_files_are_unchanged_the_second_time_and_in_any_order()
    {
        foreach (var file in new[] { "ctr-2019.xlsx", "tien-do-2019-11.xlsx", "tien-do-2019-12.xlsx" })
        {
            var ledger = new Ledger();
            ledger.Apply(Ledger.Sample("ctr-2019.xlsx"));
            ledger.Apply(Ledger.Sample("tien-do-2019-11.xlsx"));
            var december = ledger.Read(Ledger.Sample("tien-do-2019-12.xlsx"));
            Assert.That(december.Findings.Where(f => f.IsOpen), Is.Empty);
            Assert.That((december.Plan!.Changed, december.Plan.Unchanged), Is.EqualTo((25, 248)));
            ledger.Record(december.Plan);
            foreach (var again in new[] { "tien-do-2019-11.xlsx", "tien-do-2019-12.xlsx" })
            {
                var reading = ledger.Read(Ledger.Sample(again));
                Assert.That(reading.Findings.Where(f => f.IsOpen), Is.Empty);
                Assert.That((reading.Plan!.Changed, reading.Plan.Unchanged, reading.Plan.Entries.Count), Is.EqualTo((0, 273, 0)), again);
            }
        }
    }

    [TestCase("ctr-2018.xlsx", "tien-do-2018.xlsx", 252)]
    [TestCase("ctr-2017.xlsx", "tien-do-2017.xlsx", 174)]
    public void Titles_decide_where_numbers_differ(string programme, string progress, int items)
    {
        var ledger = new Ledger();
        ledger.Apply(Ledger.Sample(programme));
        var reading = ledger.Read(Ledger.Sample(progress));
        Assert.That(reading.Findings.Where(f => f.IsOpen), Is.Empty);
        ledger.Record(reading.Plan!);
        Assert.That(ledger.Read(Ledger.Sample(progress)).Plan?.Unchanged, Is.EqualTo(items));
    }

    [Test]
    public void A_missing_programme_blocks()
    {
        var reading = new Ledger().Read(File(Row(1, Audit, "Hoàn thành", "20/03/2019")));
        Assert.That(reading.Findings.Single(f => f.IsOpen), Has.Property("Code").EqualTo("no-programme").And.Property("Severity").EqualTo(Severity.Blocking));
        Assert.That(reading.Findings.Single(f => f.IsOpen).Message, Does.Contain("2019"));
    }

    [TestCase("Hoàn thành")]
    [TestCase("Đã hoàn thành")]
    [TestCase("HT")]
    [TestCase("xong")]
    [TestCase("Da hoan thanh")]
    public void Completed_in_any_words_is_effective_on_its_day(string word)
    {
        var plan = _ledger.Apply(File(Row(1, Audit, word, "20-3-2019", "80/TB-HĐND", "Gửi chậm")));
        var entry = plan.Entries.Single();
        Assert.That((entry.EffectiveOn, entry.Change, entry.Document), Is.EqualTo((new DateOnly(2019, 3, 20), (Change)new Change.Progressed(State.Completed, Reason: "Gửi chậm"), "80/TB-HĐND")));
    }

    [TestCase("Đang thực hiện", State.InProgress)]
    [TestCase("Đang TH", State.InProgress)]
    [TestCase("dang trien khai", State.InProgress)]
    [TestCase("Chuyển sang năm sau", State.CarriedOver)]
    [TestCase("Chuyển sang năm 2020", State.CarriedOver)]
    public void Other_states_are_effective_on_the_sheets_day(string word, State state)
    {
        var entry = _ledger.Apply(File(Row(1, Audit, word, null, null, "Chờ ý kiến"))).Entries.Single();
        Assert.That((entry.EffectiveOn, entry.Change), Is.EqualTo((AsOf, (Change)new Change.Progressed(state, Reason: "Chờ ý kiến"))));
    }

    [Test]
    public void Not_started_is_recorded_only_with_a_reason()
    {
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Chưa thực hiện"), Row(2, "Khảo sát chợ dân sinh", null))).Unchanged, Is.EqualTo(2));
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Chưa TH", null, null, "Chờ ý kiến"))).Changed, Is.EqualTo(1));
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Chưa TH", null, null, "Chờ ý kiến"))).Unchanged, Is.EqualTo(1));
    }

    [Test]
    public void A_sheet_without_its_day_counts_as_of_today_and_says_so()
    {
        var file = FileOf(null, Row(1, Audit, "Đang thực hiện"));
        var reading = _ledger.Read(file);
        var note = reading.Findings.Single(f => f.Code == "letterhead-as-of");
        Assert.That((note.Severity, reading.Plan!.Entries.Single().EffectiveOn), Is.EqualTo((Severity.Note, Council.Today)));
        Assert.That(note.Message, Does.Contain("15/01/2020"));

        var corrected = _ledger.Read(file, new Answer(note.Id, AnswerAction.Correct, "30/11/2019"));
        Assert.That(corrected.Plan!.Entries.Single().EffectiveOn, Is.EqualTo(AsOf));
    }

    [Test]
    public void Withdrawing_needs_a_paper()
    {
        var finding = OnlyOpen(File(Row(1, Audit, "Đưa ra khỏi chương trình")));
        Assert.That((finding.Severity, finding.Code, finding.Cell), Is.EqualTo((Severity.Blocking, "withdrawal-without-document", "F6")));

        var entry = _ledger.Apply(File(Row(1, Audit, "Đưa ra khỏi chương trình")), new Answer(finding.Id, AnswerAction.Correct, "12/TB-HĐND")).Entries.Single();
        Assert.That((entry.EffectiveOn, ((Change.Ended)entry.Change).Ending, entry.Document), Is.EqualTo((AsOf, Ending.Withdrawn, "12/TB-HĐND")));
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Đưa ra khỏi chương trình", null, "12/TB-HĐND"))).Unchanged, Is.EqualTo(1));
        Assert.That(OnlyOpen(File(Row(1, Audit, "Hoàn thành", "20/11/2019"))).Code, Is.EqualTo("item-has-left"));
    }

    [Test]
    public void An_unknown_state_blocks_with_suggestions()
    {
        var finding = OnlyOpen(File(Row(1, Audit, "Chưa hoàn thành")));
        Assert.That((finding.Severity, finding.Code), Is.EqualTo((Severity.Blocking, "unknown-state")));
        Assert.That(finding.Suggestions, Does.Contain("Đang thực hiện").And.Contain("Chưa thực hiện"));
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Chưa hoàn thành")), new Answer(finding.Id, AnswerAction.Correct, "Đang thực hiện")).Changed, Is.EqualTo(1));
    }

    [TestCase(null, "completion-without-day")]
    [TestCase("tháng 3", "completion-without-day")]
    [TestCase("31.11", "impossible-date")]
    [TestCase("31/11/2019", "impossible-date")]
    [TestCase("31/12/2018", "completion-before-year")]
    [TestCase("16/01/2020", "completion-in-future")]
    public void A_wrong_day_of_completion_blocks(string? day, string code)
    {
        var finding = OnlyOpen(File(Row(1, Audit, "Hoàn thành", day)));
        Assert.That((finding.Severity, finding.Code, finding.Cell), Is.EqualTo((Severity.Blocking, code, "E6")));
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Hoàn thành", day)), new Answer(finding.Id, AnswerAction.Correct, "02/01/2019")).Changed, Is.EqualTo(1), "before the programme's document, but in its year");
    }

    [Test]
    public void A_day_whose_format_was_lost_is_suggested_not_guessed() =>
        Assert.That(OnlyOpen(File(Row(1, Audit, "Hoàn thành", 43551))), Has.Property("Code").EqualTo("completion-without-day").And.Property("Suggestions").EqualTo(new[] { "27/03/2019" }));

    [TestCase("20/12/2019", "completion-after-as-of")]
    [TestCase("20/3", "assumed-year")]
    public void A_doubtful_day_is_confirmed(string day, string code)
    {
        var finding = OnlyOpen(File(Row(1, Audit, "Hoàn thành", day)));
        Assert.That((finding.Severity, finding.Code), Is.EqualTo((Severity.Confirm, code)));
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Hoàn thành", day)), new Answer(finding.Id, AnswerAction.Accept)).Changed, Is.EqualTo(1));
    }

    [Test]
    public void A_day_beside_a_state_that_is_not_completed_is_confirmed() =>
        Assert.That(OnlyOpen(File(Row(1, Audit, "Đang thực hiện", "20/03/2019"))), Has.Property("Code").EqualTo("day-without-completion").And.Property("Severity").EqualTo(Severity.Confirm));

    [Test]
    public void Another_day_than_the_recorded_one_is_confirmed_and_supersedes_it()
    {
        _ledger.Apply(File(Row(1, Audit, "Hoàn thành", "20/03/2019", "80/TB-HĐND")));
        var finding = OnlyOpen(File(Row(1, Audit, "Hoàn thành", "25/03/2019", "80/TB-HĐND")));
        Assert.That((finding.Severity, finding.Code), Is.EqualTo((Severity.Confirm, "other-completion-day")));

        _ledger.Apply(File(Row(1, Audit, "Hoàn thành", "25/03/2019", "80/TB-HĐND")), new Answer(finding.Id, AnswerAction.Accept));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Audited().CompletedOn, Is.EqualTo(new DateOnly(2019, 3, 25)));
            Assert.That(Audited(new(2019, 3, 22)).State, Is.EqualTo(State.NotStarted));
            Assert.That(OnlyOpen(File(Row(1, Audit, "Hoàn thành", "20/03/2019"))).Code, Is.EqualTo("corrected-before"), "the first file again");
        }
    }

    [Test]
    public void A_later_file_may_bring_paper_or_reason_and_an_empty_cell_takes_nothing_away()
    {
        _ledger.Apply(File(Row(1, Audit, "Hoàn thành", "20/03/2019", null, "Gửi chậm")));
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Hoàn thành", "20/03/2019", "80/TB-HĐND"))).Changed, Is.EqualTo(1));
        Assert.That((Audited().ResultDocument, Audited().Reason), Is.EqualTo(("80/TB-HĐND", "Gửi chậm")));
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Hoàn thành", "20/03/2019"))).Unchanged, Is.EqualTo(1));
    }

    [TestCase("Đang thực hiện", State.InProgress)]
    [TestCase("Chưa thực hiện", State.NotStarted)]
    [TestCase("Chuyển sang năm sau", State.CarriedOver)]
    public void Reopening_a_completed_item_is_confirmed(string word, State state)
    {
        _ledger.Apply(File(Row(1, Audit, "Hoàn thành", "20/03/2019")));
        var finding = OnlyOpen(File(Row(1, Audit, word)));
        Assert.That((finding.Severity, finding.Code), Is.EqualTo((Severity.Confirm, "reopens")));

        _ledger.Apply(File(Row(1, Audit, word)), new Answer(finding.Id, AnswerAction.Accept));
        Assert.That(Audited().State, Is.EqualTo(state));
    }

    [Test]
    public void A_statement_that_was_taken_back_by_hand_is_never_silently_applied_again()
    {
        var file = File(Row(1, Audit, "Hoàn thành", "20/03/2019", "80/TB-HĐND"));
        var (id, _) = _ledger.Titled(Audit);
        _ledger.Apply(file);
        _ledger.Record(new NewEntry(id, new(2019, 3, 20), new Change.Retracted(), _ledger.EntriesOf(id)[^1].Sequence));
        Assert.That(Audited().State, Is.EqualTo(State.NotStarted));

        var finding = OnlyOpen(file);
        Assert.That((finding.Severity, finding.Code), Is.EqualTo((Severity.Confirm, "corrected-before")));
        Assert.That(finding.Message, Does.Contain("đã được đính chính"));
        Assert.That(_ledger.Read(file, new Answer(finding.Id, AnswerAction.Skip)).Plan?.Entries, Is.Empty);
        _ledger.Apply(file, new Answer(finding.Id, AnswerAction.Accept));
        Assert.That(Audited().CompletedOn, Is.EqualTo(new DateOnly(2019, 3, 20)));
    }

    [Test]
    public void A_completion_reported_late_replaces_the_states_recorded_after_it()
    {
        _ledger.Apply(FileOf("30/09/2019", Row(1, Audit, "Đang thực hiện")));
        _ledger.Apply(FileOf("31/10/2019", Row(1, Audit, "Chưa thực hiện", null, null, "Chờ ý kiến")));
        var reading = _ledger.Read(File(Row(1, Audit, "Hoàn thành", "20/09/2019")));
        Assert.That(reading.Findings.Where(f => f.IsOpen), Is.Empty);
        Assert.That(reading.Findings.Select(f => f.Code), Does.Contain("completed-earlier"));

        _ledger.Record(reading.Plan!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Audited().CompletedOn, Is.EqualTo(new DateOnly(2019, 9, 20)));
            Assert.That(Audited(new(2019, 10, 31)).State, Is.EqualTo(State.Completed));
        }
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Hoàn thành", "20/09/2019"))).Unchanged, Is.EqualTo(1));
    }

    [Test]
    public void A_completion_from_before_a_reopening_is_confirmed()
    {
        _ledger.Apply(FileOf("30/09/2019", Row(1, Audit, "Hoàn thành", "20/03/2019")));
        var reopening = FileOf("31/10/2019", Row(1, Audit, "Đang thực hiện"));
        _ledger.Apply(reopening, new Answer(OnlyOpen(reopening).Id, AnswerAction.Accept));
        Assert.That(OnlyOpen(File(Row(1, Audit, "Hoàn thành", "20/03/2019"))), Has.Property("Code").EqualTo("reopened-since").And.Property("Severity").EqualTo(Severity.Confirm));
        Assert.That(_ledger.Apply(File(Row(1, Audit, "Hoàn thành", "15/11/2019"))).Changed, Is.EqualTo(1), "completed anew after the reopening");
    }

    [Test]
    public void A_title_is_found_whatever_its_accents_spaces_and_punctuation() =>
        Assert.That(_ledger.Apply(File(Row(99, "giam sat  công tác thi hành án dân sự, trên địa bàn.", "Đang thực hiện"))).Changed, Is.EqualTo(1));

    [Test]
    public void A_nearly_equal_title_counts_only_under_its_own_number_and_when_confirmed()
    {
        const string Slip = "Giám sát công tác thi hành án dân sự tại địa bàn";
        var finding = OnlyOpen(File(Row(1, Slip, "Đang thực hiện")));
        Assert.That((finding.Severity, finding.Code), Is.EqualTo((Severity.Confirm, "nearly-equal-title")));
        Assert.That(_ledger.Apply(File(Row(1, Slip, "Đang thực hiện")), new Answer(finding.Id, AnswerAction.Accept)).Changed, Is.EqualTo(1));

        var elsewhere = OnlyOpen(File(Row(2, Slip, "Đang thực hiện")));
        Assert.That((elsewhere.Severity, elsewhere.Code), Is.EqualTo((Severity.Blocking, "item-not-found")));
    }

    [Test]
    public void An_item_that_is_not_found_is_mapped_by_its_number_or_left_out()
    {
        var file = File(Row(2, "Việc lạ", "Đang thực hiện"));
        var finding = OnlyOpen(file);
        Assert.That(finding.Suggestions, Is.EqualTo(new[] { "2. Khảo sát chợ dân sinh" }));
        Assert.That(_ledger.Read(file, new Answer(finding.Id, AnswerAction.Skip)).Plan?.Entries, Is.Empty);
        foreach (var value in new[] { "1", Audit, $"1. {Audit}", _ledger.Titled(Audit).Id.ToString() })
            Assert.That(_ledger.Read(file, new Answer(finding.Id, AnswerAction.Map, value)).Plan?.Entries.Single().ItemId, Is.EqualTo(_ledger.Titled(Audit).Id), value);
        Assert.That(_ledger.Read(file, new Answer(finding.Id, AnswerAction.Map, "77")).Findings.Single(f => f.IsOpen).Code, Is.EqualTo("answer-value"));
    }

    [Test]
    public void Items_of_one_title_are_told_apart_by_number_then_by_lead()
    {
        Guid Led(string body) => _ledger.At(AsOf).Single(i => i.Facts.Title == "Báo cáo tổng kết" && i.Facts.LeadUnitId == Council.Body(body).Id).Id;
        Guid? Target(object? number, string? lead) => _ledger.Read(File(Row(number, "Báo cáo tổng kết", "Đang thực hiện", lead: lead))).Plan?.Entries.Single().ItemId;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Target(4, null), Is.EqualTo(Led("Ban Pháp chế")));
            Assert.That(Target(5, "Ban Đô thị"), Is.EqualTo(Led("Ban Đô thị")));
            Assert.That(Target(40, "Ban ĐT"), Is.EqualTo(Led("Ban Đô thị")));
            Assert.That(OnlyOpen(File(Row(40, "Báo cáo tổng kết", "Đang thực hiện"))).Code, Is.EqualTo("ambiguous-item"));
        }
    }

    [Test]
    public void A_group_that_is_a_unit_tells_items_of_one_title_apart() =>
        Assert.That(_ledger.Read(File(["I. BAN ĐÔ THỊ"], Row(40, "Báo cáo tổng kết", "Đang thực hiện"))).Plan?.Entries, Has.Count.EqualTo(1));

    [Test]
    public void The_same_item_twice_blocks_only_when_the_states_differ()
    {
        var same = _ledger.Read(File(Row(1, Audit, "Hoàn thành", "20/03/2019"), Row(10, Audit, "HT", "20/03/2019")));
        Assert.That(same.Findings.Single(f => f.Code == "same-item-twice").Severity, Is.EqualTo(Severity.Note));
        Assert.That(same.Plan?.Entries, Has.Count.EqualTo(1));

        var finding = OnlyOpen(File(Row(1, Audit, "Hoàn thành", "20/03/2019"), Row(10, Audit, "Đang thực hiện")));
        Assert.That((finding.Severity, finding.Code, finding.Cell), Is.EqualTo((Severity.Blocking, "conflicting-rows", "D7")));
    }

    [Test]
    public void An_unknown_lead_in_a_progress_file_blocks_and_another_lead_is_only_noted()
    {
        Assert.That(OnlyOpen(File(Row(1, Audit, "Đang thực hiện", lead: "Ban XYZ"))), Has.Property("Code").EqualTo("unknown-lead").And.Property("Severity").EqualTo(Severity.Blocking));
        Assert.That(_ledger.Read(File(Row(1, Audit, "Đang thực hiện", lead: "Ban Đô thị"))).Findings.Single(f => f.Code == "other-lead").Severity, Is.EqualTo(Severity.Note));
    }

    [Test]
    public void Changes_to_a_closed_programme_are_confirmed()
    {
        _ledger.Apply(File(Row(1, Audit, "Đang thực hiện")));
        _ledger.Close(2019, new(2019, 12, 31));
        Assert.That(_ledger.Read(File(Row(1, Audit, "Đang thực hiện"))).Findings.Where(f => f.IsOpen), Is.Empty);
        Assert.That(OnlyOpen(File(Row(1, Audit, "Hoàn thành", "20/11/2019"))).Code, Is.EqualTo("programme-closed"));
    }

    [Test]
    public void An_as_of_day_in_the_future_is_confirmed() =>
        Assert.That(OnlyOpen(FileOf("31/12/2020", Row(1, Audit, "Đang thực hiện"))), Has.Property("Code").EqualTo("letterhead-as-of").And.Property("Severity").EqualTo(Severity.Confirm));

    [Test]
    public void Void_items_cannot_be_reported_on()
    {
        var (id, _) = _ledger.Titled(Audit);
        _ledger.Record(new NewEntry(id, new(2019, 1, 7), new Change.Voided()));
        Assert.That(OnlyOpen(File(Row(1, Audit, "Đang thực hiện"))).Code, Is.EqualTo("item-not-found"));
    }

    [Test]
    public void A_sheet_for_each_board_may_have_its_own_day()
    {
        var reading = _ledger.Read(Sheets.Read(
            Paper.Progress("30/11/2019", Row(1, Audit, "Đang thực hiện")) with { Name = "Ban PC" },
            Paper.Progress("15/11/2019", Row(2, "Khảo sát chợ dân sinh", "Đang thực hiện")) with { Name = "Ban ĐT" }));
        Assert.That(reading.Plan?.Entries.Select(e => e.EffectiveOn), Is.EqualTo(new[] { AsOf, new DateOnly(2019, 11, 15) }));
    }
}
