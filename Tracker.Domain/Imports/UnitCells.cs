using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Imports;

/// <summary>Reads cells that name units. Offices write the same few names thousands of times, so each text is looked up once.</summary>
internal sealed class UnitCells(UnitDirectory directory, FindingLog log)
{
    private static readonly AnswerAction[] Leads = [AnswerAction.Map, AnswerAction.Correct, AnswerAction.Skip];

    private readonly Dictionary<(string, DateOnly?), IReadOnlyList<UnitMatch>> _seen = [];

    /// <summary>The one lead that a cell names and units that were named beside it (they cooperate); null while a finding is open.</summary>
    public (Guid Lead, IReadOnlyList<Guid> Beside)? Lead(string text, Place place, DateOnly? on)
    {
        var matches = All(text, on);
        if (matches is [UnitMatch.One one])
            return (one.Unit.Id, []);

        var named = matches.OfType<UnitMatch.One>().Select(m => m.Unit).ToArray();
        var answer = matches switch
        {
            [UnitMatch.Ambiguous ambiguous] => log.Add(Severity.Blocking, "ambiguous-lead", place, text,
                $"“{ambiguous.Text}” có thể là {Or(ambiguous.Candidates)}. Hãy chọn đúng đơn vị chủ trì.", Names(ambiguous.Candidates), Leads),
            [_, _, ..] => log.Add(Severity.Blocking, "two-leads", place, text,
                $"có nhiều đơn vị chủ trì: {string.Join(", ", matches.Select(m => $"“{m.Text}”"))}. Mỗi nội dung chỉ có một đơn vị chủ trì; hãy chọn một, các đơn vị còn lại thành đơn vị phối hợp.", Names(named), Leads),
            _ => log.Add(Severity.Blocking, "unknown-lead", place, text,
                $"không tìm thấy đơn vị “{Shown(text)}”. Hãy chọn đơn vị đúng hoặc thêm đơn vị trong Quản trị.", Suggestions(matches), Leads),
        };
        return answer is null || Meant(answer, place) is not { } lead ? null : (lead, [.. named.Select(u => u.Id).Where(id => id != lead)]);
    }

    /// <summary>Units that cooperate, and names that stay out of them and have to be kept in the note; null while a finding is open.</summary>
    public (IReadOnlyList<Guid> Units, IReadOnlyList<string> Kept)? Cooperating(string text, Place place, DateOnly? on)
    {
        var matches = All(text, on);
        var known = matches.OfType<UnitMatch.One>().Select(m => m.Unit.Id).ToList();
        if (known.Count == matches.Count)
            return (known, []);

        string[] strange = [.. matches.Where(m => m is not UnitMatch.One).Select(m => m.Text)];
        var answer = log.Add(Severity.Confirm, "unknown-cooperating", place, text,
            $"không rõ đơn vị phối hợp {string.Join(", ", strange.Select(t => $"“{t}”"))}. Hãy chọn đơn vị đúng, hoặc đồng ý bỏ qua: tên vẫn được giữ trong ghi chú.",
            Suggestions(matches), AnswerAction.Accept, AnswerAction.Map, AnswerAction.Correct, AnswerAction.Skip);
        switch (answer?.Action)
        {
            case AnswerAction.Accept:
                return (known, strange);
            case AnswerAction.Map:
                foreach (var name in (answer.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    if (Meant(answer with { Value = name }, place) is not { } unit)
                        return null;
                    known.Add(unit);
                }
                return ([.. known.Distinct()], []);
            default:
                return null;
        }
    }

    /// <summary>The unit that an answer names; otherwise says that it names none.</summary>
    public Guid? Meant(Answer answer, Place place)
    {
        var unit = Guid.TryParse(answer.Value, out var id) ? directory.Find(id)
            : All(answer.Value ?? "", null) is [UnitMatch.One one] ? one.Unit
            : null;
        if (unit is null)
            log.Add(Severity.Blocking, "answer-value", place, answer.Value, $"câu trả lời “{answer.Value}” không phải tên hay mã của một đơn vị. Hãy chọn một đơn vị có trong Quản trị.");
        return unit?.Id;
    }

    public UnitName? Only(string text, DateOnly? on) => directory.Find(text, on) is UnitMatch.One one ? one.Unit : null;

    private IReadOnlyList<UnitMatch> All(string text, DateOnly? on)
    {
        if (!_seen.TryGetValue((text, on), out var matches))
            _seen[(text, on)] = matches = directory.FindAll(text, on);
        return matches;
    }

    private static IEnumerable<string> Suggestions(IEnumerable<UnitMatch> matches) => matches.SelectMany(m => m switch
    {
        UnitMatch.Unknown unknown => Names(unknown.Suggestions),
        UnitMatch.Ambiguous ambiguous => Names(ambiguous.Candidates),
        _ => [],
    });

    private static IEnumerable<string> Names(IEnumerable<UnitName> units) => units.Select(u => u.Name);

    private static string Or(IEnumerable<UnitName> units) => string.Join(" hoặc ", Names(units).Select(n => $"“{n}”"));

    private static string Shown(string text) => VietnameseText.Normalize(text);
}
