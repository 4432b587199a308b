using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Tracker.Tests.Pages;

/// <summary>What axe finds wrong with a page. It looks in the page itself: ours have no frames, and the library's own way opens a window for each result, which takes longer than all the rest.</summary>
internal static class Axe
{
    private static readonly Lazy<string> s_script = new(() => new BundledAxeScriptProvider().GetScript());

    /// <param name="page">Of a context that lets tests past our policy, which forbids inline scripts to anybody else.</param>
    public static async Task<string[]> Complaints(this IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync($"() => {{ {s_script.Value} }}");
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run({ resultTypes: ["violations"] })).violations.map(v => `${v.id}: ${v.help} ${v.nodes.slice(0, 3).map(n => n.html).join(" | ")}`)
            """);
    }

    /// <summary>At no width that people use it has to be scrolled sideways; axe looks at it as on a phone and on a desk.</summary>
    public static async Task FitsAndPleasesAxe(this IPage page, string name)
    {
        foreach (var width in new[] { 320, 360, 768, 1024, 1280, 1920 })
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"), Is.LessThanOrEqualTo(0), $"{name} at {width}");
            if (width is 360 or 1280)
                Assert.That(await page.Complaints(), Is.Empty, $"{name} at {width}");
        }
    }
}
