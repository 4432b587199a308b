using Tracker.Domain.Imports;
using Tracker.Domain.Items;

namespace Tracker.Tests.Imports;

public class AdhocImportTests
{
    private static readonly DateOnly AsOf = new(2019, 11, 30);

    private static object?[] Row(object? number, string title, object? given, object? due = null, string? result = "Đang thực hiện", object? done = null, string? lead = "Ban Pháp chế") =>
        [number, title, "Giao ban tháng 11", given, lead, "Sở Y tế", due, result, done];

    private static Workbook File(params object?[][] rows) => Sheets.Read(Paper.Adhoc("30/11/2019", rows));

    private static Finding OnlyOpen(Workbook file)
    {
        var open = new Ledger().Read(file).Findings.Where(f => f.IsOpen).ToArray();
        Assert.That(open, Has.Length.EqualTo(1), () => string.Join('\n', open.Select(f => f.Message)));
        return open[0];
    }

    [Test]
    public void The_sample_has_no_open_finding_and_is_unchanged_the_second_time()
    {
        var ledger = new Ledger();
        var plan = ledger.Apply(Ledger.Sample("phat-sinh-2019.xlsx"));
        Assert.That((plan.Created, plan.Programme, plan.ProgrammeId), Is.EqualTo((361, (NewProgramme?)null, (Guid?)null)));

        var again = ledger.Read(Ledger.Sample("phat-sinh-2019.xlsx"));
        Assert.That(again.Findings.Where(f => f.IsOpen), Is.Empty);
        Assert.That((again.Plan!.Created, again.Plan.Changed, again.Plan.Unchanged), Is.EqualTo((0, 0, 361)));
    }

    [Test]
    public void A_task_begins_on_the_day_it_was_given()
    {
        var plan = new Ledger().Apply(File(Row(7, "Góp ý dự thảo", new DateOnly(2019, 11, 19), "Trước 15/12")));
        var item = plan.Items.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(item, Is.EqualTo(new NewItem(item.Id, Origin.Adhoc, 2019, null)));
            Assert.That(plan.Entries.Select(e => e.EffectiveOn), Is.EqualTo(new DateOnly[] { new(2019, 11, 19), new(2019, 11, 19), new(2019, 11, 19), AsOf }));
            Assert.That(((Change.Described)plan.Entries[1].Change).Source, Is.EqualTo("Giao ban tháng 11"));
            Assert.That(((Change.Scheduled)plan.Entries[2].Change).DueOn, Is.EqualTo(new DateOnly(2019, 12, 14)));
            Assert.That(plan.Entries[3].Change, Is.EqualTo(new Change.Progressed(State.InProgress)));
        }
    }

    [Test]
    public void Number_day_and_title_together_are_the_identity()
    {
        var ledger = new Ledger();
        ledger.Apply(File(Row(1, "Góp ý dự thảo", new DateOnly(2019, 11, 19))));
        var plan = ledger.Apply(File(Row(1, "Góp ý dự thảo", "19/11/2019", null, "Hoàn thành", "25/11/2019"), Row(2, "Góp ý dự thảo", "19/11/2019"), Row(3, "Góp ý dự thảo", "20/11/2019")));
        Assert.That((plan.Created, plan.Changed), Is.EqualTo((2, 1)));
        Assert.That(ledger.At(AsOf).Count(i => i.Facts.State == State.Completed), Is.EqualTo(1));
    }

    [Test]
    public void A_stored_task_is_not_asked_about_again()
    {
        var ledger = new Ledger();
        var file = File([1, "Góp ý", "Giao ban", "19/11/2019", "Ban XYZ", "Hội Nhà văn", "Khi cần", "Đang thực hiện", null]);
        Answer[] answers = [.. ledger.Read(file).Findings.Where(f => f.IsOpen).Select(f => new Answer(f.Id, f.Severity == Severity.Confirm ? AnswerAction.Accept : AnswerAction.Map, "Ban Đô thị"))];
        Assert.That(answers, Has.Length.EqualTo(3));
        ledger.Apply(file, answers);
        Assert.That(ledger.Apply(file).Unchanged, Is.EqualTo(1));
    }

    [Test]
    public void A_state_never_holds_before_the_day_given()
    {
        var entry = new Ledger().Apply(File(Row(1, "Việc tháng mười hai", "05/12/2019"))).Entries[^1];
        Assert.That((entry.Change, entry.EffectiveOn), Is.EqualTo(((Change)new Change.Progressed(State.InProgress), new DateOnly(2019, 12, 5))));
    }

    [TestCase("20/11/2019", "19/11/2019", "completion-before-given")]
    [TestCase("20/11/2019", "31.11", "impossible-date")]
    [TestCase("20/11/2019", null, "completion-without-day")]
    public void A_wrong_day_of_completion_blocks(string given, string? done, string code) =>
        Assert.That(OnlyOpen(File(Row(1, "Việc", given, null, "Hoàn thành", done))), Has.Property("Code").EqualTo(code).And.Property("Severity").EqualTo(Severity.Blocking));

    [TestCase(null, "missing-given-day")]
    [TestCase("tháng 11", "missing-given-day")]
    [TestCase("31/11/2019", "impossible-date")]
    public void A_task_without_its_day_blocks(string? given, string code) =>
        Assert.That(OnlyOpen(File(Row(1, "Việc", given))), Has.Property("Code").EqualTo(code).And.Property("Severity").EqualTo(Severity.Blocking).And.Property("Cell").EqualTo("D6"));

    [Test]
    public void Tasks_of_the_year_before_are_asked_for_too()
    {
        var file = File(Row(1, "Việc cuối năm trước", "28/12/2018"), Row(2, "Việc năm nay", "05/11/2019"));
        Assert.That(Recognition.Recognise(file, [])?.Years, Is.EqualTo(new[] { 2018, 2019 }));

        var ledger = new Ledger();
        Assert.That(ledger.Apply(file).Items.Select(i => i.Year), Is.EqualTo(new[] { 2018, 2019 }));
        Assert.That(ledger.Apply(file).Unchanged, Is.EqualTo(2));
    }
}
