using System.Diagnostics;
using Npgsql;

namespace Tracker.Tests;

/// <summary>Counts what is sent to a database from now on: each command, or each batch of them, once.</summary>
public sealed class StatementCounter : IDisposable
{
    private readonly ActivityListener _listener;
    private int _count;

    /// <param name="connectionString">Of anybody's connections to it.</param>
    public StatementCounter(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = sent =>
            {
                if (sent.GetTagItem("db.namespace") as string == database && (sent.GetTagItem("db.query.text") ?? sent.GetTagItem("db.operation.name")) is not null)
                    Interlocked.Increment(ref _count);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public int Count => _count;

    public void Dispose() => _listener.Dispose();
}
