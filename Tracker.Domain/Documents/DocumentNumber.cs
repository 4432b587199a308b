using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Documents;

/// <summary>Số, ký hiệu of a document, as written and in its parts. Numbers restart each year.</summary>
/// <param name="Raw">As written, normalized spaces.</param>
/// <param name="Number">Running number, with leading zeros dropped.</param>
/// <param name="Year">Year inside the number as in 62/2017/QĐ-UBND; null for most.</param>
/// <param name="Type">CTr, QĐ, KH, ĐA, QC …, in the usual capitals where the type is known; null for a letter (5120/UBND-KSTT).</param>
/// <param name="Issuer">The rest of the symbol: HĐND, UBND, TT.HĐND-UBND, ĐĐ, TU, UBND-KSTT.</param>
public sealed partial record DocumentNumber(string Raw, int Number, int? Year, string? Type, string Issuer)
{
    /// <summary>Characters of a number that can be kept; none in use has half as many.</summary>
    public const int Longest = 200;

    public const string TooLong = "Số, ký hiệu văn bản dài quá 200 ký tự. Hãy chỉ ghi số, ký hiệu, ví dụ 08/TB-HĐND; phần còn lại ghi vào ghi chú.";

    /// <summary>True only when the whole text is one document number; spaces around its signs and longer dashes do no harm.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DocumentNumber? number)
    {
        var raw = VietnameseText.Normalize(text);
        var plain = SpacedSign.Replace(Dash.Replace(raw, "-"), "$1");
        var match = Pattern.Match(plain);
        number = match.Success && match.Length == plain.Length ? Of(match, raw) : null;
        return number is not null;
    }

    /// <summary>Finds the first document number inside a longer text ("Số: 01/CTr-HĐND", "Văn bản số 179/UBND-TH của UBND Thành phố"); null when there is none.</summary>
    public static DocumentNumber? FindIn(string? text)
    {
        var plain = Dash.Replace(VietnameseText.Normalize(text), "-");
        return Pattern.Matches(SpacedSlash.Replace(plain, "/")).Select(match => Of(match, match.Value)).FirstOrDefault(found => found is not null);
    }

    private static DocumentNumber? Of(Match match, string raw)
    {
        var number = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var year = match.Groups["year"] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : (int?)null;
        var (type, issuer) = match.Groups["type"] is { Success: true } party
            ? (DocumentTypes.Known(party.Value) ?? party.Value, match.Groups["issuer"].Value)
            : DocumentTypes.Split(match.Groups["symbol"].Value);

        // "5/ngày" is no number of a paper.
        var isSymbol = (type is not null && DocumentTypes.Known(type) is not null) || issuer.Count(char.IsUpper) >= 2;
        return number > 0 && issuer.Length > 0 && isSymbol ? new(raw, number, year, type, issuer) : null;
    }

    // 62/2017/QĐ-UBND, or as the Party writes it: 245-KH/ĐĐ.
    [GeneratedRegex(@"(?<![\p{L}\p{N}/.\-])(?<number>\d{1,6})(?:(?:/(?<year>(?:19|20)\d\d))?/(?<symbol>(?=\p{L})[\p{L}\p{N}]+(?:[.&\-][\p{L}\p{N}]+)*)|-(?<type>\p{L}{1,8})/(?<issuer>(?=\p{L})[\p{L}\p{N}]+(?:[.&\-][\p{L}\p{N}]+)*))(?![\p{L}\p{N}/])")]
    private static partial Regex Pattern { get; }

    [GeneratedRegex(@"\p{Pd}|\u2212")]
    private static partial Regex Dash { get; }

    [GeneratedRegex(" ?([/-]) ?")]
    private static partial Regex SpacedSign { get; }

    [GeneratedRegex(" ?/ ?")]
    private static partial Regex SpacedSlash { get; }
}
