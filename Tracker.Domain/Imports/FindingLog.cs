namespace Tracker.Domain.Imports;

/// <summary>The findings of one reading, each with the answer that was given to it.</summary>
internal sealed class FindingLog(Answers answers, bool namesSheets)
{
    private readonly List<Finding> _all = [];
    private readonly HashSet<string> _ids = [];

    public IReadOnlyList<Finding> All => _all;

    public int Open { get; private set; }

    public Answers Answers => answers;

    /// <summary>Adds a finding. The answer to it, if there is one that it allows; null while it is open.</summary>
    public Answer? Add(Severity severity, string code, Place place, string? text, string message, IEnumerable<string>? suggestions = null, params AnswerAction[] actions)
    {
        var id = FindingId.Of(code, place.Sheet, place.Cell);
        // Two of a kind in one place are rare; the order in which they are found is the file's, so the number is stable too.
        for (var n = 2; !_ids.Add(id); n++)
            id = $"{FindingId.Of(code, place.Sheet, place.Cell)}~{n}";
        var answer = answers.To(id) is { } given && actions.Contains(given.Action) ? given : null;
        var finding = new Finding(id, severity, code, place.Sheet, place.Cell, text, place.Intro(namesSheets) + message, [.. (suggestions ?? []).Distinct().Take(5)], actions) { Answer = answer };
        _all.Add(finding);
        if (finding.IsOpen)
            Open++;
        return answer;
    }

    public void Note(string code, Place place, string message, string? text = null, params AnswerAction[] actions) =>
        Add(Severity.Note, code, place, text, message, null, actions);
}

/// <summary>Where something stands in the file: a cell, a sheet, or the file as a whole.</summary>
internal readonly record struct Place(string? Sheet, int Row = 0, int Column = 0)
{
    public static readonly Place File = new(null);

    public string? Cell => Row > 0 ? CellName.Of(Row, Column) : null;

    /// <summary>"Ô C12: ", with the sheet's name where there are several; a finding about a whole sheet always names it.</summary>
    public string Intro(bool namesSheets) =>
        Sheet is null ? ""
        : Cell is null ? $"Sheet “{Sheet}”: "
        : namesSheets ? $"Sheet “{Sheet}”, ô {Cell}: "
        : $"Ô {Cell}: ";
}
