namespace Tracker.Domain.Sessions;

/// <summary>What events are called, the one place.</summary>
public static class EventWords
{
    public static string Name(this EventKind kind) => kind switch
    {
        EventKind.MidYear => "Kỳ họp thường lệ giữa năm",
        EventKind.YearEnd => "Kỳ họp thường lệ cuối năm",
        EventKind.Thematic => "Kỳ họp chuyên đề",
        EventKind.Extraordinary => "Kỳ họp bất thường",
        EventKind.Founding => "Kỳ họp thứ nhất",
        _ => "Sự kiện khác",
    };

    /// <summary>"10 ngày trước khai mạc", "3 ngày làm việc sau khai mạc", "ngày khai mạc".</summary>
    public static string When(int days, bool workingDays) => days == 0 ? "ngày khai mạc"
        : $"{Math.Abs(days)} ngày{(workingDays ? " làm việc" : "")} {(days < 0 ? "trước" : "sau")} khai mạc";

    public static string When(this EventAnchor anchor) => When(anchor.Days, anchor.WorkingDays);
}
