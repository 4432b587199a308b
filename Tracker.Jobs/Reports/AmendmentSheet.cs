using Tracker.Db;
using Tracker.Db.Programmes;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>An amendment as the report names it.</summary>
/// <param name="Summary">What it did: "bổ sung 3, đưa ra 1".</param>
public sealed record ReportAmendment(string Number, DateOnly IssuedOn, DateOnly EffectiveOn, string Title, string Summary)
{
    public static async Task<IReadOnlyList<ReportAmendment>> Read(Session session, Guid programme, Viewpoint view, CancellationToken cancel)
    {
        var store = new AmendmentStore(session);
        return
        [
            .. (await store.WithItems(await store.All(programme, view, cancel), view.KnownAt, cancel)).Select(a => new ReportAmendment(
                a.Amendment.Paper.Number, a.Amendment.Paper.IssuedOn, a.Amendment.Paper.EffectiveOn, a.Amendment.Paper.Title, AmendmentWording.Summary(a.Items))),
        ];
    }
}

/// <summary>"Điều chỉnh": what each amendment did to each item, before and after. There only where the programme was amended.</summary>
internal static class AmendmentSheet
{
    private sealed record Row(string Group, AmendedItem Item, string Into);

    public static async Task Write(WorkbookWriter workbook, Session session, GiaoBanData data, CancellationToken cancel)
    {
        if (data.Amendments is not { Count: > 0 })
            return;
        var store = new AmendmentStore(session);
        var amendments = await store.WithItems(await store.All(data.Programme.Id, data.View, cancel), data.View.KnownAt, cancel);
        Row[] rows =
        [
            .. from a in amendments
               from item in a.Items
               select new Row($"{a.Amendment.Paper.Number} ngày {Vietnamese.Day(a.Amendment.Paper.IssuedOn)}, hiệu lực từ {Vietnamese.Day(a.Amendment.Paper.EffectiveOn)}: {a.Amendment.Paper.Title}", item,
                   string.Join("; ", a.Items.Where(i => item.Into.Contains(i.Id)).Select(i => $"{i.After.Number} {i.After.Title}".Trim()))),
        ];
        Column<Row>[] columns =
        [
            new("TT", 6, Paper.Centered, r => Cell.Ordinal(r.Item.After.Number)),
            new("Nội dung trước điều chỉnh", 42, Paper.Text, r => r.Item.Before?.Title ?? ""),
            new("Thời hạn", 11.5, Paper.Day, r => r.Item.Before?.DueOn),
            new("Điều chỉnh", 18, Paper.Text, r => r.Item.What.Name()),
            new("Nội dung sau điều chỉnh", 42, Paper.Text, r => r.Item.What is Amended.Withdrawn ? "" : r.Into.Length > 0 ? r.Into : r.Item.After.Title),
            new("Cơ quan chủ trì", 19, Paper.Text, r => data.UnitName(r.Item.After.LeadUnitId)),
            new("Thời hạn mới", 11.5, Paper.Day, r => r.Item.After.InTotal ? r.Item.After.DueOn : null),
        ];
        using var sheet = ListSheet.Begin(workbook, "Điều chỉnh", "ĐIỀU CHỈNH CHƯƠNG TRÌNH",
            [$"{Vietnamese.Number(amendments.Count)} văn bản điều chỉnh có hiệu lực đến hết ngày {Vietnamese.Day(data.View.AsOf)}", data.View.Basis()], columns, data);
        await sheet.Table(columns, Paper.Header, rows.ToAsyncEnumerable(), cancel, r => r.Group);
    }
}
