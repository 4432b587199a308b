using System.Security;

namespace Tracker.Jobs.Reports.Workbooks;

/// <summary>Charts as parts of a workbook (DrawingML), made for paper: Times New Roman, and no series that only its colour tells.</summary>
internal static class ChartParts
{
    private const string A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private const string C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private const string R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Categories = "10000001", Values = "10000002";
    private const string Thin = "<a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"404040\"/></a:solidFill></a:ln>";

    public static string Drawing(IReadOnlyList<PlacedChart> charts) => $"""
        <xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="{A}">{string.Concat(charts.Select(Anchor))}</xdr:wsDr>
        """;

    private static string Anchor(PlacedChart placed, int place) => $"""
        <xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{placed.From}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{placed.Columns}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{placed.To}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{place + 2}" name="Biểu đồ {place + 1}" descr="{Text(Spoken(placed.Chart))}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="{C}"><c:chart xmlns:c="{C}" xmlns:r="{R}" r:id="rId{place + 1}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>
        """;

    public static string Chart(Chart chart) => $"""
        <c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="vi-VN" sz="1200" b="1"><a:latin typeface="Times New Roman"/></a:rPr><a:t>{Text(chart.Title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{(chart.Kind == ChartKind.Lines ? Lines(chart) : Bars(chart))}</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="A6A6A6"/></a:solidFill></a:ln></c:spPr>{Font(1000)}</c:chartSpace>
        """;

    private static string Lines(Chart chart) => $"""
        <c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{string.Concat(chart.Series.Select((s, place) => $"<c:ser>{Name(s, place)}{Line(s.Look)}{Labels(s.Look == ChartLook.Done ? "t" : null)}{Data(chart, s)}<c:smooth val=\"0\"/></c:ser>"))}<c:marker val="1"/><c:axId val="{Categories}"/><c:axId val="{Values}"/></c:lineChart>{Axes("b", "l", "minMax")}
        """;

    private static string Bars(Chart chart) => $"""
        <c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>{string.Concat(chart.Series.Select((s, place) => $"<c:ser>{Name(s, place)}<c:spPr>{Fill(s.Look)}{Thin}</c:spPr><c:invertIfNegative val=\"0\"/>{Labels("ctr")}{Data(chart, s)}</c:ser>"))}<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="{Categories}"/><c:axId val="{Values}"/></c:barChart>{Axes("l", "b", "maxMin")}
        """;

    private static string Name(ChartSeries series, int place) => $"<c:idx val=\"{place}\"/><c:order val=\"{place}\"/><c:tx><c:v>{Text(series.Name)}</c:v></c:tx>";

    private static string Data(Chart chart, ChartSeries series) => $"""
        <c:cat><c:strRef><c:f>{Text(chart.Cells.ToString())}</c:f><c:strCache><c:ptCount val="{chart.Categories.Count}"/>{string.Concat(chart.Categories.Select((name, i) => $"<c:pt idx=\"{i}\"><c:v>{Text(name)}</c:v></c:pt>"))}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{Text(series.Cells.ToString())}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{series.Values.Count}"/>{string.Concat(series.Values.Select((v, i) => v is { } value ? $"<c:pt idx=\"{i}\"><c:v>{value}</c:v></c:pt>" : ""))}</c:numCache></c:numRef></c:val>
        """;

    /// <summary>Values in a white box, so that they are read on any pattern; zero says nothing.</summary>
    private static string Labels(string? position) => position is null ? "" :
        $"<c:dLbls><c:numFmt formatCode=\"#,##0;;\" sourceLinked=\"0\"/><c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>{Font(900)}<c:dLblPos val=\"{position}\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>";

    private static string Axes(string categoriesAt, string valuesAt, string order) => $"""
        <c:catAx><c:axId val="{Categories}"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/><c:axPos val="{categoriesAt}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{Thin}</c:spPr>{Font(1000)}<c:crossAx val="{Values}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx><c:valAx><c:axId val="{Values}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="{valuesAt}"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D0D0D0"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{Font(1000)}<c:crossAx val="{Categories}"/><c:crosses val="{(order == "maxMin" ? "max" : "autoZero")}"/><c:crossBetween val="between"/></c:valAx>
        """;

    private static string Line(ChartLook look) => look == ChartLook.Planned
        ? "<c:spPr><a:ln w=\"22225\"><a:solidFill><a:srgbClr val=\"7F7F7F\"/></a:solidFill><a:prstDash val=\"dash\"/></a:ln></c:spPr><c:marker><c:symbol val=\"diamond\"/><c:size val=\"6\"/><c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln w=\"12700\"><a:solidFill><a:srgbClr val=\"7F7F7F\"/></a:solidFill></a:ln></c:spPr></c:marker>"
        : "<c:spPr><a:ln w=\"34925\"><a:solidFill><a:srgbClr val=\"1F6F54\"/></a:solidFill></a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"7\"/><c:spPr><a:solidFill><a:srgbClr val=\"1F6F54\"/></a:solidFill></c:spPr></c:marker>";

    private static string Fill(ChartLook look) => look switch
    {
        ChartLook.Done => "<a:solidFill><a:srgbClr val=\"1F6F54\"/></a:solidFill>",
        ChartLook.Late => Pattern("wdUpDiag", "6A4300"),
        ChartLook.Undated => Pattern("smGrid", "1F6F54"),
        ChartLook.Overdue => Pattern("dkDnDiag", "8A1A14"),
        ChartLook.Free => Pattern("ltVert", "4D535B"),
        ChartLook.Carried => Pattern("dkHorz", "6A5A9C"),
        _ => "<a:solidFill><a:srgbClr val=\"F2F2F2\"/></a:solidFill>",
    };

    private static string Pattern(string preset, string colour) =>
        $"<a:pattFill prst=\"{preset}\"><a:fgClr><a:srgbClr val=\"{colour}\"/></a:fgClr><a:bgClr><a:srgbClr val=\"FFFFFF\"/></a:bgClr></a:pattFill>";

    private static string Font(int size) =>
        $"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill><a:latin typeface=\"Times New Roman\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>";

    /// <summary>For those who don't see it.</summary>
    private static string Spoken(Chart chart) =>
        $"{chart.Title}: {string.Join("; ", chart.Series.Select(s => $"{s.Name} {string.Join(", ", chart.Categories.Zip(s.Values).Where(v => v.Second is not null).Select(v => $"{v.First} {v.Second}"))}"))}";

    private static string Text(string text) => SecurityElement.Escape(text);
}
