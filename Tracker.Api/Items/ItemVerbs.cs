using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Items;

/// <summary>Something to be recorded about an item, and the right that it takes.</summary>
public sealed record ItemVerb(Act Act, Func<Item, CouncilSettings, IEnumerable<NewEntry>> Entries);

/// <summary>What requests ask of an item, in the item's own verbs; the API and the pages share them.</summary>
public sealed class ItemVerbs(Ask ask, CurrentUser user, ItemMaking making)
{
    public async Task<ItemVerb> Describe(ItemChange change, CancellationToken cancel)
    {
        new ItemChangeValidator().Check(change);
        var described = await making.Described(change, cancel);
        return new(Act.KeepProgrammes, (item, _) => item.Describe(described, change.EffectiveOn ?? ask.Today));
    }

    public ItemVerb Void() => new(Act.KeepProgrammes, (item, _) => item.Void());

    public ItemVerb Report(ProgressRequest r) => new(Act.ReportProgress, (item, _) => item.Report(r.State, r.On ?? ask.Today, Said(r.Reason, "reason"), r.Occurrence));

    public ItemVerb Complete(CompletionRequest r) => new(Act.ReportCompletion, (item, _) =>
        item.Complete(user.Account, r.On ?? ask.Today, Said(r.Document, "document"), Said(r.Reason, "reason"), r.Occurrence));

    public ItemVerb Confirm(ConfirmationRequest r) => new(Act.KeepProgrammes, (item, _) => item.AnswerReport(r.Confirmed, Said(r.Reason, "reason")));

    public ItemVerb Reopen(ReopeningRequest r)
    {
        var reason = Needed(r.Reason, "reason", "lý do mở lại");
        return new(Act.KeepProgrammes, (item, _) => item.Reopen(r.On ?? ask.Today, reason, r.Occurrence));
    }

    public ItemVerb Extend(ExtensionApproved r) => new(Act.KeepProgrammes, (item, _) => item.Extend(r.DueOn, Said(r.Document, "document"), r.On ?? ask.Today, r.Occurrence));

    public ItemVerb RequestExtension(ExtensionAsked r)
    {
        var reason = Needed(r.Reason, "reason", "lý do đề nghị gia hạn");
        return new(Act.PlanOwnWork, (item, _) => item.RequestExtension(r.DueOn, reason, r.Occurrence));
    }

    public ItemVerb Decide(long request, DecisionRequest r) => new(Act.Decide, (item, _) => item.Decide(request, r.Approved, Said(r.Document, "document"), r.On ?? ask.Today, Said(r.Reason, "reason")));

    public ItemVerb Withdraw(WithdrawalRequest r) => new(Act.Decide, (item, _) => item.Withdraw(Said(r.Document, "document"), r.On ?? ask.Today));

    public ItemVerb CarryOver(CarryOverRequest r) => new(Act.KeepProgrammes, (item, _) => item.CarryOver(r.On ?? ask.Today, Said(r.Document, "document"), Said(r.Reason, "reason"), r.Next));

    public async Task<ItemVerb> Correct(CorrectionRequest r, CancellationToken cancel)
    {
        new CorrectionValidator((await ask.Units(cancel)).Select(u => u.Id)).Check(r);
        return new(Act.KeepProgrammes, (item, _) => item.Correct(r.Entry, r.Replacement, r.On, Said(r.Document, "document")));
    }

    public ItemVerb Plan(StepRequest r)
    {
        var what = Needed(r.What, "what", "việc cần làm");
        return new(Act.PlanOwnWork, (item, _) => item.Plan(new(r.Step ?? Guid.CreateVersion7(), what, Said(r.Who, "who") ?? "", r.DueOn, r.DoneOn, r.Removed)));
    }

    public ItemVerb Remark(RemarkRequest r)
    {
        var text = r.Kind == RemarkKind.Paper && Said(r.Document, "document") is not null ? Said(r.Text, "text") ?? "" : Needed(r.Text, "text", "nội dung");
        return new(r.Kind == RemarkKind.Direction ? Act.Direct : Act.Remark, (item, _) => item.Remark(r.Kind, text, Said(r.Document, "document")));
    }

    /// <summary>Null when nothing was; the field is its name in the request.</summary>
    /// <summary>What was said, without spaces that say nothing. In a remark its writer's lines stay.</summary>
    private static string? Said(string? text, string field) => (field == "text" ? Lines(text) : VietnameseText.Normalize(text)) switch
    {
        "" => null,
        // Numbers of papers have a limit of their own, wherever they come from.
        { Length: > ItemTexts.Longest } when field != "document" => throw Refused.Field(field, $"{Pages.Forms.FieldWords.Of(field)} dài quá 4.000 ký tự; hãy rút gọn."),
        var said => said,
    };

    private static string Lines(string? text) =>
        string.Join('\n', (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => VietnameseText.Normalize(line))).Trim();

    private static string Needed(string? text, string field, string what) => Said(text, field) ?? throw Refused.Field(field, $"Hãy ghi {what}.");
}
