using Tracker.Domain.Schedules;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Reminders;

/// <summary>
/// Who is reminded of what on a day (DOMAIN.md, Reminders). What falls on a day off, or on a day on which the program was away, comes on the next working day:
/// a day's mails hold everything since the last day that had some.
/// </summary>
/// <param name="units">With their validity: of a unit that has ended nobody can be reached.</param>
/// <param name="people">Those who are there on the day.</param>
/// <param name="paused">While somebody is paused, the others of the unit stand in as for somebody without an address; nobody unless given.</param>
public sealed class Reminding(ReminderSettings settings, WorkingCalendar calendar, IReadOnlyCollection<Unit> units, IReadOnlyCollection<Addressee> people, Paused? paused = null)
{
    // Within a week everything comes up once; what was missed longer ago has come up again since.
    private const int LongestGap = 31;

    private const int OverviewDays = 7;

    private readonly Paused _paused = paused ?? Paused.Nobody;

    /// <summary>Whether the program is to send anything at all at that local time.</summary>
    public static bool IsTime(ReminderSettings settings, WorkingCalendar calendar, DateOnly day, TimeOnly time) =>
        settings.Enabled && calendar.IsWorkingDay(day) && time >= settings.From;

    /// <summary>What everybody would be told who is told everything now: the day's mails with all that is overdue and all that is due within a week.</summary>
    public DayOfReminders Everything(DateOnly day, IEnumerable<OpenItem> items, IEnumerable<Notice>? notices = null) =>
        new Reminding(settings with { OverviewOn = day.DayOfWeek }, calendar, units, people, paused).On(day, day.AddDays(-1), items, notices);

    /// <param name="items">Open ones, of programmes that aren't closed.</param>
    /// <param name="last">The last day whose mails were made, exclusive; null when there is none: then the working day before.</param>
    /// <param name="notices">What there is to notice on that day; none unless given.</param>
    public DayOfReminders On(DateOnly day, DateOnly? last, IEnumerable<OpenItem> items, IEnumerable<Notice>? notices = null)
    {
        if (!settings.Enabled || !calendar.IsWorkingDay(day))
            return DayOfReminders.None;
        var since = Since(day, last);
        var overview = settings.OverviewOn is { } weekday && Days(since, day).Any(d => d.DayOfWeek == weekday);
        var there = units.Where(u => !(u.ValidFrom > day) && !(u.ValidTo < day)).ToDictionary(u => u.Id);
        var addressed = people.Where(p => there.ContainsKey(p.UnitId) && !string.IsNullOrWhiteSpace(p.Email)).ToLookup(p => p.UnitId);
        var reachable = addressed.ToDictionary(g => g.Key, g => new Reachable(settings, [.. g.Where(p => !_paused.People.Contains(p.Id))]));
        var nobody = new Reachable(settings, []);
        Guid[] committee = [.. there.Values.Where(u => u.Kind == UnitKind.StandingCommittee).Select(u => u.Id)];
        var (listed, owed, unreached) = (new Dictionary<Guid, Dictionary<Guid, Reminder>>(), new Dictionary<Guid, HashSet<Guid>>(), new HashSet<Guid>());
        var noticed = new Dictionary<Guid, List<Notice>>();

        foreach (var item in items.Where(i => !_paused.Items.Contains(i.Id)))
        {
            var overdue = Math.Max(0, day.DayNumber - item.DueOn.DayNumber);
            var why = ForUnit(item, since, day, overview);
            if (why is null && overdue == 0)
                continue;
            var unit = reachable.GetValueOrDefault(item.LeadUnitId, nobody);
            var owners = unit.Owners(item.Officer, item.ResponsibleLeader);
            foreach (var person in overdue > 0 ? owners : [])
                (owed.TryGetValue(person.Id, out var mine) ? mine : owed[person.Id] = []).Add(item.Id);
            if (why is { } reason)
                Tell(owners, reason, [item.LeadUnitId]);
            if (Falls(item, settings.ToLeaderAfterDays, since, day))
                Tell(unit.Leaders, ReminderReason.ToLeader, []);
            if (Falls(item, settings.ToStandingCommitteeAfterDays, since, day))
                Tell(All(committee), ReminderReason.ToStandingCommittee, committee);

            void Tell(IReadOnlyCollection<Addressee> to, ReminderReason reason, Guid[] orElse)
            {
                Miss(to, orElse);
                foreach (var person in to)
                {
                    var mine = listed.TryGetValue(person.Id, out var some) ? some : listed[person.Id] = [];
                    if (!mine.TryGetValue(item.Id, out var before) || before.Reason < reason)
                        mine[item.Id] = new(item, reason, overdue, overdue > 0 ? 0 : calendar.Count(day.AddDays(1), item.DueOn));
                }
            }
        }

        foreach (var notice in (notices ?? []).Where(n => !(n.ItemId is { } item && _paused.Items.Contains(item)) && IsTold(n, last, since, day, overview)))
        {
            Guid[] readers = [.. there.Values.Where(notice.IsFor).Select(u => u.Id)];
            var to = notice.Kind.Reader() == NoticeReader.Unit ? reachable.GetValueOrDefault(notice.UnitId!.Value, nobody).Owners(notice.Officer, notice.ResponsibleLeader) : All(readers);
            Miss(to, readers);
            foreach (var person in to)
                (noticed.TryGetValue(person.Id, out var mine) ? mine : noticed[person.Id] = []).Add(notice);
        }

        var none = new Dictionary<Guid, Reminder>();
        var digests =
            from p in people
            where listed.ContainsKey(p.Id) || noticed.ContainsKey(p.Id)
            let mine = listed.GetValueOrDefault(p.Id, none)
            select new Digest(
                p, day,
                [.. mine.Values.OrderByDescending(r => r.DaysOverdue).ThenBy(r => r.Item.DueOn).ThenBy(r => r.Item.Title, VietnameseText.Collation).ThenBy(r => r.Item.Id)],
                owed.TryGetValue(p.Id, out var all) ? all.Count(id => !mine.ContainsKey(id)) : 0,
                [.. noticed.GetValueOrDefault(p.Id, []).OrderBy(n => n.Kind).ThenBy(n => n.Began).ThenBy(n => n.Title, VietnameseText.Collation).ThenBy(n => n.Subject)]);
        return new([.. digests], [.. unreached]);

        Addressee[] All(Guid[] of) => [.. of.SelectMany(u => reachable.GetValueOrDefault(u, nobody).All)];
        // Where everybody is only paused, nothing is wrong with the unit.
        void Miss(IReadOnlyCollection<Addressee> to, Guid[] orElse)
        {
            if (to.Count == 0)
                unreached.UnionWith(orElse.Where(unit => !addressed.Contains(unit)));
        }
    }

    /// <summary>
    /// On the first working day after it began, and again as often as what is overdue while it waits for somebody; an overview lists all but what has happened. What is told only once
    /// can't have come up again, so for it the whole time since the last mails counts.
    /// </summary>
    private bool IsTold(Notice notice, DateOnly? last, DateOnly since, DateOnly day, bool overview) =>
        Falls(notice.Began, 1, notice.Kind.Waits() ? since : last is { } known && known < since ? known : since, day, notice.Kind.Waits())
        || overview && !notice.Kind.IsPast() && notice.Began < day;

    /// <summary>Why the unit itself is reminded, the strongest reason; null when nothing has fallen.</summary>
    private ReminderReason? ForUnit(OpenItem item, DateOnly since, DateOnly day, bool overview)
    {
        if (Falls(item, 1, since, day))
            return ReminderReason.Overdue;
        // What is entered between two of the days on which it would have been told is told on the first morning after.
        if (item.IsNew && item.DueOn >= day && calendar.Count(day.AddDays(1), item.DueOn) <= settings.WorkingDaysBefore.DefaultIfEmpty(-1).Max())
            return ReminderReason.DueSoon;
        // The number of working days left falls by one from each working day to the next, so each is met on exactly one of them.
        if (item.DueOn >= day && Days(since, day).Where(calendar.IsWorkingDay).Any(d => settings.WorkingDaysBefore.Contains(calendar.Count(d.AddDays(1), item.DueOn)) && d < item.DueOn))
            return ReminderReason.DueSoon;
        return overview && item.DueOn < day.AddDays(OverviewDays) ? ReminderReason.Overview : null;
    }

    /// <summary>Whether the item has been overdue for <paramref name="after"/> days, or so many and some repeats, on a day in (since, day]; of a new one on any day so far.</summary>
    private bool Falls(OpenItem item, int? after, DateOnly since, DateOnly day) =>
        after is { } first && (Falls(item.DueOn, first, since, day, repeats: true) || item.IsNew && day.DayNumber - item.DueOn.DayNumber >= first);

    /// <summary>Whether it is so many days, or so many and some repeats, after <paramref name="from"/> on a day in (since, day].</summary>
    private bool Falls(DateOnly from, int after, DateOnly since, DateOnly day, bool repeats)
    {
        var (earlier, now) = (since.DayNumber - from.DayNumber - after, day.DayNumber - from.DayNumber - after);
        return now >= 0 && (earlier < 0 || repeats && settings.RepeatAfterDays > 0 && now / settings.RepeatAfterDays > earlier / settings.RepeatAfterDays);
    }

    private DateOnly Since(DateOnly day, DateOnly? last)
    {
        var earliest = day.AddDays(-LongestGap);
        if (last is { } known && known < day)
            return known < earliest ? earliest : known;
        return calendar.Before(day) is var before && before > earliest ? before : earliest;
    }

    /// <summary>(since, day].</summary>
    private static IEnumerable<DateOnly> Days(DateOnly since, DateOnly day)
    {
        for (var d = since.AddDays(1); d <= day; d = d.AddDays(1))
            yield return d;
    }

    /// <summary>Those of a unit who can be reached.</summary>
    private sealed class Reachable(ReminderSettings settings, Addressee[] all)
    {
        private readonly ILookup<string, Addressee> _byName = all.ToLookup(p => VietnameseText.NameKey(p.Name));

        public Addressee[] All => all;

        /// <summary>Deputies where the leader can't be reached.</summary>
        public Addressee[] Leaders { get; } = Array.FindAll(all, p => settings.IsLeader(p.JobTitle)) is { Length: > 0 } leaders ? leaders : Array.FindAll(all, p => settings.IsDeputy(p.JobTitle));

        /// <summary>Those who are named; everybody when nobody is here.</summary>
        public Addressee[] Owners(string officer, string responsibleLeader)
        {
            var named = Named(officer).Union(Named(responsibleLeader)).ToArray();
            return named.Length > 0 ? named : all;
        }

        private IEnumerable<Addressee> Named(string written) => VietnameseText.NameKey(written) is { Length: > 0 } key ? _byName[key] : [];
    }
}
