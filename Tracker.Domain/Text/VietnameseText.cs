using System.Globalization;
using System.Text;

namespace Tracker.Domain.Text;

/// <summary>Vietnamese text as people type it, made comparable.</summary>
public static class VietnameseText
{
    /// <summary>NFC, every kind of space a plain one, runs of spaces and line breaks one space, trimmed; invisible characters dropped,
    /// the look-alikes of Đ that old fonts left behind (U+00D0, U+0189) made Đ, broken surrogates made U+FFFD. Never null.</summary>
    public static string Normalize(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (IsNormal(text)) return text;

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
            }
            else if (!IsInvisible(Rune.GetUnicodeCategory(rune)))
            {
                result.Append(rune.Value switch { 0x00D0 or 0x0189 => "Đ", 0x00F0 or 0x0256 => "đ", _ => rune.ToString() });
            }
        }
        return result.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
    }

    /// <summary>The text as written, line breaks and tabs too, without what nobody sees and no database keeps (NUL and other controls, zero-width signs); null stays null.</summary>
    public static string? Visible(string? text) =>
        text is null || !text.Any(IsHidden) ? text : string.Concat(text.Where(c => !IsHidden(c)));

    /// <summary>Broken surrogates made U+FFFD, everything else as it is.</summary>
    public static string WellFormed(string text) => text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;

    /// <summary>For search: normalized, lower case, without accents, đ as d. "Văn phòng" and "VAN PHONG" are both "van phong".</summary>
    public static string Fold(string? text) => Folding.Fold(Normalize(text));

    /// <summary>For comparing names where accents matter ("Ban ĐT" is not "Ban DT"): normalized, lower case, tone marks where
    /// the old and the new spelling put them made equal ("Hoà" = "Hòa"), punctuation and spaces folded to single spaces.</summary>
    public static string NameKey(string? text) => Words(Normalize(text).ToLowerInvariant(), TonePlacement.Settle);

    /// <summary>For comparing titles: <see cref="Fold"/>, punctuation folded to single spaces.</summary>
    public static string TitleKey(string? text) => Words(Fold(text), static (_, _) => { });

    /// <summary>Vietnamese alphabetical order: a ă â b … d đ e ê …; then tone; then case. Does not depend on the machine's ICU.
    /// Equal only for texts that are canonically the same; null comes first.</summary>
    public static IComparer<string> Collation { get; } = new VietnameseCollation();

    /// <summary>The words with single spaces between; <paramref name="finish"/> is told of each when it is whole, and where it starts.</summary>
    private static string Words(string text, Action<StringBuilder, int> finish)
    {
        var result = new StringBuilder(text.Length);
        var start = 0;
        foreach (var c in text)
        {
            // Half of a surrogate pair is a letter of a script we don't know.
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || (IsAccent(c) && result.Length > start)) result.Append(c);
            else if (result.Length > start) EndWord();
        }
        if (result.Length > start) EndWord();
        return result.ToString(0, Math.Max(0, result.Length - 1));

        void EndWord()
        {
            finish(result, start);
            start = result.Append(' ').Length;
        }
    }

    /// <summary>True for most of what comes in, which then needs no copy.</summary>
    private static bool IsNormal(string text)
    {
        var afterSpace = true;
        foreach (var c in text)
        {
            var isSpace = c == ' ';
            if (isSpace ? afterSpace : char.IsWhiteSpace(c) || char.IsSurrogate(c) || c is '\u00D0' or '\u0189' or '\u00F0' or '\u0256') return false;
            if (!char.IsAscii(c) && IsInvisible(char.GetUnicodeCategory(c))) return false;
            if (char.IsControl(c)) return false;
            afterSpace = isSpace;
        }
        return !afterSpace && text.IsNormalized(NormalizationForm.FormC);
    }

    private static bool IsHidden(char c) => c is not ('\n' or '\r' or '\t') && IsInvisible(char.GetUnicodeCategory(c));

    private static bool IsAccent(char c) => !char.IsAscii(c) && char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static bool IsInvisible(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format;
}
