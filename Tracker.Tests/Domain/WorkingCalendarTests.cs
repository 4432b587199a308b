using Tracker.Domain.Schedules;

namespace Tracker.Tests.Domain;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = new(
    [
        .. Enumerable.Range(23, 7).Select(day => new SpecialDay(new(2020, 1, day), "Tết Nguyên đán", false)),
        new(new(2020, 5, 9), "Làm bù", true),
    ]);

    [TestCase("2020-01-22", true)]
    [TestCase("2020-01-23", false)]
    [TestCase("2020-02-01", false, Description = "Saturday")]
    [TestCase("2020-05-09", true, Description = "a Saturday worked in exchange")]
    [TestCase("2020-05-10", false, Description = "Sunday")]
    public void A_day_is_worked_on_as_the_council_says_else_as_its_weekday_does(string day, bool worked) =>
        Assert.That(Calendar.IsWorkingDay(DateOnly.Parse(day)), Is.EqualTo(worked));

    [Test]
    public void What_falls_into_the_holidays_comes_on_the_first_day_after() =>
        Assert.That((Calendar.OnOrAfter(new(2020, 1, 24)), Calendar.OnOrAfter(new(2020, 1, 22))), Is.EqualTo((new DateOnly(2020, 1, 30), new DateOnly(2020, 1, 22))));

    [Test]
    public void Working_days_are_counted_with_both_ends() =>
        Assert.That((Calendar.Count(new(2020, 1, 22), new(2020, 1, 31)), Calendar.Count(new(2020, 2, 2), new(2020, 2, 1))), Is.EqualTo((3, 0)));
}
