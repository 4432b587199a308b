using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tracker.Jobs.Imports;

/// <summary>What isn't passed on of a file that somebody sent.</summary>
/// <param name="Remarks">Sentences that say so.</param>
/// <param name="Relations">Ids of links that are gone, as "part/id"; elements that name them go too.</param>
internal sealed record Stripped(IReadOnlyList<string> Remarks, IReadOnlySet<string> Relations);

/// <summary>Takes out of a workbook what runs, and what leads out of it.</summary>
internal static partial class Stripping
{
    private static readonly XNamespace s_relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static Stripped Strip(SpreadsheetDocument document)
    {
        var remarks = new List<string>();
        var book = document.WorkbookPart!;
        if (book.MacroSheetParts.Any() || book.InternationalMacroSheetParts.Any() || book.DialogsheetParts.Any())
            throw new InvalidDataException("Macro sheets are numbered among the others.");
        if (book.VbaProjectPart is { } macros)
        {
            book.DeletePart(macros);
            remarks.Add("Đã bỏ macro của tệp gốc.");
        }
        if (book.CalculationChainPart is { } chain)
            book.DeletePart(chain);

        var links = book.ExternalWorkbookParts.Any() || book.ConnectionsPart is not null;
        book.DeleteParts(book.ExternalWorkbookParts.ToArray());
        book.Workbook.ExternalReferences?.Remove();
        foreach (var name in book.Workbook.DefinedNames?.Elements<DefinedName>().Where(n => LeadsOut(n.Text)).ToArray() ?? [])
            name.Remove();
        if (book.Workbook.DefinedNames is { HasChildren: false } empty)
            empty.Remove();

        var embedded = false;
        foreach (var sheet in book.WorksheetParts)
        {
            var objects = sheet.Parts.Select(p => p.OpenXmlPart).Where(p => p is EmbeddedObjectPart or EmbeddedPackagePart or EmbeddedControlPersistencePart or ControlPropertiesPart).ToArray();
            embedded |= objects.Length > 0;
            sheet.DeleteParts(objects);
        }
        if (embedded)
            remarks.Add("Đã bỏ các đối tượng nhúng của tệp gốc.");

        var gone = new HashSet<string>();
        foreach (var part in AllParts(book).ToArray())
        {
            var ids = new HashSet<string>();
            foreach (var outside in part.ExternalRelationships.ToArray())
            {
                ids.Add(outside.Id);
                part.DeleteExternalRelationship(outside);
            }
            foreach (var outside in part.HyperlinkRelationships.Where(h => h.IsExternal).ToArray())
            {
                ids.Add(outside.Id);
                part.DeleteReferenceRelationship(outside);
            }
            if (ids.Count == 0)
                continue;
            links = true;
            if (part is WorksheetPart)
                gone.UnionWith(ids.Select(id => Key(part, id)));
            else if (part is not WorkbookPart)
                RemoveElements(part, ids);
        }
        if (links)
            remarks.Add("Đã bỏ các liên kết ra ngoài của tệp gốc; ô có công thức lấy từ tệp khác chỉ còn giá trị.");
        return new(remarks, gone);
    }

    /// <summary>A workbook without macros is of another kind. The library would make another part of it, under another name, so the list of kinds is written instead.</summary>
    public static void NameAsPlain(Stream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true);
        const string Types = "[Content_Types].xml";
        XDocument types;
        using (var stream = archive.GetEntry(Types)!.Open())
            types = XDocument.Load(stream);
        foreach (var type in types.Root!.Elements().ToArray())
        {
            var kind = (string?)type.Attribute("ContentType") ?? "";
            if (kind.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
                type.Remove();
            else if (kind.StartsWith("application/vnd.ms-excel.", StringComparison.Ordinal) && kind.EndsWith(".main+xml", StringComparison.Ordinal))
                type.SetAttributeValue("ContentType", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml");
        }
        archive.GetEntry(Types)!.Delete();
        using var plain = archive.CreateEntry(Types).Open();
        types.Save(plain);
    }

    public static string Key(OpenXmlPart part, string id) => $"{part.Uri}/{id}";

    /// <summary>Formulas that take from another file or program.</summary>
    public static bool LeadsOut(string formula) => OtherFile().IsMatch(formula);

    private static void RemoveElements(OpenXmlPart part, HashSet<string> ids)
    {
        XDocument xml;
        using (var stream = part.GetStream(FileMode.Open, FileAccess.Read))
        using (var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }))
            xml = XDocument.Load(reader);
        foreach (var attribute in xml.Descendants().Attributes().Where(a => a.Name.Namespace == s_relationships && ids.Contains(a.Value)).ToArray())
        {
            // A picture that is both embedded and linked stays embedded.
            if (attribute.Name.LocalName == "link" || attribute.Parent!.Parent is null)
                attribute.Remove();
            else if (attribute.Parent.Parent is not null)
                attribute.Parent.Remove();
        }
        using var changed = part.GetStream(FileMode.Create, FileAccess.Write);
        xml.Save(changed);
    }

    private static IEnumerable<OpenXmlPart> AllParts(OpenXmlPart root)
    {
        var seen = new HashSet<OpenXmlPart>();
        var next = new Stack<OpenXmlPart>([root]);
        while (next.TryPop(out var part))
        {
            if (!seen.Add(part))
                continue;
            yield return part;
            foreach (var child in part.Parts)
                next.Push(child.OpenXmlPart);
        }
    }

    [GeneratedRegex(@"\[\d+\]|\[[^\]]+\.xl\w*\]|\|['A-Za-z]|\bWEBSERVICE\s*\(|\bRTD\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex OtherFile();
}
