using System.Diagnostics;
using Tracker.Db.Local;

namespace Tracker.Tests;

/// <summary>A program of its own that holds a cluster until it is killed, for tests of what comes after.</summary>
internal static class ClusterHolder
{
    private const string Ready = "ready";

    public static async Task<int> Hold(string folder)
    {
        await using var postgres = await LocalPostgres.Start(folder);
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Returns when the other program has its cluster up.</summary>
    public static async Task<Process> Start(string folder)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ClusterHolder).Assembly.Location, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.That(await process.StandardOutput.ReadLineAsync(), Is.EqualTo(Ready));
        return process;
    }
}
