using System.Buffers;
using Tracker.Domain.Text;

namespace Tracker.Jobs.Reports.Workbooks;

/// <summary>Text as a cell can hold it.</summary>
internal static class CellText
{
    /// <summary>UTF-16 units; a cell with more makes Excel call the whole file damaged.</summary>
    public const int Limit = 32_767;

    /// <summary>What is kept of a longer text, so that the note about it has room.</summary>
    public const int Kept = 32_700;

    // Leading these, also in their wide forms, a text typed or edited in Excel becomes a formula, or loses the sign.
    private static readonly SearchValues<char> FormulaSigns = SearchValues.Create("=+-@'\t\r\n＝＋－＠");

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. "<>&_\uFFFE\uFFFF", .. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n'))]);

    public static bool LooksLikeFormula(string text)
    {
        var start = text.AsSpan().TrimStart(' ');
        return start.Length > 0 && FormulaSigns.Contains(start[0]);
    }

    public static bool HasOuterSpace(string text) => char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]);

    /// <summary>Writes the text as XML. Line ends become one line feed, characters that XML can't hold are dropped, and what only looks
    /// like Excel's <c>_xHHHH_</c> is kept as it was written. Half a surrogate pair is left to the encoder, which replaces it.</summary>
    public static void Write(TextWriter xml, string text)
    {
        if (text.Length <= Limit)
        {
            Escape(xml, text);
            return;
        }
        var kept = char.IsHighSurrogate(text[Kept - 1]) ? Kept - 1 : Kept;
        Escape(xml, text.AsSpan(0, kept));
        Escape(xml, $"… [đã cắt: nội dung dài {Vietnamese.Number(text.Length)} ký tự]");
    }

    private static void Escape(TextWriter xml, ReadOnlySpan<char> text)
    {
        for (int at; (at = text.IndexOfAny(Special)) >= 0; text = text[(at + 1)..])
        {
            xml.Write(text[..at]);
            switch (text[at])
            {
                case '<': xml.Write("&lt;"); break;
                case '>': xml.Write("&gt;"); break;
                case '&': xml.Write("&amp;"); break;
                case '_': xml.Write(IsEscape(text[at..]) ? "_x005F_" : "_"); break;
                case '\r' when !text[(at + 1)..].StartsWith("\n"): xml.Write('\n'); break;
            }
        }
        xml.Write(text);
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_'
        && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);
}
