using System.Data;
using Dapper;
using Npgsql;

namespace Tracker.Db;

/// <summary>
/// One transaction of one council. Everything a request reads or writes goes through one; without <see cref="Commit"/> nothing is kept.
/// Statements may name <c>@Council</c> without giving it.
/// </summary>
public sealed class Session(Database database, Guid council, IsolationLevel isolation = IsolationLevel.ReadCommitted) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    public Guid Council { get; } = council;

    /// <summary>The moment it is, in whole microseconds.</summary>
    public DateTimeOffset Now => database.Now;

    public Task<List<T>> Query<T>(string sql, object? arguments = null, CancellationToken cancel = default) =>
        Read(sql, arguments, async rows => (await rows.ReadAsync<T>()).AsList(), cancel);

    /// <summary>Rows of two halves, the second beginning at the column <paramref name="second"/>.</summary>
    public Task<List<(T1 Row, T2 Facts)>> Query<T1, T2>(string sql, object? arguments, string second, CancellationToken cancel = default) =>
        Read(sql, arguments, rows => Task.FromResult(rows.Read<T1, T2, (T1, T2)>((a, b) => (a, b), second).AsList()), cancel);

    public Task<T?> Find<T>(string sql, object? arguments = null, CancellationToken cancel = default) =>
        Read(sql, arguments, rows => rows.ReadSingleOrDefaultAsync<T?>(), cancel);

    /// <returns>Rows affected.</returns>
    public Task<int> Execute(string sql, object? arguments = null, CancellationToken cancel = default) =>
        Run(sql, arguments, (connection, command, _) => connection.ExecuteAsync(command), cancel);

    private const string LockSql = "select pg_advisory_xact_lock(hashtextextended('tracker.' || @Turn || ':' || @Council::text, 0))";

    /// <summary>Waits until no other session of the council has this turn, and keeps it to the end.</summary>
    internal Task Lock(string turn, CancellationToken cancel = default) => Execute(LockSql, new { turn }, cancel);

    /// <summary>Set once this transaction has joined those who record, which it leaves only with its end.</summary>
    internal Items.RecordingLock.Joined? Recording { get; set; }

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
        (_transaction, _connection, Recording) = (null, null, null);
    }

    /// <summary>Looks at one council inside a transaction that somebody else began and ends; not to be committed or disposed.</summary>
    internal static async Task<Session> Within(NpgsqlTransaction transaction, Database database, Guid council, CancellationToken cancel)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(Enter, new { Council = council.ToString() }, transaction, cancellationToken: cancel));
        return new(database, council) { _connection = connection, _transaction = transaction };
    }

    private const string Enter = "select set_config('tracker.council', @Council::text, true)";

    /// <summary>Several statements in one trip to the server; <paramref name="read"/> takes the rows of each in turn, and of the last one too.</summary>
    internal Task<T> Read<T>(string sql, object? arguments, Func<SqlMapper.GridReader, Task<T>> read, CancellationToken cancel) =>
        Run(sql, arguments, async (connection, command, enters) =>
        {
            await using var rows = await connection.QueryMultipleAsync(command);
            if (enters)
                await rows.ReadAsync<string>();
            return await read(rows);
        }, cancel);

    /// <summary>Begins the transaction when there is none; beginning, naming the council and the first statement are one trip to the server.</summary>
    private async Task<T> Run<T>(string sql, object? arguments, Func<NpgsqlConnection, CommandDefinition, bool, Task<T>> run, CancellationToken cancel)
    {
        NpgsqlTransaction? begun = null;
        if (_connection is not null)
            return await run(_connection, Command(sql), false);
        (_connection, var result) = await database.Connect(async connection =>
        {
            begun = await connection.BeginTransactionAsync(isolation, cancel);
            return await run(connection, Command($"{Enter}; {sql}"), true);
        }, cancel);
        _transaction = begun;
        return result;

        CommandDefinition Command(string text)
        {
            var parameters = new DynamicParameters(arguments);
            parameters.Add("Council", Council);
            return new(text, parameters, begun ?? _transaction, cancellationToken: cancel);
        }
    }
}
