using System.Text.RegularExpressions;
using Tracker.Domain.Schedules;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Imports;

/// <summary>How a number in the first cell is written.</summary>
internal enum Mark { None, Number, Roman, Letter }

internal static partial class Marks
{
    /// <summary>"1", "01.", "1.2", "5a" are numbers; "I", "IV." Roman ones; "A", "b)" letters. C, D, L and M alone are letters: nobody has a hundred groups.</summary>
    public static Mark Of(string text)
    {
        var mark = text.Trim().TrimEnd('.', ')', ':', '/', '-').TrimStart('(').Trim();
        return mark.Length is 0 or > 12 ? Mark.None
            : Numbers().IsMatch(mark) ? Mark.Number
            : Romans().IsMatch(mark) ? Mark.Roman
            : mark is [var letter] && char.IsLetter(letter) ? Mark.Letter
            : Mark.None;
    }

    /// <summary>"I. QUÝ I" → ("I", "QUÝ I"); a text without a number in front has an empty mark.</summary>
    public static (string Mark, string Name) Split(string text) =>
        Leading().Match(text) is { Success: true } match ? (match.Groups["mark"].Value, match.Groups["name"].Value) : ("", text);

    [GeneratedRegex(@"^\d+([.\-/]\d+)*[a-zđ]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Numbers();

    [GeneratedRegex("^(?=[IVX])X{0,3}(IX|IV|V?I{0,3})$")]
    private static partial Regex Romans();

    [GeneratedRegex(@"^(?<mark>[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.):/\-–]\s*(?<name>\S.*)$")]
    private static partial Regex Leading();
}

/// <summary>A group that is open, with what its name gives to the items under it.</summary>
/// <param name="Level">Groups of the same kind of number follow each other; others nest.</param>
/// <param name="Unit">The lead of items that name none.</param>
/// <param name="Time">The time of items that have none.</param>
internal sealed record OpenGroup(int Row, int Column, string Label, string Name, string Level, UnitName? Unit, string? Time);

/// <summary>The groups that an item stands in, outermost first.</summary>
internal sealed class Groups(UnitDirectory units, DateOnly? on, int year, TimePhraseSettings settings)
{
    private readonly List<OpenGroup> _open = [];

    public string Label => string.Join(" / ", _open.Select(g => g.Label));

    public OpenGroup? Innermost => _open.Count > 0 ? _open[^1] : null;

    public UnitName? Unit => _open.FindLast(g => g.Unit is not null)?.Unit;

    public OpenGroup? Timed => _open.FindLast(g => g.Time is not null);

    /// <summary>Opens a group; one of the same level, and all inside it, are closed.</summary>
    public OpenGroup Enter(TableRow.Group row)
    {
        var (mark, name) = row.Mark.Length > 0 ? (row.Mark.TrimEnd('.', ')'), row.Name) : Marks.Split(row.Name);
        var time = TimePhrase.Read(name, year, settings) is TimeReading.Due or TimeReading.NoDeadline ? name : null;
        var unit = time is null && units.Find(name, on) is UnitMatch.One one ? one.Unit : null;
        var level = Marks.Of(mark) is not Mark.None and var kind ? kind.ToString() : time is not null ? "time" : unit is not null ? "unit" : "plain";
        if (_open.FindIndex(g => g.Level == level) is >= 0 and var same)
            _open.RemoveRange(same, _open.Count - same);
        var group = new OpenGroup(row.Number, row.Column, row.Mark.Length > 0 ? $"{mark}. {name}" : row.Name, name, level, unit, time);
        _open.Add(group);
        return group;
    }
}

/// <summary>Numbers that were seen in one numbering run: the sheet's, or begun again with 1 in a group.</summary>
internal sealed class Numbering
{
    private readonly Dictionary<string, int> _rows = [];
    private bool _mayBeginAgain;

    public void EnterGroup() => _mayBeginAgain = true;

    /// <summary>The row that has this number already; null when it is new.</summary>
    public int? Add(string number, int row)
    {
        var key = Key(number);
        if (key.Length == 0)
            return null;
        if (_mayBeginAgain && key is "1" or "1.1" or "a")
            _rows.Clear();
        _mayBeginAgain = false;
        return _rows.TryAdd(key, row) ? null : _rows[key];
    }

    /// <summary>"01." and "1" are the same number.</summary>
    public static string Key(string number) => VietnameseText.NameKey(number.Trim().Trim('.', ')', '(')) is var key && key.TrimStart('0') is { Length: > 0 } bare ? bare : "";
}
