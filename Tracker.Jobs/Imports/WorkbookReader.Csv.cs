using System.Text;
using Tracker.Domain.Imports;

namespace Tracker.Jobs.Imports;

/// <summary>Reads CSV as Excel and web tools write it: UTF-8 with or without BOM, or UTF-16 with BOM; separated by semicolons, commas or tabs.</summary>
internal static class CsvFile
{
    private const int RowsToTry = 200;

    public static Workbook Read(byte[] content, string fileName, WorkbookLimits limits, ListShape? list = null)
    {
        var text = Decode(content);
        var name = Path.GetFileNameWithoutExtension(fileName) is { Length: > 0 } own ? own : "CSV";
        var declared = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 ? text[4] : (char?)null;
        if (declared is not null)
            text = text.IndexOf('\n') is >= 0 and var end ? text[(end + 1)..] : "";
        var firstLine = declared is null ? 1 : 2;
        return Of(declared ?? Separator(text));

        Workbook Of(char separator, int? rows = null)
        {
            int? openQuote = null;
            var sheet = new Sheet(name, false, [.. Rows(text, separator, limits, firstLine, line => openQuote = line).Take(rows ?? int.MaxValue)], [], new HashSet<int>());
            return new(fileName, [sheet]) { OpenQuoteLine = openQuote };
        }

        // Prose is full of commas, so the separator that makes a table of the first rows is the right one.
        char Separator(string all) => ((char[])[';', ',', '\t'])
            .MaxBy(s => (Columns(Of(s, RowsToTry)), all.Count(c => c == s)));

        int Columns(Workbook tried) => list is not null ? tried.Sheets.Max(list.ColumnsIn) : Recognition.Recognise(tried, [])?.Sheets.Max(t => t.Columns.Count) ?? 0;
    }

    private static string Decode(byte[] content)
    {
        try
        {
            return content switch
            {
                [0xFF, 0xFE, ..] => new UnicodeEncoding(false, true, true).GetString(content, 2, content.Length - 2),
                [0xFE, 0xFF, ..] => new UnicodeEncoding(true, true, true).GetString(content, 2, content.Length - 2),
                [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(false, true).GetString(content, 3, content.Length - 3),
                _ => new UTF8Encoding(false, true).GetString(content),
            };
        }
        catch (ArgumentException)
        {
            throw content.AsSpan(0, Math.Min(content.Length, 4096)).Contains((byte)0) ? Refusals.NotAWorkbook() : Refusals.NotUtf8();
        }
    }

    /// <summary>Rows by RFC 4180: quoted fields may hold separators, line breaks and doubled quotes.</summary>
    /// <param name="openQuote">Told the line in which a quotation opens that is never closed.</param>
    private static IEnumerable<Row> Rows(string text, char separator, WorkbookLimits limits, int firstLine, Action<int> openQuote)
    {
        var field = new StringBuilder();
        var cells = new List<Cell?>();
        var (quoted, number, line, opened) = (false, 0, firstLine, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : '\n';
            if (c == '\n')
                line++;
            if (quoted && at < text.Length)
            {
                if (c != '"')
                    field.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"')
                    field.Append(text[++at]);
                else
                    quoted = false;
            }
            else if (c == '"' && field.Length == 0)
            {
                (quoted, opened) = (true, line);
            }
            else if (c != separator && c != '\n')
            {
                field.Append(c);
            }
            else
            {
                var value = field.ToString().TrimEnd('\r');
                field.Clear();
                if (value.Length > limits.TextLength)
                    throw quoted ? Refusals.OpenQuote(opened) : Refusals.TextTooLong(limits);
                if (quoted)
                    openQuote(opened);
                cells.Add(string.IsNullOrWhiteSpace(value) ? null : Cell.Of(value));
                if (cells.Count > limits.Columns)
                    throw Refusals.TooManyColumns(limits);
                if (c != '\n')
                    continue;
                if (++number > limits.Rows)
                    throw Refusals.TooManyRows(limits);
                yield return new(number, false, [.. cells]);
                cells.Clear();
            }
        }
    }
}
