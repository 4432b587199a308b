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

    /// <param name="changes">What is shown to change, where the row's report doesn't tell.</param>
    public void Change(ReadRow row, KnownItem item, Outcome outcome, IReadOnlyList<PreviewChange>? changes = null)
    {
        _entries.AddRange(outcome.Entries);
        Show(row, outcome.Kind, item.Id, outcome.Kind != RowOutcome.Changed ? [] : changes ?? Differences(item.Facts, row.Report!));
    }

    public void Show(ReadRow row, RowOutcome outcome, Guid? item, IReadOnlyList<PreviewChange>? changes = null) => _rows.Add(new(
        row.Sheet, row.Row, row.Number, row.Title, outcome, item,
        row.Report?.ToString() ?? row.Time?.Phrase ?? "", changes ?? []));

    public void ShowMissing(KnownItem item) => _rows.Add(new("", 0, item.Facts!.Number, item.Facts.Title, RowOutcome.Missing, item.Id, item.Facts.TimePhrase ?? "", []));

    /// <summary>What a report changes of what is known on the file's day; empty cells keep paper and reason.</summary>
    public static IReadOnlyList<PreviewChange> Differences(ItemFacts? facts, Report said)
    {
        var report = facts is null ? said : said.KeepingWhatIsKnown(facts);
        return [.. new[]
        {
            Change(Field.Result, facts?.Ending == Ending.Withdrawn ? StateWords.WithdrawnName : StateWords.Name(facts?.State ?? State.NotStarted), report.State.ToString()),
            Change(Field.CompletedOn, Day(facts?.CompletedOn), Day(report.CompletedOn)),
            Change(Field.Document, facts?.ResultDocument ?? "", report.Document),
            Change(Field.Reason, facts?.Reason ?? "", report.Reason),
        }.OfType<PreviewChange>()];

        static string Day(DateOnly? day) => day is { } known ? Text.Vietnamese.Day(known) : "";
        static PreviewChange? Change(Field field, string from, string to) => from == to ? null : new(Headings.Name(field), from, to);
    }
}
