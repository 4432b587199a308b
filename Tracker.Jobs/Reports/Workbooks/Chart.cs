namespace Tracker.Jobs.Reports.Workbooks;

public enum ChartKind { Lines, StackedBars }

/// <summary>How a series looks: told from the others without colour, by pattern, dash and marker.</summary>
public enum ChartLook { Planned, Done, Late, Undated, Overdue, Open, Free, Carried }

/// <summary>Cells of one column, rows and columns from 1, both ends inclusive.</summary>
public sealed record SheetRange(string Sheet, int Column, int First, int Last)
{
    public override string ToString()
    {
        var column = SheetWriter.Letters(Column);
        return $"'{Sheet}'!${column}${First}:${column}${Last}";
    }
}

/// <param name="Cells">Where the values stand in the workbook.</param>
/// <param name="Values">The same, so that the chart is drawn before anything is computed; null for a gap.</param>
public sealed record ChartSeries(string Name, SheetRange Cells, IReadOnlyList<long?> Values, ChartLook Look);

/// <summary>A chart of cells of the workbook: it changes when they do.</summary>
public sealed record Chart(ChartKind Kind, string Title, SheetRange Cells, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series);

/// <param name="From">Row above it, from 0.</param>
/// <param name="To">Its last row.</param>
internal sealed record PlacedChart(Chart Chart, int From, int To, int Columns);
