using System.Globalization;
using System.Net;
using System.Text;
using Tracker.Db.Coordination;
using Tracker.Db.Reminders;
using Tracker.Domain.Reminders;
using Tracker.Domain.Text;
using Tracker.Jobs.Mail;

namespace Tracker.Jobs.Reminders;

/// <summary>What a digest says: a subject with its numbers, the same as text and as HTML, each item a link.</summary>
internal sealed class DigestMail(Guid council, string councilName, IReadOnlyDictionary<Guid, string> units, IReadOnlySet<Guid> outside, string? replyTo, MailOptions options)
{
    /// <summary>By the plan of the working day.</summary>
    public const string Planned = "digest";

    /// <summary>At somebody's wish.</summary>
    public const string AtOnce = "now";

    // A mail is read on the way; everything else is in the program.
    private const int MostListed = 100;

    public NewMail Of(Digest digest, string kind)
    {
        var id = Guid.CreateVersion7();
        var sections = Sections(digest, id);
        // From the key alone, so that whoever makes it makes the same.
        var messageId = string.Create(CultureInfo.InvariantCulture, $"<{kind}.{digest.Day:yyyyMMdd}.{digest.To.Id:N}.{council:N}@{options.Domain}>");
        return new(
            id, digest.To.Id, digest.To.UnitId, kind, digest.To.Email!, digest.To.Name, replyTo, Subject(digest, sections), messageId,
            Text(digest, sections, id), Html(digest, sections, id), ReminderLink.NewToken(), digest.Reminders, digest.Notices)
        {
            Answerable = [.. sections.SelectMany(s => s.Lines.Take(MostListed)).Select(l => l.Answers).OfType<Guid>().Distinct()],
        };
    }

    /// <summary>Whether its reader, of a body outside, answers for it by a link.</summary>
    private bool IsAnswerable(Digest digest, Reminder r) => r.Item.IsDuty && r.Item.ReportedOn is null && r.Item.LeadUnitId == digest.To.UnitId && outside.Contains(r.Item.LeadUnitId);

    /// <param name="Group">What it stands under within its section; null for none.</param>
    /// <param name="Answers">The item that its reader answers for by the link; null where the link leads into the program.</param>
    private sealed record Line(string? Group, string Title, string Detail, string Link, Guid? Answers = null);

    private sealed record Section(string Heading, string Counted, IReadOnlyList<Line> Lines);

    private List<Section> Sections(Digest digest, Guid mail) => new Section[]
    {
        new(NoticeKinds.Heading, "việc cần quyết, cần chuẩn bị",
            [.. digest.Notices.Select(n => new Line(n.Kind.Name(), OneLine(n.Title), OneLine(n.About).TrimEnd('.'), Address(NoticeReading.Path(n.Kind, n.Subject))))]),
        new("Quá hạn", "việc quá hạn", Of(digest, mail, digest.Overdue.Where(r => r.Reason <= ReminderReason.Overdue))),
        new("Quá hạn lâu ngày, báo cáo lãnh đạo đơn vị", "việc quá hạn lâu ngày", Of(digest, mail, digest.Overdue.Where(r => r.Reason == ReminderReason.ToLeader))),
        new("Quá hạn lâu ngày, báo cáo Thường trực", "việc quá hạn báo cáo Thường trực", Of(digest, mail, digest.Overdue.Where(r => r.Reason == ReminderReason.ToStandingCommittee))),
        new("Sắp đến hạn", "việc sắp đến hạn", Of(digest, mail, digest.DueSoon)),
    }.Where(s => s.Lines.Count > 0).ToList();

    private IReadOnlyList<Line> Of(Digest digest, Guid mail, IEnumerable<Reminder> reminders) =>
    [
        .. reminders.Select(r => IsAnswerable(digest, r)
            ? new Line(null, Title(r), Detail(digest, r), Address(AnswerLink.Place(mail, r.Item.Id)), r.Item.Id)
            : new Line(null, Title(r), Detail(digest, r), Address($"/nhiem-vu/{r.Item.Id}"))),
    ];

    private string Subject(Digest digest, List<Section> sections) =>
        $"{units.GetValueOrDefault(digest.To.UnitId, councilName)}: {string.Join(", ", sections.Select(s => $"{Vietnamese.Number(s.Lines.Count)} {s.Counted}"))} (tính đến {Vietnamese.Day(digest.Day)})";

    private string Opening(Digest digest) => $"{councilName} xin nhắc các việc sau, tính đến hết {Vietnamese.DayInWords(digest.Day)}.";

    private static string? Others(Digest digest) =>
        digest.OthersOverdue > 0 ? $"Ngoài ra còn {Vietnamese.Number(digest.OthersOverdue)} việc quá hạn đã nhắc trong những ngày trước." : null;

    private string Receipt(Guid mail) => Address(ReminderLink.Place(mail));

    private string Address(string path) => options.PublicAddress.TrimEnd('/') + path;

    private const string ReceiptAsked = "Đã nhận được thư này? Hãy mở liên kết sau để báo Văn phòng biết (không cần đăng nhập):";

    private string All(Digest digest) => Address($"/viec?unit={digest.To.UnitId}");

    private string Title(Reminder r) => OneLine(r.Item.Number.Length > 0 ? $"{r.Item.Number}. {r.Item.Title}" : r.Item.Title);

    private string Detail(Digest digest, Reminder r)
    {
        var parts = new List<string> { $"Hạn {Vietnamese.Day(r.Item.DueOn)}{(r.Item.DueProvisional ? " (dự kiến)" : "")}" };
        parts.Add(r.DaysOverdue > 0 ? $"quá hạn {Vietnamese.Number(r.DaysOverdue)} ngày"
            : r.Item.DueOn == digest.Day ? "đến hạn hôm nay"
            : $"còn {Vietnamese.Number(r.WorkingDaysLeft)} ngày làm việc");
        if (r.Item.LeadUnitId != digest.To.UnitId && units.TryGetValue(r.Item.LeadUnitId, out var unit))
            parts.Add($"{OneLine(unit)} chủ trì");
        if (r.Item.Officer.Length > 0)
            parts.Add($"chuyên viên theo dõi {OneLine(r.Item.Officer)}");
        if (r.Item.ReportedOn is { } reported)
            parts.Add($"đã báo cáo hoàn thành ngày {Vietnamese.Day(reported)}, chờ xác nhận");
        return string.Join("; ", parts);
    }

    private string Text(Digest digest, List<Section> sections, Guid mail)
    {
        var text = new StringBuilder();
        text.AppendLine($"Kính gửi: {OneLine(digest.To.Name)}").AppendLine().AppendLine(Opening(digest));
        foreach (var section in sections)
        {
            text.AppendLine().AppendLine($"{section.Heading.ToUpperInvariant()} ({Vietnamese.Number(section.Lines.Count)})");
            foreach (var group in section.Lines.Take(MostListed).GroupBy(l => l.Group))
            {
                if (group.Key is { } name)
                    text.AppendLine().AppendLine($"{name}:");
                foreach (var line in group)
                    text.AppendLine().AppendLine($"- {line.Title}").AppendLine($"  {line.Detail}.").AppendLine(line.Answers is null ? $"  {line.Link}" : $"  Trả lời, không cần đăng nhập: {line.Link}");
            }
            if (More(section) is { } more)
                text.AppendLine().AppendLine(more);
        }
        text.AppendLine();
        if (Others(digest) is { } others)
            text.AppendLine(others);
        return text.AppendLine($"Việc chưa xong của đơn vị: {All(digest)}").AppendLine().AppendLine(ReceiptAsked).AppendLine(Receipt(mail)).ToString();
    }

    private string Html(Digest digest, List<Section> sections, Guid mail)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"></head><body style=\"font-family:Arial,sans-serif;font-size:15px;line-height:1.5\">");
        html.Append($"<p>Kính gửi: {Safe(digest.To.Name)}</p><p>{Safe(Opening(digest))}</p>");
        foreach (var section in sections)
        {
            html.Append($"<h2 style=\"font-size:17px\">{Safe(section.Heading)} ({Vietnamese.Number(section.Lines.Count)})</h2>");
            foreach (var group in section.Lines.Take(MostListed).GroupBy(l => l.Group))
            {
                if (group.Key is { } name)
                    html.Append($"<h3 style=\"font-size:15px;margin-bottom:4px\">{Safe(name)}</h3>");
                html.Append("<ul>");
                foreach (var line in group)
                    html.Append(line.Answers is not null
                        ? $"<li style=\"margin-bottom:8px\">{Safe(line.Title)}<br>{Safe(line.Detail)}.<br><a href=\"{Safe(line.Link)}\">Trả lời, không cần đăng nhập</a></li>"
                        : $"<li style=\"margin-bottom:8px\"><a href=\"{Safe(line.Link)}\">{Safe(line.Title)}</a><br>{Safe(line.Detail)}.</li>");
                html.Append("</ul>");
            }
            if (More(section) is { } more)
                html.Append($"<p>{Safe(more)}</p>");
        }
        if (Others(digest) is { } others)
            html.Append($"<p>{Safe(others)}</p>");
        html.Append($"<p><a href=\"{Safe(All(digest))}\">Việc chưa xong của đơn vị</a></p>");
        html.Append($"<p style=\"border-top:1px solid #c9c5bc;padding-top:12px\"><a href=\"{Safe(Receipt(mail))}\">Tôi đã nhận được thư này</a> (báo cho Văn phòng biết, không cần đăng nhập)</p>");
        return html.Append("</body></html>").ToString();
    }

    private static string? More(Section section) =>
        section.Lines.Count > MostListed ? $"… và {Vietnamese.Number(section.Lines.Count - MostListed)} việc khác; hãy mở chương trình để xem đủ." : null;

    private static string OneLine(string text) => VietnameseText.Normalize(text);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
