using System.Xml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tracker.Jobs.Reports.Workbooks;

/// <summary>Numbers of a style: for most cells, and for text that must not become a formula when it is edited.</summary>
internal readonly record struct StyleIds(uint Plain, uint Quoted);

/// <summary>The styles that a workbook has used so far; each is numbered when it first occurs.</summary>
internal sealed class StyleSheet
{
    private const string Typeface = "Times New Roman";
    private const uint FirstOwnFormat = 164;
    private readonly Dictionary<CellStyle, uint> _styles = [];
    private readonly Dictionary<(double Size, bool Bold, bool Italic), uint> _fonts = [];
    private readonly Dictionary<string, uint> _formats = [];

    public StyleSheet() => Id(CellStyle.Plain);

    public StyleIds Of(CellStyle style) => new(Id(style), Id(style with { Quoted = true }));

    public void Write(Stream part)
    {
        using var xml = XmlWriter.Create(part);
        new Stylesheet(
            _formats.Count == 0 ? null! : new NumberingFormats(_formats.Select(f => new NumberingFormat { NumberFormatId = f.Value, FormatCode = f.Key })),
            new Fonts(_fonts.OrderBy(f => f.Value).Select(f => Font(f.Key))),
            new Fills(Fill(PatternValues.None), Fill(PatternValues.Gray125), Fill(PatternValues.Solid)),
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()), Thin()),
            new CellStyleFormats(new CellFormat { FontId = 0, FillId = 0, BorderId = 0, NumberFormatId = 0 }),
            new CellFormats(_styles.OrderBy(s => s.Value).Select(s => CellFormat(s.Key))),
            new CellStyles(new DocumentFormat.OpenXml.Spreadsheet.CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 })).WriteTo(xml);
    }

    private uint Id(CellStyle style)
    {
        if (_styles.TryGetValue(style, out var known))
            return known;
        _fonts.TryAdd(FontOf(style), (uint)_fonts.Count);
        if (style.Format != CellStyle.General)
            _formats.TryAdd(style.Format, FirstOwnFormat + (uint)_formats.Count);
        return _styles[style] = (uint)_styles.Count;
    }

    private static (double Size, bool Bold, bool Italic) FontOf(CellStyle style) => (style.Size, style.Bold, style.Italic);

    private CellFormat CellFormat(CellStyle style)
    {
        var format = Format(style);
        if (style.Unlocked)
        {
            format.Append(new Protection { Locked = false });
            format.ApplyProtection = true;
        }
        return format;
    }

    private CellFormat Format(CellStyle style) => new(new Alignment
    {
        Horizontal = style.Across switch
        {
            Across.Left => HorizontalAlignmentValues.Left,
            Across.Center => HorizontalAlignmentValues.Center,
            Across.Right => HorizontalAlignmentValues.Right,
            _ => HorizontalAlignmentValues.General,
        },
        Vertical = style.Upright switch
        {
            Upright.Top => VerticalAlignmentValues.Top,
            Upright.Center => VerticalAlignmentValues.Center,
            _ => VerticalAlignmentValues.Bottom,
        },
        WrapText = style.Wrap,
        Indent = (uint)style.Indent,
    })
    {
        NumberFormatId = style.Format == CellStyle.General ? 0 : _formats[style.Format],
        FontId = _fonts[FontOf(style)],
        FillId = style.Shaded ? 2u : 0,
        BorderId = style.Bordered ? 1u : 0,
        FormatId = 0,
        ApplyNumberFormat = true,
        ApplyFont = true,
        ApplyFill = true,
        ApplyBorder = true,
        ApplyAlignment = true,
        QuotePrefix = style.Quoted ? true : null,
    };

    private static Font Font((double Size, bool Bold, bool Italic) font)
    {
        var made = new Font();
        if (font.Bold)
            made.Append(new Bold());
        if (font.Italic)
            made.Append(new Italic());
        made.Append(new FontSize { Val = font.Size }, new FontName { Val = Typeface }, new FontFamilyNumbering { Val = 1 });
        return made;
    }

    private static Fill Fill(PatternValues pattern) => new(pattern == PatternValues.Solid
        ? new PatternFill(new ForegroundColor { Rgb = "FFEDEDED" }) { PatternType = pattern }
        : new PatternFill { PatternType = pattern });

    private static Border Thin() => new(
        new LeftBorder { Style = BorderStyleValues.Thin },
        new RightBorder { Style = BorderStyleValues.Thin },
        new TopBorder { Style = BorderStyleValues.Thin },
        new BottomBorder { Style = BorderStyleValues.Thin },
        new DiagonalBorder());
}
