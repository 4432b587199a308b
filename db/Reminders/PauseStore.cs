using Tracker.Db.Items;
using Tracker.Domain.Reminders;

namespace Tracker.Db.Reminders;

/// <summary>Of a person or of an item, one of which is null.</summary>
public sealed record Pause
{
    public Guid Id { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? ItemId { get; init; }
    /// <summary>Of the person, or the item's title now.</summary>
    public string Name { get; init; } = "";
    /// <summary>The person's, or the item's lead.</summary>
    public Guid? UnitId { get; init; }
    /// <summary>The last day without mails, inclusive; null until it is taken back.</summary>
    public DateOnly? Until { get; init; }
    public string Reason { get; init; } = "";
    public DateTimeOffset PausedAt { get; init; }
    public string? PausedBy { get; init; }
    /// <summary>When it was taken back, or another took its place.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedBy { get; init; }

    public bool Holds(DateOnly day) => EndedAt is null && !(Until < day);
}

/// <summary>Pauses of reminders. They are only added to, and ended once.</summary>
public sealed class PauseStore(Session session)
{
    private const string AllSql = $"""
        select
            i.id, i.person_id, i.item_id, i.until, i.reason, i.paused_at, i.ended_at,
            coalesce(h.name, n.title, 'nhiệm vụ đã gỡ') as name,
            coalesce(h.unit_id, n.lead_unit_id) as unit_id,
            (select display_name from accounts where council_id = @Council and id = i.paused_by) as paused_by,
            (select display_name from accounts where council_id = @Council and id = i.ended_by) as ended_by
        from reminder_pauses i
        left join people h on h.council_id = @Council and h.id = i.person_id
        {Spans.CalledLast}
        where i.council_id = @Council
            and (@Person::uuid is null or i.person_id = @Person)
            and (@Item::uuid is null or i.item_id = @Item)
        order by i.paused_at desc, i.id
        limit @Most
        """;

    private const int Most = 500;

    /// <summary>The latest first, also those that are over; of one person or item where one is named.</summary>
    public async Task<IReadOnlyList<Pause>> All(Guid? person = null, Guid? item = null, CancellationToken cancel = default) => await session.Query<Pause>(AllSql, new { person, item, Most }, cancel);

    private const string OnSql = """
        select person_id, item_id
        from reminder_pauses
        where council_id = @Council
            and ended_at is null
            and (until is null or until >= @Day)
        """;

    /// <summary>Who and what is paused on that day, as it stands now.</summary>
    public async Task<Paused> On(DateOnly day, CancellationToken cancel = default)
    {
        var rows = await session.Query<Pause>(OnSql, new { day }, cancel);
        return new(rows.Select(r => r.PersonId).OfType<Guid>().ToHashSet(), rows.Select(r => r.ItemId).OfType<Guid>().ToHashSet());
    }

    private const string ReplaceSql = """
        update reminder_pauses
        set ended_at = @Now, ended_by = @Account
        where council_id = @Council
            and ended_at is null
            and (person_id = @Person or item_id = @Item)
        """;

    private const string AddSql = """
        insert into reminder_pauses (council_id, id, person_id, item_id, until, reason, paused_at, paused_by)
        values (@Council, @Id, @Person, @Item, @Until, @Reason, @Now, @Account)
        """;

    /// <summary>Begins a pause; one that holds already ends with it.</summary>
    public async Task<Guid> Add(Guid? person, Guid? item, DateOnly? until, string reason, Guid? account, CancellationToken cancel = default)
    {
        var id = Guid.CreateVersion7();
        await session.Lock("pauses", cancel);
        await session.Execute(ReplaceSql, new { person, item, account, session.Now }, cancel);
        await session.Execute(AddSql, new { id, person, item, until, reason, account, session.Now }, cancel);
        return id;
    }

    private const string EndSql = """
        update reminder_pauses
        set ended_at = @Now, ended_by = @Account
        where council_id = @Council
            and id = @Id
            and ended_at is null
        """;

    /// <returns>False when it is over already, or there is none.</returns>
    public async Task<bool> End(Guid id, Guid? account, CancellationToken cancel = default) => await session.Execute(EndSql, new { id, account, session.Now }, cancel) > 0;
}
