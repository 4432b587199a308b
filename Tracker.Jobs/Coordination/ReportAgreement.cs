using System.Text.Json.Serialization;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Domain.Coordination;
using Tracker.Domain.Items;
using Tracker.Domain.Reports;
using Tracker.Domain.Text;

namespace Tracker.Jobs.Coordination;

/// <summary>An agreement that a report tells: somebody has to see to it, or it was signed in the period.</summary>
/// <param name="Number">Empty until it is signed.</param>
/// <param name="KeeperId">The board or the office that keeps it.</param>
/// <param name="Signed">In the period.</param>
/// <param name="ReviewOn">The day by which it is to be reviewed, where that is soon.</param>
public sealed record ReportAgreement(
    Guid Id, string Number, string Title, Guid KeeperId, IReadOnlyList<Guid> Parties, DateOnly? SignedOn, DateOnly? ValidFrom, DateOnly? ValidTo, AgreementStatus Status, bool Signed, DateOnly? ReviewOn)
{
    /// <summary>As they stand on the day, as known at the moment; null when there is none to tell.</summary>
    public static async Task<IReadOnlyList<ReportAgreement>?> Read(Session session, ReportPeriod period, Viewpoint view, CoordinationSettings settings, CancellationToken cancel)
    {
        var all = (await new AgreementStore(session).All(view.KnownAt, cancel))
            .Select(a => new ReportAgreement(
                a.Id, a.Terms.Number, a.Terms.Title, a.Terms.KeeperId, a.Terms.Parties, a.Terms.SignedOn, a.Terms.ValidFrom, a.Terms.ValidTo, a.Status(view.AsOf, settings.RenewalLeadDays),
                a.Terms.SignedOn >= period.From && a.Terms.SignedOn <= period.To && a.Terms.SignedOn <= view.AsOf, a.ReviewSoon(view.AsOf)))
            .Where(a => a.Signed || a.ReviewOn is not null || a.Status is AgreementStatus.Planned or AgreementStatus.DueForRenewal)
            .OrderBy(a => a.Status).ThenBy(a => a.Title, VietnameseText.Collation).ThenBy(a => a.Id).ToArray();
        return all.Length == 0 ? null : all;
    }

    [JsonIgnore]
    public string Name => Number.Length > 0 ? $"{Number}: {Title}" : Title;

    /// <summary>"Ký trong kỳ, ngày 12/11/2026. Sơ kết trước khi hết ngày 15/04/2027."</summary>
    [JsonIgnore]
    public string Said => string.Join(" ", new[]
    {
        Status == AgreementStatus.Planned ? "Dự kiến, chưa ký." : null,
        Signed ? $"Ký trong kỳ, ngày {Vietnamese.Day(SignedOn!.Value)}." : null,
        Status == AgreementStatus.DueForRenewal ? $"Hết hiệu lực {Vietnamese.Day(ValidTo!.Value)}, cần gia hạn hoặc ký mới." : null,
        ReviewOn is { } review ? $"Sơ kết trước khi hết ngày {Vietnamese.Day(review)}." : null,
    }.Where(t => t is not null));
}
