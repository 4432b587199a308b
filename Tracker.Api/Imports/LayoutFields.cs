using System.Globalization;
using Tracker.Api.Pages.Forms;
using Tracker.Domain.Imports;

namespace Tracker.Api.Imports;

/// <summary>How sheets are to be read, as the fields of a form: <c>layout.0.sheet</c>, <c>layout.0.column.B</c> and so on. What is left empty is as recognised.</summary>
public static class LayoutFields
{
    public const string NotRead = "-";

    public static IReadOnlyList<Layout> Read(Fields fields) =>
    [
        .. from field in fields.All
           where field.Key.StartsWith("layout.", StringComparison.Ordinal) && field.Key.EndsWith(".sheet", StringComparison.Ordinal)
           let layout = Read(fields.Under(field.Key[..^"sheet".Length]), field.Value, fields.Choice<ImportKind>("layout-kind"))
           where layout is not null
           select layout,
    ];

    /// <summary>Null when nothing is said.</summary>
    private static Layout? Read(Fields own, string sheet, ImportKind? kind)
    {
        var layout = new Layout(sheet)
        {
            Kind = kind,
            LeftOut = own.Raw("read") switch { "no" => true, "yes" => false, _ => null },
            HeaderRow = own.Text("header") is { } header ? RowNumber(header) : null,
            HeaderRows = own.Number("rows"),
            Columns = own.Under("column.").All.Where(c => c.Value.Length > 0).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => own.Under("column.").Raw(g.Key) == NotRead ? null : own.Choice<Field>($"column.{g.Key}")),
            Rows = RowKinds.SelectMany(k => Rows(own.Text(k.Name)).Select(row => (row, k.Kind))).GroupBy(r => r.row).ToDictionary(g => g.Key, g => g.First().Kind),
        };
        return layout is { Kind: null, LeftOut: null, HeaderRow: null, HeaderRows: null, Columns.Count: 0, Rows.Count: 0 } ? null : layout;
    }

    public static readonly IReadOnlyList<(string Name, RowKind Kind, string Label)> RowKinds =
    [
        ("groups", RowKind.Group, "Các dòng là nhóm"), ("items", RowKind.Item, "Các dòng là nội dung công việc"), ("none", RowKind.None, "Các dòng không đọc"),
    ];

    /// <summary>"12, 40-42". What is no number is row 0, which no sheet has: the reading says so.</summary>
    private static IEnumerable<int> Rows(string? text)
    {
        foreach (var part in (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-', '–');
            var (first, last) = (RowNumber(ends[0]), RowNumber(ends[^1]));
            if (ends.Length > 2 || last < first || last - first > 20_000)
                (first, last) = (0, 0);
            for (var row = first; row <= last; row++)
                yield return row;
        }
    }

    private static int RowNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;
}
