using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tracker.Domain.Units;

namespace Tracker.Tests.Domain;

public class UnitDirectoryTests
{
    private static readonly UnitName Standing = Unit("Thường trực HĐND Thành phố", "TT HĐND");
    private static readonly UnitName Legal = Unit("Ban Pháp chế", "Ban PC");
    private static readonly UnitName Economy = Unit("Ban Kinh tế - Ngân sách", "Ban KT-NS");
    private static readonly UnitName Urban = Unit("Ban Đô thị", "Ban ĐT");
    private static readonly UnitName Ethnic = Unit("Ban Dân tộc", "Ban DT");
    private static readonly UnitName Office = Unit("Văn phòng HĐND Thành phố", "VP", "Văn phòng HĐND");
    private static readonly UnitName JointOffice = Unit("Văn phòng Đoàn ĐBQH, HĐND");
    private static readonly UnitName Planning = Unit("Sở Kế hoạch và Đầu tư", "Sở KH&ĐT");
    private static readonly UnitName Finance = Unit("Sở Tài chính");
    private static readonly UnitName Justice = Unit("Sở Tư pháp");
    private static readonly UnitName AllBoards = Unit("Các Ban HĐND Thành phố");
    private static readonly UnitName Peace = Unit("Huyện Ứng Hòa");

    private static readonly UnitDirectory Directory =
        new([Standing, Legal, Economy, Urban, Ethnic, Office, JointOffice, Planning, Finance, Justice, AllBoards, Peace]);

    private static readonly object[][] Spellings =
    [
        ["Ban Pháp chế", Legal], ["BAN PHÁP CHẾ", Legal], ["ban phap che", Legal], [" Ban  Pháp\u00a0chế ", Legal], ["Ban PC", Legal],
        ["Ban Kinh tế - Ngân sách", Economy], ["Ban Kinh tế – Ngân sách", Economy], ["Ban Kinh tế-Ngân sách", Economy], ["Ban Kinh tế và Ngân sách", null!],
        ["Ban KT-NS", Economy], ["Ban KT - NS", Economy], ["ban kt-ns", Economy], ["Ban KTNS", Economy],
        ["Ban ĐT", Urban], ["ban đt", Urban], ["Ban DT", Ethnic], ["Ban dt", Ethnic], ["Ban do thi", Urban],
        ["Văn phòng HĐND", Office], ["VP", Office], ["Văn phòng", null!], ["HĐND", null!],
        ["Văn phòng Đoàn ĐBQH, HĐND", JointOffice],
        ["Huyện Ứng Hoà", Peace], ["huyen ung hoa", Peace],
        ["Sở KH & ĐT", Planning], ["Sở KHĐT", Planning], ["So Ke hoach va Dau tu", Planning],
    ];

    [TestCaseSource(nameof(Spellings))]
    public void A_unit_is_known_by_name_and_alias_however_they_are_spelt(string name, UnitName? expected)
    {
        foreach (var written in new[] { name, name.Normalize(NormalizationForm.FormD) })
        {
            Assert.That((Directory.Find(written) as UnitMatch.One)?.Unit, Is.EqualTo(expected));
        }
    }

    [Test]
    public void Without_accents_a_name_that_fits_two_units_is_ambiguous()
    {
        var directory = new UnitDirectory([Unit("Ban Đô thị", "Ban ĐT"), Unit("Ban Đào tạo", "Ban ĐT-")]);

        Assert.That(directory.Find("Ban DT"), Is.InstanceOf<UnitMatch.Ambiguous>());
        Assert.That(((UnitMatch.Ambiguous)directory.Find("Ban DT")).Candidates, Has.Count.EqualTo(2));
    }

    [Test]
    public void Without_separators_a_name_that_fits_two_units_is_ambiguous()
    {
        var directory = new UnitDirectory([Unit("Ban A", "Ban KT-NS"), Unit("Ban B", "Ban K-TNS")]);

        Assert.That(directory.Find("Ban KT - NS"), Is.InstanceOf<UnitMatch.One>());
        Assert.That(directory.Find("Ban KTNS"), Is.InstanceOf<UnitMatch.Ambiguous>());
    }

    [Test]
    public void Only_units_of_that_day_fit()
    {
        var before = Unit("Huyện Ba Vì") with { ValidTo = new(2025, 6, 30) };
        var after = Unit("Xã Ba Vì", "Huyện Ba Vì") with { ValidFrom = new(2025, 7, 1) };
        var directory = new UnitDirectory([before, after]);

        Assert.That(directory.Find("Huyện Ba Vì", new(2025, 6, 30)), Is.EqualTo(new UnitMatch.One("Huyện Ba Vì", before)));
        Assert.That(directory.Find("Huyện Ba Vì", new(2025, 7, 1)), Is.EqualTo(new UnitMatch.One("Huyện Ba Vì", after)));
        Assert.That(directory.Find("Xã Ba Vì", new(2025, 6, 30)), Is.InstanceOf<UnitMatch.Unknown>());
        Assert.That(directory.Find("Huyện Ba Vì"), Is.InstanceOf<UnitMatch.Ambiguous>());
    }

    [TestCase("Ban Pháp chê", "Ban Pháp chế")]
    [TestCase("Ban Pháp chees", "Ban Pháp chế")]
    [TestCase("Ban Kinh tế Ngân sáhc", "Ban Kinh tế - Ngân sách")]
    [TestCase("Sở Tài chánh", "Sở Tài chính")]
    public void The_nearest_unit_is_suggested_first(string name, string nearest)
    {
        var match = Directory.Find(name);

        if (match is UnitMatch.Unknown unknown)
        {
            Assert.That(unknown.Suggestions[0].Name, Is.EqualTo(nearest));
            Assert.That(unknown.Suggestions, Has.Count.LessThanOrEqualTo(3));
        }
        else
        {
            Assert.That(((UnitMatch.One)match).Unit.Name, Is.EqualTo(nearest), "a wrong tone mark is only an accent");
        }
    }

    [TestCase("Tập đoàn Dầu khí quốc gia Việt Nam")]
    [TestCase("X")]
    [TestCase("")]
    public void Nothing_is_suggested_for_what_is_far_from_everything(string name) =>
        Assert.That(((UnitMatch.Unknown)Directory.Find(name)).Suggestions, Is.Empty);

    [TestCase(null, "")]
    [TestCase(" ; , \n", "")]
    [TestCase("Ban Pháp chế", "Ban Pháp chế")]
    [TestCase("Ban PC; Ban ĐT", "Ban Pháp chế|Ban Đô thị")]
    [TestCase("Ban PC, Ban ĐT,Ban DT", "Ban Pháp chế|Ban Đô thị|Ban Dân tộc")]
    [TestCase("Ban PC\nBan ĐT\r\nBan DT", "Ban Pháp chế|Ban Đô thị|Ban Dân tộc")]
    [TestCase("- Ban PC\n- Ban ĐT.", "Ban Pháp chế|Ban Đô thị")]
    [TestCase("Ban PC; ban phap che", "Ban Pháp chế")]
    [TestCase("Văn phòng Đoàn ĐBQH, HĐND", "Văn phòng Đoàn ĐBQH, HĐND")]
    [TestCase("Ban PC, Văn phòng Đoàn ĐBQH, HĐND, Ban ĐT", "Ban Pháp chế|Văn phòng Đoàn ĐBQH, HĐND|Ban Đô thị")]
    [TestCase("Ban Kinh tế -\nNgân sách", "Ban Kinh tế - Ngân sách")]
    [TestCase("Sở Kế hoạch và Đầu tư", "Sở Kế hoạch và Đầu tư")]
    [TestCase("Sở Tài chính và Sở Kế hoạch và Đầu tư", "Sở Tài chính|Sở Kế hoạch và Đầu tư")]
    [TestCase("Sở Kế hoạch và Đầu tư và Sở Tài chính", "Sở Kế hoạch và Đầu tư|Sở Tài chính")]
    [TestCase("Sở Tài chính, Sở Tư pháp và Văn phòng Đoàn ĐBQH, HĐND", "Sở Tài chính|Sở Tư pháp|Văn phòng Đoàn ĐBQH, HĐND")]
    [TestCase("Sở Tài chính và Đầu tư", "?Sở Tài chính và Đầu tư")]
    [TestCase("Ban PC, Sở Nào đó và Sở Kia; Ban ĐT", "Ban Pháp chế|?Sở Nào đó và Sở Kia|Ban Đô thị")]
    [TestCase("Các Ban HĐND Thành phố; Văn phòng HĐND Thành phố", "Các Ban HĐND Thành phố|Văn phòng HĐND Thành phố")]
    [TestCase("Sở Mới, sở mới", "?Sở Mới")]
    public void A_cell_is_split_where_no_name_is_cut(string? cell, string expected)
    {
        var found = Directory.FindAll(cell).Select(match => match is UnitMatch.One one ? one.Unit.Name : "?" + match.Text);

        Assert.That(string.Join('|', found), Is.EqualTo(expected));
        Assert.That(Directory.FindAll(cell?.Normalize(NormalizationForm.FormD)).Count, Is.EqualTo(Directory.FindAll(cell).Count));
    }

    [Test]
    public void Any_list_of_names_is_found_again_in_its_order() => Check.Of(
        Gen.Elements(Legal, Economy, Urban, Ethnic, Office, JointOffice, Planning, Finance).NonEmptyListOf()
            .Zip(Gen.Elements("; ", ";", ", ", ",", "\n", " và ")),
        pair =>
        {
            var (units, separator) = pair;
            var found = Directory.FindAll(string.Join(separator, units.Select(unit => unit.Name)));

            Assert.That(found.Select(match => (match as UnitMatch.One)?.Unit), Is.EqualTo(units.Distinct()));
        });

    [Test]
    public void No_cell_is_too_strange() => Check.Of(ArbMap.Default.GeneratorFor<string>(), cell =>
        Assert.DoesNotThrow(() => Directory.FindAll(cell)));

    private static UnitName Unit(string name, params string[] aliases) => new(Guid.NewGuid(), name, aliases);
}
