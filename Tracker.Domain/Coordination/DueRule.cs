using System.Text.Json.Serialization;
using Tracker.Domain.Schedules;
using Tracker.Domain.Sessions;

namespace Tracker.Domain.Coordination;

public enum PeriodLength { Month, Quarter, Half, Year }

/// <summary>Which sessions of the council a rule goes by.</summary>
public enum SessionsMeant
{
    MidYear,
    YearEnd,
    /// <summary>Kỳ họp thường lệ: mid-year and year-end.</summary>
    Regular,
    /// <summary>Every session, thematic and extraordinary ones too.</summary>
    All,
}

/// <summary>One time that an obligation is due.</summary>
/// <param name="Key">The same for the same time whatever its due day becomes: made once.</param>
/// <param name="Name">Within a sentence, "quý I/2026"; empty for a day that needs none.</param>
/// <param name="Anchor">What the due day is counted from and moves with; null for the calendar's.</param>
/// <param name="Provisional">The day may still move.</param>
public sealed record DutyTime(string Key, DateOnly DueOn, string Name, EventAnchor? Anchor = null, bool Provisional = false);

/// <summary>What due days are counted by: the council's working days and its sessions and other events.</summary>
public sealed record DueCalendar(WorkingCalendar Working, IReadOnlyList<CouncilEvent> Events);

/// <summary>When an obligation is due. Stored as JSON with the case in <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OnDay), "onDay")]
[JsonDerivedType(typeof(Yearly), "yearly")]
[JsonDerivedType(typeof(Every), "every")]
[JsonDerivedType(typeof(DayOfMonth), "dayOfMonth")]
[JsonDerivedType(typeof(AtSession), "atSession")]
[JsonDerivedType(typeof(AtEvent), "atEvent")]
public abstract record DueRule
{
    /// <summary>No offset reaches further, in days of either kind.</summary>
    public const int MostDays = 250;

    // An offset of working days over long holidays still ends within two years.
    private const int YearsAround = 2;

    private DueRule() { }

    /// <summary>Once.</summary>
    public sealed record OnDay([property: JsonRequired] DateOnly Day) : DueRule
    {
        private protected override IEnumerable<DutyTime> Times(int first, int last, DueCalendar calendar) => [new($"{Day:yyyy-MM-dd}", Day, "")];
    }

    /// <summary>The same day every year; 29/2 is the last of February in other years.</summary>
    public sealed record Yearly([property: JsonRequired] int Day, [property: JsonRequired] int Month) : DueRule
    {
        private protected override IEnumerable<DutyTime> Times(int first, int last, DueCalendar calendar) =>
            Years(first, last).Select(year => new DutyTime($"{year}", new DayAndMonth(Day, Month).In(year), $"năm {year}"));
    }

    /// <summary>So many days or working days from the end of every period: negative before, 0 on its last day, positive after.</summary>
    public sealed record Every([property: JsonRequired] PeriodLength Length, int Days = 0, bool WorkingDays = false) : DueRule
    {
        private protected override IEnumerable<DutyTime> Times(int first, int last, DueCalendar calendar) =>
            Periods(Length, first, last).Select(p => new DutyTime(p.Key, Moved(p.End, Days, WorkingDays, calendar), p.Name));
    }

    /// <summary>A day of the last month of every period, or of the month after it; the month's last day where it is shorter.</summary>
    public sealed record DayOfMonth([property: JsonRequired] PeriodLength Length, [property: JsonRequired] int Day, bool NextMonth = false) : DueRule
    {
        private protected override IEnumerable<DutyTime> Times(int first, int last, DueCalendar calendar) => Periods(Length, first, last).Select(p =>
        {
            var month = NextMonth ? p.End.AddDays(1) : p.End;
            return new DutyTime(p.Key, new(month.Year, month.Month, Math.Min(Day, DateTime.DaysInMonth(month.Year, month.Month))), p.Name);
        });
    }

    /// <summary>So many days or working days from the opening of each such session: negative before, positive after.</summary>
    public sealed record AtSession([property: JsonRequired] SessionsMeant Sessions, int Days = 0, bool WorkingDays = false) : DueRule
    {
        private protected override IEnumerable<DutyTime> Times(int first, int last, DueCalendar calendar) =>
            calendar.Events.Where(e => Meant(Sessions, e.Kind)).Select(e => At(e, new(e.Id, Days, WorkingDays), calendar)).OfType<DutyTime>();
    }

    /// <summary>The same from one event.</summary>
    public sealed record AtEvent([property: JsonRequired] Guid Event, int Days = 0, bool WorkingDays = false) : DueRule
    {
        private protected override IEnumerable<DutyTime> Times(int first, int last, DueCalendar calendar) =>
            calendar.Events.Where(e => e.Id == Event).Select(e => At(e, new(e.Id, Days, WorkingDays), calendar)).OfType<DutyTime>();
    }

    /// <summary>Every time whose due day lies in [from, to], both inclusive, in order of the due days. Windows that touch without overlapping give each time once.</summary>
    public IReadOnlyList<DutyTime> Occurrences(DateOnly from, DateOnly to, DueCalendar calendar) => from > to ? [] :
        [.. Times(from.Year - YearsAround, to.Year + YearsAround, calendar).Where(t => t.DueOn >= from && t.DueOn <= to).OrderBy(t => t.DueOn).ThenBy(t => t.Key, StringComparer.Ordinal)];

    /// <summary>Why it can't be; null when it can.</summary>
    public string? Fault(IReadOnlyList<CouncilEvent> events) => this switch
    {
        OnDay => null,
        Yearly y when y.Month is < 1 or > 12 || y.Day < 1 || y.Day > DateTime.DaysInMonth(2024, y.Month) => $"Không có ngày {y.Day}/{y.Month}. Hãy ghi một ngày có thật, ví dụ “ngày 15/12 hằng năm”.",
        DayOfMonth d when d.Day is < 1 or > 31 => $"Không có ngày {d.Day} trong tháng nào. Hãy ghi từ ngày 1 đến ngày 31.",
        Every { Days: < -MostDays or > MostDays } or AtSession { Days: < -MostDays or > MostDays } or AtEvent { Days: < -MostDays or > MostDays } => $"Số ngày trước hoặc sau nhiều nhất là {MostDays}.",
        AtEvent e when events.All(known => known.Id != e.Event) => "Thời hạn tính theo một sự kiện thì phải có sự kiện ấy. Hãy tạo sự kiện ở Kỳ họp trước, hoặc ghi theo kỳ họp giữa năm, cuối năm, thường lệ.",
        _ => null,
    };

    private protected abstract IEnumerable<DutyTime> Times(int first, int last, DueCalendar calendar);

    private static DutyTime? At(CouncilEvent e, EventAnchor anchor, DueCalendar calendar) =>
        anchor.DayFor(e, calendar.Working) is { } day ? new(e.Id.ToString("N"), day, e.Name, anchor, e.IsProvisional) : null;

    private static bool Meant(SessionsMeant sessions, EventKind kind) => sessions switch
    {
        SessionsMeant.MidYear => kind == EventKind.MidYear,
        SessionsMeant.YearEnd => kind == EventKind.YearEnd,
        SessionsMeant.Regular => kind is EventKind.MidYear or EventKind.YearEnd,
        _ => kind != EventKind.Other,
    };

    private static DateOnly Moved(DateOnly day, int days, bool working, DueCalendar calendar) => working ? calendar.Working.Add(day, days) : day.AddDays(days);

    private static IEnumerable<int> Years(int first, int last) => Enumerable.Range(first, last - first + 1);

    private static IEnumerable<(string Key, DateOnly End, string Name)> Periods(PeriodLength length, int first, int last)
    {
        var months = length switch { PeriodLength.Month => 1, PeriodLength.Quarter => 3, PeriodLength.Half => 6, _ => 12 };
        foreach (var year in Years(first, last))
            for (var number = 1; number <= 12 / months; number++)
            {
                var end = new DateOnly(year, number * months, DateTime.DaysInMonth(year, number * months));
                yield return length switch
                {
                    PeriodLength.Month => ($"{year}-{number:00}", end, $"tháng {number}/{year}"),
                    PeriodLength.Quarter => ($"{year}-Q{number}", end, $"quý {number switch { 1 => "I", 2 => "II", 3 => "III", _ => "IV" }}/{year}"),
                    PeriodLength.Half => ($"{year}-H{number}", end, $"6 tháng {(number == 1 ? "đầu" : "cuối")} năm {year}"),
                    _ => ($"{year}", end, $"năm {year}"),
                };
            }
    }
}
