using Tracker.Db;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>The workbook for the monthly giao ban: figures first, then the items behind them, all of one day and as known at one moment.</summary>
public static class GiaoBanWorkbook
{
    /// <param name="output">Written from where it stands; stays open.</param>
    /// <param name="session">One that looks at a snapshot, so that figures and lists agree whatever is recorded meanwhile.</param>
    public static async Task Write(Stream output, Session session, Programme programme, Viewpoint view, CancellationToken cancel = default)
    {
        var data = await GiaoBanData.Read(session, programme, view, cancel);
        using var workbook = new WorkbookWriter(output, $"Số liệu giao ban, {data.ProgrammeTitle()}", data.Council.Name, view.KnownAt);
        var lists = new ItemLists(session, data, workbook);

        SummarySheet.Write(workbook, data);
        await UnitSheet.Write(workbook, data, cancel);
        await lists.All(cancel);
        await lists.Overdue(cancel);
        await lists.DueSoon(cancel);
        await lists.Adhoc(cancel);
        workbook.Finish();
    }
}
