using Tracker.Domain.Units;

namespace Tracker.Domain.Reminders;

/// <summary>What reminding needs to know of an open item with a due day, as of the day of the mails.</summary>
/// <param name="DueOn">Of a recurring item that of its first open occurrence.</param>
/// <param name="ReportedOn">Day of completion as the unit reported it; null unless that waits for confirmation, which doesn't stop the clock.</param>
/// <param name="IsDuty">Whether it comes from an agreement, so that a body outside may answer for it by a link.</param>
/// <param name="IsNew">Whether the last day's mails couldn't know it as it is: entered, reopened, or given this due day only since.</param>
public sealed record OpenItem(
    Guid Id, string Number, string Title, Guid LeadUnitId, string Officer, string ResponsibleLeader, DateOnly DueOn, bool DueProvisional = false, DateOnly? ReportedOn = null,
    bool IsNew = false, bool IsDuty = false);

/// <summary>Somebody whom mails may go to.</summary>
/// <param name="Email">Null for somebody who can't be reached.</param>
public sealed record Addressee(Guid Id, string Name, string JobTitle, Guid UnitId, string? Email);

/// <summary>Why an item is in a mail. The last that holds for a person says the most and is the one kept.</summary>
public enum ReminderReason
{
    /// <summary>In the weekly overview.</summary>
    Overview,
    /// <summary>So many working days before it is due.</summary>
    DueSoon,
    /// <summary>Overdue, the first working day after the due day and again each week.</summary>
    Overdue,
    /// <summary>Overdue for so long that the unit's leader is told.</summary>
    ToLeader,
    /// <summary>Overdue for so long that it is on the standing committee's list.</summary>
    ToStandingCommittee,
}

/// <summary>An item in somebody's mail.</summary>
/// <param name="DaysOverdue">Calendar days since the due day; 0 when it isn't overdue.</param>
/// <param name="WorkingDaysLeft">Working days after the day of the mail, up to the due day; 0 when it is overdue.</param>
public sealed record Reminder(OpenItem Item, ReminderReason Reason, int DaysOverdue, int WorkingDaysLeft);

/// <summary>The one mail of a person on a working day; there is a reminder or a notice in it.</summary>
/// <param name="Reminders">Overdue first, the longest before; then by due day.</param>
/// <param name="OthersOverdue">Items overdue of the person's that aren't listed, since they were reminded of within the week.</param>
/// <param name="Notices">By kind, then the longest before.</param>
public sealed record Digest(Addressee To, DateOnly Day, IReadOnlyList<Reminder> Reminders, int OthersOverdue, IReadOnlyList<Notice> Notices)
{
    public IEnumerable<Reminder> Overdue => Reminders.Where(r => r.DaysOverdue > 0);

    public IEnumerable<Reminder> DueSoon => Reminders.Where(r => r.DaysOverdue == 0);
}

/// <summary>People who get no mails for now, and items that stand in none.</summary>
public sealed record Paused(IReadOnlySet<Guid> People, IReadOnlySet<Guid> Items)
{
    public static Paused Nobody { get; } = new(new HashSet<Guid>(), new HashSet<Guid>());
}

/// <summary>The mails of one day.</summary>
/// <param name="Unreached">Units that should have been reminded but nobody of whom has a mail address.</param>
public sealed record DayOfReminders(IReadOnlyList<Digest> Digests, IReadOnlyList<Guid> Unreached)
{
    public static DayOfReminders None { get; } = new([], []);
}
