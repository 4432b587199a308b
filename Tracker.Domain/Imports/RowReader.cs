using Tracker.Domain.Documents;
using Tracker.Domain.Schedules;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Imports;

/// <summary>Reads the items of one table, and says everything that is wrong with them in one pass.</summary>
internal sealed class RowReader
{
    /// <summary>Longer titles are legal but most often a whole page pasted by mistake.</summary>
    public const int LongTitle = 2000;

    private static readonly Field[] RunningText = [Field.Title, Field.Deliverable, Field.Note, Field.Document, Field.Reason, Field.Source];

    private const int LongestText = 4000;

    private static readonly (Field Field, int Longest)[] Longest =
    [
        (Field.Number, 50), (Field.Document, DocumentNumber.Longest),
        (Field.Leader, LongestText), (Field.Officer, LongestText), (Field.Time, LongestText), (Field.Deliverable, LongestText), (Field.Note, LongestText), (Field.Reason, LongestText), (Field.Source, LongestText),
    ];

    private readonly Table _table;
    private readonly Letterheads _letterheads;
    private readonly ImportContext _context;
    private readonly FindingLog _log;
    private readonly UnitCells _units;
    private readonly ReportReader _reports;
    private readonly Groups _groups;
    private readonly Numbering _numbering = new();
    private readonly DateOnly _asOf;
    private readonly Func<string, DateOnly, string, bool> _isStored;
    private readonly Leads _leads;
    private readonly Dictionary<(string, int), TimeReading> _phrases = [];

    /// <param name="isStored">Tells tasks that are stored already by number, day given and title: only their state is read again.</param>
    public RowReader(Table table, Letterheads letterheads, ImportContext context, FindingLog log, UnitCells units, Func<string, DateOnly, string, bool>? isStored = null)
    {
        _isStored = isStored ?? ((_, _, _) => false);
        (_table, _letterheads, _context, _log, _units) = (table, letterheads, context, log, units);
        _reports = new(log, context.Today);
        _groups = new(context.Units, letterheads.IssuedOn, letterheads.ReadingYear, context.TimePhrases);
        _asOf = letterheads.AsOf(table) ?? context.Today;
        _leads = new(table, _groups, context.Units, units, log);
    }

    /// <summary>Whether rows are only compared with what is stored: their time and lead are read as well, and what matters only to recording isn't asked about.</summary>
    public bool IsForComparison { get; init; }

    /// <summary>Correcting is possible where there is a cell for it.</summary>
    public static AnswerAction[] Fixes(Table table, Field field) =>
        table.Header[field] is null ? [AnswerAction.Skip] : [AnswerAction.Correct, AnswerAction.Skip];

    public static void Impossible(FindingLog log, Place place, string text, string day, AnswerAction[] fixes) =>
        log.Add(Severity.Blocking, "impossible-date", place, text, $"ngày “{day}” không tồn tại. Hãy sửa lại ngày.", null, fixes);

    public IEnumerable<ReadRow> Read()
    {
        foreach (var row in _table.Rows)
        {
            switch (row)
            {
                case TableRow.Group group:
                    _groups.Enter(group);
                    _numbering.EnterGroup();
                    break;
                case TableRow.Item { Said: false } when NamesUnitOrTimeOnly(row.Number) is { } group:
                    _groups.Enter(group);
                    _numbering.EnterGroup();
                    break;
                case TableRow.Item when _log.Answers.SkippedRows.Contains((_table.Sheet.Name, row.Number)):
                    yield return new(_table, row.Number) { Number = Text(row.Number, Field.Number), Title = Text(row.Number, Field.Title) };
                    break;
                case TableRow.Item:
                    yield return Read(row.Number);
                    break;
            }
        }
    }

    private ReadRow Read(int row)
    {
        var before = _log.Open;
        var read = new ReadRow(_table, row) { Number = Text(row, Field.Number), Title = Text(row, Field.Title), AsOf = _asOf };
        if (!IsForComparison)
            CheckNumber(row);
        if (HasFailedCells(row))
            return read with { IsOpen = true };
        CheckTitle(row, read.Title);
        if (!IsForComparison)
        {
            CheckLength(row);
            CheckRunningText(row);
        }
        var kind = _letterheads.Kind;
        var givenOn = kind == ImportKind.Adhoc ? GivenOn(row) : null;
        var year = givenOn?.Year ?? _letterheads.ReadingYear;
        var isStored = IsForComparison || kind == ImportKind.Progress || (givenOn is { } day && _isStored(read.Number, day, read.Title));
        var on = givenOn ?? (kind == ImportKind.Programme ? _letterheads.IssuedOn : _asOf);
        if (!isStored)
            read = WithAttributes(read, on, year);
        else if (kind == ImportKind.Progress || IsForComparison)
            read = read with { Group = _groups.Label, Lead = _leads.Named(row, on)?.Lead, Time = IsForComparison ? TimeUnasked(row, year) : null };
        if (kind != ImportKind.Programme)
            read = read with { GivenOn = givenOn, Report = _reports.Read(_table, row, givenOn ?? new DateOnly(_letterheads.ReadingYear, 1, 1), _asOf, year) };
        return read with { IsOpen = _log.Open > before || (!isStored && read.Lead is null) };
    }

    /// <summary>What only a new item needs.</summary>
    private ReadRow WithAttributes(ReadRow read, DateOnly? on, int year)
    {
        var row = read.Row;
        var lead = _leads.Of(row, on);
        var cooperating = _units.Cooperating(_table.Text(row, Field.Cooperating), _table.Place(row, Field.Cooperating), on) ?? ([], []);
        return read with
        {
            Group = _groups.Label.Length > 0 ? _groups.Label : _leads.SheetLabel,
            Lead = lead?.Lead,
            Cooperating = [.. cooperating.Units.Concat(lead?.Beside ?? []).Distinct().Where(u => u != lead?.Lead)],
            Leader = Text(row, Field.Leader),
            Officer = Text(row, Field.Officer),
            Deliverable = Text(row, Field.Deliverable),
            Note = Note(row, cooperating.Kept),
            Source = Text(row, Field.Source),
            Time = Time(row, year),
        };
    }

    private string Text(int row, Field field) => VietnameseText.Normalize(_table.Text(row, field));

    private void CheckTitle(int row, string title)
    {
        if (title.Length == 0)
            _log.Add(Severity.Blocking, "missing-title", _table.Place(row, Field.Title), "", "dòng này không có nội dung công việc. Hãy ghi nội dung hoặc bỏ qua dòng.", null, AnswerAction.Correct, AnswerAction.Skip);
        else if (title.Length > LongTitle && _letterheads.Kind != ImportKind.Progress && !IsForComparison)
            _log.Add(Severity.Confirm, "long-title", _table.Place(row, Field.Title), title, $"nội dung dài {Vietnamese.Number(title.Length)} ký tự. Hãy đồng ý nếu đúng (nội dung không bị cắt bớt), hoặc sửa lại.", null, AnswerAction.Accept, AnswerAction.Correct, AnswerAction.Skip);
    }

    private void CheckNumber(int row)
    {
        if (_numbering.Add(_table.Text(row, Field.Number), row) is { } other)
            _log.Add(Severity.Blocking, "duplicate-number", _table.Place(row, Field.Number), _table.Text(row, Field.Number),
                $"số thứ tự “{Text(row, Field.Number)}” đã có ở ô {_table.Place(other, Field.Number).Cell}. Hãy sửa số hoặc bỏ qua dòng.", null, AnswerAction.Correct, AnswerAction.Skip);
    }

    /// <summary>What a failed formula would have said isn't asked for a second time under another name.</summary>
    private bool HasFailedCells(int row)
    {
        var before = _log.Open;
        foreach (var (field, _) in _table.Header.Columns)
        {
            if (_table[row, field] is { Kind: CellKind.Error } error)
                _log.Add(Severity.Blocking, "cell-error", _table.Place(row, field), error.Text, $"công thức báo lỗi “{error.Text}”. Hãy ghi giá trị đúng, hoặc mở file bằng Excel, sửa công thức rồi lưu lại.", null, AnswerAction.Correct, AnswerAction.Skip);
        }
        return _log.Open > before;
    }

    /// <summary>What couldn't be recorded, or not be changed by hand afterwards.</summary>
    private void CheckLength(int row)
    {
        foreach (var (field, longest) in Longest)
        {
            if (_table[row, field] is { } cell && cell.Text.Length > longest && VietnameseText.Normalize(cell.Text) is var text && text.Length > longest)
                _log.Add(Severity.Blocking, "too-long", _table.Place(row, field), text,
                    $"“{Headings.Name(field)}” dài {Vietnamese.Number(text.Length)} ký tự, nhiều nhất là {Vietnamese.Number(longest)}. Hãy rút gọn{(field == Field.Document ? ", chỉ ghi số, ký hiệu" : "")}, phần còn lại ghi vào ghi chú.", null, AnswerAction.Correct, AnswerAction.Skip);
        }
    }

    private void CheckRunningText(int row)
    {
        foreach (var field in RunningText)
        {
            if (_table[row, field] is { Kind: CellKind.Text } cell && Days.ImpossibleIn(cell.Text) is { } day)
                Impossible(_log, _table.Place(row, field), cell.Text, day, Fixes(_table, field));
        }
    }

    private DateOnly? GivenOn(int row)
    {
        var (place, text, fixes) = (_table.Place(row, Field.GivenOn), _table.Text(row, Field.GivenOn), Fixes(_table, Field.GivenOn));
        switch (Days.Read(_table[row, Field.GivenOn], _letterheads.ReadingYear))
        {
            case DayReading.Is { Day: var day, YearAssumed: var assumed }:
                if (assumed && _log.Add(Severity.Confirm, "assumed-year", place, text, $"ngày “{text}” không ghi năm, được đọc là {Vietnamese.Day(day)}. Hãy đồng ý hoặc ghi đủ ngày, tháng, năm.", null, [AnswerAction.Accept, .. fixes]) is null)
                    return null;
                if (day > _context.Today && _log.Add(Severity.Confirm, "given-in-future", place, text, $"ngày giao {Vietnamese.Day(day)} còn ở tương lai. Hãy đồng ý nếu đúng, hoặc sửa ngày.", null, [AnswerAction.Accept, .. fixes]) is null)
                    return null;
                return day;
            case DayReading.Impossible impossible:
                Impossible(_log, place, text, impossible.Text, fixes);
                return null;
            case DayReading.Unreadable unreadable:
                _log.Add(Severity.Blocking, "missing-given-day", place, text, $"“{text}” không phải là một ngày. Hãy ghi ngày giao.", unreadable.Perhaps is { } perhaps ? [Vietnamese.Day(perhaps)] : null, fixes);
                return null;
            default:
                _log.Add(Severity.Blocking, "missing-given-day", place, "", "chưa ghi ngày giao. Hãy ghi ngày.", null, fixes);
                return null;
        }
    }

    /// <summary>The row's time, or its group's, where it can be read as it stands.</summary>
    private GivenTime? TimeUnasked(int row, int year) => Time(Phrase(row), year, out _);

    private string Phrase(int row) => Text(row, Field.Time) is { Length: > 0 } text ? text : _groups.Timed?.Time ?? "";

    private GivenTime? Time(string text, int year, out TimeReading? reading)
    {
        reading = null;
        if (VietnameseText.Fold(text) == "khong thoi han")
            return new(text, [], false);
        if (!_phrases.TryGetValue((text, year), out reading))
            _phrases[(text, year)] = reading = TimePhrase.Read(text, year, _context.TimePhrases);
        return reading switch
        {
            TimeReading.Due due => new(text, due.Spans, due.Provisional),
            TimeReading.NoDeadline => new(text, [], false),
            _ => null,
        };
    }

    private GivenTime? Time(int row, int year)
    {
        var (cell, place, text) = (_table[row, Field.Time], _table.Place(row, Field.Time), Phrase(row));
        if (Time(text, year, out var reading) is { } time)
            return time;
        switch (reading)
        {
            case TimeReading.ImpossibleDay impossible:
                Impossible(_log, place, text, impossible.Day, Fixes(_table, Field.Time));
                return null;
            case TimeReading.Unreadable:
                var accepted = _log.Add(Severity.Confirm, "unreadable-time", place, text, $"không hiểu thời gian “{text}”. Hãy ghi một ngày hoặc một cách ghi khác (ví dụ “Tháng 6”, “Trước 15/6”), hoặc đồng ý coi là không thời hạn.",
                    Suggest(cell), [AnswerAction.Accept, .. Fixes(_table, Field.Time)]);
                return accepted is null ? null : new(text, [], false);
            default:
                if (_table.Header[Field.Time] is not null)
                    _log.Note("no-time", place, "không ghi thời gian: nội dung này không có thời hạn.", null, AnswerAction.Correct, AnswerAction.Skip);
                return null;
        }
    }

    private static IEnumerable<string>? Suggest(Cell? cell) => cell?.Number is >= 1 and <= 12 and var month && month == Math.Floor(month) ? [$"Tháng {month}"]
        : Days.Read(cell, 2000) is DayReading.Unreadable { Perhaps: { } day } ? [Vietnamese.Day(day)]
        : null;

    private string Note(int row, IReadOnlyList<string> kept)
    {
        var note = Text(row, Field.Note);
        if (kept.Count == 0)
            return note;
        var names = $"Phối hợp (theo file): {string.Join("; ", kept)}";
        return note.Length == 0 ? names : $"{note}. {names}";
    }

    /// <summary>"1 | BAN PHÁP CHẾ" and nothing else is a group as well, though its number looks like an item's.</summary>
    private TableRow.Group? NamesUnitOrTimeOnly(int row)
    {
        if (_table.Header.Columns.Keys.Any(f => f is not (Field.Number or Field.Title) && _table.Text(row, f).Length > 0))
            return null;
        var name = Text(row, Field.Title);
        return name.Length > 0 && (_units.Only(name, null) is not null || TimePhrase.Read(name, _letterheads.ReadingYear, _context.TimePhrases) is TimeReading.Due)
            ? new(row, _table.Header[Field.Title]!.Index, _table.Text(row, Field.Number), name)
            : null;
    }
}
