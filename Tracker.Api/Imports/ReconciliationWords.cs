using Tracker.Api.Figures;
using Tracker.Domain.Imports;

namespace Tracker.Api.Imports;

/// <summary>What a difference between a file and what is recorded is told in.</summary>
public static class ReconciliationWords
{
    public static string Name(this Discrepancy why) => why switch
    {
        Discrepancy.Missing => "Tệp không có",
        Discrepancy.Extra => "Phần mềm không có",
        Discrepancy.Twice => "Tệp ghi nhiều lần",
        Discrepancy.OtherState => "Khác tình trạng",
        Discrepancy.OtherCompletion => "Khác ngày hoàn thành",
        Discrepancy.OtherDue => "Khác thời hạn",
        Discrepancy.OtherLead => "Khác đơn vị chủ trì",
        _ => "Dòng chưa đọc được",
    };

    /// <summary>One side in words: all of it where the other has nothing, else what differs.</summary>
    public static string Side(this ReconciledLine line, Standing? side, Standing? other)
    {
        if (side is null)
            return line.Why.Contains(Discrepancy.Unread) && line.Recorded is not null ? "?" : "—";
        var told = new[] { ComparisonWords.StateOf, ComparisonWords.DueOf, (Func<Standing, string>)(s => s.LeadUnit.Name) };
        return string.Join(" · ", told.Where(t => other is null || t(side) != t(other)).Select(t => t(side)).Where(t => t.Length > 0));
    }
}
