using Tracker.Api.Accounts;
using Tracker.Api.Pages.Forms;
using Tracker.Db;
using Tracker.Db.Programmes;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Api.Programmes;

/// <summary>An amendment in hand: the paper's fields as typed, and its lines. Kept between sittings; no figure counts it.</summary>
public sealed record AmendmentDraft
{
    public string Number { get; init; } = "";
    public string IssuedOn { get; init; } = "";
    public string EffectiveOn { get; init; } = "";
    public string Title { get; init; } = "";
    public IReadOnlyList<AmendmentLine> Lines { get; init; } = [];

    /// <summary>The paper as far as it is written: what isn't, or lies ahead, is looked at as of today.</summary>
    public AmendmentPaper Paper(Programme programme, DateOnly today)
    {
        var day = Vietnamese.TryReadDay(EffectiveOn, out var on) || Vietnamese.TryReadDay(IssuedOn, out on) ? on : today;
        day = day > today ? today : day < programme.IssuedOn ? programme.IssuedOn : day;
        return new(VietnameseText.Normalize(Number) is { Length: > 0 } number ? number : "văn bản điều chỉnh", day, day, Title);
    }
}

/// <summary>Drafts of amendments.</summary>
public sealed class AmendmentDrafts(Session session, CurrentUser user) : Drafts<AmendmentDraft>(session, user, DraftKind.Amendment)
{
    protected override string Called => "dự thảo điều chỉnh";
    protected override string Issued => "Dự thảo này đã được ghi thành văn bản điều chỉnh rồi. Hãy lập dự thảo mới nếu còn điều chỉnh nữa.";
    protected override string Changed => "Người khác vừa sửa dự thảo này. Trang dưới đây là dự thảo hiện nay; hãy xem lại rồi thực hiện lại.";

    /// <summary>Puts a line into the programme's draft, the last there is; a new one when there is none.</summary>
    public async Task<Guid> Put(Guid programme, AmendmentLine line, CancellationToken cancel)
    {
        if (await HoldLast(programme, cancel) is not var (row, draft))
            return await Make(programme, new() { Lines = [line] }, cancel);
        await Save(row.Id, draft with { Lines = [.. draft.Lines, line] }, cancel);
        return row.Id;
    }

    /// <summary>What was typed of the paper.</summary>
    public static AmendmentDraft Typed(AmendmentDraft draft, Fields fields) => draft with
    {
        Number = fields.Text("paperNumber") ?? "", IssuedOn = fields.Text("paperDay") ?? "", EffectiveOn = fields.Text("effectiveOn") ?? "", Title = fields.Text("paperTitle") ?? "",
    };

    /// <summary>The paper's fields, as its form shows them.</summary>
    public static IReadOnlyList<ShownField> Fields(AmendmentDraft draft) =>
        [new("paperNumber", draft.Number), new("paperDay", draft.IssuedOn), new("effectiveOn", draft.EffectiveOn), new("paperTitle", draft.Title)];
}
