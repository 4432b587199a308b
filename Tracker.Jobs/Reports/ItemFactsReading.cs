using System.Runtime.CompilerServices;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Items;

namespace Tracker.Jobs.Reports;

internal static class ItemFactsReading
{
    private const int RowsAtOnce = 1000;

    /// <summary>Every item of the query, whatever page it names, some at a time.</summary>
    public static IAsyncEnumerable<ItemFacts> Facts(this Session session, ItemQuery query, Viewpoint view, CancellationToken cancel = default) =>
        session.Items(query, view, cancel).Select(row => row.Facts);

    /// <inheritdoc cref="Facts"/>
    public static async IAsyncEnumerable<ItemRow> Items(this Session session, ItemQuery query, Viewpoint view, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var store = new ItemStore(session);
        for (var page = 1; ; page++)
        {
            var rows = (await store.List(query with { Page = page, PageSize = RowsAtOnce }, view, cancel)).Items;
            foreach (var row in rows)
                yield return row;
            if (rows.Count < RowsAtOnce)
                yield break;
        }
    }
}
