using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;

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
    public static string Told(this AmendmentLine line, Func<Guid, string> title) =>
        AmendmentWording.Asked(line.Action, line.Items.Select(title), line.Contents.Select(c => new AskedContent(c.Title, c.TimePhrase, c.DueOn)), line.DueOn);

    /// <summary>When an item is due, as written where it was written.</summary>
    public static string Due(this ItemFacts facts) => facts.DueOn is { } due ? Vietnamese.Day(due) + (facts.DueProvisional ? " (dự kiến)" : "") : "không thời hạn";
}
