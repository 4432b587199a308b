using System.Text;

namespace Tracker.Jobs.Imports;

/// <summary>Counts what really comes out of an entry, whatever the archive says about its size, and lets its beginning be looked at first.</summary>
internal sealed class CountingStream(Stream inner, Action<int> count) : Stream
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
        var read = inner.Read(buffer);
        count(read);
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
