using Dapper;
using Npgsql;

namespace Tracker.Db.Backups;

/// <summary>A table of the program as the database has it.</summary>
internal sealed record CatalogueTable
{
    public string Name { get; init; } = "";

    /// <summary>Whether rows belong to councils: then row-level security lets one council's be seen at a time.</summary>
    public bool ByCouncil { get; init; }

    public string[] Columns { get; init; } = [];

    public string Quoted => $"public.{Catalogue.Quote(Name)}";

    public string QuotedColumns => string.Join(", ", Columns.Select(Catalogue.Quote));
}

/// <summary>Names come from PostgreSQL's own catalogue, so that a new table is in every backup from its first day on.</summary>
internal static class Catalogue
{
    // No data: what migrations are applied, since restoring goes through the migrator; keys of cookies and codes of setting up, which are the installation's own.
    private const string TablesSql = """
        select
            c.relname::text as name,
            c.relrowsecurity as bycouncil,
            array(
                select a.attname::text
                from pg_attribute a
                where a.attrelid = c.oid
                    and a.attnum > 0
                    and not a.attisdropped
                    and a.attgenerated = ''
                order by a.attnum
            ) as columns
        from pg_class c
        where c.relnamespace = 'public'::regnamespace
            and c.relkind in ('r', 'p')
            and not c.relispartition
            and c.relname <> all (array['migrations', 'data_protection_keys', 'setup_codes'])
        order by c.relname collate "C"
        """;

    private const string SequencesSql = """
        select sequencename::text as name, last_value
        from pg_sequences
        where schemaname = 'public'
            and last_value is not null
        """;

    private const string MigratedSql = "select to_regclass('public.migrations') is not null";

    private const string MigrationsSql = "select number, name, sha256 from public.migrations order by number";

    public static async Task<IReadOnlyList<CatalogueTable>> Tables(NpgsqlConnection connection, CancellationToken cancel) =>
        (await connection.QueryAsync<CatalogueTable>(new CommandDefinition(TablesSql, cancellationToken: cancel))).AsList();

    public static async Task<IReadOnlyDictionary<string, long>> Sequences(NpgsqlConnection connection, CancellationToken cancel) =>
        (await connection.QueryAsync<(string Name, long Last)>(new CommandDefinition(SequencesSql, cancellationToken: cancel))).ToDictionary(s => s.Name, s => s.Last);

    /// <summary>Empty, too, in a database that never saw this program.</summary>
    public static async Task<IReadOnlyList<BackupMigration>> Migrations(NpgsqlConnection connection, CancellationToken cancel) =>
        await connection.ExecuteScalarAsync<bool>(new CommandDefinition(MigratedSql, cancellationToken: cancel))
            ? (await connection.QueryAsync<BackupMigration>(new CommandDefinition(MigrationsSql, cancellationToken: cancel))).AsList()
            : [];

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
