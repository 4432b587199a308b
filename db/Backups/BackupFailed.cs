namespace Tracker.Db.Backups;

/// <summary>A backup could not be made, or not be restored. The message is a Vietnamese sentence for whoever asked: what is wrong, what to do; nothing was changed.</summary>
public sealed class BackupFailed(string message, Exception? inner = null) : Exception(message, inner);
