using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tracker.Domain.Schedules;

namespace Tracker.Tests.Domain;

/// <summary>What holds for every phrase, sensible or not.</summary>
public class TimePhraseProperties
{
    [Test]
    public void Occurrences_follow_each_other_and_begin_before_they_are_due() => Check.Of(Phrases, phrase =>
    {
        if (TimePhrase.Read(phrase, 2019) is not TimeReading.Due due) return;

        Assert.That(due.Spans, Is.Not.Empty);
        Assert.That(due.Spans.All(span => (span.StartOn ?? span.DueOn) <= span.DueOn));
        Assert.That(due.Spans.Zip(due.Spans.Skip(1)).All(pair => pair.First.DueOn < pair.Second.DueOn));
    });

    [Test]
    public void Case_spacing_dashes_and_unicode_form_make_no_difference() => Check.Of(Phrases, phrase =>
    {
        var expected = Written(TimePhrase.Read(phrase, 2019));

        Assert.That(Written(TimePhrase.Read(phrase.ToUpper(CultureInfo.InvariantCulture), 2019)), Is.EqualTo(expected));
        Assert.That(Written(TimePhrase.Read(phrase.Normalize(NormalizationForm.FormD), 2019)), Is.EqualTo(expected));
        Assert.That(Written(TimePhrase.Read(phrase.Replace(" ", " \u00a0", StringComparison.Ordinal), 2019)), Is.EqualTo(expected));
        Assert.That(Written(TimePhrase.Read(phrase.Replace('-', '–'), 2019)), Is.EqualTo(expected));
    });

    [Test]
    public void A_word_that_is_not_understood_makes_the_whole_unreadable() => Check.Of(Phrases, phrase =>
    {
        Assert.That(TimePhrase.Read(phrase + " Hà Nội", 2019), Is.InstanceOf<TimeReading.Unreadable>());
        Assert.That(TimePhrase.Read("Hà Nội " + phrase, 2019), Is.InstanceOf<TimeReading.Unreadable>());
    });

    [Test]
    public void Any_existing_day_reads_as_itself_and_any_other_as_impossible() => Check.Of(
        Gen.Choose(1, 31).Zip(Gen.Choose(1, 12)).Zip(Gen.Choose(2000, 2099), (date, year) => (date.Item1, date.Item2, year)),
        date =>
        {
            var (day, month, year) = date;
            var exists = day <= DateTime.DaysInMonth(year, month);
            foreach (var phrase in new[] { $"{day}/{month}/{year}", $"{day}.{month}.{year}", $"{day}-{month}-{year}", $"{day}/{month}/{year % 100:00}", $"{year}-{month}-{day}", $"ngày {day} tháng {month} năm {year}" })
            {
                var reading = TimePhrase.Read(phrase, 2019);
                if (exists) Assert.That(((TimeReading.Due)reading).Spans, Is.EqualTo([new DueSpan(null, new(year, month, day))]), phrase);
                else Assert.That(reading, Is.InstanceOf<TimeReading.ImpossibleDay>(), phrase);
            }
        });

    [Test]
    public void A_pair_of_months_is_a_span_a_pair_of_occurrences_or_not_read() => Check.Of(
        Gen.Choose(1, 12).Zip(Gen.Choose(1, 12)),
        pair =>
        {
            var (first, second) = pair;
            var listed = TimePhrase.Read($"Tháng {first}, {second}", 2019);
            var spanned = TimePhrase.Read($"Tháng {first}-{second}", 2019);

            Assert.That((listed as TimeReading.Due)?.Spans.Count, Is.EqualTo(first >= second ? null : second == first + 1 ? 1 : 2));
            Assert.That((spanned as TimeReading.Due)?.Spans.Count, Is.EqualTo(first >= second ? null : 1));
        });

    [Test]
    public void No_text_is_too_strange() => Check.Of(ArbMap.Default.GeneratorFor<string>(), phrase =>
        Assert.DoesNotThrow(() => TimePhrase.Read(phrase, 2019)));

    /// <summary>Phrases put together from the words and signs of real ones, most of them nonsense.</summary>
    private static Gen<string> Phrases => Gen.Elements(
            "Tháng", "T", "quý", "ngày", "năm", "trước", "từ", "đến", "hết", "chậm nhất", "trong", "cuối", "đầu", "tuần", "kỳ họp", "giữa năm", "cuối năm",
            "dự kiến", "hằng tháng", "và", ",", "-", "/", ".", "1", "2", "3", "6", "9", "12", "15", "31", "2018", "2019", "II", "IV", "15/6", "3/2019")
        .ListOf().Select(words => string.Join(' ', words));

    private static string Written(TimeReading reading) =>
        reading is TimeReading.Due due ? $"{due.Provisional} {string.Join(';', due.Spans)}" : reading.GetType().Name;
}
