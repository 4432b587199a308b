using Dapper;
using Npgsql;

namespace Tracker.Tests.Database;

/// <summary>
/// One council's rows never show in another's. The tables are taken from the catalogue, so that a new one is held to it from its first day;
/// each gets a row of two councils, made up by the types of its columns.
/// </summary>
public sealed class RowLevelSecurityTests
{
    /// <summary>Tables that belong to no council.</summary>
    private static readonly string[] s_common = ["councils", "data_protection_keys", "migrations", "setup_codes"];

    /// <summary>Functions that look across councils, to find whose a secret is.</summary>
    private static readonly string[] s_lookups = ["find_answer_link", "find_reminder_link", "find_session", "find_sign_in", "find_token"];

    private static readonly Guid s_ours = Guid.Parse("0000000a-0000-7000-8000-000000000000");
    private static readonly Guid s_theirs = Guid.Parse("0000000b-0000-7000-8000-000000000000");

    private TestDatabase _database = null!;
    private string[] _tables = null!;

    [OneTimeSetUp]
    public async Task Fill()
    {
        _database = await TestCluster.NewDatabase();
        await using var superuser = new NpgsqlConnection(_database.Superuser + ";Pooling=false");
        await superuser.OpenAsync();
        _tables = [.. (await superuser.QueryAsync<string>("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname"))
            .Where(t => !s_common.Contains(t))];
        await superuser.ExecuteAsync("""
            do $$
            declare c record;
            begin
                for c in
                    select conrelid::regclass as table_name, conname from pg_constraint where connamespace = 'public'::regnamespace and contype = 'c'
                loop
                    execute format('alter table %s drop constraint %I', c.table_name, c.conname);
                end loop;
            end
            $$
            """);
        // Rows needn't fit together: replication doesn't check foreign keys.
        await superuser.ExecuteAsync("set session_replication_role = replica");
        foreach (var table in _tables)
            foreach (var council in new[] { s_ours, s_theirs })
                await superuser.ExecuteAsync(await Insert(superuser, table, council));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await using var superuser = new NpgsqlConnection(_database.Superuser);
        foreach (var table in _tables)
            Assert.That(await superuser.ExecuteScalarAsync<int>($"select count(*) from {table} where council_id = '{s_theirs}'"), Is.EqualTo(1), table);
    }

    [Test]
    public async Task Every_table_has_forced_security_by_its_council()
    {
        await using var owner = new NpgsqlConnection(_database.Owner);
        var open = await owner.QueryAsync<string>("""
            select relname
            from pg_class c
            where relnamespace = 'public'::regnamespace
                and relkind in ('r', 'p')
                and not (relrowsecurity and relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and polcmd = '*'))
            """);
        Assert.That(open, Is.EquivalentTo(s_common));
    }

    [Test]
    public async Task Council_comes_first_in_every_key()
    {
        await using var owner = new NpgsqlConnection(_database.Owner);
        var keyed = await owner.QueryAsync<string>("""
            select conrelid::regclass::text
            from pg_constraint k
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
            where k.connamespace = 'public'::regnamespace
                and k.contype = 'p'
                and a.attname = 'council_id'
                and a.attnotnull
            """);
        Assert.That(keyed, Is.EquivalentTo(_tables), "primary keys");

        var across = await owner.QueryAsync<string>("""
            select k.conrelid::regclass || ' ' || k.conname
            from pg_constraint k
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
            join pg_attribute r on r.attrelid = k.confrelid and r.attnum = k.confkey[1]
            where k.connamespace = 'public'::regnamespace
                and k.contype = 'f'
                and not (a.attname = 'council_id' and (r.attname = 'council_id' or k.confrelid = 'councils'::regclass))
            """);
        Assert.That(across, Is.Empty, "foreign keys that another council's row would satisfy");
    }

    [Test]
    public async Task The_serving_role_can_not_step_around_the_security()
    {
        await using var owner = new NpgsqlConnection(_database.Owner);
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await owner.QueryAsync<string>("select rolname from pg_roles where rolname like 'tracker%' and (rolsuper or rolbypassrls or rolreplication)"), Is.Empty);
            Assert.That(await owner.QueryAsync<string>("select relname from pg_class where relowner = 'tracker_app'::regrole"), Is.Empty);
            Assert.That(await owner.QueryAsync<string>("select r.rolname from pg_roles r where pg_has_role('tracker_app', r.oid, 'member')"), Is.EqualTo(["tracker_app"]));
            Assert.That(await owner.QueryAsync<string>("""
                select relname
                from pg_class
                where relnamespace = 'public'::regnamespace
                    and (relkind = 'm' or relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false))
                """), Is.Empty, "views see with their owner's eyes");
            Assert.That(await owner.QueryAsync<string>("""
                select proname
                from pg_proc
                where pronamespace = 'public'::regnamespace
                    and prosecdef
                    and proowner = 'tracker_lookup'::regrole
                    and array_to_string(proconfig, ',') like 'search_path=pg_catalog,%'
                    and not exists (select from aclexplode(proacl) where grantee = 0)
                """), Is.EquivalentTo(s_lookups));
            Assert.That(await owner.QueryAsync<string>("select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"), Is.EquivalentTo(s_lookups));
            Assert.That(await owner.QueryAsync<string>("select distinct privilege_type::text from information_schema.role_table_grants where grantee = 'tracker_lookup'"), Is.EqualTo(["SELECT"]));
        });
    }

    [Test]
    public async Task A_council_reads_its_own_rows_alone()
    {
        await using var serving = await Serving(s_ours);
        foreach (var table in _tables)
            Assert.That((await serving.QueryAsync<Guid>($"select council_id from {table}")).Distinct(), Is.EqualTo([s_ours]), table);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("00000000-0000-0000-0000-000000000000")]
    public async Task Without_a_council_nothing_is_read_or_written(string? council)
    {
        await using var serving = await Serving(null);
        if (council is not null)
            await serving.ExecuteAsync("select set_config('tracker.council', @council, false)", new { council });
        foreach (var table in _tables)
        {
            Assert.That(await serving.ExecuteScalarAsync<int>($"select count(*) from {table}"), Is.Zero, table);
            await Refused(serving, await Insert(serving, table, s_ours));
        }
    }

    [Test]
    public async Task A_council_writes_nothing_of_another()
    {
        await using var serving = await Serving(s_ours);
        foreach (var table in _tables)
        {
            await Refused(serving, await Insert(serving, table, s_theirs));
            await Refused(serving, $"update {table} set council_id = '{s_theirs}'");
            await TouchesNothing(serving, $"delete from {table} where council_id = '{s_theirs}'");
            foreach (var column in await Updatable(serving, table))
                await TouchesNothing(serving, $"update {table} set {column} = {column} where council_id = '{s_theirs}'");
        }
    }

    [Test]
    public async Task A_council_left_by_a_transaction_is_no_council()
    {
        await using var serving = await Serving(null);
        await using (var transaction = await serving.BeginTransactionAsync())
        {
            await serving.ExecuteAsync("select set_config('tracker.council', @id, true)", new { id = s_ours.ToString() });
            Assert.That(await serving.ExecuteScalarAsync<int>("select count(*) from units"), Is.EqualTo(1));
            await transaction.CommitAsync();
        }
        Assert.That(await serving.ExecuteScalarAsync<int>("select count(*) from units"), Is.Zero);
    }

    [Test]
    public async Task Histories_are_only_added_to_and_marked_superseded()
    {
        await using var serving = await Serving(s_ours);
        var histories = (await serving.QueryAsync<string>("select table_name::text from information_schema.columns where table_schema = 'public' and column_name = 'superseded_at'")).ToArray();
        Assert.That(histories, Is.SupersetOf(new[] { "entries", "programme_entries" }));
        foreach (var table in histories)
        {
            Assert.That(await Updatable(serving, table), Is.EqualTo(["superseded_at"]), table);
            await Refused(serving, $"delete from {table}");
            await Refused(serving, $"truncate {table}");
            await Refused(serving, $"update {table} set recorded_at = recorded_at");
        }
    }

    [Test]
    public async Task A_token_is_found_whichever_council_it_is_of_but_accounts_are_not_read()
    {
        await using var superuser = new NpgsqlConnection(_database.Superuser);
        await superuser.ExecuteAsync($"update api_tokens set account_id = a.id, token_hash = sha256('secret') from accounts a where a.council_id = api_tokens.council_id and a.council_id = '{s_theirs}'");
        await using var serving = await Serving(null);
        Assert.That(await serving.QueryAsync<Guid>("select council_id from find_token(sha256('secret'))"), Is.EqualTo([s_theirs]));
        Assert.That(await serving.QueryAsync("select * from find_token(sha256('guess'))"), Is.Empty);
        Assert.That(await serving.QueryAsync<Guid>("select council_id from find_session(@id, @stamp)", await superuser.QuerySingleAsync<(Guid, Guid)>($"select id, stamp from accounts where council_id = '{s_theirs}'") is var (id, stamp) ? new { id, stamp } : null), Is.EqualTo([s_theirs]));
        Assert.That(await serving.QueryAsync("select * from find_session(@id, gen_random_uuid())", new { id }), Is.Empty);
        Assert.That(await serving.QueryAsync("select * from find_sign_in('guess')"), Is.Empty);
        Assert.That(await serving.QueryAsync("select * from accounts"), Is.Empty);
        Assert.That(await serving.QueryAsync("select * from api_tokens"), Is.Empty);
    }

    private async Task<NpgsqlConnection> Serving(Guid? council)
    {
        // Nothing of these sessions shall come back from a pool.
        var serving = new NpgsqlConnection(_database.Serving + ";Pooling=false");
        await serving.OpenAsync();
        if (council is { } id)
            await serving.ExecuteAsync("select set_config('tracker.council', @id, false)", new { id = id.ToString() });
        return serving;
    }

    private const string ColumnsSql = """
        select attname::text as name, format_type(atttypid, null) as type
        from pg_attribute
        where attrelid = @table::regclass
            and attnum > 0
            and not attisdropped
            and attnotnull
            and not atthasdef
            and attidentity = ''
        order by attnum
        """;

    /// <summary>A row with something in every column that needs it. Foreign keys and checks come after row-level security, so it need not make sense.</summary>
    private static async Task<string> Insert(NpgsqlConnection connection, string table, Guid council)
    {
        var columns = (await connection.QueryAsync<(string Name, string Type)>(ColumnsSql, new { table })).ToArray();
        var values = columns.Select(c => c.Name == "council_id" ? $"'{council}'" : c.Type switch
        {
            "uuid" => "gen_random_uuid()",
            "text" => "gen_random_uuid()::text",
            "bytea" => "sha256(gen_random_uuid()::text::bytea)",
            "date" => "date '2019-01-07'",
            "timestamp with time zone" => "timestamptz '2019-01-07'",
            "boolean" => "false",
            "jsonb" => """'{"kind": "x"}'""",
            "integer" or "bigint" or "smallint" or "numeric" => "1",
            _ when c.Type.EndsWith("[]", StringComparison.Ordinal) => "'{}'",
            _ => throw new InvalidOperationException($"No sample value for {table}.{c.Name} of type {c.Type}: add one."),
        });
        return $"insert into {table} ({string.Join(", ", columns.Select(c => c.Name))}) values ({string.Join(", ", values)})";
    }

    private static async Task<string[]> Updatable(NpgsqlConnection serving, string table) => [.. await serving.QueryAsync<string>("""
        select column_name::text
        from information_schema.columns
        where table_schema = 'public'
            and table_name = @table
            and is_generated = 'NEVER'
            and has_column_privilege(current_user, @table, column_name, 'update')
        """, new { table })];

    private static async Task Refused(NpgsqlConnection serving, string sql) =>
        Assert.That((await Assert.ThrowsAsync<PostgresException>(() => serving.ExecuteAsync(sql), sql))!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), sql);

    private static async Task TouchesNothing(NpgsqlConnection serving, string sql)
    {
        try
        {
            Assert.That(await serving.ExecuteAsync(sql), Is.Zero, sql);
        }
        catch (PostgresException e)
        {
            Assert.That(e.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), sql);
        }
    }
}
