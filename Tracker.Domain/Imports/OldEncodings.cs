using System.Text;

namespace Tracker.Domain.Imports;

/// <summary>
/// Vietnamese as it was written before Unicode: fonts that drew Vietnamese letters in the places of Western ones. Cells don't say so, and
/// their fonts don't come with them, so a file is taken for one only where its headings make sense that way and not as they stand.
/// Capitals with a tone existed only as fonts of their own, so they come out as small letters.
/// </summary>
public static class OldEncodings
{
    public const string Tcvn3 = "TCVN3 (ABC)", Vni = "VNI";

    private const string Tcvn3Codes = "¡¢£¤¥¦§¨©ª«¬\u00AD®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ";
    private const string Tcvn3Letters = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

    private const char Grave = '\u0300', Acute = '\u0301', Tilde = '\u0303', Hook = '\u0309', Dot = '\u0323', Breve = '\u0306', Circumflex = '\u0302', Horn = '\u031B';

    private static readonly Dictionary<char, char> FromTcvn3 = Tcvn3Codes.Zip(Tcvn3Letters).ToDictionary(p => p.First, p => p.Second);

    private static readonly Dictionary<char, string> VniTones = new()
    {
        ['ù'] = $"{Acute}", ['ø'] = $"{Grave}", ['û'] = $"{Hook}", ['õ'] = $"{Tilde}", ['ï'] = $"{Dot}",
    };

    private static readonly Dictionary<char, string> VniCircumflex = new()
    {
        ['â'] = $"{Circumflex}", ['á'] = $"{Circumflex}{Acute}", ['à'] = $"{Circumflex}{Grave}", ['å'] = $"{Circumflex}{Hook}", ['ã'] = $"{Circumflex}{Tilde}", ['ä'] = $"{Circumflex}{Dot}",
    };

    private static readonly Dictionary<char, string> VniBreve = new()
    {
        ['ê'] = $"{Breve}", ['é'] = $"{Breve}{Acute}", ['è'] = $"{Breve}{Grave}", ['ú'] = $"{Breve}{Hook}", ['ü'] = $"{Breve}{Tilde}", ['ë'] = $"{Breve}{Dot}",
    };

    private static readonly Dictionary<char, string> VniAlone = new()
    {
        ['ô'] = $"o{Horn}", ['ö'] = $"u{Horn}", ['ñ'] = "đ", ['æ'] = $"i{Hook}", ['ó'] = $"i{Tilde}", ['ò'] = $"i{Dot}", ['î'] = $"y{Dot}",
    };

    /// <summary>The workbook in Unicode, saying what it was decoded from; the same workbook where it makes sense as it stands.</summary>
    /// <param name="list">The list that it is, whose headings are looked for; those of programmes unless given.</param>
    public static Workbook Decode(Workbook workbook, ListShape? list = null)
    {
        if (HasTable(workbook))
            return workbook;
        return new[] { (Tcvn3, (Func<string, string>)ReadTcvn3), (Vni, ReadVni) }
            .Select(e => Decoded(workbook, e.Item1, e.Item2))
            .FirstOrDefault(HasTable) ?? workbook;

        bool HasTable(Workbook read) => read.Sheets.Any(s => list is null ? Headings.Usual.Find(s) is not null : list.ColumnsIn(s) > 0);
    }

    private static Workbook Decoded(Workbook workbook, string encoding, Func<string, string> read) => new(workbook.FileName, [.. workbook.Sheets.Select(s => s with
    {
        Name = IsOld(s.Name) ? read(s.Name) : s.Name,
        Rows = [.. s.Rows.Select(r => r with { Cells = [.. r.Cells.Select(c => c is { Kind: CellKind.Text } && IsOld(c.Text) ? c with { Text = read(c.Text) } : c)] })],
    })])
    { DecodedFrom = encoding };

    /// <summary>Letters beyond ASCII, but none that only Unicode has: a file may be half converted.</summary>
    private static bool IsOld(string text) => text.AsSpan().ContainsAnyInRange('\u00A1', '\u00FF') && !text.AsSpan().ContainsAnyInRange('\u0102', '\u0103')
        && !text.AsSpan().ContainsAny("đĐơƠưƯ") && !text.AsSpan().ContainsAnyInRange('\u1EA0', '\u1EF9');

    private static string ReadTcvn3(string text) => string.Create(text.Length, text, (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = FromTcvn3.GetValueOrDefault(from[i], from[i]);
    });

    private static string ReadVni(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var small = char.ToLowerInvariant(c);
            var before = result.Length > 0 ? result[^1] : ' ';
            if (MarksAfter(before, small) is { } marks)
                result.Append(marks);
            else if (VniAlone.TryGetValue(small, out var letter))
                result.Append(char.IsUpper(c) ? letter.ToUpperInvariant() : letter);
            else
                result.Append(c);
        }
        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>A mark follows its letter, and ơ and ư are letters with a mark already.</summary>
    private static string? MarksAfter(char letter, char mark) => char.ToLowerInvariant(letter) switch
    {
        'a' => VniTones.GetValueOrDefault(mark) ?? VniCircumflex.GetValueOrDefault(mark) ?? VniBreve.GetValueOrDefault(mark),
        'e' or 'o' => VniTones.GetValueOrDefault(mark) ?? VniCircumflex.GetValueOrDefault(mark),
        'u' or 'y' or Horn => VniTones.GetValueOrDefault(mark),
        _ => null,
    };
}
