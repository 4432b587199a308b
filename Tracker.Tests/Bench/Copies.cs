using Dapper;
using Npgsql;

namespace Tracker.Tests.Bench;

/// <summary>Makes other councils with the same work as one, row by row alike but for the ids of programmes and items, in the order in which offices would have written them.</summary>
internal sealed class Copies(string superuser)
{
    /// <summary>Each with the column by whose order rows came in.</summary>
    private static readonly (string Table, string Order)[] s_tables =
    [
        ("units", "id"), ("unit_aliases", "alias"), ("documents", "id"), ("programmes", "created_at"), ("programme_entries", "recorded_at"),
        ("items", "created_at"), ("entries", "recorded_at"), ("item_spans", "known_from"),
    ];

    private const string CouncilsSql = """
        insert into councils (id, name, place, settings, created_at)
        select md5('council ' || n)::uuid, name || ' ' || n, place, settings, created_at
        from councils, generate_series(1, @count) n
        where id = @model
        """;

    private const string ColumnsSql = """
        select attname::text
        from pg_attribute
        where attrelid = @table::regclass
            and attnum > 0
            and not attisdropped
            and attgenerated = ''
        order by attnum
        """;

    public async Task Make(Guid model, int count)
    {
        await using var connection = new NpgsqlConnection(superuser + ";Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        // Copies fit together when the original does, so their foreign keys needn't be looked up.
        await connection.ExecuteAsync("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'");
        await connection.ExecuteAsync(CouncilsSql, new { count, model });
        foreach (var (table, order) in s_tables)
            await Copy(connection, table, order, model);
    }

    private static async Task Copy(NpgsqlConnection connection, string table, string order, Guid model)
    {
        var columns = (await connection.QueryAsync<string>(ColumnsSql, new { table })).ToArray();
        var values = columns.Select(column => (table, column) switch
        {
            (_, "council_id") => "c.id",
            (_, "programme_id" or "item_id") or ("programmes" or "items", "id") => $"md5(c.id::text || r.{column}::text)::uuid",
            _ => $"r.{column}",
        });
        // An index is made quicker in one go than row by row.
        var indices = (await connection.QueryAsync<(string Name, string Definition)>(
            "select indexname::text, indexdef from pg_indexes where tablename = @table and indexname not in (select conname from pg_constraint)", new { table })).ToArray();
        foreach (var (name, _) in indices)
            await connection.ExecuteAsync($"drop index {name}");
        await connection.ExecuteAsync($"""
            insert into {table} ({string.Join(", ", columns)}) overriding system value
            select {string.Join(", ", values)}
            from {table} r, councils c
            where r.council_id = @model
                and c.id <> @model
            order by r.{order}, c.id
            """, new { model });
        foreach (var (_, definition) in indices)
            await connection.ExecuteAsync(definition);
    }
}
