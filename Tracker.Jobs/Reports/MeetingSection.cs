using Tracker.Domain.Text;

namespace Tracker.Jobs.Reports;

/// <summary>The sentence of the paper about giao ban meetings.</summary>
internal static class MeetingSection
{
    /// <summary>Null when none was held in the period, and in reports published before meetings were kept.</summary>
    public static string? Sentence(GiaoBanData data)
    {
        if (data.Meetings is not { } m || m.Monthly + m.Thematic == 0)
            return null;
        var held = string.Join(", ", new[] { (m.Monthly, "cuộc giao ban tháng"), (m.Thematic, "cuộc giao ban chuyên đề") }.Where(k => k.Item1 > 0).Select(k => $"{Vietnamese.Number(k.Item1)} {k.Item2}"));
        var became = m.Tasks == 0 ? "" : $", giao {Vietnamese.Number(m.Tasks)} nhiệm vụ, đã thực hiện xong {Vietnamese.Number(m.Completed)}{(m.Overdue > 0 ? $", quá hạn {Vietnamese.Number(m.Overdue)}" : "")}";
        return $"Trong kỳ đã tổ chức {held}{(m.Conclusions == 0 ? "" : $"; có {Vietnamese.Number(m.Conclusions)} kết luận{became}")}.";
    }
}
