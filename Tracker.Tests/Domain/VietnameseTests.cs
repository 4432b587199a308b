using FsCheck.Fluent;
using Tracker.Domain.Text;

namespace Tracker.Tests.Domain;

public class VietnameseTests
{
    [TestCase(0, "0")]
    [TestCase(999, "999")]
    [TestCase(21914, "21.914")]
    [TestCase(1000000, "1.000.000")]
    [TestCase(-1234, "−1.234")]
    [TestCase(long.MinValue, "−9.223.372.036.854.775.808")]
    public void Thousands_have_a_dot(long number, string expected) => Assert.That(Vietnamese.Number(number), Is.EqualTo(expected));

    [TestCase(2019, 1, 7, "ngày 07 tháng 01 năm 2019")]
    [TestCase(2019, 2, 28, "ngày 28 tháng 02 năm 2019")]
    [TestCase(2019, 3, 5, "ngày 05 tháng 3 năm 2019")]
    [TestCase(2019, 11, 30, "ngày 30 tháng 11 năm 2019")]
    public void Prose_has_a_zero_before_low_days_and_the_first_two_months(int year, int month, int day, string expected) =>
        Assert.That(Vietnamese.DayInWords(new(year, month, day)), Is.EqualTo(expected));

    [Test]
    public void Tables_have_two_digits_for_day_and_month() =>
        Assert.That(Vietnamese.Day(new(2019, 1, 7)), Is.EqualTo("07/01/2019"));

    [TestCase("31/01/2019")]
    [TestCase("31/1/2019")]
    [TestCase("31-1-2019")]
    [TestCase(" 31 - 01 - 2019 ")]
    [TestCase("31.1.2019")]
    [TestCase("31–1–2019")]
    [TestCase("31/1/19")]
    [TestCase("2019-01-31")]
    [TestCase("ngày 31 tháng 01 năm 2019")]
    [TestCase("Ngày 31/01/2019")]
    [TestCase("31 tháng 1 năm 2019")]
    [TestCase("nga\u0300y 31 tha\u0301ng 1 na\u0306m 2019")]
    public void Days_are_read_as_people_type_them(string text)
    {
        Assert.That(Vietnamese.TryReadDay(text, out var day), Is.True);
        Assert.That(day, Is.EqualTo(new DateOnly(2019, 1, 31)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("31/01")]
    [TestCase("01/2019")]
    [TestCase("31.11.2019")]
    [TestCase("29/2/2019")]
    [TestCase("31/13/2019")]
    [TestCase("2019-02-29")]
    [TestCase("Tháng 1/2019")]
    [TestCase("31/01/2019 và 1/2/2019")]
    [TestCase("31/01/219")]
    [TestCase("43551")]
    [TestCase("Hà Nội, ngày 31 tháng 01 năm 2019")]
    public void Anything_else_is_no_day(string? text) => Assert.That(Vietnamese.TryReadDay(text, out _), Is.False);

    [TestCase("03/12/2019 08:00", "2019-12-03T08:00:00")]
    [TestCase("3-12-2019 8h05", "2019-12-03T08:05:00")]
    [TestCase("08:05 ngày 03/12/2019", "2019-12-03T08:05:00")]
    [TestCase("03/12/2019 23:59:58", "2019-12-03T23:59:58")]
    [TestCase("03/12/2019", "2019-12-03T23:59:59.9999999")]
    public void A_moment_is_read_as_people_type_it(string text, string expected)
    {
        Assert.That(Vietnamese.TryReadMoment(text, out var moment), Is.True);
        Assert.That(moment, Is.EqualTo(DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestCase(null)]
    [TestCase("08:00")]
    [TestCase("03/13/2019 08:00")]
    [TestCase("03/12/2019 24:00")]
    [TestCase("08:00 03/12/2019 09:00")]
    [TestCase("2019-12-03T08:00:00Z")]
    public void Anything_else_is_no_moment(string? text) => Assert.That(Vietnamese.TryReadMoment(text, out _), Is.False);

    [Test]
    public void Every_day_this_program_writes_it_also_reads() => Check.Of(
        Gen.Choose(0, 50_000).Select(days => new DateOnly(1960, 1, 1).AddDays(days)),
        day =>
        {
            foreach (var text in new[] { Vietnamese.Day(day), Vietnamese.DayInWords(day), $"{day:yyyy-MM-dd}", $"{day.Day}-{day.Month}-{day.Year}" })
            {
                Assert.That(Vietnamese.TryReadDay(text, out var read), Is.True, text);
                Assert.That(read, Is.EqualTo(day));
            }
        });
}
