using System.Buffers.Binary;
using System.Text;

namespace Tracker.Tests.Imports;

/// <summary>Files of Excel 97 to 2003, made byte by byte ([MS-CFB], [MS-XLS]).</summary>
internal static class OldFile
{
    /// <summary>An .xls with one sheet; cells are null, text, numbers or real dates.</summary>
    /// <param name="box">What stands in a text box; its second half in a record of its own.</param>
    public static byte[] Xls(string sheet, object?[][] rows, bool hidden = false, string? box = null)
    {
        var globals = new List<byte[]> { Bof(5), Xf(0), Xf(14), Sheet(sheet, 0, hidden), Record(0x0A) };
        globals[3] = Sheet(sheet, globals.Sum(r => r.Length), hidden);
        var cells = rows.SelectMany((row, r) => row.Select((value, c) => Cell(r, c, value)));
        return Compound("Workbook", [.. globals.Concat([Bof(0x10), Dimensions(rows)]).Concat(cells).Concat(Box(box)).Append(Record(0x0A)).SelectMany(r => r)]);
    }

    /// <summary>A compound file with one stream: header, allocation table, directory, and the stream's bytes.</summary>
    public static byte[] Compound(string stream, byte[]? bytes = null)
    {
        const int Sector = 512, StreamSectors = 8;
        var file = new byte[Sector * (3 + StreamSectors)];
        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
        void U16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);
        void Entry(int at, string name, byte type, uint child, uint start, uint size)
        {
            Encoding.Unicode.GetBytes(name).CopyTo(file, at);
            U16(at + 64, (ushort)(2 * name.Length + 2));
            (file[at + 66], file[at + 67]) = (type, 1);
            U32(at + 68, 0xFFFFFFFF);
            U32(at + 72, 0xFFFFFFFF);
            U32(at + 76, child);
            U32(at + 116, start);
            U32(at + 120, size);
        }

        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        U16(24, 0x3E);
        U16(26, 3);
        U16(28, 0xFFFE);
        U16(30, 9);
        U16(32, 6);
        U32(44, 1);
        U32(48, 1);
        U32(56, 4096);
        U32(60, 0xFFFFFFFE);
        U32(68, 0xFFFFFFFE);
        for (var i = 0; i < 109; i++)
            U32(76 + 4 * i, i == 0 ? 0 : 0xFFFFFFFF);
        for (var i = 0; i < 128; i++)
            U32(Sector + 4 * i, i == 0 ? 0xFFFFFFFD : i == 1 || i == 1 + StreamSectors ? 0xFFFFFFFE : i < 1 + StreamSectors ? (uint)i + 1 : 0xFFFFFFFF);
        Entry(2 * Sector, "Root Entry", 5, 1, 0xFFFFFFFE, 0);
        Entry(2 * Sector + 128, stream, 2, 0xFFFFFFFF, 2, StreamSectors * Sector);
        bytes?.CopyTo(file, 3 * Sector);
        return file;
    }

    private static byte[] Record(ushort type, params byte[] data) => [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes((ushort)data.Length), .. data];

    private static IEnumerable<byte[]> Box(string? text) => text is null ? [] :
    [
        Record(0x1B6, [.. new byte[10], .. BitConverter.GetBytes((ushort)text.Length), 16, 0, 0, 0, 0, 0]),
        Record(0x3C, [1, .. Encoding.Unicode.GetBytes(text[..(text.Length / 2)])]),
        Record(0x3C, [1, .. Encoding.Unicode.GetBytes(text[(text.Length / 2)..])]),
        Record(0x3C, new byte[16]),
    ];

    private static byte[] Bof(ushort kind) => Record(0x809, [0, 6, .. BitConverter.GetBytes(kind), 0xBB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);

    private static byte[] Xf(ushort format) => Record(0xE0, [0, 0, .. BitConverter.GetBytes(format), .. new byte[16]]);

    private static byte[] Sheet(string name, int at, bool hidden) =>
        Record(0x85, [.. BitConverter.GetBytes(at), (byte)(hidden ? 1 : 0), 0, (byte)name.Length, 1, .. Encoding.Unicode.GetBytes(name)]);

    private static byte[] Dimensions(object?[][] rows) =>
        Record(0x200, [0, 0, 0, 0, .. BitConverter.GetBytes(rows.Length), 0, 0, .. BitConverter.GetBytes((ushort)rows.Max(r => r.Length)), 0, 0]);

    private static byte[] Cell(int row, int column, object? value)
    {
        byte[] Head(ushort format) => [.. BitConverter.GetBytes((ushort)row), .. BitConverter.GetBytes((ushort)column), .. BitConverter.GetBytes(format)];
        return value switch
        {
            null => [],
            string text => Record(0x204, [.. Head(0), .. BitConverter.GetBytes((ushort)text.Length), 1, .. Encoding.Unicode.GetBytes(text)]),
            DateOnly day => Record(0x203, [.. Head(1), .. BitConverter.GetBytes((double)(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber))]),
            _ => Record(0x203, [.. Head(0), .. BitConverter.GetBytes(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture))]),
        };
    }
}
