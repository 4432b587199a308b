using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tracker.Domain.Text;

namespace Tracker.Tests.Domain;

public class VietnameseTextTests
{
    [TestCase(null, "")]
    [TestCase("  \t\u00a0 ", "")]
    [TestCase(" Văn\u00a0 phòng\r\nHĐND ", "Văn phòng HĐND")]
    [TestCase("Va\u0306n pho\u0300ng", "Văn phòng")]
    [TestCase("Văn\u200b phòng\ufeff", "Văn phòng")]
    [TestCase("H\u00d0ND, \u00f0", "HĐND, đ")]
    public void Normal_text_is_composed_and_singly_spaced(string? text, string expected) =>
        Assert.That(VietnameseText.Normalize(text), Is.EqualTo(expected));

    [Test]
    public void A_broken_character_is_shown_as_one() =>
        Assert.That(VietnameseText.Normalize("gãy " + (char)0xD800), Is.EqualTo("gãy \ufffd"));

    [TestCase("Văn phòng", "van phong")]
    [TestCase("VAN PHONG", "van phong")]
    [TestCase("Đường Đỗ Đức Dục", "duong do duc duc")]
    [TestCase("ƯỚC LƯỢNG NGUYỄN", "uoc luong nguyen")]
    [TestCase("Kinh tế - Ngân sách", "kinh te - ngan sach")]
    public void Folded_text_has_no_accents(string text, string expected) =>
        Assert.That(VietnameseText.Fold(text), Is.EqualTo(expected));

    [TestCase("Hoà Bình", "Hòa Bình")]
    [TestCase("thuỷ lợi", "thủy lợi")]
    [TestCase("sức khoẻ", "sức khỏe")]
    [TestCase("ỦY BAN, TOÀ ÁN", "uỷ ban - tòa án")]
    [TestCase("Ban KT-NS", "ban kt - ns")]
    [TestCase("Ban KT–NS", "Ban  KT NS.")]
    [TestCase("xoá", "xóa")]
    public void Names_spelt_differently_have_one_key(string one, string other)
    {
        Assert.That(VietnameseText.NameKey(one), Is.EqualTo(VietnameseText.NameKey(other)));
        Assert.That(VietnameseText.NameKey(one.Normalize(NormalizationForm.FormD)), Is.EqualTo(VietnameseText.NameKey(other)));
    }

    [TestCase("Ban ĐT", "Ban DT")]
    [TestCase("Hòa", "Hóa")]
    [TestCase("quý", "quy")]
    [TestCase("hoàn", "hòan")]
    [TestCase("Sở Y tế", "Sở Ý tế")]
    public void Accents_that_mean_something_stay_in_the_key(string one, string other) =>
        Assert.That(VietnameseText.NameKey(one), Is.Not.EqualTo(VietnameseText.NameKey(other)));

    [TestCase("quý", "quý")]
    [TestCase("Quỹ", "quỹ")]
    [TestCase("Hoài", "hoài")]
    [TestCase("THUỶ", "thủy")]
    public void A_key_reads_like_the_name(string name, string expected) =>
        Assert.That(VietnameseText.NameKey(name), Is.EqualTo(expected));

    [TestCase("Giám sát việc “sử dụng” nhà, đất (công);", "giam sat viec su dung nha dat cong")]
    [TestCase("Báo cáo - tháng 3/2019", "bao cao thang 3 2019")]
    public void A_title_key_has_neither_accents_nor_punctuation(string title, string expected) =>
        Assert.That(VietnameseText.TitleKey(title), Is.EqualTo(expected));

    [TestCase("a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y")]
    [TestCase("ma mà mả mã má mạ")]
    [TestCase("anh Anh ánh ảo ăn ân ba")]
    [TestCase("dung dũng đan đi em")]
    [TestCase("(x) 10a 2 a")]
    public void The_alphabet_is_the_vietnamese_one(string words)
    {
        var ordered = words.Split(' ');
        var decomposed = ordered.Reverse().Select(word => word.Normalize(NormalizationForm.FormD));

        Assert.That(decomposed.Order(VietnameseText.Collation).Select(word => word.Normalize()), Is.EqualTo(ordered));
    }

    [Test]
    public void Tones_decide_only_between_the_same_letters() =>
        Assert.That(
            new[] { "hóa mai", "hoa mơ", "hòa bình", "Hoa mai" }.Order(VietnameseText.Collation),
            Is.EqualTo(new[] { "hòa bình", "Hoa mai", "hóa mai", "hoa mơ" }));

    [Test]
    public void A_word_comes_before_its_continuation_and_null_first() =>
        Assert.That(
            new[] { "Ban Pháp chế", "Bana", null, "Ban" }.Order(VietnameseText.Collation!),
            Is.EqualTo(new[] { null, "Ban", "Ban Pháp chế", "Bana" }));

    [Test]
    public void Keys_of_keys_are_the_same_keys() => Check.Of(Text, text =>
    {
        foreach (var key in (Func<string?, string>[])[VietnameseText.Normalize, VietnameseText.Fold, VietnameseText.NameKey, VietnameseText.TitleKey])
        {
            Assert.That(key(key(text)), Is.EqualTo(key(text)));
        }
    });

    [Test]
    public void Composed_and_decomposed_text_have_the_same_keys() => Check.Of(Text, text =>
    {
        var decomposed = VietnameseText.Normalize(text).Normalize(NormalizationForm.FormD);
        foreach (var key in (Func<string?, string>[])[VietnameseText.Normalize, VietnameseText.Fold, VietnameseText.NameKey, VietnameseText.TitleKey])
        {
            Assert.That(key(decomposed), Is.EqualTo(key(text)));
        }
    });

    [Test]
    public void Collation_is_an_order() => Check.Of(Text.Three(), three =>
    {
        var (a, b, c) = three;
        var order = VietnameseText.Collation;
        Assert.That(Math.Sign(order.Compare(a, b)), Is.EqualTo(-Math.Sign(order.Compare(b, a))));
        Assert.That(order.Compare(a, a), Is.Zero);
        if (order.Compare(a, b) <= 0 && order.Compare(b, c) <= 0) Assert.That(order.Compare(a, c), Is.LessThanOrEqualTo(0));
    });

    /// <summary>Anything at all, and strings of the letters that matter here.</summary>
    private static Gen<string> Text => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements('a', 'ă', 'â', 'á', 'o', 'à', 'ờ', 'u', 'ỷ', 'y', 'q', 'đ', 'Đ', 'D', 'H', ' ', '-', ',', '\u0301', '\u0323', '\u0302', '3', '\n')
            .ArrayOf().Select(letters => new string(letters)));
}
