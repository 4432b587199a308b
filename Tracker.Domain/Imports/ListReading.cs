namespace Tracker.Domain.Imports;

/// <summary>A row of a list, each column as text.</summary>
/// <param name="Row">Number of the row in its sheet, from 1.</param>
/// <param name="Fields">By the field's name; what is empty isn't there.</param>
public sealed record ListRow(string Sheet, int Row, IReadOnlyDictionary<string, string> Fields);

/// <summary>Something that a person should know about what was read.</summary>
/// <param name="Row">Null when it is about the whole sheet or file.</param>
/// <param name="Field">Of the row's cell that is to be looked at; null when it isn't about one.</param>
/// <param name="Code">Stable, for programs.</param>
public sealed record ListFinding(string? Sheet, int? Row, string? Field, string Code, string Message);

/// <summary>What a sheet holds as rows of a list. Nothing is guessed: what has no place is said.</summary>
public sealed record ListReading(IReadOnlyList<ListRow> Rows, IReadOnlyList<ListFinding> Findings);
