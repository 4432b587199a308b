using System.Globalization;
using System.Text;

namespace Tracker.Domain.Text;

/// <summary>Compares letter by letter; the first difference of tone, then of case, decides between texts with the same letters.</summary>
internal sealed class VietnameseCollation : IComparer<string>
{
    // In the order of the alphabet: a ă â, o ô ơ.
    private const string LetterMarks = "\u0306\u0302\u031B";

    // Level, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
    private const string Tones = "\u0300\u0309\u0303\u0301\u0323";

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);

        var left = Decompose(x);
        var right = Decompose(y);
        int i = 0, j = 0, byTone = 0, byCase = 0;
        while (i < left.Length && j < right.Length)
        {
            var a = Letter.Next(left, ref i);
            var b = Letter.Next(right, ref j);
            var byLetter = a.Alphabetical.CompareTo(b.Alphabetical);
            if (byLetter != 0) return byLetter;
            if (byTone == 0) byTone = a.Tone - b.Tone;
            if (byCase == 0) byCase = a.IsUpper.CompareTo(b.IsUpper);
        }
        if (i < left.Length || j < right.Length) return i < left.Length ? 1 : -1;
        if (byTone != 0) return byTone;
        return byCase != 0 ? byCase : string.CompareOrdinal(left, right);
    }

    private static string Decompose(string text) => VietnameseText.Normalize(text).Normalize(NormalizationForm.FormD);

    /// <summary>One letter with the marks that follow it. Spaces come first, then punctuation, digits, letters.</summary>
    private readonly record struct Letter((int Class, char Base, int Mark) Alphabetical, int Tone, bool IsUpper)
    {
        public static Letter Next(string text, ref int at)
        {
            var written = text[at++];
            var lower = char.ToLowerInvariant(written);
            int mark = 0, tone = 0;
            for (; at < text.Length && IsMark(text[at]); at++)
            {
                mark = Math.Max(mark, LetterMarks.IndexOf(text[at]) + 1);
                tone = Math.Max(tone, Tones.IndexOf(text[at]) + 1);
            }
            return lower == 'đ'
                ? new((ClassOf(lower), 'd', 1), tone, lower != written)
                : new((ClassOf(lower), lower, mark), tone, lower != written);
        }

        private static bool IsMark(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

        private static int ClassOf(char c) => c == ' ' ? 0 : char.IsLetter(c) ? 3 : char.IsDigit(c) ? 2 : 1;
    }
}
