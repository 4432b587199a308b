using System.Text;

namespace Tracker.Domain.Text;

/// <summary>Where the tone mark of an open syllable in -oa, -oe, -uy stands: "hòa, khỏe, thủy" or "hoà, khoẻ, thuỷ"; both are right.</summary>
internal static class TonePlacement
{
    private static readonly (char First, char Second, string OnFirst, string OnSecond)[] Pairs =
    [
        ('o', 'a', "òỏõóọ", "àảãáạ"),
        ('o', 'e', "òỏõóọ", "èẻẽéẹ"),
        ('u', 'y', "ùủũúụ", "ỳỷỹýỵ"),
    ];

    /// <summary>Puts the tone of the last word, in lower case from <paramref name="start"/> on, on the first of the two vowels: "hoà" becomes "hòa". The u of "quý" belongs to its consonant, so that stays.</summary>
    public static void Settle(StringBuilder text, int start)
    {
        if (text.Length - start < 2) return;

        foreach (var (first, second, onFirst, onSecond) in Pairs)
        {
            var tone = text[^2] == first ? onSecond.IndexOf(text[^1]) : -1;
            if (tone < 0 || (text.Length - start > 2 && text[^3] == 'q')) continue;
            text[^2] = onFirst[tone];
            text[^1] = second;
            return;
        }
    }
}
