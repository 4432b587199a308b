namespace Tracker.Domain.Imports;

public enum Severity
{
    /// <summary>Nothing can be applied until it is corrected, mapped or its row left out.</summary>
    Blocking,
    /// <summary>A person says yes, maps, corrects or leaves the row out.</summary>
    Confirm,
    /// <summary>Said so that nothing happens silently; needs no answer.</summary>
    Note,
}

public enum AnswerAction
{
    /// <summary>Yes to what the finding says will happen.</summary>
    Accept,
    /// <summary>The value is what is meant: a unit's id or name, or an item's id, number or title.</summary>
    Map,
    /// <summary>The value stands for the cell's text, which is read again as if the file had it.</summary>
    Correct,
    /// <summary>The row (or the sheet, where the finding is about one) is left out.</summary>
    Skip,
}

/// <summary>What a person decided about a finding. Of several for one finding the last <see cref="AnswerAction.Correct"/> gives the text,
/// and the last of all, if it is another action, decides about what is left to decide.</summary>
public sealed record Answer(string Finding, AnswerAction Action, string? Value = null);

/// <summary>Something in a file that a person has to know, to confirm or to put right.</summary>
/// <param name="Id">The same for the same file: code, sheet and cell.</param>
/// <param name="Cell">A1 name; null when it is about the whole sheet or file.</param>
/// <param name="Text">What stands there, after corrections.</param>
/// <param name="Message">A Vietnamese sentence: what is wrong and what to do.</param>
/// <param name="Suggestions">Values that would do for <see cref="AnswerAction.Map"/> or <see cref="AnswerAction.Correct"/>, likeliest first.</param>
/// <param name="Actions">The answers that are allowed; none when only another file helps.</param>
public sealed record Finding(
    string Id,
    Severity Severity,
    string Code,
    string? Sheet,
    string? Cell,
    string? Text,
    string Message,
    IReadOnlyList<string> Suggestions,
    IReadOnlyList<AnswerAction> Actions)
{
    /// <summary>Codes of findings that one cell says otherwise than it was changed meanwhile: accepting takes the file's, skipping keeps what is recorded and leaves the rest of the row.</summary>
    public const string ConflictPrefix = "conflict-";

    /// <summary>Codes of findings that a cell was emptied: accepting takes back what is recorded, skipping keeps it and leaves the rest of the row.</summary>
    public const string EmptiedPrefix = "emptied-";

    /// <summary>Whether a finding of that code or id is about its cell alone, so that skipping doesn't leave out the row.</summary>
    internal static bool IsOfCell(string code) => code.StartsWith(ConflictPrefix, StringComparison.Ordinal) || code.StartsWith(EmptiedPrefix, StringComparison.Ordinal);

    /// <summary>The answer that settles it; null while it is open.</summary>
    public Answer? Answer { get; init; }

    /// <summary>Still keeps the import from being applied.</summary>
    public bool IsOpen => Severity != Severity.Note && Answer is null;
}

/// <summary>Ids of findings: <c>code</c>, <c>code@sheet</c> or <c>code@sheet!cell</c>.</summary>
internal static class FindingId
{
    public static string Of(string code, string? sheet, string? cell) =>
        sheet is null ? code : cell is null ? $"{code}@{sheet}" : $"{code}@{sheet}!{cell}";

    /// <summary>The cell that an id names; null for ids that name none.</summary>
    public static (string Sheet, int Row, int Column)? CellOf(string id)
    {
        var (at, mark) = (id.IndexOf('@'), id.LastIndexOf('!'));
        return at > 0 && mark > at && CellName.TryRead(id[(mark + 1)..].Split('~')[0], out var row, out var column) ? (id[(at + 1)..mark], row, column) : null;
    }
}
