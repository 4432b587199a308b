using System.Security.Cryptography;
using System.Text;
using Tracker.Db.Items;
using Tracker.Domain.Accounts;

namespace Tracker.Db.Accounts;

public sealed class AccountStore(Database database)
{
    private const string FindTokenSql = "select council_id, account_id as id, username, display_name, role, unit_id from find_token(@Hash)";

    /// <summary>Whose personal token this is; null when it is unknown, revoked or its account disabled.</summary>
    public async Task<Account?> FindByToken(string token, CancellationToken cancel = default) =>
        (await database.Query<Row>(FindTokenSql, new { Hash = HashOf(token) }, cancel)).SingleOrDefault()?.ToAccount();

    private const string AddSql = """
        insert into accounts (council_id, id, username, display_name, role, unit_id, password_hash, created_at)
        values (@Council, @Id, @Username, @DisplayName, @Role, @UnitId, @PasswordHash, @Now)
        """;

    private const string AllSql = """
        select council_id, id, username, display_name, role, unit_id
        from accounts
        where council_id = @Council
        order by username
        """;

    public static async Task<IReadOnlyList<Account>> All(Session session, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(AllSql, cancel: cancel)).Select(r => r.ToAccount())];

    private const string SetPasswordSql = "update accounts set password_hash = @PasswordHash where council_id = @Council and id = @AccountId";

    public static Task SetPassword(Session session, Guid accountId, string passwordHash, CancellationToken cancel = default) =>
        session.Execute(SetPasswordSql, new { accountId, passwordHash }, cancel);

    private const string AddTokenSql = """
        insert into api_tokens (council_id, id, account_id, name, token_hash, created_at)
        values (@Council, @TokenId, @AccountId, @Name, @Hash, @Now)
        """;

    /// <param name="passwordHash">Empty for an account that can't be signed in to yet.</param>
    public static Task Add(Session session, Account account, string passwordHash, CancellationToken cancel = default) =>
        session.Execute(AddSql, new { account.Id, account.Username, account.DisplayName, Role = ItemStore.Text(account.Role), account.UnitId, passwordHash, session.Now }, cancel);

    /// <summary>Makes a personal token. It is returned this once and kept only as a hash.</summary>
    public static async Task<string> AddToken(Session session, Guid accountId, string name, CancellationToken cancel = default)
    {
        var token = "trk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await session.Execute(AddTokenSql, new { TokenId = Guid.CreateVersion7(), accountId, name, Hash = HashOf(token), session.Now }, cancel);
        return token;
    }

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

        public Account ToAccount() => new(CouncilId, Id, Username, DisplayName, Role, UnitId);
    }
}
