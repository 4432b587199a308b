using System.Diagnostics;

namespace Tracker.Db.Local;

/// <summary>Runs the programs of PostgreSQL and of the system, with arguments that no shell ever reads.</summary>
internal static class Tool
{
    /// <summary>PostgreSQL refuses to run as root; its package makes this user for it.</summary>
    public const string ServerUser = "postgres";

    public static bool RunsAsServerUser => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    // What PG… variables or mail passwords the program was given is no business of the server's.
    private static readonly string[] KeptVariables = ["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LD_LIBRARY_PATH"];

    /// <summary>Runs a program of PostgreSQL, as user postgres when this program is root.</summary>
    /// <param name="folder">Where it runs: PostgreSQL's user may not be able to read the folder we were started in.</param>
    public static Task<Ran> AsServer(string folder, string program, IEnumerable<string> arguments)
    {
        var start = RunsAsServerUser
            ? Start("runuser", ["-u", ServerUser, "--", program, .. arguments])
            : Start(program, arguments);
        start.WorkingDirectory = folder;
        if (!OperatingSystem.IsWindows())
            foreach (var name in start.Environment.Keys.Except(KeptVariables).ToList())
                start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        return Run(start, null);
    }

    /// <summary>Runs a program of the system as whoever this program runs as.</summary>
    public static Task<Ran> Here(string program, IEnumerable<string> arguments, string? input = null)
    {
        var start = Start(program, arguments);
        start.Environment["LC_ALL"] = "C";
        return Run(start, input);
    }

    /// <summary>The full path of a program on the PATH, or null.</summary>
    public static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
            .FirstOrDefault(File.Exists);

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        CreateNoWindow = true,
    };

    private static async Task<Ran> Run(ProcessStartInfo start, string? input)
    {
        using var process = Process.Start(start)!;
        var lines = new List<string>();
        var reading = Task.WhenAll(Read(process.StandardOutput), Read(process.StandardError));
        if (input is not null)
            await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        // On Windows a server started by pg_ctl keeps our pipes open, so their end is not waited for without bound.
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(2)));
        lock (lines)
            return new Ran(process.ExitCode, string.Join('\n', lines));

        async Task Read(StreamReader output)
        {
            while (await output.ReadLineAsync() is { } line)
                lock (lines)
                    lines.Add(line);
        }
    }
}

/// <summary>How a program ended, and what it said on both outputs.</summary>
internal sealed record Ran(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    public string LastLines => string.Join('\n', Output.Split('\n').TakeLast(15));
}
