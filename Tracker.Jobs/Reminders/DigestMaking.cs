using Tracker.Db;
using Tracker.Db.Reminders;
using Tracker.Db.Units;
using Tracker.Domain.Councils;
using Tracker.Domain.Reminders;
using Tracker.Domain.Schedules;
using Tracker.Domain.Units;
using Tracker.Jobs.Mail;

namespace Tracker.Jobs.Reminders;

/// <summary>A mail and what it was made from.</summary>
public sealed record MadeMail(Digest Digest, NewMail Mail);

/// <param name="Unreached">Units that should have been reminded but nobody of whom has a mail address.</param>
public sealed record MadeMails(IReadOnlyList<MadeMail> Mails, IReadOnlyList<Guid> Unreached);

/// <summary>Makes mails from what is known now, and keeps nothing: for the day's job, for the look ahead, and for what is sent at once.</summary>
public sealed class DigestMaking(Session session, Council council, MailOptions options)
{
    // Working days before due are few; two months see past any of them.
    private const int Ahead = 62;

    private readonly ReminderStore _store = new(session);

    public WorkingCalendar Calendar { get; } = new(council.Settings.SpecialDays);

    /// <summary>The mails of a working day by the plan.</summary>
    /// <param name="last">The last day that has its mails.</param>
    public Task<MadeMails> Planned(DateOnly day, LastMails? last, CancellationToken cancel = default) =>
        Make(day, last, DigestMail.Planned, (reminding, items, notices) => reminding.On(day, last?.Day, items, notices), cancel);

    /// <summary>Everything that there is to tell everybody on that day.</summary>
    public Task<MadeMails> AtOnce(DateOnly day, CancellationToken cancel = default) =>
        Make(day, null, DigestMail.AtOnce, (reminding, items, notices) => reminding.Everything(day, items, notices), cancel);

    private async Task<MadeMails> Make(DateOnly day, LastMails? last, string kind, Func<Reminding, IReadOnlyList<OpenItem>, IReadOnlyList<Notice>, DayOfReminders> make, CancellationToken cancel)
    {
        var settings = council.Settings.Reminders;
        var units = await new UnitStore(session).All(cancel);
        var reminding = new Reminding(settings, Calendar, units, await _store.Addressees(day, cancel), await new PauseStore(session).On(day, cancel));
        var notices = settings.Enabled && Calendar.IsWorkingDay(day) ? await new NoticeReading(session, council, units).On(day, last?.Day ?? Calendar.Before(day), cancel) : [];
        var made = make(reminding, await _store.OpenItems(day, day.AddDays(Ahead), last, cancel), notices);
        var mails = new DigestMail(council.Id, council.Name, units.ToDictionary(u => u.Id, u => u.Name), units.Where(u => u.Kind == UnitKind.Outside).Select(u => u.Id).ToHashSet(), settings.ReplyTo, options);
        return new([.. made.Digests.Select(d => new MadeMail(d, mails.Of(d, kind)))], made.Unreached);
    }
}
