using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>
/// "Thay đổi so với kỳ trước": every item that stands otherwise than the time before, with how it stood at both and what was recorded that made it so.
/// What only grew older isn't changed: what became overdue by that stands apart, what is due soon has a sheet of its own.
/// </summary>
internal static class ChangeSheet
{
    private const string Aged = "Chuyển sang quá hạn vì đã qua thời hạn, không có ghi nhận mới";

    private sealed record Row(string Group, int Place, ItemSides Item);

    public static async Task Write(WorkbookWriter workbook, Session session, GiaoBanData data, CancellationToken cancel)
    {
        // What was published without this has the sheet that it had.
        var causes = data.Causes ?? (data.Seal is null ? await Causes.Read(session, data, cancel) : null);
        var (rows, aged, later) = (new List<Row>(), new List<Row>(), 0);
        foreach (var (scope, group) in new[] { (data.Scope, "Nội dung của chương trình"), (data.AdhocScope, "Nhiệm vụ mới phát sinh") })
        {
            var changed = (await TwoSidesReading.Read(session, scope, data.Before, data.View, cancel)).Changed.Where(item => Words(data, item).Count > 0);
            foreach (var item in changed)
            {
                if (causes is null || !OnlyAged(item))
                    rows.Add(new(group, rows.Count(r => r.Group == group) + 1, item));
                else if (item.After!.IsOverdue(data.View.AsOf))
                    aged.Add(new(Aged, aged.Count + 1, item));
                else
                    later++;
            }
        }
        Column<Row>[] columns =
        [
            new("TT", 6, Paper.Centered, r => Cell.Ordinal(r.Item.Either.Number.Length > 0 ? r.Item.Either.Number : $"{r.Place}")),
            new("Nội dung công việc", 44, Paper.Text, r => r.Item.Either.Title),
            new("Cơ quan chủ trì", 19, Paper.Text, r => data.UnitName(r.Item.Either.LeadUnitId)),
            new("Kỳ trước", 20, Paper.Text, r => r.Item.Before?.Status(data.Before.AsOf) ?? "Chưa có"),
            new("Kỳ này", 20, Paper.Text, r => r.Item.After?.Status(data.View.AsOf) ?? "Đã gỡ vì nhập nhầm"),
            new("Thời hạn", 11.5, Paper.Day, r => r.Item.Either.DueOn),
            new("Ngày hoàn thành", 11.5, Paper.Day, r => r.Item.After?.CompletedOn),
            new("Số văn bản", 14, Paper.Text, r => r.Item.After?.ResultDocument),
            new("Điều đã thay đổi", 27, Paper.Text, r => string.Join("; ", Words(data, r.Item))),
        ];
        if (causes is not null)
            columns = [.. columns, new("Ghi nhận làm thay đổi", 48, Paper.Text, r => r.Group == Aged ? $"qua thời hạn {Vietnamese.Day(r.Item.After!.DueOn!.Value)}" : string.Join("\n", causes.GetValueOrDefault(r.Item.Id) ?? []))];
        var what = rows.Count == 0 ? "Không có nội dung, nhiệm vụ nào thay đổi" : $"{Vietnamese.Number(rows.Count)} nội dung, nhiệm vụ đã thay đổi";
        if (aged.Count > 0)
            what += $"; {Vietnamese.Number(aged.Count)} chuyển sang quá hạn chỉ vì đã qua thời hạn (cuối bảng)";
        if (later > 0)
            what += $"; {Vietnamese.Number(later)} chỉ đến gần thời hạn hơn (sheet “Sắp đến hạn”)";
        using var sheet = ListSheet.Begin(workbook, "Thay đổi so với kỳ trước", "THAY ĐỔI SO VỚI KỲ TRƯỚC", [what, data.ComparedWith(), data.View.Basis()], columns, data);
        await sheet.Table(columns, Paper.Header, rows.Concat(aged).ToAsyncEnumerable(), cancel, r => r.Group);
    }

    /// <summary>Nothing about it is otherwise but the day on which it is looked at.</summary>
    private static bool OnlyAged(ItemSides item) => item.Before is { } was && item.After is { } now && was.Same(now);

    /// <summary>What is otherwise; nothing for what no column of a report shows.</summary>
    private static IReadOnlyList<string> Words(GiaoBanData data, ItemSides item)
    {
        if (item.Before is not { } was)
            return ["mới có"];
        if (item.After is not { } now)
            return ["không còn"];
        var words = new List<string>();
        if (was.Status(data.Before.AsOf) != now.Status(data.View.AsOf) || was.CompletedOn != now.CompletedOn || was.ResultDocument != now.ResultDocument)
            words.Add("tình trạng");
        if (was.DueOn != now.DueOn)
            words.Add($"thời hạn (trước là {(was.DueOn is { } due ? Vietnamese.Day(due) : "không thời hạn")})");
        if (was.LeadUnitId != now.LeadUnitId)
            words.Add($"cơ quan chủ trì (trước là {data.UnitName(was.LeadUnitId)})");
        if (was.Title != now.Title)
            words.Add("nội dung");
        if (was.Reason != now.Reason)
            words.Add("nguyên nhân chậm");
        if (!was.CooperatingUnitIds.SequenceEqual(now.CooperatingUnitIds))
            words.Add("cơ quan phối hợp");
        return words;
    }
}
