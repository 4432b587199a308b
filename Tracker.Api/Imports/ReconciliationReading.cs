using Tracker.Api.Figures;
using Tracker.Api.Shared;
using Tracker.Domain.Figures;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Domain.Units;
using Tracker.Jobs.Imports;

namespace Tracker.Api.Imports;

/// <summary>An item that the file and the program don't tell alike.</summary>
/// <param name="Row">Of the file; null for an item that it hasn't.</param>
/// <param name="Item">Null for a row that is about nothing recorded.</param>
/// <param name="InFile">Null where the file has nothing, or nothing that can be read.</param>
/// <param name="Recorded">Null where nothing is recorded on that day, and for a further row of the same item.</param>
public sealed record ReconciledLine(
    string? Sheet, int? Row, Guid? Item, string Number, string Title, IReadOnlyList<Discrepancy> Why, string Note, Standing? InFile, Standing? Recorded);

/// <summary>One figure on both sides.</summary>
/// <param name="Recorded">Leads to its items.</param>
/// <param name="Lines">How many lines stand behind the difference: <c>figure=</c> lists just these.</param>
public sealed record ReconciledFigure(Figure Figure, int InFile, FigureAnswer Recorded, int Lines)
{
    public long Difference => Recorded.Count - InFile;
}

/// <summary>A lead unit on both sides: N and C.</summary>
public sealed record ReconciledUnit(Named Unit, int TotalInFile, int Total, int CompletedInFile, int Completed);

/// <summary>A file beside what is recorded.</summary>
/// <param name="Problem">Why it can't be compared; null when it was.</param>
/// <param name="Lines">Those asked for: by <c>figure</c>, <c>unit</c>, <c>why</c>.</param>
/// <param name="Same">Rows that both sides tell alike.</param>
public sealed record ReconciliationAnswer(
    Guid Import, string FileName, DateOnly AsOf, DateTimeOffset KnownAt, Recognised? Recognised, string? Problem,
    IReadOnlyList<ReconciledFigure> Figures, IReadOnlyList<ReconciledUnit> Units, IReadOnlyDictionary<Discrepancy, int> Kinds, int Same, IReadOnlyList<ReconciledLine> Lines);

/// <summary>A workbook of another unit or of an earlier month beside what is recorded, for the API and the page.</summary>
public sealed class ReconciliationReading(Importer importer, Ask ask)
{
    private static readonly Figure[] Compared =
    [
        Figure.Total, Figure.Completed, Figure.OnTime, Figure.Late, Figure.CompletedWithoutDeadline, Figure.Overdue, Figure.NotDue, Figure.NoDeadline, Figure.CarriedOver,
        Figure.InProgress, Figure.NotStarted, Figure.Withdrawn,
    ];

    /// <param name="pathOf">Of the lists that links lead to.</param>
    public async Task<ReconciliationAnswer> Read(Guid id, Func<Origin, string> pathOf, CancellationToken cancel)
    {
        var (import, reading, view, scopes) = await importer.Reconcile(id, ask.Day("asOf"), ask.Moment("knownAt"), cancel) ?? throw Refused.NotFound($"lần nhập “{id}”");
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        string Name(Guid unit) => units.TryGetValue(unit, out var known) ? known.Name : "";
        var (inFile, recorded) = (reading.FiguresInFile, reading.FiguresRecorded);
        var link = scopes is [var scope] ? new Link(pathOf(scope.Origin), scope, view) : null;
        var (figure, unit, why) = (ask.Choice<Figure>("figure"), await ask.UnitId("unit", cancel), ask.Choice<Discrepancy>("why"));
        var asked = (figure is { } f ? reading.Behind(f) : reading.Lines.Where(l => l.Why.Count > 0))
            .Where(l => unit is null || l.InFile?.LeadUnitId == unit || l.Recorded?.LeadUnitId == unit)
            .Where(l => why is null || l.Why.Contains(why.Value));
        return new(import.Id, import.FileName, view.AsOf, view.KnownAt, reading.Recognised, reading.Problem,
            [.. Compared.Select(c => new ReconciledFigure(c, inFile[c], new(recorded[c], recorded.ShareOf(c), link?.With(c)), reading.Behind(c).Count()))],
            [.. ByUnit(reading, units, Name)],
            reading.Lines.SelectMany(l => l.Why).GroupBy(w => w).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Count()),
            reading.Lines.Count(l => l.Why.Count == 0),
            [.. asked.Select(l => new ReconciledLine(l.Sheet, l.Row, l.Item, l.Number, l.Title, l.Why, l.Note, Stood(l.InFile), Stood(l.Recorded)))]);

        Standing? Stood(ItemFacts? facts) => facts is null ? null : Standing.Of(facts, view.AsOf, Name);
    }

    private static IEnumerable<ReconciledUnit> ByUnit(Reconciled reading, Dictionary<Guid, Unit> units, Func<Guid, string> name)
    {
        ILookup<Guid, ItemFacts> Led(Func<ReconciledItem, ItemFacts?> side) => reading.Lines.Select(side).OfType<ItemFacts>().ToLookup(f => f.LeadUnitId);
        var (file, here) = (Led(l => l.InFile), Led(l => l.Recorded));
        return file.Concat(here).Select(g => g.Key).Distinct()
            .OrderBy(id => units.TryGetValue(id, out var unit) ? unit.Position : int.MaxValue).ThenBy(name, VietnameseText.Collation)
            .Select(id => (Id: id, InFile: FigureSet.Of(file[id], reading.AsOf), Recorded: FigureSet.Of(here[id], reading.AsOf)))
            .Select(u => new ReconciledUnit(new(u.Id, name(u.Id)), u.InFile[Figure.Total], u.Recorded[Figure.Total], u.InFile[Figure.Completed], u.Recorded[Figure.Completed]));
    }
}
