namespace Tracker.Domain.Text;

/// <summary>The year that may follow a day, a month or a quarter: "/2019", "-2019", "năm 2019", " 2019", "/19". Two-digit years are 20xx.</summary>
internal static class WrittenYear
{
    /// <summary>A year after a month or a quarter; null, and nothing taken, when there is none. In "3/10" the 10 may be a month as well, so two digits are a year only above 12 or after "năm".</summary>
    public static int? Read(TokenReader tokens) => Read(tokens, shortYearSign: '/', lowestShortYear: 13);

    /// <summary>A year after day and month; two digits count when they follow the sign that also stands between those.</summary>
    public static int? ReadAfterDay(TokenReader tokens, char sign = '/') => Read(tokens, sign, lowestShortYear: 0);

    /// <summary>Four digits, 1900 to 2099.</summary>
    public static int? TakeFull(TokenReader tokens)
    {
        var start = tokens.Position;
        if (tokens.TakeNumber(4, 4) is { } year and >= 1900 and <= 2099) return year;
        tokens.Position = start;
        return null;
    }

    private static int? Read(TokenReader tokens, char shortYearSign, int lowestShortYear)
    {
        var start = tokens.Position;
        var shortYearHere = tokens.Sees(shortYearSign);
        var comma = tokens.Take(',');
        if (!comma) _ = tokens.Take('/') || tokens.Take('-') || tokens.Take('.');
        var named = tokens.Take("nam");
        if (!comma || named)
        {
            if (TakeFull(tokens) is { } year) return year;
            if ((named || shortYearHere) && tokens.TakeNumber(2, 2) is { } shortYear && (named || shortYear >= lowestShortYear)) return 2000 + shortYear;
        }
        tokens.Position = start;
        return null;
    }
}
