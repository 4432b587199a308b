namespace Tracker.Domain.Figures;

/// <summary>An exact share: <paramref name="Count"/> of <paramref name="Of"/>, integers until shown. <c>Of == 0</c> is a share of nothing.</summary>
public readonly record struct Share(long Count, long Of)
{
    /// <summary>For machines: rounded to seven decimals, half away from zero; null for a share of nothing.</summary>
    public decimal? Value => Of == 0 ? null : Rounding.SevenDecimals(Count, Of);

    /// <summary>For people: <c>90,8%</c>; half away from zero; <c>100%</c> only for all, <c>0%</c> only for none; <c>—</c> for a share of nothing (DOMAIN.md, Figures).
    /// 1999/2000 is <c>99,9%</c>, 1/100000 is <c>0,1%</c>.</summary>
    public string Text => Of == 0 ? "—" : Rounding.Percentage(Count, Of);
}

/// <summary>Growth from an earlier number to a later one.</summary>
public readonly record struct Growth(long Earlier, long Later)
{
    /// <summary>Later − earlier.</summary>
    public long Difference => Later - Earlier;

    /// <summary>(Later − earlier) / earlier, rounded to seven decimals, half away from zero; null when the earlier number is 0.</summary>
    public decimal? Value => Earlier == 0 ? null : Rounding.SevenDecimals((Int128)Later - Earlier, Earlier);

    /// <summary><c>+8,3%</c>, <c>−3,2%</c> (U+2212), <c>0%</c> only when equal, never ±0,0%: smaller steps show <c>+0,1%</c> or <c>−0,1%</c>; <c>+100%</c> and <c>−100%</c> only when exactly that,
    /// next to it <c>+99,9%</c>, <c>+100,1%</c>, <c>−99,9%</c>; <c>—</c> from nothing.</summary>
    public string Text => Earlier == 0 ? "—" : Sign + Rounding.Percentage((Int128)Later - Earlier, Earlier);

    private string Sign => Later == Earlier ? "" : Later > Earlier ? "+" : "\u2212";
}
