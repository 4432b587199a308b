using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>A sheet of a list that was exported for filling in, known by the column of its keys wherever that is now.</summary>
internal sealed record FillTable(Table Table, int KeyColumn)
{
    private const int LastRowToLook = 300;

    /// <summary>None when the workbook is no such list.</summary>
    public static IReadOnlyList<FillTable> AllOf(Workbook workbook) => [.. workbook.Sheets.Select(Of).OfType<FillTable>()];

    /// <summary>Rows below the header with anything in them.</summary>
    public IEnumerable<int> Rows => Table.Sheet.Rows.Skip(Table.Header.LastRow).Where(r => !r.IsEmpty).Select(r => r.Number);

    public string KeyText(int row) => Table.Sheet[row, KeyColumn]?.Text.Trim() ?? "";

    public Place KeyPlace(int row) => new(Table.Sheet.Name, row, KeyColumn);

    /// <summary>What the workbook is, and whose histories it is compared with.</summary>
    public static Recognised Recognised(IReadOnlyList<FillTable> tables) => new(
        ImportKind.Fill, null, [], null, null, null, tables[0].Table.Letterhead.Title?.Value,
        [.. tables.Select(t => new RecognisedSheet(
            t.Table.Sheet.Name, t.Table.Sheet.Hidden, t.Table.Header.FirstRow, 1,
            [.. t.Table.Header.Columns.OrderBy(c => c.Value.Index).Select(c => new RecognisedColumn(c.Key, CellName.Column(c.Value.Index), c.Value.Heading))],
            t.Rows.Count(), [], null))])
    {
        Items = [.. tables.SelectMany(t => t.Rows.Select(r => FillKey.Read(t.KeyText(r))?.Item)).OfType<Guid>().Distinct()],
    };

    private static FillTable? Of(Sheet sheet)
    {
        var found = sheet.Rows.Take(LastRowToLook)
            .SelectMany(r => r.Cells.Select((cell, i) => (cell?.Text, Row: r.Number, Column: i + 1)))
            .FirstOrDefault(c => c.Text is { Length: >= 20 and < 80 } text && (IsHeading(text) || FillKey.Read(text) is not null));
        if (found.Text is null || (Headings.Usual.At(sheet, found.Row) ?? Headings.Usual.Find(sheet)) is not { } header)
            return null;
        return new(new(sheet, header), found.Column);
    }

    private static bool IsHeading(string text) => text.StartsWith('K') && VietnameseText.Normalize(text) == FillKey.Heading;
}
