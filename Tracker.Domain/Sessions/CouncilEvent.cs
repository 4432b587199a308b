using Tracker.Domain.Schedules;
using Tracker.Domain.Text;

namespace Tracker.Domain.Sessions;

/// <summary>The first five are sessions of the council (kỳ họp).</summary>
public enum EventKind { MidYear, YearEnd, Thematic, Extraordinary, Founding, Other }

/// <summary>A session of the council, or another event that due days are counted from.</summary>
/// <param name="Year">Of its programme; a session of December may open in January of the next year.</param>
/// <param name="OpensOn">Null until known.</param>
/// <param name="ClosesOn">Last day, inclusive; null until known.</param>
/// <param name="Provisional">The opening day may still move.</param>
/// <param name="Document">Number of the paper that sets or moves the day, as written.</param>
public sealed record CouncilEvent(Guid Id, int Version, EventKind Kind, int Year, string Name, DateOnly? OpensOn, DateOnly? ClosesOn, bool Provisional, string? Document)
{
    public bool IsSession => Kind != EventKind.Other;

    /// <summary>A year has one of its kind.</summary>
    public bool IsRegular => Kind is EventKind.MidYear or EventKind.YearEnd;

    /// <summary>The day that due days are counted from: the opening day, or until it is known the usual one of a regular session; null when there is neither.</summary>
    public DateOnly? CountedFrom => OpensOn ?? UsualDay(Kind, Year);

    /// <summary>Whether a day counted from it may still move, so that it is never kept as a first due day.</summary>
    public bool IsProvisional => Provisional || OpensOn is null;

    /// <summary>10/7 and 10/12 for the regular sessions (DOMAIN.md, Time phrases); null for others.</summary>
    public static DateOnly? UsualDay(EventKind kind, int year) => kind switch
    {
        EventKind.MidYear => new(year, 7, 10),
        EventKind.YearEnd => new(year, 12, 10),
        _ => null,
    };

    /// <summary>Throws when it can't be: without name, closing without or before opening, days far from its year.</summary>
    /// <exception cref="RuleBroken"/>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Name))
            throw new RuleBroken("Hãy ghi tên kỳ họp hoặc sự kiện.", "event-name-missing");
        if (ClosesOn is not null && OpensOn is null)
            throw new RuleBroken("Có ngày bế mạc thì phải có ngày khai mạc.", "opening-missing");
        if (ClosesOn < OpensOn)
            throw new RuleBroken($"Ngày bế mạc {Vietnamese.Day(ClosesOn!.Value)} không thể trước ngày khai mạc {Vietnamese.Day(OpensOn!.Value)}.", "closes-before-opening");
        if (OpensOn is { } day && (day < new DateOnly(Year, 1, 1) || day > new DateOnly(Year + 1, 3, 31)))
            throw new RuleBroken($"Ngày khai mạc {Vietnamese.Day(day)} không thuộc năm {Year}. Hãy kiểm tra lại năm.", "opening-in-another-year");
    }
}

/// <summary>A due day that is counted from an event and moves with it.</summary>
/// <param name="Event">Id of the event.</param>
/// <param name="Days">From its opening day: negative before, 0 on it, positive after.</param>
/// <param name="WorkingDays">Whether only working days are counted.</param>
public sealed record EventAnchor(Guid Event, int Days, bool WorkingDays)
{
    /// <summary>Null while the event has no day that could be counted from.</summary>
    public DateOnly? DayFor(CouncilEvent counted, WorkingCalendar calendar) =>
        counted.CountedFrom is not { } opening ? null : WorkingDays ? calendar.Add(opening, Days) : opening.AddDays(Days);
}

/// <summary>The opening day of a regular session, as time phrases are read by it.</summary>
public sealed record SessionDay(EventKind Kind, int Year, DateOnly OpensOn, bool Provisional);
