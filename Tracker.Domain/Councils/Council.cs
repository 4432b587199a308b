using System.Text.Json.Serialization;
using Tracker.Domain.Coordination;
using Tracker.Domain.Figures;
using Tracker.Domain.Reminders;
using Tracker.Domain.Reports;
using Tracker.Domain.Schedules;
using Tracker.Domain.Sessions;

namespace Tracker.Domain.Councils;

/// <param name="Place">Where papers are dated: "Hà Nội".</param>
/// <param name="Version">Of name, place and settings together.</param>
public sealed record Council(Guid Id, string Name, string Place, CouncilSettings Settings, int Version = 1)
{
    /// <summary>All of Vietnam keeps one time; calendar days are days there.</summary>
    public static TimeZoneInfo TimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    /// <summary>The calendar day of a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);
}

/// <summary>What a council decides for itself; every setting has the default of DOMAIN.md.</summary>
public sealed record CouncilSettings
{
    /// <summary>Day of the month that "Đầu tháng" is due: 1 or 10.</summary>
    public int StartOfMonthDay { get; init; } = 1;
    /// <summary>Whether a completion that a unit enters is a report, which counts only when the office confirms it.</summary>
    public bool CompletionNeedsConfirmation { get; init; }
    /// <summary>How many times the due day of one item, or of one occurrence, may be extended.</summary>
    public int MostExtensions { get; init; } = 2;
    /// <summary>Opening days of the regular sessions as the events have them; read with the council, never stored with it.</summary>
    [JsonIgnore]
    public IReadOnlyList<SessionDay> Sessions { get; init; } = [];
    /// <summary>Nhiệm kỳ that are known, earliest first.</summary>
    public IReadOnlyList<Term> Terms { get; init; } = [];
    /// <summary>Days off and compensating working days, earliest first; each day once.</summary>
    public IReadOnlyList<SpecialDay> SpecialDays { get; init; } = [];
    /// <summary>Day that pages open on when their address names none, for a council that looks at a year gone by; null opens on today.</summary>
    public DateOnly? OpensOn { get; init; }
    /// <summary>Đôn đốc: when and to whom mails go.</summary>
    public ReminderSettings Reminders { get; init => field = value ?? new(); } = new();
    /// <summary>"5 rõ": what every item has to have.</summary>
    public Completeness Completeness { get; init => field = value ?? new(); } = new();
    /// <summary>What stands around the words of the giao ban report.</summary>
    public ReportPaper Report { get; init => field = value ?? new(); } = new();
    /// <summary>Quy chế phối hợp: how early duties become items, and when an agreement is due for renewal.</summary>
    public CoordinationSettings Coordination { get; init => field = value ?? new(); } = new();

    /// <summary>How time phrases are read.</summary>
    [JsonIgnore]
    public TimePhraseSettings TimePhrases => new(StartOfMonthDay, Sessions, new WorkingCalendar(SpecialDays).IsWorkingDay);
}

/// <summary>Nhiệm kỳ of the council, "2021–2026". Both ends inclusive.</summary>
public sealed record Term(string Name, DateOnly From, DateOnly To);
