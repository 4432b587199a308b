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
            Figure.Overdue => facts.Progress() + ", quá hạn",
            Figure.DueSoon => facts.Progress() + ", sắp đến hạn",
            Figure.NotDue => facts.Progress() + ", chưa đến hạn",
            _ => facts.Progress() + ", không thời hạn",
        },
    };

    /// <summary>Null unless overdue.</summary>
    public static int? DaysOverdue(this ItemFacts facts, DateOnly asOf) =>
        facts.IsOverdue(asOf) ? asOf.DayNumber - facts.DueOn!.Value.DayNumber : null;

    /// <summary>Of an open item.</summary>
    public static string Progress(this ItemFacts facts) => facts.State == State.InProgress ? "Đang thực hiện" : "Chưa thực hiện";
}
