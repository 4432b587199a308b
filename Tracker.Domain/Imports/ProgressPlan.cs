using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>Progress on a stored programme: finds each row's item and compares what is reported with what is known.</summary>
internal sealed class ProgressPlan(FindingLog log, Plans plans, ItemIndex items)
{
    private readonly StateChanges _changes = new(log);
    private readonly Dictionary<Guid, ReadRow> _seen = [];

    /// <summary>The year's annual programme, or the one that the letterhead names; null, and said so, when it isn't stored.</summary>
    public static ExistingProgramme? Programme(Letterheads letterheads, ImportContext context, FindingLog log)
    {
        var programme = Recognised.Progressed(context.Programmes, letterheads.Year, letterheads.Number);
        if (programme is null && letterheads.Year is { } wanted)
            log.Add(Severity.Blocking, "no-programme", Place.File, null, $"Chưa có chương trình công tác năm {wanted} trong phần mềm. Hãy nhập file chương trình trước, hoặc sửa năm của file này.");
        return programme;
    }

    public void Add(ReadRow row)
    {
        if (plans.IsSkipped(row))
            return;
        // Found even where another finding is open, so that all findings come in one pass.
        var item = row.Title.Length > 0 ? ItemOf(row) : null;
        if (item is null || row.IsOpen)
            plans.Show(row, RowOutcome.Open, item?.Id);
        else if (_seen.TryGetValue(item.Id, out var before))
            Again(row, before, item);
        else
            Record(row, item);
    }

    private void Record(ReadRow row, KnownItem item)
    {
        _seen[item.Id] = row;
        if (row.Lead is { } lead && lead != item.Facts!.LeadUnitId)
            log.Note("other-lead", row.Place(Field.Lead), "đơn vị chủ trì khác với chương trình. File tiến độ không đổi đơn vị chủ trì.", row.Table.Text(row.Row, Field.Lead));
        plans.Change(row, item, row.Report is { } report ? _changes.Of(item, report, row, row.AsOf) : Outcome.Unchanged);
    }

    private void Again(ReadRow row, ReadRow before, KnownItem item)
    {
        var where = $"{(before.Sheet == row.Sheet ? "" : $"sheet “{before.Sheet}”, ")}dòng {before.Row}";
        if (row.Report?.State == before.Report?.State && row.Report?.CompletedOn == before.Report?.CompletedOn)
        {
            log.Note("same-item-twice", row.Place(Field.Title), $"nội dung này đã có ở {where} với cùng kết quả; dòng này được bỏ qua.");
            plans.Show(row, RowOutcome.Skipped, item.Id);
            return;
        }
        log.Add(Severity.Blocking, "conflicting-rows", row.Place(Field.Result), row.Report?.ToString(),
            $"nội dung này đã có ở {where} với kết quả khác ({before.Report?.ToString() ?? "chưa ghi"}). Hãy sửa cho thống nhất hoặc bỏ qua một dòng.", null, AnswerAction.Correct, AnswerAction.Skip);
        plans.Show(row, RowOutcome.Open, item.Id);
    }

    private KnownItem? ItemOf(ReadRow row) => items.Match(row) switch
    {
        { Item: { } item, Nearly: false } => item,
        { Item: { } near } => Nearly(row, near),
        { Likely: [_, _, ..] several, Titled: true } => Ask(row, "ambiguous-item", several, $"có {several.Count} nội dung cùng tên trong chương trình. Hãy chọn đúng nội dung."),
        var none => Ask(row, "item-not-found", none.Likely, "không tìm thấy nội dung này trong chương trình. Hãy chọn nội dung tương ứng (theo số thứ tự) hoặc bỏ qua dòng."),
    };

    private KnownItem? Nearly(ReadRow row, KnownItem near)
    {
        var answer = log.Add(Severity.Confirm, "nearly-equal-title", row.Place(Field.Title), row.Title,
            $"không có nội dung nào tên đúng như vậy; gần giống nhất là “{near.Label}”. Hãy đồng ý nếu là một, hoặc chọn nội dung khác.",
            [near.Label], AnswerAction.Accept, AnswerAction.Map, AnswerAction.Correct, AnswerAction.Skip);
        return answer?.Action switch
        {
            AnswerAction.Accept => near,
            AnswerAction.Map => Meant(row, answer),
            _ => null,
        };
    }

    private KnownItem? Ask(ReadRow row, string code, IEnumerable<KnownItem> likely, string message) =>
        log.Add(Severity.Blocking, code, row.Place(Field.Title), row.Title, message, likely.Select(i => i.Label), AnswerAction.Map, AnswerAction.Correct, AnswerAction.Skip) is { } answer
            ? Meant(row, answer) : null;

    private KnownItem? Meant(ReadRow row, Answer answer)
    {
        var item = items.Meant(answer.Value);
        if (item is null)
            log.Add(Severity.Blocking, "answer-value", row.Place(Field.Title), answer.Value, $"câu trả lời “{answer.Value}” không chỉ đúng một nội dung của chương trình. Hãy ghi số thứ tự hoặc tên nội dung.");
        return item;
    }
}
