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

    public static string Style(this Amended what) => what switch
    {
        Amended.Added or Amended.Piece or Amended.Union => "ok",
        Amended.Withdrawn => "bad",
        Amended.Extended => "soon",
        _ => "carry",
    };

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
