using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Coordination;

/// <summary>The review of an agreement as a workbook: the index by party, then the items behind it.</summary>
public static class AgreementReviewWorkbook
{
    public static async Task Write(Stream output, AgreementReview data, CancellationToken cancel = default)
    {
        var under = new[] { data.Agreement.Terms.Title, $"Các hạn {data.Period}", data.View.Basis() };
        using var workbook = new WorkbookWriter(output, $"Sơ kết {data.Agreement.Name}", data.Council, data.View.KnownAt);
        await DutySheets.Index(
            workbook, "Tổng hợp", $"SƠ KẾT {data.Agreement.Name.ToUpper()}", under, [.. data.Parties.Select((p, place) => new DutySheets.Party(place + 1, "", p.Name, p.Counts))], cancel);
        await DutySheets.Items(workbook, "Nhiệm vụ đến hạn", "NHIỆM VỤ ĐÃ ĐẾN HẠN", under, data.Due, data.UnitName, data.View.AsOf, cancel);
        await DutySheets.Items(workbook, "Thời gian tới", "NHIỆM VỤ THỜI GIAN TỚI", under, data.Coming, data.UnitName, data.View.AsOf, cancel);
        workbook.Finish();
    }
}
