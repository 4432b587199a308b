namespace Tracker.Jobs.Reports.Workbooks;

public enum Across { General, Left, Center, Right }

public enum Upright { Top, Center, Bottom }

/// <summary>How a cell looks; two that are equal are one style of the workbook. The typeface is Times New Roman throughout (Decree 30/2020/NĐ-CP).</summary>
public sealed record CellStyle
{
    public static readonly CellStyle Plain = new();

    /// <summary>Of numbers, as Excel writes it; the reader's locale decides what separates thousands.</summary>
    public string Format { get; init; } = General;
    /// <summary>Points.</summary>
    public double Size { get; init; } = 13;
    public bool Bold { get; init; }
    public bool Italic { get; init; }
    public Across Across { get; init; }
    public Upright Upright { get; init; } = Upright.Center;
    /// <summary>Steps from the left edge.</summary>
    public int Indent { get; init; }
    public bool Wrap { get; init; }
    public bool Bordered { get; init; }
    public bool Shaded { get; init; }
    /// <summary>May be typed in where the sheet is locked.</summary>
    public bool Unlocked { get; init; }
    /// <summary>Editing the cell in Excel must not make a formula of its text; set by the writer where needed.</summary>
    internal bool Quoted { get; init; }

    internal const string General = "General";
}
