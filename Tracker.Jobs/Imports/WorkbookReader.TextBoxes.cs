using System.Buffers.Binary;
using System.Text;

namespace Tracker.Jobs.Imports;

/// <summary>
/// Texts of boxes and comments in an old .xls ([MS-XLS], TxO): a record that tells the length, and the text in the Continue records after it.
/// The reader of cells passes them over, and a marking of secrecy often stands in one.
/// </summary>
internal static class OldTextBoxes
{
    private const int TxO = 0x1B6, Continue = 0x3C, Head = 4, LengthAt = 10;

    /// <param name="stream">The workbook's stream; of a broken one as much as can be read.</param>
    public static IEnumerable<string> In(byte[] stream)
    {
        var wanted = 0;
        var text = new StringBuilder();
        for (var at = 0; at + Head <= stream.Length;)
        {
            var (kind, length) = (U16(stream, at), U16(stream, at + 2));
            if (at + Head + length > stream.Length)
                break;
            var record = stream.AsSpan(at + Head, length);
            if (kind == TxO)
            {
                wanted = length >= LengthAt + 2 ? BinaryPrimitives.ReadUInt16LittleEndian(record[LengthAt..]) : 0;
                text.Clear();
            }
            else if (kind == Continue && wanted > 0 && length > 1)
            {
                // Its first byte says whether letters take one byte or two.
                var letters = (record[0] & 1) == 0 ? Encoding.Latin1.GetString(record[1..]) : Encoding.Unicode.GetString(record[1..]);
                text.Append(letters.AsSpan(0, Math.Min(letters.Length, wanted)));
                wanted -= Math.Min(letters.Length, wanted);
                if (wanted == 0)
                    yield return text.ToString();
            }
            else if (kind != Continue)
            {
                wanted = 0;
            }
            at += Head + length;
        }
    }

    private static int U16(byte[] stream, int at) => BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(at));
}
