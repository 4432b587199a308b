using System.Globalization;

namespace Tracker.Tests.Bench;

/// <summary>Prints how the program does against a floor measured in the same run. Add a row by adding it to <see cref="Rows"/>.</summary>
internal static class Benchmark
{
    private const int Items = 1_000_000;

    public static IEnumerable<Row> Rows(World world) =>
    [
        PageOfItems.Page(world),
        PageOfItems.Answer(world),
        FiguresOfProgramme.Row(world),
    ];

    public static async Task<int> Run(string[] arguments)
    {
        var (items, only) = (Items, "");
        for (var i = 0; i + 1 < arguments.Length; i += 2)
            (items, only) = arguments[i] switch
            {
                "--items" => (int.Parse(arguments[i + 1], CultureInfo.InvariantCulture), only),
                "--only" => (items, arguments[i + 1]),
                var unknown => throw new ArgumentException($"Unknown option {unknown}. Known: --items N, --only WORD."),
            };
        await TestFolder.RemoveStale();
        await Measure(items, 15, only, Console.Out.WriteLine);
        return 0;
    }

    public static async Task<IReadOnlyList<Measured>> Measure(int items, int rounds, string only, Action<string> say)
    {
        await using var world = await World.Start(say);
        var alone = FiguresOfProgramme.Row(world) with { What = "the same with nothing else in the database" };
        var measured = new List<Measured> { await alone.Measure(rounds) };
        await world.Fill(items);
        foreach (var row in Rows(world).Where(r => r.What.Contains(only, StringComparison.Ordinal)))
            measured.Add(await row.Measure(rounds));
        say("| what | floor | ours | ratio | at most |");
        say("|---|---|---|---|---|");
        foreach (var line in measured.Skip(1).Append(measured[0]))
            say(line.ToString());
        return measured;
    }
}
