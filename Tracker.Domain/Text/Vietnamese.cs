namespace Tracker.Domain.Text;

/// <summary>Numbers and days as Vietnamese papers write them.</summary>
public static class Vietnamese
{
    /// <summary>Thousands with a dot: <c>21.914</c>; minus is U+2212.</summary>
    public static string Number(long number) => throw new NotImplementedException();

    /// <summary>dd/MM/yyyy, for tables.</summary>
    public static string Day(DateOnly day) => throw new NotImplementedException();

    /// <summary>"ngày 07 tháng 01 năm 2019", for prose: a zero before days under 10 and before months 1 and 2 (Decree 30/2020/NĐ-CP).</summary>
    public static string DayInWords(DateOnly day) => throw new NotImplementedException();

    /// <summary>Reads a day as people type it: 31/01/2019, 31-1-2019, 31.1.2019, 2019-01-31, "ngày 31 tháng 01 năm 2019". False for anything else and for days that don't exist.</summary>
    public static bool TryReadDay(string? text, out DateOnly day) => throw new NotImplementedException();
}
