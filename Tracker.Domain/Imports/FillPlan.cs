using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>
/// A list that was filled in, against what stood when it was exported and what is known now. A cell as it stood says nothing; one that was changed in the
/// file alone is a change; one that was changed to something else in the program as well is asked about, so nobody's work is overwritten unseen.
/// </summary>
internal sealed class FillPlan(ImportContext context, FindingLog log, Plans plans)
{
    private readonly Dictionary<Guid, ExistingItem> _items = context.Items.ToDictionary(i => i.Id);
    private readonly Dictionary<Guid, ReadRow> _seen = [];
    private readonly HashSet<Guid> _programmes = [];
    private readonly HashSet<Guid> _changed = [];
    private readonly StateChanges _changes = new(log);
    private readonly ReportReader _reports = new(log, context.Today);
    private readonly UnitCells _units = new(context.Units, log);

    /// <summary>What of a cell counts.</summary>
    private enum Side { Program, File, FileAgreed, Open }

    /// <summary>An item before: as the file was given out; now: as it is known.</summary>
    private sealed record About(FillKey Key, KnownItem Item, ItemFacts Before, ItemFacts Now)
    {
        public DateTimeOffset ExportedAt => Key.ExportedAt;
        public bool OffersLead => Key.OffersLead;
    }

    /// <summary>What some cells of a row come to.</summary>
    private sealed record Step(RowOutcome Kind, IReadOnlyList<NewEntry> Entries, IReadOnlyList<PreviewChange> Changes, Report? Report = null)
    {
        public static readonly Step None = new(RowOutcome.Unchanged, [], []), Skipped = new(RowOutcome.Skipped, [], []), Open = new(RowOutcome.Open, [], []);
    }

    public void Add(FillTable fill, int number)
    {
        var row = new ReadRow(fill.Table, number)
        {
            Number = fill.Table.Text(number, Field.Number), Title = VietnameseText.Normalize(fill.Table.Text(number, Field.Title)), AsOf = context.Today,
        };
        if (plans.IsSkipped(row))
            return;
        if (fill.KeyText(number).Length == 0)
        {
            log.Note("fill-no-key", row.Place(Field.Title), "dòng này không có trong danh sách đã lấy ra nên không được nhập. Việc mới hãy nhập ở trang Phát sinh, hoặc bằng tệp nhiệm vụ phát sinh.", row.Title);
            plans.Show(row, RowOutcome.Skipped, null);
        }
        else if (Find(fill, number) is not { } about)
        {
            plans.Show(row, RowOutcome.Open, null);
        }
        else if (_seen.TryGetValue(about.Item.Id, out var first))
        {
            Again(row, first, about.Item.Id);
        }
        else
        {
            _seen[about.Item.Id] = row;
            Compare(row, about);
        }
    }

    public ImportPlan? Done()
    {
        foreach (var programme in context.Programmes.Where(p => p.ClosedOn is not null && _changed.Contains(p.Id)))
        {
            log.Add(Severity.Confirm, "programme-closed", Place.File, null,
                $"Chương trình {programme.Number} đã khép lại ngày {Vietnamese.Day(programme.ClosedOn!.Value)}. Hãy đồng ý nếu vẫn cần ghi các thay đổi trong file này.", null, AnswerAction.Accept);
        }
        return plans.Done(null, _programmes.Count == 1 ? _programmes.Single() : null);
    }

    private About? Find(FillTable fill, int number)
    {
        About? Unusable(string code, string message)
        {
            log.Add(Severity.Blocking, code, fill.KeyPlace(number), fill.KeyText(number), message, null, AnswerAction.Skip);
            return null;
        }
        if (FillKey.Read(fill.KeyText(number)) is not { } key)
            return Unusable("fill-key", "khóa của dòng đã bị sửa nên không biết dòng này là nội dung nào, lấy ra lúc nào. Hãy chép lại khóa từ tệp gốc, hoặc bỏ dòng.");
        if (Council.DayOf(key.ExportedAt) > context.Today)
            return Unusable("fill-moment", "khóa của dòng ghi một thời điểm còn ở tương lai. Hãy lấy lại tệp để điền, hoặc bỏ dòng.");
        if (!_items.TryGetValue(key.Item, out var stored) || new ItemHistory(stored.Ever).At(Council.DayOf(key.ExportedAt), key.ExportedAt) is not { } before)
            return Unusable("fill-unknown", "khóa của dòng không chỉ một nội dung nào của cơ quan vào lúc lấy tệp. Hãy kiểm tra có phải tệp của cơ quan khác, hoặc bỏ dòng.");
        var item = new KnownItem(stored, context.Today);
        if (item.Facts is not { } now)
            return Unusable("fill-void", "sau khi lấy tệp, nội dung này đã bị bỏ khỏi phần mềm vì nhập nhầm. Hãy bỏ dòng.");
        if (stored.ProgrammeId is { } programme)
            _programmes.Add(programme);
        return new(key, item, before, now);
    }

    /// <summary>A row that was copied.</summary>
    private void Again(ReadRow row, ReadRow first, Guid item)
    {
        var where = $"{(first.Sheet == row.Sheet ? "" : $"sheet “{first.Sheet}”, ")}dòng {first.Row}";
        if (FillCells.Fields.Append(Field.Lead).All(f => Said(row, f) == Said(first, f)))
        {
            log.Note("same-item-twice", row.Place(Field.Title), $"dòng này là bản sao của {where}; dòng này được bỏ qua.", row.Title);
            plans.Show(row, RowOutcome.Skipped, item);
            return;
        }
        log.Add(Severity.Blocking, "conflicting-rows", row.Place(Field.Result), Said(row, Field.Result),
            $"dòng này chép từ {where} (cùng khóa) nhưng điền khác. Hãy sửa trong tệp cho thống nhất, hoặc bỏ dòng này.", null, AnswerAction.Skip);
        plans.Show(row, RowOutcome.Open, item);
    }

    private void Compare(ReadRow row, About about)
    {
        Field[] says = [.. FillCells.Fields.Where(f => Said(row, f) is { Length: > 0 } said && said != FillCells.Text(f, about.Before))];
        Field[] emptied = [.. FillCells.Fields.Where(f => IsEmptied(row, about, f, says))];
        var otherLead = about.OffersLead && OtherLead(row, about.Before);
        var isSame = IsSameItem(row, about, asks: says.Length + emptied.Length > 0 || otherLead);
        Step[] steps =
        [
            says.Length + emptied.Length > 0 ? Stated(row, about, says, emptied) : Step.None,
            otherLead ? Led(row, about) : Step.None,
        ];
        var kind = !isSame || steps.Any(s => s.Kind == RowOutcome.Open) ? RowOutcome.Open
            : steps.Any(s => s.Kind == RowOutcome.Changed) ? RowOutcome.Changed
            : steps.Any(s => s.Kind == RowOutcome.Skipped) ? RowOutcome.Skipped
            : RowOutcome.Unchanged;
        if (kind == RowOutcome.Changed && about.Item.Item.ProgrammeId is { } programme)
            _changed.Add(programme);
        plans.Change(row with { Report = steps[0].Report }, about.Item, new(kind, kind == RowOutcome.Changed ? [.. steps.SelectMany(s => s.Entries)] : []), [.. steps.SelectMany(s => s.Changes)]);
    }

    /// <summary>What result, day, paper and reason come to.</summary>
    private Step Stated(ReadRow row, About about, Field[] says, Field[] emptied)
    {
        if (emptied.Contains(Field.Result))
            return TakenBack(row, about);
        Report? report;
        if (emptied.Contains(Field.CompletedOn))
        {
            if (log.Add(Severity.Confirm, CodeOf(Finding.EmptiedPrefix, Field.CompletedOn), row.Place(Field.CompletedOn), "",
                $"ngày hoàn thành {FillCells.Text(Field.CompletedOn, about.Now)} đã bị xóa trắng mà kết quả vẫn là hoàn thành. {(context.Unit is null ? "Hãy ghi ngày đúng, hoặc giữ như trong phần mềm." : "Ngày đã ghi được giữ; nếu sai, hãy báo Văn phòng đính chính.")}",
                null, context.Unit is null ? [AnswerAction.Correct, AnswerAction.Skip] : [AnswerAction.Skip]) is null)
                return Step.Open;
            report = new(new(State.Completed), about.Before.CompletedOn, Said(row, Field.Document), Said(row, Field.Reason));
        }
        else if (FillCells.Fields.All(f => Said(row, f).Length == 0))
        {
            report = new(new(about.Before.State), null, "", "");
        }
        else
        {
            var given = row.Table.Header[Field.GivenOn] is not null;
            report = _reports.Read(row.Table, row.Row, given ? about.Before.MemberFrom : new(about.Before.MemberFrom.Year, 1, 1), context.Today, Council.DayOf(about.ExportedAt).Year);
        }
        return report is null ? Step.Open : Merge(row, about, report);
    }

    private Step Merge(ReadRow row, About about, Report report)
    {
        var (now, known) = (about.Now, Known(about.Now));
        var state = Take(Field.Result, row, about);
        if (now.Ending is not null && state == Side.Program)
        {
            log.Note("fill-has-left", row.Place(Field.Result), $"nội dung này đã ra khỏi chương trình từ {Vietnamese.Day(now.EndedOn!.Value)}; các ô đã điền không được ghi.");
            return Step.Skipped;
        }
        var word = state == Side.Program ? known.State : report.State;
        // A day belongs to a completion: two completions are compared, else it goes with the state.
        var isDone = word.State == State.Completed;
        var day = !isDone ? state
            : report.CompletedOn is null ? Side.Program
            : known.CompletedOn is null ? Side.File
            : Take(Field.CompletedOn, row, about);
        var (document, reason) = (Take(Field.Document, row, about), Take(Field.Reason, row, about));
        if (new[] { state, day, document, reason }.Contains(Side.Open))
            return Step.Open;
        var merged = new Report(
            word,
            !isDone ? null : day == Side.Program ? known.CompletedOn : report.CompletedOn,
            document == Side.Program ? known.Document : report.Document,
            reason == Side.Program ? known.Reason : report.Reason,
            IsWhole: true);
        if (merged == known)
            return Step.None;
        if (context.Unit is { } unit)
            return ByUnit(unit, row, about, merged);
        var outcome = _changes.Of(about.Item, merged, row with { Report = merged, IsAgreed = state == Side.FileAgreed || day == Side.FileAgreed }, context.Today);
        return new(outcome.Kind, outcome.Entries, outcome.Kind == RowOutcome.Changed ? Plans.Differences(now, merged) : [], merged);
    }

    private Side Take(Field field, ReadRow row, About about)
    {
        var (said, before, now) = (Said(row, field), FillCells.Text(field, about.Before), FillCells.Text(field, about.Now));
        if (said == before || said == now)
            return Side.Program;
        if (said.Length == 0)
            return field is Field.Document or Field.Reason && IsEmptied(row, about, field, []) ? Emptied(field, row, about) : Side.Program;
        if (now == before)
            return Side.File;
        return Answered(log.Add(Severity.Confirm, CodeOf(Finding.ConflictPrefix, field), row.Place(field), said,
            $"{row.Table.Header[field]!.Heading}: lúc lấy tệp ({Vietnamese.Moment(about.ExportedAt)}) là {Quoted(before)}, nay trong phần mềm là {Quoted(now)}{Since(about, f => FillCells.Text(field, f))}, tệp ghi {Quoted(said)}. Hãy chọn lấy theo tệp, hay giữ như trong phần mềm.",
            null, AnswerAction.Accept, AnswerAction.Skip));
    }

    private static Side Answered(Answer? answer) => answer?.Action switch
    {
        AnswerAction.Accept => Side.FileAgreed,
        AnswerAction.Skip => Side.Program,
        _ => Side.Open,
    };

    /// <summary>Something was given out in the cell, and nothing stands there now. A result that was taken out with something else filled in beside it is a row that isn't finished.</summary>
    private static bool IsEmptied(ReadRow row, About about, Field field, Field[] says) =>
        row.Table.Header[field] is not null && Said(row, field).Length == 0 && FillCells.Text(field, about.Before).Length > 0 && FillCells.Text(field, about.Now).Length > 0
        && (field == Field.Result
            ? says.Length == 0 && about.Before is not { State: State.NotStarted, Ending: null } && about.Now is not { State: State.NotStarted, Ending: null }
            : (Said(row, Field.Result).Length > 0 || about.Before is { State: State.NotStarted, Ending: null })
                && (field != Field.CompletedOn || Said(row, Field.Result) == StateWords.Name(State.Completed)));

    /// <summary>A paper or a reason that was taken out.</summary>
    private Side Emptied(Field field, ReadRow row, About about)
    {
        var (before, now) = (FillCells.Text(field, about.Before), FillCells.Text(field, about.Now));
        var clears = context.Unit is null || about.Now.IsOpen;
        return Answered(log.Add(Severity.Confirm, CodeOf(Finding.EmptiedPrefix, field), row.Place(field), "",
            $"{row.Table.Header[field]!.Heading}: ô đã bị xóa trắng; phần mềm đang ghi {Quoted(now)}{(now == before ? "" : $" (lúc lấy tệp là {Quoted(before)})")}. "
            + (clears ? "Hãy chọn xóa số liệu ấy, hay giữ như trong phần mềm." : "Đơn vị không đính chính được nội dung đã hoàn thành: số liệu được giữ; nếu sai, hãy báo Văn phòng."),
            null, clears ? [AnswerAction.Accept, AnswerAction.Skip] : [AnswerAction.Skip]));
    }

    /// <summary>The result and all that goes with it was taken out: the statement is taken back, and what held before it holds again, or nothing happens.</summary>
    private Step TakenBack(ReadRow row, About about)
    {
        var (now, item) = (about.Now, about.Item.Item);
        var statements = item.Entries.Where(e => e.SupersededAt is null && e.EffectiveOn <= context.Today && e.Change is Change.Progressed { Occurrence: null })
            .OrderBy(e => e.EffectiveOn).ThenBy(e => e.Sequence).ToArray();
        // Of an item with occurrences, or one that has left, no single entry is meant.
        var statement = now.Ending is null && !item.Entries.Any(e => e.Change is Change.Scheduled { Occurrence: not null })
            ? statements.LastOrDefault(e => ((Change.Progressed)e.Change).State == now.State) : null;
        var why = context.Unit is not null ? "Đơn vị không lấy lại được ghi nhận: số liệu được giữ; nếu sai, hãy báo Văn phòng đính chính."
            : statement is null ? "Ghi nhận này chỉ lấy lại được ở trang của nội dung: số liệu được giữ."
            : $"Lấy lại ghi nhận ấy (vẫn còn trong lịch sử) thì kết quả là {Quoted(FillCells.Text(Field.Result, Without(statement) ?? now))}. Hãy chọn xóa số liệu ấy, hay giữ như trong phần mềm.";
        var answer = log.Add(Severity.Confirm, CodeOf(Finding.EmptiedPrefix, Field.Result), row.Place(Field.Result), "",
            $"{row.Table.Header[Field.Result]!.Heading}: ô đã bị xóa trắng; phần mềm đang ghi {Quoted(Known(now).ToString())}{(statement is not null && item.RecordedBy(statement.Sequence) is { } by ? $" do {by} ghi" : "")}. {why}",
            null, context.Unit is null && statement is not null ? [AnswerAction.Accept, AnswerAction.Skip] : [AnswerAction.Skip]);
        if (answer is null)
            return Step.Open;
        if (answer.Action != AnswerAction.Accept || statement is null)
            return Step.None;
        return new(RowOutcome.Changed, [new(about.Item.Id, statement.EffectiveOn, new Change.Retracted(), statement.Sequence)],
            Without(statement) is { } then ? Plans.Differences(now, Known(then)) : []);

        ItemFacts? Without(Entry gone) => new ItemHistory(item.Entries.Where(e => e != gone)).At(context.Today, DateTimeOffset.MaxValue);
    }

    /// <summary>A unit records what the item's own form would let it: the same verbs, the same rights.</summary>
    private Step ByUnit(FillingUnit unit, ReadRow row, About about, Report merged)
    {
        try
        {
            var item = unit.Item(about.Item.Id);
            var (document, reason) = (merged.Document.Length > 0 ? merged.Document : null, merged.Reason.Length > 0 ? merged.Reason : null);
            switch (merged.State.State)
            {
                case State.Completed:
                    Need(Act.ReportCompletion, item);
                    if (IsReported(about, merged))
                        return Step.None;
                    return Changed(item.Complete(unit.Account, merged.CompletedOn!.Value, document, reason, null));
                case State.NotStarted or State.InProgress:
                    Need(Act.ReportProgress, item);
                    return Changed(item.Report(merged.State.State.Value, context.Today, reason, null, document));
                default:
                    throw new RuleBroken(unit.Account.Refusal(Act.KeepProgrammes), "not-allowed");
            }
        }
        catch (RuleBroken e)
        {
            return NotAllowed(row, Field.Result, e.Message);
        }

        void Need(Act act, Item item)
        {
            if (!unit.Account.May(act, item.Facts))
                throw new RuleBroken(unit.Account.Refusal(act), "not-allowed");
        }
        Step Changed(IEnumerable<NewEntry> entries)
        {
            NewEntry[] all = [.. entries];
            var changes = Plans.Differences(about.Now, merged);
            return new(RowOutcome.Changed, all, !all.Any(e => e.Change is Change.Reported) ? changes
                : [.. changes.Select(c => c.What == Field.Result.Name() ? c with { To = "báo cáo hoàn thành, chờ Văn phòng xác nhận" } : c)], merged);
        }
    }

    /// <summary>That very report waits for the office's answer.</summary>
    private static bool IsReported(About about, Report merged) =>
        ItemHistory.OpenReports([.. about.Item.Item.Entries.Where(e => e.SupersededAt is null)]).LastOrDefault() is { } waiting
        && waiting.EffectiveOn == merged.CompletedOn && VietnameseText.Normalize(waiting.Document) == merged.Document
        && (((Change.Reported)waiting.Change).Reason ?? "") == merged.Reason;

    private Step NotAllowed(ReadRow row, Field field, string why)
    {
        log.Add(Severity.Blocking, "fill-not-allowed", row.Place(field), row.Table.Text(row.Row, field), $"{why} Bỏ dòng này thì các dòng khác vẫn được ghi.", null, AnswerAction.Skip);
        return Step.Open;
    }

    private bool OtherLead(ReadRow row, ItemFacts before) =>
        row.Table.Text(row.Row, Field.Lead) is { Length: > 0 } said && context.Units.Find(before.LeadUnitId) is { } unit && VietnameseText.NameKey(said) != VietnameseText.NameKey(unit.Name);

    /// <summary>Another lead unit, from the day on which the file is uploaded.</summary>
    private Step Led(ReadRow row, About about)
    {
        if (context.Unit is { } unit)
            return NotAllowed(row, Field.Lead, unit.Account.Refusal(Act.KeepProgrammes));
        if (_units.Lead(row.Table.Text(row.Row, Field.Lead), row.Place(Field.Lead), context.Today) is not var (lead, beside))
            return Step.Open;
        var (before, now) = (about.Before, about.Now);
        if (lead == before.LeadUnitId || lead == now.LeadUnitId)
            return Step.None;
        if (now.LeadUnitId != before.LeadUnitId)
        {
            var side = Answered(log.Add(Severity.Confirm, CodeOf(Finding.ConflictPrefix, Field.Lead), row.Place(Field.Lead), Named(lead),
                $"{row.Table.Header[Field.Lead]!.Heading}: lúc lấy tệp ({Vietnamese.Moment(about.ExportedAt)}) là {Quoted(Named(before.LeadUnitId))}, nay trong phần mềm là {Quoted(Named(now.LeadUnitId))}{Since(about, f => Named(f.LeadUnitId))}, tệp ghi {Quoted(Named(lead))}. Hãy chọn lấy theo tệp, hay giữ như trong phần mềm.",
                null, AnswerAction.Accept, AnswerAction.Skip));
            if (side != Side.FileAgreed)
                return side == Side.Open ? Step.Open : Step.None;
        }
        Guid[] cooperating = [.. now.CooperatingUnitIds.Union(beside).Where(id => id != lead)];
        return new(RowOutcome.Changed,
            [new(about.Item.Id, context.Today, new Change.Described { LeadUnitId = lead, CooperatingUnitIds = cooperating.SequenceEqual(now.CooperatingUnitIds) ? null : cooperating })],
            [new(Field.Lead.Name(), Named(now.LeadUnitId), Named(lead))]);

        string Named(Guid id) => context.Units.Find(id)?.Name ?? "";
    }

    /// <summary>Columns that aren't to be filled in: what was changed there isn't taken. Another title may mean that keys and rows were sorted apart.</summary>
    /// <returns>False while that is open.</returns>
    private bool IsSameItem(ReadRow row, About about, bool asks)
    {
        var before = about.Before;
        var other = new List<Field>();
        if (row.Number.Length > 0 && Numbering.Key(row.Number) != Numbering.Key(before.Number))
            other.Add(Field.Number);
        if (!about.OffersLead && OtherLead(row, before))
            other.Add(Field.Lead);
        if (Days.Read(row.Table[row.Row, Field.Time], before.MemberFrom.Year) is DayReading.Is { Day: var due } && due != before.DueOn)
            other.Add(Field.Time);
        var isTitled = row.Title.Length == 0 || VietnameseText.TitleKey(row.Title) == VietnameseText.TitleKey(before.Title);
        if (!isTitled && asks && !NearTitles.Are(row.Title, before.Title))
        {
            return log.Add(Severity.Confirm, "fill-other-title", row.Place(Field.Title), row.Title,
                $"khóa của dòng là của nội dung “{before.Title}”. Có thể chỉ một số cột đã được sắp xếp. Hãy đồng ý nếu các ô đã điền là của nội dung ấy, hoặc bỏ dòng.",
                null, AnswerAction.Accept, AnswerAction.Skip) is not null;
        }
        if (!isTitled)
            other.Add(Field.Title);
        if (other.Count > 0)
            log.Note("fill-fixed", row.Place(other[0]), $"{string.Join(", ", other.Select(f => $"“{row.Table.Header[f]!.Heading}”"))} khác với lúc lấy tệp. Tệp để điền không đổi các cột này.");
        return true;
    }

    /// <summary>What a cell says, in the words in which it was given out where it means the same.</summary>
    private static string Said(ReadRow row, Field field)
    {
        var text = VietnameseText.Normalize(row.Table.Text(row.Row, field));
        return field switch
        {
            Field.Result => StateWords.Of(text)?.ToString() ?? text,
            Field.CompletedOn => Days.Read(row.Table[row.Row, field], 2000) is DayReading.Is { YearAssumed: false, Day: var day } ? Vietnamese.Day(day) : text,
            _ => text,
        };
    }

    private static Report Known(ItemFacts facts) => new(
        facts.Ending == Ending.Withdrawn ? StateWord.Withdrawn : new(facts.State), facts.CompletedOn,
        FillCells.Text(Field.Document, facts), FillCells.Text(Field.Reason, facts), IsWhole: true);

    /// <summary>Who said it otherwise since the file was given out, and when: the last entry by which <paramref name="told"/> became what it is.</summary>
    private string Since(About about, Func<ItemFacts, string> told)
    {
        var item = about.Item.Item;
        var history = new ItemHistory(item.Ever);
        string At(DateTimeOffset moment) => history.At(context.Today, moment) is { } facts ? told(facts) : "";
        var (cause, text) = ((Entry?)null, At(about.ExportedAt));
        foreach (var entry in item.Ever.Where(e => e.RecordedAt > about.ExportedAt).OrderBy(e => e.Sequence))
        {
            if (At(entry.RecordedAt) is var then && then != text)
                (cause, text) = (entry, then);
        }
        return cause is null ? "" : $" ({(item.RecordedBy(cause.Sequence) is { } by ? $"{by} " : "")}ghi lúc {Vietnamese.Moment(cause.RecordedAt)})";
    }

    private static string CodeOf(string prefix, Field field) => $"{prefix}{char.ToLowerInvariant(field.ToString()[0])}{field.ToString()[1..]}";

    private static string Quoted(string text) => text.Length == 0 ? "trống" : $"“{text}”";
}
