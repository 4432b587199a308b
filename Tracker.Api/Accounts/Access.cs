using Microsoft.AspNetCore.Authorization;
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
            throw new Shared.Refused(403, "not-allowed", Account.Refusal(act));
    }
}

/// <summary>Policies.</summary>
public static class Access
{
    /// <summary>Whoever has an account; what each may do is <see cref="Rights"/>' business.</summary>
    public const string SignedIn = "signed-in";

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddAuthentication(AccessAuthentication.Scheme)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, AccessAuthentication>(AccessAuthentication.Scheme, null)
            .AddSessionCookie();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser().RequireClaim(SignedIn));
        services.AddSigningIn();
    }
}

/// <summary>What an endpoint needs that isn't about one item; an item's endpoints say it too, and its lead and cooperating units decide.</summary>
public sealed record NeedsMetadata(Act Act);

/// <summary>The table of rights, for endpoints that aren't about one item.</summary>
public static class Needing
{
    public static TBuilder Needs<TBuilder>(this TBuilder endpoints, Act act) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new NeedsMetadata(act)).AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.RequestServices.GetRequiredService<CurrentUser>().Need(act);
            return await next(context);
        });
}
