using System.Text.RegularExpressions;
using Tracker.Domain.Schedules;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>What a cell that should hold a day holds.</summary>
internal abstract record DayReading
{
    public sealed record None : DayReading;

    /// <summary><paramref name="YearAssumed"/>: only day and month were written.</summary>
    public sealed record Is(DateOnly Day, bool YearAssumed) : DayReading;

    /// <summary>A day that doesn't exist, as written.</summary>
    public sealed record Impossible(string Text) : DayReading;

    /// <summary>No day; <paramref name="Perhaps"/> is one that a bare number may mean.</summary>
    public sealed record Unreadable(DateOnly? Perhaps) : DayReading;
}

internal static partial class Days
{
    // Serial numbers of 1990 to 2079: a day whose format was lost.
    private const double FirstLikelySerial = 32874, LastLikelySerial = 65745;

    /// <param name="year">For "15/6"; the person is asked.</param>
    public static DayReading Read(Cell? cell, int year)
    {
        var text = VietnameseText.Normalize(cell?.Text);
        if (text.Length == 0)
            return new DayReading.None();
        if (cell!.Day is { } day || Vietnamese.TryReadDay(text, out day))
            return new DayReading.Is(day, false);
        if (cell.Number is >= FirstLikelySerial and <= LastLikelySerial and var serial)
            return new DayReading.Unreadable(new DateOnly(1899, 12, 30).AddDays((int)serial));
        return TimePhrase.Read(text, year) switch
        {
            TimeReading.ImpossibleDay impossible => new DayReading.Impossible(impossible.Day),
            TimeReading.Due { Spans: [var span] } when DayAndMonth().IsMatch(text) => new DayReading.Is(span.DueOn, true),
            _ => new DayReading.Unreadable(null),
        };
    }

    /// <summary>A day with its year, or after the word "ngày", that doesn't exist: the only ones that can be told from other numbers in running text. Null when there is none.</summary>
    public static string? ImpossibleIn(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
            return null;
        foreach (Match match in DaysInText().Matches(text))
        {
            var (day, month) = (int.Parse(match.Groups["d"].ValueSpan), int.Parse(match.Groups["m"].ValueSpan));
            var year = match.Groups["y"] is { Success: true } y ? int.Parse(y.ValueSpan) : 2000;
            if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(Math.Clamp(year, 1, 9999), month))
                return match.Groups["day"].Value;
        }
        return null;
    }

    [GeneratedRegex(@"^(ngày\s*)?\d{1,2}\s*[/.\-]\s*\d{1,2}$", RegexOptions.IgnoreCase)]
    private static partial Regex DayAndMonth();

    [GeneratedRegex(@"(?<![\d/.\-])(?<day>(?<d>\d{1,2})[/.\-](?<m>\d{1,2})[/.\-](?<y>(19|20)\d\d))(?![\d/])|\b[Nn]gày\s+(?<day>(?<d>\d{1,2})[/.](?<m>\d{1,2}))(?![\d/.])")]
    private static partial Regex DaysInText();
}
