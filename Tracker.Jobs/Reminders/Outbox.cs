using Microsoft.Extensions.Logging;
using Npgsql;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Reminders;
using Tracker.Domain.Councils;
using Tracker.Domain.Schedules;
using Tracker.Domain.Text;
using Tracker.Jobs.Mail;

namespace Tracker.Jobs.Reminders;

/// <summary>Sends what waits. Any number of these may run beside each other; a mail is one sender's at a time.</summary>
public sealed class Outbox(Database database, CouncilStore councils, MailOptions options, ILogger<Outbox> log) : IWork
{
    /// <summary>How long to wait after each attempt that failed; after the last one the mail is given up.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    // A server that fails so often in a row is away: the others needn't spend their attempts on it.
    private const int FailuresInARow = 3;

    private static readonly TimeSpan RecordingPause = TimeSpan.FromMilliseconds(200);

    private int _running;

    public async Task<string?> Run(CancellationToken cancel)
    {
        // A round that takes longer than the schedule's step isn't joined by another in this process.
        if (Interlocked.Exchange(ref _running, 1) == 1)
            return null;
        try
        {
            using var mailer = new Mailer(options);
            var round = new Round();
            // Where reminding is switched off, what waits goes on waiting.
            foreach (var council in (await councils.All(cancel)).Where(c => c.Settings.Reminders.Enabled))
                if (!await Send(council, mailer, round, cancel))
                    break;
            return round.Said;
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    /// <summary>Sends what waits of one council.</summary>
    /// <returns>False when the server seems to be away.</returns>
    public Task<bool> Send(Council council, Mailer mailer, CancellationToken cancel) => Send(council, mailer, new(), cancel);

    private async Task<bool> Send(Council council, Mailer mailer, Round round, CancellationToken cancel)
    {
        await GiveUpOld(council, cancel);
        return await SendAll(council.Id, mailer, round, cancel);
    }

    /// <summary>What has waited since before the last working day is nobody's news any more; whoever wants it sent all the same queues it again.</summary>
    private async Task GiveUpOld(Council council, CancellationToken cancel)
    {
        var calendar = new WorkingCalendar(council.Settings.SpecialDays);
        var day = calendar.Before(Council.DayOf(database.Now));
        await using var session = database.Open(council.Id);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var given = await new OutboxStore(session).GiveUpOld(
            new(midnight, Council.TimeZone.GetUtcOffset(midnight)), "Thư đã chờ quá một ngày làm việc (máy tắt lâu, hoặc dữ liệu vừa phục hồi từ bản sao lưu) nên không tự gửi nữa.", cancel);
        await session.Commit(cancel);
        if (given > 0)
            log.LogWarning("{Council}: {Mails} reminders had waited for too long and were given up", council.Name, given);
    }

    /// <returns>False when the server seems to be away.</returns>
    private async Task<bool> SendAll(Guid council, Mailer mailer, Round round, CancellationToken cancel)
    {
        var failures = 0;
        while (!cancel.IsCancellationRequested && await Claim(council, cancel) is { } mail)
        {
            try
            {
                // A mail in the server's hands is seen through, also when the program is to stop: its time is bounded.
                await mailer.Send(mail);
            }
            catch (MailFailed e)
            {
                await Failed(council, mail, e);
                round.Failed++;
                if (!e.ForGood && ++failures == FailuresInARow)
                    return false;
                continue;
            }
            failures = 0;
            await Recorded(council, mail);
            round.Sent++;
        }
        return true;
    }

    private sealed class Round
    {
        public int Sent { get; set; }
        public int Failed { get; set; }

        public string? Said => (Sent, Failed) switch
        {
            (0, 0) => null,
            (_, 0) => $"Đã gửi {Vietnamese.Number(Sent)} thư.",
            _ => $"Đã gửi {Vietnamese.Number(Sent)} thư; {Vietnamese.Number(Failed)} thư chưa gửi được: mỗi thư được gửi lại sau một lúc, hoặc đã thôi gửi nếu địa chỉ không dùng được.",
        };
    }

    private async Task<ClaimedMail?> Claim(Guid council, CancellationToken cancel)
    {
        await using var session = database.Open(council);
        var mail = await new OutboxStore(session).Claim(session.Now + Lease, options.Via, cancel);
        await session.Commit(cancel);
        return mail;
    }

    /// <summary>Longer than sending may take and recording it.</summary>
    private TimeSpan Lease => options.Timeout * 2;

    private async Task Failed(Guid council, ClaimedMail mail, MailFailed why)
    {
        await using var session = database.Open(council);
        DateTimeOffset? next = why.ForGood || mail.Try > Waits.Length ? null : session.Now + Waits[mail.Try - 1];
        await new OutboxStore(session).Failed(mail, why.Message, next);
        await session.Commit();
        log.LogWarning("Mail {Mail} was not sent: {Why}", mail.Id, why.Message);
    }

    // The server has the mail: until that is written down, a crash would send it again. So neither the end of the program nor a database that is away for a moment keeps it from being tried.
    private async Task Recorded(Guid council, ClaimedMail mail)
    {
        var until = database.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                await using var session = database.Open(council);
                await new OutboxStore(session).Sent(mail);
                await session.Commit();
                return;
            }
            catch (NpgsqlException) when (database.Clock.GetElapsedTime(until) < options.Timeout)
            {
                await Task.Delay(RecordingPause);
            }
        }
    }
}
