using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;

namespace Tracker.Api.Items;

/// <summary>The way of every change of an item: find it, check version and right, ask the item, record, answer with what is there now.</summary>
public sealed class ItemWriting(Session session, Ask ask, CurrentUser user, ItemReading reading, IHttpContextAccessor context)
{
    public async Task<Written> Change(Guid id, Act act, Func<Item, CouncilSettings, IEnumerable<NewEntry>> verb, CancellationToken cancel)
    {
        var expected = context.HttpContext!.Request.ExpectedVersion();
        var recorder = new ItemRecorder(session);
        var held = await recorder.Hold(id, cancel) ?? throw Refused.NotFound($"nhiệm vụ “{id}”");
        if (held.Head.Version != expected)
            throw await Stale(id, cancel);
        var item = held.Item(ask.Today);
        user.Need(act, item.Facts);
        NewEntry[] entries = [.. verb(item, held.Settings)];
        await recorder.Record([], entries, new(user.AccountId), cancel: cancel);
        return await Now(id, entries.Max(e => e.EffectiveOn), cancel);
    }

    /// <summary>The item as it is now, or on a later day from which a change holds.</summary>
    public async Task<Written> Now(Guid id, DateOnly on, CancellationToken cancel) =>
        await reading.FindOrNull(id, new(on > ask.Today ? on : ask.Today, session.Now), cancel) is { } item
            ? new(item, item.Version)
            : new(new { id, @void = true });

    private async Task<Refused> Stale(Guid id, CancellationToken cancel)
    {
        var current = await reading.Find(id, new(Viewpoint.LastDay, session.Now), cancel);
        return Preconditions.Stale(current.Version, current);
    }
}
