using Microsoft.Extensions.Logging;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Sessions;
using Tracker.Domain.Coordination;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Schedules;
using Tracker.Domain.Text;

namespace Tracker.Jobs.Coordination;

/// <summary>
/// Makes items of the duties that fall due soon, council by council. It may run as often as one likes, and at once on several nodes: who makes holds the council's
/// agreements to the end of the transaction, and a time of an obligation has one item by its key.
/// </summary>
public sealed class DueDuties(Database database, CouncilStore councils, ILogger<DueDuties> log) : IWork
{
    public async Task<string?> Run(CancellationToken cancel)
    {
        var made = 0;
        var failed = await councils.ForEach(async council => made += await Make(council, cancel), log, cancel);
        var done = made == 0 ? null : $"Đã tạo {Vietnamese.Number(made)} nhiệm vụ phối hợp sắp đến hạn.";
        return failed.Count == 0 ? done : throw new WorkFailed(done, $"Chưa tạo được nhiệm vụ phối hợp của {Vietnamese.Number(failed.Count)} Hội đồng", failed);
    }

    /// <returns>How many items were made.</returns>
    public async Task<int> Make(Council council, CancellationToken cancel = default)
    {
        await using var session = database.Open(council.Id);
        var made = await Make(session, council, new(null), cancel);
        await session.Commit(cancel);
        return made;
    }

    /// <summary>The same in somebody's transaction.</summary>
    public static async Task<int> Make(Session session, Council council, Recording by, CancellationToken cancel = default)
    {
        var agreements = new AgreementStore(session);
        await agreements.Lock(cancel);
        var standing = (await agreements.All(DateTimeOffset.MaxValue, cancel)).ToDictionary(a => a.Id);
        if (standing.Count == 0)
            return 0;
        var store = new ObligationStore(session);
        var there = (await store.Made(cancel: cancel)).Select(m => (m.ObligationId, m.OccurrenceKey)).ToHashSet();
        var calendar = new DueCalendar(new WorkingCalendar(council.Settings.SpecialDays), await new EventStore(session).All(cancel: cancel));
        var (today, lead) = (Council.DayOf(session.Now), council.Settings.Coordination.ItemLeadDays);
        var (items, entries, keys) = (new List<NewItem>(), new List<NewEntry>(), new List<(Guid, string, Guid)>());
        foreach (var obligation in await store.All(knownAt: DateTimeOffset.MaxValue, cancel: cancel))
        {
            if (!standing.TryGetValue(obligation.AgreementId, out var agreement))
                continue;
            foreach (var time in obligation.Occurrences(agreement, Viewpoint.FirstDay, today.AddDays(lead), calendar).Where(t => !there.Contains((obligation.Id, t.Key))))
            {
                var (item, said) = obligation.Make(agreement, time, lead, today);
                items.Add(item);
                entries.AddRange(said);
                keys.Add((obligation.Id, time.Key, item.Id));
            }
        }
        if (items.Count == 0)
            return 0;
        await new ItemRecorder(session).Record(items, entries, by, cancel: cancel);
        await store.Keep(keys, cancel);
        return items.Count;
    }
}
