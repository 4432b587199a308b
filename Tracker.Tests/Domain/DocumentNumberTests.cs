using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tracker.Domain.Documents;

namespace Tracker.Tests.Domain;

public class DocumentNumberTests
{
    [TestCase("01/CTr-HĐND", 1, null, "CTr", "HĐND")]
    [TestCase("62/2017/QĐ-UBND", 62, 2017, "QĐ", "UBND")]
    [TestCase("245-KH/ĐĐ", 245, null, "KH", "ĐĐ")]
    [TestCase("15-ĐA/TU", 15, null, "ĐA", "TU")]
    [TestCase("2140-CV/TU", 2140, null, "CV", "TU")]
    [TestCase("06/QC-TT.HĐND-UBND", 6, null, "QC", "TT.HĐND-UBND")]
    [TestCase("06/QCPH-HĐND-UBND-MTTQ", 6, null, "QCPH", "HĐND-UBND-MTTQ")]
    [TestCase("5120/UBND-KSTT", 5120, null, null, "UBND-KSTT")]
    [TestCase("179/UBND-TH", 179, null, null, "UBND-TH")]
    [TestCase("12/SNV-XDCQ", 12, null, null, "SNV-XDCQ")]
    [TestCase("33/HĐND", 33, null, null, "HĐND")]
    [TestCase("08/TB-HĐND", 8, null, "TB", "HĐND")]
    [TestCase("45/BC-BPC", 45, null, "BC", "BPC")]
    [TestCase("7/QCXY-HĐND", 7, null, "QCXY", "HĐND")]
    [TestCase("04/NQLT-CP-UBTVQH14", 4, null, "NQLT", "CP-UBTVQH14")]
    [TestCase("30/2020/NĐ-CP", 30, 2020, "NĐ", "CP")]
    [TestCase("65/2020/QH14", 65, 2020, null, "QH14")]
    [TestCase(" 01 / CTr - HĐND ", 1, null, "CTr", "HĐND")]
    [TestCase("01/CTr–HĐND", 1, null, "CTr", "HĐND")]
    [TestCase("01/CTR-HĐND", 1, null, "CTr", "HĐND")]
    [TestCase("01/CTr-H\u00d0ND", 1, null, "CTr", "HĐND")]
    public void A_number_is_read_in_its_parts(string text, int number, int? year, string? type, string issuer)
    {
        foreach (var written in new[] { text, text.Normalize(NormalizationForm.FormD) })
        {
            Assert.That(DocumentNumber.TryParse(written, out var read), Is.True);
            Assert.That((read!.Number, read.Year, read.Type, read.Issuer), Is.EqualTo((number, year, type, issuer)));
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("01")]
    [TestCase("CTr-HĐND")]
    [TestCase("15/6/2019")]
    [TestCase("15-6-2019")]
    [TestCase("03/2019")]
    [TestCase("5/ngày")]
    [TestCase("12/TB")]
    [TestCase("00/TB-HĐND")]
    [TestCase("Số: 01/CTr-HĐND")]
    [TestCase("01/CTr-HĐND và 02/CTr-HĐND")]
    [TestCase("01/CTr-")]
    [TestCase("01/CTr-HĐND-")]
    [TestCase("1234567/CTr-HĐND")]
    public void Anything_else_is_no_number(string? text)
    {
        Assert.That(DocumentNumber.TryParse(text, out var number), Is.False);
        Assert.That(number, Is.Null);
    }

    [TestCase("Số: 01/CTr-HĐND", "01/CTr-HĐND")]
    [TestCase("Số:01/CTr-HĐND", "01/CTr-HĐND")]
    [TestCase("Số: 01 /CTr-HĐND", "01/CTr-HĐND")]
    [TestCase("Số: 78/BC-HĐND (Phụ lục)", "78/BC-HĐND")]
    [TestCase("Văn bản số 179/UBND-TH của UBND Thành phố", "179/UBND-TH")]
    [TestCase("Văn bản số 2140-CV/TU của Thành ủy", "2140-CV/TU")]
    [TestCase("ngày 15/6/2019, theo Quyết định số 62/2017/QĐ-UBND.", "62/2017/QĐ-UBND")]
    [TestCase("01/TB-HĐND; 02/TB-HĐND", "01/TB-HĐND")]
    public void A_number_is_found_inside_a_text(string text, string expected) =>
        Assert.That(DocumentNumber.FindIn(text)?.Raw, Is.EqualTo(expected));

    [TestCase(null)]
    [TestCase("Ý kiến chỉ đạo của Chủ tịch HĐND Thành phố")]
    [TestCase("Giao ban chuyên đề tháng 1")]
    [TestCase("Hà Nội, ngày 07 tháng 01 năm 2019")]
    [TestCase("họp 2/tuần, 15/6")]
    [TestCase("31/12/2019")]
    public void None_is_found_where_none_is(string? text) => Assert.That(DocumentNumber.FindIn(text), Is.Null);

    [Test]
    public void Raw_is_kept_as_written_but_for_spaces()
    {
        Assert.That(DocumentNumber.TryParse("  01/CTr-HĐND ", out var number), Is.True);
        Assert.That(number!.Raw, Is.EqualTo("01/CTr-HĐND"));
    }

    [Test]
    public void What_parses_alone_is_found_in_a_sentence() => Check.Of(
        Gen.Choose(1, 9999).Zip(Gen.Elements("{0:00}/CTr-HĐND", "{0}-KH/ĐĐ", "{0}/2017/QĐ-UBND", "{0}/UBND-KSTT", "{0:00}/QC-TT.HĐND-UBND"), (number, form) => string.Format(null, form, number)),
        written =>
        {
            Assert.That(DocumentNumber.TryParse(written, out var number), Is.True);
            Assert.That(DocumentNumber.FindIn($"Theo văn bản số {written}, ngày 15/6/2019"), Is.EqualTo(number));
        });

    [Test]
    public void No_text_is_too_strange() => Check.Of(ArbMap.Default.GeneratorFor<string>(), text =>
    {
        Assert.DoesNotThrow(() => DocumentNumber.TryParse(text, out _));
        Assert.DoesNotThrow(() => DocumentNumber.FindIn(text));
    });
}
