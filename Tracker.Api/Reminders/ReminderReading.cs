using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Reminders;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Reminders;
using Tracker.Domain.Schedules;
using Tracker.Domain.Text;
using Tracker.Domain.Units;
using Tracker.Jobs.Mail;
using Tracker.Jobs.Reminders;

namespace Tracker.Api.Reminders;

/// <summary>What is wrong with reminding, for those who can mend it.</summary>
/// <param name="Folder">Where mails lie while there is no server; null when there is one.</param>
/// <param name="Unreached">Names of units.</param>
public sealed record Findings(bool Enabled, string? Folder, int GivenUp, IReadOnlyList<string> Unreached)
{
    public bool Any => !Enabled || Folder is not null || GivenUp > 0 || Unreached.Count > 0;
}

/// <summary>The mails of the next day that hasn't got its own yet, as they would be made now.</summary>
/// <param name="Paused">Whom and what it leaves out for that.</param>
public sealed record Preview(DateOnly Day, bool Enabled, IReadOnlyList<MadeMail> Mails, IReadOnlyList<string> Unreached, IReadOnlyList<Pause> Paused);

/// <summary>Reads reminders as far as somebody may see them; the API and the pages share it.</summary>
public sealed class ReminderReading(Session session, Ask ask, CurrentUser user, MailOptions mail)
{
    private readonly ReminderLog _log = new(session);

    /// <summary>The unit whose mails alone are seen: nobody reads in a mail what another unit was told.</summary>
    private Guid? Reader => user.Account.Role == Role.Unit ? user.Account.UnitId : null;

    public async Task<ReminderQuery> Query(CancellationToken cancel)
    {
        var (page, size) = ask.Paging();
        return new(Reader)
        {
            Unit = await ask.UnitId("unit", cancel), Person = ask.Id("person"), Item = ask.Id("item"), From = ask.Day("from"), To = ask.Day("to"), Result = ask.Choice<ReminderResult>("result"),
            Page = page, PageSize = size,
        };
    }

    public Task<Page<ReminderRow>> List(ReminderQuery query, CancellationToken cancel) => _log.List(query, cancel);

    public async Task<WholeReminder> Find(Guid id, CancellationToken cancel) =>
        await _log.Find(id, Reader, cancel) ?? throw Refused.NotFound("thư nhắc này trong các thư bạn được xem");

    /// <summary>The last times that an item was reminded of; none for whoever may not see them.</summary>
    public async Task<IReadOnlyList<ItemReminder>> OfItem(Guid item, int most, CancellationToken cancel) =>
        user.Account.May(Act.ReadReminders) ? await _log.OfItem(item, Reader, most, cancel) : [];

    public Task<IReadOnlyList<ItemReminder>> OfUnit(Guid unit, DateOnly from, DateOnly to, CancellationToken cancel) => _log.OfUnit(unit, Reader, from, to, cancel);

    /// <summary>Of people and items that the reader has to do with.</summary>
    public async Task<IReadOnlyList<Pause>> Pauses(CancellationToken cancel, Guid? person = null, Guid? item = null) =>
        !user.Account.May(Act.ReadReminders) ? []
        : [.. (await new PauseStore(session).All(person, item, cancel)).Where(p => Reader is null || p.UnitId == Reader)];

    public async Task<Findings> Findings(Council council, CancellationToken cancel)
    {
        var found = await _log.Findings(ask.Today, cancel);
        var units = await ask.Units(cancel);
        return new(council.Settings.Reminders.Enabled, mail.Host is null ? mail.Folder : null, found.GivenUp, [.. units.Where(u => found.Unreached.Contains(u.Id)).Select(u => u.Name)]);
    }

    /// <summary>What there is to decide or to prepare for today, as far as it is the reader's: a unit sees what its people are told.</summary>
    public async Task<IReadOnlyList<Notice>> Notices(Council council, CancellationToken cancel)
    {
        var units = await ask.Units(cancel);
        var notices = await new NoticeReading(session, council, units).On(ask.Today, ask.Today, cancel);
        var reader = units.FirstOrDefault(u => u.Id == Reader);
        return
        [
            .. notices.Where(n => !n.Kind.IsPast() && (reader is null || n.IsFor(reader))).OrderBy(n => n.Kind).ThenBy(n => n.Began).ThenBy(n => n.Title, VietnameseText.Collation),
        ];
    }

    /// <summary>Each time that something about the item was told beside its due day, the latest first; none for whoever may not see them.</summary>
    public async Task<IReadOnlyList<ToldNotice>> ToldOfItem(Guid item, int most, CancellationToken cancel) =>
        user.Account.May(Act.ReadReminders) ? await _log.Notices(new(Reader, Item: item, Most: most), cancel) : [];

    /// <summary>What the unit's people were told beside due days on the days [from, to], the latest first.</summary>
    public Task<IReadOnlyList<ToldNotice>> ToldTo(Guid unit, DateOnly from, DateOnly to, CancellationToken cancel) => _log.Notices(new(Reader, Told: unit, From: from, To: to), cancel);

    public async Task<Preview> Preview(CancellationToken cancel)
    {
        var council = await CouncilStore.Find(session, cancel);
        var last = await new ReminderStore(session).Last(cancel);
        var making = new DigestMaking(session, council, mail);
        var day = making.Calendar.OnOrAfter(last?.Day >= ask.Today ? last.Day.AddDays(1) : ask.Today);
        var made = await making.Planned(day, last, cancel);
        var units = await ask.Units(cancel);
        return new(
            day, council.Settings.Reminders.Enabled, [.. made.Mails.Where(m => Reader is null || m.Digest.To.UnitId == Reader)],
            Reader is null ? [.. units.Where(u => made.Unreached.Contains(u.Id)).Select(u => u.Name)] : [], [.. (await Pauses(cancel)).Where(p => p.Holds(day))]);
    }
}
