using System.Text.Json;
using Tracker.Api.Accounts;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Programmes;
using Tracker.Domain;
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

    public static AmendmentDraft Of(Draft row) => JsonSerializer.Deserialize<AmendmentDraft>(row.Content, Database.Json)!;

    /// <summary>The paper as far as it is written: what isn't, or lies ahead, is looked at as of today.</summary>
    public AmendmentPaper Paper(Programme programme, DateOnly today)
    {
        var day = Vietnamese.TryReadDay(EffectiveOn, out var on) || Vietnamese.TryReadDay(IssuedOn, out on) ? on : today;
        day = day > today ? today : day < programme.IssuedOn ? programme.IssuedOn : day;
        return new(VietnameseText.Normalize(Number) is { Length: > 0 } number ? number : "văn bản điều chỉnh", day, day, Title);
    }
}

/// <summary>Drafts of amendments, held against changes by two people at once.</summary>
public sealed class AmendmentDrafts(Session session, CurrentUser user)
{
    private readonly DraftStore _drafts = new(session);

    public async Task<IReadOnlyList<(Draft Row, AmendmentDraft Draft)>> Open(Guid programme, CancellationToken cancel) =>
        [.. (await _drafts.Open(DraftKind.Amendment, programme, cancel)).Select(row => (row, AmendmentDraft.Of(row)))];

    public async Task<(Draft Row, AmendmentDraft Draft)> Find(Guid id, CancellationToken cancel) =>
        await _drafts.Find(id, cancel) is { Kind: DraftKind.Amendment } row ? (row, AmendmentDraft.Of(row)) : throw Refused.NotFound("dự thảo điều chỉnh này, hoặc đã bị xóa");

    /// <summary>To be changed: against the version that its page showed.</summary>
    /// <exception cref="Refused">412 when somebody changed it since.</exception>
    /// <exception cref="RuleBroken">It was issued.</exception>
    public async Task<(Draft Row, AmendmentDraft Draft)> Hold(Guid id, int version, CancellationToken cancel)
    {
        var row = await _drafts.Hold(id, cancel) is { Kind: DraftKind.Amendment } found ? found : throw Refused.NotFound("dự thảo điều chỉnh này, hoặc đã bị xóa");
        if (row.IssuedAs is not null)
            throw new RuleBroken("Dự thảo này đã được ghi thành văn bản điều chỉnh rồi. Hãy lập dự thảo mới nếu còn điều chỉnh nữa.", "draft-issued");
        return row.Version == version ? (row, AmendmentDraft.Of(row))
            : throw new Refused(412, "changed-meanwhile", "Người khác vừa sửa dự thảo này. Trang dưới đây là dự thảo hiện nay; hãy xem lại rồi thực hiện lại.");
    }

    public async Task<Guid> Make(Guid programme, AmendmentDraft draft, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        await _drafts.Add(id, DraftKind.Amendment, programme, Written(draft), user.AccountId, cancel);
        return id;
    }

    public Task Save(Guid id, AmendmentDraft draft, CancellationToken cancel, Guid? issuedAs = null) => _drafts.Change(id, Written(draft), issuedAs, cancel);

    public Task Drop(Guid id, CancellationToken cancel) => _drafts.Drop(id, cancel);

    /// <summary>Puts a line into the programme's draft, the last there is; a new one when there is none.</summary>
    public async Task<Guid> Put(Guid programme, AmendmentLine line, CancellationToken cancel)
    {
        if ((await _drafts.Open(DraftKind.Amendment, programme, cancel)).LastOrDefault() is not { } last)
            return await Make(programme, new() { Lines = [line] }, cancel);
        var draft = AmendmentDraft.Of((await _drafts.Hold(last.Id, cancel))!);
        await Save(last.Id, draft with { Lines = [.. draft.Lines, line] }, cancel);
        return last.Id;
    }

    /// <summary>What was typed of the paper.</summary>
    public static AmendmentDraft Typed(AmendmentDraft draft, Fields fields) => draft with
    {
        Number = fields.Text("paperNumber") ?? "", IssuedOn = fields.Text("paperDay") ?? "", EffectiveOn = fields.Text("effectiveOn") ?? "", Title = fields.Text("paperTitle") ?? "",
    };

    /// <summary>The paper's fields, as its form shows them.</summary>
    public static IReadOnlyList<ShownField> Fields(AmendmentDraft draft) =>
        [new("paperNumber", draft.Number), new("paperDay", draft.IssuedOn), new("effectiveOn", draft.EffectiveOn), new("paperTitle", draft.Title)];

    private static string Written(AmendmentDraft draft) => JsonSerializer.Serialize(draft, Database.Json);
}
