using Tracker.Domain.Figures;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Jobs.Imports;

namespace Tracker.Tests.Imports;

/// <summary>Programmes and histories as a store would keep them, in memory: applies plans and gives back what the next import is compared with.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<Guid, List<Entry>> _entries = [];
    private readonly Dictionary<Guid, NewItem> _items = [];
    private readonly List<ExistingProgramme> _programmes = [];
    private long _sequence;

    public DateTimeOffset Now { get; set; } = new(2020, 1, 15, 9, 0, 0, TimeSpan.FromHours(7));

    public IReadOnlyList<ExistingProgramme> Programmes => _programmes;

    public IReadOnlyList<ExistingItem> ItemsWithHistory => [.. _entries.Select(e => new ExistingItem(e.Key, [.. e.Value]))];

    public IReadOnlyList<Entry> EntriesOf(Guid item) => _entries[item];

    public static Workbook Sample(string name) => WorkbookReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", name)), name);

    public ImportReading Read(Workbook workbook, params Answer[] answers) => Read(workbook, Council.Today, answers);

    public ImportReading Read(Workbook workbook, DateOnly today, params Answer[] answers)
    {
        var recognised = Recognition.Recognise(workbook, answers);
        return ImportReader.Read(workbook, new(Council.Units, Council.Phrases, today, _programmes, About(recognised)), answers);
    }

    private IReadOnlyList<ExistingItem> About(Recognised? recognised)
    {
        if (recognised is { Kind: ImportKind.Fill })
            return [.. recognised.Items.Where(_items.ContainsKey).Select(id => new ExistingItem(id, [.. _entries[id]], _items[id].ProgrammeId))];
        var programme = recognised?.Kind == ImportKind.Adhoc ? null : _programmes.Find(p => p.Year == recognised?.Year);
        var items = _items.Values.Where(i => programme is not null ? i.ProgrammeId == programme.Id : i.Origin == Origin.Adhoc && recognised?.Years.Contains(i.Year) == true);
        return [.. items.Select(i => new ExistingItem(i.Id, [.. _entries[i.Id]]))];
    }

    /// <summary>A file beside what is recorded.</summary>
    public Reconciled Reconcile(Workbook workbook, DateOnly asOf, DateTimeOffset? knownAt = null) => Reconciliation.Read(
        workbook, new(Council.Units, Council.Phrases, Council.Today, _programmes, About(Recognition.Recognise(workbook, []))), [], Layouts.None, new(asOf, knownAt ?? DateTimeOffset.MaxValue));

    /// <summary>Reads and applies; the plan must be there.</summary>
    public ImportPlan Apply(Workbook workbook, params Answer[] answers)
    {
        var reading = Read(workbook, answers);
        Assert.That(reading.Plan, Is.Not.Null, () => string.Join('\n', reading.Findings.Where(f => f.IsOpen).Take(20).Select(f => f.Message)));
        Record(reading.Plan!);
        return reading.Plan!;
    }

    public void Record(ImportPlan plan)
    {
        Now = Now.AddMinutes(1);
        if (plan.Programme is { } programme)
            _programmes.Add(new(programme.Id, programme.Year, "annual", programme.Number, programme.IssuedOn, null));
        foreach (var item in plan.Items)
        {
            _items.Add(item.Id, item);
            _entries.Add(item.Id, []);
        }
        foreach (var entry in plan.Entries)
            Record(entry);
    }

    public void Record(NewEntry entry)
    {
        var entries = _entries[entry.ItemId];
        if (entry.Supersedes is { } superseded)
        {
            var at = entries.FindIndex(e => e.Sequence == superseded);
            Assert.That(at, Is.GreaterThanOrEqualTo(0), "supersedes an entry of the same item");
            entries[at] = entries[at] with { SupersededAt = Now };
        }
        entries.Add(new(++_sequence, entry.EffectiveOn, Now, entry.Change, entry.Supersedes, null, entry.Document));
    }

    public void Close(int year, DateOnly on)
    {
        var at = _programmes.FindIndex(p => p.Year == year);
        _programmes[at] = _programmes[at] with { ClosedOn = on };
    }

    public IEnumerable<(Guid Id, ItemFacts Facts)> At(DateOnly day) => _entries
        .Select(e => (e.Key, Facts: new ItemHistory(e.Value).At(day, DateTimeOffset.MaxValue)))
        .Where(e => e.Facts is not null).Select(e => (e.Key, e.Facts!));

    public (Guid Id, ItemFacts Facts) Titled(string title, DateOnly? on = null) => At(on ?? Council.Today).Single(i => i.Facts.Title == title);

    public FigureSet Figures(DateOnly day, Guid? unit = null) => FigureSet.Of(At(day).Select(i => i.Facts).Where(f => unit is null || f.LeadUnitId == unit), day);
}
