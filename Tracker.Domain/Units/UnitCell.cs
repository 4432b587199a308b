using System.Text.RegularExpressions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Units;

/// <summary>Splits a cell that holds several units.</summary>
internal static partial class UnitCell
{
    /// <summary>A stretch of the cell without separators; <c>AfterAnd</c>: joined to the one before by "và", which may be part of a name that isn't known.</summary>
    private readonly record struct Piece(int Start, int End, bool AfterAnd);

    /// <summary>The names in the cell, without bullets. The longest known name wins, so "Văn phòng Đoàn ĐBQH, HĐND" stays one;
    /// "và" separates only where what stands on both of its sides is known.</summary>
    public static IEnumerable<string> Split(string cell, Func<string, bool> isName) =>
        cell.Split(';').SelectMany(part => SplitPart(part, isName)).Select(Clean).Where(name => name.Length > 0);

    private static IEnumerable<string> SplitPart(string part, Func<string, bool> isName)
    {
        var pieces = Pieces(part);
        for (var at = 0; at < pieces.Count;)
        {
            var known = KnownFrom(at);
            var end = known.Count > 0 ? known[^1].End : EndOfGroup(at);
            if (known.Count == 0) yield return Between(at, end);
            foreach (var (start, stop) in known) yield return Between(start, stop);
            at = end;
        }

        // Known names one after another, up to where no "và" binds on; none if something between is unknown.
        List<(int Start, int End)> KnownFrom(int start)
        {
            var result = new List<(int, int)>();
            do
            {
                var end = LongestName(start);
                if (end is null) return [];
                result.Add((start, end.Value));
                start = end.Value;
            }
            while (start < pieces.Count && pieces[start].AfterAnd);
            return result;
        }

        int? LongestName(int start)
        {
            int? longest = null;
            for (var end = start + 1; end <= Math.Min(pieces.Count, start + 12); end++)
            {
                if (isName(Clean(Between(start, end)))) longest = end;
            }
            return longest;
        }

        int EndOfGroup(int start)
        {
            var end = start + 1;
            while (end < pieces.Count && pieces[end].AfterAnd) end++;
            return end;
        }

        string Between(int start, int end) => part[pieces[start].Start..pieces[end - 1].End];
    }

    private static List<Piece> Pieces(string part)
    {
        var pieces = new List<Piece>();
        var start = 0;
        var afterAnd = false;
        foreach (var separator in Separator.EnumerateMatches(part))
        {
            pieces.Add(new(start, separator.Index, afterAnd));
            start = separator.Index + separator.Length;
            afterAnd = part[separator.Index] is not (',' or '\r' or '\n');
        }
        pieces.Add(new(start, part.Length, afterAnd));
        return pieces;
    }

    private static string Clean(string name) => VietnameseText.Normalize(name).Trim(' ', '-', '+', '•', '*', '.', ',');

    [GeneratedRegex(@",|\r?\n|\r|\s(?:và|va\u0300)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Separator { get; }
}
