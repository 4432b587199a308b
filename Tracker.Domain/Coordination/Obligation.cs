using Tracker.Domain.Items;
using Tracker.Domain.Sessions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Coordination;

/// <summary>What one party owes the others by a clause.</summary>
public sealed record ObligationTerms
{
    public const int LongestWhat = 1500;

    public string What { get; init; } = "";
    /// <summary>"Khoản 2 Điều 5"; empty where nobody wrote it.</summary>
    public string Clause { get; init; } = "";
    public Guid DebtorId { get; init; }
    public IReadOnlyList<Guid> ReceiverIds { get; init; } = [];
    /// <summary>Sản phẩm: "Báo cáo".</summary>
    public string Product { get; init; } = "";
    public DueRule Rule { get; init; } = null!;
    /// <summary>First due day that is owed by these terms, inclusive; earlier ones were by what stood before.</summary>
    public DateOnly From { get; init; }

    /// <summary>Whether both say that the same party owes the same at the same times.</summary>
    public bool IsSame(ObligationTerms other) => DebtorId == other.DebtorId && Rule == other.Rule && VietnameseText.TitleKey(What) == VietnameseText.TitleKey(other.What);

    /// <summary>What won't do, field by field.</summary>
    public IEnumerable<(string Field, string Sentence)> Faults(AgreementTerms agreement, IReadOnlyList<CouncilEvent> events)
    {
        if (What.Length is 0 or > LongestWhat)
            yield return ("what", $"Hãy ghi nội dung phải thực hiện, nhiều nhất {Vietnamese.Number(LongestWhat)} ký tự.");
        if (DebtorId == Guid.Empty)
            yield return ("debtor", "Nghĩa vụ phải có bên thực hiện. Hãy chọn một bên của quy chế.");
        else if (!agreement.Parties.Contains(DebtorId))
            yield return ("debtor", "Bên thực hiện không thuộc các bên của quy chế này. Hãy chọn một bên, hoặc thêm bên ấy vào quy chế trước.");
        if (ReceiverIds.Count == 0)
            yield return ("receivers", "Nghĩa vụ phải có ít nhất một bên nhận, phối hợp.");
        else if (ReceiverIds.Any(r => !agreement.Parties.Contains(r)))
            yield return ("receivers", "Có bên nhận, phối hợp không thuộc các bên của quy chế này.");
        else if (ReceiverIds.Contains(DebtorId))
            yield return ("receivers", "Bên thực hiện không thể đồng thời là bên nhận.");
        if (Rule is null)
            yield return ("due", DuePhrase.Unread);
        else if (Rule.Fault(events) is { } fault)
            yield return ("due", fault);
        if (CoordinationAgreement.ArticleOf(Clause) is { } article && agreement.Clauses.Count > 0 && agreement.Clauses.All(c => CoordinationAgreement.ArticleOf(c.Article) != article))
            yield return ("clause", $"Quy chế không có Điều {article}. Hãy kiểm tra lại điều, khoản.");
    }
}

/// <summary>An obligation as known at a moment.</summary>
public sealed record Obligation(Guid Id, int Version, Guid AgreementId, DateTimeOffset RecordedAt, ObligationTerms Terms)
{
    /// <summary>Its times whose due days lie in [from, to] and within what the agreement covers: its validity, both ends inclusive, from the first due day by these terms on. None before it is signed.</summary>
    public IReadOnlyList<DutyTime> Occurrences(CoordinationAgreement agreement, DateOnly from, DateOnly to, DueCalendar calendar)
    {
        if (agreement.Terms is not { SignedOn: not null, ValidFrom: { } start })
            return [];
        var first = new[] { from, start, Terms.From }.Max();
        var last = agreement.LastDay is { } end && end < to ? end : to;
        return Terms.Rule.Occurrences(first, last, calendar);
    }

    /// <summary>Throws when the same is owed already: it would fall due twice.</summary>
    /// <param name="others">Of the same agreement.</param>
    /// <exception cref="RuleBroken"/>
    public static void CheckTwice(ObligationTerms terms, IEnumerable<ObligationTerms> others)
    {
        if (others.Any(terms.IsSame))
            throw new RuleBroken($"Nghĩa vụ “{terms.What}” của cùng bên thực hiện, cùng thời hạn đã có trong quy chế này, hoặc ở dòng trên. Hãy bỏ dòng trùng, hoặc sửa nghĩa vụ đã có.", "obligation-twice");
    }

    /// <summary>What the item of one time is called.</summary>
    public string TitleOf(DutyTime time) => time.Name.Length == 0 || Terms.What.Contains(time.Name, StringComparison.OrdinalIgnoreCase) ? Terms.What : $"{Terms.What} ({time.Name})";

    /// <summary>The day from which a time's item counts: as long before its due day as items are made, but not before these terms or the agreement hold, and not to come.</summary>
    public DateOnly MemberFrom(CoordinationAgreement agreement, DutyTime time, int leadDays, DateOnly today)
    {
        var day = new[] { time.DueOn.AddDays(-leadDays), Terms.From, agreement.Terms.ValidFrom!.Value }.Max();
        return day < today ? day : today;
    }

    /// <summary>The item of one time, as the recorder takes it.</summary>
    public (NewItem Item, IReadOnlyList<NewEntry> Entries) Make(CoordinationAgreement agreement, DutyTime time, int leadDays, DateOnly today)
    {
        var item = new NewItem(Guid.CreateVersion7(), Origin.Coordination, time.DueOn.Year, null);
        var on = MemberFrom(agreement, time, leadDays, today);
        return (item,
        [
            new(item.Id, on, new Change.Joined(Membership.Issued)),
            new(item.Id, on, new Change.Described
            {
                Title = TitleOf(time), LeadUnitId = Terms.DebtorId, CooperatingUnitIds = Terms.ReceiverIds, Deliverable = Terms.Product, Group = agreement.Terms.Title,
                Source = Terms.Clause.Length > 0 ? $"{agreement.Name}, {Terms.Clause}" : agreement.Name, ActivityKind = ActivityKinds.Guess(Terms.What),
            }),
            new(item.Id, on, new Change.Scheduled(time.DueOn, null, Vietnamese.Day(time.DueOn), time.Provisional, Anchor: time.Anchor)),
        ]);
    }
}

/// <summary>What agreements nearly always have, offered when one is made: exchange of annual plans and of reports.</summary>
public enum UsualObligation { AnnualPlan, QuarterReport, HalfYearReport, YearReport }

public static class UsualObligations
{
    public static string Name(this UsualObligation usual) => usual switch
    {
        UsualObligation.AnnualPlan => "Trao đổi kế hoạch, chương trình công tác năm sau: từng bên gửi các bên khác, ngày 20/12 hằng năm",
        UsualObligation.QuarterReport => "Báo cáo quý: từng bên gửi cơ quan theo dõi, 5 ngày sau khi hết quý",
        UsualObligation.HalfYearReport => "Báo cáo 6 tháng: từng bên gửi cơ quan theo dõi, 10 ngày trước khi hết 6 tháng",
        _ => "Báo cáo năm: từng bên gửi cơ quan theo dõi, ngày 10/12 hằng năm",
    };

    /// <summary>One for each party that owes it. Reports go to the body that keeps the agreement, or to all where that is no party.</summary>
    public static IEnumerable<ObligationTerms> Of(UsualObligation usual, AgreementTerms agreement, DateOnly from)
    {
        var (what, product, rule) = usual switch
        {
            UsualObligation.AnnualPlan => ("Gửi kế hoạch, chương trình công tác năm sau để phối hợp", "Kế hoạch năm", (DueRule)new DueRule.Yearly(20, 12)),
            UsualObligation.QuarterReport => ("Báo cáo kết quả phối hợp quý", "Báo cáo", new DueRule.Every(PeriodLength.Quarter, 5)),
            UsualObligation.HalfYearReport => ("Báo cáo kết quả phối hợp 6 tháng", "Báo cáo", new DueRule.Every(PeriodLength.Half, -10)),
            _ => ("Báo cáo kết quả phối hợp năm", "Báo cáo", new DueRule.Yearly(10, 12)),
        };
        foreach (var party in agreement.Parties)
        {
            var toAll = usual == UsualObligation.AnnualPlan || !agreement.Parties.Contains(agreement.KeeperId);
            if (!toAll && party == agreement.KeeperId)
                continue;
            yield return new() { What = what, Product = product, Rule = rule, From = from, DebtorId = party, ReceiverIds = toAll ? [.. agreement.Parties.Where(p => p != party)] : [agreement.KeeperId] };
        }
    }
}
