using Tracker.Jobs.Reminders;

namespace Tracker.Jobs;

/// <summary>Something that is done from time to time. It may run twice, at once even, and has then done its work once.</summary>
public interface IWork
{
    Task Run(CancellationToken cancel);
}

/// <param name="Cron">Second, minute, hour, day of the month, month, day of the week, in Asia/Ho_Chi_Minh.</param>
public sealed record ScheduledJob(string Name, string Title, string Cron, Type Work);

/// <summary>Everything that the program does by the clock. Another time is set by <c>Schedule:NAME</c> in the configuration (<c>Schedule__digests</c> in the environment).</summary>
public static class Schedule
{
    public const string Section = "Schedule";

    /// <summary>Each is run once more when a node starts, so that what was missed while all were off is done then.</summary>
    public static readonly IReadOnlyList<ScheduledJob> Jobs =
    [
        // Whether it is a working day and late enough, and whether the day's mails are made, the job itself looks up: asked often, a failure is made good soon.
        new("digests", "Lập thư nhắc việc trong ngày", "0 0/10 * * * ?", typeof(DailyDigests)),
        new("outbox", "Gửi thư đang chờ", "0/20 * * * * ?", typeof(Outbox)),
    ];
}
