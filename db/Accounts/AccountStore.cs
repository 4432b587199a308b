using System.Security.Cryptography;
using System.Text;
using Tracker.Db.Items;
using Tracker.Domain.Accounts;

namespace Tracker.Db.Accounts;

/// <summary>What signing in is judged by.</summary>
/// <param name="Stamp">Of the account's sessions: they end when it changes.</param>
/// <param name="LockedUntil">Nobody signs in before that moment; null when it isn't locked.</param>
public sealed record SignInRow(Account Account, string PasswordHash, Guid Stamp, DateTimeOffset? LockedUntil);

/// <summary>An account as its administrator sees it.</summary>
public sealed record AccountRow
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Username { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public Role Role { get; init; }
    public Guid? UnitId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SignedInAt { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }
}

/// <summary>A personal token, without its secret.</summary>
public sealed record TokenRow
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}

public sealed class AccountStore(Database database)
{
    private const string FindTokenSql = "select council_id, account_id as id, username, display_name, role, unit_id, must_change_password from find_token(@Hash)";

    /// <summary>Whose personal token this is; null when it is unknown, revoked or its account disabled.</summary>
    public async Task<Account?> FindByToken(string token, CancellationToken cancel = default) =>
        (await database.Query<Row>(FindTokenSql, new { Hash = HashOf(token) }, cancel)).SingleOrDefault()?.ToAccount();

    private const string FindSessionSql = "select council_id, account_id as id, username, display_name, role, unit_id, must_change_password from find_session(@Id, @Stamp)";

    /// <summary>Whose session this is; null when it has ended or its account is disabled.</summary>
    public async Task<Account?> FindBySession(Guid id, Guid stamp, CancellationToken cancel = default) =>
        (await database.Query<Row>(FindSessionSql, new { id, stamp }, cancel)).SingleOrDefault()?.ToAccount();

    private const string FindSignInSql = """
        select council_id, account_id as id, username, display_name, role, unit_id, must_change_password, password_hash, stamp, locked_until
        from find_sign_in(@Username)
        """;

    /// <summary>Null when no account of that name can be signed in to.</summary>
    public async Task<SignInRow?> FindSignIn(string username, CancellationToken cancel = default) =>
        (await database.Query<Row>(FindSignInSql, new { username }, cancel)).SingleOrDefault() is { } row ? new(row.ToAccount(), row.PasswordHash, row.Stamp, row.LockedUntil) : null;

    private const string SignedInSql = """
        update accounts
        set failed_sign_ins = 0, locked_until = null, signed_in_at = @Now
        where council_id = @Council
            and id = @Id
            and (locked_until is null or locked_until <= @Now)
        """;

    /// <returns>False when the account has been locked meanwhile.</returns>
    public static async Task<bool> SignedIn(Session session, Guid id, CancellationToken cancel = default) => await session.Execute(SignedInSql, new { id, session.Now }, cancel) > 0;

    private const string SignInFailedSql = """
        update accounts
        set failed_sign_ins = case when failed_sign_ins + 1 < @Most then failed_sign_ins + 1 else 0 end,
            locked_until = case when failed_sign_ins + 1 < @Most then locked_until else @Until end
        where council_id = @Council
            and id = @Id
            and (locked_until is null or locked_until <= @Now)
        """;

    /// <summary>Counts a wrong password; the <paramref name="most"/>-th in a row locks the account until <paramref name="until"/>.</summary>
    /// <returns>False when the account has been locked meanwhile.</returns>
    public static async Task<bool> SignInFailed(Session session, Guid id, int most, DateTimeOffset until, CancellationToken cancel = default) =>
        await session.Execute(SignInFailedSql, new { id, most, until, session.Now }, cancel) > 0;

    private const string AllSql = """
        select council_id, id, username, display_name, role, unit_id, must_change_password
        from accounts
        where council_id = @Council
        order by username
        """;

    public static async Task<IReadOnlyList<Account>> All(Session session, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(AllSql, cancel: cancel)).Select(r => r.ToAccount())];

    private const string ListSql = """
        select id, version, username, display_name, role, unit_id, created_at, signed_in_at, locked_until, disabled_at
        from accounts
        where council_id = @Council
        order by disabled_at is not null, username
        """;

    public static async Task<IReadOnlyList<AccountRow>> List(Session session, CancellationToken cancel = default) => await session.Query<AccountRow>(ListSql, cancel: cancel);

    /// <summary>Accounts of one council are changed one after the other, so that an administrator always stays.</summary>
    public static Task Lock(Session session, CancellationToken cancel = default) => session.Lock("accounts", cancel);

    private const string ChangeSql = """
        update accounts
        set version = version + 1, display_name = @DisplayName, role = @Role, unit_id = @UnitId, disabled_at = @DisabledAt,
            stamp = case when @DisabledAt::timestamptz is null then stamp else gen_random_uuid() end,
            failed_sign_ins = 0, locked_until = null
        where council_id = @Council
            and id = @Id
            and version = @Version
        """;

    /// <summary>Changes name, role, unit and whether it is disabled; lifts a lock. Disabling ends its sessions.</summary>
    /// <exception cref="VersionConflict">It isn't at <see cref="AccountRow.Version"/>.</exception>
    public static async Task Change(Session session, AccountRow account, CancellationToken cancel = default)
    {
        var row = new { account.Id, account.Version, account.DisplayName, Role = ItemStore.Text(account.Role), account.UnitId, account.DisabledAt };
        if (await session.Execute(ChangeSql, row, cancel) == 0)
            throw new VersionConflict(account.Id, account.Version);
    }

    private const string SetPasswordSql = """
        update accounts
        set password_hash = @PasswordHash, stamp = @Stamp, must_change_password = @MustChange, failed_sign_ins = 0, locked_until = null
        where council_id = @Council
            and id = @AccountId
        """;

    /// <summary>A new password ends every session of the account.</summary>
    /// <param name="mustChange">Whether somebody else chose it, so that its owner has to choose another.</param>
    /// <returns>The stamp of sessions from now on.</returns>
    public static async Task<Guid> SetPassword(Session session, Guid accountId, string passwordHash, bool mustChange = false, CancellationToken cancel = default)
    {
        var stamp = Guid.NewGuid();
        await session.Execute(SetPasswordSql, new { accountId, passwordHash, stamp, mustChange }, cancel);
        return stamp;
    }

    private const string EndSessionsSql = "update accounts set stamp = gen_random_uuid() where council_id = @Council and id = @AccountId";

    public static Task EndSessions(Session session, Guid accountId, CancellationToken cancel = default) => session.Execute(EndSessionsSql, new { accountId }, cancel);

    private const string AddSql = """
        insert into accounts (council_id, id, username, display_name, role, unit_id, password_hash, must_change_password, created_at)
        values (@Council, @Id, @Username, @DisplayName, @Role, @UnitId, @PasswordHash, @MustChangePassword, @Now)
        on conflict (lower(username)) do nothing
        """;

    /// <param name="passwordHash">Empty for an account that can't be signed in to yet.</param>
    /// <returns>False when the name is taken, by this council or another.</returns>
    public static async Task<bool> Add(Session session, Account account, string passwordHash, CancellationToken cancel = default) => await session.Execute(AddSql,
        new { account.Id, account.Username, account.DisplayName, Role = ItemStore.Text(account.Role), account.UnitId, passwordHash, account.MustChangePassword, session.Now }, cancel) > 0;

    private const string AddTokenSql = """
        insert into api_tokens (council_id, id, account_id, name, token_hash, created_at)
        values (@Council, @TokenId, @AccountId, @Name, @Hash, @Now)
        """;

    /// <summary>Makes a personal token. It is returned this once and kept only as a hash.</summary>
    public static async Task<string> AddToken(Session session, Guid accountId, string name, CancellationToken cancel = default)
    {
        var token = "trk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await session.Execute(AddTokenSql, new { TokenId = Guid.CreateVersion7(), accountId, name, Hash = HashOf(token), session.Now }, cancel);
        return token;
    }

    private const string TokensSql = """
        select id, name, created_at, revoked_at
        from api_tokens
        where council_id = @Council
            and account_id = @AccountId
        order by revoked_at is not null, created_at desc
        """;

    public static async Task<IReadOnlyList<TokenRow>> Tokens(Session session, Guid accountId, CancellationToken cancel = default) =>
        await session.Query<TokenRow>(TokensSql, new { accountId }, cancel);

    private const string RevokeSql = """
        update api_tokens
        set revoked_at = @Now
        where council_id = @Council
            and account_id = @AccountId
            and (@TokenId::uuid is null or id = @TokenId)
            and revoked_at is null
        """;

    /// <returns>False when the account has no such token in force.</returns>
    public static async Task<bool> Revoke(Session session, Guid accountId, Guid tokenId, CancellationToken cancel = default) =>
        await session.Execute(RevokeSql, new { accountId, tokenId, session.Now }, cancel) > 0;

    /// <summary>Every token of the account: whoever holds one is shut out.</summary>
    public static Task RevokeAll(Session session, Guid accountId, CancellationToken cancel = default) =>
        session.Execute(RevokeSql, new { accountId, TokenId = (Guid?)null, session.Now }, cancel);

    // A token is 256 random bits: a plain hash can't be guessed back, and can be looked up by index.
    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private sealed record Row
    {
        public Guid CouncilId { get; init; }
        public Guid Id { get; init; }
        public string Username { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public Role Role { get; init; }
        public Guid? UnitId { get; init; }
        public bool MustChangePassword { get; init; }
        public string PasswordHash { get; init; } = "";
        public Guid Stamp { get; init; }
        public DateTimeOffset? LockedUntil { get; init; }

        public Account ToAccount() => new(CouncilId, Id, Username, DisplayName, Role, UnitId, MustChangePassword);
    }
}
