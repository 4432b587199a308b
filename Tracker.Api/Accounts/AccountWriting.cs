using System.Text.Json.Serialization;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Api.Units;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Db.Journal;
using Tracker.Domain;
using Tracker.Domain.Accounts;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Accounts;

/// <param name="Unit">Id or name; needed for the role unit.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewAccountRequest(string Username, string DisplayName, [property: JsonRequired] Role Role, string? Unit = null);

/// <param name="Unit">Id or name; needed for the role unit.</param>
/// <param name="Disabled">Can't be signed in to; what it recorded stays.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AccountRequest(string DisplayName, [property: JsonRequired] Role Role, string? Unit = null, bool Disabled = false);

/// <summary>An account, with the password that was just made for it.</summary>
/// <param name="TemporaryPassword">Shown this once; null where it isn't, and when an answer is given again.</param>
public sealed record AccountAnswer(
    Guid Id, int Version, string Username, string DisplayName, Role Role, Guid? Unit, DateTimeOffset CreatedAt, DateTimeOffset? SignedInAt, DateTimeOffset? LockedUntil, DateTimeOffset? DisabledAt,
    string? TemporaryPassword = null)
{
    public static AccountAnswer Of(AccountRow a) => new(a.Id, a.Version, a.Username, a.DisplayName, a.Role, a.UnitId, a.CreatedAt, a.SignedInAt, a.LockedUntil, a.DisabledAt);
}

/// <summary>Changes of accounts by an administrator, from the API and from pages.</summary>
public sealed class AccountWriting(Session session, Ask ask, CurrentUser user, SigningIn signingIn)
{
    private const int LongestName = 200;

    public async Task<Written> Add(NewAccountRequest request, CancellationToken cancel)
    {
        var username = AccountRules.Username((request.Username ?? "").Trim());
        var (name, unit) = (Name(request.DisplayName), await Unit(request.Role, request.Unit, cancel));
        var account = new Account(session.Council, Guid.CreateVersion7(), username, name, request.Role, unit, MustChangePassword: true);
        var (password, hash) = signingIn.Temporary(account);
        if (!await AccountStore.Add(session, account, hash, cancel))
            throw Refused.Field("username", $"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác, ví dụ thêm tên đơn vị.");
        var row = await Find(account.Id!.Value, cancel);
        await Tell("Thêm tài khoản", row, [], cancel);
        return Shown(row, password, $"/api/accounts/{row.Id}");
    }

    public async Task<Written> Change(Guid id, AccountRequest request, int expectedVersion, CancellationToken cancel)
    {
        await AccountStore.Lock(session, cancel);
        var current = await Find(id, cancel);
        if (current.Version != expectedVersion)
            throw Preconditions.Stale(current.Version, AccountAnswer.Of(current));
        var changed = current with
        {
            DisplayName = Name(request.DisplayName), Role = request.Role, UnitId = await Unit(request.Role, request.Unit, cancel),
            DisabledAt = request.Disabled ? current.DisabledAt ?? session.Now : null,
        };
        await CheckAdministrators(current, changed, cancel);
        await AccountStore.Change(session, changed, cancel);
        var act = (current.DisabledAt is null, changed.DisabledAt is null) switch
        {
            (true, false) => "Ngừng tài khoản",
            (false, true) => "Cho dùng lại tài khoản",
            _ => "Sửa tài khoản",
        };
        await Tell(act, changed, Fields(current, await ask.Units(cancel)), cancel);
        return Shown(await Find(id, cancel));
    }

    /// <summary>A password that its owner has to change on signing in; all sessions and tokens of the account end: this is also what is done when somebody else has got in.</summary>
    public async Task<Written> SetPassword(Guid id, CancellationToken cancel)
    {
        var row = await Find(id, cancel);
        if (row.Id == user.AccountId)
            throw new RuleBroken("Hãy đổi mật khẩu của chính mình ở trang Tài khoản.", "own-account");
        if (row.DisabledAt is not null)
            throw new RuleBroken("Tài khoản đang ngừng sử dụng. Hãy cho dùng lại trước khi đặt mật khẩu.", "account-disabled");
        var (password, hash) = signingIn.Temporary(new(session.Council, row.Id, row.Username, row.DisplayName, row.Role, row.UnitId));
        await AccountStore.SetPassword(session, id, hash, mustChange: true, cancel);
        await AccountStore.RevokeAll(session, id, cancel);
        await Tell("Đặt mật khẩu tạm", row, null, cancel);
        return Shown(row, password);
    }

    /// <summary>Lets somebody try again who typed too many wrong passwords.</summary>
    public async Task<Written> Unlock(Guid id, CancellationToken cancel)
    {
        var row = await Find(id, cancel);
        if (row.LockedUntil is null || row.LockedUntil <= session.Now)
            throw new RuleBroken("Tài khoản này không bị tạm khóa.", "not-locked");
        await AccountStore.Change(session, row, cancel);
        await Tell("Mở khóa tài khoản", row, null, cancel);
        return Shown(await Find(id, cancel));
    }

    public static IReadOnlyList<ShownField> Fields(AccountRow account, IReadOnlyList<Unit> units) =>
    [
        new("displayName", account.DisplayName),
        new("role", Link.Name(account.Role), role => RoleWords.Choices.FirstOrDefault(r => r.Value == role).Text ?? role),
        new("unit", account.UnitId?.ToString() ?? "", UnitWords.Reader(units)),
        new("disabled", account.DisabledAt is null ? "" : "1", _ => "có"),
    ];

    /// <summary>Somebody must always be able to administer, and nobody shuts themselves out.</summary>
    private async Task CheckAdministrators(AccountRow current, AccountRow changed, CancellationToken cancel)
    {
        if (current.Role != Role.Administrator || current.DisabledAt is not null || changed is { Role: Role.Administrator, DisabledAt: null })
            return;
        if (current.Id == user.AccountId)
            throw new RuleBroken("Bạn không thể ngừng hoặc đổi vai trò của chính mình. Hãy nhờ một quản trị khác.", "own-account");
        // Whoever asks may have lost the role since the request began.
        if (!(await AccountStore.List(session, cancel)).Any(a => a.Id != current.Id && a is { Role: Role.Administrator, DisabledAt: null }))
            throw new RuleBroken("Đây là quản trị cuối cùng. Hãy giao vai trò quản trị cho một tài khoản khác trước.", "last-administrator");
    }

    private async Task<AccountRow> Find(Guid id, CancellationToken cancel) =>
        (await AccountStore.List(session, cancel)).FirstOrDefault(a => a.Id == id) ?? throw Refused.NotFound("tài khoản này");

    private static string Name(string? typed) => VietnameseText.Normalize(typed) switch
    {
        "" => throw Refused.Field("displayName", "Hãy ghi họ tên người dùng tài khoản."),
        { Length: > LongestName } => throw Refused.Field("displayName", $"Họ tên dài quá {LongestName} ký tự; hãy rút gọn."),
        var name => name,
    };

    private async Task<Guid?> Unit(Role role, string? unit, CancellationToken cancel) => unit is { Length: > 0 } ? (await ask.FindUnit(unit, "unit", cancel)).Id
        : role == Role.Unit ? throw Refused.Field("unit", "Tài khoản của đơn vị cần biết là đơn vị nào: hãy chọn đơn vị.")
        : null;

    private async Task Tell(string act, AccountRow row, IReadOnlyList<ShownField>? before, CancellationToken cancel) => await new JournalStore(session).Add(
        user.AccountId, act, row.Username, before is null ? null : ShownFields.Changes(before, Fields(row, await ask.Units(cancel))), JournalKind.Administration, cancel);

    // A password lies nowhere but in its hash: an answer that is given again is given without it.
    private static Written Shown(AccountRow row, string? password = null, string? location = null)
    {
        var answer = AccountAnswer.Of(row);
        return new(answer with { TemporaryPassword = password }, row.Version, location) { Kept = answer };
    }
}
