using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>How reports look on paper: Times New Roman 13 and 14, as Decree 30/2020/NĐ-CP asks.</summary>
internal static class Paper
{
    public static readonly CellStyle Issuer = new() { Bold = true, Across = Across.Center, Wrap = true };
    public static readonly CellStyle Rule = new() { Size = 6, Across = Across.Center, Upright = Upright.Top };
    public static readonly CellStyle PlaceAndDate = new() { Italic = true, Across = Across.Center };
    public static readonly CellStyle Title = new() { Size = 14, Bold = true, Across = Across.Center, Wrap = true };
    public static readonly CellStyle Subtitle = new() { Italic = true, Across = Across.Center, Wrap = true };
    public static readonly CellStyle Note = new() { Italic = true, Across = Across.Left, Upright = Upright.Top, Wrap = true };

    public static readonly CellStyle Header = new() { Bold = true, Across = Across.Center, Wrap = true, Bordered = true, Shaded = true };
    // Without borders: the name runs on over the empty cells beside it.
    public static readonly CellStyle Group = new() { Bold = true, Across = Across.Left, Shaded = true };
    public static readonly CellStyle Text = new() { Across = Across.Left, Wrap = true, Bordered = true };
    public static readonly CellStyle Centered = Text with { Across = Across.Center };
    public static readonly CellStyle Count = new() { Across = Across.Right, Indent = 1, Bordered = true, Format = "#,##0" };
    public static readonly CellStyle Share = Text with { Across = Across.Right, Indent = 1 };
    public static readonly CellStyle Day = new() { Across = Across.Center, Bordered = true, Format = @"dd\/mm\/yyyy" };

    public static CellStyle InBold(this CellStyle style) => style with { Bold = true };
}
