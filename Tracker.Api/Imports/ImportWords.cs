using Tracker.Api.Pages;
using Tracker.Domain.Imports;
using Tracker.Domain.Text;

namespace Tracker.Api.Imports;

/// <summary>What an import is told to people in.</summary>
public static class ImportWords
{
    public static string Status(ImportAnswer import) => import.Status switch
    {
        ImportStatus.Undone => $"đã hoàn tác lúc {Moments.Text(import.UndoneAt!.Value)}",
        ImportStatus.Applied => $"đã áp dụng lúc {Moments.Text(import.AppliedAt!.Value)}: {Vietnamese.Number(import.Summary!.Created)} mới, {Vietnamese.Number(import.Summary.Changed)} thay đổi",
        _ => "chưa áp dụng",
    };

    public static string Name(this ImportKind kind) => kind switch
    {
        ImportKind.Programme => "Chương trình công tác",
        ImportKind.Progress => "Tiến độ thực hiện chương trình",
        ImportKind.Fill => "Danh sách đã điền kết quả",
        _ => "Nhiệm vụ phát sinh",
    };

    public static string Word(this RowOutcome outcome) => outcome switch
    {
        RowOutcome.New => "mới",
        RowOutcome.Changed => "thay đổi",
        RowOutcome.Unchanged => "không đổi",
        RowOutcome.Skipped => "bỏ qua",
        RowOutcome.Missing => "không có trong tệp",
        _ => "còn vướng",
    };

    /// <summary>The fields that a column may be, as their usual headings call them.</summary>
    public static readonly IReadOnlyList<(Field Field, string Name)> Fields = [.. Enum.GetValues<Field>().Select(f => (f, f.Name()))];

    public static string Word(this Finding finding, AnswerAction action)
    {
        var isEmptied = finding.Code.StartsWith(Finding.EmptiedPrefix, StringComparison.Ordinal);
        if (!isEmptied && !finding.Code.StartsWith(Finding.ConflictPrefix, StringComparison.Ordinal))
            return action.Word();
        return action switch
        {
            AnswerAction.Accept => isEmptied ? "Xóa số liệu đã ghi" : "Lấy theo tệp",
            AnswerAction.Skip => "Giữ như trong phần mềm",
            _ => action.Word(),
        };
    }

    public static string Word(this AnswerAction action) => action switch
    {
        AnswerAction.Accept => "Đồng ý như vậy",
        AnswerAction.Map => "Chính là:",
        AnswerAction.Correct => "Sửa thành:",
        _ => "Bỏ dòng này",
    };
}
