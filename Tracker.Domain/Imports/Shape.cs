using System.Security.Cryptography;
using System.Text;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>The shape of a sheet is what its header row says in which column, folded: files of one office keep it from month to month.</summary>
internal static class Shape
{
    /// <summary>Rows in which a header is looked for by its shape.</summary>
    private const int LastRowToLook = 60;

    private const int FewestHeadings = 2;
    private const int LongestHeading = 200;

    /// <summary>Null for a row that says too little to be known again.</summary>
    public static string? Of(Sheet sheet, int first, int last)
    {
        var text = new StringBuilder();
        var cells = 0;
        for (var row = first; row <= last; row++)
        {
            for (var column = 1; column <= sheet.Rows[row - 1].Cells.Length; column++)
            {
                if (sheet[row, column] is not { Text.Length: <= LongestHeading } cell || VietnameseText.TitleKey(cell.Text) is not { Length: > 0 } key)
                    continue;
                text.Append(row - first).Append('.').Append(column).Append('=').Append(key).Append('|');
                cells++;
            }
        }
        return cells < FewestHeadings ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The first row that begins a header which is known.</summary>
    public static (KnownLayout Known, int Row)? Find(Sheet sheet, IReadOnlyList<KnownLayout> known)
    {
        for (var row = 1; row <= Math.Min(sheet.Rows.Count, LastRowToLook); row++)
        {
            for (var rows = 2; rows >= 1; rows--)
            {
                if (row + rows - 1 <= sheet.Rows.Count && Of(sheet, row, row + rows - 1) is { } shape
                    && known.FirstOrDefault(k => k.Shape == shape && k.Layout.HeaderRows == rows) is { } found)
                    return (found, row);
            }
        }
        return null;
    }

    /// <summary>Rows by what their first cell with words in it says.</summary>
    public static IReadOnlyDictionary<string, RowKind> Keys(Sheet sheet, IReadOnlyDictionary<int, RowKind> rows)
    {
        var keys = new Dictionary<string, RowKind>();
        foreach (var (row, kind) in rows)
        {
            if (row >= 1 && row <= sheet.Rows.Count && KeyOf(sheet.Rows[row - 1]) is { } key)
                keys[key] = kind;
        }
        return keys;
    }

    public static IEnumerable<KeyValuePair<int, RowKind>> Rows(Sheet sheet, int from, IReadOnlyDictionary<string, RowKind> keys)
    {
        foreach (var row in keys.Count == 0 ? [] : sheet.Rows.Skip(from - 1))
        {
            if (KeyOf(row) is { } key && keys.TryGetValue(key, out var kind))
                yield return new(row.Number, kind);
        }
    }

    private static string? KeyOf(Row row) =>
        row.Cells.Where(c => c is { Kind: CellKind.Text, Text.Length: > 2 and <= LongestHeading }).Select(c => VietnameseText.TitleKey(c!.Text)).FirstOrDefault(k => k.Any(char.IsLetter));
}
