using Microsoft.Extensions.Configuration;
using Tracker.Jobs.Backups;
using Tracker.Jobs.Coordination;
using Tracker.Jobs.Figures;
using Tracker.Jobs.Reminders;

namespace Tracker.Jobs;

/// <summary>Something that is done from time to time. It may run twice, at once even, and has then done its work once.</summary>
public interface IWork
{
    /// <returns>What was done, as a sentence for the administrator of any council: no names of people, no contents. Null when there was nothing to do.</returns>
    Task<string?> Run(CancellationToken cancel);
}

/// <param name="Name">As the log and the configuration have it.</param>
/// <param name="When">When it runs, in words.</param>
/// <param name="Cron">Second, minute, hour, day of the month, month, day of the week, in Asia/Ho_Chi_Minh; days of the week by name, <c>?</c> for the one of the two days that says nothing: so every engine reads it alike.</param>
public sealed record ScheduledJob(string Name, string Title, string When, string Cron, Type Work)
{
    /// <summary>The cron that holds: the configuration's, if it has one.</summary>
    public string CronIn(IConfiguration configuration) => configuration[$"{Schedule.Section}:{Name}"] ?? Cron;
}

/// <summary>Everything that the program does by the clock. Another time is set by <c>Schedule:NAME</c> in the configuration (<c>Schedule__digests</c> in the environment).</summary>
public static class Schedule
{
    public const string Section = "Schedule";
    public const string Figures = "figures";

    /// <summary>Each is run once more when a node starts, so that what was missed while all were off is done then.</summary>
    public static readonly IReadOnlyList<ScheduledJob> Jobs =
    [
        // Whether it is a working day and late enough, and whether the day's mails are made, the job itself looks up: asked often, a failure is made good soon.
        new("digests", "Lập thư nhắc việc trong ngày", "Cứ 10 phút xem đã đến giờ lập thư của ngày làm việc chưa", "0 0/10 * * * ?", typeof(DailyDigests)),
        new("outbox", "Gửi thư đang chờ", "Cứ 20 giây", "0/20 * * * * ?", typeof(Outbox)),
        // So is which nights are missing.
        new(Figures, "Lưu số liệu từng ngày", "Sau 0 giờ mỗi đêm và ngay sau khi nhập Excel; mỗi giờ xem còn thiếu ngày nào", "0 5 * * * ?", typeof(DailyFigures)),
        new("duties", "Tạo nhiệm vụ từ quy chế phối hợp", "Mỗi giờ xem nghĩa vụ nào sắp đến hạn", "0 15 * * * ?", typeof(DueDuties)),
    ];

    /// <summary>Beside the schedule, since only the process that keeps the private cluster can do it: that one looks at the clock itself.</summary>
    public static readonly ScheduledJob Backup = new("backup", "Sao lưu trong đêm", "Lúc 2 giờ mỗi đêm, hoặc sau khi máy bật lại", "0 0 2 * * ?", typeof(NightlyBackupService));

    public static readonly IReadOnlyList<ScheduledJob> All = [.. Jobs, Backup];
}
