using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tracker.Domain.Imports;

namespace Tracker.Jobs.Imports;

/// <summary>Notes on cells: their texts in one part, and in another the boxes in which they are shown.</summary>
internal static class SheetNotes
{
    private static readonly XNamespace s_v = "urn:schemas-microsoft-com:vml", s_o = "urn:schemas-microsoft-com:office:office", s_x = "urn:schemas-microsoft-com:office:excel";

    /// <summary>Adds notes to a sheet; a cell that has one already gets the sentence below it.</summary>
    /// <returns>Relationship of a drawing that the sheet has to name; null when it names it already.</returns>
    public static string? Add(WorksheetPart sheet, IReadOnlyList<(int Row, int Column, string Text)> notes, string author)
    {
        var part = sheet.WorksheetCommentsPart ?? sheet.AddNewPart<WorksheetCommentsPart>();
        var comments = part.Comments ??= new(new Authors(), new CommentList());
        comments.Authors ??= new();
        comments.CommentList ??= new();
        var by = (uint)comments.Authors.ChildElements.Count;
        comments.Authors.Append(new Author(author));
        var known = comments.CommentList.Elements<Comment>().Where(c => c.Reference?.Value is not null).GroupBy(c => c.Reference!.Value!).ToDictionary(g => g.Key, g => g.First());
        var added = new List<(int Row, int Column)>();
        foreach (var (row, column, text) in notes)
        {
            var cell = CellName.Of(row, column);
            var run = new Run(new RunProperties(new FontSize { Val = 10 }, new RunFont { Val = "Tahoma" }), new Text(MarkedWorkbook.Legal(text)) { Space = SpaceProcessingModeValues.Preserve });
            if (known.TryGetValue(cell, out var own))
            {
                own.CommentText ??= new();
                run.GetFirstChild<Text>()!.Text = "\n" + run.GetFirstChild<Text>()!.Text;
                own.CommentText.Append(run);
                continue;
            }
            comments.CommentList.Append(new Comment(new CommentText(run)) { Reference = cell, AuthorId = by });
            added.Add((row, column));
        }
        comments.Save();
        return Draw(sheet, added, known.Keys);
    }

    private static string? Draw(WorksheetPart sheet, IReadOnlyList<(int Row, int Column)> added, IEnumerable<string> known)
    {
        if (added.Count == 0)
            return null;
        if (Legacy(sheet) is { } there && Load(there) is { } drawing)
        {
            Append(drawing, added);
            Save(there, drawing);
            return null;
        }
        // Boxes that no XML reader understands are drawn anew, those of the file's own notes too.
        var part = sheet.AddNewPart<VmlDrawingPart>();
        var own = known.Select(k => CellName.TryRead(k, out var row, out var column) ? (row, column) : (0, 0)).Where(c => c.Item1 > 0);
        var empty = new XDocument(new XElement("xml",
            new XAttribute(XNamespace.Xmlns + "v", s_v), new XAttribute(XNamespace.Xmlns + "o", s_o), new XAttribute(XNamespace.Xmlns + "x", s_x),
            new XElement(s_o + "shapelayout", new XAttribute(s_v + "ext", "edit"), new XElement(s_o + "idmap", new XAttribute(s_v + "ext", "edit"), new XAttribute("data", "1")))));
        Append(empty, [.. own, .. added]);
        Save(part, empty);
        return sheet.GetIdOfPart(part);
    }

    /// <summary>The drawing that the sheet names for its notes; one for the printed header is another.</summary>
    private static VmlDrawingPart? Legacy(WorksheetPart sheet)
    {
        using var stream = sheet.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "legacyDrawing" } && xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") is { } id)
                return sheet.Parts.FirstOrDefault(p => p.RelationshipId == id)?.OpenXmlPart as VmlDrawingPart;
        }
        return null;
    }

    private static XDocument? Load(VmlDrawingPart part)
    {
        try
        {
            using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
            using var xml = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(xml) is { Root: not null } drawing ? drawing : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static void Save(VmlDrawingPart part, XDocument drawing)
    {
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        using var xml = XmlWriter.Create(stream, new() { OmitXmlDeclaration = true });
        drawing.Save(xml);
    }

    private static void Append(XDocument drawing, IReadOnlyList<(int Row, int Column)> cells)
    {
        var root = drawing.Root!;
        const string Type = "_x0000_t202";
        if (!root.Elements(s_v + "shapetype").Any(t => (string?)t.Attribute("id") == Type))
        {
            root.Add(new XElement(s_v + "shapetype", new XAttribute("id", Type), new XAttribute("coordsize", "21600,21600"), new XAttribute(s_o + "spt", "202"), new XAttribute("path", "m,l,21600r21600,l21600,xe"),
                new XElement(s_v + "stroke", new XAttribute("joinstyle", "miter")),
                new XElement(s_v + "path", new XAttribute("gradientshapeok", "t"), new XAttribute(s_o + "connecttype", "rect"))));
        }
        var taken = root.Descendants(s_v + "shape").Select(s => (string?)s.Attribute("id")).ToHashSet();
        var next = 1025;
        foreach (var (row, column) in cells)
        {
            while (taken.Contains($"_x0000_s{next}"))
                next++;
            root.Add(Box($"_x0000_s{next++}", row - 1, column - 1));
        }
    }

    private static XElement Box(string id, int row, int column) => new(s_v + "shape",
        new XAttribute("id", id), new XAttribute("type", "#_x0000_t202"), new XAttribute("style", "position:absolute;visibility:hidden"), new XAttribute("fillcolor", "#ffffe1"), new XAttribute(s_o + "insetmode", "auto"),
        new XElement(s_v + "fill", new XAttribute("color2", "#ffffe1")),
        new XElement(s_v + "shadow", new XAttribute("on", "t"), new XAttribute("color", "black"), new XAttribute("obscured", "t")),
        new XElement(s_v + "path", new XAttribute(s_o + "connecttype", "none")),
        new XElement(s_v + "textbox", new XAttribute("style", "mso-direction-alt:auto")),
        new XElement(s_x + "ClientData", new XAttribute("ObjectType", "Note"),
            new XElement(s_x + "MoveWithCells"), new XElement(s_x + "SizeWithCells"),
            new XElement(s_x + "Anchor", $"{column + 1}, 15, {Math.Max(0, row - 1)}, 4, {column + 4}, 60, {row + 5}, 4"),
            new XElement(s_x + "AutoFill", "False"), new XElement(s_x + "Row", row), new XElement(s_x + "Column", column)));
}
