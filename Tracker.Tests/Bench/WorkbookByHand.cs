using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Tracker.Domain.Items;

namespace Tracker.Tests.Bench;

/// <summary>The floor of writing workbooks: what is around the rows is copied, styles and heights of rows are known, and a row is put together without looking at its texts.</summary>
internal sealed partial class WorkbookByHand
{
    private const string SheetPart = "xl/worksheets/sheet1.xml";
    private static readonly int s_dayZero = new DateOnly(1899, 12, 30).DayNumber;

    private readonly IReadOnlyList<ItemFacts> _facts;
    private readonly (string Name, byte[] Content)[] _parts;
    private readonly string _before;
    private readonly string _after;
    private readonly string[] _heights;
    private readonly string[] _styles;
    private readonly string[] _status;

    private WorkbookByHand(byte[] model, IReadOnlyList<ItemFacts> facts)
    {
        _facts = facts;
        _parts = [.. Parts(model).Where(p => p.Name != SheetPart)];
        var sheet = Encoding.UTF8.GetString(Parts(model).Single(p => p.Name == SheetPart).Content);
        var first = sheet.IndexOf("<row r=\"2\"", StringComparison.Ordinal);
        var end = sheet.IndexOf("</sheetData>", StringComparison.Ordinal);
        (_before, _after) = (sheet[..first], sheet[end..]);
        var rows = sheet[first..end];
        _heights = [.. Height().Matches(rows).Select(m => m.Groups[1].Value)];
        _styles = [.. Style().Matches(rows).Take(14).Select(m => m.Groups[1].Value)];
        _status = [.. Status().Matches(rows).Select(m => m.Groups[1].Value)];
    }

    public static WorkbookByHand Like(byte[] model, IReadOnlyList<ItemFacts> facts) => new(model, facts);

    public byte[] Write()
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, part) in _parts)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(part);
            }
            using var sheet = new StreamWriter(archive.CreateEntry(SheetPart, CompressionLevel.Fastest).Open(), new UTF8Encoding(false), 32 * 1024);
            sheet.Write(_before);
            var row = new StringBuilder();
            for (var i = 0; i < _facts.Count; i++)
            {
                Append(row.Clear(), i);
                sheet.Write(row);
            }
            sheet.Write(_after);
        }
        return content.ToArray();
    }

    public static IEnumerable<(string Name, byte[] Content)> Parts(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        foreach (var entry in archive.Entries)
        {
            using var part = entry.Open();
            using var content = new MemoryStream();
            part.CopyTo(content);
            yield return (entry.FullName, content.ToArray());
        }
    }

    private void Append(StringBuilder xml, int place)
    {
        var (f, row) = (_facts[place], place + 2);
        xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\" ht=\"{_heights[place]}\">");
        xml.Append(CultureInfo.InvariantCulture, $"<c r=\"A{row}\" s=\"{_styles[0]}\"><v>{f.Number}</v></c>");
        Text('B', 1, f.Title);
        Text('C', 2, SampleFacts.UnitName(f.LeadUnitId));
        Text('D', 3, string.Join("; ", f.CooperatingUnitIds.Select(SampleFacts.UnitName)));
        Text('E', 4, f.TimePhrase);
        Day('F', 5, f.DueOn);
        Text('G', 6, f.Deliverable);
        Text('H', 7, _status[place]);
        Day('I', 8, f.CompletedOn);
        Text('J', 9, f.ResultDocument);
        Text('K', 10, f.GroupName);
        Text('L', 11, f.ResponsibleLeader);
        Day('M', 12, f.FirstDueOn);
        Text('N', 13, f.Reason);
        xml.Append("</row>");

        void Text(char column, int style, string? text)
        {
            xml.Append("<c r=\"").Append(column).Append(row).Append("\" s=\"").Append(_styles[style]);
            if (text is null)
                xml.Append("\"/>");
            else
                xml.Append("\" t=\"inlineStr\"><is><t>").Append(text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)).Append("</t></is></c>");
        }

        void Day(char column, int style, DateOnly? day)
        {
            xml.Append("<c r=\"").Append(column).Append(row).Append("\" s=\"").Append(_styles[style]);
            if (day is { } given)
                xml.Append("\"><v>").Append(given.DayNumber - s_dayZero).Append("</v></c>");
            else
                xml.Append("\"/>");
        }
    }

    [GeneratedRegex("<row r=\"\\d+\" ht=\"([^\"]+)\"")]
    private static partial Regex Height();

    [GeneratedRegex("<c r=\"[A-Z]+\\d+\" s=\"(\\d+)\"")]
    private static partial Regex Style();

    [GeneratedRegex("<c r=\"H\\d+\" s=\"\\d+\" t=\"inlineStr\"><is><t>([^<]*)<")]
    private static partial Regex Status();
}
