namespace Tracker.Domain.Imports;

/// <summary>The answers that count in one reading: texts for cells, rows and sheets left out, and decisions by finding.</summary>
internal sealed class Answers
{
    /// <summary>Findings about letterhead values: a correction gives the value, it doesn't replace the cell's text.</summary>
    public const string LetterheadPrefix = "letterhead-";

    private readonly Dictionary<string, Answer> _decisions = [];
    private readonly Dictionary<string, string> _values = [];

    public static readonly Answers None = new([]);

    public Answers(IEnumerable<Answer> answers)
    {
        foreach (var answer in answers)
        {
            if (answer.Action != AnswerAction.Correct)
            {
                _decisions[answer.Finding] = answer;
                continue;
            }
            _decisions.Remove(answer.Finding);
            _values[answer.Finding] = answer.Value ?? "";
            if (!answer.Finding.StartsWith(LetterheadPrefix, StringComparison.Ordinal) && FindingId.CellOf(answer.Finding) is { } cell)
                Texts[cell] = answer.Value ?? "";
        }
        foreach (var skip in _decisions.Values.Where(a => a.Action == AnswerAction.Skip && !Finding.IsOfCell(a.Finding)))
        {
            if (FindingId.CellOf(skip.Finding) is { } cell)
                SkippedRows.Add((cell.Sheet, cell.Row));
            else if (skip.Finding.IndexOf('@') is > 0 and var at)
                SkippedSheets.Add(skip.Finding[(at + 1)..]);
        }
    }

    public Dictionary<(string Sheet, int Row, int Column), string> Texts { get; } = [];

    public HashSet<(string Sheet, int Row)> SkippedRows { get; } = [];

    public HashSet<string> SkippedSheets { get; } = [];

    /// <summary>Anything but a correction.</summary>
    public Answer? To(string finding) => _decisions.GetValueOrDefault(finding);

    /// <summary>A corrected letterhead value; null when it wasn't corrected.</summary>
    public string? ValueOf(string finding) => _values.GetValueOrDefault(finding);
}
