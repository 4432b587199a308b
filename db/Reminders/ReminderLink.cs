using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tracker.Db.Reminders;

/// <summary>The link in a mail by which its reader says without an account that it has come.</summary>
public static class ReminderLink
{
    /// <summary>How long it holds.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromDays(60);

    public const string Path = "/da-nhan";

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What stands in a mail's body until it goes out. Nothing that people write has the mail's id in it.</summary>
    public static string Place(Guid mail) => $"{Path}/{mail:N}";

    public static string Address(string token) => $"{Path}/{token}";

    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>Whose mail a link is of.</summary>
public sealed record LinkedMail
{
    public Guid CouncilId { get; init; }
    public Guid MailId { get; init; }
}

/// <summary>What whoever holds a link is shown.</summary>
public sealed record AcknowledgedMail
{
    public DateOnly Day { get; init; }
    public string Name { get; init; } = "";
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string[] Titles { get; init; } = [];
}

public sealed class ReminderLinkStore(Session session)
{
    private const string FindSql = "select council_id, mail_id from find_reminder_link(@Hash)";

    /// <summary>Null for what is no link, or one that was revoked.</summary>
    public static async Task<LinkedMail?> Find(Database database, string token, CancellationToken cancel = default) =>
        (await database.Query<LinkedMail>(FindSql, new { Hash = ReminderLink.HashOf(token) }, cancel)).SingleOrDefault();

    private const string ReadSql = """
        select
            m.day, m.name, l.expires_at, l.acknowledged_at,
            array(
                select s.title
                from reminder_mail_items i
                join item_spans s
                    on s.council_id = @Council
                    and s.item_id = i.item_id
                    and s.known_to = 'infinity'
                    and s.from_on <= @Today
                    and s.to_on > @Today
                where i.council_id = @Council
                    and i.mail_id = m.id
                order by i.days_overdue desc, i.due_on, s.title
            ) || array(
                select n.title
                from reminder_mail_notices n
                where n.council_id = @Council
                    and n.mail_id = m.id
                order by n.place
            ) as titles
        from reminder_links l
        join reminder_mails m on m.council_id = @Council and m.id = l.mail_id
        where l.council_id = @Council
            and l.mail_id = @Mail
        """;

    public Task<AcknowledgedMail?> Read(Guid mail, DateOnly today, CancellationToken cancel = default) => session.Find<AcknowledgedMail>(ReadSql, new { mail, today }, cancel);

    private const string AcknowledgeSql = """
        update reminder_links
        set acknowledged_at = @Now
        where council_id = @Council
            and mail_id = @Mail
            and acknowledged_at is null
            and revoked_at is null
            and expires_at > @Now
        """;

    /// <returns>False when nothing was recorded: it was said before, or the link holds no longer.</returns>
    public async Task<bool> Acknowledge(Guid mail, CancellationToken cancel = default) => await session.Execute(AcknowledgeSql, new { mail, session.Now }, cancel) > 0;

    private const string RevokeSql = """
        update reminder_links
        set revoked_at = @Now
        where council_id = @Council
            and mail_id = @Mail
            and revoked_at is null
        """;

    public async Task<bool> Revoke(Guid mail, CancellationToken cancel = default) => await session.Execute(RevokeSql, new { mail, session.Now }, cancel) > 0;
}
