using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Jobs.Reports;

/// <summary>What amendments did, in the words of pages and reports alike.</summary>
public static class AmendmentWording
{
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

    /// <summary>What is asked for, in a sentence, where it hasn't been recorded.</summary>
    /// <param name="items">Titles of the items that it is asked of.</param>
    /// <param name="contents">What is to be made.</param>
    /// <param name="dueOn">The new due day of an extension.</param>
    public static string Asked(AmendmentAction action, IEnumerable<string> items, IEnumerable<AskedContent> contents, DateOnly? dueOn)
    {
        var (titles, made) = (string.Join("”, “", items), string.Join(", ", contents));
        return action switch
        {
            AmendmentAction.Add => $"Bổ sung {made}",
            AmendmentAction.Withdraw => $"Đưa ra “{titles}”",
            AmendmentAction.Extend => $"Gia hạn “{titles}” đến {(dueOn is { } due ? Vietnamese.Day(due) : "…")}",
            AmendmentAction.Split => $"Tách “{titles}” thành {made}",
            _ => $"Gộp “{titles}” thành {made}",
        };
    }

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
}

/// <summary>What an amendment is asked to make.</summary>
/// <param name="TimePhrase">As written; null where there is a day or none.</param>
public sealed record AskedContent(string Title, string? TimePhrase = null, DateOnly? DueOn = null)
{
    public override string ToString() => $"“{Title}”{(TimePhrase is { Length: > 0 } phrase ? $" ({phrase})" : DueOn is { } due ? $" ({Vietnamese.Day(due)})" : "")}";
}
