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

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
            }
            else if (!IsInvisible(rune))
            {
                result.Append(rune.Value switch { 0x00D0 or 0x0189 => "Đ", 0x00F0 or 0x0256 => "đ", _ => rune.ToString() });
            }
        }
        return result.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
    }

    /// <summary>For search: normalized, lower case, without accents, đ as d. "Văn phòng" and "VAN PHONG" are both "van phong".</summary>
    public static string Fold(string? text)
    {
        var result = new StringBuilder();
        foreach (var rune in Normalize(text).ToLowerInvariant().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (!IsAccent(rune)) result.Append(rune.Value == 'đ' ? "d" : rune.ToString());
        }
        // An accent that stood alone may leave two spaces behind.
        return Normalize(result.ToString());
    }

    /// <summary>For comparing names where accents matter ("Ban ĐT" is not "Ban DT"): normalized, lower case, tone marks where
    /// the old and the new spelling put them made equal ("Hoà" = "Hòa"), punctuation and spaces folded to single spaces.</summary>
    public static string NameKey(string? text) =>
        string.Join(' ', WordsOf(Normalize(text).ToLowerInvariant()).Select(TonePlacement.Settle));

    /// <summary>For comparing titles: <see cref="Fold"/>, punctuation folded to single spaces.</summary>
    public static string TitleKey(string? text) => string.Join(' ', WordsOf(Fold(text)));

    /// <summary>Vietnamese alphabetical order: a ă â b … d đ e ê …; then tone; then case. Does not depend on the machine's ICU.
    /// Equal only for texts that are canonically the same; null comes first.</summary>
    public static IComparer<string> Collation { get; } = new VietnameseCollation();

    private static IEnumerable<string> WordsOf(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (IsAccent(rune) && word.Length > 0))
            {
                word.Append(rune.ToString());
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0) yield return word.ToString();
    }

    private static bool IsAccent(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
