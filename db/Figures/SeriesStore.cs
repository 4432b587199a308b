using System.Text.Json;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Db.Figures;

/// <summary>Figures of a scope on a day, as they were known and stored.</summary>
public sealed record SeriesPoint(DateOnly Day, DateTimeOffset KnownAt, FigureSet Figures);

/// <summary>What is still to be stored.</summary>
/// <param name="From">The first night that is missing; null where nothing has been recorded yet.</param>
/// <param name="Imported">Whether a file was applied or undone since figures were last stored.</param>
public sealed record SeriesGap(DateOnly? From, bool Imported);

/// <summary>A stored set of figures that doesn't come out any more when it is computed again.</summary>
public sealed record SeriesDifference(DateOnly Day, DateTimeOffset KnownAt, Scope Scope);

/// <param name="Sets">Sets of figures computed again: each of one scope on one stored day.</param>
/// <param name="Older">Days counted by an earlier version of the definitions, which this program can't compute any more.</param>
public sealed record SeriesCheck(int Days, int Sets, int Older, IReadOnlyList<SeriesDifference> Differences);

/// <summary>The series of daily figures: what <see cref="FigureStore"/> counts, kept by day and by the moment of knowing. Only appended to.</summary>
public sealed class SeriesStore(Session session)
{
    /// <summary>Waits for everybody who is recording. From then on nothing appears that was recorded before <see cref="Session.Now"/>.</summary>
    public Task Hold(CancellationToken cancel = default) => session.Execute(RecordingLock.AloneSql, cancel: cancel);

    private const string GapSql = """
        select
            coalesce(
                (select max(day) + 1 from figure_days where council_id = @Council and reason = 'night'),
                (select (min(created_at) at time zone 'Asia/Ho_Chi_Minh')::date from items where council_id = @Council)
            ) as "from",
            exists (
                select
                from imports
                where council_id = @Council
                    and greatest(applied_at, undone_at) > coalesce((select max(known_at) from figure_days where council_id = @Council), '-infinity')
            ) as imported
        """;

    public async Task<SeriesGap> Gap(CancellationToken cancel = default) => (await session.Find<GapRow>(GapSql, cancel: cancel))!.ToGap();

    private const string OriginsSql = """
        select distinct origin, year
        from items
        where council_id = @Council
            and origin <> 'programme'
            and created_at <= @KnownAt
        order by year, origin
        """;

    private const string AddDaySql = """
        insert into figure_days (council_id, day, known_at, reason, definition, stored_at)
        values (@Council, @AsOf, @KnownAt, @Reason, @Definition, @Now)
        on conflict do nothing
        """;

    private const string AddSql = """
        insert into figure_series (council_id, day, known_at, origin, year, programme_id, unit_id, counts)
        select @Council, @AsOf, @KnownAt, origin, year, programme_id, unit_id, counts
        from jsonb_to_recordset(@Rows::jsonb) as r(origin text, year int, programme_id uuid, unit_id uuid, counts jsonb)
        """;

    /// <summary>Stores the figures of a day as known at a moment, unless they are stored already. Programmes closed before that day only where their figures have changed since they were last stored.</summary>
    /// <returns>How many rows; null when the day was there.</returns>
    public async Task<int?> Add(Viewpoint view, bool isNight, CancellationToken cancel = default)
    {
        var day = new { view.AsOf, view.KnownAt, Reason = isNight ? "night" : "import", Counting.Definition, session.Now };
        if (await session.Execute(AddDaySql, day, cancel) == 0)
            return null;
        var programmes = await new ProgrammeStore(session).All(view, cancel: cancel);
        bool IsClosed(int year, Guid? programme) => programmes.FirstOrDefault(p => programme is null ? p.Year == year : p.Id == programme)?.ClosedOn < view.AsOf;
        var scopes = programmes.Select(p => new Scope(p.Year, Origin.Programme, p.Id))
            .Concat((await session.Query<OriginRow>(OriginsSql, new { view.KnownAt }, cancel)).Select(o => new Scope(o.Year, Enum.Parse<Origin>(o.Origin, ignoreCase: true))))
            .ToArray();
        var counted = await Count(scopes, view, cancel);
        var last = await Last([.. scopes.Where(s => IsClosed(s.Year, s.ProgrammeId))], view.KnownAt, cancel);
        var rows = scopes.Where(s => !last.TryGetValue(s, out var stored) || !Same(stored, counted[s]))
            .SelectMany(s => counted[s], (s, u) => new { Origin = ItemStore.Text(s.Origin), s.Year, s.ProgrammeId, UnitId = u.Key, Counts = Written(u.Value) })
            .ToArray();
        return rows.Length == 0 ? 0 : await session.Execute(AddSql, new { view.AsOf, view.KnownAt, Rows = JsonSerializer.Serialize(rows, Database.Rows) }, cancel);
    }

    private const string ReadSql = """
        select s.day, s.known_at, s.origin, s.year, s.programme_id, s.unit_id, s.counts
        from figure_series s
        where s.council_id = @Council
            and s.origin = @Origin
            and s.year = @Year
            and s.programme_id is not distinct from @ProgrammeId
            and s.day between @From and @To
            and s.known_at <= @KnownAt
            and (@Unit::uuid is null or s.unit_id = @Unit)
        order by s.day, s.known_at
        """;

    /// <summary>What was stored of a scope, day by day; of a day that was stored several times each moment. A unit is missing on days on which it led nothing.</summary>
    /// <param name="from">First day, inclusive.</param>
    /// <param name="to">Last day, inclusive.</param>
    /// <param name="knownAt">Nothing that became known later.</param>
    public async Task<IReadOnlyList<SeriesPoint>> Read(Scope scope, DateOnly from, DateOnly to, DateTimeOffset knownAt, Guid? unit = null, CancellationToken cancel = default) =>
        [.. (await session.Query<SeriesRow>(ReadSql, new { Origin = ItemStore.Text(scope.Origin), scope.Year, scope.ProgrammeId, from, to, knownAt, unit }, cancel))
            .GroupBy(r => (r.Day, r.KnownAt))
            .Select(g => new SeriesPoint(g.Key.Day, g.Key.KnownAt, FigureSet.Sum(g.Select(r => r.ToSet()))))];

    private const string LastSql = $"""
        with {Spans.Scopes}
        select s.day, s.known_at, s.origin, s.year, s.programme_id, s.unit_id, s.counts
        from scopes c
        cross join lateral (
            select day, known_at
            from figure_series
            where council_id = @Council
                and origin = c.origin
                and year = c.year
                and programme_id is not distinct from c.programme_id
                and known_at < @KnownAt
            order by known_at desc, day desc
            limit 1
        ) last
        join figure_series s using (day, known_at)
        where s.council_id = @Council
            and s.origin = c.origin
            and s.year = c.year
            and s.programme_id is not distinct from c.programme_id
        """;

    /// <summary>What was stored last of each scope, by unit; a scope of which nothing was is missing.</summary>
    private async Task<IReadOnlyDictionary<Scope, IReadOnlyDictionary<Guid, FigureSet>>> Last(IReadOnlyList<Scope> scopes, DateTimeOffset knownAt, CancellationToken cancel) =>
        scopes.Count == 0 ? new Dictionary<Scope, IReadOnlyDictionary<Guid, FigureSet>>() : (await session.Query<SeriesRow>(LastSql, new
        {
            Years = scopes.Select(s => s.Year).ToArray(),
            Origins = scopes.Select(s => ItemStore.Text(s.Origin)).ToArray(),
            Programmes = scopes.Select(s => s.ProgrammeId).ToArray(),
            Days = scopes.Select(_ => DateOnly.MinValue).ToArray(),
            knownAt,
        }, cancel)).GroupBy(r => r.Scope).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<Guid, FigureSet>)g.ToDictionary(r => r.UnitId, r => r.ToSet()));

    private const string StoredSql = """
        select d.day, d.known_at, d.definition, s.origin, s.year, s.programme_id, s.unit_id, s.counts
        from figure_days d
        left join figure_series s using (council_id, day, known_at)
        where d.council_id = @Council
        order by d.known_at, d.day
        """;

    /// <summary>Computes everything that was stored again, as of its day and as known at its moment, and compares.</summary>
    public async Task<SeriesCheck> Check(CancellationToken cancel = default)
    {
        var (days, sets, older, differences) = (0, 0, 0, new List<SeriesDifference>());
        foreach (var stored in (await session.Query<StoredRow>(StoredSql, cancel: cancel)).GroupBy(r => (r.Day, r.KnownAt, r.Definition)))
        {
            if (stored.Key.Definition != Counting.Definition)
            {
                older++;
                continue;
            }
            days++;
            var scopes = stored.Where(r => r.UnitId is not null).GroupBy(r => r.Scope).ToArray();
            var counted = await Count([.. scopes.Select(s => s.Key)], new(stored.Key.Day, stored.Key.KnownAt), cancel);
            sets += scopes.Length;
            differences.AddRange(scopes.Where(s => !Same(s.ToDictionary(r => r.UnitId!.Value, r => r.ToSet()), counted[s.Key]))
                .Select(s => new SeriesDifference(stored.Key.Day, stored.Key.KnownAt, s.Key)));
        }
        return new(days, sets, older, differences);
    }

    private async Task<IReadOnlyDictionary<Scope, IReadOnlyDictionary<Guid, FigureSet>>> Count(IReadOnlyList<Scope> scopes, Viewpoint view, CancellationToken cancel)
    {
        var counted = await new FigureStore(session).CountGroups([.. scopes.Select(s => (s, view.AsOf))], view.KnownAt, GroupBy.Unit, null, cancel);
        return scopes.Zip(counted).ToDictionary(c => c.First, c => (IReadOnlyDictionary<Guid, FigureSet>)c.Second.Groups.ToDictionary(g => Guid.Parse(g.Key), g => g.Figures));
    }

    private static bool Same(IReadOnlyDictionary<Guid, FigureSet> a, IReadOnlyDictionary<Guid, FigureSet> b) =>
        a.Count == b.Count && a.All(u => b.TryGetValue(u.Key, out var other) && other.Same(u.Value));

    private static Dictionary<string, int> Written(FigureSet set) => set.Counts.Where(c => c.Value > 0).ToDictionary(c => ItemStore.Text(c.Key), c => c.Value);

    private static FigureSet Parse(string counts)
    {
        var written = JsonSerializer.Deserialize<Dictionary<string, int>>(counts)!;
        return new(Enum.GetValues<Figure>().ToDictionary(f => f, f => written.GetValueOrDefault(ItemStore.Text(f))));
    }

    private sealed record GapRow
    {
        public DateOnly? From { get; init; }
        public bool Imported { get; init; }

        public SeriesGap ToGap() => new(From, Imported);
    }

    private sealed record OriginRow
    {
        public string Origin { get; init; } = "";
        public int Year { get; init; }
    }

    private record SeriesRow
    {
        public DateOnly Day { get; init; }
        public DateTimeOffset KnownAt { get; init; }
        public string Origin { get; init; } = "";
        public int Year { get; init; }
        public Guid? ProgrammeId { get; init; }
        public Guid UnitId { get; init; }
        public string Counts { get; init; } = "{}";

        public Scope Scope => new(Year, Enum.Parse<Origin>(Origin, ignoreCase: true), ProgrammeId);
        public FigureSet ToSet() => Parse(Counts);
    }

    /// <summary>A row, or a day without any.</summary>
    private sealed record StoredRow
    {
        public DateOnly Day { get; init; }
        public DateTimeOffset KnownAt { get; init; }
        public int Definition { get; init; }
        public string? Origin { get; init; }
        public int? Year { get; init; }
        public Guid? ProgrammeId { get; init; }
        public Guid? UnitId { get; init; }
        public string? Counts { get; init; }

        public Scope Scope => new(Year!.Value, Enum.Parse<Origin>(Origin!, ignoreCase: true), ProgrammeId);
        public FigureSet ToSet() => Parse(Counts!);
    }
}
