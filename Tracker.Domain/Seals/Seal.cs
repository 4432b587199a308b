using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Reports;
using Tracker.Domain.Text;

namespace Tracker.Domain.Seals;

/// <summary>Figures that were published: of one programme, as of a day and as known at the moment of publishing. Never changed; a newer seal may supersede it.</summary>
/// <param name="View">The day, and the moment: nothing that is recorded later bears an earlier one.</param>
/// <param name="Definition">Version of the figures' definitions that it was made by.</param>
/// <param name="Number">Of the paper, as written; empty where it has none.</param>
/// <param name="PublishedBy">Name of who published it; null for what the program did by itself.</param>
/// <param name="Supersedes">Code of the seal in whose place this one stands, with the <paramref name="Reason"/>.</param>
/// <param name="SupersededBy">Code of the one that stands in its place.</param>
public sealed record Seal(
    Guid Id, string Code, Guid ProgrammeId, int Year, string Title, string Number, ReportPeriod Period, Viewpoint View, int Definition,
    string? PublishedBy, string? Supersedes, string? Reason, string? SupersededBy)
{
    public const int LongestText = 500;

    /// <summary>Throws when figures of that day can't be published.</summary>
    /// <exception cref="RuleBroken"/>
    public static void CheckDay(Programme programme, ReportPeriod period, DateOnly asOf, DateOnly today)
    {
        if (asOf > today)
            throw new RuleBroken($"Ngày {Vietnamese.Day(asOf)} chưa tới; số liệu dự kiến không công bố được. Hãy chọn ngày số liệu từ hôm nay ({Vietnamese.Day(today)}) trở về trước.", "seal-in-future");
        if (asOf < programme.IssuedOn)
            throw new RuleBroken($"Ngày {Vietnamese.Day(asOf)} trước ngày ban hành chương trình ({Vietnamese.Day(programme.IssuedOn)}) nên chưa có số liệu để công bố.", "seal-before-programme");
        if (asOf < period.From)
            throw new RuleBroken($"Ngày số liệu {Vietnamese.Day(asOf)} trước ngày đầu của kỳ ({Vietnamese.Day(period.From)}). Hãy chọn kỳ khác hoặc ngày khác.", "seal-before-period");
    }

    /// <summary>Throws when a seal of that programme can't stand in this one's place.</summary>
    /// <exception cref="RuleBroken"/>
    public void CheckSuperseding(Guid programme)
    {
        if (ProgrammeId != programme)
            throw new RuleBroken($"Số liệu {SealCode.Shown(Code)} thuộc chương trình khác, không thay bằng số liệu này được.", "seal-of-another-programme");
        if (SupersededBy is { } newer)
            throw new RuleBroken($"Số liệu {SealCode.Shown(Code)} đã được thay bằng {SealCode.Shown(newer)}. Hãy thay bản {SealCode.Shown(newer)}.", "seal-superseded");
    }
}
