using Microsoft.Extensions.Logging;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Reminders;
using Tracker.Domain.Councils;
using Tracker.Domain.Reminders;
using Tracker.Domain.Schedules;
using Tracker.Domain.Text;
using Tracker.Jobs.Mail;

namespace Tracker.Jobs.Reminders;

/// <summary>
/// Makes the mails of this working day, council by council, unless they are made already. It may run as often as one likes: a day's mails and their reasons
/// are one transaction, so a day is done whole or not at all, and once.
/// </summary>
public sealed class DailyDigests(Database database, CouncilStore councils, MailOptions mail, ILogger<DailyDigests> log) : IWork
{
    public async Task<string?> Run(CancellationToken cancel)
    {
        var (days, mails) = (0, 0);
        var failed = await councils.ForEach(async council =>
        {
            if (await Make(council, cancel) is not { } made)
                return;
            days++;
            mails += made;
        }, log, cancel);
        var done = days == 0 ? null : mails == 0 ? "Hôm nay không ai có việc phải nhắc." : $"Đã lập {Vietnamese.Number(mails)} thư nhắc việc của ngày hôm nay.";
        return failed.Count == 0 ? done : throw new WorkFailed(done, $"Chưa lập được thư nhắc việc của {Vietnamese.Number(failed.Count)} Hội đồng", failed);
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
