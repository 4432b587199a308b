using System.Text.RegularExpressions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>Rows of a table that aren't what the table is about, whatever that is.</summary>
internal static partial class TableMarks
{
    /// <summary>(1) (2) (3) … or 1 2 3 … under the header: at least three cells that count on, the title among them.</summary>
    public static bool AreColumnNumbers(Row row, int title)
    {
        if (row[title] is not { Text.Length: <= 4 })
            return false;
        var numbers = row.Cells.Where(c => c is not null)
            .Select(c => c!.Text.Trim().Trim('(', ')', '[', ']'))
            .SkipWhile(t => t is [>= 'A' and <= 'Z'])
            .Select(t => int.TryParse(t, out var n) ? n : 0)
            .ToArray();
        return numbers.Length >= 2 && row.Cells.Count(c => c is not null) >= 3 && numbers[0] > 0
            && numbers.Zip(numbers.Skip(1)).All(p => p.Second == p.First + 1);
    }

    /// <param name="number">What the row's own column for numbers says.</param>
    public static bool IsTotal(Row row, string number) =>
        !IsNumeric(number) && Array.Find(row.Cells, c => c is not null) is { Text.Length: < 80 } first && TotalWords().IsMatch(VietnameseText.TitleKey(first.Text));

    public static bool IsNumeric(string number) => Marks.Of(number) == Mark.Number;

    /// <summary>"Nơi nhận" and signatures.</summary>
    /// <param name="bare">The row lacks what every row of the table has, so words that may also stand in one are a signature's.</param>
    public static bool IsSignature(Row row, bool bare) => row.Cells.Any(c => c is not null && IsSignature(VietnameseText.TitleKey(c.Text), bare));

    private static bool IsSignature(string key, bool bare) =>
        key.StartsWith("noi nhan", StringComparison.Ordinal) || (bare && SignatureWords().IsMatch(key));

    [GeneratedRegex(@"^(tong cong|tong so|tong|cong)( \d+)*( (nhiem vu|noi dung|muc))?$|^(tong cong|tong so) ")]
    private static partial Regex TotalWords();

    [GeneratedRegex(@"^(tm|t m|kt|k t|tl|t l|tuq|q)( |$)|^(pho )?(chu tich|chanh van phong|truong ban|thu truong|truong phong)\b|^(nguoi )?(lap bieu|lap bang|ky ten)|ngay \d* ?thang \d* ?nam \d{4}$")]
    private static partial Regex SignatureWords();
}
