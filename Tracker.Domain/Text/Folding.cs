using System.Globalization;
using System.Text;

namespace Tracker.Domain.Text;

/// <summary>Takes the accents off normalized text.</summary>
internal static class Folding
{
    // All precomposed Vietnamese letters lie below this; '\0' stands for a character that has to be looked at more closely.
    private const int TableSize = 0x1F00;

    private static readonly char[] Table = [.. Enumerable.Range(0, TableSize).Select(code => Single((char)code))];

    public static string Fold(string normal)
    {
        foreach (var c in normal)
        {
            if (c >= TableSize || Table[c] == '\0') return FoldAnything(normal);
        }
        return string.Create(normal.Length, normal, static (result, text) =>
        {
            for (var i = 0; i < result.Length; i++) result[i] = Table[text[i]];
        });
    }

    private static char Single(char c) => c == ' ' ? c : FoldAnything(c.ToString()) is [var folded] ? folded : '\0';

    private static string FoldAnything(string normal)
    {
        var result = new StringBuilder(normal.Length);
        foreach (var rune in normal.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark) continue;
            var lower = Rune.ToLowerInvariant(rune);
            result.Append(lower.Value == 'đ' ? "d" : lower.ToString());
        }
        // An accent that stood alone may leave two spaces behind.
        return VietnameseText.Normalize(result.ToString());
    }
}
