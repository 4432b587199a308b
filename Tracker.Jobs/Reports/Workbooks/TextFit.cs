using System.Text;

namespace Tracker.Jobs.Reports.Workbooks;

/// <summary>
/// How many lines a text takes in a column. Programs differ in whether they fit rows that say nothing of their height, and none fits merged cells,
/// so the heights are in the file and a page looks the same wherever it is printed.
/// </summary>
internal static class TextFit
{
    /// <summary>Points; a row can't be higher.</summary>
    public const double HighestRow = 409;

    private const double DigitWidth = 500;
    // The edges of a cell, and one step of indent, in digits.
    private const double Padding = 0.6;
    private const double Step = 1.1;
    private const double BoldFactor = 1.08;

    // Thousandths of an em, from the space on: Times New Roman.
    private static readonly short[] Ascii =
    [
        250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
        921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
        333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
    ];

    // Letters with marks are as wide as without, but for ơ and ư.
    private static readonly short[] Widths = [.. Enumerable.Range(0, 0x1F00).Select(c => WidthOf((char)c))];

    /// <summary>Points that one line of this size takes.</summary>
    public static double LineHeight(double size) => Math.Ceiling(size * 1.25 * 4) / 4;

    /// <param name="columnWidth">In digits of the standard font.</param>
    public static int Lines(ReadOnlySpan<char> text, double columnWidth, CellStyle style)
    {
        var room = (columnWidth - Padding - style.Indent * Step) * DigitWidth * CellStyle.Plain.Size / style.Size / (style.Bold ? BoldFactor : 1);
        var lines = 0;
        foreach (var paragraph in text.Split('\n'))
            lines += ParagraphLines(text[paragraph], room);
        return lines;
    }

    private static int ParagraphLines(ReadOnlySpan<char> text, double room)
    {
        var lines = 1;
        double line = 0, word = 0;
        foreach (var c in text)
        {
            if (c == ' ')
            {
                line += word + Ascii[0];
                word = 0;
                continue;
            }
            var width = c < Widths.Length ? Widths[c] : 1000;
            if (line + word + width > room)
            {
                // What is too long for a line of its own is broken within.
                (line, word) = line > 0 ? (0, word) : (0, 0);
                lines++;
            }
            word += width;
            if (c == '-')
                (line, word) = (line + word, 0);
        }
        return lines;
    }

    private static short WidthOf(char c)
    {
        if (char.IsSurrogate(c))
            return 500;
        var letter = c.ToString().Normalize(NormalizationForm.FormD);
        var width = letter[0] switch
        {
            >= ' ' and <= '~' and var plain => Ascii[plain - ' '],
            'đ' => (short)500,
            'Đ' => (short)722,
            < ' ' => (short)0,
            _ => (short)600,
        };
        return (short)(letter.Contains('\u031B') ? width + 60 : width);
    }
}
