using Dapper;
using Npgsql;

namespace Tracker.Db.Backups;

/// <summary>
/// Prepares tables for rows in whatever order they come, and makes them afterwards what they were: foreign keys are checked over all rows
/// when they come back, the program's own triggers don't run, and the owner may write although security is forced. All inside one transaction.
/// </summary>
internal sealed class OpenedTables
{
    private const string ForeignKeysSql = """
        select
            format('alter table %s drop constraint %I', conrelid::regclass, conname) as leave,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as enter
        from pg_constraint
        where connamespace = 'public'::regnamespace
            and contype = 'f'
            and conparentid = 0
        order by conrelid, conname
        """;

    private const string ForcedSql = """
        select
            format('alter table %s no force row level security', oid::regclass) as leave,
            format('alter table %s force row level security', oid::regclass) as enter
        from pg_class
        where relnamespace = 'public'::regnamespace
            and relkind in ('r', 'p')
            and relforcerowsecurity
        """;

    // Those that are switched on: O, as they are made.
    private const string TriggersSql = """
        select
            format('alter table %s disable trigger %I', tgrelid::regclass, tgname) as leave,
            format('alter table %s enable trigger %I', tgrelid::regclass, tgname) as enter
        from pg_trigger t
        join pg_class c on c.oid = t.tgrelid
        where c.relnamespace = 'public'::regnamespace
            and not tgisinternal
            and tgparentid = 0
            and tgenabled = 'O'
        """;

    private readonly NpgsqlConnection _connection;
    private readonly List<Step> _steps;

    private OpenedTables(NpgsqlConnection connection, List<Step> steps) => (_connection, _steps) = (connection, steps);

    public static async Task<OpenedTables> Open(NpgsqlConnection connection, CancellationToken cancel)
    {
        var steps = new List<Step>();
        foreach (var sql in new[] { ForeignKeysSql, TriggersSql, ForcedSql })
            steps.AddRange(await connection.QueryAsync<Step>(new CommandDefinition(sql, cancellationToken: cancel)));
        foreach (var step in steps)
            await connection.ExecuteAsync(new CommandDefinition(step.Leave, commandTimeout: 0, cancellationToken: cancel));
        return new(connection, steps);
    }

    public async Task Close(CancellationToken cancel)
    {
        foreach (var step in _steps)
            await _connection.ExecuteAsync(new CommandDefinition(step.Enter, commandTimeout: 0, cancellationToken: cancel));
    }

    private sealed record Step(string Leave, string Enter);
}
