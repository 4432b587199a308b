using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Tracker.Domain.Imports;

namespace Tracker.Jobs.Imports;

/// <summary>
/// Looks through an .xlsx before anything builds cells from it: everything is really unpacked, against a budget, since sizes in the archive's
/// own headers are whatever its maker wrote; rows and columns are the highest that occur, since one cell at XFD1048576 makes readers fill a whole sheet.
/// </summary>
internal sealed partial class WorkbookArchive(WorkbookLimits limits, Deadline deadline)
{
    private const int LongestMarking = 10_000;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, IgnoreComments = true, IgnoreProcessingInstructions = true };

    private readonly char[] _text = new char[4096];
    private readonly Dictionary<string, List<(int Row, int Column, string Text)>> _failed = [];
    private long _unpacked;
    private int _merged;
    private int _sheets;
    private int _cells;

    /// <summary>Formulas that failed (#REF!) or were never worked out, by sheet: the reader shows them as empty cells.</summary>
    public ILookup<string, (int Row, int Column, string Text)> Failed { get; private set; } = Array.Empty<string>().ToLookup(n => n, _ => (0, 0, ""));

    public void Check(byte[] content)
    {
        using var archive = Open(content);
        if (archive.Entries.Count > limits.Parts)
            throw Refusals.TooManyParts();
        Identify(archive.Entries.Select(e => e.FullName.Replace('\\', '/').TrimStart('/').ToLowerInvariant()).ToHashSet());
        foreach (var entry in archive.Entries)
        {
            try
            {
                using var part = new CountingStream(entry.Open(), Count);
                Scan(part, entry.FullName);
            }
            catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException)
            {
                throw Refusals.Damaged();
            }
        }
        if (_failed.Count > 0)
            Failed = SheetParts(archive).SelectMany(s => _failed.GetValueOrDefault(s.Part) ?? [], (s, cell) => (s.Name, cell)).ToLookup(c => c.Name, c => c.cell);
    }

    /// <summary>Which part each sheet is.</summary>
    private static IEnumerable<(string Name, string Part)> SheetParts(ZipArchive archive)
    {
        XNamespace relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        try
        {
            var targets = Load("xl/_rels/workbook.xml.rels").Elements().ToDictionary(r => (string?)r.Attribute("Id") ?? "", r => (string?)r.Attribute("Target") ?? "");
            return [.. Load("xl/workbook.xml").Descendants().Where(e => e.Name.LocalName == "sheet").Select(s =>
            {
                var target = targets.GetValueOrDefault((string?)s.Attribute(relationship + "id") ?? "") ?? "";
                return ((string?)s.Attribute("name") ?? "", target.StartsWith('/') ? target[1..] : $"xl/{target}");
            })];
        }
        catch (Exception e) when (e is XmlException or ArgumentException or InvalidDataException)
        {
            throw Refusals.Damaged();
        }

        XElement Load(string name)
        {
            using var part = (archive.GetEntry(name) ?? throw Refusals.Damaged()).Open();
            using var xml = XmlReader.Create(part, Settings);
            return XElement.Load(xml);
        }
    }

    private void Count(int bytes)
    {
        deadline.Check();
        if ((_unpacked += bytes) > limits.UnpackedBytes)
            throw Refusals.UnpacksTooLarge(limits);
    }

    private static ZipArchive Open(byte[] content)
    {
        try
        {
            var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException)
        {
            throw Refusals.Damaged();
        }
    }

    private static void Identify(HashSet<string> names)
    {
        if (names.Contains("xl/workbook.xml"))
            return;
        throw names.Any(n => n.StartsWith("word/", StringComparison.Ordinal)) ? Refusals.Word()
            : names.Any(n => n.StartsWith("ppt/", StringComparison.Ordinal)) ? Refusals.OtherFormat("file PowerPoint")
            : names.Contains("xl/workbook.bin") ? Refusals.OtherFormat("file Excel nhị phân (.xlsb)")
            : names.Contains("content.xml") ? Refusals.OtherFormat("file OpenDocument")
            : Refusals.NotAWorkbook();
    }

    /// <summary>Any part may be named as a sheet by the workbook, so all of them are looked through; what isn't XML is only unpacked.
    /// A part that breaks off is no matter here: the reader breaks off there too.</summary>
    private void Scan(CountingStream part, string name)
    {
        try
        {
            // A document type is looked for here and not left to the settings, which would only say that the part is malformed.
            if (part.BeginsLikeXml())
            {
                if (part.HeadHas("<!DOCTYPE"))
                    throw Refusals.Entities();
                using var xml = XmlReader.Create(part, Settings);
                new SheetScan(this, xml, name).Run();
            }
        }
        catch (XmlException)
        {
        }
        part.Drain();
    }

    /// <summary>Positions as the reader will count them: given by <c>r</c>, or one after the last.</summary>
    private sealed partial class SheetScan(WorkbookArchive archive, XmlReader xml, string part)
    {
        private bool _isError;
        private bool _hasFormula;
        private bool _hasValue;
        private string _error = "";
        private int _row;
        private int _column;
        private int _length;

        /// <summary>Text boxes, pictures' descriptions and comments stand in parts of their own, a paragraph often in several runs; null for other parts.</summary>
        private readonly StringBuilder? _drawn = Drawn().IsMatch(part) ? new() : null;

        private void LookForMarking()
        {
            if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "p" or "text" or "div" or "textbox" })
            {
                Classification.Refuse(_drawn!.ToString());
                _drawn.Clear();
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "cNvPr" })
            {
                Classification.Refuse(xml.GetAttribute("descr") ?? "");
                Classification.Refuse(xml.GetAttribute("title") ?? "");
            }
        }

        public void Run()
        {
            var limits = archive.Limits;
            while (xml.Read())
            {
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                {
                    for (int read; (read = xml.ReadValueChunk(archive._text, 0, archive._text.Length)) > 0;)
                    {
                        if ((_length += read) > limits.TextLength)
                            throw Refusals.TextTooLong(limits);
                        if (_isError && _hasValue)
                            _error = new(archive._text, 0, Math.Min(read, 20));
                        if (_drawn is { Length: < LongestMarking })
                            _drawn.Append(archive._text, 0, read);
                    }
                    continue;
                }
                if (_drawn is not null)
                    LookForMarking();
                if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "c" } && (_isError || (_hasFormula && !_hasValue)))
                    archive.Fail(part, _row, _column, _isError ? _error : "#CHƯA TÍNH");
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                switch (xml.LocalName)
                {
                    case "row":
                        _row = int.TryParse(xml.GetAttribute("r"), out var row) ? row : _row + 1;
                        _column = 0;
                        if (_row > limits.Rows || _row < 0)
                            throw Refusals.TooManyRows(limits);
                        archive.Deadline.Check();
                        break;
                    case "c":
                        _column = ColumnOf(xml.GetAttribute("r")) ?? _column + 1;
                        (_length, _hasFormula, _hasValue, _isError) = (0, false, false, xml.GetAttribute("t") == "e");
                        if (_column > limits.Columns)
                            throw Refusals.TooManyColumns(limits);
                        if (++archive._cells > limits.Cells)
                            throw Refusals.TooManyCells(limits);
                        break;
                    case "f":
                        _hasFormula = true;
                        _length = 0;
                        break;
                    case "v" or "is":
                        _hasValue = !xml.IsEmptyElement;
                        _length = 0;
                        break;
                    case "si":
                        _length = 0;
                        break;
                    case "sheet":
                        if (++archive._sheets > limits.Sheets)
                            throw Refusals.TooManySheets(limits);
                        break;
                    case "mergeCell":
                        if (++archive._merged > limits.MergedRanges)
                            throw Refusals.TooManyMerges();
                        break;
                    default:
                        if (_row == 0)
                            _length = 0;
                        break;
                }
            }
        }

        [GeneratedRegex("^/?xl/(drawings|comments|threadedComments|charts|diagrams)", RegexOptions.IgnoreCase)]
        private static partial Regex Drawn();

        /// <summary>A reference may name another row than the one it stands in, and readers believe it.</summary>
        private int? ColumnOf(string? reference)
        {
            if (reference is null)
                return null;
            var (at, column) = (0, 0);
            for (; at < reference.Length && char.IsAsciiLetter(reference[at]) && column < 20_000; at++)
                column = column * 26 + (reference[at] | 32) - 'a' + 1;
            if (int.TryParse(reference.AsSpan(at), out var row) && row > archive.Limits.Rows)
                throw Refusals.TooManyRows(archive.Limits);
            return column;
        }
    }

    private void Fail(string part, int row, int column, string text)
    {
        if (!_failed.TryGetValue(part, out var cells))
            _failed[part] = cells = [];
        cells.Add((row, column, text));
    }

    private WorkbookLimits Limits => limits;
    private Deadline Deadline => deadline;
}
