using Tracker.Domain.Coordination;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Papers;

namespace Tracker.Jobs.Coordination;

/// <summary>What papers say of the coordination index.</summary>
internal static class CoordinationSection
{
    public sealed record Row(string Place, string Agreement, string Name, DutyCounts Counts);

    public static readonly PaperColumn<Row>[] Columns =
    [
        new("TT", 10, r => r.Place),
        new("Bên thực hiện", 60, r => r.Name, Left: true),
        new("Đến hạn", 18, r => Vietnamese.Number(r.Counts.Due)),
        new("Đúng hạn", 18, r => Vietnamese.Number(r.Counts.OnTime)),
        new("Chậm", 18, r => Vietnamese.Number(r.Counts.Late)),
        new("Chưa thực hiện", 18, r => Vietnamese.Number(r.Counts.Unmet)),
        new("Chỉ số", 18, r => r.Counts.Index.Text),
    ];

    public static Row Total(DutyCounts all) => new("", "", "Tổng cộng", all);

    /// <summary>Of the paper for the giao ban.</summary>
    public static string Sentence(GiaoBanData data, CoordinationFigures c) =>
        $"Tính đến hết {data.Period.Until(data.View.AsOf)}, theo các quy chế phối hợp có {Vietnamese.Number(c.All.Due)} nhiệm vụ đến hạn trong năm: "
        + $"{Vietnamese.Number(c.All.OnTime)}/{Vietnamese.Number(c.All.Due)} (bằng {c.All.Index.Text}) thực hiện đúng hạn, {Vietnamese.Number(c.All.Late)} thực hiện chậm, {Vietnamese.Number(c.All.Unmet)} chưa thực hiện.";

    public static IEnumerable<Row> Rows(GiaoBanData data, CoordinationFigures c) => c.Rows(data).Select(r => new Row($"{r.Place}", r.Agreement, r.Name, r.Counts));
}
