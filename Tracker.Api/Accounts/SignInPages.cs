using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;

namespace Tracker.Api.Accounts;

/// <summary>The page of signing in.</summary>
/// <param name="To">Where to go then.</param>
/// <param name="Kept">What was typed before the session ended.</param>
public sealed record SignInShown(string To, Fields Kept, string? Username, string? Problem);

/// <summary>Signing in and out. What somebody typed while the session ended waits on the page and is shown again afterwards.</summary>
public sealed class SignInPages(SigningIn signingIn, SetUp setUp, IAntiforgery antiforgery)
{
    public const string Path = "/dang-nhap";
    private const string ToField = "to";
    private const string KeptPrefix = "kept.";

    /// <summary>Answers whoever isn't signed in and has to be.</summary>
    public async Task Ask(HttpContext context)
    {
        var here = context.Request.Path + context.Request.QueryString;
        // The form is sent by nobody in particular, even where an open reader was let in so far.
        context.User = new(new System.Security.Claims.ClaimsIdentity());
        if (await setUp.IsOpen(context.RequestAborted))
            context.Response.Redirect(SetUpPages.Path);
        // Whoever signs out after the session has ended is out.
        else if (context.Request.Path == AccountPages.SignOut)
            context.Response.Redirect(Path);
        else if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            context.Response.Redirect(QueryHelpers.AddQueryString(Path, ToField, here));
        else
            await Show(context, new(here,
                // What another site sends isn't what somebody typed here.
                context.Request.IsFromHere() ? await Fields.Read(context.Request, context.RequestAborted) : Fields.None,
                null, "Phiên làm việc đã kết thúc. Hãy đăng nhập lại; nội dung đã gõ vẫn được giữ."), 401).ExecuteAsync(context);
    }

    public async Task<IResult> Open(HttpContext context)
    {
        if (await setUp.IsOpen(context.RequestAborted))
            return Results.Redirect(SetUpPages.Path);
        return Show(context, new(Local(context.Request.Query[ToField]), Fields.None, null, null), 200);
    }

    public async Task<IResult> Send(HttpContext context)
    {
        var fields = await Fields.Read(context.Request, context.RequestAborted);
        var (to, kept, username) = (Local(fields.Raw(ToField)), fields.Under(KeptPrefix), fields.Text("username"));
        try
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return Show(context, new(to, kept, username, "Trang đăng nhập mở đã lâu. Hãy nhập lại mật khẩu."), 400);
            var account = await signingIn.SignIn(context, username, fields.Raw("password"), context.RequestAborted);
            // A page of its own first, so that nothing is recorded that nobody has seen since.
            if (kept.All.Count > 0)
                return Page<KeptPage, KeptShown>(context, new(to, kept, account.MustChangePassword), 200);
            return Results.Redirect(account.MustChangePassword ? AccountPages.Path : to);
        }
        catch (Refused refused)
        {
            return Show(context, new(to, kept, username, refused.Message), refused.Status);
        }
    }

    private static RazorComponentResult<SignInPage> Show(HttpContext context, SignInShown model, int status) => Page<SignInPage, SignInShown>(context, model, status);

    private static RazorComponentResult<TPage> Page<TPage, TModel>(HttpContext context, TModel model, int status) where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        context.Response.Headers.CacheControl = "private, no-store";
        return new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status };
    }

    /// <summary>Only to a page of this program.</summary>
    private static string Local(string? to) => to is ['/', not ('/' or '\\'), ..] && !to.Any(char.IsControl) ? to : "/";
}

/// <summary>What was typed before signing in, to be sent now.</summary>
/// <param name="MustChangePassword">Whether a password has to be chosen before.</param>
public sealed record KeptShown(string Action, Fields Fields, bool MustChangePassword);
