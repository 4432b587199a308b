using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tracker.Jobs.Backups;

/// <summary>Starts the nightly backup in the running program: at two o'clock, and soon after a start when the last night has none.</summary>
public sealed class NightlyBackupService(NightlyBackup backup, IServiceProvider services, TimeProvider clock) : BackgroundService, IWork
{
    // First people get their pages.
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(2);

    // A machine that slept or whose clock was set is noticed by looking again.
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var pause = AfterStart;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested)
                pause = await LookNow(stop);
        }
    }

    /// <summary>Backs up now, unless this day has its backup.</summary>
    public async Task<string?> Run(CancellationToken cancel) => await backup.Run(clock.GetUtcNow(), cancel) is { } path ? $"Đã sao lưu vào tệp {Path.GetFileName(path)}." : null;

    /// <summary>Backs up if it is time to. A failure stops nothing.</summary>
    /// <returns>How long to wait before the next look.</returns>
    public async Task<TimeSpan> LookNow(CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        try
        {
            if (backup.IsDue(now))
                await services.GetRequiredService<JobRunner>().Run(Schedule.Backup.Name, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start finds it due.
        }
        catch (Exception)
        {
            // Written down by the runner.
            return AfterFailure;
        }
        var next = NightlyBackup.UntilNext(now);
        return next < Look ? next : Look;
    }
}
