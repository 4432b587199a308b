using Tracker.Domain.Councils;

namespace Tracker.Api.Pages;

/// <summary>Moments as people read them, in Vietnam's time.</summary>
public static class Moments
{
    /// <summary>"08:05 ngày 03/12/2019".</summary>
    public static string Text(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Council.TimeZone).ToString("HH:mm 'ngày' dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
