using Tracker.Domain.Sessions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Schedules;

/// <summary>Times that have a name instead of a number: sessions, parts of a month, weeks, halves of the year. Each takes nothing, and gives null, where it doesn't stand.</summary>
internal sealed class NamedTime(TokenReader tokens, int year, TimePhraseSettings settings)
{
    /// <summary>"(tại) kỳ họp (HĐND) (thường lệ) giữa năm (2019)". Without a known day 10/7 or 10/12, for "trước" as well.</summary>
    public TimeReading? Session(bool before)
    {
        var start = tokens.Position;
        if (!before) tokens.Take("tai");
        if (tokens.Take("ky hop"))
        {
            tokens.Take("hdnd");
            tokens.Take("thuong le");
            var mid = tokens.Take("giua nam");
            if (mid || tokens.Take("cuoi nam"))
            {
                var named = new NamedSession(mid ? EventKind.MidYear : EventKind.YearEnd, WrittenYear.Read(tokens) ?? year, before);
                var known = settings.Sessions?.FirstOrDefault(s => s.Kind == named.Kind && s.Year == named.Year);
                var due = known is null ? CouncilEvent.UsualDay(named.Kind, named.Year)!.Value : before ? known.OpensOn.AddDays(-1) : known.OpensOn;
                return new TimeReading.Due([new(null, due)], known?.Provisional ?? true, named);
            }
        }
        tokens.Position = start;
        return null;
    }

    /// <summary>"Đầu / giữa / cuối tháng 6" (Civil Code, art. 146).</summary>
    public TimeReading? PartOfMonth()
    {
        var start = tokens.Position;
        foreach (var part in (ReadOnlySpan<string>)["dau", "giua", "cuoi"])
        {
            if (!tokens.Take(part)) continue;
            if (!Period.TakeMonth(tokens) || tokens.TakeNumeral(12) is not { } month) break;

            var inYear = WrittenYear.Read(tokens) ?? year;
            var last = DateTime.DaysInMonth(inYear, month);
            var day = part switch { "dau" => Math.Clamp(settings.StartOfMonthDay, 1, last), "giua" => 15, _ => last };
            return DueOn(new(inYear, month, day));
        }
        tokens.Position = start;
        return null;
    }

    /// <summary>"Cuối quý II", "Cuối năm": the last day, the year's by the same article. "Đầu năm" or "giữa quý" would be a guess at what the office means.</summary>
    public TimeReading? EndOf()
    {
        var start = tokens.Position;
        if (tokens.Take("cuoi") && Period.TakeQuarter(tokens) && tokens.TakeNumeral(4) is { } quarter)
            return DueOn(Period.Quarter(WrittenYear.Read(tokens) ?? year, quarter).DueOn);
        tokens.Position = start;
        return tokens.Take("cuoi nam") ? DueOn(new(WrittenYear.Read(tokens) ?? year, 12, 31)) : null;
    }

    /// <summary>"Tuần 2 tháng 6", "Tuần cuối tháng 6".</summary>
    public TimeReading? Week()
    {
        var start = tokens.Position;
        if (tokens.Take("tuan"))
        {
            tokens.Take("thu");
            var last = tokens.Take("cuoi");
            var week = last ? 0 : tokens.Take("dau") ? 1 : tokens.TakeNumeral(6);
            _ = tokens.Take(',') || tokens.Take('/');
            if (week is { } number && Period.TakeMonth(tokens) && tokens.TakeNumeral(12) is { } month)
            {
                var weeks = MonthWeeks.Of(WrittenYear.Read(tokens) ?? year, month, settings.IsWorkingDay);
                if (number <= weeks.Count) return Due(weeks[last ? ^1 : number - 1]);
            }
        }
        tokens.Position = start;
        return null;
    }

    /// <summary>"6 tháng đầu năm", "sáu tháng cuối năm", and so for 3 and 9.</summary>
    public TimeReading? MonthsOfYear()
    {
        var start = tokens.Position;
        var months = tokens.Take("sau") ? 6 : tokens.TakeNumeral(11);
        if (months is { } count && tokens.Take("thang"))
        {
            var first = tokens.Take("dau nam");
            if (first || tokens.Take("cuoi nam"))
            {
                var inYear = WrittenYear.Read(tokens) ?? year;
                return Due(Period.Months(inYear, first ? 1 : 13 - count, count));
            }
        }
        tokens.Position = start;
        return null;
    }

    /// <summary>"Cả năm", "trong cả năm", "trong năm". A year with its number is a period like others.</summary>
    public TimeReading? Year(bool opened)
    {
        var start = tokens.Position;
        if (tokens.Take("ca nam")) return Due(Period.Months(WrittenYear.Read(tokens) ?? year, 1, 12));
        if (opened && tokens.Take("nam") && WrittenYear.TakeFull(tokens) is null) return Due(Period.Months(year, 1, 12));
        tokens.Position = start;
        return null;
    }

    private static TimeReading.Due DueOn(DateOnly day) => new([new(null, day)], Provisional: false);

    private static TimeReading.Due Due(DueSpan span) => new([span], Provisional: false);
}
