using System.Text.Json.Serialization;
using Tracker.Domain.Text;

namespace Tracker.Domain.Reminders;

/// <summary>When and to whom reminders go; the defaults are those of DOMAIN.md, Reminders. Days count from the due day.</summary>
public sealed record ReminderSettings
{
    public bool Enabled { get; init; } = true;

    /// <summary>Working days left until the due day on which to remind.</summary>
    public IReadOnlyList<int> WorkingDaysBefore { get; init => field = value ?? []; } = [7, 3, 1];

    /// <summary>After the first working day on which an item is overdue, again every so many calendar days; 0 never again.</summary>
    public int RepeatAfterDays { get; init; } = 7;

    /// <summary>Days overdue from which the unit's leader is told too, as often as the unit; null never.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // What is left out comes back as the default.
    public int? ToLeaderAfterDays { get; init; } = 15;

    /// <summary>Days overdue from which the item is on the standing committee's list; null never.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? ToStandingCommitteeAfterDays { get; init; } = 30;

    /// <summary>Day of the week on which everything overdue and everything due within a week is listed once more; null for no such overview.</summary>
    public DayOfWeek? OverviewOn { get; init; }

    /// <summary>Time of day from which the day's mails are made.</summary>
    public TimeOnly From { get; init; } = new(7, 0);

    /// <summary>Where answers go; null to the address that mails come from.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>What the job title of a unit's leader begins with; with "Phó" before it, that of a deputy.</summary>
    public IReadOnlyList<string> LeaderTitles { get; init => field = value ?? []; } = ["Trưởng ban", "Trưởng đoàn", "Chủ tịch", "Chủ nhiệm", "Chánh", "Giám đốc", "Cục trưởng", "Tổ trưởng"];

    public bool IsLeader(string jobTitle) => Leads(Key(jobTitle));

    public bool IsDeputy(string jobTitle) => Key(jobTitle) is var title && title.StartsWith("phó ", StringComparison.Ordinal) && Leads(title["phó ".Length..]);

    private bool Leads(string title) => LeaderTitles.Any(t => VietnameseText.NameKey(t) is { Length: > 0 } start && title.StartsWith(start, StringComparison.Ordinal));

    /// <summary>"Quyền Chánh Văn phòng", too, is one.</summary>
    private static string Key(string jobTitle) => VietnameseText.NameKey(jobTitle) is var key && key.StartsWith("quyền ", StringComparison.Ordinal) ? key["quyền ".Length..] : key;
}
