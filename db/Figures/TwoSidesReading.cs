using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Db.Figures;

/// <summary>Reads the items of a scope at two viewpoints.</summary>
public static class TwoSidesReading
{
    public static async Task<TwoSides> Read(Session session, Scope scope, Viewpoint before, Viewpoint after, CancellationToken cancel = default)
    {
        var earlier = await Items(session, scope, before, cancel);
        var required = (await CouncilStore.Find(session, cancel)).Settings.Completeness;
        return new(before, earlier, after, before == after ? earlier : await Items(session, scope, after, cancel), required);
    }

    private static async Task<IReadOnlyList<(Guid Id, ItemFacts Facts)>> Items(Session session, Scope scope, Viewpoint view, CancellationToken cancel) =>
        [.. (await new ItemStore(session).List(new() { Scopes = [scope], PageSize = int.MaxValue }, view, cancel)).Items.Select(i => (i.Id, i.Facts))];
}
