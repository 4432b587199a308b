using Tracker.Db.Coordination;

namespace Tracker.Db.Reminders;

/// <summary>A mail that is this sender's for a while.</summary>
/// <param name="Attempt">From 1; what the sender says of the mail counts only while this is the last one.</param>
/// <param name="Try">The same, counted since it was last queued.</param>
public sealed record ClaimedMail(Guid Id, int Attempt, int Try, string Address, string Name, string? ReplyTo, string Subject, string MessageId, string TextBody, string HtmlBody);

/// <summary>
/// Mails that wait to be sent. One is claimed for a while and the attempt written down before anything goes to a server;
/// a sender that dies leaves an attempt without an outcome, and the mail is somebody else's when its time has run out.
/// </summary>
public sealed class OutboxStore(Session session)
{
    private const string ClaimSql = """
        with next as (
            select id
            from reminder_mails
            where council_id = @Council
                and state in ('queued', 'sending', 'failed')
                and next_attempt_at <= @Now
            order by next_attempt_at, id
            limit 1
            for update skip locked
        ),
        claimed as (
            update reminder_mails m
            set state = 'sending', attempts = attempts + 1, next_attempt_at = @Until
            from next
            where m.council_id = @Council
                and m.id = next.id
            returning m.id, m.attempts, m.queued_attempts, m.address, m.name, m.reply_to, m.subject, m.message_id, m.text_body, m.html_body, m.link_token
        ),
        logged as (
            insert into reminder_attempts (council_id, mail_id, number, begun_at, via)
            select @Council, id, attempts, @Now, @Via
            from claimed
        )
        select id, attempts as attempt, attempts - queued_attempts as try, link_token, address, name, reply_to, subject, message_id, text_body, html_body
        from claimed
        """;

    /// <param name="until">When the mail is anybody's again; later than the longest that sending may take.</param>
    /// <param name="via">Where it is sent to.</param>
    /// <returns>Null when nothing waits.</returns>
    public async Task<ClaimedMail?> Claim(DateTimeOffset until, string via, CancellationToken cancel = default) =>
        (await session.Find<Row>(ClaimSql, new { session.Now, until, via }, cancel))?.ToMail();

    private const string SentSql = """
        with sent as (
            update reminder_mails
            set state = 'sent', sent_at = @Now, last_error = null, link_token = null
            where council_id = @Council
                and id = @Id
                and state <> 'sent'
            returning id
        )
        update reminder_attempts
        set ended_at = @Now, outcome = 'sent'
        where council_id = @Council
            and mail_id = @Id
            and number = @Attempt
        """;

    /// <summary>The server took it: that holds whoever has claimed the mail since.</summary>
    public Task Sent(ClaimedMail mail, CancellationToken cancel = default) => session.Execute(SentSql, new { mail.Id, mail.Attempt, session.Now }, cancel);

    private const string FailedSql = """
        with failed as (
            update reminder_mails
            set state = case when @Next::timestamptz is null then 'givenUp' else 'failed' end, next_attempt_at = coalesce(@Next, next_attempt_at), last_error = @Error
            where council_id = @Council
                and id = @Id
                and attempts = @Attempt
                and state = 'sending'
            returning id
        )
        update reminder_attempts
        set ended_at = @Now, outcome = case when @Next::timestamptz is null then 'givenUp' else 'failed' end, error = @Error
        where council_id = @Council
            and mail_id = @Id
            and number = @Attempt
        """;

    /// <param name="next">When to try again; null to give up.</param>
    public Task Failed(ClaimedMail mail, string error, DateTimeOffset? next, CancellationToken cancel = default) =>
        session.Execute(FailedSql, new { mail.Id, mail.Attempt, session.Now, error, next }, cancel);

    private const string GiveUpOldSql = """
        update reminder_mails
        set state = 'givenUp', last_error = @Why
        where council_id = @Council
            and (state in ('queued', 'failed') or state = 'sending' and next_attempt_at <= @Now)
            and queued_at < @Before
        """;

    /// <summary>Gives up what has waited since before that moment: nobody is told today what held then, and a copy of the database from then would send again what went out long ago.</summary>
    public Task<int> GiveUpOld(DateTimeOffset before, string why, CancellationToken cancel = default) => session.Execute(GiveUpOldSql, new { before, why, session.Now }, cancel);

    private const string QueueAgainSql = """
        update reminder_mails m
        set state = 'queued', address = p.email, queued_at = @Now, queued_attempts = attempts, next_attempt_at = @Now, last_error = null
        from people p
        where m.council_id = @Council
            and m.id = @Id
            and m.state = 'givenUp'
            and p.council_id = @Council
            and p.id = m.person_id
            and p.email is not null
        """;

    /// <summary>A mail that was given up waits again as it was made, for the address that its reader has now.</summary>
    /// <returns>False when it isn't given up, or there is no address.</returns>
    public async Task<bool> QueueAgain(Guid id, CancellationToken cancel = default) => await session.Execute(QueueAgainSql, new { id, session.Now }, cancel) > 0;

    private sealed record Row
    {
        public Guid Id { get; init; }
        public int Attempt { get; init; }
        public int Try { get; init; }
        public string? LinkToken { get; init; }
        public string Address { get; init; } = "";
        public string Name { get; init; } = "";
        public string? ReplyTo { get; init; }
        public string Subject { get; init; } = "";
        public string MessageId { get; init; } = "";
        public string TextBody { get; init; } = "";
        public string HtmlBody { get; init; } = "";

        public ClaimedMail ToMail() => new(Id, Attempt, Try, Address, Name, ReplyTo, Subject, MessageId, Linked(TextBody), Linked(HtmlBody));

        private string Linked(string body) => LinkToken is null ? body
            : AnswerLink.Linked(body.Replace(ReminderLink.Place(Id), ReminderLink.Address(LinkToken), StringComparison.Ordinal), Id, LinkToken);
    }
}
