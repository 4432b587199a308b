using System.Text.RegularExpressions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Units;

/// <summary>Splits a cell that holds several units.</summary>
internal static partial class UnitCell
{
    // No unit's name has more separators of its own than this.
    private const int MostPiecesOfAName = 8;

    /// <summary>A stretch of the cell without separators; <c>AfterAnd</c>: joined to the one before by "và", which may be part of a name that isn't known.</summary>
    private readonly record struct Piece(int Start, int End, bool AfterAnd);

    /// <summary>The names in the cell, without bullets, each with what <paramref name="find"/> knows of it. The longest known name wins, so
    /// "Văn phòng Đoàn ĐBQH, HĐND" stays one; "và" separates only where what stands on both of its sides is known.</summary>
    public static IEnumerable<(string Name, UnitMatch? Known)> Split(string cell, Func<string, UnitMatch?> find) =>
        cell.Split(';').SelectMany(part => SplitPart(part, find)).Where(found => found.Name.Length > 0);

    private static IEnumerable<(string Name, UnitMatch? Known)> SplitPart(string part, Func<string, UnitMatch?> find)
    {
        var pieces = Pieces(part);
        for (var at = 0; at < pieces.Count;)
        {
            var (known, end) = KnownFrom(at);
            if (known.Count == 0)
            {
                end = EndOfGroup(at);
                yield return (Between(at, end), null);
            }
            foreach (var match in known) yield return (match.Text, match);
            at = end;
        }

        // Known names one after another, up to where no "và" binds on; none if something between is unknown.
        (List<UnitMatch> Known, int End) KnownFrom(int start)
        {
            var known = new List<UnitMatch>();
            do
            {
                if (LongestName(start) is not ({ } match, var end)) return ([], start);
                known.Add(match);
                start = end;
            }
            while (start < pieces.Count && pieces[start].AfterAnd);
            return (known, start);
        }

        (UnitMatch? Match, int End) LongestName(int start)
        {
            for (var end = Math.Min(pieces.Count, start + MostPiecesOfAName); end > start; end--)
            {
                if (find(Between(start, end)) is { } match) return (match, end);
            }
            return (null, start);
        }

        int EndOfGroup(int start)
        {
            var end = start + 1;
            while (end < pieces.Count && pieces[end].AfterAnd) end++;
            return end;
        }

        string Between(int start, int end) =>
            VietnameseText.Normalize(part[pieces[start].Start..pieces[end - 1].End]).Trim(' ', '-', '+', '•', '*', '.', ',');
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

    [GeneratedRegex(@",|\r?\n|\r|\s(?:và|va\u0300)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Separator { get; }
}
