using System.Diagnostics;

namespace Tracker.Tests.Bench;

/// <summary>One line of the table: a piece of the program's work beside the same done with as little as possible.</summary>
/// <param name="AtMost">Allowed ratio of ours to the floor.</param>
/// <param name="Operations">How many are timed together.</param>
/// <param name="OnFloor">Does that many operations on the floor.</param>
/// <param name="Ours">Does that many operations in the program.</param>
internal sealed record Row(string What, string Floor, double AtMost, int Operations, Func<int, Task> OnFloor, Func<int, Task> Ours)
{
    /// <summary>Times both in turn, so that whatever else the machine does meets both; medians over the rounds, of the ratios too.</summary>
    public async Task<Measured> Measure(int rounds)
    {
        var taken = new List<(double Floor, double Ours)>();
        // The first rounds load code and fill caches.
        for (var round = -2; round < rounds; round++)
        {
            var pair = (await Time(OnFloor), await Time(Ours));
            if (round >= 0)
                taken.Add(pair);
        }
        return new(this, Median(taken.Select(t => t.Floor)), Median(taken.Select(t => t.Ours)), Median(taken.Select(t => t.Ours / t.Floor)));
    }

    private async Task<double> Time(Func<int, Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work(Operations);
        return watch.Elapsed.TotalMilliseconds / Operations;
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}

/// <summary>Milliseconds for one operation, and ours to the floor.</summary>
internal sealed record Measured(Row Row, double Floor, double Ours, double Ratio)
{
    public override string ToString() => FormattableString.Invariant(
        $"| {Row.What} | {Row.Floor}: {Floor:0.000} ms | {Ours:0.000} ms | {Ratio:0.0} × | {Row.AtMost:0.0} × |");
}
