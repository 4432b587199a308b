using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Jobs.Reports;

/// <summary>The rows between the items of a list: what those that follow have in common in the list's order.</summary>
public static class ItemGroups
{
    /// <summary>Null in an order that makes no groups, empty for an item without one.</summary>
    public static string? Of(ItemOrder order, ItemFacts facts, Func<Guid, string> unitName, DateOnly asOf) => order switch
    {
        ItemOrder.Position => facts.GroupName,
        ItemOrder.Unit => unitName(facts.LeadUnitId),
        ItemOrder.Leader => facts.ResponsibleLeader is { Length: > 0 } leader ? leader : "Chưa ghi lãnh đạo phụ trách",
        ItemOrder.Officer => facts.Officer is { Length: > 0 } officer ? officer : "Chưa ghi chuyên viên theo dõi",
        ItemOrder.Activity => facts.ActivityKind.Name(),
        ItemOrder.DueOn => facts.DueOn is { } due ? $"Thời hạn trong {Month(due)}" : "Không thời hạn",
        ItemOrder.FirstDueOn => facts.FirstDueOn is { } first ? $"Thời hạn ban đầu trong {Month(first)}" : "Không có thời hạn ban đầu",
        ItemOrder.CompletedOn => facts.CompletedOn is { } done ? $"Hoàn thành trong {Month(done)}" : "Chưa hoàn thành",
        ItemOrder.GivenOn => $"Từ {Month(facts.MemberFrom)}",
        ItemOrder.State => facts.Timeliness(asOf) switch
        {
            Figure.Overdue => "Quá hạn",
            Figure.DueSoon => $"Đến hạn trong {Counting.DueSoonDays} ngày",
            Figure.NotDue => "Chưa đến hạn",
            Figure.NoDeadline => "Chưa xong, không thời hạn",
            Figure.Late => "Hoàn thành chậm",
            Figure.OnTime => "Hoàn thành đúng hạn",
            Figure.CompletedWithoutDeadline => "Hoàn thành, không thời hạn",
            Figure.CarriedOver => "Chuyển sang năm sau",
            _ => "Không còn trong chương trình",
        },
        _ => null,
    };

    private static string Month(DateOnly day) => $"tháng {day.Month}/{day.Year}";
}
