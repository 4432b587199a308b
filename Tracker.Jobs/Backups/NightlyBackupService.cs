using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tracker.Jobs.Backups;

/// <summary>Starts the nightly backup in the running program: at two o'clock, and soon after a start when the last night has none.</summary>
public sealed class NightlyBackupService(NightlyBackup backup, TimeProvider clock, ILogger<NightlyBackupService> log) : BackgroundService
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

    /// <summary>Backs up if it is time to. A failure is logged and stops nothing.</summary>
    /// <returns>How long to wait before the next look.</returns>
    public async Task<TimeSpan> LookNow(CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        try
        {
            if (backup.IsDue(now) && await backup.Run(now, stop) is { } path)
                log.LogInformation("Backed up to {Path}", path);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start finds it due.
        }
        catch (Exception e)
        {
            log.LogError(e, "The nightly backup failed; it is tried again in an hour");
            return AfterFailure;
        }
        var next = NightlyBackup.UntilNext(now);
        return next < Look ? next : Look;
    }
}
