using Tracker.Api.Pages.Forms;
using Tracker.Api.Units;
using Tracker.Domain.Coordination;
using Tracker.Domain.Sessions;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Coordination;

/// <summary>Wording about agreements and duties that pages, files and the journal share.</summary>
public static class CoordinationWords
{
    public static string Name(this AgreementStatus status) => status switch
    {
        AgreementStatus.Planned => "Dự kiến, chưa ký",
        AgreementStatus.Signed => "Đã ký, còn hiệu lực",
        AgreementStatus.DueForRenewal => "Sắp hết hiệu lực",
        _ => "Đã hết hiệu lực",
    };

    /// <summary>Where one agreement stands; one that is signed may not be in force yet.</summary>
    public static string Said(this AgreementAnswer agreement, DateOnly asOf) => agreement.Status switch
    {
        AgreementStatus.Signed when agreement.ValidFrom > asOf => "Đã ký, chưa có hiệu lực",
        AgreementStatus.Signed => "Đang có hiệu lực",
        var other => other.Name(),
    };

    /// <summary>The colour of its tag, which says nothing that the words don't.</summary>
    public static string Tag(this AgreementStatus status) => status switch
    {
        AgreementStatus.Planned => "wait",
        AgreementStatus.Signed => "ok",
        AgreementStatus.DueForRenewal => "late",
        _ => "carry",
    };

    public static string Name(this DutyFigure figure) => figure switch
    {
        DutyFigure.Due => "Đã đến hạn",
        DutyFigure.OnTime => "Đúng hạn",
        DutyFigure.Late => "Chậm",
        _ => "Chưa thực hiện",
    };

    /// <summary>After "nhiệm vụ phối hợp".</summary>
    public static string Phrase(this DutyFigure figure) => figure switch
    {
        DutyFigure.Due => "đã đến hạn",
        DutyFigure.OnTime => "thực hiện đúng hạn",
        DutyFigure.Late => "thực hiện chậm",
        _ => "đến hạn mà chưa thực hiện",
    };

    public static IReadOnlyList<ShownField> Fields(AgreementTerms terms, IReadOnlyList<Unit> units)
    {
        var reader = UnitWords.Reader(units);
        return
        [
            new("paperNumber", terms.Number),
            new("name", terms.Title),
            new("signedOn", UnitWords.Day(terms.SignedOn)),
            new("parties", string.Join('\n', terms.Parties), ids => string.Join("; ", ids.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(reader)), Several: true),
            new("keeper", terms.KeeperId.ToString(), reader),
            new("validFrom", UnitWords.Day(terms.ValidFrom)),
            new("validTo", UnitWords.Day(terms.ValidTo)),
            new("review", terms.Review.ToString()),
            new("clauses", CoordinationAgreement.WriteClauses(terms.Clauses), text => $"{CoordinationAgreement.ReadClauses(text).Count} điều"),
        ];
    }

    public static IReadOnlyList<ShownField> Fields(ObligationTerms terms, IReadOnlyList<Unit> units, IReadOnlyList<CouncilEvent> events)
    {
        var reader = UnitWords.Reader(units);
        return
        [
            new("clause", terms.Clause),
            new("what", terms.What),
            new("debtor", terms.DebtorId.ToString(), reader),
            new("receivers", string.Join('\n', terms.ReceiverIds), ids => string.Join("; ", ids.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(reader)), Several: true),
            new("deliverable", terms.Product),
            new("due", terms.Rule.Words(events)),
            new("dueFrom", Vietnamese.Day(terms.From)),
        ];
    }

    /// <summary>Reads "15/4–15/4"; the calendar year when nothing is typed, null when it can't be read.</summary>
    public static ReviewYear? ReadReview(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ReviewYear.Calendar;
        var days = text.Split(['–', '-', '—'], StringSplitOptions.TrimEntries).Select(Day).ToArray();
        return days is [{ } from, { } to] ? new(from, to) : null;

        static DayAndMonth? Day(string text) => text.Split('/') is [var day, var month] && int.TryParse(day, out var d) && int.TryParse(month, out var m) && new DayAndMonth(d, m) is { Exists: true } read ? read : null;
    }
}
