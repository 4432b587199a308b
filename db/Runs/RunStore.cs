namespace Tracker.Db.Runs;

/// <summary>The program's log of what it does by the clock, and what it is asked to do at once. It belongs to the installation, not to a council.</summary>
public sealed class RunStore(Database database)
{
    /// <summary>Without a sign of life for so long, a node and its runs count as dead.</summary>
    public static readonly TimeSpan Dead = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private DateTimeOffset Alive => database.Now - Dead;

    private const string BeginSql = """
        insert into jobs.runs (id, job, node, started_at, seen_at, asked)
        values (@Id, @Job, @Node, @Now, @Now, false)
        """;

    public Task Begin(Guid id, string job, string node, CancellationToken cancel = default) => database.Execute(BeginSql, new { id, job, node, database.Now }, cancel);

    // What found nothing to do is only counted, so that the log holds what happened; old rows go with the next one that comes.
    private const string EndSql = """
        update jobs.runs
        set ended_at = @Now, seen_at = @Now, outcome = @Outcome, said = coalesce(@Said, 'Không có gì phải làm.')
        where id = @Id
            and (asked or @Said::text is not null);
        delete from jobs.runs
        where id = @Id
            and ended_at is null;
        insert into jobs.idle (job, ended_at, times)
        select @Job, @Now, 1
        where @Said::text is null
        on conflict (job) do update set ended_at = excluded.ended_at, times = idle.times + 1;
        delete from jobs.requests
        where run_id = @Id
            and @Outcome <> 'stopped';
        delete from jobs.runs
        where job = @Job
            and started_at < @Old
        """;

    /// <param name="said">Null when there was nothing to do.</param>
    public Task End(Guid id, string job, RunOutcome outcome, string? said, CancellationToken cancel = default) =>
        database.Execute(EndSql, new { id, job, Outcome = Items.ItemStore.Text(outcome), said, database.Now, Old = database.Now - Kept }, cancel);

    private const string SeenSql = """
        insert into jobs.nodes (node, started_at, seen_at)
        values (@Node, @Now, @Now)
        on conflict (node) do update set seen_at = excluded.seen_at;
        update jobs.runs
        set seen_at = @Now
        where id = any (@Runs)
            and ended_at is null;
        delete from jobs.nodes
        where seen_at < @Old
        """;

    /// <summary>A node lives, and so do its runs.</summary>
    public Task Seen(string node, IReadOnlyCollection<Guid> runs, CancellationToken cancel = default) =>
        database.Execute(SeenSql, new { node, Runs = runs.ToArray(), database.Now, Old = database.Now - Kept }, cancel);

    private const string RequestSql = """
        insert into jobs.requests (job, requested_at, by_person)
        values (@Job, @Now, @ByPerson)
        on conflict (job) do update set by_person = requests.by_person or excluded.by_person
        """;

    /// <summary>To be run as soon as a node can, once however many ask.</summary>
    public Task Request(string job, CancellationToken cancel = default) => database.Execute(RequestSql, new { job, database.Now, ByPerson = false }, cancel);

    /// <summary>The same, if and when the session's transaction is committed.</summary>
    public static Task Request(Session session, string job, bool byPerson, CancellationToken cancel = default) => session.Execute(RequestSql, new { job, session.Now, byPerson }, cancel);

    // Whoever comes to the row just after another took it sees it as it is now, but runs still as they were when he began: so it must stand as he first saw it.
    private const string ClaimSql = """
        with next as (
            select q.job, q.by_person
            from jobs.requests q
            join jobs.requests seen
                on seen.job = q.job
                and seen.run_id is not distinct from q.run_id
            where q.job = any (@Jobs)
                and not exists (
                    select
                    from jobs.runs r
                    where r.id = q.run_id
                        and r.ended_at is null
                        and r.seen_at > @Alive
                )
            order by q.requested_at
            limit 1
            for update of q skip locked
        ),
        begun as (
            insert into jobs.runs (id, job, node, started_at, seen_at, asked)
            select @Id, job, @Node, @Now, @Now, by_person
            from next
            returning job
        )
        update jobs.requests q
        set run_id = @Id
        from begun
        where q.job = begun.job
        returning q.job
        """;

    /// <summary>Begins a run that was asked for.</summary>
    /// <param name="jobs">Those that this node can do.</param>
    /// <returns>The job; null when nothing waits.</returns>
    public async Task<string?> Claim(Guid id, string node, IReadOnlyCollection<string> jobs, CancellationToken cancel = default) =>
        (await database.Query<string>(ClaimSql, new { id, node, Jobs = jobs.ToArray(), database.Now, Alive }, cancel)).SingleOrDefault();

    private const string RecordsSql = """
        select
            j.job,
            i.ended_at as idle_at,
            coalesce(i.times, 0) as idle,
            exists (select from jobs.requests q where q.job = j.job) as is_requested
        from unnest(@Jobs::text[]) with ordinality as j(job, place)
        left join jobs.idle i on i.job = j.job
        order by j.place
        """;

    private const string RunsSql = """
        select r.job, r.node, r.started_at, r.seen_at, r.ended_at, r.outcome, r.said, r.asked
        from unnest(@Jobs::text[]) as j(job)
        cross join lateral (
            select *
            from jobs.runs r
            where r.job = j.job
            order by r.started_at desc
            limit @Most
        ) r
        order by r.started_at desc
        """;

    /// <summary>How jobs have fared, in the order asked.</summary>
    /// <param name="most">Runs of each.</param>
    public async Task<IReadOnlyList<JobRecord>> Records(IReadOnlyCollection<string> jobs, int most, CancellationToken cancel = default)
    {
        var asked = new { Jobs = jobs.ToArray(), most };
        var runs = (await database.Query<RunRow>(RunsSql, asked, cancel)).ToLookup(r => r.Job, r => r.ToRun(Alive));
        return [.. (await database.Query<RecordRow>(RecordsSql, asked, cancel)).Select(r => new JobRecord(r.Job, [.. runs[r.Job]], r.IdleAt, r.Idle, r.IsRequested))];
    }

    private const string FailingSql = """
        select j.job
        from unnest(@Jobs::text[]) with ordinality as j(job, place)
        cross join lateral (
            select started_at, outcome
            from jobs.runs r
            where r.job = j.job
                and (r.ended_at is not null or r.seen_at <= @Alive)
            order by started_at desc
            limit 1
        ) last
        left join jobs.idle i on i.job = j.job
        where coalesce(last.outcome, 'failed') = 'failed'
            and (i.ended_at is null or i.ended_at < last.started_at)
        order by j.place
        """;

    private const string LastSignSql = "select max(seen_at) from jobs.nodes";

    public async Task<JobTrouble> Trouble(IReadOnlyCollection<string> jobs, CancellationToken cancel = default)
    {
        var last = (await database.Query<DateTimeOffset?>(LastSignSql, null, cancel)).Single();
        return new(await database.Query<string>(FailingSql, new { Jobs = jobs.ToArray(), Alive }, cancel), last is null || last <= Alive, last);
    }

    private sealed record RecordRow
    {
        public string Job { get; init; } = "";
        public DateTimeOffset? IdleAt { get; init; }
        public long Idle { get; init; }
        public bool IsRequested { get; init; }
    }

    private sealed record RunRow
    {
        public string Job { get; init; } = "";
        public string Node { get; init; } = "";
        public DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset SeenAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public string? Outcome { get; init; }
        public string? Said { get; init; }
        public bool Asked { get; init; }

        public JobRun ToRun(DateTimeOffset alive)
        {
            var outcome = Outcome is { } said ? Enum.Parse<RunOutcome>(said, ignoreCase: true) : SeenAt > alive ? RunOutcome.Running : RunOutcome.BrokenOff;
            return new(Job, Node, StartedAt, outcome == RunOutcome.BrokenOff ? SeenAt : EndedAt, outcome, Said, Asked);
        }
    }
}
