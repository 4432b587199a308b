using System.Diagnostics.CodeAnalysis;

namespace Tracker.Domain.Documents;

/// <summary>Số, ký hiệu of a document, as written and in its parts. Numbers restart each year.</summary>
/// <param name="Raw">As written, normalized spaces.</param>
/// <param name="Number">Running number, with leading zeros dropped.</param>
/// <param name="Year">Year inside the number as in 62/2017/QĐ-UBND; null for most.</param>
/// <param name="Type">CTr, QĐ, KH, ĐA, QC …; null for a letter (5120/UBND-KSTT).</param>
/// <param name="Issuer">The rest of the symbol: HĐND, UBND, TT.HĐND-UBND, ĐĐ, TU, UBND-KSTT.</param>
public sealed record DocumentNumber(string Raw, int Number, int? Year, string? Type, string Issuer)
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out DocumentNumber? number) => throw new NotImplementedException();

    /// <summary>Finds the first document number inside a longer text ("Số: 01/CTr-HĐND", "Văn bản số 179/UBND-TH của UBND Thành phố"); null when there is none.</summary>
    public static DocumentNumber? FindIn(string? text) => throw new NotImplementedException();
}
