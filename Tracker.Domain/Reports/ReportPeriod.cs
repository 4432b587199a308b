using Tracker.Domain.Text;

namespace Tracker.Domain.Reports;

public enum PeriodKind { Month, Quarter, Half, Year, Days }

/// <summary>The period that a report is about, both ends inclusive.</summary>
/// <param name="CutOff">By the reporting decree's cut-offs: from the 15th of the month before to the 14th (Decree 09/2019/NĐ-CP).</param>
public sealed record ReportPeriod(PeriodKind Kind, DateOnly From, DateOnly To, bool CutOff = false)
{
    private const int MonthsOfYear = 12;
    private const int LastOfCutOff = 14;

    /// <param name="number">From 1: of the month, the quarter, the half.</param>
    public static ReportPeriod Of(PeriodKind kind, int year, int number, bool cutOff = false)
    {
        var length = Months(kind);
        var last = new DateOnly(year, kind == PeriodKind.Year ? MonthsOfYear : number * length, 1);
        return cutOff
            ? new(kind, last.AddMonths(-length).AddDays(LastOfCutOff), last.AddDays(LastOfCutOff - 1), true)
            : new(kind, last.AddMonths(1 - length), last.AddMonths(1).AddDays(-1));
    }

    /// <summary>The month that the day lies in.</summary>
    public static ReportPeriod MonthOf(DateOnly day, bool cutOff = false)
    {
        var month = cutOff && day.Day > LastOfCutOff ? day.AddMonths(1) : day;
        return Of(PeriodKind.Month, month.Year, month.Month, cutOff);
    }

    /// <summary>Every period of a year: its months, quarters, halves, and itself.</summary>
    public static IReadOnlyList<ReportPeriod> AllOf(int year, bool cutOff) =>
    [
        .. from kind in new[] { PeriodKind.Month, PeriodKind.Quarter, PeriodKind.Half, PeriodKind.Year }
           from number in Enumerable.Range(1, MonthsOfYear / Months(kind))
           select Of(kind, year, number, cutOff),
    ];

    /// <summary>From 1, among those of its kind in the year.</summary>
    public int Number => To.Month / Months(Kind);

    /// <summary>Within a sentence: "tháng 11/2019", "quý IV/2019", "6 tháng đầu năm 2019", "năm 2019".</summary>
    public string Name => Kind switch
    {
        PeriodKind.Month => $"tháng {To.Month}/{To.Year}",
        PeriodKind.Quarter => $"quý {Roman}/{To.Year}",
        PeriodKind.Half => $"6 tháng {(Number == 1 ? "đầu" : "cuối")} năm {To.Year}",
        PeriodKind.Year => $"năm {To.Year}",
        _ => $"từ ngày {Vietnamese.Day(From)} đến ngày {Vietnamese.Day(To)}",
    };

    /// <summary>The name, and the days where the name doesn't say them.</summary>
    public string NameWithDays => CutOff ? $"{Name} (từ ngày {Vietnamese.Day(From)} đến ngày {Vietnamese.Day(To)})" : Name;

    /// <summary>"Tính đến hết" goes before it: the period itself when it ends on the day, else the day.</summary>
    public string Until(DateOnly asOf) => asOf == To && Kind != PeriodKind.Days && !CutOff ? Name : $"ngày {Vietnamese.Day(asOf)}";

    private string Roman => Number switch { 1 => "I", 2 => "II", 3 => "III", _ => "IV" };

    private static int Months(PeriodKind kind) => kind switch { PeriodKind.Quarter => 3, PeriodKind.Half => 6, PeriodKind.Year => MonthsOfYear, _ => 1 };
}
