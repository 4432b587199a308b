using System.Text;
using System.Text.RegularExpressions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>Markings of secrecy. This program is no place for state secrets, so a marked file is refused before anything of it is kept.</summary>
public static partial class Classification
{
    /// <summary>The marking, in capitals: MẬT, TỐI MẬT or TUYỆT MẬT, in a cell of its own or after "Độ mật", in any sheet; null when there is none.</summary>
    public static string? Of(Workbook workbook) =>
        workbook.Sheets.SelectMany(s => s.Rows).SelectMany(r => r.Cells).Select(c => c is null ? null : Of(c.Text)).FirstOrDefault(m => m is not null);

    /// <exception cref="UnreadableWorkbook">The workbook is marked.</exception>
    public static void Refuse(Workbook workbook) => RefuseMarked(Of(workbook));

    /// <summary>For texts that aren't cells: the header and footer of printed pages.</summary>
    /// <exception cref="UnreadableWorkbook">The text is a marking.</exception>
    public static void Refuse(string text) => RefuseMarked(Of(text));

    private static void RefuseMarked(string? marking)
    {
        if (marking is not null)
            throw new UnreadableWorkbook("classified", $"File có dấu độ mật “{marking}”. Phần mềm này không dùng cho tài liệu bí mật nhà nước nên không nhận file và không lưu lại gì; hãy xử lý tài liệu theo quy định về bảo vệ bí mật nhà nước.");
    }

    private static string? Of(string text)
    {
        if (text.Length < 3 || !(text.IsNormalized() ? text : text.Normalize(NormalizationForm.FormC)).Contains("mật", StringComparison.OrdinalIgnoreCase))
            return null;
        var match = Marking().Match(VietnameseText.NameKey(text));
        return match.Success ? match.Groups["marking"].Value.ToUpperInvariant() : null;
    }

    [GeneratedRegex(@"^(?<marking>(tối |tuyệt )?mật)$|\bđộ mật (?<marking>(tối |tuyệt )?mật)\b")]
    private static partial Regex Marking();
}
