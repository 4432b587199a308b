namespace Tracker.Domain.Text;

/// <summary>A day as far as it was written: "15/6/2019" whole, "15/6" without its year, "15" of "15-16/6" without its month.</summary>
/// <param name="Text">As written, without the word "ngày".</param>
internal sealed record WrittenDay(int Day, int? Month, int? Year, string Text)
{
    /// <summary>Reads "15/6", "15.6.2019", "15-6-19", "15 tháng 6 năm 2019", "2019-06-15", all of them also after "ngày". Null, and nothing taken, for anything else.
    /// "5-6" alone could be two months and "3/19" a month of 2019, so such pairs need a year, the word "ngày" or a day above 12.</summary>
    public static WrittenDay? Read(TokenReader tokens)
    {
        var start = tokens.Position;
        var named = tokens.Take("ngay");
        var first = tokens.Position;
        if ((ReadIso(tokens) ?? ReadDay(tokens, named)) is { } day) return day with { Text = tokens.WrittenSince(first) };
        tokens.Position = start;
        return null;
    }

    /// <summary>False when the day doesn't exist, or lacks month or year.</summary>
    public bool TryResolve(out DateOnly day)
    {
        var exists = Year is { } year && Month is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(year, Month.Value);
        day = exists ? new DateOnly(Year!.Value, Month!.Value, Day) : default;
        return exists;
    }

    private static WrittenDay? ReadIso(TokenReader tokens)
    {
        var start = tokens.Position;
        if (WrittenYear.TakeFull(tokens) is { } year
            && tokens.Take('-') && tokens.TakeNumber(1, 2) is { } month
            && tokens.Take('-') && tokens.TakeNumber(1, 2) is { } day) return new(day, month, year, "");
        tokens.Position = start;
        return null;
    }

    private static WrittenDay? ReadDay(TokenReader tokens, bool named)
    {
        if (tokens.TakeNumber(1, 2) is not { } day) return null;

        var afterDay = tokens.Position;
        if (tokens.Take("thang") && tokens.TakeNumeral(99) is { } namedMonth) return new(day, namedMonth, WrittenYear.ReadAfterDay(tokens), "");
        tokens.Position = afterDay;

        foreach (var sign in "/.-")
        {
            if (!tokens.Take(sign)) continue;
            if (tokens.TakeNumber(1, 2) is not { } month) break;
            if (sign == '-' && (tokens.Sees('/') || tokens.Sees('.') || tokens.Sees("thang"))) break;

            var year = WrittenYear.ReadAfterDay(tokens, sign);
            var couldBeMonths = year is null && !named && day <= 12 && (month > 12 || sign == '-');
            return couldBeMonths ? null : new(day, month, year, "");
        }
        tokens.Position = afterDay;
        return new(day, null, null, "");
    }
}
