using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;

namespace Tracker.Tests.Reports;

/// <summary>A workbook as somebody else's program reads it: the values of each sheet, row by row.</summary>
internal sealed class ReadWorkbook
{
    private readonly Dictionary<string, List<object?[]>> _sheets = [];

    public ReadWorkbook(byte[] content)
    {
        Content = content;
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(content));
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))]);
            _sheets.Add(reader.Name, rows);
        } while (reader.NextResult());
    }

    public byte[] Content { get; }

    public IEnumerable<string> Sheets => _sheets.Keys;

    public List<object?[]> Rows(string sheet) => _sheets[sheet];

    /// <summary>The rows under the header that begins with TT, as column name to value, up to the first row without an ordinal.</summary>
    public List<Dictionary<string, object?>> Table(string sheet)
    {
        var header = Rows(sheet).FindIndex(r => r[0] is "TT");
        return [.. Rows(sheet).Skip(header + 1).TakeWhile(r => r[0] is not null).Select(r => Named(Rows(sheet)[header], r))];
    }

    /// <summary>The row whose first or second cell is that label.</summary>
    public object?[] Row(string sheet, string label) => Rows(sheet).First(r => r.Take(2).Any(c => c is string text && text == label));

    public Dictionary<string, object?> NamedRow(string sheet, string label) => Named(Rows(sheet).First(r => r[0] is "TT"), Row(sheet, label));

    /// <summary>What the Open XML SDK finds wrong with it; nothing, one hopes.</summary>
    public IReadOnlyList<string> Faults()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Content), false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")];
    }

    private static Dictionary<string, object?> Named(object?[] header, object?[] row) =>
        header.Zip(row).Where(p => p.First is string).ToDictionary(p => (string)p.First!, p => p.Second);
}
