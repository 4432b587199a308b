using Tracker.Domain.Imports;

namespace Tracker.Tests.Imports;

public class AnswerTests
{
    private static readonly Workbook File = Sheets.Read(Paper.Programme([1, "Họp giao ban", "Ban XYZ", null, "Khi cần", null]));

    private static readonly Dictionary<string, string> Ids = new Ledger().Read(File).Findings.ToDictionary(f => f.Code, f => f.Id);

    [Test]
    public void An_answer_to_no_finding_is_reported_and_nothing_is_planned()
    {
        var reading = new Ledger().Read(File, new Answer(Ids["unknown-lead"], AnswerAction.Map, "Ban Pháp chế"), new Answer(Ids["unreadable-time"], AnswerAction.Accept), new Answer("unknown-lead@Chương trình!C99", AnswerAction.Map, "Ban Pháp chế"));
        Assert.That(reading.Findings.Single(f => f.IsOpen), Has.Property("Code").EqualTo("answer-to-nothing").And.Property("Severity").EqualTo(Severity.Blocking));
        Assert.That(reading.Plan, Is.Null);
    }

    [Test]
    public void A_blocking_finding_cannot_be_accepted()
    {
        var reading = new Ledger().Read(File, new Answer(Ids["unknown-lead"], AnswerAction.Accept), new Answer(Ids["unreadable-time"], AnswerAction.Accept));
        Assert.That(reading.Findings.Where(f => f.IsOpen).Select(f => f.Code), Is.EquivalentTo(new[] { "answer-not-allowed", "unknown-lead" }));
        Assert.That(reading.Plan, Is.Null);
    }

    [Test]
    public void An_answer_that_names_no_unit_is_reported()
    {
        foreach (var value in new[] { "Ban Không Có", Guid.CreateVersion7().ToString() })
        {
            var reading = new Ledger().Read(File, new Answer(Ids["unknown-lead"], AnswerAction.Map, value), new Answer(Ids["unreadable-time"], AnswerAction.Accept));
            Assert.That(reading.Findings.Single(f => f.IsOpen).Code, Is.EqualTo("answer-value"));
            Assert.That(reading.Plan, Is.Null);
        }
    }

    [Test]
    public void A_map_without_a_value_is_no_answer() =>
        Assert.That(new Ledger().Read(File, new Answer(Ids["unknown-lead"], AnswerAction.Map, " ")).Findings.Where(f => f.IsOpen).Select(f => f.Code), Does.Contain("unknown-lead").And.Contain("answer-not-allowed"));

    [Test]
    public void Answered_findings_stay_in_the_list_with_their_answers()
    {
        Answer[] answers = [new(Ids["unknown-lead"], AnswerAction.Correct, "Ban Pháp chế"), new(Ids["unreadable-time"], AnswerAction.Accept)];
        var reading = new Ledger().Read(File, answers);
        Assert.That(reading.Findings.Where(f => f.Severity != Severity.Note).Select(f => f.Answer), Is.EqualTo(answers));
        Assert.That(reading.Plan?.Created, Is.EqualTo(1));
    }

    [Test]
    public void A_later_answer_replaces_an_earlier_one()
    {
        var reading = new Ledger().Read(File, new Answer(Ids["unknown-lead"], AnswerAction.Correct, "Ban ABC"), new Answer(Ids["unknown-lead"], AnswerAction.Map, "Ban Đô thị"), new Answer(Ids["unreadable-time"], AnswerAction.Accept));
        Assert.That(reading.Plan, Is.Not.Null);
    }
}
