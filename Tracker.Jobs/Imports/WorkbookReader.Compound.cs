using System.Buffers.Binary;
using System.Text;

namespace Tracker.Jobs.Imports;

/// <summary>The names in an OLE compound file ([MS-CFB]): they tell an old .xls from a password-protected .xlsx or a Word file.</summary>
internal static class CompoundFile
{
    private const uint LastSector = 0xFFFFFFFA;
    private const int EntryLength = 128;

    public static bool Is(byte[] content) => content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    public static void Check(byte[] content)
    {
        var names = Names(content);
        if (names.Contains("EncryptedPackage"))
            throw Refusals.PasswordProtected();
        if (names.Contains("Workbook") || names.Contains("Book"))
            return;
        throw names.Contains("WordDocument") ? Refusals.Word()
            : names.Contains("PowerPoint Document") ? Refusals.OtherFormat("file PowerPoint")
            : names.Count == 0 ? Refusals.Damaged()
            : Refusals.NotAWorkbook();
    }

    /// <summary>Names of all streams; of a broken file as many as can be found.</summary>
    private static HashSet<string> Names(byte[] content)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (content.Length < 512)
            return names;
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(30));
        if (shift is not (9 or 12))
            return names;
        var size = 1 << shift;
        var sector = U32(content, 48);
        // A chain can't be longer than the file has sectors; a longer one goes in circles.
        for (var steps = content.Length / size; sector < LastSector && steps > 0; steps--)
        {
            var start = ((long)sector + 1) * size;
            for (var entry = start; entry + EntryLength <= Math.Min(content.Length, start + size); entry += EntryLength)
            {
                var length = Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan((int)entry + 64)), 64);
                if (length > 2 && content[entry + 66] != 0)
                    names.Add(Encoding.Unicode.GetString(content, (int)entry, length - 2).TrimStart('\u0001', '\u0005', '\u0006'));
            }
            sector = Next(content, sector, size);
        }
        return names;
    }

    /// <summary>By the allocation table, whose own sectors the header lists; big files list more of them elsewhere, but directories come early.</summary>
    private static uint Next(byte[] content, uint sector, int size)
    {
        var perSector = (uint)size / 4;
        var table = sector / perSector;
        if (table >= 109 || U32(content, 76 + 4 * table) is var at && at >= LastSector)
            return LastSector;
        return U32(content, ((long)at + 1) * size + 4 * (sector % perSector));
    }

    private static uint U32(byte[] content, long at) =>
        at + 4 <= content.Length ? BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan((int)at)) : LastSector;
}
