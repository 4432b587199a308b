using Microsoft.Extensions.Logging;

namespace Tracker.Tests;

/// <summary>Counts what a data source sends: each command, or each batch of them, once.</summary>
public sealed class StatementCounter : ILoggerFactory, ILogger
{
    private int _count;

    public int Count => _count;

    public ILogger CreateLogger(string categoryName) => this;
    public void AddProvider(ILoggerProvider provider) { }
    public void Dispose() { }
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name is "CommandExecutionCompleted" or "BatchExecutionCompleted")
            Interlocked.Increment(ref _count);
    }
}
