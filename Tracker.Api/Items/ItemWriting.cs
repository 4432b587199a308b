using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;

namespace Tracker.Api.Items;

/// <summary>The way of every change of an item: find it, check version and right, ask the item, record, answer with what is there now.</summary>
public sealed class ItemWriting(Session session, Ask ask, CurrentUser user, ItemReading reading, IHttpContextAccessor context)
{
    /// <summary>Against the version that the request names (<c>If-Match</c>).</summary>
    public Task<Written> Change(Guid id, ItemVerb verb, CancellationToken cancel) => Change(id, context.HttpContext!.Request.ExpectedVersion(), verb, cancel);

    /// <exception cref="Refused">412 when somebody changed it since; 403 when the right is missing.</exception>
    /// <exception cref="Domain.RuleBroken">The item says no.</exception>
    public async Task<Written> Change(Guid id, int version, ItemVerb verb, CancellationToken cancel)
    {
        var on = await Record(id, version, verb, cancel);
        return await Now(id, on, cancel);
    }

    /// <summary>The same for those who don't need the item as it then is.</summary>
    /// <returns>The latest day from which something recorded holds.</returns>
    public async Task<DateOnly> Record(Guid id, int version, ItemVerb verb, CancellationToken cancel)
    {
        var recorder = new ItemRecorder(session);
        var entries = await Entries(await recorder.Hold(id, cancel), id, version, verb, cancel);
        await recorder.Record([], entries, new(user.AccountId), cancel: cancel);
        return entries.Max(e => e.EffectiveOn);
    }

    /// <summary>The same of several items, each against its version: all of them are recorded or none.</summary>
    /// <param name="refusal">What is thrown when one of them is refused.</param>
    public async Task Record(IReadOnlyList<(Guid Id, int Version)> several, ItemVerb verb, Func<Guid, Exception, Task<Refused>> refusal, CancellationToken cancel)
    {
        var recorder = new ItemRecorder(session);
        var held = await recorder.Hold([.. several.Select(s => s.Id)], cancel);
        var entries = new List<NewEntry>();
        foreach (var (id, version) in several)
        {
            try
            {
                entries.AddRange(await Entries(held.GetValueOrDefault(id), id, version, verb, cancel));
            }
            catch (Exception e) when (e is Refused or RuleBroken)
            {
                throw await refusal(id, e);
            }
        }
        await recorder.Record([], entries, new(user.AccountId), cancel: cancel);
    }

    private async Task<NewEntry[]> Entries(HeldItem? found, Guid id, int version, ItemVerb verb, CancellationToken cancel)
    {
        var held = found ?? throw Refused.NotFound($"nhiệm vụ “{id}”");
        var item = held.Item(ask.Today);
        user.Need(verb.Act, item.Facts);
        return held.Head.Version == version ? [.. verb.Entries(item, held.Settings)] : throw await Stale(id, cancel);
    }

    /// <summary>Whether the caller has the right at all, before anything of his form is read.</summary>
    /// <exception cref="Refused">403 when not; 404 when there is no such item.</exception>
    public async Task Check(Guid id, Act act, CancellationToken cancel) => user.Need(act, (await reading.Find(id, new(Viewpoint.LastDay, session.Now), cancel)).Latest);

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
