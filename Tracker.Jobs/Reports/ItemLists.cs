using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>The sheets that list items, a row each.</summary>
internal sealed class ItemLists(Session session, GiaoBanData data, WorkbookWriter workbook)
{
    private const int RowsAtOnce = 1000;
    private DateOnly AsOf => data.View.AsOf;

    public Task All(CancellationToken cancel)
    {
        var gone = data.Figures[Figure.Withdrawn];
        return Write("Toàn bộ", "TOÀN BỘ NỘI DUNG CỦA CHƯƠNG TRÌNH", Figure.Total,
            gone == 0 ? "" : $" và {Vietnamese.Number(gone)} nội dung đã đưa ra khỏi chương trình",
            new() { Scopes = [data.Scope] },
            [
                Ordinal, Title(38), Lead, Cooperating, Phrase, DueOn, Deliverable, Status, CompletedOn, Document,
                OnScreen(Group), OnScreen(Leader), OnScreen(FirstDueOn), OnScreen(Reason),
            ], cancel);
    }

    public Task Overdue(CancellationToken cancel) =>
        Write("Quá hạn", "NỘI DUNG QUÁ HẠN", Figure.Overdue, "",
            new() { Scopes = [data.Scope], Figures = [Figure.Overdue], Order = ItemOrder.DueOn },
            [
                Ordinal, Title(40), Lead, Cooperating, Leader, DueOn, FirstDueOn, DaysOverdue, Progress, Reason,
            ], cancel);

    public Task DueSoon(CancellationToken cancel) =>
        Write("Sắp đến hạn", $"NỘI DUNG SẮP ĐẾN HẠN TỪ {Vietnamese.Day(AsOf)} ĐẾN {Vietnamese.Day(AsOf.AddDays(Counting.DueSoonDays))}", Figure.DueSoon, "",
            new() { Scopes = [data.Scope], Figures = [Figure.DueSoon], Order = ItemOrder.DueOn },
            [
                Ordinal, Title(40), Lead, Cooperating, Leader, Phrase, DueOn, DaysLeft, Deliverable, Progress,
            ], cancel);

    public Task Adhoc(CancellationToken cancel) =>
        Write("Phát sinh", "NHIỆM VỤ MỚI PHÁT SINH, NGOÀI CHƯƠNG TRÌNH", Figure.Total, "",
            new() { Scopes = [data.AdhocScope] },
            [
                Ordinal, Title(38), Source, GivenOn, Lead, Cooperating, DueOn, Status, CompletedOn, Document,
                OnScreen(Leader), OnScreen(DaysOverdue), OnScreen(Reason),
            ], cancel);

    private static readonly Column<ItemFacts> Ordinal = new("TT", 6, Paper.Centered, f => Cell.Ordinal(f.Number));
    private static readonly Column<ItemFacts> Group = new("Nhóm", 13, Paper.Text, f => f.GroupName);
    private static readonly Column<ItemFacts> Leader = new("Lãnh đạo phụ trách", 12, Paper.Text, f => f.ResponsibleLeader);
    private static readonly Column<ItemFacts> Phrase = new("Thời gian thực hiện", 10, Paper.Centered, f => f.TimePhrase);
    private static readonly Column<ItemFacts> DueOn = Day("Thời hạn", f => f.DueOn);
    private static readonly Column<ItemFacts> FirstDueOn = Day("Thời hạn đầu", f => f.FirstDueOn);
    private static readonly Column<ItemFacts> CompletedOn = Day("Ngày hoàn thành", f => f.CompletedOn);
    private static readonly Column<ItemFacts> GivenOn = Day("Ngày giao", f => f.MemberFrom);
    private static readonly Column<ItemFacts> Progress = new("Trạng thái", 13, Paper.Text, f => f.Progress());
    private static readonly Column<ItemFacts> Source = new("Nguồn giao", 20, Paper.Text, f => f.Source);
    private static readonly Column<ItemFacts> Deliverable = new("Sản phẩm", 12, Paper.Text, f => f.Deliverable);
    private static readonly Column<ItemFacts> Document = new("Số văn bản", 13, Paper.Text, f => f.ResultDocument);
    private static readonly Column<ItemFacts> Reason = new("Nguyên nhân chậm", 14, Paper.Text, f => f.Reason);

    private Column<ItemFacts> Lead => new("Cơ quan chủ trì", 17.5, Paper.Text, f => data.UnitName(f.LeadUnitId));
    private Column<ItemFacts> Cooperating => new("Cơ quan phối hợp", 17, Paper.Text, f => string.Join("; ", f.CooperatingUnitIds.Select(data.UnitName)));
    private Column<ItemFacts> Status => new("Trạng thái", 12, Paper.Text, f => f.Status(AsOf));
    private Column<ItemFacts> DaysOverdue => new("Số ngày quá hạn", 8, Paper.Count, f => f.DaysOverdue(AsOf) is { } days ? days : default(Cell));
    private Column<ItemFacts> DaysLeft => new("Còn (ngày)", 8, Paper.Count, f => f.DueOn!.Value.DayNumber - AsOf.DayNumber);

    // Fourteen columns on A4 couldn't be read; these can be looked up in the file.
    private static Column<ItemFacts> OnScreen(Column<ItemFacts> column) => column with { Printed = false };

    private static Column<ItemFacts> Title(double width) => new("Nội dung công việc", width, Paper.Text, f => f.Title);

    private static Column<ItemFacts> Day(string heading, Func<ItemFacts, DateOnly?> day) => new(heading, 11.5, Paper.Day, f => day(f));

    private async Task Write(string name, string title, Figure figure, string also, ItemQuery query, IReadOnlyList<Column<ItemFacts>> columns, CancellationToken cancel)
    {
        var adhoc = query.Scopes[0].Origin == Origin.Adhoc;
        var expected = (adhoc ? data.Adhoc : data.Figures)[figure];
        var what = $"{(adhoc ? $"Năm {data.Programme.Year}" : data.ProgrammeTitle())}: {Vietnamese.Number(expected)} {(adhoc ? "nhiệm vụ" : "nội dung")}{also}";
        using (var sheet = ListSheet.Begin(workbook, name, title, [what, data.View.Basis()], columns))
            await sheet.Table(columns, Paper.Header, Read(), cancel);

        async IAsyncEnumerable<ItemFacts> Read()
        {
            var store = new ItemStore(session);
            for (var page = 1; ; page++)
            {
                var rows = (await store.List(query with { Page = page, PageSize = RowsAtOnce }, data.View, cancel)).Items;
                foreach (var row in rows)
                    yield return row.Facts;
                if (rows.Count < RowsAtOnce)
                    yield break;
            }
        }
    }
}
