using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Tracker.Api.Items;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Api.Programmes;

/// <summary>One thing that an amendment does, as people write it: of a request, a draft, and what a unit asks for.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AmendmentLine
{
    [JsonRequired]
    public AmendmentAction Action { get; init; }
    /// <summary>The items that it is done to: none for an addition, several for a merge.</summary>
    public IReadOnlyList<Guid> Items { get; init => field = value ?? []; } = [];
    /// <summary>What is made: one of an addition and of a merge, the pieces of a split.</summary>
    public IReadOnlyList<AmendmentContent> Contents { get; init => field = value ?? []; } = [];
    /// <summary>The new due day of an extension.</summary>
    public DateOnly? DueOn { get; init; }
    /// <summary>Of an extension of a recurring item, from 1.</summary>
    public int? Occurrence { get; init; }
    public string? Reason { get; init; }
    /// <summary>The proposal of a unit that it carries out.</summary>
    public Guid? Proposal { get; init; }

    /// <summary>The same for what is the same: finds a line of a draft again after other lines came or went.</summary>
    [JsonIgnore]
    public string Key => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, Db.Database.Json)));
}

/// <summary>An item that an amendment makes. What is left out is as in the items that it is made of.</summary>
/// <param name="LeadUnit">Id or name; needed for an addition.</param>
/// <param name="TimePhrase">Time as written; read as in a workbook. A split or merged item without one has the time of what it is made of.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AmendmentContent(
    string Title, string? LeadUnit = null, IReadOnlyList<string>? CooperatingUnits = null, string? TimePhrase = null, DateOnly? DueOn = null, string? Deliverable = null,
    string? ResponsibleLeader = null, string? Officer = null, ActivityKind? ActivityKind = null, string? Note = null, string? Number = null, string? Group = null);

/// <summary>An amendment, whole.</summary>
/// <param name="Number">Of the paper, 45/QĐ-HĐND.</param>
/// <param name="IssuedOn">Day of the paper.</param>
/// <param name="EffectiveOn">First day on which it holds; the day of the paper unless given.</param>
/// <param name="Title">Trích yếu: what it is about, and why.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AmendmentRequest(string Number, [property: JsonRequired] DateOnly IssuedOn, string Title, IReadOnlyList<AmendmentLine> Lines, DateOnly? EffectiveOn = null)
{
    public const int Most = 500;

    public AmendmentPaper Paper => new(Domain.Text.VietnameseText.Normalize(Number), IssuedOn, EffectiveOn ?? IssuedOn, Domain.Text.VietnameseText.Normalize(Title));
}

public sealed class AmendmentValidator : AbstractValidator<AmendmentRequest>
{
    public AmendmentValidator()
    {
        RuleFor(a => a.Number).Must(n => DocumentNumber.TryParse(n, out _)).WithMessage("Số, ký hiệu văn bản điều chỉnh phải có dạng như 45/QĐ-HĐND.");
        RuleFor(a => a.Number).MaximumLength(DocumentNumber.Longest).WithMessage(DocumentNumber.TooLong);
        RuleFor(a => a.Title).NotEmpty().WithMessage("Hãy ghi trích yếu: văn bản điều chỉnh việc gì, vì sao.");
        RuleFor(a => a.Title).MaximumLength(1000).WithMessage("Trích yếu dài quá 1.000 ký tự; hãy rút gọn.");
        RuleFor(a => a.Lines).NotEmpty().WithMessage("Văn bản điều chỉnh chưa có dòng nào. Hãy thêm nội dung bổ sung, đưa ra, gia hạn, tách hoặc gộp.");
        RuleFor(a => a.Lines).Must(l => l is null || l.Count <= AmendmentRequest.Most).WithMessage($"Một văn bản điều chỉnh có nhiều nhất {AmendmentRequest.Most} dòng.");
    }
}

public sealed class AmendmentContentValidator : AbstractValidator<AmendmentContent>
{
    public AmendmentContentValidator()
    {
        RuleFor(c => c.Title).NotEmpty().WithMessage(ItemTexts.TitleMissing);
        RuleFor(c => c.Title).MaximumLength(ItemTexts.LongestTitle).WithMessage(ItemTexts.TitleTooLong);
        RuleForEach(c => c.CooperatingUnits).NotEmpty().WithMessage(ItemTexts.CooperatingMissing);
        RuleFor(c => c.ResponsibleLeader).NotTooLong("Lãnh đạo phụ trách");
        RuleFor(c => c.Officer).NotTooLong("Chuyên viên theo dõi");
        RuleFor(c => c.Deliverable).NotTooLong("Sản phẩm");
        RuleFor(c => c.Note).NotTooLong("Ghi chú");
        RuleFor(c => c.Number).MaximumLength(50).WithMessage("Số thứ tự dài quá 50 ký tự; hãy rút gọn.");
        RuleFor(c => c.Group).NotTooLong("Nhóm");
        RuleFor(c => c.TimePhrase).NotTooLong("Thời gian thực hiện");
    }
}
