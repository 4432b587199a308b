using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>Why an item is counted otherwise in a file than here.</summary>
public enum Discrepancy
{
    /// <summary>Recorded here, in no row of the file.</summary>
    Missing,
    /// <summary>In the file, not recorded here on that day.</summary>
    Extra,
    /// <summary>A further row about an item that an earlier row was about.</summary>
    Twice,
    OtherState,
    OtherCompletion,
    OtherDue,
    OtherLead,
    /// <summary>The row can't be understood, so nothing of it is compared.</summary>
    Unread,
}

/// <summary>An item as a file has it and as it is recorded.</summary>
/// <param name="Sheet">Of the row; null for what no row is about.</param>
/// <param name="Row">From 1, in the sheet; null for what no row is about.</param>
/// <param name="Item">Null for what isn't recorded.</param>
/// <param name="InFile">With what the file doesn't say taken from what is recorded; null for what the file hasn't, or what can't be read.</param>
/// <param name="Recorded">As of the day; null for what isn't there on that day, and for a further row of the same item.</param>
/// <param name="Why">Empty when both say the same.</param>
/// <param name="Note">A sentence about what the kinds alone don't tell; else empty.</param>
public sealed record ReconciledItem(
    string? Sheet, int? Row, Guid? Item, string Number, string Title, ItemFacts? InFile, ItemFacts? Recorded, IReadOnlyList<Discrepancy> Why, string Note);

/// <summary>A workbook of somebody else beside what is recorded, item by item: the lines explain every difference of every figure.</summary>
/// <param name="Recognised">Null when the file has no table.</param>
/// <param name="Problem">Why it can't be compared, a sentence; then there are no lines.</param>
/// <param name="AsOf">The day on which both sides are counted.</param>
/// <param name="Lines">The rows of the file in its order, then the items that it hasn't.</param>
public sealed record Reconciled(Recognised? Recognised, string? Problem, DateOnly AsOf, IReadOnlyList<ReconciledItem> Lines)
{
    public FigureSet FiguresInFile => FigureSet.Of(Lines.Select(l => l.InFile).OfType<ItemFacts>(), AsOf);

    public FigureSet FiguresRecorded => FigureSet.Of(Lines.Select(l => l.Recorded).OfType<ItemFacts>(), AsOf);

    /// <summary>The lines that one side counts in the figure and the other doesn't; what they make up is the whole difference.</summary>
    public IEnumerable<ReconciledItem> Behind(Figure figure) => Lines.Where(l => Counts(figure, l.InFile) != Counts(figure, l.Recorded));

    private bool Counts(Figure figure, ItemFacts? facts) => facts is not null && figure.Counts(facts, AsOf);
}

/// <summary>Sets a file beside what is recorded. Nothing is stored and nothing is planned.</summary>
public static class Reconciliation
{
    /// <param name="context">With the items that the file may be about.</param>
    /// <param name="view">The recorded side.</param>
    public static Reconciled Read(Workbook workbook, ImportContext context, IReadOnlyList<Answer> answers, Layouts layouts, Viewpoint view)
    {
        if (FillTable.AllOf(workbook) is { Count: > 0 } filled)
            return new(FillTable.Recognised(filled), "Đây là danh sách lấy ra để điền: các ô khác với số liệu đã ghi xem ở trang Nhập Excel.", view.AsOf, []);
        var given = new Answers(answers);
        var log = new FindingLog(given, workbook.Sheets.Count > 1);
        if (Recognition.Of(workbook.With(given.Texts), log, context.Today, layouts) is not { } found)
            return new(null, string.Join(" ", log.All.Where(f => f.IsOpen).Select(f => f.Message)), view.AsOf, []);
        if (found.Kind != ImportKind.Adhoc && ProgressPlan.Programme(found.Letterheads, context, log) is null)
            return new(found.Recognised(), string.Join(" ", log.All.Where(f => f.IsOpen).Select(f => f.Message)), view.AsOf, []);

        var comparing = new Comparing(new(context.Items, view.AsOf, view.KnownAt), view.AsOf, log);
        var units = new UnitCells(context.Units, log);
        foreach (var row in found.Tables.SelectMany(t => new RowReader(t, found.Letterheads, context, log, units) { IsForComparison = true }.Read()))
        {
            if (!given.SkippedRows.Contains((row.Sheet, row.Row)))
                comparing.Add(row);
        }
        return new(found.Recognised(), null, view.AsOf, comparing.Lines());
    }

    /// <summary>The rows read so far.</summary>
    private sealed class Comparing(ItemIndex items, DateOnly asOf, FindingLog log)
    {
        private readonly List<ReconciledItem> _lines = [];
        private readonly Dictionary<Guid, ReadRow> _seen = [];

        public void Add(ReadRow row)
        {
            var (item, nearly) = row.Title.Length > 0 ? Of(row) : (null, false);
            var recorded = item?.At(asOf);
            if (row.IsOpen)
            {
                if (item is not null)
                    _seen.TryAdd(item.Id, row);
                _lines.Add(Line(row, item, null, recorded, [Discrepancy.Unread], Unread(row)));
                return;
            }
            var said = Said(row, recorded);
            if (item is not null && !_seen.TryAdd(item.Id, row))
            {
                var first = _seen[item.Id];
                _lines.Add(Line(row, item, said, null, [Discrepancy.Twice], $"Đã có ở {(first.Sheet == row.Sheet ? "" : $"sheet “{first.Sheet}”, ")}dòng {first.Row}."));
            }
            else if (recorded is null)
            {
                _lines.Add(Line(row, item, said, null, [Discrepancy.Extra], item?.Facts is { } later ? $"Phần mềm ghi từ ngày {Vietnamese.Day(later.MemberFrom)}." : ""));
            }
            else
            {
                _lines.Add(Line(row, item, said, recorded, [.. Differences(row, said, recorded)], nearly ? $"Tên hơi khác; phần mềm ghi “{recorded.Title}”." : ""));
            }
        }

        public IReadOnlyList<ReconciledItem> Lines() =>
        [
            .. _lines,
            .. items.All.Where(i => !_seen.ContainsKey(i.Id))
                .Select(i => (i.Id, Facts: i.At(asOf))).Where(i => i.Facts is not null)
                .OrderBy(i => i.Facts!.MemberFrom.Year).ThenBy(i => i.Facts!.Position).ThenBy(i => i.Id)
                .Select(i => new ReconciledItem(null, null, i.Id, i.Facts!.Number, i.Facts.Title, null, i.Facts, [Discrepancy.Missing], "")),
        ];

        /// <summary>Titles of ad-hoc tasks recur: number and day given tell them apart, both before either.</summary>
        private (KnownItem? Item, bool Nearly) Of(ReadRow row)
        {
            if (row.GivenOn is not { } given)
                return items.Match(row) is var match ? (match.Item, match.Nearly) : default;
            var titled = items.Titled(row.Title);
            bool SameNumber(KnownItem i) => Numbering.Key(i.Facts!.Number) == Numbering.Key(row.Number);
            bool SameDay(KnownItem i) => i.Facts!.MemberFrom == given;
            foreach (var fits in new Func<KnownItem, bool>[] { i => SameNumber(i) && SameDay(i), SameDay, SameNumber })
            {
                if (titled.Where(fits).ToArray() is [var one])
                    return (one, false);
            }
            return (null, false);
        }

        private string Unread(ReadRow row) => string.Join(" ", log.All
            .Where(f => f.IsOpen && f.Sheet == row.Sheet && CellName.TryRead(f.Cell, out var at, out _) && at == row.Row)
            .Select(f => f.Message).DefaultIfEmpty("Dòng này chưa đọc được."));

        private static ReconciledItem Line(ReadRow row, KnownItem? item, ItemFacts? inFile, ItemFacts? recorded, IReadOnlyList<Discrepancy> why, string note) =>
            new(row.Sheet, row.Row, item?.Id, row.Number, row.Title, inFile, recorded, why, note);

        /// <summary>What the row says, over what is recorded: a column that the file doesn't have says nothing, an empty result says that nothing was done.</summary>
        private static ItemFacts Said(ReadRow row, ItemFacts? recorded)
        {
            var facts = recorded ?? new() { Membership = Membership.Issued, MemberFrom = row.GivenOn ?? row.AsOf, Number = row.Number, Title = row.Title };
            if (row.Lead is { } lead)
                facts = facts with { LeadUnitId = lead };
            if (SaysOtherTime(row, recorded))
                facts = facts with { TimePhrase = row.Time!.Phrase, DueOn = row.Time.Spans is [var span] ? span.DueOn : null };
            if (row.Table.Header[Field.Result] is not null || row.Table.Header[Field.CompletedOn] is not null)
            {
                var state = row.Report?.State ?? new(State.NotStarted);
                facts = facts with
                {
                    Ending = state.IsWithdrawn ? Ending.Withdrawn : null,
                    EndedOn = state.IsWithdrawn ? recorded?.EndedOn ?? row.AsOf : null,
                    State = state.State ?? facts.State,
                    CompletedOn = state.State == State.Completed ? row.Report!.CompletedOn : null,
                };
            }
            // Of a recurring item only its history tells.
            return recorded is not null && facts.CompletedOn == recorded.CompletedOn && facts.DueOn == recorded.DueOn
                ? facts
                : facts with { OnTime = Progress.IsBy(facts.CompletedOn, facts.DueOn) };
        }

        /// <summary>A time of several occurrences has no one day to compare, so the phrases are.</summary>
        private static bool SaysOtherTime(ReadRow row, ItemFacts? recorded) =>
            row.Time is { Spans.Count: <= 1 } time && (recorded is null || VietnameseText.TitleKey(time.Phrase) != VietnameseText.TitleKey(recorded.TimePhrase ?? ""));

        private static IEnumerable<Discrepancy> Differences(ReadRow row, ItemFacts said, ItemFacts recorded)
        {
            if (said.State != recorded.State || said.Ending != recorded.Ending)
                yield return Discrepancy.OtherState;
            else if (said.CompletedOn != recorded.CompletedOn)
                yield return Discrepancy.OtherCompletion;
            if (said.DueOn != recorded.DueOn)
                yield return Discrepancy.OtherDue;
            if (said.LeadUnitId != recorded.LeadUnitId)
                yield return Discrepancy.OtherLead;
        }
    }
}
