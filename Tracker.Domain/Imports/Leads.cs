using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Imports;

/// <summary>The leads of a sheet's items: from the row's own cell, else the group's, else the line above the table or the sheet's name.</summary>
internal sealed class Leads
{
    private readonly Table _table;
    private readonly Groups _groups;
    private readonly UnitDirectory _directory;
    private readonly UnitCells _units;
    private readonly FindingLog _log;
    private readonly UnitName? _sheetUnit;
    private readonly Dictionary<int, Guid?> _asked = [];

    public Leads(Table table, Groups groups, UnitDirectory directory, UnitCells units, FindingLog log)
    {
        (_table, _groups, _directory, _units, _log) = (table, groups, directory, units, log);
        _sheetUnit = table.Letterhead.UnitLines.Select(l => l.Value).Append(table.Sheet.Name).Select(UnitIn).FirstOrDefault(u => u is not null);
    }

    /// <summary>A sheet for each board is a group of its own.</summary>
    public string SheetLabel => _table.Header[Field.Lead] is null && _sheetUnit is not null ? _sheetUnit.Name : "";

    /// <summary>The lead and units named beside it; null while a finding is open.</summary>
    public (Guid Lead, IReadOnlyList<Guid> Beside)? Of(int row, DateOnly? on) =>
        IsNamed(row) ? Named(row, on) : Missing(row) is { } given ? (given, []) : null;

    /// <summary>The same, where a row may do without a lead: null as well when nothing names one.</summary>
    public (Guid Lead, IReadOnlyList<Guid> Beside)? Named(int row, DateOnly? on) =>
        _table.Text(row, Field.Lead) is { Length: > 0 } text ? _units.Lead(text, _table.Place(row, Field.Lead), on)
        : (_groups.Unit ?? _sheetUnit) is { } unit ? (unit.Id, [])
        : null;

    private bool IsNamed(int row) => _table.Text(row, Field.Lead).Length > 0 || (_groups.Unit ?? _sheetUnit) is not null;

    /// <summary>Where no column could name leads, the group or the sheet is asked about once, not every row.</summary>
    private Guid? Missing(int row)
    {
        if (_table.Header[Field.Lead] is not null)
        {
            var own = _table.Place(row, Field.Lead);
            return Meant(_log.Add(Severity.Blocking, "missing-lead", own, "", "chưa ghi đơn vị chủ trì. Hãy chọn đơn vị.", null, AnswerAction.Map, AnswerAction.Correct, AnswerAction.Skip), own);
        }
        var group = _groups.Innermost;
        if (_asked.TryGetValue(group?.Row ?? 0, out var known))
            return known;
        var place = group is null ? new Place(_table.Sheet.Name) : new Place(_table.Sheet.Name, group.Row, group.Column);
        var answer = group is null
            ? _log.Add(Severity.Blocking, "missing-lead", place, null, "không có cột đơn vị chủ trì, tên sheet và dòng phía trên bảng cũng không phải tên đơn vị. Hãy chọn đơn vị chủ trì của cả sheet.", null, AnswerAction.Map, AnswerAction.Skip)
            : _log.Add(Severity.Blocking, "unknown-lead", place, group.Name, $"không tìm thấy đơn vị “{group.Name}” để làm đơn vị chủ trì của nhóm này. Hãy chọn đơn vị đúng hoặc thêm đơn vị trong Quản trị.",
                _directory.Find(group.Name) is UnitMatch.Unknown unknown ? unknown.Suggestions.Select(u => u.Name) : null, AnswerAction.Map, AnswerAction.Correct);
        return _asked[group?.Row ?? 0] = Meant(answer, place);
    }

    private Guid? Meant(Answer? answer, Place place) => answer is null ? null : _units.Meant(answer, place);

    private UnitName? UnitIn(string line)
    {
        var text = VietnameseText.Normalize(line);
        return _units.Only(text.StartsWith("của ", StringComparison.OrdinalIgnoreCase) ? text[4..] : text, null);
    }
}
