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
