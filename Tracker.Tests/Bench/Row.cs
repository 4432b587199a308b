using System.Diagnostics;

namespace Tracker.Tests.Bench;

/// <summary>One line of the table: a piece of the program's work beside the same done with as little as possible.</summary>
/// <param name="Floor">What the floor is; empty where there is none.</param>
/// <param name="AtMost">Allowed ratio of ours to the floor; allowed milliseconds where there is no floor.</param>
/// <param name="Operations">How many are timed together.</param>
/// <param name="OnFloor">Does that many operations on the floor.</param>
/// <param name="Ours">Does that many operations in the program.</param>
internal sealed record Row(string What, string Floor, double AtMost, int Operations, Func<int, Task> OnFloor, Func<int, Task> Ours)
{
    /// <summary>How often it is measured, at most; null for as often as asked.</summary>
    public int? Rounds { get; init; }

    /// <summary>Once before everything, untimed.</summary>
    public Func<Task> Before { get; init; } = () => Task.CompletedTask;

    /// <summary>Clears up after each of ours, untimed.</summary>
    public Func<Task> After { get; init; } = () => Task.CompletedTask;

    /// <summary>What else is measured about it, in words.</summary>
    public Func<Task<string>> Note { get; init; } = () => Task.FromResult("");

    /// <summary>Without a floor there is nothing to be a ratio of.</summary>
    public static Row Alone(string what, double atMost, Func<int, Task> ours) => new(what, "", atMost, 1, _ => Task.CompletedTask, ours);

    /// <summary>Times both in turn, so that whatever else the machine does meets both; medians over the rounds, of the ratios too.</summary>
    public async Task<Measured> Measure(int rounds)
    {
        await Before();
        var taken = new List<(double Floor, double Ours)>();
        // The first rounds load code and fill caches.
        for (var round = -2; round < Math.Min(rounds, Rounds ?? rounds); round++)
        {
            var pair = (await Time(OnFloor), await Time(Ours));
            await After();
            if (round >= 0)
                taken.Add(pair);
        }
        return new(this, Median(taken.Select(t => t.Floor)), Median(taken.Select(t => t.Ours)), Median(taken.Select(t => t.Ours / t.Floor)), await Note());
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
internal sealed record Measured(Row Row, double Floor, double Ours, double Ratio, string Note)
{
    public override string ToString() => Row.Floor.Length == 0
        ? FormattableString.Invariant($"| {Row.What} | – | {Ours:0} ms | – | {Row.AtMost:0} ms | {Note} |")
        : FormattableString.Invariant($"| {Row.What} | {Row.Floor}: {Floor:0.000} ms | {Ours:0.000} ms | {Ratio:0.0} × | {Row.AtMost:0.0} × | {Note} |");
}
