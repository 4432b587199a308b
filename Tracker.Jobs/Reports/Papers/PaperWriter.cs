using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Tracker.Domain.Councils;

namespace Tracker.Jobs.Reports.Papers;

/// <summary>
/// Writes a .docx in the form of Decree 30/2020/NĐ-CP: A4, Times New Roman 14, 20 mm at the top, bottom and right, 30 mm left, page number at the top centre from
/// page 2 on. The same content made for the same moment is the same file, byte for byte.
/// </summary>
public static class PaperWriter
{
    /// <summary>Millimetres between the margins.</summary>
    public const int Width = 160;

    private const string Typeface = "Times New Roman";
    private const string Xml = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Types = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <param name="output">Stays open.</param>
    /// <param name="head">At the top of every page beside its number: that it is a draft. Null for none.</param>
    /// <param name="foot">At the foot of every page.</param>
    public static void Write(Stream output, IEnumerable<OpenXmlElement> content, string title, string author, DateTimeOffset made, string? head, string foot)
    {
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var moment = TimeZoneInfo.ConvertTime(made, Council.TimeZone);

        Stream Entry(string name)
        {
            var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = moment;
            return entry.Open();
        }
        void Part(string name, string text)
        {
            using var part = Entry(name);
            part.Write(Encoding.UTF8.GetBytes(text));
        }
        void Element(string name, OpenXmlElement root)
        {
            using var part = Entry(name);
            using var xml = XmlWriter.Create(part);
            root.WriteTo(xml);
        }

        Part("[Content_Types].xml", $"""
            {Xml}
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{Types}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{Types}.styles+xml"/><Override PartName="/word/header1.xml" ContentType="{Types}.header+xml"/><Override PartName="/word/header2.xml" ContentType="{Types}.header+xml"/><Override PartName="/word/footer1.xml" ContentType="{Types}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
            """);
        Part("_rels/.rels", $"""
            {Xml}
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relationships}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
            """);
        Part("docProps/core.xml", $"""
            {Xml}
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{Escaped(title)}</dc:title><dc:creator>{Escaped(author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{XmlConvert.ToString(made.UtcDateTime, XmlDateTimeSerializationMode.Utc)}</dcterms:created></cp:coreProperties>
            """);
        Part("word/_rels/document.xml.rels", $"""
            {Xml}
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relationships}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{Relationships}/header" Target="header1.xml"/><Relationship Id="rId3" Type="{Relationships}/header" Target="header2.xml"/><Relationship Id="rId4" Type="{Relationships}/footer" Target="footer1.xml"/></Relationships>
            """);
        Element("word/styles.xml", Styles());
        Element("word/header1.xml", new Header([PageNumber(), .. Head(head)]));
        Element("word/header2.xml", new Header(head is null ? [new Paragraph()] : Head(head)));
        Element("word/footer1.xml", new Footer(Prose.Line([Prose.Text(foot, size: 11, italic: true)], JustificationValues.Right)));
        Element("word/document.xml", new Document(new Body([.. content, Page()])));
    }

    private static OpenXmlElement[] Head(string? head) => head is null ? [] : [Prose.Line([Prose.Text(head, size: 12, bold: true)], JustificationValues.Center)];

    private static Paragraph PageNumber() => new(
        new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
        new Run(Prose.Look(13, false, false), new FieldChar { FieldCharType = FieldCharValues.Begin }),
        new Run(Prose.Look(13, false, false), new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }),
        new Run(Prose.Look(13, false, false), new FieldChar { FieldCharType = FieldCharValues.Separate }),
        new Run(Prose.Look(13, false, false), new DocumentFormat.OpenXml.Wordprocessing.Text("2")),
        new Run(Prose.Look(13, false, false), new FieldChar { FieldCharType = FieldCharValues.End }));

    private static SectionProperties Page() => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = "rId2" },
        new HeaderReference { Type = HeaderFooterValues.First, Id = "rId3" },
        new FooterReference { Type = HeaderFooterValues.Default, Id = "rId4" },
        new FooterReference { Type = HeaderFooterValues.First, Id = "rId4" },
        new PageSize { Width = (uint)Prose.Twips(210), Height = (uint)Prose.Twips(297) },
        new PageMargin
        {
            Top = Prose.Twips(20), Bottom = Prose.Twips(20), Left = (uint)Prose.Twips(30), Right = (uint)Prose.Twips(20),
            Header = (uint)Prose.Twips(10), Footer = (uint)Prose.Twips(10), Gutter = 0,
        },
        new TitlePage());

    private static Styles Styles() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = Typeface, HighAnsi = Typeface, EastAsia = Typeface, ComplexScript = Typeface },
                new FontSize { Val = "28" }, new FontSizeComplexScript { Val = "28" }, new Languages { Val = "vi-VN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "0", Line = "264", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true });

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(Prose.Clean(text));
}
