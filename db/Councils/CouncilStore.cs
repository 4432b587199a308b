using System.Text.Json;
using Dapper;
using Tracker.Db.Items;
using Tracker.Domain.Councils;
using Tracker.Domain.Sessions;

namespace Tracker.Db.Councils;

/// <summary>Councils stand outside the row-level security: they are what it goes by.</summary>
public sealed class CouncilStore(Database database)
{
    private const string AllSql = "select id, name, place, settings::text as settings, version from councils order by created_at, id";

    /// <summary>Without the opening days of sessions, which are seen inside a council only.</summary>
    public async Task<IReadOnlyList<Council>> All(CancellationToken cancel = default) =>
        [.. (await database.Query<Row>(AllSql, null, cancel)).Select(r => r.ToCouncil())];

    internal const string FindSql = """
        select id, name, place, settings::text as settings, version, (
            select jsonb_agg(jsonb_build_object('kind', kind, 'year', year, 'opensOn', opens_on, 'provisional', provisional))::text
            from event_entries
            where council_id = @Council
                and superseded_at = 'infinity'
                and not voided
                and kind in ('midYear', 'yearEnd')
                and opens_on is not null
        ) as sessions
        from councils
        where id = @Council
        """;

    public static async Task<Council> Find(Session session, CancellationToken cancel = default) =>
        await session.Read(FindSql, null, Read, cancel);

    internal static async Task<Council> Read(SqlMapper.GridReader rows) =>
        (await rows.ReadSingleOrDefaultAsync<Row>() ?? throw new InvalidOperationException("The session's council does not exist.")).ToCouncil();

    private const string ChangeSql = """
        update councils
        set version = version + 1, name = @Name, place = @Place, settings = @Settings::jsonb
        where id = @Council
            and version = @Version
        """;

    /// <summary>Puts name, place and settings in the place of what was there.</summary>
    /// <exception cref="VersionConflict">It isn't at <see cref="Council.Version"/>.</exception>
    public static async Task Change(Session session, Council council, CancellationToken cancel = default)
    {
        var row = new { council.Name, council.Place, council.Version, Settings = JsonSerializer.Serialize(council.Settings, Database.Json) };
        if (await session.Execute(ChangeSql, row, cancel) == 0)
            throw new VersionConflict(council.Id, council.Version);
    }

    private const string AddSql = "insert into councils (id, name, place, settings, created_at) values (@Council, @Name, @Place, @Settings::jsonb, @Now)";

    public static Task Add(Session session, Council council, CancellationToken cancel = default) =>
        session.Execute(AddSql, new { council.Name, council.Place, Settings = JsonSerializer.Serialize(council.Settings, Database.Json), session.Now }, cancel);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Place { get; init; } = "";
        public string Settings { get; init; } = "{}";
        public int Version { get; init; }
        public string? Sessions { get; init; }

        public Council ToCouncil() => new(Id, Name, Place, JsonSerializer.Deserialize<CouncilSettings>(Settings, Database.Json)! with
        {
            Sessions = Sessions is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<SessionDay>>(Sessions, Database.Json)!,
        }, Version);
    }
}
