using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Tracker.Db.Accounts;
using Tracker.Db.Councils;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Accounts;

/// <summary>Who asks, for handlers to take.</summary>
public sealed class CurrentUser(IHttpContextAccessor context)
{
    public Account Account => context.HttpContext?.Features.Get<Account>()
        ?? throw new InvalidOperationException("Nobody has been authenticated for this request.");

    /// <summary>Whoever records something has an account; the policy on writing has seen to it.</summary>
    public Guid AccountId => Account.Id ?? throw new InvalidOperationException("A reader without sign-in can't record.");
}

/// <summary>Policies of the API.</summary>
public static class Access
{
    /// <summary>Office and administrator.</summary>
    public const string Write = "write";

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddAuthentication(TokenAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Scheme, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Write, policy => policy.RequireAuthenticatedUser().RequireClaim(Write));
    }
}

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

/// <summary><c>Authorization: Bearer</c> with a personal token.</summary>
public sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, AccountStore accounts, OpenReading reading)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public new const string Scheme = "Token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return AuthenticateResult.NoResult();
        var header = Request.Headers.Authorization.ToString();
        var account = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? await accounts.FindByToken(header["Bearer ".Length..].Trim(), Context.RequestAborted)
            : header.Length == 0 ? await reading.Reader(Context.RequestAborted) : null;
        if (account is null)
            return header.Length == 0 ? AuthenticateResult.NoResult() : AuthenticateResult.Fail("Unknown or revoked token.");
        Context.Features.Set(account);
        var identity = new ClaimsIdentity(Scheme);
        if (account.MayWrite)
            identity.AddClaim(new(Access.Write, "true"));
        return AuthenticateResult.Success(new(new(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refuse();

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refuse();

    private Task Refuse()
    {
        var account = Context.Features.Get<Account>();
        throw account?.Id is null
            ? new Shared.Refused(401, "sign-in", "Hãy gửi kèm mã truy cập cá nhân còn hiệu lực (Authorization: Bearer …).")
            : new Shared.Refused(403, "not-allowed", "Tài khoản này chỉ được xem. Việc ghi số liệu do Văn phòng và quản trị thực hiện.");
    }
}
