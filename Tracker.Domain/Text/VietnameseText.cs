namespace Tracker.Domain.Text;

/// <summary>Vietnamese text as people type it, made comparable.</summary>
public static class VietnameseText
{
    /// <summary>NFC, every kind of space a plain one, runs of spaces and line breaks one space, trimmed. Never null.</summary>
    public static string Normalize(string? text) => throw new NotImplementedException();

    /// <summary>For search: normalized, lower case, without accents, đ as d. "Văn phòng" and "VAN PHONG" are both "van phong".</summary>
    public static string Fold(string? text) => throw new NotImplementedException();

    /// <summary>For comparing names where accents matter ("Ban ĐT" is not "Ban DT"): normalized, lower case, tone marks where
    /// the old and the new spelling put them made equal ("Hoà" = "Hòa"), punctuation and spaces folded to single spaces.</summary>
    public static string NameKey(string? text) => throw new NotImplementedException();

    /// <summary>For comparing titles: <see cref="Fold"/>, punctuation folded to single spaces.</summary>
    public static string TitleKey(string? text) => throw new NotImplementedException();

    /// <summary>Vietnamese alphabetical order: a ă â b … d đ e ê …; then tone; then case. Does not depend on the machine's ICU.</summary>
    public static IComparer<string> Collation => throw new NotImplementedException();
}
