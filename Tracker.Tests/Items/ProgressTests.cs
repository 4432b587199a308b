using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using static Tracker.Domain.Items.State;

namespace Tracker.Tests.Items;

/// <summary>What an item's state and due day are, case by case. Every item here belongs from 7/1 and is led by one unit.</summary>
public sealed class ProgressTests
{
    private static readonly DateTimeOffset s_start = new(2019, 1, 7, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_board = Guid.Parse("00000001-0000-7000-8000-000000000001");

    /// <summary>Something said, with effect from a day of 2019 written as day/month; recorded in the order of the list, an hour apart.</summary>
    public sealed record Said(string On, Change Change, long? Supersedes = null);

    private static Said Due(string on, string? due, int? occurrence = null, bool provisional = false) =>
        new(on, new Change.Scheduled(due is null ? null : Day(due), null, null, provisional, occurrence));

    private static Said Stands(string on, State state, int? occurrence = null) => new(on, new Change.Progressed(state, occurrence));

    private static Said Withdrawn(string on) => new(on, new Change.Ended(Ending.Withdrawn));

    private static IEnumerable<TestCaseData> Timeliness()
    {
        static TestCaseData Case(string name, string asOf, Figure? expected, params Said[] said) =>
            new TestCaseData(asOf, expected, said).SetArgDisplayNames($"{name}, as of {asOf}");

        var march = Due("7/1", "31/3");
        yield return Case("Due on the day", "31/3", Figure.DueSoon, march);
        yield return Case("Due the day before", "1/4", Figure.Overdue, march);
        yield return Case("Due in 30 days", "1/3", Figure.DueSoon, march);
        yield return Case("Due in 31 days", "28/2", Figure.NotDue, march);
        yield return Case("Nothing said of time", "1/4", Figure.NoDeadline);
        yield return Case("Said to have no deadline", "1/4", Figure.NoDeadline, Due("7/1", null));
        yield return Case("A provisional day counts as a due day", "1/4", Figure.Overdue, Due("7/1", "31/3", provisional: true));

        yield return Case("Completed on the due day", "1/4", Figure.OnTime, march, Stands("31/3", Completed));
        yield return Case("Completed on the day after", "1/4", Figure.Late, march, Stands("1/4", Completed));
        yield return Case("Completed later than the day looked at", "31/3", Figure.DueSoon, march, Stands("1/4", Completed));
        yield return Case("Completed without a deadline", "1/4", Figure.CompletedWithoutDeadline, Stands("1/4", Completed));
        yield return Case("Completed before the programme's document", "7/1", Figure.OnTime, march, Stands("3/1", Completed));

        yield return Case("Withdrawn, then completed", "1/5", null, march, Withdrawn("1/2"), Stands("1/3", Completed));
        yield return Case("Completed, then withdrawn", "1/5", null, march, Stands("1/3", Completed), Withdrawn("1/4"));
        yield return Case("Withdrawn later than the day looked at", "1/4", Figure.Overdue, march, Withdrawn("2/4"));
        yield return Case("Completed, then carried over", "1/5", Figure.OnTime, march, Stands("1/3", Completed), Stands("1/4", CarriedOver));
        yield return Case("Carried over, then completed", "1/5", Figure.Late, march, Stands("1/3", CarriedOver), Stands("5/4", Completed));
        yield return Case("Carried over past its due day", "1/5", Figure.CarriedOver, march, Stands("5/4", CarriedOver));
        yield return Case("Carried over, then taken up again", "1/5", Figure.Overdue, march, Stands("1/3", CarriedOver), Stands("5/4", InProgress));
        yield return Case("Reopened, then carried over", "1/5", Figure.CarriedOver, march, Stands("1/3", Completed), Stands("1/4", InProgress), Stands("2/4", CarriedOver));
        yield return Case("In progress after a completion", "1/5", Figure.Overdue, march, Stands("1/3", Completed), Stands("1/4", InProgress));
        yield return Case("In progress entered after a later completion", "1/5", Figure.OnTime, march, Stands("20/3", Completed), Stands("1/3", InProgress));
        yield return Case("Of two on one day the later recorded", "1/5", Figure.Overdue, march, Stands("20/3", Completed), Stands("20/3", InProgress));

        var extended = Due("10/4", "31/5");
        yield return Case("Extended after the due day, the day before", "9/4", Figure.Overdue, march, extended);
        yield return Case("Extended after the due day, from that day", "10/4", Figure.NotDue, march, extended);
        yield return Case("Extended, completed by the new day", "1/6", Figure.OnTime, march, extended, Stands("31/5", Completed));
        yield return Case("Extended after the completion", "1/6", Figure.OnTime, march, Stands("5/4", Completed), extended);
        yield return Case("Extended to no deadline", "1/6", Figure.NoDeadline, march, Due("10/4", null));

        Said[] quarters = [Due("7/1", "31/3", 1), Due("7/1", "30/6", 2)];
        yield return Case("Recurring, nothing done, first due", "31/3", Figure.DueSoon, quarters);
        yield return Case("Recurring, the first missed", "1/4", Figure.Overdue, quarters);
        yield return Case("Recurring, the first done", "1/4", Figure.NotDue, [.. quarters, Stands("31/3", Completed, 1)]);
        yield return Case("Recurring, the second done and the first missed", "1/4", Figure.Overdue, [.. quarters, Stands("20/3", Completed, 2)]);
        yield return Case("Recurring, all done by their days", "1/7", Figure.OnTime, [.. quarters, Stands("31/3", Completed, 1), Stands("30/6", Completed, 2)]);
        yield return Case("Recurring, one of them late", "1/7", Figure.Late, [.. quarters, Stands("1/4", Completed, 1), Stands("30/6", Completed, 2)]);
        yield return Case("Recurring, completed as a whole in time for both", "1/7", Figure.OnTime, [.. quarters, Stands("30/3", Completed)]);
        yield return Case("Recurring, completed as a whole after the first was due", "1/7", Figure.Late, [.. quarters, Stands("30/6", Completed)]);
        yield return Case("Recurring, first done, then completed as a whole", "1/7", Figure.OnTime, [.. quarters, Stands("30/3", Completed, 1), Stands("30/6", Completed)]);
        yield return Case("Recurring, all done, then carried over", "1/8", Figure.OnTime, [.. quarters, Stands("31/3", Completed, 1), Stands("30/6", Completed, 2), Stands("1/7", CarriedOver)]);
        yield return Case("Recurring, carried over, then all done", "1/8", Figure.OnTime, [.. quarters, Stands("31/3", Completed, 1), Stands("1/5", CarriedOver), Stands("30/6", Completed, 2)]);
        yield return Case("Recurring, one done, then carried over", "1/8", Figure.CarriedOver, [.. quarters, Stands("31/3", Completed, 1), Stands("1/5", CarriedOver)]);
        yield return Case("Recurring, all done, then reopened", "1/8", Figure.Overdue, [.. quarters, Stands("31/3", Completed, 1), Stands("30/6", Completed, 2), Stands("1/7", InProgress)]);
        yield return Case("Recurring, reopened, then carried over", "1/8", Figure.CarriedOver,
            [.. quarters, Stands("31/3", Completed, 1), Stands("30/6", Completed, 2), Stands("1/7", InProgress), Stands("2/7", CarriedOver)]);
        yield return Case("Recurring, reopened, then completed again after the last due day", "1/8", Figure.Late,
            [.. quarters, Stands("31/3", Completed, 1), Stands("30/6", Completed, 2), Stands("1/7", InProgress), Stands("9/7", Completed)]);
        yield return Case("Recurring, one reopened", "1/8", Figure.Overdue, [.. quarters, Stands("31/3", Completed, 1), Stands("30/6", Completed, 2), Stands("1/7", InProgress, 2)]);
        yield return Case("Recurring, the first extended past the second", "1/7", Figure.Overdue, [.. quarters, Due("1/3", "31/8", 1)]);
    }

    [TestCaseSource(nameof(Timeliness))]
    public void Where_an_item_stands(string asOf, Figure? expected, Said[] said)
    {
        var facts = At(asOf, said)!;
        Assert.That(facts.Timeliness(Day(asOf)), Is.EqualTo(expected), $"{facts}");
    }

    private static IEnumerable<TestCaseData> FirstDueDays()
    {
        static TestCaseData Case(string name, string? due, string? first, bool? onTime, bool? onTimeByFirst, params Said[] said) =>
            new TestCaseData(due, first, onTime, onTimeByFirst, said).SetArgDisplayNames(name);

        var done = Stands("20/5", Completed);
        yield return Case("One day", "31/3", "31/3", false, false, Due("7/1", "31/3"), done);
        yield return Case("An extension leaves the first as it was", "31/5", "31/3", true, false, Due("7/1", "31/3"), Due("10/4", "31/5"), done);
        yield return Case("So do two", "30/6", "31/3", true, false, Due("7/1", "31/3"), Due("10/4", "31/5"), Due("11/5", "30/6"), done);
        yield return Case("Brought forward", "30/4", "30/6", false, true, Due("7/1", "30/6"), Due("10/4", "30/4"), done);
        yield return Case("A provisional day is never the first", "31/5", "31/5", true, true, Due("7/1", "31/3", provisional: true), Due("10/4", "31/5"), done);
        yield return Case("A provisional day alone leaves none", "31/3", null, false, null, Due("7/1", "31/3", provisional: true), done);
        yield return Case("No deadline, then one", "31/5", "31/5", true, true, Due("7/1", null), Due("10/4", "31/5"), done);
        yield return Case("A deadline, then none", null, "31/3", null, false, Due("7/1", "31/3"), Due("10/4", null), done);
        yield return Case("Never one", null, null, null, null, done);
        yield return Case("An earlier one entered afterwards is the first", "31/5", "31/3", true, false, Due("10/4", "31/5"), Due("7/1", "31/3"), done);
        yield return Case("A superseded one is not", "31/5", "31/5", true, true, Due("7/1", "31/3"), Due("7/1", "31/5") with { Supersedes = 3 }, done);
    }

    [TestCaseSource(nameof(FirstDueDays))]
    public void The_first_due_day_shows_the_truth_beside_the_extended_one(string? due, string? first, bool? onTime, bool? onTimeByFirst, Said[] said)
    {
        var facts = At("1/12", said)!;
        Assert.Multiple(() =>
        {
            Assert.That(facts.DueOn, Is.EqualTo(due is null ? null : (DateOnly?)Day(due)));
            Assert.That(facts.FirstDueOn, Is.EqualTo(first is null ? null : (DateOnly?)Day(first)));
            Assert.That(facts.OnTime, Is.EqualTo(onTime));
            Assert.That(facts.OnTimeByFirstDueDate, Is.EqualTo(onTimeByFirst));
        });
    }

    [Test]
    public void Superseding_hides_on_every_day_and_taking_it_back_revives_nothing()
    {
        Said[] said = [Due("7/1", "31/3"), Stands("10/2", Completed), new("20/3", new Change.Progressed(InProgress), 4), new("25/3", new Change.Retracted(), 5)];
        Assert.Multiple(() =>
        {
            Assert.That(At("15/2", said, recorded: 4)!.State, Is.EqualTo(Completed), "before the correction");
            Assert.That(At("15/2", said, recorded: 5)!.State, Is.EqualTo(NotStarted), "the correction holds from its own day, what it replaced on none");
            Assert.That(At("20/3", said, recorded: 5)!.State, Is.EqualTo(InProgress));
            Assert.That(At("1/12", said)!.State, Is.EqualTo(NotStarted), "taken back, and the completion isn't there again");
        });
    }

    [Test]
    public void A_void_item_is_there_on_no_day_until_the_voiding_is_taken_back()
    {
        Said[] said = [Due("7/1", "31/3"), new("1/6", new Change.Voided()), new("1/7", new Change.Retracted(), 4)];
        Assert.Multiple(() =>
        {
            Assert.That(At("1/2", said, recorded: 3), Is.Not.Null);
            Assert.That(At("1/2", said, recorded: 4), Is.Null, "also before the day on which it was voided");
            Assert.That(At("1/2", said, recorded: 5), Is.Not.Null);
        });
    }

    [Test]
    public void A_reopened_recurring_item_rests_on_no_paper_of_its_completion()
    {
        var facts = Facts("1/8",
        [
            new(1, Day("7/1"), s_start, new Change.Joined(Membership.Issued)),
            new(2, Day("7/1"), s_start, new Change.Scheduled(Day("31/3"), Occurrence: 1)),
            new(3, Day("31/3"), s_start, new Change.Progressed(Completed), Document: "12/BC-HĐND"),
            new(4, Day("1/5"), s_start, new Change.Progressed(InProgress, 1)),
        ]);
        Assert.That((facts!.State, facts.ResultDocument), Is.EqualTo((InProgress, (string?)null)));
    }

    /// <summary>The item as of a day; <paramref name="recorded"/> leaves out entries with a later sequence. The first two entries make it a member.</summary>
    private static ItemFacts? At(string asOf, Said[] said, int recorded = int.MaxValue)
    {
        Said[] all = [new("7/1", new Change.Joined(Membership.Issued)), new("7/1", new Change.Described { LeadUnitId = s_board }), .. said];
        return Facts(asOf, all.Select((s, place) => new Entry(place + 1, Day(s.On), s_start.AddHours(place), s.Change, s.Supersedes,
            Array.FindIndex(all, later => later.Supersedes == place + 1) is >= 0 and var by ? s_start.AddHours(by) : null)), recorded);
    }

    private static ItemFacts? Facts(string asOf, IEnumerable<Entry> entries, int recorded = int.MaxValue) =>
        new ItemHistory(entries).At(Day(asOf), recorded == int.MaxValue ? DateTimeOffset.MaxValue : s_start.AddHours(recorded - 1));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text + "/2019", "d/M/yyyy");
}
