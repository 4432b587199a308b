namespace Tracker.Db.Local;

/// <summary>The private PostgreSQL can't be had. The message is a Vietnamese sentence for whoever started the program: what is wrong and what to do.</summary>
public sealed class LocalPostgresFailed(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it is only that a living program uses the data folder.</summary>
    internal bool FolderInUse { get; init; }
}
