using Tracker.Db.Items;
using Tracker.Domain.Reminders;

namespace Tracker.Db.Reminders;

/// <summary>What became of a mail.</summary>
public enum ReminderResult
{
    /// <summary>The server, or the folder, has it.</summary>
    Sent,
    /// <summary>Not tried yet, or being sent.</summary>
    Waiting,
    /// <summary>Tried without success; tried again later.</summary>
    Failed,
    /// <summary>Tried no more.</summary>
    GivenUp,
    /// <summary>Sent, and its reader said that it has come.</summary>
    Acknowledged,
}

/// <summary>Which mails are wanted. What is null doesn't narrow.</summary>
/// <param name="Reader">The unit whose own mails alone may be seen; null for whoever may see all.</param>
/// <param name="Unit">Mails to its people, and mails about items that it leads.</param>
/// <param name="From">First day, inclusive.</param>
/// <param name="To">Last day, inclusive.</param>
public sealed record ReminderQuery(Guid? Reader)
{
    public Guid? Unit { get; init; }
    public Guid? Person { get; init; }
    public Guid? Item { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public ReminderResult? Result { get; init; }
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 50;
}

/// <summary>Which notices are wanted. What is null doesn't narrow.</summary>
/// <param name="Reader">As of <see cref="ReminderQuery"/>.</param>
/// <param name="Told">The unit whose people were told.</param>
/// <param name="From">First day, inclusive.</param>
/// <param name="To">Last day, inclusive.</param>
public sealed record ToldQuery(Guid? Reader, Guid? Mail = null, Guid? Item = null, Guid? Told = null, DateOnly? From = null, DateOnly? To = null, int Most = int.MaxValue);

/// <summary>A mail as a line of the list.</summary>
public record ReminderRow
{
    public Guid Id { get; init; }
    public DateOnly Day { get; init; }
    /// <summary>digest: by the plan of the day; now: at somebody's wish.</summary>
    public string Kind { get; init; } = "";
    public Guid PersonId { get; init; }
    public string Name { get; init; } = "";
    public string Address { get; init; } = "";
    /// <summary>The reader's when it was made.</summary>
    public Guid? UnitId { get; init; }
    public string Subject { get; init; } = "";
    public int Items { get; init; }
    /// <summary>What it tells beside due days.</summary>
    public int Notices { get; init; }
    public ReminderResult Result { get; init; }
    /// <summary>How often it has been tried since it was queued last.</summary>
    public int Tries { get; init; }
    /// <summary>Of a mail that failed.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public string? LastError { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
}

/// <summary>An item as a mail reminded of it.</summary>
public sealed record RemindedItem
{
    public Guid ItemId { get; init; }
    /// <summary>Null when it is void by now.</summary>
    public string? Title { get; init; }
    public string Number { get; init; } = "";
    public Guid UnitId { get; init; }
    public ReminderReason Reason { get; init; }
    public DateOnly DueOn { get; init; }
    public int DaysOverdue { get; init; }
}

/// <summary>What a mail told beside due days, as it stood then.</summary>
public sealed record ToldNotice
{
    public Guid MailId { get; init; }
    public NoticeKind Kind { get; init; }
    /// <summary>An item, a proposal, an agreement, a session or a meeting, by the kind.</summary>
    public Guid SubjectId { get; init; }
    public Guid? ItemId { get; init; }
    public Guid? UnitId { get; init; }
    public DateOnly BeganOn { get; init; }
    public string Title { get; init; } = "";
    public string About { get; init; } = "";
    /// <summary>Of the mail.</summary>
    public DateOnly Day { get; init; }
    /// <summary>Its reader.</summary>
    public string Name { get; init; } = "";
    /// <summary>The reader's.</summary>
    public string? UnitName { get; init; }
    public ReminderResult Result { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
}

/// <summary>One try to send a mail. One without an outcome was cut short: nobody knows whether the mail was taken.</summary>
public sealed record ReminderAttempt
{
    public int Number { get; init; }
    public DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? Outcome { get; init; }
    public string Via { get; init; } = "";
    public string? Error { get; init; }
}

/// <summary>A mail as it went out, but for the link in it.</summary>
public sealed record WholeReminder(ReminderRow Row, string Text, string MessageId, DateTimeOffset? LinkExpiresAt, DateTimeOffset? LinkRevokedAt, IReadOnlyList<RemindedItem> Items, IReadOnlyList<ToldNotice> Notices, IReadOnlyList<ReminderAttempt> Attempts);

/// <summary>One time that an item was reminded of.</summary>
public sealed record ItemReminder
{
    public Guid MailId { get; init; }
    public Guid ItemId { get; init; }
    public DateOnly Day { get; init; }
    public string Name { get; init; } = "";
    public string? UnitName { get; init; }
    public ReminderReason Reason { get; init; }
    public ReminderResult Result { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public DateOnly DueOn { get; init; }
    public string? Title { get; init; }
    public string Number { get; init; } = "";
}

/// <summary>What is wrong with reminding.</summary>
/// <param name="GivenUp">Mails given up, of the last months.</param>
/// <param name="Unreached">Units that were to be reminded lately, but nobody of whom has an address.</param>
public sealed record ReminderFindings(int GivenUp, IReadOnlyList<Guid> Unreached);

/// <summary>Reads who was reminded of what, when, with what result.</summary>
public sealed class ReminderLog(Session session)
{
    private const string ResultSql = """
        case
            when l.acknowledged_at is not null then 'acknowledged'
            when m.state = 'sent' then 'sent'
            when m.state in ('queued', 'sending') then 'waiting'
            else m.state
        end
        """;

    private const string Columns = $"""
        m.id, m.day, m.kind, m.person_id, m.name, m.address, m.unit_id, m.subject, m.attempts - m.queued_attempts as tries,
        case when m.state = 'failed' then m.next_attempt_at end as next_attempt_at, m.created_at, m.sent_at, m.last_error, l.acknowledged_at,
        {ResultSql} as result,
        (select count(*)::int from reminder_mail_items i where i.council_id = @Council and i.mail_id = m.id) as items,
        (select count(*)::int from reminder_mail_notices n where n.council_id = @Council and n.mail_id = m.id) as notices
        """;

    private const string ListSql = $"""
        select count(*) over () as total, {Columns}
        from reminder_mails m
        left join reminder_links l on l.council_id = @Council and l.mail_id = m.id
        where m.council_id = @Council
            and (@Reader::uuid is null or m.unit_id = @Reader)
            and (@Person::uuid is null or m.person_id = @Person)
            and (@From::date is null or m.day >= @From)
            and (@To::date is null or m.day <= @To)
            and (@Result::text is null or {ResultSql} = @Result or @Result = 'sent' and m.state = 'sent')
            and (
                @Unit::uuid is null
                or m.unit_id = @Unit
                or exists (select from reminder_mail_items i where i.council_id = @Council and i.mail_id = m.id and i.unit_id = @Unit)
                or exists (select from reminder_mail_notices n where n.council_id = @Council and n.mail_id = m.id and n.unit_id = @Unit)
            )
            and (
                @Item::uuid is null
                or exists (select from reminder_mail_items i where i.council_id = @Council and i.mail_id = m.id and i.item_id = @Item)
                or exists (select from reminder_mail_notices n where n.council_id = @Council and n.mail_id = m.id and n.item_id = @Item)
            )
        order by m.day desc, m.created_at desc, m.name, m.id
        limit @PageSize offset @Skip
        """;

    /// <summary>The latest day first.</summary>
    public async Task<Page<ReminderRow>> List(ReminderQuery query, CancellationToken cancel = default)
    {
        var rows = await session.Query<Counted>(ListSql, new
        {
            query.Reader, query.Person, query.Unit, query.Item, query.From, query.To, Result = query.Result is { } r ? ItemStore.Text(r) : null, query.PageSize, Skip = (long)(query.Page - 1) * query.PageSize,
        }, cancel);
        var total = rows.Count > 0 ? rows[0].Total : query.Page > 1 ? (await List(query with { Page = 1, PageSize = 1 }, cancel)).Total : 0;
        return new(rows, total, query.Page, query.PageSize);
    }

    private const string FindSql = $"""
        select {Columns}, m.text_body, m.message_id, l.expires_at, l.revoked_at
        from reminder_mails m
        left join reminder_links l on l.council_id = @Council and l.mail_id = m.id
        where m.council_id = @Council
            and m.id = @Id
            and (@Reader::uuid is null or m.unit_id = @Reader)
        """;

    private const string ItemsSql = $"""
        select i.item_id, i.unit_id, i.reason, i.due_on, i.days_overdue, n.title, n.number
        from reminder_mail_items i
        {Spans.CalledLast}
        where i.council_id = @Council
            and i.mail_id = @Id
        order by i.days_overdue desc, i.due_on, title
        """;

    private const string AttemptsSql = """
        select number, begun_at, ended_at, outcome, via, error
        from reminder_attempts
        where council_id = @Council
            and mail_id = @Id
        order by number
        """;

    /// <summary>Null when there is no such mail, or it is not the reader's to see.</summary>
    public async Task<WholeReminder?> Find(Guid id, Guid? reader, CancellationToken cancel = default)
    {
        if (await session.Find<Whole>(FindSql, new { id, reader }, cancel) is not { } mail)
            return null;
        return new(
            mail, mail.TextBody, mail.MessageId, mail.ExpiresAt, mail.RevokedAt, await session.Query<RemindedItem>(ItemsSql, new { id }, cancel), await Notices(new(reader, Mail: id), cancel), await session.Query<ReminderAttempt>(AttemptsSql, new { id }, cancel));
    }

    private const string TimesSql = $"""
        select
            i.mail_id, i.item_id, m.day, m.name, u.name as unit_name, i.reason, {ResultSql} as result, m.sent_at, l.acknowledged_at, i.due_on, n.title, n.number
        from reminder_mail_items i
        join reminder_mails m on m.council_id = @Council and m.id = i.mail_id
        left join reminder_links l on l.council_id = @Council and l.mail_id = m.id
        left join units u on u.council_id = @Council and u.id = m.unit_id
        {Spans.CalledLast}
        where i.council_id = @Council
            and (@Reader::uuid is null or m.unit_id = @Reader)
            and (@Item::uuid is null or i.item_id = @Item)
            and (@Unit::uuid is null or i.unit_id = @Unit)
            and (@From::date is null or m.day >= @From)
            and (@To::date is null or m.day <= @To)
        order by m.day desc, m.created_at desc, m.name
        limit @Most
        """;

    /// <summary>Each time that an item was reminded of, the latest first.</summary>
    public async Task<IReadOnlyList<ItemReminder>> OfItem(Guid item, Guid? reader, int most, CancellationToken cancel = default) =>
        await session.Query<ItemReminder>(TimesSql, new { item, reader, Unit = (Guid?)null, From = (DateOnly?)null, To = (DateOnly?)null, most }, cancel);

    /// <summary>Each time that an item led by the unit was reminded of on the days [from, to], the latest first.</summary>
    public async Task<IReadOnlyList<ItemReminder>> OfUnit(Guid unit, Guid? reader, DateOnly from, DateOnly to, CancellationToken cancel = default) =>
        await session.Query<ItemReminder>(TimesSql, new { Item = (Guid?)null, reader, unit, from, to, Most = int.MaxValue }, cancel);

    private const string NoticesSql = $"""
        select
            n.mail_id, n.kind, n.subject_id, n.item_id, n.unit_id, n.began_on, n.title, n.about,
            m.day, m.name, u.name as unit_name, {ResultSql} as result, m.sent_at, l.acknowledged_at
        from reminder_mail_notices n
        join reminder_mails m on m.council_id = @Council and m.id = n.mail_id
        left join reminder_links l on l.council_id = @Council and l.mail_id = m.id
        left join units u on u.council_id = @Council and u.id = m.unit_id
        where n.council_id = @Council
            and (@Reader::uuid is null or m.unit_id = @Reader)
            and (@Mail::uuid is null or n.mail_id = @Mail)
            and (@Item::uuid is null or n.item_id = @Item)
            and (@Told::uuid is null or m.unit_id = @Told)
            and (@From::date is null or m.day >= @From)
            and (@To::date is null or m.day <= @To)
        order by m.day desc, m.created_at desc, m.name, n.place
        limit @Most
        """;

    /// <summary>Each time that something was told beside due days, the latest first; in the order of the mail.</summary>
    public async Task<IReadOnlyList<ToldNotice>> Notices(ToldQuery query, CancellationToken cancel = default) =>
        await session.Query<ToldNotice>(NoticesSql, new { query.Reader, query.Mail, query.Item, query.Told, query.From, query.To, query.Most }, cancel);

    private const string FindingsSql = """
        select
            (
                select count(*)::int
                from reminder_mails
                where council_id = @Council
                    and day >= @Since
                    and state = 'givenUp'
            ) as given_up,
            array(
                select distinct d.unit_id
                from (
                    select unnest(unreached_unit_ids) as unit_id
                    from reminder_days
                    where council_id = @Council
                        and day >= @Lately
                ) d
                where not exists (select from people p where p.council_id = @Council and p.unit_id = d.unit_id and p.email <> '' and (p.valid_to is null or p.valid_to >= @Today))
            ) as unreached
        """;

    private const int GivenUpDays = 90, UnreachedDays = 31;

    /// <summary>What still is wrong: a unit that has got an address since is no finding any more.</summary>
    public async Task<ReminderFindings> Findings(DateOnly today, CancellationToken cancel = default)
    {
        var found = (await session.Find<Found>(FindingsSql, new { today, Since = today.AddDays(-GivenUpDays), Lately = today.AddDays(-UnreachedDays) }, cancel))!;
        return new(found.GivenUp, found.Unreached);
    }

    private sealed record Counted : ReminderRow
    {
        public long Total { get; init; }
    }

    private sealed record Whole : ReminderRow
    {
        public string TextBody { get; init; } = "";
        public string MessageId { get; init; } = "";
        public DateTimeOffset? ExpiresAt { get; init; }
        public DateTimeOffset? RevokedAt { get; init; }
    }

    private sealed record Found
    {
        public int GivenUp { get; init; }
        public Guid[] Unreached { get; init; } = [];
    }
}
