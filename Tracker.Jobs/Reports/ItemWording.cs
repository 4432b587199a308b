using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Jobs.Reports;

/// <summary>What became of an item, in the words of the office.</summary>
internal static class ItemWording
{
    /// <summary>One phrase for a column that is filtered by: "Hoàn thành chậm", "Đang thực hiện, quá hạn".</summary>
    public static string Status(this ItemFacts facts, DateOnly asOf) => facts.Ending switch
    {
        Ending.Withdrawn => "Đưa ra khỏi chương trình",
        Ending.Split => "Đã tách thành nội dung khác",
        Ending.Merged => "Đã gộp vào nội dung khác",
        _ => facts.Timeliness(asOf) switch
        {
            Figure.OnTime => "Hoàn thành đúng hạn",
            Figure.Late => "Hoàn thành chậm",
            Figure.CompletedWithoutDeadline => "Hoàn thành",
            Figure.CarriedOver => "Chuyển sang năm sau",
            Figure.Overdue => Progress(facts) + ", quá hạn",
            Figure.DueSoon => Progress(facts) + ", sắp đến hạn",
            Figure.NotDue => Progress(facts) + ", chưa đến hạn",
            _ => Progress(facts) + ", không thời hạn",
        },
    };

    /// <summary>Null unless overdue.</summary>
    public static int? DaysOverdue(this ItemFacts facts, DateOnly asOf) =>
        facts.IsOverdue(asOf) ? asOf.DayNumber - facts.DueOn!.Value.DayNumber : null;

    private static string Progress(ItemFacts facts) => facts.State == State.InProgress ? "Đang thực hiện" : "Chưa thực hiện";
}
