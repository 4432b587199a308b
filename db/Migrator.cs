using Dapper;
using Npgsql;

namespace Tracker.Db;

/// <summary>Brings a database to the schema of this program. The data source must be that of the schema's owner.</summary>
public sealed class Migrator
{
    // Any number does, as long as every version of the program takes the same one.
    private const long Lock = 0x747261636b6572;

    private readonly NpgsqlDataSource _owner;
    private readonly IReadOnlyList<Migration> _migrations;

    /// <exception cref="MigrationRefused">The numbers are not 1, 2, 3, … in this order.</exception>
    public Migrator(NpgsqlDataSource owner, IReadOnlyList<Migration>? migrations = null)
    {
        _owner = owner;
        _migrations = migrations ?? Migration.Embedded;
        for (var i = 0; i < _migrations.Count; i++)
            if (_migrations[i].Number != i + 1)
                throw new MigrationRefused($"Migration {_migrations[i]} stands where number {i + 1:0000} belongs: numbers run from 0001 without a gap or a duplicate.");
    }

    /// <summary>Applies what is missing, each migration in a transaction of its own, and returns how many this call applied.</summary>
    /// <exception cref="MigrationRefused">An applied migration was edited, or the database is newer than this program.</exception>
    public async Task<int> Apply(CancellationToken cancellation = default)
    {
        var applied = 0;
        while (await ApplyNext(cancellation))
            applied++;
        return applied;
    }

    private const string CreateTable = """
        create table if not exists public.migrations (
            number int primary key,
            name text not null,
            sha256 text not null,
            applied_at timestamptz not null default now()
        )
        """;

    private const string Applied = "select number, name, sha256 from public.migrations order by number";

    private const string Record = "insert into public.migrations (number, name, sha256) values (@Number, @Name, @Sha256)";

    /// <summary>Applies what is missing up to a number inside the caller's transaction, to be kept or dropped with everything else in it.</summary>
    internal async Task ApplyWithin(NpgsqlTransaction transaction, int upTo, CancellationToken cancellation)
    {
        while (await ApplyNext(transaction, upTo, cancellation))
        {
        }
    }

    private async Task<bool> ApplyNext(CancellationToken cancellation)
    {
        await using var connection = await _owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var applied = await ApplyNext(transaction, _migrations.Count, cancellation);
        await transaction.CommitAsync(cancellation);
        return applied;
    }

    private async Task<bool> ApplyNext(NpgsqlTransaction transaction, int upTo, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        // Held to the end of the transaction, so of programs that start together one applies a migration and the others then see it.
        await Execute("select pg_advisory_xact_lock(@Lock)", new { Lock });
        await Execute(CreateTable);
        var applied = (await connection.QueryAsync<AppliedMigration>(new CommandDefinition(Applied, transaction: transaction, cancellationToken: cancellation))).AsList();
        Check(applied);
        var next = applied.Count < upTo ? _migrations[applied.Count] : null;
        if (next is not null)
        {
            await Run(next);
            await Execute(Record, new { next.Number, next.Name, next.Sha256 });
        }
        return next is not null;

        Task Execute(string sql, object? parameters = null) =>
            connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, commandTimeout: 0, cancellationToken: cancellation));

        async Task Run(Migration migration)
        {
            try
            {
                await Execute(InOnePiece(migration));
            }
            catch (PostgresException e)
            {
                throw new MigrationFailed($"Migration {migration} failed and was rolled back: {e.MessageText}", e);
            }
        }
    }

    // The server finds the ends of the statements, which Npgsql gets wrong for "begin atomic" bodies; and inside a block
    // it refuses a commit, which would leave half a migration behind. The quotes' tags can't stand in an SQL they are the hash of.
    private static string InOnePiece(Migration migration) =>
        $"do $do_{migration.Sha256}$ begin execute $sql_{migration.Sha256}${migration.Sql}$sql_{migration.Sha256}$; end $do_{migration.Sha256}$";

    private void Check(List<AppliedMigration> applied)
    {
        for (var i = 0; i < applied.Count; i++)
        {
            var there = applied[i];
            if (there.Number != i + 1)
                throw new MigrationRefused($"The database has migration {there} but not number {i + 1:0000} before it.");
            if (i >= _migrations.Count)
                throw new MigrationRefused($"The database has migration {there}, which this program doesn't know: it was made by a newer version. Run that version.");
            if (there.Sha256 != _migrations[i].Sha256)
                throw new MigrationRefused($"Migration {_migrations[i]} was edited after it had been applied. Restore it and put the change into a new migration.");
        }
    }

    private sealed record AppliedMigration(int Number, string Name, string Sha256)
    {
        public override string ToString() => $"{Number:0000}_{Name}";
    }
}
