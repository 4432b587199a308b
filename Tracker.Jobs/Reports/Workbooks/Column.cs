namespace Tracker.Jobs.Reports.Workbooks;

/// <summary>A column of a table.</summary>
/// <param name="Width">In digits of the standard font.</param>
public sealed record Column<T>(string Heading, double Width, CellStyle Style, Func<T, Cell> Value)
{
    /// <summary>False for a column that is there to work with, right of those that go to paper.</summary>
    public bool Printed { get; init; } = true;

    /// <summary>What a reader of the sheet sees in the cell.</summary>
    public string Text(T row) => Value(row).Shown(Style);
}
