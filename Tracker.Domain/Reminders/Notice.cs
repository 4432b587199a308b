using Tracker.Domain.Units;

namespace Tracker.Domain.Reminders;

/// <summary>What is told beside due days, in the order in which a mail tells it.</summary>
public enum NoticeKind
{
    /// <summary>A unit's request for a later due day that nobody has decided.</summary>
    ExtensionWaiting,
    /// <summary>The same for an amendment.</summary>
    ProposalWaiting,
    /// <summary>A completion that a unit reported and nobody has confirmed.</summary>
    CompletionWaiting,
    /// <summary>The same of a body outside, which answers by a link.</summary>
    AnswerWaiting,
    /// <summary>A proposal that was approved, and no amendment has carried it out.</summary>
    ProposalApproved,
    /// <summary>An agreement whose validity ends soon.</summary>
    AgreementEnding,
    /// <summary>An agreement that is soon to be reviewed.</summary>
    ReviewComing,
    /// <summary>A session soon to open whose day may still move.</summary>
    SessionProvisional,
    /// <summary>A giao ban in the coming days, to those who take part.</summary>
    MeetingComing,
    /// <summary>A unit's request for a later due day was answered.</summary>
    ExtensionDecided,
    /// <summary>A unit's proposal was answered.</summary>
    ProposalDecided,
    /// <summary>An amendment did something to an item that the unit leads.</summary>
    Amended,
}

/// <summary>To whom a kind of notice goes.</summary>
public enum NoticeReader
{
    StandingCommittee,
    Office,
    /// <summary>The unit that it names: those whom the item names there, else everybody.</summary>
    Unit,
}

/// <summary>Something beside a due day that somebody has to decide, to prepare for, or to know.</summary>
/// <param name="Subject">Id of what it is about: an item, a proposal, an agreement, a session, a meeting.</param>
/// <param name="UnitId">To whom it goes where a unit is told, else whose it is; null for nobody's.</param>
/// <param name="ItemId">The item that it is about, which may be paused; null where there is none, or more than one.</param>
/// <param name="Began">The day on which it began; it is told on the first working day after it.</param>
/// <param name="Title">What it is about, by name.</param>
/// <param name="About">What is to be known of it, without an end stop.</param>
public sealed record Notice(NoticeKind Kind, Guid Subject, Guid? UnitId, Guid? ItemId, DateOnly Began, string Title, string About)
{
    /// <summary>Of the item.</summary>
    public string Officer { get; init; } = "";

    /// <inheritdoc cref="Officer"/>
    public string ResponsibleLeader { get; init; } = "";

    /// <summary>Whether people of that unit are its readers.</summary>
    public bool IsFor(Unit unit) => Kind.Reader() switch
    {
        NoticeReader.StandingCommittee => unit.Kind == UnitKind.StandingCommittee,
        NoticeReader.Office => unit.Kind == UnitKind.Office,
        _ => unit.Id == UnitId,
    };
}

/// <summary>What kinds of notices are called, whom they go to and how often.</summary>
public static class NoticeKinds
{
    /// <summary>As a heading over all of them.</summary>
    public const string Heading = "Việc cần quyết, cần chuẩn bị";

    public static NoticeReader Reader(this NoticeKind kind) => kind switch
    {
        NoticeKind.ExtensionWaiting or NoticeKind.ProposalWaiting => NoticeReader.StandingCommittee,
        >= NoticeKind.CompletionWaiting and <= NoticeKind.SessionProvisional => NoticeReader.Office,
        _ => NoticeReader.Unit,
    };

    /// <summary>It waits for somebody, and is told again each week until it is done.</summary>
    public static bool Waits(this NoticeKind kind) => kind <= NoticeKind.SessionProvisional;

    /// <summary>It has happened: there is nothing to do but to know it.</summary>
    public static bool IsPast(this NoticeKind kind) => kind > NoticeKind.MeetingComing;

    public static string Name(this NoticeKind kind) => kind switch
    {
        NoticeKind.ExtensionWaiting => "Đề nghị gia hạn chờ quyết định",
        NoticeKind.ProposalWaiting => "Đề nghị điều chỉnh chờ quyết định",
        NoticeKind.CompletionWaiting => "Báo cáo hoàn thành chờ xác nhận",
        NoticeKind.AnswerWaiting => "Trả lời của cơ quan ngoài chờ xác nhận",
        NoticeKind.ProposalApproved => "Đề nghị đã chấp thuận, chưa có văn bản điều chỉnh",
        NoticeKind.AgreementEnding => "Quy chế phối hợp sắp hết hiệu lực",
        NoticeKind.ReviewComing => "Quy chế phối hợp đến kỳ sơ kết",
        NoticeKind.SessionProvisional => "Kỳ họp chưa chốt ngày khai mạc",
        NoticeKind.MeetingComing => "Cuộc giao ban sắp tới",
        NoticeKind.ExtensionDecided => "Đề nghị gia hạn đã có quyết định",
        NoticeKind.ProposalDecided => "Đề nghị điều chỉnh đã có quyết định",
        _ => "Nội dung được điều chỉnh",
    };
}
