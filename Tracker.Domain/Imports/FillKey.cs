using System.Globalization;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>What each row of a list for filling in carries in its last column: its item and the moment of the export. Whole in every row, so that sorting, deleting or gathering rows of several files loses nothing.</summary>
/// <param name="OffersLead">Whether another lead unit could be chosen in the row: only the office's own lists do.</param>
public readonly record struct FillKey(Guid Item, DateTimeOffset ExportedAt, bool OffersLead = false)
{
    public const string Heading = "Khóa dòng (không sửa)";

    private const string Lead = "lead";

    /// <summary>Null for anything else.</summary>
    public static FillKey? Read(string? text) =>
        text?.Trim().Split(' ') is [var item, var moment, .. var more] && more is [] or [Lead]
        && Guid.TryParseExact(item, "D", out var id)
        && DateTimeOffset.TryParseExact(moment, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exportedAt)
            ? new(id, exportedAt.ToUniversalTime(), more is [Lead]) : null;

    public override string ToString() => $"{Item:D} {ExportedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}{(OffersLead ? $" {Lead}" : "")}";
}

/// <summary>What the columns that are filled in say of an item: the same words when the list is written, when it is read back, and of what is known now.</summary>
public static class FillCells
{
    public static readonly IReadOnlyList<Field> Fields = [Field.Result, Field.CompletedOn, Field.Document, Field.Reason];

    /// <summary>The hidden sheet with the units that can be chosen from.</summary>
    public const string UnitsSheet = "Đơn vị";

    /// <summary>What a result can be chosen from.</summary>
    public static IReadOnlyList<string> Results { get; } = [.. Enum.GetValues<State>().Select(StateWords.Name), StateWords.WithdrawnName];

    /// <summary>Empty when nothing is known; a day as dd/MM/yyyy.</summary>
    public static string Text(Field field, ItemFacts facts) => field switch
    {
        Field.Result => facts.Ending switch
        {
            null => StateWords.Name(facts.State),
            Ending.Withdrawn => StateWords.WithdrawnName,
            Ending.Split => "Đã tách",
            _ => "Đã gộp",
        },
        Field.CompletedOn => facts.CompletedOn is { } day ? Vietnamese.Day(day) : "",
        Field.Document => VietnameseText.Normalize(facts.ResultDocument),
        Field.Reason => VietnameseText.Normalize(facts.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };
}
