using System.Text.Json;
using Tracker.Db.Coordination;
using Tracker.Db.Items;
using Tracker.Domain.Reminders;

namespace Tracker.Db.Reminders;

/// <summary>A mail as it is to be sent. The same person, day and kind is the same mail, under the same <paramref name="MessageId"/>.</summary>
/// <param name="LinkToken">What stands in it at <see cref="ReminderLink.Place"/> when it goes out.</param>
public sealed record NewMail(
    Guid Id, Guid PersonId, Guid UnitId, string Kind, string Address, string Name, string? ReplyTo, string Subject, string MessageId, string TextBody, string HtmlBody, string LinkToken,
    IReadOnlyList<Reminder> Items, IReadOnlyList<Notice> Notices)
{
    /// <summary>Items for which its reader, of a body outside, may answer by a link in it: their places are <see cref="AnswerLink.Place"/>.</summary>
    public IReadOnlyList<Guid> Answerable { get; init; } = [];
}

/// <summary>The last day whose planned mails are made, and when they were.</summary>
public sealed record LastMails
{
    public DateOnly Day { get; init; }
    public DateTimeOffset MadeAt { get; init; }
}

/// <summary>Reads what a day's mails are made from, and keeps them: the mails, what each lists and that the day is done, all in the caller's transaction.</summary>
public sealed class ReminderStore(Session session)
{
    private const string LastSql = """
        select day, made_at
        from reminder_days
        where council_id = @Council
        order by day desc
        limit 1
        """;

    /// <summary>The last day that has its mails; null when none has.</summary>
    public Task<LastMails?> Last(CancellationToken cancel = default) => session.Find<LastMails>(LastSql, cancel: cancel);

    /// <summary>Makes everybody else wait to the end of the transaction who wants to make mails too, and tells the last day that has some.</summary>
    public async Task<LastMails?> Begin(CancellationToken cancel = default)
    {
        await session.Lock("reminders", cancel);
        return await Last(cancel);
    }

    // Open as Counting has it. Programmes as ProgrammeStore has them: not void, and not closed by that day.
    // New is what wasn't open with that due day on the day of the last mails, as known when they were made, and is known now.
    private const string OpenItemsSql = """
        select
            item_id as id, number, title, lead_unit_id, officer, responsible_leader, due_on, due_provisional, reported_on, origin = 'coordination' as is_duty,
            @LastMadeAt::timestamptz is not null and known_from <= @Now and not exists (
                select
                from item_spans e
                where e.council_id = @Council
                    and e.item_id = s.item_id
                    and e.known_from <= @LastMadeAt
                    and e.known_to > @LastMadeAt
                    and e.from_on <= @LastDay
                    and e.to_on > @LastDay
                    and e.ending is null
                    and e.state in ('notStarted', 'inProgress')
                    and e.due_on = s.due_on
            ) as is_new
        from item_spans s
        where council_id = @Council
            and known_to = 'infinity'
            and from_on <= @Day
            and to_on > @Day
            and ending is null
            and state in ('notStarted', 'inProgress')
            and due_on <= @DueTo
            and not exists (
                select
                from programme_entries e
                where e.council_id = @Council
                    and e.programme_id = s.programme_id
                    and e.superseded_at = 'infinity'
                    and (e.kind = 'voided' or e.kind = 'closed' and e.effective_on <= @Day)
            )
        """;

    /// <summary>Open items due by that day, the last looked at; none of a programme that is closed.</summary>
    public async Task<IReadOnlyList<OpenItem>> OpenItems(DateOnly day, DateOnly dueTo, LastMails? last, CancellationToken cancel = default) =>
        [.. (await session.Query<ItemRow>(OpenItemsSql, new { day, dueTo, LastDay = last?.Day, LastMadeAt = last?.MadeAt, session.Now }, cancel)).Select(r => r.ToItem())];

    private const string AddresseesSql = """
        select id, name, job_title, unit_id, email
        from people
        where council_id = @Council
            and unit_id is not null
            and (valid_from is null or valid_from <= @Day)
            and (valid_to is null or valid_to >= @Day)
        order by name, id
        """;

    /// <summary>Who is in a unit on that day.</summary>
    public async Task<IReadOnlyList<Addressee>> Addressees(DateOnly day, CancellationToken cancel = default) =>
        [.. (await session.Query<PersonRow>(AddresseesSql, new { day }, cancel)).Select(r => new Addressee(r.Id, r.Name, r.JobTitle, r.UnitId, r.Email))];

    private const string AddDaySql = """
        insert into reminder_days (council_id, day, made_at, mails, unreached_unit_ids)
        values (@Council, @Day, @Now, @Mails, @Unreached)
        """;

    // Claimed by their key: only what comes back is new, and only that gets its items.
    private const string AddMailsSql = """
        insert into reminder_mails (
            council_id, id, person_id, unit_id, day, kind, address, name, reply_to, subject, message_id, text_body, html_body, link_token, created_at, state, queued_at, next_attempt_at
        )
        select @Council, id, person_id, unit_id, @Day, kind, address, name, reply_to, subject, message_id, text_body, html_body, link_token, @Now, 'queued', @Now, @Now
        from jsonb_to_recordset(@Rows::jsonb)
            as m(id uuid, person_id uuid, unit_id uuid, link_token text, kind text, address text, name text, reply_to text, subject text, message_id text, text_body text, html_body text)
        on conflict (council_id, person_id, day, kind) do nothing
        returning id
        """;

    private const string AddItemsSql = """
        insert into reminder_mail_items (council_id, mail_id, item_id, unit_id, reason, due_on, days_overdue)
        select @Council, mail_id, item_id, unit_id, reason, due_on, days_overdue
        from jsonb_to_recordset(@Rows::jsonb)
            as i(mail_id uuid, item_id uuid, unit_id uuid, reason text, due_on date, days_overdue int)
        """;

    private const string AddNoticesSql = """
        insert into reminder_mail_notices (council_id, mail_id, place, kind, subject_id, item_id, unit_id, began_on, title, about)
        select @Council, mail_id, place, kind, subject_id, item_id, unit_id, began_on, title, about
        from jsonb_to_recordset(@Rows::jsonb)
            as n(mail_id uuid, place int, kind text, subject_id uuid, item_id uuid, unit_id uuid, began_on date, title text, about text)
        """;

    private const string AddLinksSql = """
        insert into reminder_links (council_id, mail_id, token_hash, expires_at)
        select @Council, mail_id, token_hash, @ExpiresAt
        from unnest(@Mails::uuid[], @Hashes::bytea[]) as l(mail_id, token_hash)
        """;

    /// <summary>Keeps a day's planned mails; every working day is kept, also one without any.</summary>
    public async Task Add(DateOnly day, IReadOnlyCollection<NewMail> mails, IReadOnlyList<Guid> unreached, CancellationToken cancel = default)
    {
        await session.Execute(AddDaySql, new { day, session.Now, Mails = mails.Count, Unreached = unreached.ToArray() }, cancel);
        await Add(day, mails, cancel);
    }

    /// <summary>Keeps mails that go out on a day.</summary>
    /// <returns>Those that are new.</returns>
    public async Task<IReadOnlySet<Guid>> Add(DateOnly day, IReadOnlyCollection<NewMail> mails, CancellationToken cancel = default)
    {
        if (mails.Count == 0)
            return new HashSet<Guid>();
        var rows = Json(mails.Select(m => new { m.Id, m.PersonId, m.UnitId, m.Kind, m.Address, m.Name, m.ReplyTo, m.Subject, m.MessageId, m.TextBody, m.HtmlBody, m.LinkToken }));
        var added = (await session.Query<Guid>(AddMailsSql, new { day, session.Now, rows }, cancel)).ToHashSet();
        var linked = mails.Where(m => added.Contains(m.Id)).ToArray();
        await session.Execute(AddLinksSql, new
        {
            Mails = linked.Select(m => m.Id).ToArray(), Hashes = linked.Select(m => ReminderLink.HashOf(m.LinkToken)).ToArray(), ExpiresAt = session.Now + ReminderLink.Life,
        }, cancel);
        await new AnswerLinkStore(session).AddToMails([.. linked.SelectMany(m => m.Answerable, (m, item) => (m.Id, m.LinkToken, item, m.UnitId))], cancel);
        await session.Execute(AddItemsSql, new
        {
            rows = Json(linked.SelectMany(m => m.Items.Select(r => new
            {
                MailId = m.Id, ItemId = r.Item.Id, UnitId = r.Item.LeadUnitId, Reason = ItemStore.Text(r.Reason), r.Item.DueOn, r.DaysOverdue,
            }))),
        }, cancel);
        await session.Execute(AddNoticesSql, new
        {
            rows = Json(linked.SelectMany(m => m.Notices.Select((n, place) => new
            {
                MailId = m.Id, Place = place + 1, Kind = ItemStore.Text(n.Kind), SubjectId = n.Subject, n.ItemId, n.UnitId, BeganOn = n.Began, n.Title, n.About,
            }))),
        }, cancel);
        return added;
    }

    private static string Json<T>(IEnumerable<T> rows) => JsonSerializer.Serialize(rows, Database.Rows);

    private sealed record ItemRow
    {
        public Guid Id { get; init; }
        public string Number { get; init; } = "";
        public string Title { get; init; } = "";
        public Guid LeadUnitId { get; init; }
        public string Officer { get; init; } = "";
        public string ResponsibleLeader { get; init; } = "";
        public DateOnly DueOn { get; init; }
        public bool DueProvisional { get; init; }
        public DateOnly? ReportedOn { get; init; }
        public bool IsNew { get; init; }
        public bool IsDuty { get; init; }

        public OpenItem ToItem() => new(Id, Number, Title, LeadUnitId, Officer, ResponsibleLeader, DueOn, DueProvisional, ReportedOn, IsNew, IsDuty);
    }

    private sealed record PersonRow
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string JobTitle { get; init; } = "";
        public Guid UnitId { get; init; }
        public string? Email { get; init; }
    }
}
