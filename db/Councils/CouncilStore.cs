using System.Text.Json;
using Dapper;
using Tracker.Domain.Councils;

namespace Tracker.Db.Councils;

/// <summary>Councils stand outside the row-level security: they are what it goes by.</summary>
public sealed class CouncilStore(Database database)
{
    private const string AllSql = "select id, name, place, settings::text as settings from councils order by created_at, id";

    public async Task<IReadOnlyList<Council>> All(CancellationToken cancel = default) =>
        [.. (await database.Query<Row>(AllSql, null, cancel)).Select(r => r.ToCouncil())];

    internal const string FindSql = "select id, name, place, settings::text as settings from councils where id = @Council";

    public static async Task<Council> Find(Session session, CancellationToken cancel = default) =>
        await session.Read(FindSql, null, Read, cancel);

    internal static async Task<Council> Read(SqlMapper.GridReader rows) =>
        (await rows.ReadSingleOrDefaultAsync<Row>() ?? throw new InvalidOperationException("The session's council does not exist.")).ToCouncil();

    private const string ChangeSql = "update councils set settings = @Settings::jsonb where id = @Council";

    public static Task Change(Session session, CouncilSettings settings, CancellationToken cancel = default) =>
        session.Execute(ChangeSql, new { Settings = JsonSerializer.Serialize(settings, Database.Json) }, cancel);

    private const string AddSql = "insert into councils (id, name, place, settings, created_at) values (@Council, @Name, @Place, @Settings::jsonb, @Now)";

    public static Task Add(Session session, Council council, CancellationToken cancel = default) =>
        session.Execute(AddSql, new { council.Name, council.Place, Settings = JsonSerializer.Serialize(council.Settings, Database.Json), session.Now }, cancel);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Place { get; init; } = "";
        public string Settings { get; init; } = "{}";

        public Council ToCouncil() => new(Id, Name, Place, JsonSerializer.Deserialize<CouncilSettings>(Settings, Database.Json)!);
    }
}
