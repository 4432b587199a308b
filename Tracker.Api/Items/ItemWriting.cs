using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;

namespace Tracker.Api.Items;

/// <summary>The way of every change of an item: find it, check version and right, ask the item, record, answer with what is there now.</summary>
public sealed class ItemWriting(Session session, Ask ask, CurrentUser user, ItemReading reading, IHttpContextAccessor context)
{
    private readonly ItemStore _items = new(session);

    public async Task<Written> Change(Guid id, Act act, Func<Item, CouncilSettings, IEnumerable<NewEntry>> verb, CancellationToken cancel)
    {
        var expected = context.HttpContext!.Request.ExpectedVersion();
        var head = await _items.FindHead(id, cancel) ?? throw Refused.NotFound($"nhiệm vụ “{id}”");
        if (head.Version != expected)
            throw await Stale(head.Id, cancel);
        var settings = (await CouncilStore.Find(session, cancel)).Settings;
        var item = await Item(head, settings, cancel);
        user.Need(act, item.Facts);
        NewEntry[] entries = [.. verb(item, settings)];
        try
        {
            await new ItemRecorder(session).Record([], entries, new(user.AccountId), new Dictionary<Guid, int> { [id] = expected }, cancel);
        }
        catch (VersionConflict)
        {
            throw await Stale(id, cancel);
        }
        return await Now(id, entries.Max(e => e.EffectiveOn), cancel);
    }

    /// <summary>The item as it is now, or on a later day from which a change holds.</summary>
    public async Task<Written> Now(Guid id, DateOnly on, CancellationToken cancel)
    {
        var view = new Viewpoint(on > ask.Today ? on : ask.Today, session.Now);
        if (await _items.Find(id, view, cancel) is null)
            return new(new { id, @void = true });
        var item = await reading.Find(id, view, cancel);
        return new(item, item.Version);
    }

    public async Task<Item> Item(ItemHead head, CouncilSettings settings, CancellationToken cancel)
    {
        var view = new Viewpoint(Viewpoint.LastDay, session.Now);
        var programme = head.ProgrammeId is { } id ? await new ProgrammeStore(session).Find(id, view, cancel) : null;
        var history = (await _items.Histories([head.Id], cancel))[head.Id];
        return new(new(head.Id, head.Origin, head.Year, head.ProgrammeId), history.Select(e => e.Entry), programme, settings, ask.Today);
    }

    private async Task<Refused> Stale(Guid id, CancellationToken cancel)
    {
        var current = await reading.Find(id, new(Viewpoint.LastDay, session.Now), cancel);
        return Preconditions.Stale(current.Version, current);
    }
}
