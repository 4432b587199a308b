using Tracker.Domain.Items;

namespace Tracker.Domain.Imports;

/// <summary>What the rows read so far would record, with a preview of each.</summary>
internal sealed class Plans(FindingLog log)
{
    private readonly List<NewItem> _items = [];
    private readonly List<NewEntry> _entries = [];
    private readonly List<PreviewRow> _rows = [];

    public IReadOnlyList<PreviewRow> Rows => _rows;

    public bool HasEntries => _entries.Count > 0;

    /// <summary>Null while anything is open.</summary>
    public ImportPlan? Done(NewProgramme? programme, Guid? programmeId) => log.Open > 0 ? null : new(
        programme, programmeId, _items, _entries,
        _items.Count,
        _rows.Count(r => r.Outcome == RowOutcome.Changed),
        _rows.Count(r => r.Outcome == RowOutcome.Unchanged));

    public bool IsSkipped(ReadRow row)
    {
        var skipped = log.Answers.SkippedRows.Contains((row.Sheet, row.Row));
        if (skipped)
            Show(row, RowOutcome.Skipped, null);
        return skipped;
    }

    /// <summary>A new item with all that its row says.</summary>
    public void Create(ReadRow row, NewItem item, DateOnly memberFrom, string? document)
    {
        _items.Add(item);
        _entries.Add(new(item.Id, memberFrom, new Change.Joined(Membership.Issued), Document: document));
        _entries.Add(new(item.Id, memberFrom, row.Describe(_items.Count), Document: document));
        _entries.AddRange(row.Schedule().Select(s => new NewEntry(item.Id, memberFrom, s, Document: document)));
        if (row.Report is { } report)
            _entries.AddRange(StateChanges.First(item.Id, report, row.AsOf > memberFrom ? row.AsOf : memberFrom));
        Show(row, RowOutcome.New, item.Id);
    }

    public void Change(ReadRow row, KnownItem item, Outcome outcome)
    {
        _entries.AddRange(outcome.Entries);
        Show(row, outcome.Kind, item.Id);
    }

    public void Show(ReadRow row, RowOutcome outcome, Guid? item) => _rows.Add(new(
        row.Sheet, row.Row, row.Number, row.Title, outcome, item,
        row.Report?.ToString() ?? row.Time?.Phrase ?? ""));
}
