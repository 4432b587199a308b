using Microsoft.AspNetCore.Antiforgery;

namespace Tracker.Api.Pages.Forms;

/// <summary>The token by which a form shows that a page of ours sent it; one for all the forms of a page.</summary>
public sealed class FormTokens(IAntiforgery antiforgery, IHttpContextAccessor http)
{
    public const string FieldName = "token";
    private string? _token;

    public string Token => _token ??= Make();

    private string Make()
    {
        var context = http.HttpContext!;
        var caching = context.Response.Headers.CacheControl;
        var token = antiforgery.GetAndStoreTokens(context).RequestToken!;
        // The browser may keep the page for going back to it: what was typed there is then still there.
        context.Response.Headers.CacheControl = caching;
        context.Response.Headers.Remove("Pragma");
        return token;
    }
}
