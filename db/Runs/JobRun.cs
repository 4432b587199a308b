namespace Tracker.Db.Runs;

/// <summary>What became of a run.</summary>
public enum RunOutcome
{
    /// <summary>It did what was to be done.</summary>
    Done,
    Failed,
    /// <summary>The program was stopped meanwhile, in order; what is left is done by the next run.</summary>
    Stopped,
    /// <summary>Its node gave no sign of life any more before it was through.</summary>
    BrokenOff,
    Running,
}

/// <summary>One run of a job.</summary>
/// <param name="Node">The process that ran it: machine and process number.</param>
/// <param name="EndedAt">Of a run that was broken off the last sign of life; null while it goes on.</param>
/// <param name="Said">For the administrator: what it did, or why it failed; null while it goes on, and of what was broken off.</param>
/// <param name="Asked">Whether somebody asked for it, beside the schedule.</param>
public sealed record JobRun(string Job, string Node, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, RunOutcome Outcome, string? Said, bool Asked);

/// <summary>How a job has fared.</summary>
/// <param name="Runs">Latest first; without those that found nothing to do.</param>
/// <param name="IdleAt">When a run last found nothing to do.</param>
/// <param name="Idle">How often that was.</param>
/// <param name="IsRequested">Whether it waits to be run as soon as possible.</param>
public sealed record JobRecord(string Job, IReadOnlyList<JobRun> Runs, DateTimeOffset? IdleAt, long Idle, bool IsRequested);

/// <summary>What the administrator should know without looking for it.</summary>
/// <param name="Failing">Jobs whose last run failed or was broken off.</param>
/// <param name="IsAsleep">No process runs the schedule.</param>
/// <param name="LastSign">Of life of any process that did; null if none ever did.</param>
public sealed record JobTrouble(IReadOnlyList<string> Failing, bool IsAsleep, DateTimeOffset? LastSign)
{
    public int Count => Failing.Count + (IsAsleep ? 1 : 0);
}
