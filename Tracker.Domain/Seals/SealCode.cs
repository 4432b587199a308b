namespace Tracker.Domain.Seals;

/// <summary>The short name of a seal, as papers bear it and people type it: eight characters, unique in the council.</summary>
public static class SealCode
{
    /// <summary>Nothing that is taken for something else on paper or when read out: no 0 O D Q, 1 I L, 2 Z, 5 S, 8 B, U V.</summary>
    public const string Alphabet = "ACEFGHJKMNPRTWXY34679";

    public const int Length = 8;

    /// <summary>"ACEF-GHJK", as it is printed.</summary>
    public static string Shown(string code) => $"{code[..4]}-{code[4..]}";

    /// <summary>What somebody typed from a paper, whatever the case and the dashes; null for what can't be a code.</summary>
    public static string? Read(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '—' or '.'))).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }
}
