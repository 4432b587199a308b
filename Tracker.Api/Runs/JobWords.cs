using Tracker.Db.Runs;
using Tracker.Domain.Text;

namespace Tracker.Api.Runs;

/// <summary>Runs as people read them.</summary>
public static class JobWords
{
    public static (string Word, string Style) Tag(this RunOutcome outcome) => outcome switch
    {
        RunOutcome.Done => ("xong", "ok"),
        RunOutcome.Failed => ("lỗi", "bad"),
        RunOutcome.BrokenOff => ("bị ngắt", "bad"),
        RunOutcome.Stopped => ("dừng giữa chừng", "late"),
        _ => ("đang chạy", "soon"),
    };

    /// <summary>"dưới 1 giây", "12 giây", "3 phút 20 giây"; null while it goes on.</summary>
    public static string? Took(this RunAnswer run)
    {
        if (run.EndedAt is not { } ended || run.Outcome == RunOutcome.BrokenOff)
            return null;
        var seconds = (long)(ended - run.StartedAt).TotalSeconds;
        return seconds < 1 ? "dưới 1 giây"
            : seconds < 60 ? $"{seconds} giây"
            : $"{Vietnamese.Number(seconds / 60)} phút{(seconds % 60 > 0 ? $" {seconds % 60} giây" : "")}";
    }

    public static string? Sentence(this RunAnswer run) => run.Outcome switch
    {
        RunOutcome.BrokenOff => $"Máy tắt hoặc chương trình bị ngắt khi chưa xong; lần cuối còn thấy chạy lúc {Pages.Moments.Text(run.EndedAt!.Value)}. Lần chạy sau làm tiếp.",
        _ => run.Said,
    };

    /// <summary>What keeps the schedule from running.</summary>
    public static string Asleep(DateTimeOffset? lastSign) =>
        $"Không có chương trình nào đang chạy lịch, nên thư nhắc việc và số liệu từng ngày không được lập. {(lastSign is { } last ? $"Lần cuối còn thấy: {Pages.Moments.Text(last)}" : "Chưa lần nào thấy chạy")}. Hãy khởi động lại chương trình, hoặc máy chạy Tracker.Jobs.";
}
