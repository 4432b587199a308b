using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Journal;
using Tracker.Db.Runs;
using Tracker.Jobs;

namespace Tracker.Api.Runs;

/// <summary>A job and how it has fared.</summary>
/// <param name="When">When it runs, in words.</param>
/// <param name="Next">When it comes round next; null when it never does.</param>
/// <param name="IsRequested">Whether it waits to be run as soon as a node can.</param>
/// <param name="IsFailing">Its last run failed or was broken off.</param>
/// <param name="IdleAt">When a run last found nothing to do: such runs are only counted, in <paramref name="Idle"/>.</param>
/// <param name="Runs">Latest first.</param>
public sealed record JobAnswer(
    string Name, string Title, string When, DateTimeOffset? Next, bool IsRequested, bool IsFailing, DateTimeOffset? IdleAt, long Idle, IReadOnlyList<RunAnswer> Runs);

/// <param name="Node">Machine and process number.</param>
/// <param name="Said">What it did, or why it failed.</param>
public sealed record RunAnswer(DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Node, RunOutcome Outcome, string? Said, bool Asked);

/// <param name="IsAsleep">No process runs the schedule.</param>
/// <param name="LastSign">Of life of any process that did; null if none ever did.</param>
public sealed record JobsAnswer(IReadOnlyList<JobAnswer> Items, bool IsAsleep, DateTimeOffset? LastSign);

/// <summary>The schedule and its log, for the API and the page.</summary>
public sealed class JobReading(RunStore runs, Session session, CurrentUser user, IConfiguration configuration, IEnumerable<ExtraJob> extra)
{
    private const int Shown = 10;

    public async Task<JobsAnswer> All(CancellationToken cancel)
    {
        var names = Schedule.All.Select(j => j.Name).ToArray();
        var records = (await runs.Records(names, Shown, cancel)).ToDictionary(r => r.Job);
        var trouble = await runs.Trouble(names, cancel);
        return new([.. Schedule.All.Where(j => IsThere(j, records[j.Name])).Select(j => Answer(j, records[j.Name], trouble))], trouble.IsAsleep, trouble.LastSign);
    }

    /// <summary>Asks for a run as soon as a node can: once, however often it is asked for before that has ended.</summary>
    /// <exception cref="Refused">There is no such job.</exception>
    public async Task<Written> Run(string name, CancellationToken cancel)
    {
        var job = (await All(cancel)).Items.FirstOrDefault(j => j.Name == name) ?? throw Refused.NotFound($"việc theo lịch “{name}”");
        await RunStore.Request(session, name, byPerson: true, cancel);
        await new JournalStore(session).Add(user.AccountId, "Chạy ngay việc theo lịch", job.Title, kind: JournalKind.Administration, cancel: cancel);
        return new(job with { IsRequested = true });
    }

    /// <summary>What only the process with the private cluster does isn't everywhere.</summary>
    private bool IsThere(ScheduledJob job, JobRecord record) => Schedule.Jobs.Contains(job) || record.Runs.Count > 0 || extra.Any(e => e.Name == job.Name);

    private JobAnswer Answer(ScheduledJob job, JobRecord record, JobTrouble trouble)
    {
        var cron = job.CronIn(configuration);
        return new(job.Name, job.Title, cron == job.Cron ? job.When : $"Theo thiết lập riêng: {cron}", JobEngine.Next(cron, session.Now)?.ToUniversalTime(),
            record.IsRequested, trouble.Failing.Contains(job.Name), record.IdleAt, record.Idle,
            [.. record.Runs.Select(r => new RunAnswer(r.StartedAt, r.EndedAt, r.Node, r.Outcome, r.Said, r.Asked))]);
    }
}
