using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Domain.Sessions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Coordination;

/// <summary>
/// Due rules as regulations write them: "hằng quý, chậm nhất 5 ngày sau khi hết quý", "trước ngày 25 hằng tháng", "20 ngày trước kỳ họp thường lệ".
/// "Trước ngày 25" is due on the 24th, as in time phrases; "chậm nhất ngày 25", "ngày 25" on the 25th. What can't be read is said to be so, never guessed.
/// </summary>
public static partial class DuePhrase
{
    public const string Unread =
        "Chưa hiểu thời hạn này. Hãy ghi như: “ngày 15/06/2026”, “ngày 15/12 hằng năm”, “hằng tháng, ngày 25”, “hằng quý, ngày 5 tháng sau”, “hằng quý, 5 ngày làm việc sau khi hết quý”, “6 tháng một lần, 10 ngày trước khi hết 6 tháng”, “20 ngày trước kỳ họp thường lệ”.";

    private const string NoSuchEvent = "Thời hạn này tính theo một sự kiện chưa có. Hãy tạo sự kiện ở Kỳ họp trước rồi ghi đúng tên, hoặc ghi theo kỳ họp giữa năm, cuối năm, thường lệ.";

    /// <summary>Why a phrase that <see cref="Read"/> gives nothing for can't be read.</summary>
    public static string Why(string? text) => EventPattern.IsMatch(Plain(text)) ? NoSuchEvent : Unread;

    /// <summary>Offered where a rule is typed; each is as <see cref="Words"/> writes it.</summary>
    public static readonly IReadOnlyList<string> Examples =
    [
        "hằng tháng, ngày 25", "hằng tháng, ngày 5 tháng sau", "hằng quý, 5 ngày sau khi hết quý", "hằng quý, 5 ngày làm việc sau khi hết quý", "hằng quý, ngày 15 tháng cuối quý",
        "6 tháng một lần, 10 ngày trước khi hết 6 tháng", "ngày 15/12 hằng năm", "hằng năm, ngày cuối năm", "20 ngày trước kỳ họp thường lệ", "5 ngày làm việc trước kỳ họp giữa năm", "10 ngày sau kỳ họp cuối năm",
    ];

    /// <param name="events">Events that a rule may name.</param>
    /// <returns>Null when it can't be read.</returns>
    public static DueRule? Read(string? text, IReadOnlyList<CouncilEvent> events)
    {
        var phrase = Plain(text);
        if (phrase.Length == 0)
            return null;
        return ReadEvent(phrase, events) ?? ReadYearly(phrase) ?? ReadPeriod(phrase) ?? ReadDay(phrase, text);
    }

    /// <summary>The rule in words that read as the same rule.</summary>
    public static string Words(this DueRule rule, IReadOnlyList<CouncilEvent> events) => rule switch
    {
        DueRule.OnDay d => $"ngày {Vietnamese.Day(d.Day)}",
        DueRule.Yearly y => $"ngày {y.Day}/{y.Month} hằng năm",
        DueRule.Every { Days: 0 } e => $"{Often(e.Length)}, ngày cuối {Noun(e.Length)}",
        DueRule.Every e => $"{Often(e.Length)}, {Days(e.Days, e.WorkingDays)} {(e.Days < 0 ? "trước" : "sau")} khi hết {Noun(e.Length)}",
        DueRule.DayOfMonth { NextMonth: true } d => $"{Often(d.Length)}, ngày {d.Day} tháng sau",
        DueRule.DayOfMonth { Length: PeriodLength.Month } d => $"hằng tháng, ngày {d.Day}",
        DueRule.DayOfMonth d => $"{Often(d.Length)}, ngày {d.Day} tháng cuối {Noun(d.Length)}",
        DueRule.AtSession s => Around(s.Days, s.WorkingDays, s.Sessions switch
        {
            SessionsMeant.MidYear => "kỳ họp giữa năm", SessionsMeant.YearEnd => "kỳ họp cuối năm", SessionsMeant.Regular => "kỳ họp thường lệ", _ => "mỗi kỳ họp",
        }),
        DueRule.AtEvent e => Around(e.Days, e.WorkingDays, events.FirstOrDefault(known => known.Id == e.Event)?.Name ?? "một sự kiện không còn"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    private static string Around(int days, bool working, string what) => days == 0 ? $"ngày khai mạc {what}" : $"{Days(days, working)} {(days < 0 ? "trước" : "sau")} {what}";

    private static string Days(int days, bool working) => $"{Math.Abs(days)} ngày{(working ? " làm việc" : "")}";

    private static string Often(PeriodLength length) => length switch
    {
        PeriodLength.Month => "hằng tháng", PeriodLength.Quarter => "hằng quý", PeriodLength.Half => "6 tháng một lần", _ => "hằng năm",
    };

    private static string Noun(PeriodLength length) => length switch { PeriodLength.Month => "tháng", PeriodLength.Quarter => "quý", PeriodLength.Half => "6 tháng", _ => "năm" };

    /// <summary>Without accents, with one spelling for what has several.</summary>
    private static string Plain(string? text)
    {
        var plain = VietnameseText.Fold(text).Trim(' ', '.', ';', ',');
        foreach (var (said, meant) in new[]
        {
            ("sau thang mot lan", "6 thang"), ("06 thang", "6 thang"), ("6 thang mot lan", "6 thang"), ("hang thang", "moi thang"), ("thang mot lan", "moi thang"), ("hang qui", "moi quy"), ("hang quy", "moi quy"), ("quy mot lan", "moi quy"), ("hang nam", "moi nam"), ("nam mot lan", "moi nam"),
            ("ban nien", "6 thang"), ("nua nam", "6 thang"), ("ket thuc", "het"),
            ("thang dau quy sau", "thang sau"), ("thang dau cua quy sau", "thang sau"), ("thang ke tiep", "thang sau"), ("thang tiep theo", "thang sau"), ("thang lien ke", "thang sau"), ("cua thang", "thang"),
            ("cham nhat la", "cham nhat"), ("cham nhat vao", "cham nhat"), ("truoc va trong", "den het"),
        })
            plain = plain.Replace(said, meant);
        return Spaces.Replace(plain, " ").Trim();
    }

    private static DueRule? ReadEvent(string phrase, IReadOnlyList<CouncilEvent> events)
    {
        if (EventPattern.Match(phrase) is not { Success: true } m)
            return null;
        var working = m.Groups["working"].Success;
        var days = m.Groups["on"].Success ? 0 : m.Groups["count"] is { Success: true } count ? int.Parse(count.ValueSpan, CultureInfo.InvariantCulture) : 1;
        if (m.Groups["side"].Value == "truoc")
            days = -days;
        var what = m.Groups["what"].Value.Trim();
        if (SessionPattern.Match(what) is { Success: true } session)
            return new DueRule.AtSession(session.Groups["which"].Value switch
            {
                "giua nam" => SessionsMeant.MidYear,
                "cuoi nam" => SessionsMeant.YearEnd,
                "thuong le" => SessionsMeant.Regular,
                _ => SessionsMeant.All,
            }, days, working);
        return events.FirstOrDefault(e => VietnameseText.Fold(e.Name) == what) is { } named ? new DueRule.AtEvent(named.Id, days, working) : null;
    }

    private static DueRule? ReadYearly(string phrase)
    {
        if (YearlyPattern.Match(phrase) is not { Success: true } m || !int.TryParse(m.Groups["day"].ValueSpan, out var day) || !int.TryParse(m.Groups["month"].ValueSpan, out var month))
            return null;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(2024, month))
            return null;
        if (m.Groups["before"].Success)
        {
            var eve = new DateOnly(2024, month, day).AddDays(-1);
            (day, month) = (eve.Day, eve.Month);
        }
        return new DueRule.Yearly(day, month);
    }

    private static DueRule? ReadPeriod(string phrase)
    {
        var often = OftenPattern.Match(phrase);
        var rest = often.Success ? phrase.Remove(often.Index, often.Length).Trim(' ', ',', ';', ':') : phrase;
        PeriodLength? length = often.Success ? Length(often.Groups["length"].Value) : null;
        if (OffsetPattern.Match(rest) is { Success: true } offset)
        {
            var days = int.Parse(offset.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
            var ends = offset.Groups["noun"].Value;
            // What ends must be what comes round: a quarterly report isn't counted from the end of a month.
            var named = ends == "ky" ? null : Length(ends);
            return (length ?? named) is { } of && (named ?? of) == of ? new DueRule.Every(of, offset.Groups["side"].Value == "truoc" ? -days : days, offset.Groups["working"].Success) : null;
        }
        if (LastDayPattern.Match(rest) is { Success: true } last)
            return (length ?? Length(last.Groups["noun"].Value)) is { } of && Length(last.Groups["noun"].Value) is var noun && (noun ?? of) == of ? new DueRule.Every(of) : null;
        if (length is not { } known || MonthDayPattern.Match(rest) is not { Success: true } m)
            return null;
        var day = int.Parse(m.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        if (day is < 1 or > 31)
            return null;
        var (next, final) = (m.Groups["next"].Success, m.Groups["last"].Success);
        // In a longer period than a month, which month's day it is must be said.
        if (!next && !final && known != PeriodLength.Month)
            return null;
        if (!m.Groups["before"].Success)
            return new DueRule.DayOfMonth(known, day, next);
        return day > 1 ? new DueRule.DayOfMonth(known, day - 1, next) : next ? new DueRule.Every(known) : null;
    }

    private static DueRule? ReadDay(string phrase, string? text)
    {
        var before = phrase.StartsWith("truoc ", StringComparison.Ordinal);
        var written = DayPattern.Match(phrase);
        return written.Success && Vietnamese.TryReadDay(written.Groups["day"].Value, out var day) && Items.Viewpoint.Holds(day) ? new DueRule.OnDay(before ? day.AddDays(-1) : day)
            : Vietnamese.TryReadDay(text, out day) && Items.Viewpoint.Holds(day) ? new DueRule.OnDay(day) : null;
    }

    private static PeriodLength? Length(string word) => word switch { "thang" => PeriodLength.Month, "quy" => PeriodLength.Quarter, "6 thang" => PeriodLength.Half, "nam" => PeriodLength.Year, _ => null };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(@"^(?:cham nhat |it nhat |trong vong )?(?:(?:(?<count>\d{1,3}) (?:\(\w+\) )?ngay(?<working> lam viec)? )?(?<side>truoc|sau)(?: khi| ngay)?(?: khai mac)?|(?<on>(?:tai|ngay|ngay tai|ngay khai mac|tai ngay khai mac)(?: khai mac)?)) (?<what>(?!khi\b|ngay\b|het\b|\d).*\D.*)$")]
    private static partial Regex EventPattern { get; }

    [GeneratedRegex(@"^(?:moi |cac |tung )?ky hop(?: (?<which>giua nam|cuoi nam|thuong le))?(?: cua (?:hdnd|hoi dong nhan dan)[\w ]*)?(?: (?:hdnd|hoi dong nhan dan)[\w ]*)?$")]
    private static partial Regex SessionPattern { get; }

    [GeneratedRegex(@"^(?:moi nam,? )?(?:(?<before>truoc) |cham nhat |den het |vao |xong )*(?:ngay )?(?<day>\d{1,2})[/.-](?<month>\d{1,2})(?: moi nam)?$")]
    private static partial Regex YearlyPattern { get; }

    [GeneratedRegex(@"(?:moi (?<length>thang|quy|nam)|(?<=^|, )(?<length>6 thang)(?=,|$))")]
    private static partial Regex OftenPattern { get; }

    [GeneratedRegex(@"^(?:cham nhat |trong vong |trong )?(?<count>\d{1,3}) (?:\(\w+\) )?ngay(?<working> lam viec)? (?<side>truoc|sau|ke tu|tinh tu)(?: khi| ngay)* het (?<noun>thang|quy|6 thang|nam|ky)(?: bao cao)?$")]
    private static partial Regex OffsetPattern { get; }

    [GeneratedRegex(@"^(?:cham nhat |vao |den |khi )?(?:ngay cuoi(?: cung)?(?: cua)?|het) (?<noun>thang|quy|6 thang|nam)$")]
    private static partial Regex LastDayPattern { get; }

    [GeneratedRegex(@"^(?:(?<before>truoc) |cham nhat |den het |vao |tu )*(?:ngay )?(?<day>\d{1,2})(?:(?<next>,? thang sau(?: quy| 6 thang| nam)?)|(?<last>,? thang cuoi(?: cua)?(?: quy| 6 thang| nam| ky)?))?$")]
    private static partial Regex MonthDayPattern { get; }

    [GeneratedRegex(@"^(?:truoc |cham nhat |den het |vao |xong )*(?:ngay )?(?<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})$")]
    private static partial Regex DayPattern { get; }
}
