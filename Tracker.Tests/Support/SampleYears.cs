namespace Tracker.Tests;

/// <summary>The program with all sample workbooks imported, once for all tests that only read.</summary>
[SetUpFixture]
public sealed class SampleYears
{
    private static readonly string[] Workbooks =
    [
        "ctr-2017.xlsx", "tien-do-2017.xlsx", "ctr-2018.xlsx", "tien-do-2018.xlsx", "ctr-2019.xlsx", "phat-sinh-2019.xlsx", "tien-do-2019-11.xlsx", "tien-do-2019-12.xlsx",
    ];

    private static readonly Lazy<Task<TestApp>> Loaded = new(Load);

    public static Task<TestApp> App => Loaded.Value;

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Loaded.IsValueCreated)
            await (await Loaded.Value).DisposeAsync();
    }

    private static async Task<TestApp> Load()
    {
        var app = await TestApp.New();
        foreach (var workbook in Workbooks)
            await app.Office.Import(workbook);
        return app;
    }
}
