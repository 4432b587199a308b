using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Tracker.Domain.Coordination;
using Tracker.Domain.Schedules;
using Tracker.Domain.Sessions;

namespace Tracker.Tests.Coordination;

/// <summary>When obligations are due: by a table of cases, and whatever the rule and the window are.</summary>
public sealed class DueRuleTests
{
    private static readonly CouncilEvent MidYear = new(Guid.Parse("0000000e-0000-7000-8000-000000000001"), 1, EventKind.MidYear, 2026, "Kỳ họp thường lệ giữa năm 2026", new(2026, 7, 6), new(2026, 7, 9), false, null);
    private static readonly CouncilEvent YearEnd = new(Guid.Parse("0000000e-0000-7000-8000-000000000002"), 1, EventKind.YearEnd, 2026, "Kỳ họp thường lệ cuối năm 2026", null, null, false, null);
    private static readonly CouncilEvent Thematic = new(Guid.Parse("0000000e-0000-7000-8000-000000000003"), 1, EventKind.Thematic, 2026, "Kỳ họp chuyên đề tháng 3", new(2026, 3, 20), null, false, null);
    private static readonly CouncilEvent Dialogue = new(Guid.Parse("0000000e-0000-7000-8000-000000000004"), 1, EventKind.Other, 2026, "Hội nghị đối thoại với nhân dân", new(2026, 9, 15), null, false, null);
    private static readonly CouncilEvent[] Events = [MidYear, YearEnd, Thematic, Dialogue];

    // Tết from 16 to 20 February, 30 April and 1 May; Saturday 9 May is worked on.
    private static readonly DueCalendar Calendar = new(new WorkingCalendar(
    [
        .. Enumerable.Range(16, 5).Select(day => new SpecialDay(new(2026, 2, day), "Tết", false)), new(new(2026, 4, 30), "Ngày Giải phóng", false), new(new(2026, 5, 1), "Quốc tế Lao động", false),
        new(new(2026, 5, 9), "Làm bù", true),
    ]), Events);

    [TestCase("ngày 15/06/2026", "15/06/2026")]
    [TestCase("trước ngày 01/03/2026", "28/02/2026")]
    [TestCase("ngày 15/12 hằng năm", "15/12/2026")]
    [TestCase("Trước ngày 1/3 hàng năm", "28/02/2026", Description = "29/2 is the last of February in a common year")]
    [TestCase("hằng tháng, ngày 31", "31/01/2026 28/02/2026 31/03/2026 30/04/2026 31/05/2026 30/06/2026 31/07/2026 31/08/2026 30/09/2026 31/10/2026 30/11/2026 31/12/2026")]
    [TestCase("Trước ngày 25 hằng tháng", "24/01/2026 24/02/2026 24/03/2026 24/04/2026 24/05/2026 24/06/2026 24/07/2026 24/08/2026 24/09/2026 24/10/2026 24/11/2026 24/12/2026")]
    [TestCase("hằng quý, chậm nhất 5 ngày sau khi kết thúc quý", "05/01/2026 05/04/2026 05/07/2026 05/10/2026")]
    [TestCase("hằng quý, 5 ngày làm việc sau khi hết quý", "07/01/2026 07/04/2026 07/07/2026 07/10/2026")]
    [TestCase("Hằng quý, ngày 15 của tháng đầu quý sau", "15/01/2026 15/04/2026 15/07/2026 15/10/2026")]
    [TestCase("hằng quý, trước ngày 1 tháng sau", "31/03/2026 30/06/2026 30/09/2026 31/12/2026")]
    [TestCase("hàng quý, ngày 20 của tháng cuối quý", "20/03/2026 20/06/2026 20/09/2026 20/12/2026")]
    [TestCase("hằng tháng, 3 ngày làm việc trước khi hết tháng", "28/01/2026 25/02/2026 26/03/2026 27/04/2026 27/05/2026 25/06/2026 28/07/2026 26/08/2026 25/09/2026 28/10/2026 25/11/2026 28/12/2026")]
    [TestCase("6 tháng một lần, 10 ngày trước khi hết 6 tháng", "20/06/2026 21/12/2026")]
    [TestCase("hằng năm, ngày cuối năm", "31/12/2026")]
    [TestCase("10 ngày sau khi hết năm", "10/01/2026")]
    [TestCase("20 ngày trước kỳ họp thường lệ", "16/06/2026 20/11/2026")]
    [TestCase("chậm nhất 5 ngày làm việc trước kỳ họp giữa năm", "29/06/2026")]
    [TestCase("Trước kỳ họp cuối năm", "09/12/2026")]
    [TestCase("10 ngày sau mỗi kỳ họp", "30/03/2026 16/07/2026 20/12/2026")]
    [TestCase("3 ngày trước Hội nghị đối thoại với nhân dân", "12/09/2026")]
    [TestCase("ngày khai mạc kỳ họp giữa năm", "06/07/2026")]
    public void It_reads_what_regulations_write(string phrase, string due)
    {
        var rule = DuePhrase.Read(phrase, Events);
        Assert.That(rule, Is.Not.Null, phrase);
        Assert.That(rule!.Fault(Events), Is.Null);
        Assert.That(string.Join(' ', Due(rule, new(2026, 1, 1), new(2026, 12, 31))), Is.EqualTo(due));
    }

    [TestCase("")]
    [TestCase("sớm nhất có thể")]
    [TestCase("ngày 31/2/2026")]
    [TestCase("ngày 31/6 hằng năm")]
    [TestCase("hằng quý")]
    [TestCase("hằng quý, ngày 15")]
    [TestCase("hằng quý, 5 ngày sau khi hết tháng")]
    [TestCase("5 ngày trước đại hội")]
    [TestCase("10/6 và 10/12 hằng năm")]
    public void What_it_can_not_read_is_never_guessed(string phrase) => Assert.That(DuePhrase.Read(phrase, Events), Is.Null);

    [Test]
    public void A_leap_year_has_its_day_and_a_period_keeps_its_key_whatever_its_day()
    {
        var rule = new DueRule.Yearly(29, 2);
        Assert.That(Due(rule, new(2027, 1, 1), new(2028, 12, 31)), Is.EqualTo(["28/02/2027", "29/02/2028"]));
        Assert.That(new DueRule.DayOfMonth(PeriodLength.Quarter, 31).Occurrences(new(2026, 6, 1), new(2026, 6, 30), Calendar).Single(), Is.EqualTo(new DutyTime("2026-Q2", new(2026, 6, 30), "quý II/2026")));
        Assert.That(new DueRule.Every(PeriodLength.Quarter, 30).Occurrences(new(2026, 7, 1), new(2026, 7, 31), Calendar).Single().Key, Is.EqualTo("2026-Q2"));
    }

    [Test]
    public void What_is_counted_from_an_event_says_so_and_is_provisional_until_it_has_a_day()
    {
        var times = new DueRule.AtSession(SessionsMeant.Regular, -20).Occurrences(new(2026, 1, 1), new(2026, 12, 31), Calendar);
        Assert.That(times.Select(t => (t.Anchor!.Event, t.Anchor.Days, t.Provisional)), Is.EqualTo([(MidYear.Id, -20, false), (YearEnd.Id, -20, true)]));
        Assert.That(new DueRule.AtEvent(Guid.NewGuid(), 1).Fault(Events), Does.Contain("phải có sự kiện"));
        Assert.That(new DueRule.AtEvent(Dialogue.Id, 251).Fault(Events), Does.Contain("nhiều nhất"));
    }

    [Test]
    public void An_agreement_covers_its_first_and_its_last_day()
    {
        var terms = new AgreementTerms { Number = "01/QC-HĐND", SignedOn = new(2026, 1, 5), ValidFrom = new(2026, 1, 31), ValidTo = new(2026, 4, 30) };
        var obligation = new Obligation(Guid.NewGuid(), 1, Guid.NewGuid(), default, new() { Rule = new DueRule.Every(PeriodLength.Month), From = new(2026, 1, 1) });
        IEnumerable<string> Owed(AgreementTerms by) => obligation.Occurrences(new(obligation.AgreementId, 1, default, by), new(2025, 1, 1), new(2027, 1, 1), Calendar).Select(t => $"{t.DueOn:dd/MM}");
        Assert.That(Owed(terms), Is.EqualTo(["31/01", "28/02", "31/03", "30/04"]));
        Assert.That(Owed(terms with { EndedOn = new(2026, 3, 31) }), Is.EqualTo(["31/01", "28/02"]), "ended from that day on");
        Assert.That(Owed(terms with { EndedOn = new(2026, 4, 1) }), Is.EqualTo(["31/01", "28/02", "31/03"]));
        Assert.That(Owed(terms with { SignedOn = null }), Is.Empty, "nothing is owed before it is signed");
    }

    [Test]
    public void A_review_year_is_of_any_two_days()
    {
        var year = new ReviewYear(new(15, 4), new(15, 4));
        Assert.That(year.Starting(2026), Is.EqualTo((new DateOnly(2026, 4, 15), new DateOnly(2027, 4, 15))));
        Assert.That(year.Around(new(2026, 4, 14)).From, Is.EqualTo(new DateOnly(2025, 4, 15)));
        Assert.That(ReviewYear.Calendar.Around(new(2026, 6, 1)), Is.EqualTo((new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31))));
    }

    [Test]
    public void Every_time_comes_once_whatever_windows_are_asked_and_its_words_read_as_the_rule() =>
        Prop.ForAll(Arb.From(Cases), c =>
        {
            var (rule, first, cuts) = c;
            var whole = rule.Occurrences(first, first.AddDays(cuts.Sum()), Calendar);
            var parts = new List<DutyTime>();
            var from = first;
            foreach (var (place, days) in cuts.Index())
            {
                var to = place == cuts.Length - 1 ? first.AddDays(cuts.Sum()) : from.AddDays(days - 1);
                parts.AddRange(rule.Occurrences(from, to, Calendar));
                from = to.AddDays(1);
            }
            return parts.SequenceEqual(whole)
                && whole.Select(t => t.Key).Distinct().Count() == whole.Count
                && whole.All(t => t.DueOn >= first && t.DueOn <= first.AddDays(cuts.Sum()))
                && DuePhrase.Read(rule.Words(Events), Events) == rule;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(FSharpOption<Replay>.Some(new(new Rnd(71, 143), null))));

    private static Gen<int> Offset => Gen.Choose(-DueRule.MostDays, DueRule.MostDays);

    private static Gen<PeriodLength> Length => Gen.Elements(Enum.GetValues<PeriodLength>());

    private static Gen<DueRule> Rules => Gen.OneOf(
        Gen.Choose(0, 1500).Select(DueRule (n) => new DueRule.OnDay(new DateOnly(2025, 1, 1).AddDays(n))),
        from month in Gen.Choose(1, 12) from day in Gen.Choose(1, DateTime.DaysInMonth(2024, month)) select (DueRule)new DueRule.Yearly(day, month),
        from length in Length from days in Offset from working in Gen.Elements(true, false) select (DueRule)new DueRule.Every(length, days, days != 0 && working),
        from length in Length from day in Gen.Choose(1, 31) from next in Gen.Elements(true, false) select (DueRule)new DueRule.DayOfMonth(length, day, next),
        from sessions in Gen.Elements(Enum.GetValues<SessionsMeant>()) from days in Offset from working in Gen.Elements(true, false) select (DueRule)new DueRule.AtSession(sessions, days, days != 0 && working),
        from days in Offset from working in Gen.Elements(true, false) select (DueRule)new DueRule.AtEvent(Dialogue.Id, days, days != 0 && working));

    private static Gen<(DueRule Rule, DateOnly First, int[] Cuts)> Cases =>
        from rule in Rules
        from first in Gen.Choose(0, 1200)
        from cuts in Gen.Choose(1, 200).NonEmptyListOf().Resize(6)
        select (rule, new DateOnly(2025, 1, 1).AddDays(first), cuts.ToArray());

    private static IEnumerable<string> Due(DueRule rule, DateOnly from, DateOnly to) => rule.Occurrences(from, to, Calendar).Select(t => $"{t.DueOn:dd/MM/yyyy}");
}
