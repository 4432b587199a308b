using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Tracker.Domain.Reports;
using Tracker.Domain.Text;
using static Tracker.Jobs.Reports.Papers.Prose;

namespace Tracker.Jobs.Reports.Papers;

/// <summary>What stands around the words of every paper (Decree 30/2020/NĐ-CP): letterhead above, recipients and signature below.</summary>
internal static class PaperFrame
{
    private const int Left = 66, Right = PaperWriter.Width - Left, Recipients = 80;

    /// <summary>Room for a number that is written by hand.</summary>
    public static string NoNumber(ReportPaper paper) => $"        /{paper.Symbol}";

    public static OpenXmlElement Letterhead(string council, ReportPaper paper, string number, string place, DateOnly day)
    {
        var (first, second) = GiaoBanWording.Letterhead(council);
        return Beside(
            (Left,
            [
                Centered($"{first}{(second.Length > 0 ? "\n" + second : "")}", 13),
                Centered(paper.Issuer.ToUpperInvariant(), 13, bold: true),
                Rule(22, Left),
                Centered($"Số: {number}", 13),
            ]),
            (Right,
            [
                Centered("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold: true),
                Centered("Độc lập - Tự do - Hạnh phúc", 13, bold: true),
                Rule(56, Right),
                Line([Text($"{place}, {Vietnamese.DayInWords(day)}", 13, italic: true)], JustificationValues.Center, before: 15),
            ]));
    }

    public static IEnumerable<OpenXmlElement> End(ReportPaper paper) =>
    [
        Line([Text("")], JustificationValues.Left),
        Beside(
            (Recipients,
            [
                Line([Text("Nơi nhận:", 12, bold: true, italic: true)], JustificationValues.Left),
                .. paper.Recipients.Select((to, place) => Line([Text($"- {to}{(place == paper.Recipients.Count - 1 ? "." : ";")}", 11)], JustificationValues.Left)),
            ]),
            (PaperWriter.Width - Recipients,
            [
                .. paper.Authority.Length > 0 ? new[] { Centered(paper.Authority.ToUpperInvariant(), 14, bold: true) } : [],
                Centered(paper.SignerTitle.ToUpperInvariant(), 14, bold: true),
                .. Enumerable.Range(0, 4).Select(_ => Centered("", 14)),
                Centered(paper.SignerName, 14, bold: true),
            ])),
    ];

    public static Paragraph Centered(string text, int size, bool bold = false) => Line([Text(text, size, bold)], JustificationValues.Center);
}
