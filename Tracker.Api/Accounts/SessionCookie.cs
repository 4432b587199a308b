using System.Security.Claims;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Tracker.Db.Accounts;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Accounts;

/// <summary>The cookie of somebody signed in: sealed with keys that lie in the database, so that every node reads it; it ends when the account's stamp changes.</summary>
public static class SessionCookie
{
    public const string Scheme = "Session";
    private const string Stamp = "stamp";
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    public static void AddSessionCookie(this AuthenticationBuilder authentication)
    {
        authentication.AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = "tracker";
            cookie.Cookie.HttpOnly = true;
            // Lax, so that a link in a mail leads to the item and not to the sign-in.
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = Lasts;
            cookie.SlidingExpiration = true;
        });
        authentication.Services.AddDataProtection().SetApplicationName("Tracker");
        authentication.Services.AddSingleton<InstallationStore>();
        authentication.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new StoredKeys(s.GetRequiredService<InstallationStore>())));
    }

    public static Task Begin(HttpContext context, Account account, Guid stamp)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Id!.Value.ToString()), new(Stamp, stamp.ToString())], Scheme);
        // What is rendered in this very answer belongs to who has just signed in.
        context.Features.Set(account);
        context.User = AccessAuthentication.Principal(account);
        return context.SignInAsync(Scheme, new(identity));
    }

    public static Task End(HttpContext context) => context.SignOutAsync(Scheme);

    /// <summary>Null without a session that still lasts.</summary>
    public static async Task<Account?> Account(HttpContext context, AccountStore accounts)
    {
        var ticket = await context.AuthenticateAsync(Scheme);
        return Guid.TryParse(ticket.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && Guid.TryParse(ticket.Principal.FindFirstValue(Stamp), out var stamp)
            ? await accounts.FindBySession(id, stamp, context.RequestAborted)
            : null;
    }

    /// <summary>The framework asks for its keys without waiting for them; it does so once, and when a key is made.</summary>
    private sealed class StoredKeys(InstallationStore installation) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. Task.Run(() => installation.Keys()).GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

        public void StoreElement(XElement element, string friendlyName) =>
            Task.Run(() => installation.AddKey(friendlyName, element.ToString(SaveOptions.DisableFormatting))).GetAwaiter().GetResult();
    }
}
