using Tracker.Domain.Imports;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Imports;

/// <summary>An empty sheet of a list, with its headings and what can be chosen, for an office to fill in.</summary>
public static class ListWorkbook
{
    private const int EmptyRows = 100;

    /// <param name="units">Names of units, to choose one from where a cell holds one.</param>
    public static async Task Write(Stream output, ListShape list, IReadOnlyList<string> units, string author, DateTimeOffset made, CancellationToken cancel = default)
    {
        IReadOnlyList<Column<int>> columns = [.. list.Fields.Select(f => Of(f, units.Count))];
        using var workbook = new WorkbookWriter(output, list.Title, author, made);
        using (var sheet = ListSheet.Begin(workbook, "Danh sách", list.Title.ToUpper(), ["Cột có dấu * phải ghi. Nhiều đơn vị trong một ô cách nhau bằng dấu chấm phẩy (;)"], columns))
            await sheet.Table(columns, Paper.Header, Enumerable.Repeat(0, EmptyRows).ToAsyncEnumerable(), cancel);
        if (units.Count > 0 && list.Fields.Any(f => f.Kind == ListCell.Unit))
        {
            using var names = workbook.Sheet(new(FillCells.UnitsSheet, [40]) { IsHidden = true });
            foreach (var unit in units)
                names.Line([new(unit, Paper.Text)]);
        }
        workbook.Finish();
    }

    private static Column<int> Of(ListField field, int units) =>
        new(field.Required ? $"{field.Heading} *" : field.Heading, field.Width, field.Kind == ListCell.Day ? Paper.Day : Paper.Text, _ => default)
        {
            Allowed = field.Kind switch
            {
                ListCell.Day => new Allowed.Days(new(2000, 1, 1)),
                ListCell.Tick => new Allowed.OneOf(["x"]),
                ListCell.Choice => new Allowed.OneOf(field.Choices),
                ListCell.Unit when units > 0 => new Allowed.Listed($"'{FillCells.UnitsSheet}'!$A$1:$A${units}"),
                _ => null,
            },
        };
}
