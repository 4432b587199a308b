using System.Globalization;
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

    /// <summary>What of a cell counts.</summary>
    private enum Side { Program, File, FileAgreed, Open }

    /// <summary>An item before: as the file was given out; now: as it is known.</summary>
    private sealed record About(DateTimeOffset ExportedAt, KnownItem Item, ItemFacts Before, ItemFacts Now);

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
        return new(key.ExportedAt, item, before, now);
    }

    /// <summary>A row that was copied.</summary>
    private void Again(ReadRow row, ReadRow first, Guid item)
    {
        var where = $"{(first.Sheet == row.Sheet ? "" : $"sheet “{first.Sheet}”, ")}dòng {first.Row}";
        if (FillCells.Fields.All(f => Said(row, f) == Said(first, f)))
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
        var says = FillCells.Fields.Where(f => Said(row, f) is { Length: > 0 } said && said != FillCells.Text(f, about.Before)).ToArray();
        foreach (var cleared in FillCells.Fields.Where(f => Said(row, f).Length == 0 && FillCells.Text(f, about.Before).Length > 0 && row.Table.Header[f] is not null && (f != Field.CompletedOn || !says.Contains(Field.Result))))
            log.Note("fill-cleared", row.Place(cleared), $"ô đã bị xóa trắng, số liệu “{FillCells.Text(cleared, about.Before)}” được giữ. Nếu số liệu ấy sai, hãy đính chính ở trang của nội dung.");
        var isSame = IsSameItem(row, about.Before, asks: says.Length > 0);
        if (says.Length == 0)
        {
            plans.Show(row, RowOutcome.Unchanged, about.Item.Id);
            return;
        }
        var given = row.Table.Header[Field.GivenOn] is not null;
        var report = _reports.Read(row.Table, row.Row, given ? about.Before.MemberFrom : new(about.Before.MemberFrom.Year, 1, 1), context.Today, Council.DayOf(about.ExportedAt).Year);
        if (report is null || !isSame)
        {
            plans.Show(row, RowOutcome.Open, about.Item.Id);
            return;
        }
        Merge(row, about, report);
    }

    private void Merge(ReadRow row, About about, Report report)
    {
        var (now, known) = (about.Now, Known(about.Now));
        var state = Take(Field.Result, row, about);
        if (now.Ending is not null && state == Side.Program)
        {
            log.Note("fill-has-left", row.Place(Field.Result), $"nội dung này đã ra khỏi chương trình từ {Vietnamese.Day(now.EndedOn!.Value)}; các ô đã điền không được ghi.");
            plans.Show(row, RowOutcome.Skipped, about.Item.Id);
            return;
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
        {
            plans.Show(row, RowOutcome.Open, about.Item.Id);
            return;
        }
        var merged = new Report(
            word,
            !isDone ? null : day == Side.Program ? known.CompletedOn : report.CompletedOn,
            document == Side.Program ? known.Document : report.Document,
            reason == Side.Program ? known.Reason : report.Reason);
        if (merged == known)
        {
            plans.Show(row, RowOutcome.Unchanged, about.Item.Id);
            return;
        }
        row = row with { Report = merged, IsAgreed = state == Side.FileAgreed || day == Side.FileAgreed };
        var outcome = _changes.Of(about.Item, merged, row, context.Today);
        if (outcome.Kind == RowOutcome.Changed && about.Item.Item.ProgrammeId is { } programme)
            _changed.Add(programme);
        plans.Change(row, about.Item, outcome);
    }

    private Side Take(Field field, ReadRow row, About about)
    {
        var (said, before, now) = (Said(row, field), FillCells.Text(field, about.Before), FillCells.Text(field, about.Now));
        if (said.Length == 0 || said == before || said == now)
            return Side.Program;
        if (now == before)
            return Side.File;
        var answer = log.Add(Severity.Confirm, $"{Finding.ConflictPrefix}{char.ToLowerInvariant(field.ToString()[0])}{field.ToString()[1..]}", row.Place(field), said,
            $"{row.Table.Header[field]!.Heading}: lúc lấy tệp ({Moment(about.ExportedAt)}) là {Quoted(before)}, nay trong phần mềm là {Quoted(now)}{ChangedAt(about)}, tệp ghi {Quoted(said)}. Hãy chọn lấy theo tệp, hay giữ như trong phần mềm.",
            null, AnswerAction.Accept, AnswerAction.Skip);
        return answer?.Action switch
        {
            AnswerAction.Accept => Side.FileAgreed,
            AnswerAction.Skip => Side.Program,
            _ => Side.Open,
        };
    }

    /// <summary>Columns that aren't to be filled in: what was changed there isn't taken. Another title may mean that keys and rows were sorted apart.</summary>
    /// <returns>False while that is open.</returns>
    private bool IsSameItem(ReadRow row, ItemFacts before, bool asks)
    {
        var other = new List<Field>();
        if (row.Number.Length > 0 && Numbering.Key(row.Number) != Numbering.Key(before.Number))
            other.Add(Field.Number);
        if (row.Table.Text(row.Row, Field.Lead) is { Length: > 0 } lead && context.Units.Find(before.LeadUnitId) is { } unit && VietnameseText.NameKey(lead) != VietnameseText.NameKey(unit.Name))
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
        FillCells.Text(Field.Document, facts), FillCells.Text(Field.Reason, facts));

    private static string ChangedAt(About about)
    {
        var later = about.Item.Item.Entries.Where(e => e.RecordedAt > about.ExportedAt && e.Change is Change.Progressed or Change.Ended or Change.Retracted).ToArray();
        return later.Length > 0 ? $" (ghi lúc {Moment(later.Max(e => e.RecordedAt))})" : "";
    }

    private static string Moment(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Council.TimeZone).ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.Length == 0 ? "trống" : $"“{text}”";
}
