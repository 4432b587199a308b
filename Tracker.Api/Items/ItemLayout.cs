using Tracker.Domain.Items;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Api.Items;

/// <summary>How the rows of a list look, the same for all of them, so that one can also be shown alone.</summary>
/// <param name="HasDeliverables">Sheets of ad-hoc tasks don't have the column.</param>
/// <param name="Enters">Whether rows can be ticked and entered.</param>
/// <param name="Columns">Those that were chosen; none for the usual cells.</param>
public sealed record ItemLayout(bool IsAdhoc, bool HasDeliverables, bool Enters, IReadOnlyList<ItemLayout.Chosen> Columns)
{
    public sealed record Chosen(ItemColumn Key, Column<ItemFacts> Column)
    {
        /// <summary>Of its cells: numbers and days don't wrap.</summary>
        public string Class => Key switch
        {
            ItemColumn.Number => "n tt",
            ItemColumn.Title => "title",
            ItemColumn.Due or ItemColumn.FirstDue or ItemColumn.CompletedOn or ItemColumn.GivenOn => "nw",
            ItemColumn.Lead or ItemColumn.Cooperating => "unit",
            ItemColumn.Reason or ItemColumn.Note or ItemColumn.Source => "text",
            ItemColumn.State => "nw",
            _ => "short",
        };
    }

    /// <summary>The column that leads to the item.</summary>
    public ItemColumn Leading => Columns.FirstOrDefault(c => c.Key == ItemColumn.Title)?.Key ?? Columns[0].Key;

    public int Width => (Enters ? 2 : 0) + (Columns.Count > 0 ? Columns.Count : 5 + (IsAdhoc ? 1 : 0) + (HasDeliverables ? 1 : 0));

    public static ItemLayout Of(ItemList list)
    {
        var all = new ItemColumns(list.UnitName, list.Frame.View.AsOf);
        var adhoc = list.Origin == Origin.Adhoc;
        return new(adhoc, !adhoc || list.Page.Items.Any(i => i.Deliverable.Length > 0), list.Enters, [.. list.Columns.Select(c => new Chosen(c, all.Of(c)))]);
    }
}
