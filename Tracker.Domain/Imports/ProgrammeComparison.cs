using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>
/// The file of a programme that is stored already. Nothing is planned from it, since an issued programme changes by its amendments only;
/// what the file says otherwise is shown row by row, so that a person sees which amendments are wanting.
/// </summary>
internal sealed class ProgrammeComparison(ImportContext context, Plans plans)
{
    private readonly ItemIndex _items = new(context.Items, context.Today);
    private readonly HashSet<Guid> _seen = [];
    private int _new, _changed;

    public ProgrammeComparison Add(IEnumerable<ReadRow> rows)
    {
        foreach (var row in rows.Where(r => !plans.IsSkipped(r)))
        {
            if (row.IsOpen)
                plans.Show(row, RowOutcome.Open, Find(row)?.Id);
            else if (Find(row) is { } item)
                Compare(row, item);
            else
                New(row);
        }
        foreach (var item in _items.All.Where(i => !_seen.Contains(i.Id)))
            plans.ShowMissing(item);
        return this;
    }

    public void Say(ExistingProgramme existing, FindingLog log, Place place)
    {
        var missing = _items.All.Count(i => !_seen.Contains(i.Id));
        log.Add(Severity.Blocking, "programme-exists", place, existing.Number,
            $"chương trình {existing.Number} năm {existing.Year} đã có trong phần mềm nên không ghi lại từ tệp này. "
            + (_new + _changed + missing == 0
                ? "Các dòng đọc được không khác gì chương trình đã có. "
                : $"So với chương trình đã có, tệp có {Vietnamese.Number(_new)} nội dung mới, {Vietnamese.Number(_changed)} nội dung khác và thiếu {Vietnamese.Number(missing)} nội dung; xem từng dòng ở dưới. Nếu chương trình được điều chỉnh, hãy ghi từng thay đổi theo văn bản điều chỉnh: bổ sung, sửa, gia hạn hoặc đưa ra khỏi chương trình. ")
            + "Để cập nhật kết quả, hãy nhập file tiến độ; để nhập lại từ đầu, hãy hoàn tác lần nhập trước; nếu số hay năm của tệp sai, hãy sửa lại.");
    }

    private void New(ReadRow row)
    {
        _new++;
        plans.Show(row, RowOutcome.New, null);
    }

    private void Compare(ReadRow row, KnownItem item)
    {
        _seen.Add(item.Id);
        var differences = Differences(row, item).ToArray();
        if (differences.Length > 0)
            _changed++;
        plans.Show(row, differences.Length > 0 ? RowOutcome.Changed : RowOutcome.Unchanged, item.Id, differences);
    }

    /// <summary>Of several with the title that nothing tells apart, the one of its number or the first: a comparison asks nobody.</summary>
    private KnownItem? Find(ReadRow row) => _items.Match(row, _seen) switch
    {
        { Item: null, Titled: true } several => several.Likely.FirstOrDefault(i => Numbering.Key(i.Facts!.Number) == Numbering.Key(row.Number)) ?? several.Likely[0],
        var match => match.Item,
    };

    private IEnumerable<PreviewChange> Differences(ReadRow row, KnownItem item)
    {
        var facts = item.Facts!;
        return new[]
        {
            Change(Field.Number, Numbering.Key(facts.Number) == Numbering.Key(row.Number) ? row.Number : facts.Number, row.Number),
            Change(Field.Title, facts.Title, row.Title),
            Change(Field.Lead, Names([facts.LeadUnitId]), row.Lead is { } lead ? Names([lead]) : ""),
            Change(Field.Cooperating, Names(facts.CooperatingUnitIds), Names(row.Cooperating)),
            Change(Field.Leader, facts.ResponsibleLeader, row.Leader),
            Change(Field.Officer, facts.Officer, row.Officer),
            Change(Field.Time, facts.TimePhrase ?? (facts.DueOn is { } due ? Vietnamese.Day(due) : ""), row.Time?.Phrase ?? ""),
            Change(Field.Deliverable, facts.Deliverable, row.Deliverable),
            Change(Field.Note, facts.Note, row.Note),
        }.OfType<PreviewChange>();
    }

    private string Names(IEnumerable<Guid> units) => string.Join("; ", units.Select(id => context.Units.Find(id)?.Name ?? "").Order(VietnameseText.Collation));

    private static PreviewChange? Change(Field field, string from, string to) => from == to ? null : new(Headings.Name(field), from, to);
}
