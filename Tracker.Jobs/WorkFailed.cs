using Npgsql;
using Tracker.Db.Backups;
using Tracker.Domain;
using Tracker.Jobs.Mail;

namespace Tracker.Jobs;

/// <summary>A job could not do all of its work.</summary>
/// <param name="done">What it did all the same.</param>
/// <param name="failed">What it could not do, without a full stop.</param>
public sealed class WorkFailed(string? done, string failed, IReadOnlyList<Exception> why) : AggregateException(why)
{
    public string Sentence { get; } = $"{(done is null ? "" : done + " ")}{failed}. {Of(why[0])}";

    /// <summary>Why something failed, as a sentence for an administrator: nothing of what people recorded, and no trace.</summary>
    public static string Of(Exception e) => e switch
    {
        WorkFailed failed => failed.Sentence,
        MailFailed or BackupFailed or RuleBroken => e.Message,
        PostgresException database => $"Cơ sở dữ liệu báo lỗi {database.SqlState}. Chi tiết ở nhật ký của máy đã chạy.",
        NpgsqlException => "Không làm việc được với cơ sở dữ liệu: mất kết nối hoặc không trả lời.",
        IOException or UnauthorizedAccessException => $"Không đọc hoặc ghi được tệp: {e.Message}",
        _ => $"Lỗi chưa lường trước ({e.GetType().Name}). Chi tiết ở nhật ký của máy đã chạy.",
    };
}
