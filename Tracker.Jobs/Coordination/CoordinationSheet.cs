using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Coordination;

/// <summary>"Phối hợp": the coordination index in the workbook for the giao ban, and the items that it counts.</summary>
internal static class CoordinationSheet
{
    public static async Task Write(WorkbookWriter workbook, Session session, GiaoBanData data, CancellationToken cancel)
    {
        if (data.Coordination is not { } c)
            return;
        var store = new ItemStore(session);
        var items = (await store.List(c.Items with { Scopes = await store.Scopes(Origin.Coordination, cancel), PageSize = int.MaxValue }, data.View, cancel)).Items;
        var under = new[] { $"Các hạn từ ngày {Vietnamese.Day(c.From)} đến hết ngày {Vietnamese.Day(c.To < data.View.AsOf ? c.To : data.View.AsOf)}", data.View.Basis() };
        await DutySheets.Index(
            workbook, "Phối hợp", "CHỈ SỐ PHỐI HỢP NỘI BỘ", under,
            [.. c.Rows(data).Select(r => new DutySheets.Party(r.Place, r.Agreement, r.Name, r.Counts))], cancel, data);
        await DutySheets.Items(workbook, "Nhiệm vụ phối hợp", "NHIỆM VỤ PHỐI HỢP ĐÃ ĐẾN HẠN", under, [.. items.Select(i => i.Facts)], data.UnitName, data.View.AsOf, cancel, data);
    }
}
