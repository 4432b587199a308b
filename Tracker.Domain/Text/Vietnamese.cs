using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Domain.Councils;

namespace Tracker.Domain.Text;

/// <summary>Numbers and days as Vietnamese papers write them.</summary>
public static partial class Vietnamese
{
    private static readonly NumberFormatInfo Numbers = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = ",", NegativeSign = "\u2212" };

    /// <summary>Thousands with a dot: <c>21.914</c>; minus is U+2212.</summary>
    public static string Number(long number) => number.ToString("N0", Numbers);

    /// <summary>dd/MM/yyyy, for tables.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>"08:05 ngày 03/12/2019", in Vietnam's time.</summary>
    public static string Moment(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Council.TimeZone).ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>"ngày 07 tháng 01 năm 2019", for prose: a zero before days under 10 and before months 1 and 2 (Decree 30/2020/NĐ-CP).</summary>
    public static string DayInWords(DateOnly day)
    {
        var month = day.Month <= 2 ? $"0{day.Month}" : $"{day.Month}";
        return $"ngày {day.Day:00} tháng {month} năm {day.Year}";
    }

    /// <summary>Reads a day as people type it: 31/01/2019, 31-1-2019, 31.1.2019, 31/1/19 (two-digit years are 20xx), 2019-01-31,
    /// "ngày 31 tháng 01 năm 2019". The year must be there. False for anything else and for days that don't exist.</summary>
    public static bool TryReadDay(string? text, out DateOnly day)
    {
        var tokens = new TokenReader(text);
        day = default;
        return WrittenDay.Read(tokens) is { } written && tokens.AtEnd && written.TryResolve(out day);
    }

    /// <summary>Reads a moment of local time as people type it: 03/12/2019 08:00, 3/12/2019 8h05, "08:05 ngày 03/12/2019"; a day alone is its last moment.
    /// False for anything else, ISO moments too.</summary>
    public static bool TryReadMoment(string? text, out DateTime moment)
    {
        moment = default;
        if (WrittenMoment.Match(VietnameseText.Normalize(text)) is not { Success: true } written || !TryReadDay(written.Groups["day"].Value, out var day))
            return false;
        var time = written.Groups["time"].Value.Replace('h', ':');
        if (time.Length == 0)
            moment = day.ToDateTime(TimeOnly.MaxValue);
        else if (TimeOnly.TryParseExact(time, ["H:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
            moment = day.ToDateTime(clock);
        return moment != default;
    }

    private const string TimeTyped = @"(?<time>\d{1,2}[:h]\d{2}(?::\d{2})?)", DayTyped = @"(?<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})";

    [GeneratedRegex($"^(?:{TimeTyped} (?:ngày )?{DayTyped}|{DayTyped}(?: {TimeTyped})?)$")]
    private static partial Regex WrittenMoment { get; }
}
