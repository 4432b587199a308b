using Tracker.Api.Administration;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Domain.Accounts;
using Tracker.Domain.Units;

namespace Tracker.Api.Accounts;

public sealed record AccountList(PageFrame Frame, IReadOnlyList<AccountRow> Accounts, IReadOnlyList<Unit> Units, DateTimeOffset Now);

/// <param name="Account">Null for a new one.</param>
/// <param name="IsOwn">Whether it is the administrator's own.</param>
/// <param name="IsLocked">Whether wrong passwords keep it from signing in now.</param>
public sealed record AccountForm(PageFrame Frame, AccountRow? Account, IReadOnlyList<Unit> Units, bool IsOwn, bool IsLocked);

/// <summary>A password just made: it is shown this once.</summary>
public sealed record IssuedPassword(PageFrame Frame, AccountAnswer Account, bool IsNew);

/// <summary>Accounts as their administrator keeps them.</summary>
public sealed class AccountAdminPages(PageFrames frames, PageForms forms, AccountWriting writing, Session session, CurrentUser user, Ask ask, Typed typed, IHttpContextAccessor http)
{
    public const string Path = AdministrationPages.Path + "/tai-khoan";
    public const string New = Path + "/moi";

    private HttpResponse Response => http.HttpContext!.Response;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.Administer);
        mine.MapGet("", (AccountAdminPages page, CancellationToken cancel) => page.List(cancel));
        mine.MapGet("/moi", (AccountAdminPages page, CancellationToken cancel) => page.Show(null, cancel));
        mine.MapPost("/moi", (AccountAdminPages page, CancellationToken cancel) => page.Add(cancel));
        mine.MapGet("/{id:guid}", (Guid id, AccountAdminPages page, CancellationToken cancel) => page.Show(id, cancel));
        mine.MapPost("/{id:guid}", (Guid id, AccountAdminPages page, CancellationToken cancel) => page.Change(id, cancel));
        mine.MapPost("/{id:guid}/mat-khau", (Guid id, AccountAdminPages page, CancellationToken cancel) => page.SetPassword(id, cancel));
        mine.MapPost("/{id:guid}/mo-khoa", (Guid id, AccountAdminPages page, CancellationToken cancel) => page.Unlock(id, cancel));
    }

    private async Task<IResult> List(CancellationToken cancel) => PageEndpoints.Show<AccountListPage, AccountList>(Response, new(
        await frames.Read(Place.Administration, cancel), await AccountStore.List(session, cancel), await ask.Units(cancel), session.Now));

    private async Task<IResult> Show(Guid? id, CancellationToken cancel)
    {
        var units = await ask.Units(cancel);
        var account = id is null ? null : (await AccountStore.List(session, cancel)).FirstOrDefault(a => a.Id == id) ?? throw Refused.NotFound("tài khoản này");
        if (account is not null)
            typed.Rebase(AccountWriting.Fields(account, units));
        return PageEndpoints.Show<AccountFormPage, AccountForm>(Response, new(
            await frames.Read(Place.Administration, cancel), account, units, account?.Id == user.AccountId, account?.LockedUntil > session.Now));
    }

    private Task<IResult> Add(CancellationToken cancel) => Issue(New, isNew: true, fields => writing.Add(
        new(fields.Needed("username"), fields.Needed("displayName"), fields.Choice<Role>("role") ?? throw Refused.Field("role", "Hãy chọn vai trò."), fields.Text("unit")), cancel),
        () => Show(null, cancel), cancel);

    private Task<IResult> SetPassword(Guid id, CancellationToken cancel) =>
        Issue($"{Path}/{id}", isNew: false, _ => writing.SetPassword(id, cancel), () => Show(id, cancel), cancel);

    /// <summary>Answers with a page of its own: the password is shown once and lies nowhere.</summary>
    private async Task<IResult> Issue(string page, bool isNew, Func<Fields, Task<Written>> write, Func<Task<IResult>> show, CancellationToken cancel)
    {
        AccountAnswer? issued = null;
        var sent = await forms.Send(page, async fields =>
        {
            var made = (AccountAnswer)(await write(fields)).Body;
            await session.Commit(cancel);
            issued = made;
            return new(isNew ? $"Đã thêm tài khoản {made.Username}." : $"Đã đặt mật khẩu tạm cho {made.Username}.");
        }, show, repeats: !isNew);
        if (issued is null)
            return sent;
        http.HttpContext!.Request.Path = page;
        var result = PageEndpoints.Show<IssuedPasswordPage, IssuedPassword>(Response, new(await frames.Read(Place.Administration, cancel), issued, isNew));
        Response.Headers.CacheControl = "private, no-store";
        return result;
    }

    private Task<IResult> Change(Guid id, CancellationToken cancel) => forms.Send($"{Path}/{id}", async fields =>
    {
        var request = new AccountRequest(
            fields.Needed("displayName"), fields.Choice<Role>("role") ?? throw Refused.Field("role", "Hãy chọn vai trò."), fields.Text("unit"), fields.Ticked("disabled"));
        var changed = (AccountAnswer)(await writing.Change(id, request, fields.ShownVersion, cancel)).Body;
        return new($"Đã ghi thay đổi của tài khoản {changed.Username}.", Path);
    }, () => Show(id, cancel));

    private Task<IResult> Unlock(Guid id, CancellationToken cancel) => forms.Send($"{Path}/{id}", async _ =>
    {
        var unlocked = (AccountAnswer)(await writing.Unlock(id, cancel)).Body;
        return new($"Đã mở khóa tài khoản {unlocked.Username}; người dùng đăng nhập lại được ngay.", Path);
    }, () => Show(id, cancel));
}
