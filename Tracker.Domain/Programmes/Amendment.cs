using Tracker.Domain.Documents;
using Tracker.Domain.Text;

namespace Tracker.Domain.Programmes;

/// <summary>What an amendment does to a programme.</summary>
public enum AmendmentAction { Add, Withdraw, Extend, Split, Merge }

/// <summary>The paper by which a programme is amended.</summary>
/// <param name="Number">As written, 45/QĐ-HĐND.</param>
/// <param name="IssuedOn">Day of the paper.</param>
/// <param name="EffectiveOn">First day on which what it does holds, inclusive.</param>
/// <param name="Title">Trích yếu: what it is about, and why.</param>
public sealed record AmendmentPaper(string Number, DateOnly IssuedOn, DateOnly EffectiveOn, string Title)
{
    /// <summary>Numbers restart each year: within one, a number is one paper.</summary>
    public bool IsSame(AmendmentPaper other) => IssuedOn.Year == other.IssuedOn.Year && VietnameseText.Fold(Number) == VietnameseText.Fold(other.Number);

    /// <summary>Throws when the programme can't be amended by this paper.</summary>
    /// <exception cref="RuleBroken"/>
    public void Check(Programme programme, DateOnly today)
    {
        if (programme.ClosedOn is { } closed)
            throw new RuleBroken($"Chương trình {programme.Number} đã khép lại ngày {Vietnamese.Day(closed)}, không điều chỉnh được nữa.", "programme-closed");
        if (!DocumentNumber.TryParse(Number, out _))
            throw new RuleBroken($"Không đọc được số, ký hiệu văn bản điều chỉnh “{Number}”. Hãy ghi như 45/QĐ-HĐND.", "bad-number");
        if (IssuedOn > today)
            throw new RuleBroken($"Ngày văn bản {Vietnamese.Day(IssuedOn)} chưa tới. Hãy ghi khi văn bản đã ban hành.", "in-future");
        if (EffectiveOn > today)
            throw new RuleBroken($"Ngày hiệu lực {Vietnamese.Day(EffectiveOn)} chưa tới. Hãy để dự thảo chờ đến ngày đó rồi ghi.", "in-future");
        if (IssuedOn < programme.IssuedOn || EffectiveOn < programme.IssuedOn)
            throw new RuleBroken($"Văn bản điều chỉnh không thể ban hành hay có hiệu lực trước ngày ban hành chương trình {Vietnamese.Day(programme.IssuedOn)}.", "before-programme");
    }
}

/// <summary>A recorded amendment; what it does is in the histories of its items.</summary>
/// <param name="RecordedBy">Name of who recorded it.</param>
/// <param name="Items">Every item that it made or changed.</param>
public sealed record Amendment(Guid Id, int Version, Guid ProgrammeId, AmendmentPaper Paper, DateTimeOffset RecordedAt, string? RecordedBy, IReadOnlyList<Guid> Items);
