using Tracker.Domain.Imports;
using Tracker.Domain.Items;

namespace Tracker.Tests.Imports;

/// <summary>A list that was filled in, against what stood when it was exported and what is known now.</summary>
public sealed class FillTests
{
    private const string First = "Giám sát việc tiếp công dân", Second = "Thẩm tra dự toán ngân sách";
    private const string Nothing = "Chưa thực hiện|||";
    private static readonly object?[] Header =
        ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn", "Kết quả thực hiện", "Ngày hoàn thành", "Số văn bản", "Nguyên nhân chậm", FillKey.Heading];

    private Ledger _ledger = null!;
    private DateTimeOffset _exportedAt;

    [SetUp]
    public void Make()
    {
        _ledger = new();
        _ledger.Apply(Sheets.Read(Paper.Programme(["1", First, "Ban Pháp chế", null, "Tháng 3/2019", null], ["2", Second, "Ban Đô thị", null, "Tháng 6/2019", null])));
        _exportedAt = _ledger.Now.AddHours(1);
    }

    [TestCase(Nothing, Nothing, Nothing, "", Nothing, TestName = "As it was")]
    [TestCase(Nothing, Nothing, "Hoàn thành|20/12/2019|08/BC|", "", "Hoàn thành|20/12/2019|08/BC|", TestName = "Changed in the file alone")]
    [TestCase(Nothing, "Hoàn thành|20/12/2019|08/BC|", Nothing, "", "Hoàn thành|20/12/2019|08/BC|", TestName = "Changed in the program alone")]
    [TestCase(Nothing, "Hoàn thành|20/12/2019|08/BC|", "Hoàn thành|20/12/2019|08/BC|", "", "Hoàn thành|20/12/2019|08/BC|", TestName = "Changed to the same in both")]
    [TestCase(Nothing, "Đang thực hiện|||chờ số liệu", "Hoàn thành|20/12/2019||", "conflict-result", "Hoàn thành|20/12/2019||chờ số liệu", TestName = "Another state in both")]
    [TestCase(Nothing, "Hoàn thành|20/12/2019||", "Hoàn thành|18/12/2019||", "conflict-completedOn", "Hoàn thành|18/12/2019||", TestName = "Completed on another day in both")]
    [TestCase("Đang thực hiện|||", "Đang thực hiện||12/BC|", "Đang thực hiện|||chậm hồ sơ", "", "Đang thực hiện||12/BC|chậm hồ sơ", TestName = "Different cells in each")]
    [TestCase("Đang thực hiện||12/BC|a", "Đang thực hiện||12/BC|c", "Đang thực hiện||12/BC|b", "conflict-reason", "Đang thực hiện||12/BC|b", TestName = "Another reason in both")]
    [TestCase("Đang thực hiện||12/BC|a", "Đang thực hiện||13/BC|c", "Đang thực hiện||14/BC|b", "conflict-document,conflict-reason", "Đang thực hiện||14/BC|b", TestName = "Two cells in both")]
    public void Cell_by_cell_only_what_was_changed_in_both_is_asked_about(string before, string now, string file, string conflicts, string accepted)
    {
        Record(before, _exportedAt.AddMinutes(-5), new(2020, 1, 10));
        if (now != before)
            Record(now, _exportedAt.AddHours(1), new(2020, 1, 14));
        var workbook = Read(Row(First, file));

        var reading = _ledger.Read(workbook);
        var asked = reading.Findings.Where(f => f.IsOpen).ToArray();
        Assert.That(string.Join(',', asked.Select(f => f.Code)), Is.EqualTo(conflicts));
        Assert.That(asked.All(f => f.Message.Contains("lúc lấy tệp (10:01 ngày 15/01/2020)")));
        if (asked.Length > 0)
            Assert.That(_ledger.Read(workbook, Answers(AnswerAction.Skip)).Plan!.Entries, Is.Empty, "keeping what the program has changes nothing");

        var plan = _ledger.Read(workbook, Answers(AnswerAction.Accept)).Plan!;
        Assert.That(plan.Changed, Is.EqualTo(accepted == now ? 0 : 1));
        _ledger.Record(plan);
        Assert.That(Stands(), Is.EqualTo(accepted));

        Answer[] Answers(AnswerAction action) => [.. asked.Select(f => new Answer(f.Id, action))];
    }

    [TestCase("Hoàn thành|20/12/2019|08/BC|", "|||", "emptied-result", Nothing, TestName = "All of a row is emptied")]
    [TestCase("Hoàn thành|20/12/2019|08/BC|", "Hoàn thành|20/12/2019||", "emptied-document", "Hoàn thành|20/12/2019||", TestName = "The paper of a completion is emptied")]
    [TestCase("Đang thực hiện|||chờ số liệu", "Đang thực hiện|||", "emptied-reason", "Đang thực hiện|||", TestName = "The reason of open work is emptied")]
    [TestCase("Đang thực hiện||12/BC|a", "Hoàn thành|20/12/2019||", "emptied-document,emptied-reason", "Hoàn thành|20/12/2019||", TestName = "Completed, paper and reason emptied")]
    public void An_emptied_cell_is_never_silent_and_can_be_cleared_or_kept(string before, string file, string asked, string cleared)
    {
        Record(before, _exportedAt.AddMinutes(-5), new(2020, 1, 10));
        var workbook = Read(Row(First, file));
        var findings = _ledger.Read(workbook).Findings.Where(f => f.IsOpen).ToArray();
        Assert.That(string.Join(',', findings.Select(f => f.Code)), Is.EqualTo(asked));
        Answer[] Answers(AnswerAction action) => [.. findings.Select(f => new Answer(f.Id, action))];

        var kept = _ledger.Read(workbook, Answers(AnswerAction.Skip)).Plan!;
        Assert.That(kept.Changed, Is.EqualTo(file.StartsWith("Hoàn thành") && before.StartsWith("Đang") ? 1 : 0), "what was kept changes nothing");
        _ledger.Apply(workbook, Answers(AnswerAction.Accept));
        Assert.That(Stands(), Is.EqualTo(cleared));
    }

    [Test]
    public void A_completion_without_its_day_gets_another_or_keeps_it()
    {
        Record("Hoàn thành|20/12/2019|08/BC|", _exportedAt.AddMinutes(-5), new(2020, 1, 10));
        var workbook = Read(Row(First, "Hoàn thành||08/BC|"));
        var asked = _ledger.Read(workbook).Findings.Single(f => f.IsOpen);
        Assert.That((asked.Code, asked.Cell), Is.EqualTo(("emptied-completedOn", "F2")));
        Assert.That(_ledger.Read(workbook, new Answer(asked.Id, AnswerAction.Skip)).Plan!.Changed, Is.Zero);
        _ledger.Apply(workbook, new(asked.Id, AnswerAction.Correct, "18/12/2019"), new("other-completion-day@Để điền!F2", AnswerAction.Accept));
        Assert.That(Stands(), Is.EqualTo("Hoàn thành|18/12/2019|08/BC|"));
    }

    [Test]
    public void Rows_hidden_by_a_filter_are_read_and_said()
    {
        var draft = new SheetDraft("Để điền", [Header, Row(First, "Đang thực hiện|||"), Row(Second, Nothing)]) { HiddenRows = [2] };
        var reading = _ledger.Read(Sheets.Read(draft));
        Assert.That((reading.Plan!.Changed, reading.Findings.Single().Code), Is.EqualTo((1, "hidden-rows")));
    }

    [Test]
    public void One_conflict_can_be_decided_for_the_file_and_another_for_the_program()
    {
        Record("Đang thực hiện||12/BC|a", _exportedAt.AddMinutes(-5), new(2020, 1, 10));
        Record("Đang thực hiện||13/BC|c", _exportedAt.AddHours(1), new(2020, 1, 14));
        _ledger.Apply(Read(Row(First, "Đang thực hiện||14/BC|b")), new("conflict-document@Để điền!G2", AnswerAction.Skip), new("conflict-reason@Để điền!H2", AnswerAction.Accept));
        Assert.That(Stands(), Is.EqualTo("Đang thực hiện||13/BC|b"));
    }

    [Test]
    public void Rows_may_be_sorted_and_deleted_and_columns_moved()
    {
        var row = Row(Second, "Hoàn thành|20/12/2019||");
        var plan = _ledger.Read(Read(row)).Plan!;
        Assert.That((plan.Changed, plan.Unchanged), Is.EqualTo((1, 0)));
        plan = _ledger.Read(Read(row, Row(First, Nothing))).Plan!;
        Assert.That((plan.Changed, plan.Unchanged, plan.Entries.Single().ItemId), Is.EqualTo((1, 1, _ledger.Titled(Second).Id)));
        var moved = Sheets.Read(new SheetDraft("Để điền", [[.. Header.Reverse()], [.. row.Reverse()]]));
        Assert.That(_ledger.Read(moved).Plan!.Changed, Is.EqualTo(1));
    }

    [Test]
    public void Copied_rows_are_findings()
    {
        var same = _ledger.Read(Read(Row(First, Nothing), Row(First, Nothing)));
        Assert.That((same.Plan!.Changed, same.Findings.Single().Code), Is.EqualTo((0, "same-item-twice")));
        var other = _ledger.Read(Read(Row(First, "Đang thực hiện|||"), Row(First, "Hoàn thành|20/12/2019||")));
        Assert.That(other.Findings.Where(f => f.IsOpen).Select(f => (f.Code, f.Severity, f.Cell)), Is.EqualTo(new[] { ("conflicting-rows", Severity.Blocking, "E3") }));
    }

    [Test]
    public void What_a_row_can_not_be_known_by_is_said()
    {
        var item = _ledger.Titled(First).Id;
        Assert.Multiple(() =>
        {
            Assert.That(Open("sửa mất rồi"), Is.EqualTo("fill-key"));
            Assert.That(Open($"{item:D}"), Is.EqualTo("fill-key"));
            Assert.That(Open(new FillKey(Guid.CreateVersion7(), _exportedAt).ToString()), Is.EqualTo("fill-unknown"));
            Assert.That(Open(new FillKey(item, _exportedAt.AddYears(-3)).ToString()), Is.EqualTo("fill-unknown"));
            Assert.That(Open(new FillKey(item, _exportedAt.AddDays(2)).ToString()), Is.EqualTo("fill-moment"));
        });
        var without = _ledger.Read(Read(Row(First, Nothing), ["3", "Việc viết thêm", "Ban Đô thị", null, "Hoàn thành", null, null, null, null]));
        Assert.That((without.Plan!.Items.Count, without.Findings.Single().Code), Is.EqualTo((0, "fill-no-key")));

        string Open(string key) => _ledger.Read(Read([.. Row(First, "Đang thực hiện|||").SkipLast(1), key])).Findings.Single(f => f.IsOpen).Code;
    }

    [Test]
    public void Keys_sorted_apart_from_their_rows_are_asked_about_and_other_columns_are_not_taken()
    {
        var apart = Row(First, "Đang thực hiện|||");
        apart[1] = Second;
        Assert.That(_ledger.Read(Read(apart)).Findings.Single(f => f.IsOpen).Code, Is.EqualTo("fill-other-title"));
        var other = Row(First, Nothing);
        (other[0], other[3]) = ("7", new DateOnly(2020, 5, 1));
        var reading = _ledger.Read(Read(other));
        Assert.That((reading.Plan!.Changed, reading.Findings.Single().Code), Is.EqualTo((0, "fill-fixed")));
    }

    [Test]
    public void A_day_in_the_future_or_beside_no_completion_is_asked_about_as_in_any_file()
    {
        Assert.That(_ledger.Read(Read(Row(First, "Hoàn thành|20/02/2020||"))).Findings.Single().Code, Is.EqualTo("completion-in-future"));
        Assert.That(_ledger.Read(Read(Row(First, "Chưa thực hiện|20/12/2019||"))).Findings.Single().Code, Is.EqualTo("day-without-completion"));
    }

    private static Workbook Read(params object?[][] rows) => Sheets.Read(new SheetDraft("Để điền", [Header, .. rows]));

    private object?[] Row(string title, string cells)
    {
        var (id, facts) = _ledger.Titled(title);
        return [facts.Number, title, Council.Units.Find(facts.LeadUnitId)!.Name, facts.DueOn, .. cells.Split('|').Select(c => c.Length == 0 ? null : (object)c), new FillKey(id, _exportedAt).ToString()];
    }

    private void Record(string cells, DateTimeOffset at, DateOnly day)
    {
        var parts = cells.Split('|');
        if (cells == Nothing)
            return;
        _ledger.Now = at;
        var state = parts[0] == "Hoàn thành" ? State.Completed : State.InProgress;
        _ledger.Record(new NewEntry(
            _ledger.Titled(First).Id, state == State.Completed ? DateOnly.ParseExact(parts[1], "dd/MM/yyyy") : day,
            new Change.Progressed(state, Reason: parts[3].Length > 0 ? parts[3] : null), null, parts[2].Length > 0 ? parts[2] : null));
    }

    private string Stands() => string.Join('|', FillCells.Fields.Select(f => FillCells.Text(f, _ledger.Titled(First).Facts)));
}
