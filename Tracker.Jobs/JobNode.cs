using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tracker.Db.Runs;

namespace Tracker.Jobs;

/// <summary>
/// What a process does that runs jobs, beside its engine: it gives signs of life and does what was asked for at once.
/// When it has come up it asks for every job itself: a node that was off all morning is to be late, not silent.
/// </summary>
internal sealed class JobNode(JobRunner runner, RunStore runs, IEnumerable<ExtraJob> extra, IHostApplicationLifetime lifetime, ILogger<JobNode> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Beat = TimeSpan.FromSeconds(10);

    private readonly string[] _jobs = [.. Schedule.Jobs.Select(j => j.Name), .. extra.Select(j => j.Name)];

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
        var (asked, pause, beaten, going) = (false, Look, 0L, new List<Task>());
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (beaten == 0 || Environment.TickCount64 - beaten >= Beat.TotalMilliseconds)
                {
                    await runs.Seen(JobRunner.Node, runner.Running, stop);
                    beaten = Environment.TickCount64;
                }
                foreach (var job in Schedule.Jobs.Where(_ => !asked))
                    await runs.Request(job.Name, stop);
                asked = true;
                while (await runner.Take(_jobs, stop) is { } run)
                    going.Add(run);
                pause = Look;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogWarning("Jobs wait for the database: {Why}", e.Message);
                pause = Beat;
            }
            // What failed is written down by the runner.
            going.RemoveAll(run => run.IsCompleted);
            await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(going).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

/// <summary>A job that only this process can do, outside the engine's schedule.</summary>
public sealed record ExtraJob(string Name);
