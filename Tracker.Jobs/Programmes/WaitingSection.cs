using Tracker.Domain.Text;
using Tracker.Jobs.Reports;

namespace Tracker.Jobs.Programmes;

/// <summary>The sentence of the paper about requests that wait.</summary>
internal static class WaitingSection
{
    /// <summary>Null when none waits, and in reports published before this was told.</summary>
    public static string? Sentence(GiaoBanData data)
    {
        if (data.Waiting is not { Count: > 0 } waiting)
            return null;
        var kinds = new[] { (waiting.Count(w => w.Proposal is null), "đề nghị gia hạn"), (waiting.Count(w => w.Proposal is not null), "đề nghị điều chỉnh Chương trình") }
            .Where(k => k.Item1 > 0).Select(k => $"{Vietnamese.Number(k.Item1)} {k.Item2}");
        return $"Đến {Vietnamese.Moment(data.View.KnownAt)}, có {string.Join(", ", kinds)} đang chờ Thường trực quyết định, đề nghị sớm nhất từ ngày {Vietnamese.Day(waiting.Min(w => w.AskedOn))}.";
    }
}
