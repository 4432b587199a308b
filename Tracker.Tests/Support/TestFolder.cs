using System.Diagnostics;
using Tracker.Db.Local;

namespace Tracker.Tests;

/// <summary>Folders for throw-away clusters, where PostgreSQL's own user can come to; their names tell whose they are.</summary>
internal static class TestFolder
{
    private const string Prefix = "tracker-test-";

    private static string Parent => OperatingSystem.IsLinux() ? "/tmp" : Path.GetTempPath();

    public static string New(string name) =>
        Path.Combine(Parent, $"{Prefix}{Environment.ProcessId}-{Path.GetRandomFileName()[..8]}-{name}");

    /// <summary>Removes what killed test runs left, with their servers.</summary>
    public static async Task RemoveStale()
    {
        foreach (var folder in Directory.GetDirectories(Parent, Prefix + "*"))
            if (int.TryParse(Path.GetFileName(folder)[Prefix.Length..].Split('-')[0], out var pid) && !IsAlive(pid))
                try
                {
                    await LocalPostgres.Remove(folder);
                }
                catch (Exception e) when (e is LocalPostgresFailed or IOException or UnauthorizedAccessException)
                {
                    // Another run is sweeping it, or it is another user's.
                }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            // A zombie still has its number but no threads.
            return process.Threads.Count > 0;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
