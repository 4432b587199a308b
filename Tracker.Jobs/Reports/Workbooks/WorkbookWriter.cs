using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Spreadsheet;
using Tracker.Domain.Councils;

namespace Tracker.Jobs.Reports.Workbooks;

/// <summary>
/// Writes an .xlsx onto a stream, one sheet after the other. Sheets go straight into the archive, since the Open XML SDK needs a stream it can read
/// back and keeps memory by the row; its types make the small parts. The same content made for the same moment is the same file, byte for byte.
/// </summary>
public sealed class WorkbookWriter : IDisposable
{
    private const int LongestName = 31;
    private const string Xml = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly ZipArchive _archive;
    private readonly DateTimeOffset _made;
    private readonly StyleSheet _styles = new();
    private readonly List<SheetWriter> _sheets = [];

    /// <param name="output">Stays open.</param>
    /// <param name="author">The body in whose name the workbook is made.</param>
    /// <param name="made">The moment the workbook says it was made at.</param>
    public WorkbookWriter(Stream output, string title, string author, DateTimeOffset made)
    {
        _archive = new(output, ZipArchiveMode.Create, leaveOpen: true);
        _made = TimeZoneInfo.ConvertTime(made, Council.TimeZone);
        Part("_rels/.rels", $"""
            {Xml}
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relationships}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
            """);
        Part("docProps/core.xml", $"""
            {Xml}
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{Escaped(title)}</dc:title><dc:creator>{Escaped(author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{XmlConvert.ToString(made.UtcDateTime, XmlDateTimeSerializationMode.Utc)}</dcterms:created></cp:coreProperties>
            """);
    }

    /// <summary>At the foot of every printed page of every sheet; null for none.</summary>
    public string? Footer { get; init; }

    /// <summary>Begins a sheet; the one before must be disposed by then.</summary>
    public SheetWriter Sheet(SheetLayout layout)
    {
        if (layout.Name.Length is 0 or > LongestName || layout.Name.AsSpan().IndexOfAny(@"[]:*?/\'") >= 0)
            throw new ArgumentException($"“{layout.Name}” can't be the name of a sheet.", nameof(layout));
        var sheet = new SheetWriter(Entry($"xl/worksheets/sheet{_sheets.Count + 1}.xml"), layout, _styles, _sheets.Count == 0, Footer);
        _sheets.Add(sheet);
        return sheet;
    }

    /// <summary>Writes what holds the sheets together; without it there is no workbook.</summary>
    public void Finish()
    {
        using (var part = Entry("xl/styles.xml"))
            _styles.Write(part);
        using (var part = Entry("xl/workbook.xml"))
        using (var xml = XmlWriter.Create(part))
            Workbook().WriteTo(xml);
        var sheets = Enumerable.Range(1, _sheets.Count).ToArray();
        var drawings = new List<string>();
        foreach (var (sheet, number) in _sheets.Zip(sheets).Where(s => s.First.Charts.Count > 0))
            drawings.AddRange(Drawing(sheet, number, drawings.Count));
        Part("xl/_rels/workbook.xml.rels", $"""
            {Xml}
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select(i =>
                $"<Relationship Id=\"rId{i}\" Type=\"{Relationships}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"))}<Relationship Id="rId{_sheets.Count + 1}" Type="{Relationships}/styles" Target="styles.xml"/></Relationships>
            """);
        Part("[Content_Types].xml", $"""
            {Xml}
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>{string.Concat(sheets.Select(i =>
                $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{Types}.worksheet+xml\"/>"))}{string.Concat(drawings)}<Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
            """);
    }

    public void Dispose() => _archive.Dispose();

    /// <summary>Writes the drawing of a sheet and its charts.</summary>
    /// <returns>What the list of content types says of them.</returns>
    private IEnumerable<string> Drawing(SheetWriter sheet, int number, int charts)
    {
        const string drawing = "application/vnd.openxmlformats-officedocument.drawing+xml", chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
        Part($"xl/worksheets/_rels/sheet{number}.xml.rels", $"""
            {Xml}
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relationships}/drawing" Target="../drawings/drawing{number}.xml"/></Relationships>
            """);
        Part($"xl/drawings/drawing{number}.xml", Xml + ChartParts.Drawing(sheet.Charts));
        yield return $"<Override PartName=\"/xl/drawings/drawing{number}.xml\" ContentType=\"{drawing}\"/>";
        var names = sheet.Charts.Select((_, place) => $"chart{charts + place + 1}.xml").ToArray();
        Part($"xl/drawings/_rels/drawing{number}.xml.rels", $"""
            {Xml}
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(names.Select((name, place) =>
                $"<Relationship Id=\"rId{place + 1}\" Type=\"{Relationships}/chart\" Target=\"../charts/{name}\"/>"))}</Relationships>
            """);
        foreach (var (placed, name) in sheet.Charts.Zip(names))
        {
            Part($"xl/charts/{name}", Xml + ChartParts.Chart(placed.Chart));
            yield return $"<Override PartName=\"/xl/charts/{name}\" ContentType=\"{chart}\"/>";
        }
    }

    private Workbook Workbook()
    {
        var names = new DefinedNames();
        foreach (var (sheet, place) in _sheets.Select((s, place) => (s, (uint)place)))
        {
            if (sheet.Filtered is { } filtered)
                names.Append(new DefinedName($"'{sheet.Layout.Name}'!{filtered}") { Name = "_xlnm._FilterDatabase", LocalSheetId = place, Hidden = true });
            if (sheet.Layout.PrintedColumns < sheet.Layout.Widths.Count)
                names.Append(new DefinedName($"'{sheet.Layout.Name}'!$A:${SheetWriter.Letters(sheet.Layout.PrintedColumns)}") { Name = "_xlnm.Print_Area", LocalSheetId = place });
            if (sheet.Layout.HeaderRow is { } header)
                names.Append(new DefinedName($"'{sheet.Layout.Name}'!${header}:${header}") { Name = "_xlnm.Print_Titles", LocalSheetId = place });
        }
        var workbook = new Workbook(
            new BookViews(new WorkbookView()),
            new Sheets(_sheets.Select((s, place) => new Sheet { Name = s.Layout.Name, SheetId = (uint)place + 1, Id = $"rId{place + 1}", State = s.Layout.IsHidden ? SheetStateValues.Hidden : null })));
        if (names.HasChildren)
            workbook.Append(names);
        return workbook;
    }

    private Stream Entry(string name)
    {
        var entry = _archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = _made;
        return entry.Open();
    }

    private void Part(string name, string content)
    {
        using var part = Entry(name);
        part.Write(Encoding.UTF8.GetBytes(content));
    }

    private static string Escaped(string text)
    {
        using var xml = new StringWriter();
        CellText.Write(xml, text);
        return xml.ToString();
    }
}
