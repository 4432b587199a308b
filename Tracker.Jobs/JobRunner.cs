using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracker.Db.Runs;

namespace Tracker.Jobs;

/// <summary>Runs a job and writes down how it went: the one way of every run, whichever engine starts it.</summary>
public sealed class JobRunner(IServiceProvider services, RunStore runs, ILogger<JobRunner> log)
{
    /// <summary>This process among others.</summary>
    public static string Node { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    private readonly ConcurrentDictionary<Guid, string> _running = [];

    /// <summary>Runs that go on in this process.</summary>
    public IReadOnlyCollection<Guid> Running => [.. _running.Keys];

    /// <summary>What the engine calls when it is time.</summary>
    /// <exception cref="Exception">What the job threw, after it was logged and written down: an engine may try again.</exception>
    public async Task Run(string job, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        try
        {
            await runs.Begin(id, job, Node, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "Job {Job} could not begin", job);
            throw;
        }
        await Carry(id, job, cancel);
    }

    /// <summary>Takes one run that somebody asked for.</summary>
    /// <param name="jobs">Those that this process can do.</param>
    /// <returns>The run, which goes on; null when nothing waits.</returns>
    public async Task<Task?> Take(IReadOnlyCollection<string> jobs, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        return await runs.Claim(id, Node, jobs, cancel) is { } job ? Carry(id, job, cancel) : null;
    }

    private async Task Carry(Guid id, string job, CancellationToken cancel)
    {
        _running[id] = job;
        try
        {
            var work = (IWork)services.GetRequiredService(Schedule.All.Single(j => j.Name == job).Work);
            var said = await work.Run(cancel);
            await runs.End(id, job, RunOutcome.Done, said, CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await Ended(id, job, RunOutcome.Stopped, "Chương trình dừng trong khi chạy; lần chạy sau làm tiếp.");
            throw;
        }
        catch (Exception e)
        {
            log.LogError(e, "Job {Job} failed", job);
            await Ended(id, job, RunOutcome.Failed, WorkFailed.Of(e));
            throw;
        }
        finally
        {
            // Without a sign of life from here on it counts as broken off, should its end not have been written down.
            _running.TryRemove(id, out _);
        }
    }

    private async Task Ended(Guid id, string job, RunOutcome outcome, string said)
    {
        try
        {
            await runs.End(id, job, outcome, said, CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "The end of job {Job} was not written down", job);
        }
    }
}
