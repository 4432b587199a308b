using System.Text.Json.Serialization;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Accounts;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SignInRequest(string Username, string Password);

/// <summary>Who is signed in.</summary>
/// <param name="Unit">Id of the unit; null for none.</param>
public sealed record SessionAnswer(string Username, string DisplayName, Role Role, Guid? Unit, bool MustChangePassword)
{
    public static SessionAnswer Of(Account account) => new(account.Username, account.DisplayName, account.Role, account.UnitId, account.MustChangePassword);
}

public static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Đăng nhập");

        session.MapPost("/", async (SignInRequest request, SigningIn signingIn, HttpContext context, CancellationToken cancel) =>
            context.Request.IsFromHere()
                ? SessionAnswer.Of(await signingIn.SignIn(context, request.Username, request.Password, cancel))
                : throw new Shared.Refused(403, "from-elsewhere", "Hãy đăng nhập trên trang của chương trình."))
        .AllowAnonymous().RequireRateLimiting(AccountPages.SignInLimit).WithName("sign-in").WithSummary("Đăng nhập; câu trả lời đặt cookie của phiên.");

        session.MapGet("/", (CurrentUser user) => SessionAnswer.Of(user.Account))
            .WithName("session").WithSummary("Ai đang đăng nhập.");

        session.MapDelete("/", async (HttpContext context) =>
        {
            await SessionCookie.End(context);
            return Results.NoContent();
        })
        .RequireAuthorization(Access.SignedIn).WithName("sign-out").WithSummary("Đăng xuất khỏi phiên này.");
    }
}
