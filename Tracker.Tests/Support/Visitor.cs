using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Tracker.Tests;

/// <summary>Somebody with a browser that has no script: opens pages, fills in forms, follows where they lead.</summary>
public sealed class Visitor : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private static readonly HtmlParser Parser = new();

    public Visitor(Uri address) =>
        _http = new(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false })
        {
            BaseAddress = address, DefaultRequestHeaders = { { "Accept", "text/html" } },
        };

    public Uri Address => _http.BaseAddress!;

    /// <summary>Where the last answer came from, after what it led to.</summary>
    public string At { get; private set; } = "/";

    public HttpStatusCode Status { get; private set; }

    public HttpResponseMessage Last { get; private set; } = null!;

    public CookieContainer Cookies => _cookies;

    public Task<IHtmlDocument> Open(string address) => Follow(new(HttpMethod.Get, address));

    /// <summary>Fills in a form of a page (by its name, or by its only one to that address) and sends it; fields not given stay as the page shows them.</summary>
    public Task<IHtmlDocument> Send(IHtmlDocument page, string form, params (string Name, string Value)[] typed) =>
        Follow(Request(page, form, typed));

    public HttpRequestMessage Request(IHtmlDocument page, string form, params (string Name, string Value)[] typed)
    {
        var element = page.QuerySelector<IHtmlFormElement>($"form[data-form='{form}']") ?? page.QuerySelectorAll<IHtmlFormElement>("form")
            .SingleOrDefault(f => f.GetAttribute("action")?.Split('?')[0] == form);
        Assert.That(element, Is.Not.Null, $"no form {form} among {string.Join(", ", page.QuerySelectorAll("form").Select(f => f.GetAttribute("data-form") ?? f.GetAttribute("action")))}");
        var names = typed.Select(t => t.Name).ToHashSet();
        var fields = element!.Elements.SelectMany(Shown).Where(f => !names.Contains(f.Key)).Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        return new(HttpMethod.Post, element.GetAttribute("action")) { Content = new FormUrlEncodedContent(fields) };
    }

    /// <summary>Sends as it is, and follows where it leads.</summary>
    public async Task<IHtmlDocument> Follow(HttpRequestMessage request)
    {
        for (var hops = 0; ; hops++)
        {
            Assert.That(hops, Is.LessThan(5), "led in a circle");
            Last = await _http.SendAsync(request);
            (Status, At) = (Last.StatusCode, request.RequestUri!.PathAndQuery);
            if (Last.Headers.Location is not { } next || (int)Last.StatusCode is < 300 or > 399)
                return Parser.ParseDocument(await Last.Content.ReadAsStringAsync());
            request = new(HttpMethod.Get, next);
        }
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Shown(IElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio" } i => i.IsChecked && i.Name is { Length: > 0 } ? [new(i.Name, i.Value)] : [],
        IHtmlInputElement { Type: "file" or "submit" } => [],
        IHtmlInputElement i => i.Name is { Length: > 0 } ? [new(i.Name, i.Value)] : [],
        IHtmlTextAreaElement t => t.Name is { Length: > 0 } ? [new(t.Name, t.Value)] : [],
        IHtmlSelectElement s => s.Name is { Length: > 0 } ? s.Options.Where(o => o.IsSelected).Select(o => KeyValuePair.Create(s.Name!, o.Value)) : [],
        _ => [],
    };
}
