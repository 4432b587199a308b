using Tracker.Api.Reminders;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Journal;
using Tracker.Db.People;
using Tracker.Db.Reminders;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Schedules;
using Tracker.Jobs.Mail;
using Tracker.Jobs.Reminders;

namespace Tracker.Api.Demo;

/// <summary>
/// The last working mornings as they would have gone: the jobs themselves make the mails and write them to the folder, at those mornings' time. One address is wrong
/// until a mail to it has been given up, one reader says that the mail has come, one item is paused.
/// </summary>
internal static class DemoReminders
{
    private const int Mornings = 4;
    private const string Misspelt = "Ngô Thanh Tâm";

    /// <summary>A council with reminders switched off: no job shall make a later day's mails before those of the demo.</summary>
    public static Council Off(Council council) => With(council, enabled: false);

    private static Council With(Council council, bool enabled) =>
        council with { Settings = council.Settings with { Reminders = council.Settings.Reminders with { Enabled = enabled } } };

    public static async Task Make(Database database, CouncilStore councils, MailOptions mail, Account office, ILoggerFactory logs, CancellationToken stop)
    {
        var council = (await councils.All(stop)).First(c => c.Id == DemoCouncil.Council.Id);
        // Once; afterwards it is the administrator's to switch.
        if (council.Version != 2 || council.Settings.Reminders.Enabled)
            return;
        council = With(council, enabled: true);
        var address = await Readdress(database, council.Id, email => email.Replace("@", ""), stop);
        foreach (var morning in LastMornings(council, database.Now))
        {
            var then = new Database(database.Serving, new Standing(morning));
            await new DailyDigests(then, councils, mail, logs.CreateLogger<DailyDigests>()).Make(council, stop);
            using (var mailer = new Mailer(mail))
                await new Outbox(then, councils, mail, logs.CreateLogger<Outbox>()).Send(council, mailer, stop);
            await using var session = database.Open(council.Id);
            if (address is not null && (await new ReminderLog(session).List(new(null) { Result = ReminderResult.GivenUp }, stop)).Total > 0)
            {
                await Readdress(database, council.Id, _ => address, stop);
                address = null;
            }
        }
        if (address is not null)
            await Readdress(database, council.Id, _ => address, stop);
        await Afterwards(database, council, office, stop);
    }

    /// <summary>What people did then, and the switch: from now on the jobs go by the clock.</summary>
    private static async Task Afterwards(Database database, Council council, Account office, CancellationToken stop)
    {
        await using var session = database.Open(council.Id);
        var log = new ReminderLog(session);
        var sent = (await log.List(new(null) { Result = ReminderResult.Sent }, stop)).Items;
        if (sent.Count > 0)
        {
            await new ReminderLinkStore(session).Acknowledge(sent[^1].Id, stop);
            var item = (await log.Find(sent[0].Id, null, stop))!.Items[^1];
            var pauses = new PauseStore(session);
            await pauses.Add(null, item.ItemId, null, "Chờ ý kiến chỉ đạo của Thành ủy", office.Id, stop);
            var pause = (await pauses.All(item: item.ItemId, cancel: stop))[0];
            await new JournalStore(session).Add(office.Id, "Tạm dừng nhắc việc", pause.Name, [new("until", "", pause.Until()), new("reason", "", pause.Reason)], JournalKind.Administration, stop);
        }
        await CouncilStore.Change(session, council, stop);
        await session.Commit(stop);
    }

    /// <returns>The address that there was; null when there is nobody of that name.</returns>
    private static async Task<string?> Readdress(Database database, Guid council, Func<string, string> change, CancellationToken stop)
    {
        await using var session = database.Open(council);
        var people = new PersonStore(session);
        if ((await people.All(null, stop)).FirstOrDefault(p => p.Name == Misspelt) is not { Email: { } email } person)
            return null;
        await people.Change(person with { Email = change(email) }, stop);
        await session.Commit(stop);
        return email;
    }

    /// <summary>First to last, today's too when it is over.</summary>
    private static IReadOnlyList<DateTimeOffset> LastMornings(Council council, DateTimeOffset now)
    {
        var calendar = new WorkingCalendar(council.Settings.SpecialDays);
        var mornings = new List<DateTimeOffset>();
        for (var day = calendar.Before(Council.DayOf(now).AddDays(1)); mornings.Count < Mornings; day = calendar.Before(day))
        {
            var local = day.ToDateTime(council.Settings.Reminders.From);
            var morning = new DateTimeOffset(local, Council.TimeZone.GetUtcOffset(local));
            if (morning <= now)
                mornings.Insert(0, morning);
        }
        return mornings;
    }

    private sealed class Standing(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }
}
