using Tracker.Domain.Text;

namespace Tracker.Domain.Schedules;

/// <summary>The grammar of a time phrase: [dự kiến] [trước | chậm nhất, đến hết | trong | từ] what. Every way gives null where it doesn't fit;
/// a phrase is only read when nothing of it is left over.</summary>
internal sealed class PhraseReader(TokenReader tokens, int year, TimePhraseSettings settings)
{
    public TimeReading? Read()
    {
        var provisional = TakeProvisional();
        TakeLabel();
        var reading = ReadStanding() ?? ReadBounded();
        provisional |= TakeProvisional();
        if (!tokens.AtEnd) return null;
        return reading is TimeReading.Due due ? due with { Provisional = due.Provisional || provisional } : reading;
    }

    private bool TakeProvisional()
    {
        var start = tokens.Position;
        var bracket = tokens.Take('(');
        if (tokens.Take("du kien") && (!bracket || tokens.Take(')')))
        {
            _ = tokens.Take(':') || tokens.Take(',');
            return true;
        }
        tokens.Position = start;
        return false;
    }

    /// <summary>Words that introduce the time without changing it: "Hoàn thành trong tháng 6", "Thời hạn: 15/6".</summary>
    private void TakeLabel()
    {
        if (tokens.TakeAny("thoi gian thuc hien", "thoi gian", "thoi han")) tokens.Take(':');
        tokens.TakeAny("hoan thanh", "xong", "thuc hien");
    }

    /// <summary>What stands for itself: "Thường xuyên", "Hằng tháng", "Hàng quý".</summary>
    private TimeReading? ReadStanding()
    {
        if (tokens.Take("thuong xuyen")) return new TimeReading.NoDeadline();

        var everyMonth = tokens.TakeAny("hang thang", "moi thang", "dinh ky hang thang");
        if (!everyMonth && !tokens.TakeAny("hang quy", "hang qui", "moi quy", "dinh ky hang quy")) return null;

        var inYear = WrittenYear.Read(tokens) ?? year;
        return Due(everyMonth
            ? Enumerable.Range(1, 12).Select(month => Period.Months(inYear, month, 1))
            : Enumerable.Range(1, 4).Select(quarter => Period.Quarter(inYear, quarter)));
    }

    private TimeReading? ReadBounded()
    {
        var latest = tokens.Take("cham nhat");
        if (latest) tokens.TakeAny("la", "vao");

        if (tokens.TakeAny("truoc", "den truoc")) return ReadHour() ?? ReadSession(before: true) ?? PeriodList.Read(tokens)?.DaysBefore(year);
        if (tokens.TakeAny("den het", "het")) return WithoutStart(ReadSpans(opened: true));
        if (tokens.Take("den")) return ReadPartOfMonth() ?? ReadEndOf() ?? PeriodList.Read(tokens)?.Days(year);
        if (tokens.Take("tu")) return PeriodList.Read(tokens)?.Range(year);

        var spans = ReadSpans(opened: tokens.TakeAny("trong", "vao"));
        return latest ? WithoutStart(spans) : spans;
    }

    /// <summary>What runs from a first to a last day. <paramref name="opened"/>: after "trong" or "hết", where "năm" alone is the year.</summary>
    private TimeReading? ReadSpans(bool opened) =>
        ReadSession(before: false) ?? ReadPartOfMonth() ?? ReadEndOf() ?? ReadWeek() ?? ReadMonthsOfYear() ?? ReadYear(opened) ?? PeriodList.Read(tokens)?.Spans(year);

    /// <summary>"Trước 17h00 ngày 15/6" is on the 15th.</summary>
    private TimeReading? ReadHour()
    {
        var start = tokens.Position;
        if (tokens.TakeNumber(1, 2) is >= 1 and <= 24 && (tokens.TakeAny("h", "gio") || tokens.Take(':')))
        {
            tokens.TakeNumber(2, 2);
            tokens.TakeAny("phut", "p");
            tokens.Take(',');
            if (tokens.Sees("ngay") && PeriodList.Read(tokens)?.Days(year) is { } day) return day;
        }
        tokens.Position = start;
        return null;
    }

    /// <summary>"(tại) kỳ họp (HĐND) (thường lệ) giữa năm (2019)". Without a known day 10/7 or 10/12, for "trước" as well.</summary>
    private TimeReading? ReadSession(bool before)
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
                var inYear = WrittenYear.Read(tokens) ?? year;
                var opening = mid ? settings.MidYearSessionOn : settings.EndYearSessionOn;
                if (opening is { } day && (inYear == year || inYear == day.Year)) return DueOn(before ? day.AddDays(-1) : day);
                return DueOn(new(inYear, mid ? 7 : 12, 10), provisional: true);
            }
        }
        tokens.Position = start;
        return null;
    }

    /// <summary>"Đầu / giữa / cuối tháng 6" (Civil Code, art. 146).</summary>
    private TimeReading? ReadPartOfMonth()
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
    private TimeReading? ReadEndOf()
    {
        var start = tokens.Position;
        if (tokens.Take("cuoi") && Period.TakeQuarter(tokens) && tokens.TakeNumeral(4) is { } quarter)
            return DueOn(Period.Quarter(WrittenYear.Read(tokens) ?? year, quarter).DueOn);
        tokens.Position = start;
        return tokens.Take("cuoi nam") ? DueOn(new(WrittenYear.Read(tokens) ?? year, 12, 31)) : null;
    }

    private TimeReading? ReadWeek()
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
                if (number <= weeks.Count) return Due([weeks[last ? ^1 : number - 1]]);
            }
        }
        tokens.Position = start;
        return null;
    }

    /// <summary>"6 tháng đầu năm", "sáu tháng cuối năm", and so for 3 and 9.</summary>
    private TimeReading? ReadMonthsOfYear()
    {
        var start = tokens.Position;
        var months = tokens.Take("sau") ? 6 : tokens.TakeNumeral(11);
        if (months is { } count && tokens.Take("thang"))
        {
            var first = tokens.Take("dau nam");
            if (first || tokens.Take("cuoi nam"))
            {
                var inYear = WrittenYear.Read(tokens) ?? year;
                return Due([Period.Months(inYear, first ? 1 : 13 - count, count)]);
            }
        }
        tokens.Position = start;
        return null;
    }

    /// <summary>"Cả năm", "trong cả năm", "trong năm". A year with its number is a period like others.</summary>
    private TimeReading? ReadYear(bool opened)
    {
        var start = tokens.Position;
        if (tokens.Take("ca nam")) return Due([Period.Months(WrittenYear.Read(tokens) ?? year, 1, 12)]);
        if (opened && tokens.Take("nam") && WrittenYear.TakeFull(tokens) is null) return Due([Period.Months(year, 1, 12)]);
        tokens.Position = start;
        return null;
    }

    private static TimeReading? WithoutStart(TimeReading? reading) =>
        reading is TimeReading.Due due ? due with { Spans = [.. due.Spans.Select(span => span with { StartOn = null })] } : reading;

    private static TimeReading.Due DueOn(DateOnly day, bool provisional = false) => new([new(null, day)], provisional);

    private static TimeReading.Due Due(IEnumerable<DueSpan> spans) => new([.. spans], Provisional: false);
}
