using System.Globalization;
using Tracker.Api.Imports;
using Tracker.Api.Pages.Forms;
using Tracker.Domain.Imports;
using Tracker.Domain.Units;

namespace Tracker.Api.Sessions;

/// <summary>The steps of a preparation template, as rows. They are recorded with their template, not by themselves.</summary>
/// <param name="save">Records the template with them; null only looks.</param>
public sealed class StepRows(IReadOnlyList<Unit> units, Func<IReadOnlyList<TemplateStepRequest>, Task<string>>? save = null) : RowList<TemplateStepRequest>(Lists.PreparationSteps)
{
    /// <summary>The step that a row was before.</summary>
    public override IReadOnlyList<string> Carried => ["step"];

    protected override Task<IReadOnlyList<TemplateStepRequest>> Of(Fields row, CancellationToken cancel)
    {
        if (row.Text("text") is null && row.Text("days") is null)
            return Task.FromResult<IReadOnlyList<TemplateStepRequest>>([]);
        var unit = row.Text("unit") is { } named ? new UnitDirectory(units.Select(u => u.AsNamed)).Find(named) : null;
        var days = row.Text("days") is { } typed && int.TryParse(typed.Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var before) ? before : (int?)null;
        Check(
            ("text", row.Text("text") is null ? "Hãy ghi nội dung của bước này." : null),
            ("days", days is null ? "Hãy ghi số ngày trước khai mạc; sau khai mạc thì ghi số âm, ví dụ -3." : null),
            ("unit", unit?.Unclear()));
        return Task.FromResult<IReadOnlyList<TemplateStepRequest>>([new(row.Text("text")!, -days!.Value, row.Ticked("working"), (unit as UnitMatch.One)?.Unit.Name, row.Text("deliverable"), row.Id("step"))]);
    }

    public override Task<string> Record(IReadOnlyList<TemplateStepRequest> requests, CancellationToken cancel) => save is null ? Task.FromResult("") : save(requests);
}
