using Tracker.Domain.Coordination;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Programmes;
using Tracker.Domain.Schedules;
using Tracker.Domain.Sessions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Reminders;

/// <summary>What there is to notice on a day, thing by thing: when it began and what is said of it. To whom and when it is told is <see cref="Reminding"/>'s.</summary>
/// <param name="day">Of the mails.</param>
/// <param name="unit">Names of units.</param>
/// <param name="renewalLeadDays">How long before its end an agreement is due for renewal.</param>
public sealed class Noticing(DateOnly day, WorkingCalendar calendar, Func<Guid, string> unit, int renewalLeadDays)
{
    /// <summary>How long before it opens a session's day should stand.</summary>
    public const int SessionLeadDays = 30;

    /// <summary>How many working days ahead a meeting is told.</summary>
    public const int MeetingLeadDays = 3;

    public Notice ExtensionWaiting(Guid item, ItemFacts facts, ExtensionRequest request) => OfItem(
        NoticeKind.ExtensionWaiting, item, facts, Council.DayOf(request.Entry.RecordedAt),
        $"{unit(facts.LeadUnitId)} xin gia hạn đến {Vietnamese.Day(request.Asked.DueOn)}, hạn đang tính {Due(facts)}; {Asked(request.Entry.EffectiveOn)}; lý do: {request.Asked.Reason}");

    /// <param name="item">The item that it is about; null for none or several.</param>
    /// <param name="what">What is asked for, in words.</param>
    public Notice ProposalWaiting(Guid proposal, Guid? item, Guid asker, string what, DateOnly askedOn, string reason) =>
        new(NoticeKind.ProposalWaiting, proposal, asker, item, askedOn, what, $"{unit(asker)} {Asked(askedOn)}; lý do: {reason}");

    /// <param name="report">By which completion is reported.</param>
    /// <param name="outside">Whether the one who reports is a body outside.</param>
    public Notice CompletionWaiting(Guid item, ItemFacts facts, Entry report, bool outside) => OfItem(
        outside ? NoticeKind.AnswerWaiting : NoticeKind.CompletionWaiting, item, facts, Council.DayOf(report.RecordedAt),
        $"{unit(facts.LeadUnitId)} báo cáo hoàn thành ngày {Vietnamese.Day(report.EffectiveOn)}{(report.Document is { } paper ? $", văn bản {paper}" : "")}{Waited(Council.DayOf(report.RecordedAt))}; hạn {Due(facts)}");

    public Notice ProposalApproved(Guid proposal, Guid? item, Guid asker, string what, DateOnly decidedOn) => new(
        NoticeKind.ProposalApproved, proposal, asker, item, decidedOn, what,
        $"{unit(asker)} đề nghị, Thường trực chấp thuận ngày {Vietnamese.Day(decidedOn)}{Waited(decidedOn)}; cần ban hành và ghi văn bản điều chỉnh");

    /// <param name="known">Day from which its terms were recorded as they stand.</param>
    /// <returns>Null unless its end is near.</returns>
    public Notice? AgreementEnding(CoordinationAgreement agreement, DateOnly known) =>
        agreement.Status(day, renewalLeadDays) != AgreementStatus.DueForRenewal ? null : new(
            NoticeKind.AgreementEnding, agreement.Id, agreement.Terms.KeeperId, null, Later(agreement.Terms.ValidTo!.Value.AddDays(-renewalLeadDays), known), Named(agreement),
            $"{unit(agreement.Terms.KeeperId)} theo dõi; hết hiệu lực ngày {Vietnamese.Day(agreement.Terms.ValidTo.Value)}, còn {Days(agreement.Terms.ValidTo.Value)}; cần gia hạn hoặc ký quy chế mới");

    /// <inheritdoc cref="AgreementEnding"/>
    public Notice? ReviewComing(CoordinationAgreement agreement, DateOnly known) => agreement.ReviewSoon(day) is not { } review ? null : new(
        NoticeKind.ReviewComing, agreement.Id, agreement.Terms.KeeperId, null, Later(review.AddDays(-CoordinationSettings.ReviewLeadDays), known), Named(agreement),
        $"{unit(agreement.Terms.KeeperId)} theo dõi; năm sơ kết {agreement.Terms.Review} kết thúc ngày {Vietnamese.Day(review)}, còn {Days(review)}");

    /// <param name="known">Day on which its opening was recorded as it stands.</param>
    /// <returns>Null unless it is near and its day may still move.</returns>
    public Notice? SessionProvisional(CouncilEvent session, DateOnly known) =>
        !session.IsSession || !session.IsProvisional || session.CountedFrom is not { } opening || opening < day || opening > day.AddDays(SessionLeadDays) ? null : new(
            NoticeKind.SessionProvisional, session.Id, null, null, Later(opening.AddDays(-SessionLeadDays), known), session.Name,
            session.OpensOn is null ? $"Chưa có ngày khai mạc, tạm tính {Vietnamese.Day(opening)}, còn {Days(opening)}; các thời hạn trước kỳ họp đang tính theo ngày này"
                : $"Khai mạc dự kiến ngày {Vietnamese.Day(opening)}, còn {Days(opening)}; khi chốt ngày hãy ghi văn bản để các thời hạn chuyển theo");

    /// <param name="invited">A body that takes part.</param>
    /// <param name="known">Day from which it was recorded that this body meets then and there.</param>
    /// <returns>Null for a meeting that is over, or further ahead. What is said on the morning of its day is told that morning: there is no other.</returns>
    public Notice? MeetingComing(Meeting meeting, Guid invited, DateOnly known) =>
        meeting.HeldOn < day || calendar.Count(day.AddDays(1), meeting.HeldOn) > MeetingLeadDays ? null : new(
            NoticeKind.MeetingComing, meeting.Id, invited, null, Later(calendar.Add(meeting.HeldOn, -MeetingLeadDays).AddDays(-1), known < day || meeting.HeldOn > day ? known : day.AddDays(-1)), Titled(meeting.Name, meeting.Title),
            string.Join("; ", new[]
            {
                $"{(meeting.StartsAt is { } time ? $"{time:HH\\:mm} " : "")}ngày {Vietnamese.Day(meeting.HeldOn)}",
                meeting.Place, meeting.Chair.Length > 0 ? $"chủ trì: {meeting.Chair}" : "",
                meeting.Agenda.Count > 0 ? $"chương trình: {string.Join(" ", meeting.Agenda.Select((line, place) => $"({place + 1}) {line.TrimEnd('.', ';')}"))}" : "",
            }.Where(t => t.Length > 0)));

    /// <param name="on">Day of the decision.</param>
    public Notice ExtensionDecided(Guid item, ItemFacts facts, ExtensionRequest request, DateOnly on) => OfItem(
        NoticeKind.ExtensionDecided, item, facts, on,
        $"{Answer(request.Decision!.Approved, on)}: xin gia hạn đến {Vietnamese.Day(request.Asked.DueOn)}{Reason(request.Decision.Reason)}; hạn hiện nay {Due(facts)}");

    public Notice ProposalDecided(Guid proposal, Guid? item, Guid asker, string what, bool approved, DateOnly on, string? reason) =>
        new(NoticeKind.ProposalDecided, proposal, asker, item, on, what, $"{Answer(approved, on)}{Reason(reason)}{(approved ? "; có hiệu lực khi có văn bản điều chỉnh" : "")}");

    /// <param name="on">Day on which the amendment was recorded.</param>
    /// <param name="into">Titles of what it was split or merged into.</param>
    public Notice Amended(AmendedItem item, AmendmentPaper paper, DateOnly on, IReadOnlyCollection<string> into)
    {
        var facts = item.What is Programmes.Amended.Withdrawn or Programmes.Amended.Split or Programmes.Amended.Merged ? item.Before ?? item.After : item.After;
        var what = item.What switch
        {
            Programmes.Amended.Added => $"Bổ sung, {unit(facts.LeadUnitId)} chủ trì, thời hạn {Due(facts)}",
            Programmes.Amended.Withdrawn => "Đưa ra khỏi chương trình",
            Programmes.Amended.Extended => $"Thời hạn mới {Due(facts)}{(item.Before is { } before ? $", trước là {Due(before)}" : "")}",
            Programmes.Amended.Split => $"Tách thành: {Listed(into)}",
            Programmes.Amended.Merged => $"Gộp vào: {Listed(into)}",
            Programmes.Amended.Piece => $"Hình thành do tách, {unit(facts.LeadUnitId)} chủ trì, thời hạn {Due(facts)}",
            _ => $"Hình thành do gộp, {unit(facts.LeadUnitId)} chủ trì, thời hạn {Due(facts)}",
        };
        return OfItem(NoticeKind.Amended, item.Id, facts, on, $"{what}; theo {paper.Number} {Vietnamese.DayInWords(paper.IssuedOn)}, hiệu lực từ {Vietnamese.Day(paper.EffectiveOn)}");
    }

    private static Notice OfItem(NoticeKind kind, Guid item, ItemFacts facts, DateOnly began, string about) =>
        new(kind, item, facts.LeadUnitId, item, began, facts.Number.Length > 0 ? $"{facts.Number}. {facts.Title}" : facts.Title, about) { Officer = facts.Officer, ResponsibleLeader = facts.ResponsibleLeader };

    private static string Named(CoordinationAgreement agreement) => Titled(agreement.Terms.Number, agreement.Terms.Title);

    private static string Titled(string name, string title) => name.Length == 0 ? title : title.Length == 0 ? name : $"{name}: {title}";

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private string Days(DateOnly until) => $"{Vietnamese.Number(until.DayNumber - day.DayNumber)} ngày";

    private string Asked(DateOnly on) => $"đề nghị ngày {Vietnamese.Day(on)}{Waited(on)}";

    /// <summary>", đã chờ 6 ngày làm việc".</summary>
    private string Waited(DateOnly since) => calendar.Count(since.AddDays(1), day) is > 0 and var days ? $", đã chờ {Vietnamese.Number(days)} ngày làm việc" : "";

    private static string Due(ItemFacts facts) => facts.DueOn is { } due ? $"{Vietnamese.Day(due)}{(facts.DueProvisional ? " (dự kiến)" : "")}" : "không có";

    private static string Answer(bool approved, DateOnly on) => $"{(approved ? "Chấp thuận" : "Không chấp thuận")} ngày {Vietnamese.Day(on)}";

    private static string Reason(string? reason) => reason is { Length: > 0 } ? $", {reason}" : "";

    private static string Listed(IEnumerable<string> titles) => string.Join("; ", titles.Select(t => $"“{t}”"));
}
