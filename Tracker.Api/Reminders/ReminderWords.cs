using Tracker.Api.Pages;
using Tracker.Db.Reminders;
using Tracker.Domain.Reminders;
using Tracker.Domain.Text;

namespace Tracker.Api.Reminders;

/// <summary>What became of mails, and why things stand in them, as people read it.</summary>
public static class ReminderWords
{
    public static string Name(this ReminderResult result) => result switch
    {
        ReminderResult.Sent => "Đã gửi",
        ReminderResult.Waiting => "Đang chờ gửi",
        ReminderResult.Failed => "Gửi lỗi, sẽ thử lại",
        ReminderResult.GivenUp => "Bỏ cuộc",
        _ => "Đã báo nhận",
    };

    /// <summary>The colour of its tag, which says nothing that the words don't.</summary>
    public static string Tag(this ReminderResult result) => result switch
    {
        ReminderResult.Sent => "ok",
        ReminderResult.Acknowledged => "ok",
        ReminderResult.Waiting => "soon",
        ReminderResult.Failed => "late",
        _ => "bad",
    };

    /// <summary>What is to be said beside the result; null for nothing.</summary>
    public static string? Details(this ReminderRow mail) => mail.Result switch
    {
        ReminderResult.Sent => $"lúc {Moments.Text(mail.SentAt!.Value)}",
        ReminderResult.Acknowledged => $"lúc {Moments.Text(mail.AcknowledgedAt!.Value)}{(mail.SentAt is { } sent ? $"; gửi lúc {Moments.Text(sent)}" : "")}",
        ReminderResult.Failed => $"đã thử {mail.Tries} lần, thử lại lúc {Moments.Text(mail.NextAttemptAt!.Value)}. {mail.LastError}",
        ReminderResult.GivenUp => mail.Tries > 0 ? $"sau {mail.Tries} lần thử. {mail.LastError}" : mail.LastError,
        _ => null,
    };

    /// <summary>In a table of times: "đã gửi 07:00 ngày 20/11/2026".</summary>
    public static string Said(this ItemReminder time) => Said(time.Result, time.SentAt, time.AcknowledgedAt);

    /// <inheritdoc cref="Said(ItemReminder)"/>
    public static string Said(this ToldNotice told) => Said(told.Result, told.SentAt, told.AcknowledgedAt);

    private static string Said(ReminderResult result, DateTimeOffset? sentAt, DateTimeOffset? acknowledgedAt) => result switch
    {
        ReminderResult.Sent => $"đã gửi {Moments.Text(sentAt!.Value)}",
        ReminderResult.Acknowledged => $"đã báo nhận {Moments.Text(acknowledgedAt!.Value)}",
        ReminderResult.Waiting => "đang chờ gửi",
        ReminderResult.Failed => "gửi lỗi, sẽ thử lại",
        _ => "không gửi được",
    };

    public static string To(this ItemReminder time) => To(time.Name, time.UnitName);

    public static string To(this ToldNotice told) => To(told.Name, told.UnitName);

    private static string To(string name, string? unit) => unit is null ? name : $"{name} ({unit})";

    public static string Name(this ReminderReason reason) => reason switch
    {
        ReminderReason.Overview => "tổng hợp",
        ReminderReason.DueSoon => "sắp đến hạn",
        ReminderReason.Overdue => "quá hạn",
        ReminderReason.ToLeader => "quá hạn lâu, báo lãnh đạo",
        _ => "quá hạn lâu, báo Thường trực",
    };

    public static string Kind(string kind) => kind == "now" ? "gửi ngay" : "theo lịch";

    public static string Outcome(this ReminderAttempt attempt) => attempt.Outcome switch
    {
        "sent" => "đã gửi",
        "failed" => "lỗi",
        "givenUp" => "lỗi, bỏ cuộc",
        _ => "chưa rõ kết quả (chương trình dừng giữa chừng)",
    };

    private static readonly string[] Weekdays = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

    /// <summary>"Thứ Hai, 23/11/2026".</summary>
    public static string Weekday(DateOnly day) => $"{Name(day.DayOfWeek)}, {Vietnamese.Day(day)}";

    public static string Name(DayOfWeek day) => Weekdays[(int)day];

    public static string Until(this Pause pause) => pause.Until is { } until ? $"đến hết {Vietnamese.Day(until)}" : "đến khi cho nhắc lại";
}
