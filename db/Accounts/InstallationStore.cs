using System.Security.Cryptography;
using System.Text;

namespace Tracker.Db.Accounts;

/// <summary>What belongs to the installation and to no council: keys by which cookies are sealed, codes by which the first council is set up.</summary>
public sealed class InstallationStore(Database database)
{
    private const string KeysSql = "select xml from data_protection_keys order by name";

    public async Task<IReadOnlyList<string>> Keys(CancellationToken cancel = default) => await database.Query<string>(KeysSql, null, cancel);

    private const string AddKeySql = "insert into data_protection_keys (name, xml) values (@Name, @Xml) on conflict do nothing returning name";

    public Task AddKey(string name, string xml, CancellationToken cancel = default) => database.Query<string>(AddKeySql, new { name, xml }, cancel);

    private const string AddCodeSql = "insert into setup_codes (code_hash, created_at) values (@Hash, @Now) on conflict do nothing returning created_at";

    /// <summary>Makes a code by which the first council may be set up. It is returned this once and kept only as a hash.</summary>
    public async Task<string> AddCode(CancellationToken cancel = default)
    {
        // Without what is easily mistaken for something else when it is typed off a screen.
        var code = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 8);
        await database.Query<DateTimeOffset>(AddCodeSql, new { Hash = HashOf(code), database.Now }, cancel);
        return $"{code[..4]}-{code[4..]}";
    }

    private const string TakeCodeSql = """
        with taken as (delete from setup_codes where exists (select from setup_codes where code_hash = @Hash) returning code_hash)
        select 1 from taken limit 1
        """;

    /// <summary>Uses up a code, and every other one with it: a council is set up once.</summary>
    /// <returns>False when there is no such code.</returns>
    public static async Task<bool> TakeCode(Session session, string code, CancellationToken cancel = default) =>
        await session.Find<int?>(TakeCodeSql, new { Hash = HashOf(code) }, cancel) is not null;

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "").Replace(" ", "").ToUpperInvariant()));
}
