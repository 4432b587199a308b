using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Db.Coordination;

/// <summary>The link by which an outside body answers for one item without an account.</summary>
public static partial class AnswerLink
{
    public const string Path = "/tra-loi";

    /// <summary>How long one in a mail holds.</summary>
    public static TimeSpan LifeInMail { get; } = TimeSpan.FromDays(60);

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Address(string token) => $"{Path}/{token}";

    /// <summary>What stands in a mail's body for an item until the mail goes out.</summary>
    public static string Place(Guid mail, Guid item) => $"{Path}/{mail:N}-{item:N}";

    /// <summary>The token for an item of a mail, from the mail's own secret: neither tells the other.</summary>
    public static string TokenIn(string mailToken, Guid item) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(mailToken), Encoding.UTF8.GetBytes($"answer:{item:N}")));

    /// <summary>The body with its links in place.</summary>
    public static string Linked(string body, Guid mail, string mailToken) => Places.Replace(body, place =>
        place.Groups["mail"].Value == mail.ToString("N") ? Address(TokenIn(mailToken, Guid.ParseExact(place.Groups["item"].Value, "N"))) : place.Value);

    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    [GeneratedRegex("/tra-loi/(?<mail>[0-9a-f]{32})-(?<item>[0-9a-f]{32})")]
    private static partial Regex Places { get; }
}

/// <summary>Whose link it is.</summary>
public sealed record FoundLink
{
    public Guid CouncilId { get; init; }
    public Guid LinkId { get; init; }
}

/// <summary>A link as it stands.</summary>
public sealed record AnswerLinkRow
{
    public Guid Id { get; init; }
    public Guid ItemId { get; init; }
    public Guid UnitId { get; init; }
    /// <summary>Null where it stands in a mail, whose own it is.</summary>
    public string? SealedToken { get; init; }
    public Guid? MailId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string? CreatedBy { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    public bool IsLive(DateTimeOffset now) => RevokedAt is null && AnsweredAt is null && ExpiresAt > now;
}

public sealed class AnswerLinkStore(Session session)
{
    private const string FindSql = "select council_id, link_id from find_answer_link(@Hash)";

    /// <summary>Null for what is no link.</summary>
    public static async Task<FoundLink?> Find(Database database, string token, CancellationToken cancel = default) =>
        (await database.Query<FoundLink>(FindSql, new { Hash = AnswerLink.HashOf(token) }, cancel)).SingleOrDefault();

    private const string Columns = """
        l.id, l.item_id, l.unit_id, l.sealed_token, l.mail_id, l.created_at, l.expires_at, l.revoked_at, l.answered_at,
        (select display_name from accounts where council_id = @Council and id = l.created_by) as created_by
        """;

    private const string ReadSql = $"""
        select {Columns}
        from answer_links l
        where l.council_id = @Council
            and l.id = @Id
        """;

    public Task<AnswerLinkRow?> Read(Guid id, CancellationToken cancel = default) => session.Find<AnswerLinkRow>(ReadSql, new { id }, cancel);

    private const string HoldSql = ReadSql + "\nfor update of l";

    /// <summary>The same, held until the session ends: of two answers at once the second finds the first.</summary>
    public Task<AnswerLinkRow?> Hold(Guid id, CancellationToken cancel = default) => session.Find<AnswerLinkRow>(HoldSql, new { id }, cancel);

    private const string OfItemSql = $"""
        select {Columns}
        from answer_links l
        where l.council_id = @Council
            and l.item_id = @Item
        order by l.created_at desc, l.id
        """;

    /// <summary>Every link for an item, the latest first.</summary>
    public async Task<IReadOnlyList<AnswerLinkRow>> OfItem(Guid item, CancellationToken cancel = default) => await session.Query<AnswerLinkRow>(OfItemSql, new { item }, cancel);

    private const string AddSql = """
        insert into answer_links (council_id, id, item_id, unit_id, token_hash, sealed_token, created_at, created_by, expires_at)
        values (@Council, @Id, @Item, @Unit, @Hash, @SealedToken, @Now, @Account, @ExpiresAt)
        """;

    public Task Add(Guid id, Guid item, Guid unit, string token, string? sealedToken, DateTimeOffset expiresAt, Guid? account, CancellationToken cancel = default) =>
        session.Execute(AddSql, new { id, item, unit, Hash = AnswerLink.HashOf(token), sealedToken, session.Now, account, expiresAt }, cancel);

    private const string AddToMailsSql = """
        insert into answer_links (council_id, id, item_id, unit_id, token_hash, mail_id, created_at, expires_at)
        select @Council, id, item_id, unit_id, token_hash, mail_id, @Now, @ExpiresAt
        from unnest(@Ids::uuid[], @Items::uuid[], @Units::uuid[], @Hashes::bytea[], @Mails::uuid[]) as l(id, item_id, unit_id, token_hash, mail_id)
        """;

    /// <summary>The links that stand in mails.</summary>
    public Task AddToMails(IReadOnlyCollection<(Guid Mail, string MailToken, Guid Item, Guid Unit)> links, CancellationToken cancel = default) => links.Count == 0 ? Task.CompletedTask
        : session.Execute(AddToMailsSql, new
        {
            Ids = links.Select(_ => Guid.CreateVersion7()).ToArray(), Items = links.Select(l => l.Item).ToArray(), Units = links.Select(l => l.Unit).ToArray(),
            Hashes = links.Select(l => AnswerLink.HashOf(AnswerLink.TokenIn(l.MailToken, l.Item))).ToArray(), Mails = links.Select(l => l.Mail).ToArray(),
            session.Now, ExpiresAt = session.Now + AnswerLink.LifeInMail,
        }, cancel);

    private const string AnsweredSql = """
        update answer_links
        set answered_at = @Now
        where council_id = @Council
            and id = @Id
            and answered_at is null
        """;

    public Task Answered(Guid id, CancellationToken cancel = default) => session.Execute(AnsweredSql, new { id, session.Now }, cancel);

    private const string RevokeSql = """
        update answer_links
        set revoked_at = @Now
        where council_id = @Council
            and (id = @Id or mail_id = @Mail)
            and revoked_at is null
            and answered_at is null
        """;

    /// <returns>False when it was revoked or answered before.</returns>
    public async Task<bool> Revoke(Guid id, CancellationToken cancel = default) => await session.Execute(RevokeSql, new { id, Mail = (Guid?)null, session.Now }, cancel) > 0;

    /// <summary>Those that stand in a mail.</summary>
    public Task RevokeOfMail(Guid mail, CancellationToken cancel = default) => session.Execute(RevokeSql, new { Id = (Guid?)null, mail, session.Now }, cancel);
}
