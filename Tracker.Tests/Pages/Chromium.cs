using Microsoft.Playwright;

namespace Tracker.Tests.Pages;

/// <summary>One real browser for all tests of pages; each test opens a context of its own in it.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>The shell draws the same pages with half the work; not every system packs it by itself.</summary>
    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> Started = new(Start);

    public static Task<IBrowser> Browser => Started.Value.ContinueWith(s => s.Result.Browser, TaskScheduler.Default);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (!Started.IsValueCreated)
            return;
        var (playwright, browser) = await Started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> Start()
    {
        // Long enough for a machine that does three things at once; what is there is seen at once all the same.
        Assertions.SetDefaultExpectTimeout(30_000);
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Programs.First(File.Exists), Args = Arguments }));
    }
}
