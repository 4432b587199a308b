using Tracker.Tests.Bench;

namespace Tracker.Tests;

/// <summary>What this assembly does when it is started rather than tested: measure, or hold a cluster for a test of what comes after.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) =>
        arguments is ["bench", .. var options] ? Benchmark.Run(options) : ClusterHolder.Hold(arguments.Single());
}
