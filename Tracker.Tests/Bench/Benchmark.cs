using System.Globalization;

namespace Tracker.Tests.Bench;

/// <summary>Prints how the program does against a floor measured in the same run. Add a row by adding it to <see cref="Alone"/> or <see cref="InWorld"/>.</summary>
internal static class Benchmark
{
    private const int Items = 1_000_000;
    private const int WorkbookRows = 10_000;

    /// <summary>Rows that need no database, or one of their own.</summary>
    public static IEnumerable<Row> Alone(int workbookRows) =>
    [
        ReadingWorkbook.Programme(workbookRows),
        ReadingWorkbook.Progress(workbookRows),
        WritingWorkbook.Row(workbookRows),
        DayOfDigests.Row(workbookRows),
        Starting.Row(),
    ];

    public static IEnumerable<(string What, Func<World, Row> Row)> InWorld =>
    [
        (PageOfItems.PageWhat, PageOfItems.Page),
        (PageOfItems.AnswerWhat, PageOfItems.Answer),
        (FiguresOfProgramme.What, FiguresOfProgramme.Row),
        (ProgressChanges.What, ProgressChanges.Row),
        .. ServedPages.All,
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
        Print(await Measure(items, 15, only, Console.Out.WriteLine), Console.Out.WriteLine);
        return 0;
    }

    public static async Task<IReadOnlyList<Measured>> Measure(int items, int rounds, string only, Action<string> say)
    {
        bool Wanted(string what) => what.Contains(only, StringComparison.Ordinal);
        var measured = new List<Measured>();
        foreach (var row in Alone(WorkbookRows).Where(r => Wanted(r.What)))
            measured.Add(await row.Measure(rounds));
        if (!InWorld.Any(r => Wanted(r.What)))
            return measured;

        await using var world = await World.Start(say);
        var small = Wanted(FiguresOfProgramme.What)
            ? await (FiguresOfProgramme.Row(world) with { What = "the same with nothing else in the database" }).Measure(rounds)
            : null;
        await world.Fill(items);
        foreach (var (what, row) in InWorld.Where(r => Wanted(r.What)))
            measured.Add(await row(world).Measure(rounds));
        if (small is not null)
            measured.Insert(measured.FindIndex(m => m.Row.What == FiguresOfProgramme.What) + 1, small);
        return measured;
    }

    private static void Print(IEnumerable<Measured> measured, Action<string> say)
    {
        say("| what | floor | ours | ratio | at most | |");
        say("|---|---|---|---|---|---|");
        foreach (var line in measured)
            say(line.ToString());
    }
}
