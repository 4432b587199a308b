using Tracker.Api.Accounts;
using Tracker.Api.Reports;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Journal;
using Tracker.Db.Programmes;
using Tracker.Domain.Documents;
using Tracker.Domain.Seals;
using Tracker.Domain.Text;
using Tracker.Jobs.Seals;

namespace Tracker.Api.Seals;

/// <summary>Publishing figures, from the API and from the page.</summary>
public sealed class SealWriting(Session session, ReportAsking asking, CurrentUser user)
{
    /// <summary>The number as it is printed; a bare one takes the symbol of the council's reports. Empty for none.</summary>
    private async Task<string> Number(string? typed, string field, CancellationToken cancel)
    {
        if (VietnameseText.Normalize(typed) is not { Length: > 0 } number)
            return "";
        if (number.All(char.IsAsciiDigit))
            number = $"{number}/{(await CouncilStore.Find(session, cancel)).Settings.Report.Symbol}";
        return number.Length > DocumentNumber.Longest ? throw Refused.Field(field, DocumentNumber.TooLong)
            : DocumentNumber.TryParse(number, out _) ? number
            : throw Refused.Field(field, $"Số, ký hiệu “{number}” chưa đúng. Hãy ghi như 57/BC-VP, chỉ ghi số 57, hoặc để trống nếu chưa có.");
    }

    /// <param name="supersedes">Code of the seal in whose place it stands, as somebody typed it.</param>
    /// <param name="numberField">What the form calls the number.</param>
    public async Task<Seal> Publish(SealAsked asked, string? supersedes, string numberField, CancellationToken cancel)
    {
        if (asked.Title.Length > Seal.LongestText)
            throw Refused.Field("reportTitle", $"Tên báo cáo dài quá {Seal.LongestText} ký tự; hãy rút gọn.");
        if (asked.Reason?.Length > Seal.LongestText)
            throw Refused.Field("reason", $"Lý do dài quá {Seal.LongestText} ký tự; hãy rút gọn.");
        var earlier = supersedes is null ? null : await asking.Seal(supersedes, cancel);
        if (earlier is not null && string.IsNullOrWhiteSpace(asked.Reason))
            throw Refused.Field("reason", $"Hãy ghi vì sao số liệu {SealCode.Shown(earlier.Code)} được thay.");
        var view = new Domain.Items.Viewpoint(Domain.Items.Viewpoint.LastDay, session.Now);
        if (await new ProgrammeStore(session).Find(asked.Programme, view, cancel) is null)
            throw Refused.NotFound($"chương trình “{asked.Programme}”");
        var seal = await new Sealing(session).Publish(
            asked with { Number = await Number(asked.Number, numberField, cancel), Supersedes = earlier?.Code, Title = VietnameseText.Normalize(asked.Title) }, user.AccountId, cancel);
        await new JournalStore(session).Add(user.AccountId, earlier is null ? "Công bố số liệu" : $"Công bố số liệu thay cho {SealCode.Shown(earlier.Code)}",
            $"{SealCode.Shown(seal.Code)}: {seal.Title}", kind: JournalKind.Administration, cancel: cancel);
        return seal;
    }
}
