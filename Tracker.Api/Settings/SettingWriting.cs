using Tracker.Api.Accounts;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Api.Units;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Journal;
using Tracker.Domain.Coordination;
using Tracker.Domain.Councils;
using Tracker.Domain.Reports;
using Tracker.Domain.Text;

namespace Tracker.Api.Settings;

/// <summary>Changes of what a council decides for itself, from the API and from the page.</summary>
public sealed class SettingWriting(Session session, CurrentUser user)
{
    private const int LongestText = 300;

    /// <param name="change">The council as it is to be, from how it is.</param>
    /// <param name="expectedVersion">Null takes whatever is there.</param>
    public async Task<Written> Change(Func<Council, Council> change, int? expectedVersion, CancellationToken cancel)
    {
        var current = await CouncilStore.Find(session, cancel);
        if (expectedVersion is { } expected && expected != current.Version)
            throw Preconditions.Stale(current.Version, current.Settings);
        var changed = Checked(change(current));
        await CouncilStore.Change(session, changed, cancel);
        await new JournalStore(session).Add(user.AccountId, "Sửa thiết lập", changed.Name, ShownFields.Changes(Fields(current), Fields(changed)), JournalKind.Administration, cancel);
        return new(changed.Settings, current.Version + 1);
    }

    public static IReadOnlyList<ShownField> Fields(Council council)
    {
        var settings = council.Settings;
        return
        [
            new("council", council.Name),
            new("place", council.Place),
            new("terms", string.Join("\n", settings.Terms.Select(SettingLines.Write)), InOneLine),
            new("daysOff", string.Join("\n", SettingLines.Write(settings.SpecialDays.Where(d => !d.Working))), InOneLine),
            new("workingDays", string.Join("\n", SettingLines.Write(settings.SpecialDays.Where(d => d.Working))), InOneLine),
            new("completionNeedsConfirmation", settings.CompletionNeedsConfirmation ? "1" : "", _ => "có"),
            new("mostExtensions", settings.MostExtensions.ToString()),
            new("startOfMonthDay", settings.StartOfMonthDay.ToString()),
            new("opensOn", UnitWords.Day(settings.OpensOn)),
            .. CompletenessFields.Of(settings.Completeness),
            .. ReminderFields.Of(settings.Reminders),
            new("itemLeadDays", $"{settings.Coordination.ItemLeadDays}"),
            new("renewalLeadDays", $"{settings.Coordination.RenewalLeadDays}"),
            new("issuer", settings.Report.Issuer),
            new("symbol", settings.Report.Symbol),
            new("recipients", string.Join("\n", settings.Report.Recipients), InOneLine),
            new("authority", settings.Report.Authority),
            new("signerTitle", settings.Report.SignerTitle),
            new("signerName", settings.Report.SignerName),
        ];
    }

    private static string InOneLine(string lines) => string.Join("; ", lines.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static Council Checked(Council council)
    {
        var settings = council.Settings;
        if (VietnameseText.Normalize(council.Name) is not { Length: > 0 and <= LongestText })
            throw Refused.Field("council", $"Hãy ghi tên Hội đồng, nhiều nhất {LongestText} ký tự.");
        if (VietnameseText.Normalize(council.Place) is not { Length: > 0 and <= LongestText })
            throw Refused.Field("place", $"Hãy ghi địa danh, nhiều nhất {LongestText} ký tự, ví dụ Hà Nội.");
        if (settings.StartOfMonthDay is < 1 or > 28)
            throw Bad("startOfMonthDay", "Ngày của “đầu tháng” phải từ 1 đến 28.");
        if (settings.MostExtensions is < 0 or > 20)
            throw Bad("mostExtensions", "Số lần gia hạn nhiều nhất phải từ 0 đến 20.");
        if (settings.Terms is null || settings.Terms.Any(t => t is null || string.IsNullOrWhiteSpace(t.Name) || t.To < t.From))
            throw Bad("terms", "Mỗi nhiệm kỳ (terms) phải có tên, ngày đầu và ngày cuối không trước ngày đầu; hãy gửi danh sách trống nếu chưa có.");
        if (settings.SpecialDays is null || settings.SpecialDays.Any(d => d is null || string.IsNullOrWhiteSpace(d.Name)))
            throw Bad("specialDays", "Mỗi ngày nghỉ, ngày làm bù (specialDays) phải có ngày và tên; hãy gửi danh sách trống nếu chưa có.");
        if (settings.SpecialDays.GroupBy(d => d.Day).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Bad(twice.Any(d => d.Working) ? "workingDays" : "daysOff", $"Ngày {Vietnamese.Day(twice.Key)} được ghi hai lần ({string.Join("; ", twice.Select(d => d.Name))}). Hãy bỏ một.");
        if (ReminderFields.Wrong(settings.Reminders) is var (wrong, why))
            throw Bad(wrong, why);
        foreach (var (field, days) in new[] { ("itemLeadDays", settings.Coordination.ItemLeadDays), ("renewalLeadDays", settings.Coordination.RenewalLeadDays) })
            if (days is < 0 or > CoordinationSettings.MostDays)
                throw Bad(field, $"{FieldWords.Of(field)}: từ 0 đến {CoordinationSettings.MostDays} ngày.");
        var report = settings.Report;
        foreach (var (field, text, needed) in new[]
        {
            ("issuer", report.Issuer, true), ("symbol", report.Symbol, true), ("authority", report.Authority, false), ("signerTitle", report.SignerTitle, true), ("signerName", report.SignerName, false),
        })
            if (needed && string.IsNullOrWhiteSpace(text) || text.Length > ReportPaper.LongestLine)
                throw Bad(field, $"{FieldWords.Of(field)}: hãy ghi{(needed ? "" : " hoặc để trống")}, nhiều nhất {ReportPaper.LongestLine} ký tự.");
        if (report.Symbol.Any(c => char.IsWhiteSpace(c) || c == '/'))
            throw Bad("symbol", "Ký hiệu sau số viết liền, không có dấu gạch chéo, ví dụ BC-VP.");
        if (report.Recipients.Count > ReportPaper.MostLines || report.Recipients.Any(r => string.IsNullOrWhiteSpace(r) || r.Length > ReportPaper.LongestLine))
            throw Bad("recipients", $"Nơi nhận: nhiều nhất {ReportPaper.MostLines} dòng, mỗi dòng nhiều nhất {ReportPaper.LongestLine} ký tự.");
        return council with
        {
            Name = VietnameseText.Normalize(council.Name), Place = VietnameseText.Normalize(council.Place),
            Settings = settings with { Terms = [.. settings.Terms.OrderBy(t => t.From)], SpecialDays = [.. settings.SpecialDays.OrderBy(d => d.Day)] },
        };
    }

    private static Refused Bad(string field, string sentence) => new(400, "bad-setting", sentence)
    {
        Extensions = new() { ["errors"] = new Dictionary<string, string[]> { [field] = [sentence] } },
    };
}
