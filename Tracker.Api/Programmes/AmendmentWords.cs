using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Api.Programmes;

/// <summary>How amendments are told where people read them.</summary>
public static class AmendmentWords
{
    public static string Name(this AmendmentAction action) => action switch
    {
        AmendmentAction.Add => "Bổ sung",
        AmendmentAction.Withdraw => "Đưa ra",
        AmendmentAction.Extend => "Gia hạn",
        AmendmentAction.Split => "Tách",
        _ => "Gộp",
    };

    /// <summary>As a heading over the items that it was done to.</summary>
    public static string Name(this Amended what) => what switch
    {
        Amended.Added => "Bổ sung",
        Amended.Withdrawn => "Đưa ra khỏi chương trình",
        Amended.Extended => "Gia hạn",
        Amended.Split => "Tách thành các nội dung khác",
        Amended.Piece => "Hình thành do tách",
        Amended.Merged => "Gộp vào nội dung khác",
        _ => "Hình thành do gộp",
    };

    /// <summary>Above a column of numbers.</summary>
    public static string Short(this Amended what) => what switch
    {
        Amended.Added => "Bổ sung",
        Amended.Withdrawn => "Đưa ra",
        Amended.Extended => "Gia hạn",
        Amended.Split => "Tách",
        Amended.Piece => "thành",
        Amended.Merged => "Gộp",
        _ => "còn",
    };

    public static string Style(this Amended what) => what switch
    {
        Amended.Added or Amended.Piece or Amended.Union => "ok",
        Amended.Withdrawn => "bad",
        Amended.Extended => "soon",
        _ => "carry",
    };

    /// <summary>"bổ sung 3, đưa ra 1, gia hạn 2, tách 1 thành 2, gộp 2 còn 1".</summary>
    public static string Summary(IReadOnlyCollection<AmendedItem> items)
    {
        int Of(Amended what) => items.Count(i => i.What == what);
        var said = new List<string>();
        foreach (var what in new[] { Amended.Added, Amended.Withdrawn, Amended.Extended })
            if (Of(what) > 0)
                said.Add($"{what.Short().ToLowerInvariant()} {Vietnamese.Number(Of(what))}");
        if (Of(Amended.Split) > 0)
            said.Add($"tách {Vietnamese.Number(Of(Amended.Split))} thành {Vietnamese.Number(Of(Amended.Piece))}");
        if (Of(Amended.Merged) > 0)
            said.Add($"gộp {Vietnamese.Number(Of(Amended.Merged))} còn {Vietnamese.Number(Of(Amended.Union))}");
        return said.Count == 0 ? "không còn nội dung nào" : string.Join(", ", said);
    }

    /// <summary>What a line asks for, in a sentence, where it hasn't been recorded.</summary>
    /// <param name="title">Of an item.</param>
    public static string Told(this AmendmentLine line, Func<Guid, string> title)
    {
        var titles = string.Join("”, “", line.Items.Select(title));
        var contents = string.Join(", ", line.Contents.Select(c => $"“{c.Title}”{Time(c)}"));
        return line.Action switch
        {
            AmendmentAction.Add => $"Bổ sung {contents}",
            AmendmentAction.Withdraw => $"Đưa ra “{titles}”",
            AmendmentAction.Extend => $"Gia hạn “{titles}” đến {(line.DueOn is { } due ? Vietnamese.Day(due) : "…")}",
            AmendmentAction.Split => $"Tách “{titles}” thành {contents}",
            _ => $"Gộp “{titles}” thành {contents}",
        };
    }

    private static string Time(AmendmentContent content) => content.TimePhrase is { Length: > 0 } phrase ? $" ({phrase})" : content.DueOn is { } due ? $" ({Vietnamese.Day(due)})" : "";

    /// <summary>When an item is due, as written where it was written.</summary>
    public static string Due(this ItemFacts facts) => facts.DueOn is { } due ? Vietnamese.Day(due) + (facts.DueProvisional ? " (dự kiến)" : "") : "không thời hạn";
}
