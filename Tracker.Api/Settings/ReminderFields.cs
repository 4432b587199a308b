using System.Globalization;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Reminders;
using Tracker.Api.Shared;
using Tracker.Domain.Reminders;
using Tracker.Domain.Text;

namespace Tracker.Api.Settings;

/// <summary>Reminder settings as fields of the form, and what they may be.</summary>
internal static class ReminderFields
{
    private const int MostBefore = 40, MostRepeat = 90, MostAfter = 365, MostTitles = 50, LongestTitle = 100;

    private static readonly TimeOnly Earliest = new(5, 0), Latest = new(20, 0);

    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static IReadOnlyList<(string Value, string Text)> Overviews { get; } = [("", "Không có thư tổng hợp"), .. Week.Select(d => (Link.Name(d), ReminderWords.Name(d)))];

    public static IEnumerable<ShownField> Of(ReminderSettings settings) =>
    [
        new("remindersEnabled", settings.Enabled ? "1" : "", _ => "có"),
        new("remindBefore", string.Join(", ", settings.WorkingDaysBefore)),
        new("remindRepeat", $"{settings.RepeatAfterDays}"),
        new("remindLeader", $"{settings.ToLeaderAfterDays}"),
        new("remindCommittee", $"{settings.ToStandingCommitteeAfterDays}"),
        new("remindOverview", settings.OverviewOn is { } day ? Link.Name(day) : "", value => Overviews.FirstOrDefault(o => o.Value == value).Text ?? value),
        new("remindFrom", settings.From.ToString("HH:mm", CultureInfo.InvariantCulture)),
        new("remindReplyTo", settings.ReplyTo ?? ""),
        new("remindTitles", string.Join("\n", settings.LeaderTitles), lines => lines.ReplaceLineEndings("; ")),
    ];

    public static ReminderSettings Read(Fields fields) => new()
    {
        Enabled = fields.Ticked("remindersEnabled"),
        WorkingDaysBefore = [.. (fields.Text("remindBefore") ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : throw Refused.Field("remindBefore", $"“{part}” không phải là số ngày. Hãy ghi các số cách nhau bằng dấu phẩy: 7, 3, 1."))],
        RepeatAfterDays = fields.Number("remindRepeat") ?? 0,
        ToLeaderAfterDays = fields.Number("remindLeader"),
        ToStandingCommitteeAfterDays = fields.Number("remindCommittee"),
        OverviewOn = fields.Choice<DayOfWeek>("remindOverview"),
        From = TimeOnly.TryParseExact(fields.Needed("remindFrom").Replace('h', ':'), ["H:mm", "H:"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) ? from
            : throw Refused.Field("remindFrom", "Hãy ghi giờ và phút, ví dụ 07:00."),
        ReplyTo = fields.Text("remindReplyTo"),
        LeaderTitles = fields.Lines("remindTitles"),
    };

    /// <summary>The first field that won't do, and why; null when all will.</summary>
    public static (string Field, string Why)? Wrong(ReminderSettings settings) => settings switch
    {
        _ when settings.WorkingDaysBefore.Count > 10 || settings.WorkingDaysBefore.Any(d => d is < 1 or > MostBefore) => ("remindBefore", $"Nhắc trước hạn: nhiều nhất 10 mốc, mỗi mốc từ 1 đến {MostBefore} ngày làm việc."),
        { RepeatAfterDays: < 0 or > MostRepeat } => ("remindRepeat", $"Nhắc lại việc quá hạn sau 1 đến {MostRepeat} ngày; 0 là không nhắc lại."),
        { ToLeaderAfterDays: < 1 or > MostAfter } => ("remindLeader", $"Báo lãnh đạo đơn vị khi quá hạn từ 1 đến {MostAfter} ngày; để trống nếu không báo."),
        { ToStandingCommitteeAfterDays: < 1 or > MostAfter } => ("remindCommittee", $"Báo Thường trực khi quá hạn từ 1 đến {MostAfter} ngày; để trống nếu không báo."),
        { OverviewOn: DayOfWeek.Saturday or DayOfWeek.Sunday } => ("remindOverview", "Thư tổng hợp gửi vào một ngày từ thứ Hai đến thứ Sáu."),
        _ when settings.From < Earliest || settings.From > Latest => ("remindFrom", $"Giờ lập thư từ {Earliest:HH\\:mm} đến {Latest:HH\\:mm}."),
        { ReplyTo: { } address } when !System.Net.Mail.MailAddress.TryCreate(address, out var read) || read.Address != address || address.Any(char.IsControl) => ("remindReplyTo", "Địa chỉ nhận thư trả lời không đúng, ví dụ đúng: vanphong@hanoi.gov.vn."),
        _ when settings.LeaderTitles.Count > MostTitles || settings.LeaderTitles.Any(t => VietnameseText.Normalize(t).Length is 0 or > LongestTitle) => ("remindTitles", $"Chức danh lãnh đạo: nhiều nhất {MostTitles} dòng, mỗi dòng đến {LongestTitle} ký tự."),
        _ => null,
    };
}
