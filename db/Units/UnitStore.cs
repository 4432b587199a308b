using Dapper;
using Tracker.Db.Items;
using Tracker.Domain.Units;

namespace Tracker.Db.Units;

public sealed class UnitStore(Session session)
{
    internal const string AllSql = """
        select
            u.id, u.version, u.name, u.kind, u.position, u.parent_id, u.valid_from, u.valid_to,
            coalesce(a.aliases, '{}') as aliases
        from units u
        left join (
            select unit_id, array_agg(alias order by alias) as aliases
            from unit_aliases
            where council_id = @Council
            group by unit_id
        ) a on a.unit_id = u.id
        where u.council_id = @Council
        order by u.position, u.name
        """;

    /// <summary>All units of the council, in its own order.</summary>
    public async Task<IReadOnlyList<Unit>> All(CancellationToken cancel = default) =>
        await session.Read(AllSql, null, Read, cancel);

    internal static async Task<IReadOnlyList<Unit>> Read(SqlMapper.GridReader rows) =>
        [.. (await rows.ReadAsync<Row>()).Select(r => new Unit(r.Id, r.Name, r.Kind, r.Position, r.Aliases, r.ParentId, r.ValidFrom, r.ValidTo, r.Version))];

    /// <summary>Units of one council are changed one after the other, so that no name is taken twice.</summary>
    public Task Lock(CancellationToken cancel = default) => session.Lock("units", cancel);

    private const string AddSql = """
        insert into units (council_id, id, name, kind, position, parent_id, valid_from, valid_to)
        select @Council, id, name, kind, position, parent_id, valid_from, valid_to
        from jsonb_to_recordset(@Rows::jsonb)
            as u(id uuid, name text, kind text, position int, parent_id uuid, valid_from date, valid_to date)
        """;

    private const string AddAliasesSql = """
        insert into unit_aliases (council_id, unit_id, alias)
        select @Council, u.id, alias
        from jsonb_to_recordset(@Rows::jsonb) as u(id uuid, aliases text[]), unnest(u.aliases) as alias
        """;

    public async Task Add(IReadOnlyCollection<Unit> units, CancellationToken cancel = default)
    {
        var rows = System.Text.Json.JsonSerializer.Serialize(units, Database.Rows);
        await session.Execute(AddSql, new { rows }, cancel);
        await session.Execute(AddAliasesSql, new { rows }, cancel);
    }

    private const string ChangeSql = """
        update units
        set version = version + 1, name = @Name, kind = @Kind, position = @Position, parent_id = @ParentId, valid_from = @ValidFrom, valid_to = @ValidTo
        where council_id = @Council
            and id = @Id
            and version = @Version
        """;

    private const string DropAliasesSql = "delete from unit_aliases where council_id = @Council and unit_id = @Id";

    /// <summary>Puts the unit, its other names too, in the place of what was there.</summary>
    /// <exception cref="VersionConflict">It isn't at <see cref="Unit.Version"/>.</exception>
    public async Task Change(Unit unit, CancellationToken cancel = default)
    {
        if (await session.Execute(ChangeSql, new { unit.Id, unit.Version, unit.Name, Kind = ItemStore.Text(unit.Kind), unit.Position, unit.ParentId, unit.ValidFrom, unit.ValidTo }, cancel) == 0)
            throw new VersionConflict(unit.Id, unit.Version);
        await session.Execute(DropAliasesSql, new { unit.Id }, cancel);
        await session.Execute(AddAliasesSql, new { rows = System.Text.Json.JsonSerializer.Serialize(new[] { unit }, Database.Rows) }, cancel);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public string Name { get; init; } = "";
        public UnitKind Kind { get; init; }
        public int Position { get; init; }
        public Guid? ParentId { get; init; }
        public DateOnly? ValidFrom { get; init; }
        public DateOnly? ValidTo { get; init; }
        public string[] Aliases { get; init; } = [];
    }
}
