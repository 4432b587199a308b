using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Tracker.Tests.Pages;

/// <summary>Reads pages as a browser asks for them.</summary>
internal static partial class PageReading
{
    public static HttpClient Browser(this TestApp app) => new()
    {
        BaseAddress = app.Address,
        DefaultRequestHeaders = { Accept = { new("text/html"), new("application/xhtml+xml"), new MediaTypeWithQualityHeaderValue("*/*", 0.8) } },
    };

    public static async Task<IHtmlDocument> Page(this TestApp app, string address)
    {
        using var browser = app.Browser();
        var (status, page) = await browser.Read(address);
        Assert.That(status, Is.EqualTo(200), $"{address}: {page.Body?.TextContent}");
        return page;
    }

    public static async Task<(int Status, IHtmlDocument Page)> Read(this HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"), address);
        return ((int)answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>The text that a reader sees, with single spaces.</summary>
    public static string Words(this IParentNode page, string selector = "main") => Spaces.Replace(string.Join(" ", page.QuerySelectorAll(selector).Select(e => e.TextContent)), " ").Trim();

    public static string Heading(this IParentNode page) => page.Words("h1");

    public static int Rows(this IParentNode page) => page.QuerySelectorAll("table.items tbody tr:not(.group)").Length;

    /// <summary>Every link to a list with the number that it shows, each address once.</summary>
    public static IReadOnlyList<(string Address, int Number)> NumbersLinked(this IParentNode page) =>
    [
        .. page.QuerySelectorAll("a[href^='/chuong-trinh?'], a[href^='/phat-sinh?']")
            .Select(a => (Address: a.GetAttribute("href")!, Match: FirstNumber.Match(a.GetAttribute("aria-label") ?? (a.QuerySelector("b") ?? a).TextContent)))
            .Where(l => l.Match.Success)
            .Select(l => (l.Address, int.Parse(l.Match.Value.Replace(".", ""))))
            .Distinct(),
    ];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(@"\d[\d.]*")]
    private static partial Regex FirstNumber { get; }
}
