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
        await page.EvaluateAsync($"() => {{ {s_script.Value} }}");
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run()).violations.map(v => `${v.id}: ${v.help} ${v.nodes.slice(0, 3).map(n => n.html).join(" | ")}`)
            """);
    }
}
