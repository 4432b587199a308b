using Tracker.Domain.Councils;

namespace Tracker.Api.Pages;

/// <summary>Moments as people read them, in Vietnam's time.</summary>
public static class Moments
{
    /// <summary>"08:05 ngày 03/12/2019".</summary>
    public static string Text(DateTimeOffset moment) =>
        Domain.Text.Vietnamese.Moment(moment);

    /// <summary>Until when something holds: "hết ngày 03/12/2019" where a day is its last, else the moment.</summary>
    public static string End(DateTimeOffset end) => TimeZoneInfo.ConvertTime(end, Council.TimeZone).TimeOfDay == TimeSpan.Zero
        ? $"hết ngày {Domain.Text.Vietnamese.Day(Council.DayOf(end.AddDays(-1)))}"
        : Text(end);

    /// <summary>"03/12/2019 08:05", as it is typed into a field; a day alone for its last moment.</summary>
    public static string Typed(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Council.TimeZone);
        var format = local.TimeOfDay.Ticks / TimeSpan.TicksPerMicrosecond == (TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond) - 1 ? "dd/MM/yyyy" : local.Second == 0 ? "dd/MM/yyyy HH:mm" : "dd/MM/yyyy HH:mm:ss";
        return local.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
    }
}
