using FsCheck.Fluent;
using Tracker.Domain.Figures;

namespace Tracker.Tests.Domain;

public class ShareTests
{
    [TestCase(248, 273, "90,8%")]
    [TestCase(1999, 2000, "99,9%")]
    [TestCase(1, 100_000, "0,1%")]
    [TestCase(0, 5, "0%")]
    [TestCase(5, 5, "100%")]
    [TestCase(1, 2, "50,0%")]
    [TestCase(1, 3, "33,3%")]
    [TestCase(2, 3, "66,7%")]
    [TestCase(1, 16, "6,3%")]
    [TestCase(5, 1000, "0,5%")]
    [TestCase(25, 10_000, "0,3%")]
    [TestCase(long.MaxValue - 1, long.MaxValue, "99,9%")]
    [TestCase(0, 0, "—")]
    [TestCase(3, 0, "—")]
    public void A_share_has_one_decimal_and_is_all_or_none_only_when_it_is(long count, long of, string expected) =>
        Assert.That(new Share(count, of).Text, Is.EqualTo(expected));

    [Test]
    public void For_machines_a_share_has_seven_decimals()
    {
        Assert.That(new Share(248, 273).Value, Is.EqualTo(0.9084249m));
        Assert.That(new Share(5, 5).Value, Is.EqualTo(1m));
        Assert.That(new Share(1, 0).Value, Is.Null);
    }

    [TestCase(252, 273, "+8,3%")]
    [TestCase(174, 273, "+56,9%")]
    [TestCase(174, 252, "+44,8%")]
    [TestCase(273, 273, "0%")]
    [TestCase(100, 200, "+100%")]
    [TestCase(100_000, 100_001, "+0,1%")]
    [TestCase(100_001, 100_000, "−0,1%")]
    [TestCase(100, 0, "−100%")]
    [TestCase(10_000, 19_999, "+99,9%")]
    [TestCase(10_000, 20_001, "+100,1%")]
    [TestCase(10_000, 1, "−99,9%")]
    [TestCase(100, 300, "+200,0%")]
    [TestCase(1, 100_000, "+9.999.900,0%")]
    [TestCase(31, 30, "−3,2%")]
    [TestCase(0, 12, "—")]
    [TestCase(0, 0, "—")]
    public void Growth_has_its_sign_and_is_nothing_or_double_only_when_it_is(long earlier, long later, string expected) =>
        Assert.That(new Growth(earlier, later).Text, Is.EqualTo(expected));

    [Test]
    public void For_machines_growth_has_seven_decimals()
    {
        Assert.That(new Growth(252, 273).Value, Is.EqualTo(0.0833333m));
        Assert.That(new Growth(252, 273).Difference, Is.EqualTo(21));
        Assert.That(new Growth(273, 252).Value, Is.EqualTo(-0.0769231m));
        Assert.That(new Growth(0, 252).Value, Is.Null);
    }

    [Test]
    public void No_share_shows_all_or_none_unless_it_is_and_none_is_off_by_more_than_a_tenth() => Check.Of(
        Gen.Choose(1, 20_000).SelectMany(of => Gen.Choose(0, of).Select(count => new Share(count, of))),
        share =>
        {
            Assert.That(share.Text == "100%", Is.EqualTo(share.Count == share.Of));
            Assert.That(share.Text == "0%", Is.EqualTo(share.Count == 0));
            Assert.That(Shown(share.Text), Is.EqualTo(100m * share.Count / share.Of).Within(0.1m));
        });

    [Test]
    public void A_larger_share_never_shows_less() => Check.Of(
        Gen.Choose(1, 5_000).SelectMany(of => Gen.Choose(0, of - 1).Select(count => (count, of))),
        pair => Assert.That(Shown(new Share(pair.count + 1, pair.of).Text), Is.GreaterThanOrEqualTo(Shown(new Share(pair.count, pair.of).Text))));

    private static decimal Shown(string text) =>
        decimal.Parse(text.TrimEnd('%').Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture);
}
