using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Imports;

/// <summary>A programme that isn't stored yet: itself and an item for each row, all effective on the day of its document.</summary>
internal static class ProgrammePlan
{
    public static ImportPlan? Make(IEnumerable<ReadRow> rows, Letterheads letterheads, ImportContext context, FindingLog log, Plans plans, Place numberPlace)
    {
        Refuse(letterheads, context, log, numberPlace);
        // Rows are previewed even while the letterhead lacks something.
        var issuedOn = letterheads.IssuedOn ?? context.Today;
        var programme = new NewProgramme(Guid.CreateVersion7(), letterheads.ReadingYear, letterheads.Number ?? "", issuedOn, letterheads.Title ?? $"Chương trình công tác năm {letterheads.ReadingYear}");
        foreach (var row in rows.Where(r => !plans.IsSkipped(r)))
        {
            if (row.IsOpen)
                plans.Show(row, RowOutcome.Open, null);
            else
                plans.Create(row, new(Guid.CreateVersion7(), Origin.Programme, programme.Year, programme.Id), issuedOn, letterheads.Number);
        }
        return plans.Done(programme, programme.Id);
    }

    private static void Refuse(Letterheads letterheads, ImportContext context, FindingLog log, Place place)
    {
        var sameYear = context.Programmes.Where(p => p.Year == letterheads.Year).ToArray();
        if (sameYear.FirstOrDefault(p => IsSame(p.Number, letterheads.Number)) is { } existing)
        {
            log.Add(Severity.Blocking, "programme-exists", place, letterheads.Number,
                $"chương trình {existing.Number} năm {existing.Year} đã có trong phần mềm. Để cập nhật kết quả, hãy nhập file tiến độ; để nhập lại từ đầu, hãy hoàn tác lần nhập trước; nếu số sai, hãy sửa số.");
        }
        else if (sameYear.FirstOrDefault(p => p.IsAnnual) is { } annual)
        {
            log.Add(Severity.Confirm, "other-programme-exists", place, letterheads.Number,
                $"năm {annual.Year} đã có chương trình {annual.Number}. Hãy đồng ý nếu đây là một chương trình khác, hoặc sửa năm.", null, AnswerAction.Accept);
        }
    }

    private static bool IsSame(string stored, string? number) =>
        DocumentNumber.TryParse(stored, out var a) && DocumentNumber.TryParse(number, out var b)
            ? a.Number == b.Number && a.Year == b.Year && string.Equals(a.Type, b.Type, StringComparison.OrdinalIgnoreCase) && string.Equals(a.Issuer, b.Issuer, StringComparison.OrdinalIgnoreCase)
            : string.Equals(stored, number, StringComparison.OrdinalIgnoreCase);
}
