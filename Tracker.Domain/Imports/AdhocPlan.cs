using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>Ad-hoc tasks: titles recur, so number, day given and title together are a task's identity. Those that are stored only get what changed.</summary>
internal sealed class AdhocPlan
{
    private readonly StateChanges _changes;
    private readonly Plans _plans;
    private readonly Dictionary<(string, DateOnly, string), KnownItem> _known = [];

    public AdhocPlan(ImportContext context, FindingLog log, Plans plans, DateOnly asOf)
    {
        (_changes, _plans) = (new(log), plans);
        foreach (var item in context.Items)
        {
            var known = new KnownItem(item, asOf);
            if (known.Facts is { } facts)
                _known.TryAdd(Identity(facts.Number, facts.MemberFrom, facts.Title), known);
        }
    }

    public bool IsStored(string number, DateOnly given, string title) => _known.ContainsKey(Identity(number, given, title));

    public void Add(ReadRow row)
    {
        if (_plans.IsSkipped(row))
            return;
        if (row.IsOpen || row.GivenOn is not { } given)
            _plans.Show(row, RowOutcome.Open, null);
        else if (_known.TryGetValue(Identity(row.Number, given, row.Title), out var item))
            _plans.Change(row, item, row.Report is { } report ? _changes.Of(item, report, row, row.AsOf > given ? row.AsOf : given) : Outcome.Unchanged);
        else
            _plans.Create(row, new(Guid.CreateVersion7(), Origin.Adhoc, given.Year, null), given, null);
    }

    private static (string, DateOnly, string) Identity(string number, DateOnly given, string title) => (Numbering.Key(number), given, VietnameseText.TitleKey(title));
}
