using System.Data.Common;
using Dapper;
using Npgsql;

namespace Tracker.Db;

/// <summary>
/// One transaction of one council. Everything a request reads or writes goes through one; without <see cref="Commit"/> nothing is kept.
/// Statements may name <c>@Council</c> without giving it.
/// </summary>
public sealed class Session(Database database, Guid council) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    public Guid Council { get; } = council;

    /// <summary>The moment it is, in whole microseconds.</summary>
    public DateTimeOffset Now => database.Now;

    public async Task<List<T>> Query<T>(string sql, object? arguments = null, CancellationToken cancel = default) =>
        (await (await Begun(cancel)).QueryAsync<T>(Command(sql, arguments, cancel))).AsList();

    /// <summary>Rows of two halves, the second beginning at the column <paramref name="second"/>.</summary>
    public async Task<List<(T1 Row, T2 Facts)>> Query<T1, T2>(string sql, object? arguments, string second, CancellationToken cancel = default) =>
        (await (await Begun(cancel)).QueryAsync<T1, T2, (T1, T2)>(Command(sql, arguments, cancel), (a, b) => (a, b), second)).AsList();

    public async Task<T?> Find<T>(string sql, object? arguments = null, CancellationToken cancel = default) =>
        await (await Begun(cancel)).QuerySingleOrDefaultAsync<T>(Command(sql, arguments, cancel));

    /// <returns>Rows affected.</returns>
    public async Task<int> Execute(string sql, object? arguments = null, CancellationToken cancel = default) =>
        await (await Begun(cancel)).ExecuteAsync(Command(sql, arguments, cancel));

    public async Task Commit(CancellationToken cancel = default)
    {
        if (_transaction is not null)
            await _transaction.CommitAsync(cancel);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
            await _transaction.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
        (_transaction, _connection) = (null, null);
    }

    /// <summary>Looks at one council inside a transaction that somebody else began and ends; not to be committed or disposed.</summary>
    internal static async Task<Session> Within(NpgsqlTransaction transaction, Database database, Guid council, CancellationToken cancel)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(Enter, new { Council = council.ToString() }, transaction, cancellationToken: cancel));
        return new(database, council) { _connection = connection, _transaction = transaction };
    }

    private const string Enter = "select set_config('tracker.council', @Council, true)";

    private async ValueTask<DbConnection> Begun(CancellationToken cancel)
    {
        if (_connection is not null)
            return _connection;
        (_connection, _transaction) = await database.Connect(async connection =>
        {
            var transaction = await connection.BeginTransactionAsync(cancel);
            await connection.ExecuteAsync(new CommandDefinition(Enter, new { Council = Council.ToString() }, cancellationToken: cancel));
            return transaction;
        }, cancel);
        return _connection;
    }

    private CommandDefinition Command(string sql, object? arguments, CancellationToken cancel)
    {
        var parameters = new DynamicParameters(arguments);
        parameters.Add("Council", Council);
        return new(sql, parameters, _transaction, cancellationToken: cancel);
    }
}
