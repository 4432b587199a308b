using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using Tracker.Domain.Imports;

namespace Tracker.Jobs.Imports;

/// <summary>Writes a sheet's part anew, cell by cell as it is read, so that a large sheet needs no more memory than a small one.</summary>
internal sealed class SheetMarks
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Children of a worksheet that come after the notes' drawing.</summary>
    private static readonly HashSet<string> s_after = ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst", "AlternateContent"];

    private readonly XmlReader _xml;
    private readonly XmlWriter _to;
    private readonly SortedDictionary<int, SortedDictionary<int, Severity>> _marks = [];
    private readonly Func<uint, Severity, uint> _style;
    private readonly Func<string, bool> _isGone;
    private readonly HashSet<string> _goneShared = [];
    private readonly string? _drawing;
    private bool _drawn;
    private int _row;
    private int _column;

    private SheetMarks(XmlReader xml, XmlWriter to, IReadOnlyDictionary<(int Row, int Column), Severity> marks, Func<uint, Severity, uint> style, string? drawing, Func<string, bool> isGone)
    {
        (_xml, _to, _style, _drawing, _isGone) = (xml, to, style, drawing, isGone);
        foreach (var ((row, column), severity) in marks)
        {
            if (!_marks.TryGetValue(row, out var cells))
                _marks[row] = cells = [];
            cells[column] = severity;
        }
    }

    /// <param name="style">The style for a mark on a cell that has one.</param>
    /// <param name="drawing">Relationship of the notes' drawing; null when nothing was added or it is there already.</param>
    public static void Rewrite(WorksheetPart part, IReadOnlyDictionary<(int Row, int Column), Severity> marks, Func<uint, Severity, uint> style, string? drawing, IReadOnlySet<string> gone)
    {
        using var changed = new MemoryStream();
        using (var stream = part.GetStream(FileMode.Open, FileAccess.Read))
        using (var xml = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }))
        using (var to = XmlWriter.Create(changed, new() { CloseOutput = false }))
            new SheetMarks(xml, to, marks, style, drawing, id => gone.Contains(Stripping.Key(part, id))).Copy();
        changed.Position = 0;
        part.FeedData(changed);
    }

    private void Copy()
    {
        while (_xml.Read())
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    Element();
                    break;
                case XmlNodeType.EndElement:
                    Ending();
                    _to.WriteEndElement();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    _to.WriteString(_xml.Value);
                    break;
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    _to.WriteWhitespace(_xml.Value);
                    break;
            }
        }
    }

    private void Element()
    {
        var name = _xml.LocalName;
        if (_xml.Depth == 1 && s_after.Contains(name))
            Draw();
        switch (name)
        {
            case "legacyDrawing" when _drawing is not null:
                Skip();
                return;
            case "oleObjects" or "controls":
                Skip();
                return;
            case "hyperlinks" or "dataValidations" or "conditionalFormatting":
                Filtered();
                return;
            case "row" when _xml.NamespaceURI == Main:
                _row = int.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : _row + 1;
                _column = 0;
                RowsBefore(_row);
                Start(without: _marks.ContainsKey(_row) ? "spans" : null);
                break;
            case "c" when _xml.NamespaceURI == Main:
                StartCell();
                break;
            case "f" when _xml.Depth >= 4 && _xml.NamespaceURI == Main:
                Formula();
                return;
            default:
                Start();
                break;
        }
        if (_xml.IsEmptyElement)
        {
            Ending();
            _to.WriteEndElement();
        }
    }

    private void Start(string? without = null, string? style = null)
    {
        _to.WriteStartElement(_xml.Prefix, _xml.LocalName, _xml.NamespaceURI);
        if (_xml.MoveToFirstAttribute())
        {
            do
            {
                if (_xml.LocalName != without)
                    _to.WriteAttributeString(_xml.Prefix, _xml.LocalName, _xml.NamespaceURI, _xml.Value);
            }
            while (_xml.MoveToNextAttribute());
            _xml.MoveToElement();
        }
        if (style is not null)
            _to.WriteAttributeString("s", style);
    }

    private void StartCell()
    {
        _column = ColumnOf(_xml.GetAttribute("r")) ?? _column + 1;
        if (!_marks.TryGetValue(_row, out var cells))
        {
            Start();
            return;
        }
        CellsBefore(cells, _column);
        if (cells.Remove(_column, out var severity))
            Start("s", Number(_style(uint.TryParse(_xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? style : 0, severity)));
        else
            Start();
    }

    private static int? ColumnOf(string? reference) => CellName.TryRead(reference, out _, out var column) ? column : null;

    /// <summary>What is missing before an element ends.</summary>
    private void Ending()
    {
        switch (_xml.LocalName)
        {
            case "row" when _xml.NamespaceURI == Main && _marks.Remove(_row, out var cells):
                CellsBefore(cells, int.MaxValue);
                break;
            case "sheetData":
                RowsBefore(int.MaxValue);
                break;
            case "worksheet":
                Draw();
                break;
        }
    }

    private void RowsBefore(int row)
    {
        while (_marks.Count > 0 && _marks.First() is { Key: var next } && next < row)
        {
            _marks.Remove(next, out var cells);
            _to.WriteStartElement("row", Main);
            _to.WriteAttributeString("r", Number(next));
            var (here, _) = (_row, _row = next);
            CellsBefore(cells!, int.MaxValue);
            _row = here;
            _to.WriteEndElement();
        }
    }

    private void CellsBefore(SortedDictionary<int, Severity> cells, int column)
    {
        while (cells.Count > 0 && cells.First() is { Key: var next, Value: var severity } && next < column)
        {
            cells.Remove(next);
            _to.WriteStartElement("c", Main);
            _to.WriteAttributeString("r", CellName.Of(_row, next));
            _to.WriteAttributeString("s", Number(_style(0, severity)));
            _to.WriteEndElement();
        }
    }

    /// <summary>Formulas that lead out leave their values; so do those that share one of them.</summary>
    private void Formula()
    {
        var formula = Read();
        var shared = (string?)formula.Attribute("t") == "shared" ? (string?)formula.Attribute("si") : null;
        if (Stripping.LeadsOut(formula.Value) || (shared is not null && formula.Value.Length == 0 && _goneShared.Contains(shared)))
        {
            if (shared is not null)
                _goneShared.Add(shared);
            return;
        }
        formula.WriteTo(_to);
    }

    private void Filtered()
    {
        var all = Read();
        foreach (var child in all.Elements().ToArray())
        {
            if (child.DescendantsAndSelf().Attributes().Any(a => a.Name.NamespaceName == Relationships && _isGone(a.Value)) || Stripping.LeadsOut(child.Value))
                child.Remove();
        }
        if (!all.HasElements)
            return;
        all.Attribute("count")?.SetValue(all.Elements().Count());
        all.WriteTo(_to);
    }

    private void Draw()
    {
        if (_drawing is null || _drawn)
            return;
        _drawn = true;
        _to.WriteStartElement("legacyDrawing", Main);
        _to.WriteAttributeString("r", "id", Relationships, _drawing);
        _to.WriteEndElement();
    }

    private XElement Read()
    {
        using var subtree = _xml.ReadSubtree();
        return XElement.Load(subtree);
    }

    private void Skip()
    {
        using var subtree = _xml.ReadSubtree();
        while (subtree.Read())
        {
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
