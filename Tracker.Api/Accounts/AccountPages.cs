using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Db.Journal;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Accounts;

/// <summary>Somebody's own account.</summary>
/// <param name="Shown">A token just made: it is shown this once.</param>
public sealed record MyAccount(PageFrame Frame, Account Account, IReadOnlyList<TokenRow> Tokens, string? Shown);

public static class AccountPages
{
    public const string Path = "/tai-khoan";
    public const string SignOut = "/dang-xuat";
    public const string SignInLimit = "sign-in";

    public static void AddSigningIn(this IServiceCollection services)
    {
        services.AddSingleton<SigningIn>();
        services.AddSingleton<SetUp>();
        services.AddScoped<SignInPages>();
        services.AddScoped<MyAccountPages>();
        // Guessing passwords takes many tries from one place, whatever the names.
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(SignInLimit, context => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress,
                _ => new() { PermitLimit = context.RequestServices.GetRequiredService<AppOptions>().SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    // A token made then would outlive the password that somebody else knows.
    private static readonly HashSet<string?> s_beforeOwnPassword = [Path, Path + "/mat-khau", Path + SignOut, SignOut];

    /// <summary>Whoever signed in with a password that somebody else chose first chooses another.</summary>
    public static IApplicationBuilder UseOwnPasswords(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<Account>() is not { MustChangePassword: true } || s_beforeOwnPassword.Contains(context.Request.Path.Value))
            return next(context);
        if (!ProblemWriter.WantsPage(context.Request) || !HttpMethods.IsGet(context.Request.Method))
            throw new Refused(403, "change-password", "Hãy đổi mật khẩu do quản trị đặt trước khi làm việc khác (trang Tài khoản).");
        context.Response.Redirect(Path);
        return Task.CompletedTask;
    });

    public static void MapAccountPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(SignInPages.Path, (SignInPages signIn, HttpContext context) => signIn.Open(context)).AllowAnonymous();
        pages.MapPost(SignInPages.Path, (SignInPages signIn, HttpContext context) => signIn.Send(context)).AllowAnonymous().RequireRateLimiting(SignInLimit);
        pages.MapGet(SetUpPages.Path, SetUpPages.Open).AllowAnonymous();
        pages.MapPost(SetUpPages.Path, SetUpPages.Send).AllowAnonymous().RequireRateLimiting(SignInLimit);

        var mine = pages.MapGroup("").RequireAuthorization(Access.SignedIn);
        mine.MapGet(Path, (MyAccountPages page, CancellationToken cancel) => page.Show(null, cancel));
        mine.MapPost(SignOut, (MyAccountPages page, CancellationToken cancel) => page.SignOut(everywhere: false, cancel));
        mine.MapPost(Path + SignOut, (MyAccountPages page, CancellationToken cancel) => page.SignOut(everywhere: true, cancel));
        mine.MapPost(Path + "/mat-khau", (MyAccountPages page, CancellationToken cancel) => page.ChangePassword(cancel)).RequireRateLimiting(SignInLimit);
        mine.MapPost(Path + "/ma-truy-cap", (MyAccountPages page, CancellationToken cancel) => page.AddToken(cancel));
        mine.MapPost(Path + "/ma-truy-cap/{token:guid}/thu-hoi", (Guid token, MyAccountPages page, CancellationToken cancel) => page.Revoke(token, cancel));
    }
}

public sealed class MyAccountPages(PageFrames frames, PageForms forms, Session session, CurrentUser user, SigningIn signingIn, IHttpContextAccessor http)
{
    private HttpContext Context => http.HttpContext!;

    public async Task<IResult> Show(string? token, CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Account, cancel);
        return PageEndpoints.Show<AccountPage, MyAccount>(Context.Response, new(frame, user.Account, await AccountStore.Tokens(session, user.AccountId, cancel), token));
    }

    public Task<IResult> SignOut(bool everywhere, CancellationToken cancel) => forms.Send(AccountPages.Path, async _ =>
    {
        if (everywhere)
        {
            await AccountStore.EndSessions(session, user.AccountId, cancel);
            await new JournalStore(session).Add(user.AccountId, "Đăng xuất ở mọi nơi", user.Account.Username, cancel: cancel);
        }
        await SessionCookie.End(Context);
        return new("Đã đăng xuất.", SignInPages.Path);
    }, () => Show(null, cancel), repeats: true);

    public Task<IResult> ChangePassword(CancellationToken cancel) => forms.Send(AccountPages.Path, async fields =>
    {
        await signingIn.ChangePassword(Context, session, user.Account, fields.Raw("current"), fields.Raw("chosen"), fields.Raw("again"), cancel);
        return new("Đã đổi mật khẩu. Các nơi khác đang đăng nhập bằng tài khoản này đều đã bị đăng xuất.");
    }, () => Show(null, cancel), repeats: true);

    /// <summary>The one form that answers with a page of its own: the token is shown once and lies nowhere.</summary>
    public async Task<IResult> AddToken(CancellationToken cancel)
    {
        string? token = null;
        var sent = await forms.Send(AccountPages.Path, async fields =>
        {
            var name = fields.Needed("name");
            token = await AccountStore.AddToken(session, user.AccountId, name.Length <= 100 ? name : throw Refused.Field("name", "Tên dài quá 100 ký tự; hãy rút gọn."), cancel);
            await new JournalStore(session).Add(user.AccountId, "Tạo mã truy cập", name, cancel: cancel);
            return new("Đã tạo mã truy cập. Hãy chép ngay: mã chỉ hiện lần này.");
        }, () => Show(null, cancel), repeats: true);
        if (token is null)
            return sent;
        Context.Request.Path = AccountPages.Path;
        return await Show(token, cancel);
    }

    public Task<IResult> Revoke(Guid token, CancellationToken cancel) => forms.Send(AccountPages.Path, async _ =>
    {
        if (!await AccountStore.Revoke(session, user.AccountId, token, cancel))
            throw Refused.NotFound("mã truy cập này trong các mã còn hiệu lực");
        await new JournalStore(session).Add(user.AccountId, "Thu hồi mã truy cập", token.ToString(), cancel: cancel);
        return new("Đã thu hồi mã truy cập.");
    }, () => Show(null, cancel));
}
