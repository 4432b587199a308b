using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>New items that lack what the council asks for: one finding for the whole file, which names the rows.</summary>
internal sealed class IncompleteRows(Completeness? asked, FindingLog log)
{
    private const int MostNamed = 20;

    private readonly List<(ReadRow Row, IReadOnlyList<ItemField> Missing)> _rows = [];
    private readonly HashSet<ItemField> _withoutColumn = [];
    private int _all;

    public void Add(ReadRow row)
    {
        if (asked is null)
            return;
        _all++;
        var missing = asked.Missing(Facts(row));
        // What has no column can't be put right in a row.
        _withoutColumn.UnionWith(missing.Where(f => ColumnOf(f) is { } column && row.Table.Header[column] is null));
        if (missing.Where(f => !_withoutColumn.Contains(f)).ToArray() is { Length: > 0 } empty)
            _rows.Add((row, empty));
    }

    public void Say()
    {
        if (asked is null)
            return;
        if (_withoutColumn.Count > 0)
            log.Note("incomplete-columns", Place.File, $"Tệp không có cột {string.Join(", ", _withoutColumn.Order().Select(f => f.Name()))} nên {Vietnamese.Number(_all)} nội dung mới chưa đủ {asked.Name}.");
        if (_rows.Count == 0)
            return;
        var fields = _rows.SelectMany(r => r.Missing).Distinct().Order().Select(f => $"thiếu {f.Name()}: {Named([.. _rows.Where(r => r.Missing.Contains(f)).Select(r => r.Row)])}");
        log.Add(Severity.Confirm, "incomplete", Place.File, null,
            $"{Vietnamese.Number(_rows.Count)} nội dung mới chưa đủ {asked.Name}: {string.Join("; ", fields)}. Hãy đồng ý nếu vẫn nhập như vậy, hoặc bổ sung trong tệp rồi tải lên lại.", null, AnswerAction.Accept);
    }

    private static string Named(IReadOnlyList<ReadRow> rows)
    {
        var sheets = rows.GroupBy(r => r.Sheet).ToArray();
        var named = string.Join("; ", rows.Take(MostNamed).GroupBy(r => r.Sheet).Select(g => $"{(sheets.Length > 1 ? $"sheet “{g.Key}” " : "")}dòng {string.Join(", ", g.Select(r => r.Row))}"));
        return rows.Count > MostNamed ? $"{named} … ({Vietnamese.Number(rows.Count)} dòng)" : named;
    }

    /// <summary>The item as the row would make it.</summary>
    private static ItemFacts Facts(ReadRow row) => new()
    {
        Membership = Membership.Issued, MemberFrom = row.AsOf, Title = row.Title, LeadUnitId = row.Lead ?? Guid.Empty, CooperatingUnitIds = row.Cooperating,
        ResponsibleLeader = row.Leader, Officer = row.Officer, Deliverable = row.Deliverable, Source = row.Source,
        TimePhrase = row.Time?.Phrase, DueOn = row.Time?.Spans is [var first, ..] ? first.DueOn : null,
    };

    private static Field? ColumnOf(ItemField field) => field switch
    {
        ItemField.CooperatingUnits => Field.Cooperating,
        ItemField.ResponsibleLeader => Field.Leader,
        ItemField.Officer => Field.Officer,
        ItemField.Time or ItemField.DueDay => Field.Time,
        ItemField.Deliverable => Field.Deliverable,
        ItemField.Source => Field.Source,
        _ => null,
    };
}
