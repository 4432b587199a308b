using Tracker.Db;
using Tracker.Jobs.Coordination;
using Tracker.Jobs.Programmes;
using Tracker.Jobs.Reports.Workbooks;
using Tracker.Jobs.Sessions;

namespace Tracker.Jobs.Reports;

/// <summary>The workbook for the monthly giao ban: figures first, then the items behind them, all of one day and as known at one moment.</summary>
public static class GiaoBanWorkbook
{
    /// <param name="output">Written from where it stands; stays open.</param>
    /// <param name="session">One that looks at a snapshot, so that figures and lists agree whatever is recorded meanwhile.</param>
    public static async Task Write(Stream output, Session session, GiaoBanData data, CancellationToken cancel = default)
    {
        using var workbook = new WorkbookWriter(output, $"Số liệu giao ban, {data.ProgrammeTitle()}", data.Council, data.View.KnownAt) { Footer = data.Mark() };
        var lists = new ItemLists(session, data, workbook);

        SummarySheet.Write(workbook, data);
        await UnitSheet.Write(workbook, data, cancel);
        await lists.Overdue(cancel);
        await lists.DueSoon(cancel);
        await lists.Adhoc(cancel);
        await AmendmentSheet.Write(workbook, session, data, cancel);
        await WaitingSheet.Write(workbook, data, cancel);
        await MeetingSheet.Write(workbook, session, data, cancel);
        await SessionSheet.Write(workbook, session, data, cancel);
        await CoordinationSheet.Write(workbook, session, data, cancel);
        await AgreementSheet.Write(workbook, data, cancel);
        await ChangeSheet.Write(workbook, session, data, cancel);
        await GrowthSheet.Write(workbook, data, cancel);
        await lists.All(cancel);
        workbook.Finish();
    }
}
