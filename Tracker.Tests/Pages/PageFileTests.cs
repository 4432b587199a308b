using System.Net;
using AngleSharp.Dom;

namespace Tracker.Tests.Pages;

public sealed class PageFileTests
{
    [Test]
    public async Task Style_and_script_are_kept_for_good_under_addresses_of_their_content()
    {
        var app = await SampleYears.App;
        var page = await app.Page("/");
        using var browser = app.Browser();
        foreach (var address in new[] { page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!, page.QuerySelector("script")!.GetAttribute("src")!, page.QuerySelector("link[rel=icon]")!.GetAttribute("href")! })
        {
            using var file = await browser.GetAsync(address);
            Assert.That(file.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
            Assert.That(file.Headers.CacheControl?.ToString(), Does.Contain("max-age=31536000"));
            using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { file.Headers.ETag! } } };
            Assert.That((await browser.SendAsync(again)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified), address);
        }
    }

    [TestCase("/")]
    [TestCase("/khong-co-trang-nay")]
    [TestCase("/api/items?asOf=nonsense")]
    [TestCase("/tracker.css")]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string address)
    {
        using var browser = (await SampleYears.App).Browser();
        using var answer = await browser.GetAsync(address);
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'; style-src 'self'"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(answer.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("same-origin"));
    }

    [Test]
    public async Task Pages_have_no_inline_style_or_script_and_their_letters_are_letters()
    {
        var app = await SampleYears.App;
        foreach (var address in new[] { "/", "/chuong-trinh", "/phat-sinh", "/tang-truong" })
        {
            var page = await app.Page(address);
            Assert.That(page.QuerySelectorAll("[style], style, script:not([src])"), Is.Empty, address);
            Assert.That(page.QuerySelectorAll("*").SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on")), Is.Empty, address);
            using var browser = app.Browser();
            Assert.That(await browser.GetStringAsync(address), Does.Contain("Tính</span> đến hết ngày").Or.Contain("đến hết ngày").And.Not.Contain("&#x1"));
        }
    }

    [Test]
    public async Task Headings_are_in_order_and_every_field_has_a_label()
    {
        var app = await SampleYears.App;
        foreach (var address in new[] { "/", "/chuong-trinh", "/tang-truong" })
        {
            var page = await app.Page(address);
            Assert.That(page.QuerySelectorAll("h1").Length, Is.EqualTo(1), address);
            var levels = page.QuerySelectorAll("h1, h2, h3").Select(h => h.LocalName[1] - '0').ToArray();
            Assert.That(levels.Zip(levels.Skip(1)).All(p => p.Second <= p.First + 1), Is.True, address);
            foreach (var field in page.QuerySelectorAll("input:not([type=hidden]), select"))
                Assert.That(page.QuerySelector($"label[for='{field.Id}']"), Is.Not.Null, $"{address}: {field.Id}");
        }
    }
}
