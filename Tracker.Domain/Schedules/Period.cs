using Tracker.Domain.Text;

namespace Tracker.Domain.Schedules;

internal enum Grain { Day, Month, Quarter, Year }

/// <summary>A day, month, quarter or year as it stands in a phrase; <c>Year</c> is null where it isn't written there.</summary>
/// <param name="Number">Of the month, quarter or year; unused for a day.</param>
/// <param name="Day">The day as written; null for the longer ones.</param>
internal sealed record Period(Grain Grain, int Number, int? Year, WrittenDay? Day = null)
{
    public static DueSpan Months(int year, int first, int count)
    {
        var start = new DateOnly(year, first, 1);
        return new(start, start.AddMonths(count).AddDays(-1));
    }

    public static DueSpan Quarter(int year, int number) => Months(year, 3 * number - 2, 3);

    /// <summary>Reads one; a bare number is what the period before it was: "Quý II, IV", "Tháng 3 và 9". Null, and nothing taken, where none stands.</summary>
    public static Period? Read(TokenReader tokens, Grain? before)
    {
        var start = tokens.Position;
        var several = tokens.Take("cac");
        var period = ReadNamed(tokens) ?? (several ? null : ReadBare(tokens, before));
        if (period is null) tokens.Position = start;
        return period;
    }

    /// <summary>The word for a month: "tháng", "Th.", "T".</summary>
    public static bool TakeMonth(TokenReader tokens) => TakeWord(tokens, "thang", "th", "t");

    /// <summary>The word for a quarter: "quý", "quí", "Q".</summary>
    public static bool TakeQuarter(TokenReader tokens) => TakeWord(tokens, "quy", "qui", "q");

    /// <summary>First and last day; null while month or year are missing, or when the day doesn't exist.</summary>
    public (DateOnly First, DateOnly Last)? Bounds
    {
        get
        {
            if (Year is not { } year) return null;
            if (Day is not null) return (Day with { Year = year }).TryResolve(out var day) ? (day, day) : null;
            var span = Grain switch
            {
                Grain.Month => Months(year, Number, 1),
                Grain.Quarter => Quarter(year, Number),
                _ => Months(year, 1, 12),
            };
            return (span.StartOn!.Value, span.DueOn);
        }
    }

    private static Period? ReadNamed(TokenReader tokens)
    {
        if (tokens.Sees("ngay")) return ReadDay(tokens);
        if (tokens.Take("nam")) return ReadNumber(tokens, Grain.Year);
        var grain = TakeMonth(tokens) ? Grain.Month : TakeQuarter(tokens) ? Grain.Quarter : (Grain?)null;
        return grain is null ? null : ReadNumber(tokens, grain.Value);
    }

    private static bool TakeWord(TokenReader tokens, params ReadOnlySpan<string> spellings)
    {
        var found = tokens.TakeAny(spellings);
        if (found) tokens.Take('.');
        return found;
    }

    private static Period? ReadBare(TokenReader tokens, Grain? before) => before switch
    {
        null => ReadMonthOfYear(tokens) ?? ReadDay(tokens),
        Grain.Day => ReadDay(tokens),
        _ => ReadNumber(tokens, before.Value),
    };

    private static Period? ReadNumber(TokenReader tokens, Grain grain) => grain switch
    {
        Grain.Year => WrittenYear.TakeFull(tokens) is { } year ? new(grain, year, year) : null,
        _ => tokens.TakeNumeral(grain == Grain.Month ? 12 : 4) is { } number ? new(grain, number, WrittenYear.Read(tokens)) : null,
    };

    private static Period? ReadDay(TokenReader tokens) =>
        WrittenDay.Read(tokens) is { } day ? new(Grain.Day, 0, day.Year, day) : null;

    /// <summary>"03/2019".</summary>
    private static Period? ReadMonthOfYear(TokenReader tokens)
    {
        var start = tokens.Position;
        if (tokens.TakeNumber(1, 2) is { } month and >= 1 and <= 12
            && (tokens.Take('/') || tokens.Take('-') || tokens.Take('.'))
            && WrittenYear.TakeFull(tokens) is { } year) return new(Grain.Month, month, year);
        tokens.Position = start;
        return null;
    }
}
