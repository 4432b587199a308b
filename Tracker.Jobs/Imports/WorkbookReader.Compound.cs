using System.Buffers.Binary;
using System.Text;

namespace Tracker.Jobs.Imports;

/// <summary>The streams of an OLE compound file ([MS-CFB]): their names tell an old .xls from a password-protected .xlsx or a Word file.</summary>
internal static class CompoundFile
{
    private const uint LastSector = 0xFFFFFFFA;
    private const int EntryLength = 128;
    private const uint InHeader = 109;

    public static bool Is(byte[] content) => content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    public static void Check(byte[] content)
    {
        var streams = Streams(content);
        if (streams.ContainsKey("EncryptedPackage"))
            throw Refusals.PasswordProtected();
        if (streams.ContainsKey("Workbook") || streams.ContainsKey("Book"))
            return;
        throw streams.ContainsKey("WordDocument") ? Refusals.Word()
            : streams.ContainsKey("PowerPoint Document") ? Refusals.OtherFormat("file PowerPoint")
            : streams.Count == 0 ? Refusals.Damaged()
            : Refusals.NotAWorkbook();
    }

    /// <summary>The bytes of the workbook's stream; of a broken file as many as can be found.</summary>
    public static byte[] Workbook(byte[] content)
    {
        var streams = Streams(content);
        if (!streams.TryGetValue("Workbook", out var stream) && !streams.TryGetValue("Book", out stream))
            return [];
        var size = 1 << BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(30));
        var bytes = new MemoryStream();
        foreach (var sector in Chain(content, stream.First, size))
        {
            var start = ((long)sector + 1) * size;
            if (start >= content.Length || bytes.Length >= stream.Length)
                break;
            bytes.Write(content.AsSpan((int)start, (int)Math.Min(size, Math.Min(content.Length - start, stream.Length - bytes.Length))));
        }
        return bytes.ToArray();
    }

    /// <summary>All streams by name, each with its first sector and its length; of a broken file as many as can be found.</summary>
    private static Dictionary<string, (uint First, long Length)> Streams(byte[] content)
    {
        var streams = new Dictionary<string, (uint, long)>(StringComparer.OrdinalIgnoreCase);
        if (content.Length < 512)
            return streams;
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(30));
        if (shift is not (9 or 12))
            return streams;
        var size = 1 << shift;
        foreach (var sector in Chain(content, U32(content, 48), size))
        {
            var start = ((long)sector + 1) * size;
            for (var entry = start; entry + EntryLength <= Math.Min(content.Length, start + size); entry += EntryLength)
            {
                var length = Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan((int)entry + 64)), 64);
                if (length > 2 && content[entry + 66] != 0)
                    streams[Encoding.Unicode.GetString(content, (int)entry, length - 2).TrimStart('\u0001', '\u0005', '\u0006')] = (U32(content, entry + 116), U32(content, entry + 120));
            }
        }
        return streams;
    }

    /// <summary>Sectors one after the other. A chain can't be longer than the file has sectors; a longer one goes in circles.</summary>
    private static IEnumerable<uint> Chain(byte[] content, uint sector, int size)
    {
        for (var steps = content.Length / size; sector < LastSector && steps > 0; steps--)
        {
            yield return sector;
            sector = Next(content, sector, size);
        }
    }

    /// <summary>By the allocation table, whose own sectors the header lists; the many of a big file are listed in sectors of their own.</summary>
    private static uint Next(byte[] content, uint sector, int size)
    {
        var perSector = (uint)size / 4;
        var table = sector / perSector;
        var list = 76L;
        if (table >= InHeader)
        {
            table -= InHeader;
            var more = U32(content, 68);
            for (; table >= perSector - 1 && more < LastSector; table -= perSector - 1)
                more = U32(content, ((long)more + 2) * size - 4);
            if (more >= LastSector)
                return LastSector;
            list = ((long)more + 1) * size;
        }
        return U32(content, list + 4 * table) is var at && at >= LastSector ? LastSector : U32(content, ((long)at + 1) * size + 4 * (sector % perSector));
    }

    private static uint U32(byte[] content, long at) =>
        at + 4 <= content.Length ? BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan((int)at)) : LastSector;
}
