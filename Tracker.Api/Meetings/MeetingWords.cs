using System.Globalization;
using Tracker.Api.Shared;
using Tracker.Domain.Meetings;

namespace Tracker.Api.Meetings;

public static class MeetingWords
{
    public static string Name(this MeetingKind kind) => kind == MeetingKind.Monthly ? "Giao ban tháng" : "Giao ban chuyên đề";

    public static IReadOnlyList<(string Value, string Text)> Kinds { get; } = [.. Enum.GetValues<MeetingKind>().Select(k => (Link.Name(k), k.Name()))];

    /// <summary>"8 giờ 30", as papers write it.</summary>
    public static string InWords(TimeOnly time) => time.Minute == 0 ? $"{time.Hour} giờ" : $"{time.Hour} giờ {time.Minute:00}";

    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text.Replace('h', ':').Replace(" ", "").TrimEnd(':'), ["H:mm", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
