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
    public const int LongestTitle = 2000;
    private const int LongestText = 4000;

    public ItemChangeValidator()
    {
        RuleFor(c => c.Title).Must(t => t is null || t.Trim().Length > 0).WithMessage("Nội dung công việc không được để trống.");
        RuleFor(c => c.Title).MaximumLength(LongestTitle).WithMessage("Nội dung công việc dài quá 2.000 ký tự; hãy rút gọn và ghi phần còn lại vào ghi chú.");
        RuleFor(c => c.LeadUnit).Must(u => u is null || u.Trim().Length > 0).WithMessage("Mỗi nội dung phải có một cơ quan chủ trì.");
        RuleForEach(c => c.CooperatingUnits).NotEmpty().WithMessage("Tên cơ quan phối hợp không được để trống.");
        foreach (var (text, name) in new (System.Linq.Expressions.Expression<Func<ItemChange, string?>>, string)[]
        {
            (c => c.ResponsibleLeader, "Lãnh đạo phụ trách"), (c => c.Officer, "Chuyên viên theo dõi"), (c => c.Deliverable, "Sản phẩm"), (c => c.Note, "Ghi chú"),
        })
            RuleFor(text).MaximumLength(LongestText).WithMessage($"{name} dài quá 4.000 ký tự; hãy rút gọn.");
    }
}
