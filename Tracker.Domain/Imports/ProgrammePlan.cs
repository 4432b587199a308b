using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Domain.Imports;

/// <summary>A programme that isn't stored yet: itself and an item for each row, all effective on the day of its document.</summary>
internal static class ProgrammePlan
{
    public static ImportPlan? Make(IEnumerable<ReadRow> rows, Letterheads letterheads, ImportContext context, FindingLog log, Plans plans, Place numberPlace)
    {
        var sameYear = context.Programmes.Where(p => p.Year == letterheads.Year).ToArray();
        if (sameYear.FirstOrDefault(p => Recognised.AreSame(p.Number, letterheads.Number)) is { } existing)
        {
            new ProgrammeComparison(context, plans).Add(rows).Say(existing, log, numberPlace);
            return null;
        }
        if (letterheads.ProgrammeKind == ProgrammeKind.Annual && sameYear.FirstOrDefault(p => p.IsAnnual) is { } annual)
        {
            log.Add(Severity.Confirm, "other-programme-exists", numberPlace, letterheads.Number,
                $"năm {annual.Year} đã có chương trình {annual.Number}. Hãy đồng ý nếu đây là một chương trình khác, hoặc sửa năm, loại chương trình.", null, AnswerAction.Accept);
        }
        // Rows are previewed even while the letterhead lacks something.
        var issuedOn = letterheads.IssuedOn ?? context.Today;
        var programme = new NewProgramme(Guid.CreateVersion7(), letterheads.ReadingYear, letterheads.Number ?? "", issuedOn, letterheads.Title ?? $"Chương trình công tác năm {letterheads.ReadingYear}", letterheads.ProgrammeKind);
        foreach (var row in rows.Where(r => !plans.IsSkipped(r)))
        {
            if (row.IsOpen)
                plans.Show(row, RowOutcome.Open, null);
            else
                plans.Create(row, new(Guid.CreateVersion7(), Origin.Programme, programme.Year, programme.Id), issuedOn, letterheads.Number);
        }
        return plans.Done(programme, programme.Id);
    }
}
