namespace Tracker.Domain.Imports;

/// <summary>Reads a workbook to a checked plan. Nothing is stored here and nothing is guessed: what isn't clear is a finding.</summary>
public static class ImportReader
{
    /// <summary>
    /// All findings in one pass, and the plan once none is open. Answers may also be to findings that only appear after other answers,
    /// such as a correction that is wrong itself.
    /// </summary>
    public static ImportReading Read(Workbook workbook, ImportContext context, IReadOnlyList<Answer> answers, Layouts? layouts = null)
    {
        var seen = new Dictionary<string, Finding>();
        var counted = new List<Answer>();
        while (true)
        {
            var reading = ReadOnce(workbook, context, counted, layouts ?? Layouts.None);
            foreach (var finding in reading.Findings)
                seen[finding.Id] = finding;
            var next = answers.Where(a => counted.Contains(a) || (seen.TryGetValue(a.Finding, out var finding) && IsAllowed(a, finding))).ToList();
            if (next.Count == counted.Count)
                return Complete(reading, workbook, seen, counted, answers);
            counted = next;
        }
    }

    private static bool IsAllowed(Answer answer, Finding finding) =>
        finding.Actions.Contains(answer.Action) && (answer.Action is not (AnswerAction.Map or AnswerAction.Correct) || !string.IsNullOrWhiteSpace(answer.Value));

    private static ImportReading ReadOnce(Workbook workbook, ImportContext context, IReadOnlyList<Answer> answers, Layouts layouts)
    {
        var given = new Answers(answers);
        var log = new FindingLog(given, workbook.Sheets.Count > 1);
        var corrected = workbook.With(given.Texts);
        if (FillTable.AllOf(corrected) is { Count: > 0 } filled)
            return Filled(filled, corrected, context, log);
        if (Recognition.Of(corrected, log, context.Today, layouts) is not { } found)
            return new(null, log.All, null, []);

        var plans = new Plans(log);
        var plan = found.Kind switch
        {
            ImportKind.Programme => ProgrammePlan.Make(Rows(found, context, log), found.Letterheads, context, log, plans, new(found.Tables[0].Sheet.Name)),
            ImportKind.Progress => Progress(Rows(found, context, log), found, context, log, plans),
            _ => Adhoc(found, context, log, plans),
        };
        return new(found.Recognised(), log.All, plan, plans.Rows) { ToRemember = found.ToRemember };
    }

    private static IEnumerable<ReadRow> Rows(Recognition found, ImportContext context, FindingLog log, Func<string, DateOnly, string, bool>? isStored = null)
    {
        var units = new UnitCells(context.Units, log);
        return found.Tables.SelectMany(t => new RowReader(t, found.Letterheads, context, log, units, isStored).Read());
    }

    private static ImportPlan? Progress(IEnumerable<ReadRow> rows, Recognition found, ImportContext context, FindingLog log, Plans plans)
    {
        var programme = ProgressPlan.Programme(found.Letterheads, context, log);
        // Without the programme every row would only repeat that.
        if (programme is null)
        {
            foreach (var row in rows)
                plans.Show(row, RowOutcome.Open, null);
            return null;
        }
        var plan = new ProgressPlan(log, plans, new ItemIndex(context.Items, found.Letterheads.FirstAsOf ?? context.Today));
        foreach (var row in rows)
            plan.Add(row);
        if (programme.ClosedOn is { } closedOn && plans.HasEntries)
        {
            log.Add(Severity.Confirm, "programme-closed", Place.File, null,
                $"Chương trình {programme.Number} đã khép lại ngày {Text.Vietnamese.Day(closedOn)}. Hãy đồng ý nếu vẫn cần ghi các thay đổi trong file này.", null, AnswerAction.Accept);
        }
        return plans.Done(null, programme.Id);
    }

    private static ImportReading Filled(IReadOnlyList<FillTable> tables, Workbook workbook, ImportContext context, FindingLog log)
    {
        foreach (var sheet in workbook.Sheets.Where(s => !(s.Hidden && s.Name == FillCells.UnitsSheet) && tables.All(t => t.Table.Sheet.Name != s.Name) && s.Rows.Any(r => !r.IsEmpty)))
            log.Note("no-header", new(sheet.Name), "không phải danh sách để điền, không được đọc.");
        var plans = new Plans(log);
        var plan = new FillPlan(context, log, plans);
        foreach (var table in tables)
        {
            Recognition.SayHidden(table.Table, table.Rows, log);
            foreach (var row in table.Rows)
                plan.Add(table, row);
        }
        return new(FillTable.Recognised(tables), log.All, plan.Done(), plans.Rows);
    }

    private static ImportPlan? Adhoc(Recognition found, ImportContext context, FindingLog log, Plans plans)
    {
        var plan = new AdhocPlan(context, log, plans, found.Letterheads.FirstAsOf ?? context.Today);
        foreach (var row in Rows(found, context, log, plan.IsStored))
            plan.Add(row);
        return plans.Done(null, null);
    }

    /// <summary>Adds what was answered away, and the answers that answer nothing.</summary>
    private static ImportReading Complete(ImportReading reading, Workbook workbook, Dictionary<string, Finding> seen, List<Answer> counted, IReadOnlyList<Answer> answers)
    {
        var still = reading.Findings.Select(f => f.Id).ToHashSet();
        var gone = counted.Where(a => !still.Contains(a.Finding)).GroupBy(a => a.Finding).Select(g => seen[g.Key] with { Answer = g.Last() });
        var wrong = answers.Where(a => !counted.Contains(a)).Select(a => Wrong(a, seen.GetValueOrDefault(a.Finding))).ToArray();
        var order = workbook.Sheets.Select((s, i) => (s.Name, i)).ToDictionary(s => s.Name, s => s.i);
        var findings = reading.Findings.Concat(gone)
            .Select((finding, i) => (finding, i, cell: CellName.TryRead(finding.Cell, out var row, out var column) ? (row, column) : (0, 0)))
            .OrderBy(f => f.finding.Sheet is null ? -1 : order.GetValueOrDefault(f.finding.Sheet, int.MaxValue)).ThenBy(f => f.cell.Item1).ThenBy(f => f.cell.Item2).ThenBy(f => f.i)
            .Select(f => f.finding);
        return reading with { Findings = [.. wrong, .. findings], Plan = wrong.Length > 0 ? null : reading.Plan };
    }

    private static Finding Wrong(Answer answer, Finding? finding) => new(
        $"answer:{answer.Finding}:{answer.Action}", Severity.Blocking, finding is null ? "answer-to-nothing" : "answer-not-allowed", finding?.Sheet, finding?.Cell, answer.Value,
        finding is null
            ? $"Câu trả lời cho “{answer.Finding}” không khớp với vấn đề nào của file này. Hãy tải lại danh sách vấn đề."
            : $"Không thể trả lời như vậy cho vấn đề “{finding.Message}” Hãy chọn cách khác.",
        [], []);
}
