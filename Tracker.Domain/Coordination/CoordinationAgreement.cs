using System.Text.RegularExpressions;
using Tracker.Domain.Documents;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Coordination;

/// <summary>Where an agreement stands on a day; derived, never stored.</summary>
public enum AgreementStatus
{
    /// <summary>Not signed by that day.</summary>
    Planned,
    /// <summary>In force, or signed and about to be.</summary>
    Signed,
    /// <summary>Signed, and its validity ends soon.</summary>
    DueForRenewal,
    Ended,
}

/// <summary>An article.</summary>
/// <param name="Chapter">"Chương II. NỘI DUNG PHỐI HỢP"; empty where there are none.</param>
/// <param name="Article">"Điều 5. Trao đổi thông tin".</param>
public sealed record Clause(string Chapter, string Article, string Text);

/// <summary>What an agreement (quy chế phối hợp) says, whole.</summary>
public sealed record AgreementTerms
{
    public const int LongestTitle = 1000;

    /// <summary>Of the paper; empty until it has one.</summary>
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    /// <summary>Null while it is planned.</summary>
    public DateOnly? SignedOn { get; init; }
    public IReadOnlyList<Guid> Parties { get; init; } = [];
    /// <summary>Which of the council's own bodies keeps it.</summary>
    public Guid KeeperId { get; init; }
    /// <summary>First day in force, inclusive; null until known, and then nothing is due yet.</summary>
    public DateOnly? ValidFrom { get; init; }
    /// <summary>Last day in force, inclusive; null has no end.</summary>
    public DateOnly? ValidTo { get; init; }
    public ReviewYear Review { get; init => field = value ?? ReviewYear.Calendar; } = ReviewYear.Calendar;
    public IReadOnlyList<Clause> Clauses { get; init => field = value ?? []; } = [];
    /// <summary>First day on which it no longer holds, before its time; null for none.</summary>
    public DateOnly? EndedOn { get; init; }
    /// <summary>The paper that ended it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Last day on which something can be due; null has no end.</summary>
    public DateOnly? LastDay => EndedOn?.AddDays(-1) is { } last && !(ValidTo < last) ? last : ValidTo;

    /// <summary>Whether both are one paper: of the same number and day; while they have no number, of the same parties under the same title.</summary>
    public bool IsSame(AgreementTerms other) => Number.Length > 0 || other.Number.Length > 0
        ? string.Equals(Number, other.Number, StringComparison.OrdinalIgnoreCase) && SignedOn == other.SignedOn
        : VietnameseText.TitleKey(Title) == VietnameseText.TitleKey(other.Title) && Parties.ToHashSet().SetEquals(other.Parties);

    /// <summary>What won't do, field by field; nothing when all will.</summary>
    public IEnumerable<(string Field, string Sentence)> Faults(IReadOnlyList<Unit> units)
    {
        if (Title.Length is 0 or > LongestTitle)
            yield return ("name", $"Hãy ghi tên quy chế, nhiều nhất {Vietnamese.Number(LongestTitle)} ký tự.");
        if (Number.Length > 0 && !DocumentNumber.TryParse(Number, out _) || Number.Length > DocumentNumber.Longest)
            yield return ("paperNumber", "Không đọc được số, ký hiệu. Hãy ghi như 06/QC-HĐND-UBND, hoặc để trống khi chưa ký.");
        if (Parties.Distinct().Count() < 2)
            yield return ("parties", "Quy chế phối hợp có ít nhất hai bên. Hãy chọn các bên.");
        else if (Parties.Any(p => units.All(u => u.Id != p)))
            yield return ("parties", "Một bên không có trong danh sách đơn vị.");
        else if (units.FirstOrDefault(u => u.Kind == UnitKind.Collective && Parties.Contains(u.Id)) is { } several)
            yield return ("parties", $"“{several.Name}” là tên gọi chung của nhiều đơn vị; hãy chọn từng đơn vị.");
        if (units.FirstOrDefault(u => u.Id == KeeperId) is not { Kind: not (UnitKind.Outside or UnitKind.Collective) })
            yield return ("keeper", "Hãy chọn Ban, Văn phòng hoặc Thường trực theo dõi quy chế này.");
        if (ValidTo < ValidFrom)
            yield return ("validTo", $"Hiệu lực đến ngày {Vietnamese.Day(ValidTo.Value)} không thể trước ngày bắt đầu {Vietnamese.Day(ValidFrom!.Value)}.");
        if (ValidTo is not null && ValidFrom is null)
            yield return ("validFrom", "Có ngày hết hiệu lực thì phải có ngày bắt đầu.");
        if (SignedOn is not null && ValidFrom is null)
            yield return ("validFrom", "Quy chế đã ký phải có ngày bắt đầu hiệu lực.");
        if (SignedOn is not null && Number.Length == 0)
            yield return ("paperNumber", "Quy chế đã ký phải có số, ký hiệu.");
        if (!Review.From.Exists || !Review.To.Exists)
            yield return ("review", "Năm sơ kết là hai ngày có thật của năm, ví dụ 15/4–15/4.");
        if (EndedOn < ValidFrom)
            yield return ("endedOn", $"Ngày chấm dứt không thể trước ngày có hiệu lực {Vietnamese.Day(ValidFrom!.Value)}.");
    }
}

/// <summary>An agreement between parties, as known at a moment.</summary>
public sealed partial record CoordinationAgreement(Guid Id, int Version, DateTimeOffset RecordedAt, AgreementTerms Terms)
{
    /// <param name="leadDays">How long before its end it is due for renewal.</param>
    public AgreementStatus Status(DateOnly asOf, int leadDays) =>
        Terms.EndedOn <= asOf || Terms.ValidTo < asOf ? AgreementStatus.Ended
        : Terms.SignedOn is not { } signed || signed > asOf ? AgreementStatus.Planned
        : Terms.ValidTo is { } to && to.AddDays(-leadDays) <= asOf ? AgreementStatus.DueForRenewal
        : AgreementStatus.Signed;

    /// <summary>The day by which it is to be reviewed (sơ kết) next, on that day or after it, if that is soon; null otherwise, and while it isn't in force.</summary>
    public DateOnly? ReviewSoon(DateOnly day) =>
        Terms.SignedOn <= day && Terms.ValidFrom < day && Terms.Review.EndOnOrAfter(day) is var end && end <= day.AddDays(CoordinationSettings.ReviewLeadDays) && !(LastDay < end) ? end : null;

    /// <inheritdoc cref="AgreementTerms.LastDay"/>
    public DateOnly? LastDay => Terms.LastDay;

    /// <summary>How people name it: "06/QC-HĐND-UBND" or its title until it is signed.</summary>
    public string Name => Terms.Number.Length > 0 ? Terms.Number : Terms.Title;

    /// <summary>"06/QC-HĐND-UBND ngày 20/12/2025", within a sentence.</summary>
    public string Called() => Terms.SignedOn is { } on ? $"{Name} ngày {Vietnamese.Day(on)}" : $"“{Name}”";

    /// <summary>Two agreements of the same parties can't hold on the same day: never on the same thing, and on another only where somebody says that it is another.</summary>
    /// <param name="alongside">Beside which of them somebody said so.</param>
    /// <exception cref="RuleBroken"/>
    public static void CheckOverlap(AgreementTerms terms, IReadOnlyList<CoordinationAgreement> others, Func<CoordinationAgreement, bool> alongside)
    {
        CoordinationAgreement[] there = [.. others.Where(o => Overlap(terms, o.Terms))];
        var title = VietnameseText.TitleKey(terms.Title);
        if (there.FirstOrDefault(o => VietnameseText.TitleKey(o.Terms.Title) == title) is { } same)
            throw new RuleBroken(
                $"Quy chế {same.Name} của cùng các bên, cùng tên đã có hiệu lực {Validity(same.Terms)}. Hãy sửa thời gian hiệu lực, hoặc chấm dứt quy chế cũ trước.", "agreement-overlaps");
        if (there.FirstOrDefault(o => !alongside(o)) is { } other)
            throw new RuleBroken(
                $"Cùng các bên này đang có quy chế {other.Name} “{other.Terms.Title}”, hiệu lực {Validity(other.Terms)}. Hãy sửa thời gian hiệu lực hoặc chấm dứt quy chế đó trước; nếu đây là quy chế về việc khác, hãy đánh dấu như vậy.", Alongside);
    }

    /// <summary>Code of the rule that somebody may say doesn't apply.</summary>
    public const string Alongside = "agreement-alongside";

    /// <summary>Whether they are of the same parties and hold on a day in common.</summary>
    public static bool Overlap(AgreementTerms one, AgreementTerms other) =>
        one.ValidFrom is { } from && other.ValidFrom is { } start && one.Parties.ToHashSet().SetEquals(other.Parties) && start <= (one.LastDay ?? DateOnly.MaxValue) && from <= (other.LastDay ?? DateOnly.MaxValue);

    /// <summary>Numbers restart each year: within one, a number is one paper.</summary>
    /// <exception cref="RuleBroken"/>
    public static void CheckNumber(AgreementTerms terms, IEnumerable<CoordinationAgreement> others)
    {
        if (terms.SignedOn is { } signed && others.FirstOrDefault(o => o.Terms.SignedOn?.Year == signed.Year && VietnameseText.Fold(o.Terms.Number) == VietnameseText.Fold(terms.Number)) is { } same)
            throw new RuleBroken($"Số {terms.Number} năm {signed.Year} đã là của quy chế “{same.Terms.Title}”. Hãy kiểm tra lại số, ngày ký.", "agreement-number-taken");
    }

    /// <summary>"từ 01/07/2021 đến hết 30/06/2026"; what is unknown is left out.</summary>
    public static string Validity(AgreementTerms terms) => (terms.ValidFrom, terms.ValidTo) switch
    {
        (null, _) => "chưa xác định",
        ({ } from, null) => $"từ {Vietnamese.Day(from)}, không thời hạn",
        ({ } from, { } to) => $"từ {Vietnamese.Day(from)} đến hết {Vietnamese.Day(to)}",
    };

    /// <summary>Reads an agreement's text as it is pasted: lines that begin with "Chương" and "Điều" head what follows. What stands before the first article is left out.</summary>
    public static IReadOnlyList<Clause> ReadClauses(string? text)
    {
        var clauses = new List<Clause>();
        var (chapter, inHead) = ("", false);
        foreach (var line in (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(l => VietnameseText.Normalize(l)).Where(l => l.Length > 0))
        {
            if (ChapterLine.IsMatch(line))
                (chapter, inHead) = (line, true);
            else if (ArticleLine.IsMatch(line))
                (clauses, inHead) = ([.. clauses, new(chapter, line, "")], false);
            else if (inHead)
                chapter = $"{chapter} {line}"; // The chapter's name stands on a line of its own.
            else if (clauses.Count > 0)
                clauses[^1] = clauses[^1] with { Text = clauses[^1].Text.Length == 0 ? line : $"{clauses[^1].Text}\n{line}" };
        }
        return clauses;
    }

    /// <summary>The clauses as <see cref="ReadClauses"/> reads them.</summary>
    public static string WriteClauses(IReadOnlyList<Clause> clauses)
    {
        var lines = new List<string>();
        var chapter = "";
        foreach (var clause in clauses)
        {
            if (clause.Chapter != chapter && clause.Chapter.Length > 0)
                lines.Add(clause.Chapter);
            chapter = clause.Chapter;
            lines.Add(clause.Article);
            if (clause.Text.Length > 0)
                lines.Add(clause.Text);
        }
        return string.Join('\n', lines);
    }

    /// <summary>The article that a reference names ("Khoản 2 Điều 5"); null when it names none.</summary>
    public static int? ArticleOf(string text) => ArticleNamed.Match(VietnameseText.Fold(text)) is { Success: true } m && int.TryParse(m.Groups[1].Value, out var number) ? number : null;

    [GeneratedRegex(@"^Chương\s+([IVXLC]+|\d+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ChapterLine { get; }

    [GeneratedRegex(@"^Điều\s+\d+\b", RegexOptions.IgnoreCase)]
    private static partial Regex ArticleLine { get; }

    [GeneratedRegex(@"\bdieu\s+(\d{1,4})\b")]
    private static partial Regex ArticleNamed { get; }
}
