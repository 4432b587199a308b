using System.Text;

namespace Tracker.Domain.Text;

/// <summary>Where the tone mark of an open syllable in -oa, -oe, -uy stands: "hòa, khỏe, thủy" or "hoà, khoẻ, thuỷ"; both are right.</summary>
internal static class TonePlacement
{
    private const string Tones = "\u0300\u0309\u0303\u0301\u0323";

    /// <summary>The word (lower case) with its tone on the first of the two vowels: "hoà" becomes "hòa". The u of "quý" belongs to its consonant, so that stays.</summary>
    public static string Settle(string word)
    {
        if (word.Length < 2) return word;

        var last = word[^1].ToString().Normalize(NormalizationForm.FormD);
        if (last.Length != 2 || !Tones.Contains(last[1])) return word;

        var isOpenPair = (word[^2], last[0]) is ('o', 'a') or ('o', 'e') or ('u', 'y');
        var isAfterQ = word.Length > 2 && word[^3] == 'q';
        return isOpenPair && !isAfterQ
            ? (word[..^1] + last[1] + last[0]).Normalize(NormalizationForm.FormC)
            : word;
    }
}
