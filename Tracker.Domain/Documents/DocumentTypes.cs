namespace Tracker.Domain.Documents;

/// <summary>Abbreviations of document types (Decree 30/2020/NĐ-CP, appendix III) and those that occur beside it, and of bodies that issue papers.</summary>
internal static class DocumentTypes
{
    private static readonly Dictionary<string, string> Types = Named(
        "NQ QĐ CT QC QyĐ QYĐ QĐi TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB " +
        "CV KL QCPH NQLT TTLT NĐ TT L PL LCT ĐN YC GXN TL QCLT CTrPH KHPH HDLT TBKL BCTT BCGS BCTĐ");

    private static readonly Dictionary<string, string> Bodies = Named(
        "HĐND TTHĐND UBND UBMTTQ MTTQ VP VPHĐND VPUBND ĐĐBQH ĐBQH BPC BKTNS BVHXH BĐT BDT TU HU TTg CP QH UBTVQH ĐĐ TT.HĐND");

    /// <summary>The type in its usual capitals; null when it isn't known.</summary>
    public static string? Known(string type) => Types.GetValueOrDefault(type);

    /// <summary>Splits what follows the number: "CTr-HĐND" has a type, "UBND-KSTT" is a letter of the UBND. A first part nobody knows is a type
    /// when a body that issues papers follows it ("QCXY-HĐND"), else the letter's issuer ("SNV-VP").</summary>
    public static (string? Type, string Issuer) Split(string symbol)
    {
        var dash = symbol.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0) return Known(symbol) is null ? (null, symbol) : (symbol, "");

        var first = symbol[..dash];
        var rest = symbol[(dash + 1)..];
        if (Bodies.ContainsKey(first)) return (null, symbol);
        if (Known(first) is { } type) return (type, rest);
        return Bodies.ContainsKey(rest.Split('-')[0]) ? (first, rest) : (null, symbol);
    }

    private static Dictionary<string, string> Named(string names)
    {
        var result = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Split(' ')) result.TryAdd(name, name);
        return result;
    }
}
