using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Tracker.Jobs.Imports;

/// <summary>
/// Looks through an .xlsx before anything builds cells from it: everything is really unpacked, against a budget, since sizes in the archive's
/// own headers are whatever its maker wrote; rows and columns are the highest that occur, since one cell at XFD1048576 makes readers fill a whole sheet.
/// </summary>
internal sealed class WorkbookArchive(WorkbookLimits limits, Deadline deadline)
{
    private readonly char[] _text = new char[4096];
    private long _unpacked;
    private int _merged;
    private int _sheets;

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
                using var part = new CountingStream(entry.Open(), this);
                Scan(part);
            }
            catch (InvalidDataException)
            {
                throw Refusals.Damaged();
            }
        }
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
    private void Scan(CountingStream part)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false, IgnoreComments = true, IgnoreProcessingInstructions = true };
        try
        {
            // A document type is looked for here and not left to the settings, which would only say that the part is malformed.
            if (part.BeginsLikeXml())
            {
                if (part.HeadHas("<!DOCTYPE"))
                    throw Refusals.Entities();
                settings.DtdProcessing = DtdProcessing.Prohibit;
                using var xml = XmlReader.Create(part, settings);
                new SheetScan(this, xml).Run();
            }
        }
        catch (XmlException)
        {
        }
        part.Drain();
    }

    /// <summary>Positions as the reader will count them: given by <c>r</c>, or one after the last.</summary>
    private sealed class SheetScan(WorkbookArchive archive, XmlReader xml)
    {
        private int _row;
        private int _column;
        private int _length;

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
                    }
                    continue;
                }
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
                        _length = 0;
                        if (_column > limits.Columns)
                            throw Refusals.TooManyColumns(limits);
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

    private WorkbookLimits Limits => limits;
    private Deadline Deadline => deadline;

    /// <summary>Counts what comes out of an entry, whatever the archive says about its size.</summary>
    private sealed class CountingStream(Stream inner, WorkbookArchive archive) : Stream
    {
        private readonly byte[] _head = new byte[4096];
        private int _headLength;
        private int _given;

        public bool BeginsLikeXml()
        {
            while (_headLength < _head.Length && Take(_head.AsSpan(_headLength)) is > 0 and var read)
                _headLength += read;
            var head = _head.AsSpan(0, _headLength).TrimStart(" \t\r\n"u8);
            return head.Length > 0 && head[0] is (byte)'<' or 0xEF or 0xFE or 0xFF or 0;
        }

        /// <summary>In any encoding that XML may have, NULs aside.</summary>
        public bool HeadHas(string text) =>
            Encoding.Latin1.GetString(_head, 0, _headLength).Replace("\0", "", StringComparison.Ordinal).Contains(text, StringComparison.OrdinalIgnoreCase);

        public void Drain()
        {
            Span<byte> rest = stackalloc byte[8192];
            while (Take(rest) > 0)
            {
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_given == _headLength)
                return Take(buffer);
            var length = Math.Min(buffer.Length, _headLength - _given);
            _head.AsSpan(_given, length).CopyTo(buffer);
            _given += length;
            return length;
        }

        private int Take(Span<byte> buffer)
        {
            archive.Deadline.Check();
            var read = inner.Read(buffer);
            if ((archive._unpacked += read) > archive.Limits.UnpackedBytes)
                throw Refusals.UnpacksTooLarge(archive.Limits);
            return read;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
