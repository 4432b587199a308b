using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Tracker.Domain.Imports;
using Tracker.Domain.Text;

namespace Tracker.Jobs.Imports;

/// <summary>Reads the bytes that somebody sent: .xlsx, .xls or .csv, known by what is in them, not by their name.</summary>
public static partial class WorkbookReader
{
    static WorkbookReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Everything in the file, hidden sheets, rows and columns too; formulas by the values that were stored with them.</summary>
    /// <exception cref="UnreadableWorkbook">Not a workbook, damaged, protected, marked as secret, or beyond the limits.</exception>
    /// <param name="list">The list that it is, by whose headings old encodings and separators are told; programmes and their progress unless given.</param>
    public static Workbook Read(byte[] content, string fileName, WorkbookLimits? limits = null, ListShape? list = null)
    {
        limits ??= new();
        if (content.Length == 0)
            throw Refusals.Empty();
        if (content.Length > limits.FileBytes)
            throw Refusals.TooLarge(limits);
        var workbook = OldEncodings.Decode(ReadAny(content, fileName, limits, list), list);
        if (workbook.Sheets.All(s => s.Rows.All(r => r.IsEmpty)))
            throw Refusals.NoContent();
        Classification.Refuse(workbook);
        return workbook;
    }

    private static Workbook ReadAny(byte[] content, string fileName, WorkbookLimits limits, ListShape? list)
    {
        var deadline = new Deadline(limits.TimeAllowed);
        if (content.AsSpan().StartsWith("PK"u8))
        {
            var archive = new WorkbookArchive(limits, deadline);
            archive.Check(content);
            return WithFailures(ReadCells(content, fileName, limits, deadline), archive);
        }
        if (CompoundFile.Is(content))
        {
            CompoundFile.Check(content);
            foreach (var line in OldTextBoxes.In(CompoundFile.Workbook(content)).SelectMany(t => t.Split('\n')))
                Classification.Refuse(line);
            return ReadCells(content, fileName, limits, deadline);
        }
        var head = Encoding.Latin1.GetString(content, 0, Math.Min(content.Length, 512)).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n');
        if (head.StartsWith('<'))
            throw Refusals.OtherFormat("trang web hoặc file XML mang đuôi Excel");
        if (head.StartsWith("%PDF", StringComparison.Ordinal))
            throw Refusals.OtherFormat("file PDF");
        return Path.GetExtension(fileName).ToLowerInvariant() is ".csv" or ".txt" or ".tsv"
            ? CsvFile.Read(content, fileName, limits, list)
            : throw Refusals.NotAWorkbook();
    }

    private static Workbook ReadCells(byte[] content, string fileName, WorkbookLimits limits, Deadline deadline)
    {
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(content, writable: false));
            if (reader.ResultsCount > limits.Sheets)
                throw Refusals.TooManySheets(limits);
            var sheets = new List<Sheet>();
            do
            {
                RefuseMarked(reader.HeaderFooter);
                sheets.Add(ReadSheet(reader, limits, deadline, [.. sheets.Select(s => s.Name)]));
            }
            while (reader.NextResult());
            return new(fileName, sheets);
        }
        catch (InvalidPasswordException)
        {
            throw Refusals.PasswordProtected();
        }
        // The reader fails on broken files in every way there is; none of them is a mistake of this program.
        catch (Exception e) when (e is not (UnreadableWorkbook or OutOfMemoryException))
        {
            throw Refusals.Damaged();
        }
    }

    /// <summary>A marking is often printed on every page and stands in no cell.</summary>
    private static void RefuseMarked(HeaderFooter? lines)
    {
        foreach (var line in new[] { lines?.OddHeader, lines?.OddFooter, lines?.EvenHeader, lines?.EvenFooter, lines?.FirstHeader, lines?.FirstFooter })
        foreach (var part in HeaderCodes().Split(line ?? ""))
            Classification.Refuse(part);
    }

    private static Workbook WithFailures(Workbook workbook, WorkbookArchive archive)
    {
        return archive.Failed.Count == 0 ? workbook : workbook with { Sheets = [.. workbook.Sheets.Select(InSheet)] };

        Sheet InSheet(Sheet sheet)
        {
            var failed = archive.Failed[sheet.Name].ToLookup(f => f.Row);
            return failed.Count == 0 ? sheet : sheet with { Rows = [.. sheet.Rows.Select(r => failed.Contains(r.Number) ? InRow(r, failed[r.Number]) : r)] };
        }

        static Row InRow(Row row, IEnumerable<(int Row, int Column, string Text)> failed)
        {
            var cells = new Cell?[Math.Max(row.Cells.Length, failed.Max(f => f.Column))];
            row.Cells.CopyTo(cells, 0);
            foreach (var (_, column, text) in failed)
                cells[column - 1] ??= new(CellKind.Error, text);
            return row with { Cells = cells };
        }
    }

    private static Sheet ReadSheet(IExcelDataReader reader, WorkbookLimits limits, Deadline deadline, string[] names)
    {
        // The count includes empty columns that only have a format.
        if (reader.FieldCount > limits.Columns && reader.FieldCount > 256)
            throw Refusals.TooManyColumns(limits);
        var buffer = new Cell?[Math.Min(reader.FieldCount, limits.Columns)];
        var rows = new List<Row>();
        var used = 0;
        while (reader.Read())
        {
            deadline.Check();
            if (rows.Count == limits.Rows)
                throw Refusals.TooManyRows(limits);
            var row = ReadRow(reader, rows.Count + 1, buffer, limits);
            rows.Add(row);
            if (!row.IsEmpty)
                used = rows.Count;
        }
        rows.RemoveRange(used, rows.Count - used);
        return new(
            Unlike(names, VietnameseText.WellFormed(reader.Name)), reader.VisibleState != "visible", rows,
            [.. (reader.MergeCells ?? []).Take(limits.MergedRanges).Select(m => new MergedRange(m.FromRow + 1, m.FromColumn + 1, m.ToRow + 1, m.ToColumn + 1))],
            Enumerable.Range(0, buffer.Length).Where(i => reader.GetColumnWidth(i) == 0).Select(i => i + 1).ToHashSet());
    }

    private static Row ReadRow(IExcelDataReader reader, int number, Cell?[] buffer, WorkbookLimits limits)
    {
        var used = 0;
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer[i] = ReadCell(reader, i);
            if (buffer[i]?.Text.Length > limits.TextLength)
                throw Refusals.TextTooLong(limits);
            if (buffer[i] is not null)
                used = i + 1;
        }
        // Many sheets with one far cell each must not fill the memory with empty ones.
        return new(number, reader.RowHeight == 0, buffer[..used]);
    }

    private static Cell? ReadCell(IExcelDataReader reader, int i) => reader.GetValue(i) switch
    {
        null => null,
        string text => string.IsNullOrWhiteSpace(text) ? null : Cell.Of(VietnameseText.WellFormed(text)),
        double number => new(CellKind.Number, number.ToString("0.##########", CultureInfo.InvariantCulture), Number: number),
        int number => new(CellKind.Number, number.ToString(CultureInfo.InvariantCulture), Number: number),
        bool value => new(CellKind.Boolean, value ? "TRUE" : "FALSE"),
        DateTime moment => Moment(moment, reader.GetNumberFormatString(i)),
        TimeSpan span => new(CellKind.Text, span.ToString("hh\\:mm", CultureInfo.InvariantCulture)),
        var other => new(CellKind.Text, Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""),
    };

    /// <summary>"3/2019" typed into a cell becomes the first of March shown as a month: it names no day, and is read as it is shown.</summary>
    private static Cell Moment(DateTime moment, string? format)
    {
        var shown = Unshown().Replace(format ?? "d", "");
        if (shown.Contains('d', StringComparison.OrdinalIgnoreCase))
            return new(CellKind.Date, Vietnamese.Day(DateOnly.FromDateTime(moment)), DateOnly.FromDateTime(moment));
        return new(CellKind.Date, moment.ToString(shown.Contains('y', StringComparison.OrdinalIgnoreCase) ? "MM/yyyy" : "HH:mm", CultureInfo.InvariantCulture));
    }

    /// <summary>Findings name their sheet, so a file whose maker gave two the same name gets a second one for it.</summary>
    private static string Unlike(string[] names, string name)
    {
        var own = name;
        for (var n = 2; names.Contains(own, StringComparer.OrdinalIgnoreCase); n++)
            own = $"{name} ({n})";
        return own;
    }

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.")]
    private static partial Regex Unshown();

    /// <summary>&amp;L, &amp;C and &amp;R begin a part; the others are fonts, sizes and fields.</summary>
    [GeneratedRegex("&(\\d+|\"[^\"]*\"|K[0-9A-F]{6}|[A-Z])")]
    private static partial Regex HeaderCodes();
}

/// <summary>When reading has to be over.</summary>
internal sealed class Deadline(TimeSpan allowed)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public void Check()
    {
        if (Stopwatch.GetElapsedTime(_start) > allowed)
            throw Refusals.TooSlow();
    }
}
