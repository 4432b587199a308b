using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Reports;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Papers;
using static Tracker.Jobs.Reports.Papers.Prose;

namespace Tracker.Jobs.Meetings;

/// <summary>A conclusion as a paper tells it.</summary>
/// <param name="Task">The item as it stands on the day; null for words without a task.</param>
/// <param name="Lead">Empty for words.</param>
public sealed record SaidConclusion(string Text, ItemFacts? Task, string Lead, string Cooperating);

/// <summary>A meeting with all that its papers tell.</summary>
/// <param name="Units">Names of the bodies that take part.</param>
/// <param name="Earlier">What the time before concluded, as it stands on the day of <paramref name="View"/>.</param>
public sealed record MeetingTold(Council Council, Meeting Meeting, IReadOnlyList<string> Units, IReadOnlyList<SaidConclusion> Conclusions, IReadOnlyList<SaidConclusion> Earlier, Viewpoint View);

/// <summary>The papers of a giao ban (Decree 30/2020/NĐ-CP): its programme before, the notice of conclusions after.</summary>
public static class MeetingPapers
{
    private sealed record Row(string Place, SaidConclusion Said);

    /// <summary>The programme of the meeting, with what has become of the conclusions of the time before.</summary>
    public static void Agenda(Stream output, MeetingTold told) => Write(output, told, "CHƯƠNG TRÌNH", told.Meeting.Name, "CTr", null, AgendaOf(told));

    /// <summary>The notice of conclusions, under its number where it has one.</summary>
    public static void Notice(Stream output, MeetingTold told) => Write(output, told, "THÔNG BÁO", $"Kết luận của chủ trì tại {told.Meeting.Lower}", "TB", told.Meeting.Notice, NoticeOf(told));

    private static void Write(Stream output, MeetingTold told, string kind, string title, string symbol, string? number, IEnumerable<OpenXmlElement> words)
    {
        var paper = told.Council.Settings.Report with { Symbol = $"{symbol}-{told.Council.Settings.Report.Symbol.Split('-')[^1]}" };
        OpenXmlElement[] content =
        [
            PaperFrame.Letterhead(told.Council.Name, paper, number ?? PaperFrame.NoNumber(paper), told.Council.Place, Council.DayOf(told.View.KnownAt)),
            Line([Text(kind, bold: true)], JustificationValues.Center, before: 18),
            Line([Text(title, bold: true)], JustificationValues.Center),
            Rule(40, PaperWriter.Width),
            .. words,
            .. PaperFrame.End(paper),
        ];
        PaperWriter.Write(output, content, title, told.Council.Name, told.View.KnownAt, null, told.View.Basis());
    }

    private static IEnumerable<OpenXmlElement> AgendaOf(MeetingTold told)
    {
        var m = told.Meeting;
        if (m.Title.Length > 0)
            yield return Says($"Nội dung: {m.Title}.");
        yield return Says($"Thời gian: {(m.StartsAt is { } at ? $"{Clock(at)}, " : "")}{Vietnamese.DayInWords(m.HeldOn)}{(m.Place.Length > 0 ? $"; địa điểm: {m.Place}" : "")}.");
        if (m.Chair.Length > 0)
            yield return Says($"Chủ trì: {m.Chair}.");
        if (Participants(told) is { Length: > 0 } who)
            yield return Says($"Thành phần: {who}.");
        if (m.Agenda.Count > 0)
        {
            yield return Says("Trình tự:", bold: true, heading: true);
            foreach (var (place, line) in m.Agenda.Index())
                yield return Says($"{place + 1}. {line}.");
        }
        if (told.Earlier.Count > 0)
        {
            yield return Says($"Kết quả thực hiện kết luận phiên trước, đến hết ngày {Vietnamese.Day(told.View.AsOf)}:", bold: true, heading: true);
            yield return Line([], JustificationValues.Left, before: 4);
            yield return Rows<Row>(
            [
                new("TT", 10, r => r.Place),
                new("Kết luận", 66, r => r.Said.Text, Left: true),
                new("Chủ trì", 32, r => r.Said.Lead, Left: true),
                new("Thời hạn", 23, r => Due(r.Said)),
                new("Kết quả", 29, r => r.Said.Task?.Status(told.View.AsOf) ?? "", Left: true),
            ], Numbered(told.Earlier.Where(e => e.Task is not null)));
        }
    }

    private static IEnumerable<OpenXmlElement> NoticeOf(MeetingTold told)
    {
        var m = told.Meeting;
        yield return Says($"{Upper(Vietnamese.DayInWords(m.HeldOn))}{(m.Place.Length > 0 ? $", tại {m.Place}" : "")}, {(m.Chair.Length > 0 ? $"{m.Chair} chủ trì {m.Lower}" : $"đã tổ chức {m.Lower}")}{(m.Title.Length > 0 ? $" về {Lower(m.Title)}" : "")}."
            + (Participants(told) is { Length: > 0 } who ? $" Dự họp có: {who}." : ""));
        if (told.Conclusions.Count == 0)
        {
            yield return Says("Phiên họp chưa ghi kết luận nào.");
            yield break;
        }
        yield return Says("Sau khi nghe báo cáo và ý kiến thảo luận, chủ trì kết luận như sau:");
        var place = 0;
        foreach (var words in told.Conclusions.Where(c => c.Task is null))
            yield return Says($"{++place}. {words.Text}");
        if (told.Conclusions.Any(c => c.Task is not null))
        {
            yield return Says($"{++place}. Giao các cơ quan, đơn vị thực hiện các nhiệm vụ sau:", heading: true);
            yield return Line([], JustificationValues.Left, before: 4);
            yield return Rows<Row>(
            [
                new("TT", 10, r => r.Place),
                new("Nhiệm vụ", 72, r => r.Said.Text, Left: true),
                new("Chủ trì", 32, r => r.Said.Lead, Left: true),
                new("Phối hợp", 23, r => r.Said.Cooperating, Left: true),
                new("Thời hạn", 23, r => Due(r.Said)),
            ], Numbered(told.Conclusions.Where(c => c.Task is not null)));
        }
        yield return Says($"{told.Council.Settings.Report.Issuer} thông báo để các cơ quan, đơn vị biết, thực hiện./.");
    }

    private static IEnumerable<Row> Numbered(IEnumerable<SaidConclusion> said) => said.Select((c, place) => new Row($"{place + 1}", c));

    private static string Due(SaidConclusion said) => said.Task is not { } task ? "" : task.DueOn is { } due ? Vietnamese.Day(due) : task.TimePhrase ?? "";

    private static string Participants(MeetingTold told) => string.Join("; ", told.Units.Concat(told.Meeting.Participants));

    private static string Clock(TimeOnly time) => time.Minute == 0 ? $"{time.Hour} giờ" : $"{time.Hour} giờ {time.Minute:00}";

    private static string Lower(string text) => $"{char.ToLowerInvariant(text[0])}{text[1..]}";

    private static string Upper(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
