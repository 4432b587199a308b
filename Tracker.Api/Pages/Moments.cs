using Tracker.Domain.Councils;

namespace Tracker.Api.Pages;

/// <summary>Moments as people read them, in Vietnam's time.</summary>
public static class Moments
{
    /// <summary>"08:05 ngày 03/12/2019".</summary>
    public static string Text(DateTimeOffset moment) =>
        Domain.Text.Vietnamese.Moment(moment);

    /// <summary>"03/12/2019 08:05", as it is typed into a field; a day alone for its last moment.</summary>
    public static string Typed(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Council.TimeZone);
        var format = local.TimeOfDay.Ticks / TimeSpan.TicksPerMicrosecond == (TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond) - 1 ? "dd/MM/yyyy" : local.Second == 0 ? "dd/MM/yyyy HH:mm" : "dd/MM/yyyy HH:mm:ss";
        return local.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
    }
}
