using Tracker.Domain.Text;

namespace Tracker.Domain.Schedules;

/// <summary>The grammar of a time phrase: [dự kiến] [trước | chậm nhất, đến hết | trong | từ] what. Every way gives null where it doesn't fit;
/// a phrase is only read when nothing of it is left over.</summary>
internal sealed class PhraseReader(TokenReader tokens, int year, TimePhraseSettings settings)
{
    private readonly NamedTime named = new(tokens, year, settings);

    public TimeReading? Read()
    {
        var provisional = TakeProvisional();
        TakeLabel();
        var reading = ReadStanding() ?? ReadBounded();
        provisional |= TakeProvisional();
        if (!tokens.AtEnd) return null;
        return reading is TimeReading.Due due ? due with { Provisional = due.Provisional || provisional, Session = due.Session is { } named ? named with { Tentative = provisional } : null } : reading;
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
        var spans = everyMonth
            ? Enumerable.Range(1, 12).Select(month => Period.Months(inYear, month, 1))
            : Enumerable.Range(1, 4).Select(quarter => Period.Quarter(inYear, quarter));
        return new TimeReading.Due([.. spans], Provisional: false);
    }

    private TimeReading? ReadBounded()
    {
        var latest = tokens.Take("cham nhat");
        if (latest) tokens.TakeAny("la", "vao");

        if (tokens.TakeAny("truoc", "den truoc")) return ReadHour() ?? named.Session(before: true) ?? PeriodList.Read(tokens)?.DaysBefore(year);
        if (tokens.TakeAny("den het", "het")) return WithoutStart(ReadSpans(opened: true));
        if (tokens.Take("den")) return named.PartOfMonth() ?? named.EndOf() ?? PeriodList.Read(tokens)?.Days(year);
        if (tokens.Take("tu")) return PeriodList.Read(tokens)?.Range(year);

        var spans = ReadSpans(opened: tokens.TakeAny("trong", "vao"));
        return latest ? WithoutStart(spans) : spans;
    }

    /// <summary>What runs from a first to a last day. <paramref name="opened"/>: after "trong" or "hết", where "năm" alone is the year.</summary>
    private TimeReading? ReadSpans(bool opened) =>
        named.Session(before: false) ?? named.PartOfMonth() ?? named.EndOf() ?? named.Week() ?? named.MonthsOfYear() ?? named.Year(opened) ?? PeriodList.Read(tokens)?.Spans(year);

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

    private static TimeReading? WithoutStart(TimeReading? reading) =>
        reading is TimeReading.Due due ? due with { Spans = [.. due.Spans.Select(span => span with { StartOn = null })] } : reading;
}
