using System.Text.Json.Serialization;
using FluentValidation;
using Tracker.Domain.Items;

namespace Tracker.Api.Items;

/// <summary>Attributes to change. What is left out stays as it is; an empty text or list clears it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ItemChange
{
    public string? Title { get; init; }
    /// <summary>Id or name of the unit.</summary>
    public string? LeadUnit { get; init; }
    /// <summary>Ids or names.</summary>
    public IReadOnlyList<string>? CooperatingUnits { get; init; }
    public string? ResponsibleLeader { get; init; }
    public string? Officer { get; init; }
    public string? Deliverable { get; init; }
    public ActivityKind? ActivityKind { get; init; }
    public string? Note { get; init; }
    /// <summary>First day on which the change holds; today unless given.</summary>
    public DateOnly? EffectiveOn { get; init; }
}

public sealed class ItemChangeValidator : AbstractValidator<ItemChange>
{
    public ItemChangeValidator()
    {
        RuleFor(c => c.Title).Must(t => t is null || t.Trim().Length > 0).WithMessage(ItemTexts.TitleMissing);
        RuleFor(c => c.Title).MaximumLength(ItemTexts.LongestTitle).WithMessage(ItemTexts.TitleTooLong);
        RuleFor(c => c.LeadUnit).Must(u => u is null || u.Trim().Length > 0).WithMessage(ItemTexts.LeadMissing);
        RuleForEach(c => c.CooperatingUnits).NotEmpty().WithMessage(ItemTexts.CooperatingMissing);
        RuleFor(c => c.ResponsibleLeader).NotTooLong("Lãnh đạo phụ trách");
        RuleFor(c => c.Officer).NotTooLong("Chuyên viên theo dõi");
        RuleFor(c => c.Deliverable).NotTooLong("Sản phẩm");
        RuleFor(c => c.Note).NotTooLong("Ghi chú");
    }
}

public sealed class NewItemValidator : AbstractValidator<NewItemRequest>
{
    public NewItemValidator()
    {
        RuleFor(c => c.Title).NotEmpty().WithMessage(ItemTexts.TitleMissing);
        RuleFor(c => c.Title).MaximumLength(ItemTexts.LongestTitle).WithMessage(ItemTexts.TitleTooLong);
        RuleFor(c => c.LeadUnit).NotEmpty().WithMessage(ItemTexts.LeadMissing);
        RuleForEach(c => c.CooperatingUnits).NotEmpty().WithMessage(ItemTexts.CooperatingMissing);
        RuleFor(c => c.ResponsibleLeader).NotTooLong("Lãnh đạo phụ trách");
        RuleFor(c => c.Officer).NotTooLong("Chuyên viên theo dõi");
        RuleFor(c => c.Deliverable).NotTooLong("Sản phẩm");
        RuleFor(c => c.Note).NotTooLong("Ghi chú");
        RuleFor(c => c.Source).NotTooLong("Nguồn giao");
        RuleFor(c => c.Number).MaximumLength(50).WithMessage("Số thứ tự dài quá 50 ký tự; hãy rút gọn.");
        RuleFor(c => c.Group).NotTooLong("Nhóm");
        RuleFor(c => c.TimePhrase).NotTooLong("Thời gian thực hiện");
        RuleFor(c => c.Origin).Must(o => o is Origin.Programme or Origin.Adhoc).WithMessage("Chỉ tạo bằng tay nội dung của chương trình (programme) và nhiệm vụ phát sinh (adhoc).");
    }
}

/// <summary>What a corrected entry may say: no more than a request of its own could.</summary>
public sealed class CorrectionValidator : AbstractValidator<CorrectionRequest>
{
    public CorrectionValidator(IEnumerable<Guid> units)
    {
        var known = units.ToHashSet();
        When(c => c.Replacement is Change.Described, () => RuleFor(c => (Change.Described)c.Replacement!).ChildRules(described =>
        {
            described.RuleFor(d => d.Title).Must(t => t is null || t.Trim().Length > 0).WithMessage(ItemTexts.TitleMissing);
            described.RuleFor(d => d.Title).MaximumLength(ItemTexts.LongestTitle).WithMessage(ItemTexts.TitleTooLong);
            described.RuleFor(d => d.LeadUnitId).Must(u => u is null || known.Contains(u.Value)).WithMessage(ItemTexts.UnknownUnit);
            described.RuleForEach(d => d.CooperatingUnitIds).Must(known.Contains).WithMessage(ItemTexts.UnknownUnit);
            described.RuleFor(d => d.ResponsibleLeader).NotTooLong("Lãnh đạo phụ trách");
            described.RuleFor(d => d.Officer).NotTooLong("Chuyên viên theo dõi");
            described.RuleFor(d => d.Deliverable).NotTooLong("Sản phẩm");
            described.RuleFor(d => d.Note).NotTooLong("Ghi chú");
            described.RuleFor(d => d.Source).NotTooLong("Nguồn giao");
            described.RuleFor(d => d.Group).NotTooLong("Nhóm");
        }));
        RuleFor(c => c.Replacement is Change.Progressed ? ((Change.Progressed)c.Replacement).Reason : c.Replacement is Change.Requested ? ((Change.Requested)c.Replacement).Reason : null)
            .NotTooLong("Lý do").OverridePropertyName("reason");
        RuleFor(c => c.Replacement is Change.Remarked ? ((Change.Remarked)c.Replacement).Text : null).NotTooLong("Nội dung").OverridePropertyName("text");
        When(c => c.Replacement is Change.Scheduled, () => RuleFor(c => (Change.Scheduled)c.Replacement!).ChildRules(scheduled =>
        {
            scheduled.RuleFor(s => s.Phrase).NotTooLong("Thời gian thực hiện");
            scheduled.RuleFor(s => s.StartOn).Must((s, start) => !(start > s.DueOn)).WithMessage("Ngày bắt đầu phải không sau thời hạn.");
        }));
    }
}

/// <summary>What is said of an item's texts when they won't do.</summary>
internal static class ItemTexts
{
    public const int LongestTitle = 2000;
    public const int Longest = 4000;
    public const string TitleMissing = "Nội dung công việc không được để trống; hãy ghi nội dung.";
    public const string TitleTooLong = "Nội dung công việc dài quá 2.000 ký tự; hãy rút gọn và ghi phần còn lại vào ghi chú.";
    public const string LeadMissing = "Mỗi nội dung phải có một cơ quan chủ trì.";
    public const string UnknownUnit = "Không có đơn vị mang mã đã ghi. Hãy lấy mã từ danh sách đơn vị (/api/units).";
    public const string CooperatingMissing = "Tên cơ quan phối hợp không được để trống.";

    public static IRuleBuilderOptions<T, string?> NotTooLong<T>(this IRuleBuilder<T, string?> text, string name) =>
        text.MaximumLength(Longest).WithMessage($"{name} dài quá 4.000 ký tự; hãy rút gọn.");
}
