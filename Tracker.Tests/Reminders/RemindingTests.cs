using Tracker.Domain.Reminders;
using Tracker.Domain.Schedules;
using Tracker.Domain.Units;

namespace Tracker.Tests.Reminders;

/// <summary>On which days who is reminded of what: a clock moved over weekends, Tết and a compensating Saturday.</summary>
public sealed class RemindingTests
{
    // The public service's Tết of 2026: Monday 16 to Friday 20 February; Monday 31 August is worked on Saturday 22 August.
    private static readonly WorkingCalendar Calendar = new(
    [
        .. Enumerable.Range(16, 5).Select(d => new SpecialDay(new(2026, 2, d), "Tết Nguyên đán", false)),
        new(new(2026, 8, 31), "Nghỉ hoán đổi", false), new(new(2026, 9, 1), "Quốc khánh", false), new(new(2026, 9, 2), "Quốc khánh", false),
        new(new(2026, 8, 22), "Làm bù", true),
    ]);

    private static readonly Unit Board = New("Ban Pháp chế", UnitKind.Board), Office = New("Văn phòng", UnitKind.Office), Committee = New("Thường trực", UnitKind.StandingCommittee);
    private static readonly Addressee Officer = New("Trần Quốc Việt", "Chuyên viên", Board), Colleague = New("Vũ Thu Trang", "Chuyên viên", Board), Head = New("Lý Văn Nam", "Trưởng Ban Pháp chế", Board);
    private static readonly Addressee Deputy = New("Ngô Thị Hòa", "Phó Trưởng ban", Board), Chair = New("Lê Minh Đức", "Phó Chủ tịch HĐND", Committee), Clerk = New("Nguyễn Thu Hà", "Trưởng phòng", Office);
    private static readonly Addressee[] Everybody = [Officer, Colleague, Head, Deputy, Chair, Clerk];

    // Due on a Friday.
    [TestCase("2026-11-27", "officer", "18/11 24/11 26/11 30/11 7/12 14/12 21/12 28/12")]
    [TestCase("2026-11-27", "head", "14/12 21/12 28/12")]
    [TestCase("2026-11-27", "chair", "28/12")]
    // Due on a Sunday: the last working day before it counts; overdue from Monday on.
    [TestCase("2026-11-29", "officer", "18/11 24/11 26/11 30/11 7/12 14/12 21/12 28/12 4/1")]
    // Due on a Wednesday: the weekly ones fall on Thursdays, none needs to move.
    [TestCase("2026-11-25", "officer", "16/11 20/11 24/11 26/11 3/12 10/12 17/12 24/12 31/12")]
    [TestCase("2026-11-25", "head", "10/12 17/12 24/12 31/12")]
    [TestCase("2026-11-25", "chair", "25/12")]
    // Due before Tết: what falls within it comes on the first day after, once.
    [TestCase("2026-02-13", "officer", "4/2 10/2 12/2 23/2 2/3 9/3 16/3")]
    // Due after it: the days of Tết are no working days.
    [TestCase("2026-02-25", "officer", "9/2 13/2 24/2 26/2 5/3 12/3 19/3 26/3 2/4")]
    // The compensating Saturday is one.
    [TestCase("2026-08-24", "officer", "14/8 20/8 22/8 25/8 3/9 8/9 15/9 22/9 29/9")]
    public void Mails_go_on_these_days_and_no_others(string due, string whom, string expected)
    {
        var dueOn = DateOnly.Parse(due);
        var item = Item(dueOn);
        var person = whom switch { "officer" => Officer, "head" => Head, _ => Chair };
        DateOnly? last = null;
        var mailed = new List<DateOnly>();
        for (var day = dueOn.AddDays(-25); day <= dueOn.AddDays(36); day = day.AddDays(1))
        {
            var made = Reminding().On(day, last, [item]);
            if (Calendar.IsWorkingDay(day))
                last = day;
            else
                Assert.That(made.Digests, Is.Empty, $"{day} is no working day");
            if (made.Digests.Any(d => d.To == person))
                mailed.Add(day);
        }
        Assert.That(string.Join(' ', mailed.Select(d => $"{d.Day}/{d.Month}")), Is.EqualTo(expected));
    }

    /// <summary>Whatever the day on which it is due and the morning after which it was entered: whoever could be told by the due day was.</summary>
    [Test]
    public void No_item_passes_its_due_day_unreminded_that_was_known_on_a_working_morning_by_then()
    {
        var untold = new List<string>();
        foreach (var due in Enumerable.Range(0, 120).Select(n => new DateOnly(2026, 1, 12).AddDays(n)))
            foreach (var known in Enumerable.Range(0, 25).Select(n => due.AddDays(-n)))
            {
                var told = false;
                DateOnly? last = known.AddDays(-1);
                while (!Calendar.IsWorkingDay(last.Value))
                    last = last.Value.AddDays(-1);
                var isNew = true;
                for (var day = known; day <= due; day = day.AddDays(1))
                {
                    told |= Reminding().On(day, last, [Item(due) with { IsNew = isNew }]).Digests.Any(d => d.To == Officer);
                    if (Calendar.IsWorkingDay(day))
                        (last, isNew) = (day, false);
                }
                if (!told && Calendar.Count(known, due) > 0)
                    untold.Add($"due {due}, known {known}");
            }
        Assert.That(untold, Is.Empty);
    }

    [Test]
    public void What_is_entered_late_is_told_on_the_next_working_morning_and_then_as_everything_else()
    {
        var entered = Item(new(2026, 11, 27)) with { IsNew = true };
        Assert.That(Reminding().On(new(2026, 11, 20), new(2026, 11, 19), [entered]).Digests.Single(d => d.To == Officer).Reminders.Single().WorkingDaysLeft, Is.EqualTo(5));
        Assert.That(Reminding().On(new(2026, 11, 17), new(2026, 11, 16), [entered]).Digests, Is.Empty, "further off than the first reminder");
        Assert.That(Reminding().On(new(2026, 12, 3), new(2026, 12, 2), [entered]).Digests.Single(d => d.To == Officer).Reminders.Single().Reason, Is.EqualTo(ReminderReason.Overdue));
        Assert.That(Reminding().On(new(2026, 12, 3), new(2026, 12, 2), [entered with { IsNew = false }]).Digests, Is.Empty, "overdue for six days, told on the first and again on the eighth");
    }

    [Test]
    public void While_somebody_is_paused_the_others_of_the_unit_are_told_and_a_unit_without_others_is_no_finding()
    {
        var item = Item(new(2026, 11, 27)) with { Officer = Officer.Name };
        var paused = new Paused(new HashSet<Guid> { Officer.Id }, new HashSet<Guid>());
        var made = new Reminding(new(), Calendar, [Board, Office, Committee], Everybody, paused).On(new(2026, 11, 30), null, [item]);
        Assert.That(made.Digests.Select(d => d.To), Is.EquivalentTo([Colleague, Head, Deputy]));

        made = new Reminding(new(), Calendar, [Board, Office, Committee], [Officer], paused).On(new(2026, 11, 30), null, [item]);
        Assert.That((made.Digests.Count, made.Unreached.Count), Is.EqualTo((0, 0)));
        made = new Reminding(new(), Calendar, [Board, Office, Committee], Everybody, new(new HashSet<Guid>(), new HashSet<Guid> { item.Id })).On(new(2026, 11, 30), null, [item]);
        Assert.That(made.Digests, Is.Empty);
    }

    [Test]
    public void What_was_missed_while_the_program_was_off_comes_once_on_the_next_working_day()
    {
        // Off from the morning of 26/11 on: the last working day's reminder and the first overdue one fell meanwhile.
        var made = Reminding().On(new(2026, 12, 9), new(2026, 11, 25), [Item(new(2026, 11, 27)), Item(new(2026, 12, 15)), Item(new(2026, 12, 31))]);

        var mine = made.Digests.Single(d => d.To == Officer);
        Assert.That(mine.Reminders.Select(r => (r.Item.DueOn, r.Reason, r.DaysOverdue, r.WorkingDaysLeft)), Is.EqualTo(new[]
        {
            (new DateOnly(2026, 11, 27), ReminderReason.Overdue, 12, 0),
            (new DateOnly(2026, 12, 15), ReminderReason.DueSoon, 0, 4),
        }));
    }

    [Test]
    public void Everything_of_a_day_is_one_mail_and_tells_of_what_else_is_overdue()
    {
        var made = Reminding().On(new(2026, 12, 14), null, [Item(new(2026, 11, 27)), Item(new(2026, 12, 11)), Item(new(2026, 12, 15)), Item(new(2026, 12, 8)), Item(new(2027, 3, 1))]);

        var mine = made.Digests.Single(d => d.To == Officer);
        Assert.That(mine.Overdue.Select(r => r.Item.DueOn.Day), Is.EqualTo([27, 11]));
        Assert.That(mine.DueSoon.Select(r => r.Item.DueOn.Day), Is.EqualTo([15]));
        Assert.That(mine.OthersOverdue, Is.EqualTo(1));
        Assert.That(made.Digests.Single(d => d.To == Head).Reminders.Select(r => (r.Item.DueOn.Day, r.Reason)), Is.EqualTo([(27, ReminderReason.ToLeader)]));
    }

    [Test]
    public void Whom_the_item_names_is_reminded_else_everybody_of_the_unit()
    {
        var named = Reminding().On(new(2026, 11, 30), null, [Item(new(2026, 11, 27)) with { Officer = "VŨ THU  TRANG" }]);
        var unknown = Reminding().On(new(2026, 11, 30), null, [Item(new(2026, 11, 27)) with { Officer = "đ/c Hùng" }]);

        Assert.That(named.Digests.Select(d => d.To), Is.EqualTo([Colleague]));
        Assert.That(unknown.Digests.Select(d => d.To), Is.EquivalentTo([Officer, Colleague, Head, Deputy]));
    }

    [Test]
    public void The_deputy_is_told_where_the_leader_can_not_be_reached()
    {
        var made = Reminding(people: [Officer, Head with { Email = " " }, Deputy]).On(new(2026, 12, 14), null, [Item(new(2026, 11, 27))]);

        Assert.That(made.Digests.Select(d => (d.To, d.Reminders.Single().Reason)), Is.EquivalentTo([(Officer, ReminderReason.Overdue), (Deputy, ReminderReason.ToLeader)]));
    }

    [Test]
    public void A_unit_that_can_not_be_reached_is_a_finding_on_the_days_on_which_it_should_have_been()
    {
        var reminding = Reminding(people: [Clerk, Officer with { Email = null }]);

        Assert.That(reminding.On(new(2026, 11, 30), null, [Item(new(2026, 11, 27))]).Unreached, Is.EqualTo([Board.Id]));
        Assert.That(reminding.On(new(2026, 12, 1), null, [Item(new(2026, 11, 27))]).Unreached, Is.Empty);
        Assert.That(reminding.On(new(2026, 12, 28), null, [Item(new(2026, 11, 27))]).Unreached, Is.EquivalentTo([Board.Id, Committee.Id]));
    }

    [Test]
    public void Nobody_of_a_unit_that_has_ended_is_reminded()
    {
        var reminding = new Reminding(new(), Calendar, [Board with { ValidTo = new(2026, 11, 29) }], Everybody);
        var made = reminding.On(new(2026, 11, 30), null, [Item(new(2026, 11, 27))]);

        Assert.That((made.Digests.Count, made.Unreached.Single()), Is.EqualTo((0, Board.Id)));
    }

    [Test]
    public void An_overview_lists_once_a_week_what_is_overdue_and_what_falls_due()
    {
        var items = new[] { Item(new(2026, 11, 25)), Item(new(2026, 12, 4)), Item(new(2026, 12, 7)) };
        var settings = new ReminderSettings { WorkingDaysBefore = [], OverviewOn = DayOfWeek.Monday };

        Assert.That(Reminding(settings).On(new(2026, 11, 30), null, items).Digests.Single(d => d.To == Officer).Reminders.Select(r => (r.Item.DueOn.Day, r.Reason)),
            Is.EqualTo([(25, ReminderReason.Overview), (4, ReminderReason.Overview)]));
        Assert.That(Reminding(settings).On(new(2026, 12, 1), null, items).Digests, Is.Empty);
    }

    [Test]
    public void Settings_that_make_no_sense_remind_less_and_break_nothing()
    {
        var settings = new ReminderSettings { WorkingDaysBefore = [0, -3, 100_000], RepeatAfterDays = -1, ToLeaderAfterDays = -5, ToStandingCommitteeAfterDays = null, LeaderTitles = [""] };
        for (var day = new DateOnly(2026, 11, 20); day < new DateOnly(2026, 12, 20); day = day.AddDays(1))
            Assert.That(Reminding(settings).On(day, null, [Item(new(2026, 11, 27))]).Digests.Count(d => d.To == Officer), Is.LessThanOrEqualTo(1));
        Assert.That(Reminding(new() { Enabled = false }).On(new(2026, 11, 30), null, [Item(new(2026, 11, 27))]).Digests, Is.Empty);
    }

    [TestCase("Trưởng Ban Pháp chế", true, false)]
    [TestCase("Q. Chánh Văn phòng", false, false)]
    [TestCase("Quyền Chánh Văn phòng", true, false)]
    [TestCase("Phó Chánh Văn phòng", false, true)]
    [TestCase("PHÓ  CHỦ TỊCH HĐND", false, true)]
    [TestCase("Giám đốc Sở", true, false)]
    [TestCase("Trưởng phòng Tổng hợp", false, false)]
    [TestCase("", false, false)]
    public void Leaders_are_known_by_their_title(string title, bool leads, bool deputises) =>
        Assert.That((new ReminderSettings().IsLeader(title), new ReminderSettings().IsDeputy(title)), Is.EqualTo((leads, deputises)));

    private static Reminding Reminding(ReminderSettings? settings = null, Addressee[]? people = null) => new(settings ?? new(), Calendar, [Board, Office, Committee], people ?? Everybody);

    private static OpenItem Item(DateOnly due) => new(Guid.CreateVersion7(), "1", "Giám sát", Board.Id, Officer.Name, "", due);

    private static Unit New(string name, UnitKind kind) => new(Guid.CreateVersion7(), name, kind, 0, []);

    private static Addressee New(string name, string title, Unit unit) => new(Guid.CreateVersion7(), name, title, unit.Id, $"{unit.Name.Length}@example.vn");
}
