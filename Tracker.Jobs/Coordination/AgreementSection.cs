using Tracker.Domain.Coordination;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Papers;

namespace Tracker.Jobs.Coordination;

/// <summary>What papers say of agreements that are planned, new, or soon due for something.</summary>
internal static class AgreementSection
{
    /// <param name="Keeper">Name of the board or the office that keeps it.</param>
    public sealed record Row(int Place, string Keeper, ReportAgreement Agreement, string Parties);

    public static readonly PaperColumn<Row>[] Columns =
    [
        new("TT", 10, r => $"{r.Place}"),
        new("Quy chế phối hợp", 58, r => r.Agreement.Name, Left: true),
        new("Các bên", 48, r => r.Parties, Left: true),
        new("Việc cần làm, đã làm", 44, r => r.Agreement.Said, Left: true),
    ];

    /// <summary>Board by board, in the council's order of units.</summary>
    public static IReadOnlyList<Row> Rows(GiaoBanData data, IReadOnlyList<ReportAgreement> agreements) =>
    [
        .. agreements.GroupBy(a => a.KeeperId).OrderBy(g => data.Named.FirstOrDefault(u => u.Id == g.Key)?.Position)
            .SelectMany(g => g.Select((a, place) => new Row(place + 1, data.UnitName(g.Key), a, string.Join("; ", a.Parties.Select(data.UnitName))))),
    ];

    public static string Sentence(GiaoBanData data, IReadOnlyList<ReportAgreement> agreements)
    {
        var said = new[]
        {
            (agreements.Count(a => a.Status == AgreementStatus.Planned), "quy chế dự kiến ký"), (agreements.Count(a => a.Signed), "quy chế ký trong kỳ"),
            (agreements.Count(a => a.Status == AgreementStatus.DueForRenewal), "quy chế sắp hết hiệu lực"), (agreements.Count(a => a.ReviewOn is not null), "quy chế đến kỳ sơ kết"),
        }.Where(k => k.Item1 > 0).Select(k => $"{Vietnamese.Number(k.Item1)} {k.Item2}");
        return $"Tính đến hết {data.Period.Until(data.View.AsOf)}, có {string.Join(", ", said)}:";
    }
}
