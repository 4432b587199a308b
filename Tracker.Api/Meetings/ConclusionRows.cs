using Tracker.Api.Imports;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Domain.Imports;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Meetings;

/// <summary>What a meeting concluded, as rows.</summary>
/// <param name="there">Conclusions that it has already.</param>
public sealed class ConclusionRows(Guid meeting, IReadOnlyList<ConclusionAnswer> there, IReadOnlyList<Unit> units, MeetingWriting writing) : RowList<ConclusionRequest>(Lists.Conclusions)
{
    private readonly UnitDirectory _units = new(units.Select(u => u.AsNamed));

    protected override Task<IReadOnlyList<ConclusionRequest>> Of(Fields row, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ConclusionRequest>>(
        [new(row.Text("text") ?? "", row.Text("leadUnit"), Names(row.Text("cooperatingUnits")), row.Text("timePhrase"), null, row.Text("deliverable"), row.Ticked("withoutTask"))]);

    public override Task<string?> There(ConclusionRequest request, CancellationToken cancel)
    {
        var key = VietnameseText.TitleKey(request.Text);
        Guid? lead = null;
        if (request is { WithoutTask: false, LeadUnit: { } named })
        {
            if (_units.Find(named) is not UnitMatch.One one)
                return Task.FromResult<string?>(null);
            lead = one.Unit.Id;
        }
        return Task.FromResult(there.FirstOrDefault(c => VietnameseText.TitleKey(c.Text) == key && c.Task?.LeadUnit.Id == lead) is { } same ? $"đã có kết luận “{same.Text}”." : null);
    }

    public override async Task<string> Record(IReadOnlyList<ConclusionRequest> requests, CancellationToken cancel)
    {
        var made = (ConcludedAnswer)(await writing.Conclude(meeting, new(requests), cancel)).Body;
        return $"Đã ghi {made.Conclusions} kết luận, giao {made.Items.Count} nhiệm vụ.";
    }
}
