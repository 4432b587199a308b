using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Tracker.Api.Pages.Forms;

/// <summary>What the page after a form says was done. Sealed, so that nobody else puts words into the program's mouth.</summary>
public sealed class Flash(IHttpContextAccessor http, IDataProtectionProvider protection)
{
    private const string Cookie = "tracker-said";
    private readonly IDataProtector _protector = protection.CreateProtector("flash");

    public void Say(string sentence) => http.HttpContext!.Response.Cookies.Append(Cookie, _protector.Protect(sentence), new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = TimeSpan.FromMinutes(2), Secure = http.HttpContext.Request.IsHttps,
    });

    /// <summary>The sentence to show now, once.</summary>
    public string? Take()
    {
        var context = http.HttpContext!;
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } kept || context.Request.Headers.ContainsKey("Sec-Purpose"))
            return null;
        context.Response.Cookies.Delete(Cookie, new() { Path = "/" });
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
