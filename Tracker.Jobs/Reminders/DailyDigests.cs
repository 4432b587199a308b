using Microsoft.Extensions.Logging;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Reminders;
using Tracker.Domain.Councils;
using Tracker.Domain.Reminders;
using Tracker.Domain.Schedules;
using Tracker.Jobs.Mail;

namespace Tracker.Jobs.Reminders;

/// <summary>
/// Makes the mails of this working day, council by council, unless they are made already. It may run as often as one likes: a day's mails and their reasons
/// are one transaction, so a day is done whole or not at all, and once.
/// </summary>
public sealed class DailyDigests(Database database, CouncilStore councils, MailOptions mail, ILogger<DailyDigests> log) : IWork
{
    public async Task Run(CancellationToken cancel)
    {
        var failures = new List<Exception>();
        foreach (var council in await councils.All(cancel))
        {
            try
            {
                await Make(council, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                log.LogError(e, "The day's reminders of {Council} were not made", council.Name);
                failures.Add(e);
            }
        }
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    /// <returns>How many mails were made; null when it isn't time, or they were made before.</returns>
    public async Task<int?> Make(Council council, CancellationToken cancel = default)
    {
        var (settings, calendar) = (council.Settings.Reminders, new WorkingCalendar(council.Settings.SpecialDays));
        var now = TimeZoneInfo.ConvertTime(database.Now, Council.TimeZone);
        var day = DateOnly.FromDateTime(now.DateTime);
        if (!Reminding.IsTime(settings, calendar, day, TimeOnly.FromDateTime(now.DateTime)))
            return null;
        await using var session = database.Open(council.Id);
        var store = new ReminderStore(session);
        var last = await store.Begin(cancel);
        if (last?.Day >= day)
            return null;
        var made = await new DigestMaking(session, council, mail).Planned(day, last, cancel);
        await store.Add(day, [.. made.Mails.Select(m => m.Mail)], made.Unreached, cancel);
        await session.Commit(cancel);
        log.LogInformation("{Council}: {Mails} reminders made for {Day}", council.Name, made.Mails.Count, day);
        return made.Mails.Count;
    }
}
