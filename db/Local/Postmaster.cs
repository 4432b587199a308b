using System.Diagnostics;

namespace Tracker.Db.Local;

/// <summary>The server process that a cluster's postmaster.pid speaks of.</summary>
internal sealed record Postmaster(int ProcessId, int Port)
{
    /// <summary>The live server of this cluster, or null when none runs, whatever a killed one left in postmaster.pid.</summary>
    /// <param name="data">The cluster's data folder, free of symbolic links.</param>
    public static Postmaster? Find(string data)
    {
        var lines = ReadLines(PidFile(data));
        if (lines.Length < 4 || !int.TryParse(lines[0], out var pid) || !int.TryParse(lines[3], out var port))
            return null;
        return Serves(pid, data) ? new Postmaster(pid, port) : null;
    }

    public static string PidFile(string data) => Path.Combine(data, "postmaster.pid");

    /// <summary>
    /// Processes of a killed server that still work in the data folder. They end by themselves within moments;
    /// only Linux tells which they are.
    /// </summary>
    public static IEnumerable<int> Survivors(string data) =>
        OperatingSystem.IsLinux()
            ? Directory.GetDirectories("/proc").Select(Path.GetFileName)
                .Select(name => int.TryParse(name, out var pid) ? pid : 0)
                .Where(pid => pid > 0 && WorksIn(pid, data))
            : [];

    private static string[] ReadLines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return [];
        }
    }

    // The number may by now belong to something else, or to a zombie that nobody collects; the server's own
    // check would take either for a live server and refuse to start.
    private static bool Serves(int pid, string data)
    {
        if (OperatingSystem.IsLinux())
            return WorksIn(pid, data);
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName is "postgres";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool WorksIn(int pid, string data)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").LinkTarget == data && NameOf(pid) is "postgres";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string NameOf(int pid) => File.ReadAllText($"/proc/{pid}/comm").TrimEnd('\n');
}
