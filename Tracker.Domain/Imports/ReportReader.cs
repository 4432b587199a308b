using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>Reads what a row says about progress: result, day, paper and reason.</summary>
internal sealed class ReportReader(FindingLog log, DateOnly today)
{
    /// <param name="earliest">First day on which the item can have been completed, inclusive.</param>
    /// <param name="year">For days without a year.</param>
    /// <returns>Null when the row says nothing, or while a finding is open.</returns>
    public Report? Read(Table table, int row, DateOnly earliest, DateOnly asOf, int year)
    {
        var result = table.Text(row, Field.Result);
        var day = Days.Read(table[row, Field.CompletedOn], year);
        var document = VietnameseText.Normalize(table.Text(row, Field.Document));
        var reason = VietnameseText.Normalize(table.Text(row, Field.Reason));

        if (result.Length == 0 && table.Header[Field.Result] is null)
            return day is DayReading.None ? null : new Report(new(State.Completed), CompletedOn(table, row, day, earliest, asOf), document, reason);
        if (result.Length == 0 && day is DayReading.None && document.Length == 0 && reason.Length == 0)
            return null;
        if (StateWords.Of(result) is not { } state)
        {
            log.Add(Severity.Blocking, "unknown-state", table.Place(row, Field.Result), result,
                result.Length == 0 ? "chưa ghi kết quả thực hiện dù các ô bên cạnh đã có số liệu. Hãy ghi kết quả, ví dụ “Hoàn thành”." : $"không hiểu kết quả “{VietnameseText.Normalize(result)}”. Hãy chọn một trong các trạng thái được gợi ý.",
                StateWords.Suggest(result), AnswerAction.Correct, AnswerAction.Skip);
            return null;
        }
        if (state.State == State.Completed)
            return CompletedOn(table, row, day, earliest, asOf) is { } completedOn ? new Report(state, completedOn, document, reason) : null;

        if (state.IsWithdrawn && document.Length == 0)
        {
            log.Add(Severity.Blocking, "withdrawal-without-document", table.Place(row, Field.Document), "",
                "đưa ra khỏi chương trình phải có văn bản cho phép. Hãy ghi số văn bản.", null, RowReader.Fixes(table, Field.Document));
            return null;
        }
        return IsDayLeftOut(table, row, day, state) ? new Report(state, null, document, reason) : null;
    }

    private DateOnly? CompletedOn(Table table, int row, DayReading reading, DateOnly earliest, DateOnly asOf)
    {
        var (place, text) = (table.Place(row, Field.CompletedOn), table.Text(row, Field.CompletedOn));
        var fixes = RowReader.Fixes(table, Field.CompletedOn);
        switch (reading)
        {
            case DayReading.Is { Day: var day } when day > today:
                log.Add(Severity.Blocking, "completion-in-future", place, text, $"ngày hoàn thành {Vietnamese.Day(day)} còn ở tương lai. Hãy sửa ngày.", null, fixes);
                return null;
            case DayReading.Is { Day: var day } when day < earliest:
                log.Add(Severity.Blocking, table.Header[Field.GivenOn] is null ? "completion-before-year" : "completion-before-given", place, text,
                    table.Header[Field.GivenOn] is null
                        ? $"ngày hoàn thành {Vietnamese.Day(day)} trước năm {earliest.Year} của chương trình. Hãy sửa ngày."
                        : $"ngày hoàn thành {Vietnamese.Day(day)} trước ngày giao {Vietnamese.Day(earliest)}. Hãy sửa ngày.", null, fixes);
                return null;
            case DayReading.Is { Day: var day, YearAssumed: var assumed }:
                if (assumed && log.Add(Severity.Confirm, "assumed-year", place, text, $"ngày “{text}” không ghi năm, được đọc là {Vietnamese.Day(day)}. Hãy đồng ý hoặc ghi đủ ngày, tháng, năm.", null, [AnswerAction.Accept, .. fixes]) is null)
                    return null;
                if (day > asOf && log.Add(Severity.Confirm, "completion-after-as-of", place, text, $"ngày hoàn thành {Vietnamese.Day(day)} sau ngày số liệu {Vietnamese.Day(asOf)}. Hãy đồng ý nếu đúng, hoặc sửa ngày.", null, [AnswerAction.Accept, .. fixes]) is null)
                    return null;
                return day;
            case DayReading.Impossible impossible:
                RowReader.Impossible(log, place, text, impossible.Text, fixes);
                return null;
            case DayReading.Unreadable unreadable:
                log.Add(Severity.Blocking, "completion-without-day", place, text, $"“{text}” không phải là một ngày. Hãy ghi đủ ngày, tháng, năm hoàn thành.",
                    unreadable.Perhaps is { } perhaps ? [Vietnamese.Day(perhaps)] : null, fixes);
                return null;
            default:
                log.Add(Severity.Blocking, "completion-without-day", place, text, "đã hoàn thành nhưng chưa ghi ngày hoàn thành. Hãy ghi ngày.", null, fixes);
                return null;
        }
    }

    /// <summary>A day beside a state that isn't completed says two things at once.</summary>
    private bool IsDayLeftOut(Table table, int row, DayReading day, StateWord state)
    {
        var (place, text) = (table.Place(row, Field.CompletedOn), table.Text(row, Field.CompletedOn));
        if (day is DayReading.None)
            return true;
        if (day is DayReading.Impossible impossible)
        {
            RowReader.Impossible(log, place, text, impossible.Text, RowReader.Fixes(table, Field.CompletedOn));
            return false;
        }
        return log.Add(Severity.Confirm, "day-without-completion", place, text, $"có ngày hoàn thành “{text}” nhưng kết quả là “{state}”. Hãy đồng ý bỏ qua ngày, hoặc sửa lại.",
            null, [AnswerAction.Accept, .. RowReader.Fixes(table, Field.CompletedOn)]) is not null;
    }
}
