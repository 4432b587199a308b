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

    /// <exception cref="Shared.Refused">The table of rights says no.</exception>
    public void Need(Act act, Domain.Items.ItemFacts? item = null)
    {
        if (!Account.May(act, item))
            throw new Shared.Refused(403, "not-allowed", Sentence(act));
    }

    private string Sentence(Act act) => (act, Account.Role) switch
    {
        (Act.ReportProgress or Act.ReportCompletion or Act.PlanOwnWork, Role.Unit) => "Đơn vị chỉ ghi được trên nhiệm vụ mình chủ trì (tiến độ: cả nhiệm vụ mình phối hợp). Hãy báo Văn phòng nếu cần sửa.",
        (Act.Decide, _) => "Quyết định này do Thường trực hoặc Văn phòng ghi.",
        (Act.Administer, _) => "Việc này do quản trị thực hiện.",
        _ => "Tài khoản này không ghi được nội dung đó. Việc ghi số liệu do Văn phòng và quản trị thực hiện.",
    };
}

/// <summary>Policies of the API.</summary>
public static class Access
{
    /// <summary>Whoever has an account; what each may do is <see cref="Rights"/>' business.</summary>
    public const string SignedIn = "signed-in";

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddAuthentication(TokenAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Scheme, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser().RequireClaim(SignedIn));
    }
}

/// <summary>The table of rights, for endpoints that aren't about one item.</summary>
public static class Needing
{
    public static TBuilder Needs<TBuilder>(this TBuilder endpoints, Act act) where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.RequestServices.GetRequiredService<CurrentUser>().Need(act);
            return await next(context);
        });
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
        if (account.Id is not null)
            identity.AddClaim(new(Access.SignedIn, "true"));
        return AuthenticateResult.Success(new(new(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refuse();

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refuse();

    // Only a reader without sign-in is authenticated and yet forbidden here: to both the answer is to sign in.
    private static Task Refuse() =>
        throw new Shared.Refused(401, "sign-in", "Hãy gửi kèm mã truy cập cá nhân còn hiệu lực (Authorization: Bearer …).");
}
