using Tracker.Domain.Sessions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Schedules;

/// <summary>One span of days in which something is to be done. Both ends inclusive; <paramref name="StartOn"/> is null where the phrase gives only a due day.</summary>
public readonly record struct DueSpan(DateOnly? StartOn, DateOnly DueOn);

/// <summary>What a time phrase said.</summary>
public abstract record TimeReading
{
    private TimeReading() { }

    /// <summary>One due span (<c>Spans.Count == 1</c>) or, for a recurring item, one span for each occurrence, in order of due day; <c>Provisional</c>: the day
    /// may still move ("Dự kiến …", a session without a known day), so it is never kept as a first due date; <c>Session</c>: the session that the phrase names.</summary>
    public sealed record Due(IReadOnlyList<DueSpan> Spans, bool Provisional, NamedSession? Session = null) : TimeReading;

    /// <summary>"Thường xuyên": no deadline.</summary>
    public sealed record NoDeadline : TimeReading;

    /// <summary>The cell was empty.</summary>
    public sealed record Empty : TimeReading;

    /// <summary>A day that does not exist, such as 31.11; <c>Day</c> is that part as written. Blocks an import.</summary>
    public sealed record ImpossibleDay(string Day) : TimeReading;

    /// <summary>Nothing this program knows. Never guessed at; a person types a day or chooses "không thời hạn".</summary>
    public sealed record Unreadable : TimeReading;
}

/// <summary>A regular session as a phrase names it, "trước kỳ họp giữa năm".</summary>
/// <param name="Before">Due the day before it opens; else on that day.</param>
/// <param name="Tentative">"Dự kiến": provisional even when the session's day is settled.</param>
public sealed record NamedSession(EventKind Kind, int Year, bool Before, bool Tentative = false);

/// <summary>What a council may set about reading phrases.</summary>
/// <param name="StartOfMonthDay">Day that "Đầu tháng 6" is due: 1 by the Civil Code, art. 146; many offices mean 10.</param>
/// <param name="Sessions">Opening days of regular sessions that are known, of any year.</param>
/// <param name="IsWorkingDay">Tells working days from days off; Monday to Friday unless given. Used by "Tuần 2 tháng 6".</param>
public sealed record TimePhraseSettings(
    int StartOfMonthDay = 1,
    IReadOnlyList<SessionDay>? Sessions = null,
    Func<DateOnly, bool>? IsWorkingDay = null);

/// <summary>Reads "thời gian thực hiện" as offices write it (DOMAIN.md, Time phrases).</summary>
public static class TimePhrase
{
    /// <param name="phrase">As written.</param>
    /// <param name="year">Year of the programme; a year in the phrase beats it, two-digit years are 20xx.</param>
    public static TimeReading Read(string? phrase, int year, TimePhraseSettings? settings = null)
    {
        if (VietnameseText.Normalize(phrase).Length == 0) return new TimeReading.Empty();

        var tokens = new TokenReader(phrase);
        tokens.DropFinalStop();
        return new PhraseReader(tokens, year, settings ?? new()).Read() ?? new TimeReading.Unreadable();
    }
}
