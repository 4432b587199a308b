using Tracker.Api.Items;
using Tracker.Api.Pages;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Figures;

/// <summary>What became of an item between two viewpoints, in words: one value where nothing changed, both with an arrow where it did.</summary>
public static class ComparisonWords
{
    public static string Became(this MovedItem item) => string.Join(" · ", new[]
    {
        Change(item, StateOf, "chưa có", "không còn"),
        Change(item, DueOf),
        Change(item, s => s.LeadUnit.Name),
    });

    /// <summary>Where the item can be looked at: after if it is there, else before.</summary>
    public static string Address(this MovedItem item, ComparisonAnswer comparison)
    {
        var side = item.After is null ? comparison.Before : comparison.After;
        return ItemWords.Address(item.Id, new(side.AsOf, side.KnownAt));
    }

    /// <summary>The moment of one side; null where the other's is the same.</summary>
    public static string? Moment(this SideAnswer side, SideAnswer other) =>
        side.KnownAt == other.KnownAt ? null : $"ghi đến {Moments.Text(side.KnownAt)}";

    private static string Change(MovedItem item, Func<Standing, string> read, string? before = null, string? after = null)
    {
        var (then, now) = (item.Before is { } b ? read(b) : before, item.After is { } a ? read(a) : after);
        return then is null || now is null || then == now ? now ?? then! : $"{then} → {now}";
    }

    public static string StateOf(Standing s) => s.Ending switch
    {
        Ending.Split => "Đã tách",
        Ending.Merged => "Đã gộp",
        { } => "Đã đưa ra khỏi chương trình",
        null when s.CompletedOn is { } day => $"Hoàn thành {Vietnamese.Day(day)}",
        null => s.Status.Word() + (s.Timeliness == Figure.Overdue ? ", quá hạn" : ""),
    };

    public static string DueOf(Standing s) => s.DueOn is { } due ? $"hạn {Vietnamese.Day(due)}" : "không thời hạn";
}
