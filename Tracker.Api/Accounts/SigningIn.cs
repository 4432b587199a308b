using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Tracker.Api.Pages;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Db.Journal;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;

namespace Tracker.Api.Accounts;

/// <summary>Names and passwords: the one place that compares them.</summary>
public sealed class SigningIn(Database database, AccountStore accounts, TimeProvider clock)
{
    private const int MostFailures = 5;
    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);
    public const int ShortestPassword = 10;
    private const int LongestPassword = 200;

    private readonly PasswordHasher<Account> _hasher = new();
    private readonly Lazy<string> _nobodys = new(() => new PasswordHasher<Account>().HashPassword(Nobody, "nobody's password"));
    private static Account Nobody => new(Guid.Empty, null, "", "", Role.Reader, null);

    /// <summary>Signs in: the answer sets the cookie.</summary>
    /// <exception cref="Refused">401 for a wrong name or password, 429 while the account is locked.</exception>
    public async Task<Account> SignIn(HttpContext context, string? username, string? password, CancellationToken cancel)
    {
        var found = await accounts.FindSignIn((username ?? "").Trim(), cancel);
        // A name that doesn't exist takes as long as a password that is wrong.
        var verified = _hasher.VerifyHashedPassword(found?.Account ?? Nobody, found is { PasswordHash.Length: > 0 } ? found.PasswordHash : _nobodys.Value, Shortened(password));
        if (found is not { Account: { Id: { } id } account } || found.PasswordHash.Length == 0)
            throw Wrong;
        var now = clock.GetUtcNow();
        if (found.LockedUntil is { } until && now < until)
            throw Locked(until);
        await using var session = database.Open(account.CouncilId);
        if (verified == PasswordVerificationResult.Failed)
        {
            // Of many that try at once, those after the last allowed failure learn nothing of their password.
            if (!await AccountStore.SignInFailed(session, id, MostFailures, now + LockedFor, cancel))
                throw Locked(now + LockedFor);
            await new JournalStore(session).Add(null, "Đăng nhập không thành công", account.Username, cancel: cancel);
            await session.Commit(cancel);
            throw Wrong;
        }
        if (!await AccountStore.SignedIn(session, id, cancel))
            throw Locked(now + LockedFor);
        var stamp = verified == PasswordVerificationResult.SuccessRehashNeeded
            ? await AccountStore.SetPassword(session, id, _hasher.HashPassword(account, password!), account.MustChangePassword, cancel)
            : found.Stamp;
        await new JournalStore(session).Add(id, "Đăng nhập", account.Username, cancel: cancel);
        await session.Commit(cancel);
        await SessionCookie.Begin(context, account, stamp);
        return account;
    }

    /// <summary>Chooses another password: every session of the account ends but this one.</summary>
    public async Task ChangePassword(HttpContext context, Session session, Account account, string? current, string? chosen, string? again, CancellationToken cancel)
    {
        var found = await accounts.FindSignIn(account.Username, cancel);
        if (found is null || _hasher.VerifyHashedPassword(account, found.PasswordHash, Shortened(current)) == PasswordVerificationResult.Failed)
            throw Refused.Field("current", "Mật khẩu hiện tại không đúng. Hãy nhập lại.");
        var hash = Hash(account, chosen, again);
        if (chosen == current)
            throw Refused.Field("chosen", "Mật khẩu mới phải khác mật khẩu hiện tại.");
        var stamp = await AccountStore.SetPassword(session, account.Id!.Value, hash, cancel: cancel);
        await new JournalStore(session).Add(account.Id, "Đổi mật khẩu", account.Username, cancel: cancel);
        await SessionCookie.Begin(context, account with { MustChangePassword = false }, stamp);
    }

    /// <summary>The hash of a password that will do.</summary>
    /// <exception cref="Refused">It won't; the sentence says why.</exception>
    public string Hash(Account account, string? chosen, string? again)
    {
        if (chosen is null || chosen.Length < ShortestPassword)
            throw Refused.Field("chosen", $"Mật khẩu cần ít nhất {ShortestPassword} ký tự. Một câu ngắn dễ nhớ là mật khẩu tốt.");
        if (chosen.Length > LongestPassword)
            throw Refused.Field("chosen", $"Mật khẩu dài quá {LongestPassword} ký tự.");
        if (chosen.Distinct().Count() < 4 || account.Username.Length > 3 && chosen.Contains(account.Username, StringComparison.OrdinalIgnoreCase))
            throw Refused.Field("chosen", "Mật khẩu này dễ đoán. Hãy chọn mật khẩu không lặp một ký tự và không chứa tên đăng nhập.");
        if (chosen != again)
            throw Refused.Field("again", "Hai lần nhập mật khẩu mới chưa giống nhau. Hãy nhập lại.");
        return _hasher.HashPassword(account, chosen);
    }

    // Letters and digits that can't be taken for one another when they are read out.
    private const string Clear = "abcdefghkmnpqrstuvwxyz23456789";

    /// <summary>A password to be told to somebody, who then chooses another; it is returned this once.</summary>
    public (string Password, string Hash) Temporary(Account account)
    {
        var password = string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Clear, 4)));
        return (password, _hasher.HashPassword(account, password));
    }

    // Hashing takes its time with every character; nobody's password has thousands.
    private static string Shortened(string? password) => password is null ? "" : password.Length > LongestPassword ? password[..LongestPassword] + "…" : password;

    private static Refused Locked(DateTimeOffset until) =>
        new(429, "locked", $"Tài khoản tạm khóa vì nhập sai mật khẩu {MostFailures} lần. Hãy đăng nhập lại sau {Moments.Text(until)}, hoặc nhờ quản trị mở khóa.");

    private static Refused Wrong => new(401, "wrong-password", "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại.");
}
