using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.Tests.Reports;

/// <summary>A Word document as somebody else's program reads it.</summary>
internal sealed class ReadPaper(byte[] content)
{
    public byte[] Content => content;

    /// <summary>Paragraph by paragraph, those in tables too.</summary>
    public IReadOnlyList<string> Paragraphs { get; } = Read(content, document => document.MainDocumentPart!.Document.Descendants<Paragraph>().Select(p => p.InnerText).ToArray());

    /// <summary>What the Open XML SDK finds wrong with it.</summary>
    public IReadOnlyList<string> Faults() =>
        Read(content, document => new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").ToArray());

    private static string[] Read(byte[] content, Func<WordprocessingDocument, string[]> read)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(content), false);
        return read(document);
    }
}
