using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Tracker.Api.Shared;
using Tracker.Db.Accounts;
using Tracker.Db.Councils;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Accounts;

/// <summary>Whether pages may be read without sign-in: in the demo, as a reader of its one council.</summary>
public sealed class OpenReading(bool allowed, CouncilStore councils)
{
    private Account? _reader;

    public async ValueTask<Account?> Reader(CancellationToken cancel)
    {
        if (!allowed || _reader is not null)
            return _reader;
        return _reader = await councils.All(cancel) is [var council, ..] ? new(council.Id, null, "", "Khách xem", Role.Reader, null) : null;
    }
}

/// <summary>Who asks: by <c>Authorization: Bearer</c> with a personal token, by the cookie of a session, or as an open reader.</summary>
public sealed class AccessAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, AccountStore accounts, OpenReading reading)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public new const string Scheme = "Access";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null and not MayBeSignedIn)
            return AuthenticateResult.NoResult();
        var cancel = Context.RequestAborted;
        var header = Request.Headers.Authorization.ToString();
        var account = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? await accounts.FindByToken(header["Bearer ".Length..].Trim(), cancel)
            : header.Length > 0 ? null
            : await SessionCookie.Account(Context, accounts) ?? await reading.Reader(cancel);
        if (account is null)
            return header.Length == 0 ? AuthenticateResult.NoResult() : AuthenticateResult.Fail("Unknown or revoked token.");
        if (header.Length == 0 && account.Id is not null)
            RefuseFromElsewhere();
        Context.Features.Set(account);
        return AuthenticateResult.Success(new(Principal(account), Scheme));
    }

    /// <summary>Forms carry a token against being sent by another site; calls of the API by cookie have none, so a browser that says where they come from must say: from here.</summary>
    private void RefuseFromElsewhere()
    {
        if (Request.Path.StartsWithSegments("/api") && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method) && !Request.IsFromHere())
            throw new Refused(403, "from-elsewhere", "Yêu cầu này đến từ một trang khác nên không được nhận. Hãy thao tác trên trang của chương trình.");
    }

    /// <summary>The account as the framework knows it; forms are bound to it.</summary>
    public static ClaimsPrincipal Principal(Account account)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Id?.ToString() ?? "reader")], Scheme);
        if (account.Id is not null)
            identity.AddClaim(new(Access.SignedIn, "true"));
        return new(identity);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AskToSignIn();

    // Only a reader without sign-in is authenticated and yet forbidden here: to both the answer is to sign in.
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AskToSignIn();

    private Task AskToSignIn() => Pages.ProblemWriter.WantsPage(Request)
        ? Context.RequestServices.GetRequiredService<SignInPages>().Ask(Context)
        : throw new Refused(401, "sign-in", Context.GetEndpoint() is null
            ? "Hãy đăng nhập để xem trang này."
            : "Hãy đăng nhập, hoặc gửi kèm mã truy cập cá nhân còn hiệu lực (Authorization: Bearer …).");
}

/// <summary>Marks pages that need nobody signed in, yet know who is.</summary>
public sealed class MayBeSignedIn : IAllowAnonymous;

public static class RequestOrigin
{
    /// <summary>Whether a page of this program sent the request, as far as the browser says; what isn't a browser says nothing and is believed.</summary>
    public static bool IsFromHere(this HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
        ? site is "same-origin" or "none"
        : request.Headers.Origin.ToString() is not { Length: > 0 } origin || Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value;
}
