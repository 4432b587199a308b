using Tracker.Domain.Text;

namespace Tracker.Domain.Figures;

/// <summary>Exact rounding of a fraction; no binary floating point.</summary>
internal static class Rounding
{
    private const int Whole = 1000;

    /// <summary>numerator × scale / denominator, half away from zero.</summary>
    public static Int128 Scaled(Int128 numerator, Int128 denominator, int scale)
    {
        var quotient = (2 * Int128.Abs(numerator) * scale + Int128.Abs(denominator)) / (2 * Int128.Abs(denominator));
        return Int128.IsNegative(numerator) == Int128.IsNegative(denominator) ? quotient : -quotient;
    }

    public static decimal SevenDecimals(Int128 numerator, Int128 denominator) =>
        (decimal)Scaled(numerator, denominator, 10_000_000) / 10_000_000m;

    /// <summary>Unsigned percentage with one decimal: <c>0%</c> and <c>100%</c> stand only for exactly that; what would round to one of them
    /// shows the nearest tenth on its own side (<c>0,1%</c>, <c>99,9%</c>, <c>100,1%</c>).</summary>
    public static string Percentage(Int128 numerator, Int128 denominator)
    {
        var part = Int128.Abs(numerator);
        var all = Int128.Abs(denominator);
        if (part == 0) return "0%";
        if (part == all) return "100%";

        var tenths = (long)Scaled(part, all, Whole) switch
        {
            0 => 1,
            Whole => part < all ? Whole - 1 : Whole + 1,
            var rounded => rounded,
        };
        return $"{Vietnamese.Number(tenths / 10)},{tenths % 10}%";
    }
}
