using Tracker.Api.Imports;
using Tracker.Api.Pages.Forms;
using Tracker.Domain.Coordination;
using Tracker.Domain.Imports;
using Tracker.Domain.Sessions;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Coordination;

/// <summary>What is owed by an agreement, as rows: an obligation for each party that a row names.</summary>
/// <param name="there">Those that stand.</param>
/// <param name="from">First due day of what has no other.</param>
public sealed class ObligationList(CoordinationAgreement agreement, IReadOnlyList<Obligation> there, IReadOnlyList<Unit> units, IReadOnlyList<CouncilEvent> events, DateOnly? from, AgreementWriting writing)
    : RowList<ObligationRequest>(Lists.Obligations)
{
    private readonly UnitDirectory _directory = new(units.Select(u => u.AsNamed));

    protected override Task<IReadOnlyList<ObligationRequest>> Of(Fields row, CancellationToken cancel)
    {
        var (debtors, findings) = ObligationRows.Debtors(row.Text("debtor"), agreement.Terms, _directory);
        var due = row.Text("due");
        Check(
            ("what", row.Text("what") is null ? "Chưa có nội dung phải thực hiện." : null),
            ("debtor", findings.Count > 0 ? string.Join(" ", findings) : null),
            ("due", due is null ? "Chưa có thời hạn." : DuePhrase.Read(due, events) is null ? DuePhrase.Why(due) : null));
        return Task.FromResult<IReadOnlyList<ObligationRequest>>(
            [.. debtors.Select(d => new ObligationRequest(row.Text("what")!, units.First(u => u.Id == d).Name, null, row.Text("clause"), row.Text("deliverable"), null, due, from))]);
    }

    public override Task<string?> There(ObligationRequest request, CancellationToken cancel) => Task.FromResult(
        units.FirstOrDefault(u => u.Name == request.Debtor) is { } debtor && DuePhrase.Read(request.Due, events) is { } rule
        && there.FirstOrDefault(o => o.Terms.IsSame(new() { What = VietnameseText.Normalize(request.What), DebtorId = debtor.Id, Rule = rule })) is { } same
            ? $"đã có nghĩa vụ “{same.Terms.What}” của {debtor.Name}, {rule.Words(events)}." : null);

    public override async Task<string> Record(IReadOnlyList<ObligationRequest> requests, CancellationToken cancel)
    {
        var touched = await writing.AddObligations(agreement.Id, requests, cancel);
        return $"Đã ghi {Vietnamese.Number(requests.Count)} nghĩa vụ." + touched.Sentence;
    }
}
