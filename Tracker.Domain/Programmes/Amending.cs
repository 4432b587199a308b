using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Programmes;

/// <summary>An item that an amendment makes. What is null is taken from the items that it is made of.</summary>
/// <param name="Schedule">Empty: as what it is made of.</param>
public sealed record AmendedContent(Guid Id, Change.Described Described, IReadOnlyList<Change.Scheduled> Schedule);

/// <summary>One thing that an amendment does.</summary>
/// <param name="Items">The items that it is done to: none for an addition, several for a merge.</param>
/// <param name="Contents">What is made: one of an addition and of a merge, the pieces of a split.</param>
/// <param name="DueOn">The new due day of an extension.</param>
/// <param name="Reason">Kept as a note on each item that it is done to.</param>
public sealed record AmendmentStep(
    AmendmentAction Action, IReadOnlyList<Guid> Items, IReadOnlyList<AmendedContent> Contents, DateOnly? DueOn = null, int? Occurrence = null, string? Reason = null);

/// <summary>What is to be recorded for one step.</summary>
public sealed record AmendmentPart(IReadOnlyList<NewItem> Items, IReadOnlyList<NewEntry> Entries);

/// <summary>Turns what an amendment does, step by step, into the entries that say it; nothing is changed here.</summary>
/// <param name="find">The item with its whole history, known now. Throws for what isn't an item of the programme.</param>
/// <param name="lastPosition">Of the programme's items: what is added comes after it.</param>
public sealed class Amending(AmendmentPaper paper, Programme programme, Func<Guid, Item> find, int lastPosition)
{
    private readonly HashSet<Guid> _taken = [];
    private int _position = lastPosition;

    /// <exception cref="RuleBroken">The step can't be taken, with the sentence that says why.</exception>
    public AmendmentPart Take(AmendmentStep step)
    {
        Item[] items = [.. step.Items.Select(find)];
        foreach (var item in items)
            if (!_taken.Add(item.Id))
                throw new RuleBroken($"“{item.Facts.Title}” đứng hai lần trong văn bản điều chỉnh này. Hãy bỏ bớt một dòng.", "item-twice");
        var part = step.Action switch
        {
            AmendmentAction.Add when items.Length > 0 => throw new RuleBroken("Bổ sung không kèm nội dung đã có trong chương trình. Muốn thay nội dung đã có, hãy tách, gộp hoặc đưa ra.", "add-with-items"),
            AmendmentAction.Add => Made(Only(step.Contents), Membership.Added, []),
            AmendmentAction.Withdraw => Changed(Only(items).Withdraw(paper.Number, paper.EffectiveOn)),
            AmendmentAction.Extend => Changed(Only(items).Extend(
                step.DueOn ?? throw new RuleBroken("Hãy ghi thời hạn mới.", "due-missing"), paper.Number, paper.EffectiveOn, step.Occurrence)),
            AmendmentAction.Split => Split(Only(items), step.Contents),
            AmendmentAction.Merge => Merge(items, Only(step.Contents)),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Action, null),
        };
        return step.Reason is not { Length: > 0 } why ? part : part with
        {
            Entries = [.. part.Entries, .. items.Select(i => Entry(i.Id, new Change.Remarked(RemarkKind.Note, $"Lý do điều chỉnh: {why}")))],
        };
    }

    private AmendmentPart Split(Item whole, IReadOnlyList<AmendedContent> pieces)
    {
        // Lists that have nothing else to go by go by the id.
        pieces = [.. pieces.Zip(pieces.Select(p => p.Id).Order(), (piece, id) => piece with { Id = id })];
        NewEntry[] ended = [.. whole.Split([.. pieces.Select(p => p.Id)], paper.Number, paper.EffectiveOn)];
        if (pieces.GroupBy(p => VietnameseText.TitleKey(p.Described.Title)).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw new RuleBroken($"Hai nội dung tách ra trùng tên “{same.First().Described.Title}”. Hãy ghi rõ phần việc của từng nội dung.", "pieces-alike");
        AmendmentPart[] made = [.. pieces.Select((piece, place) => Made(piece with
        {
            Described = piece.Described with { Number = piece.Described.Number is { Length: > 0 } ? piece.Described.Number : Lettered(whole.Facts.Number, place) },
        }, Membership.Split, [whole]))];
        return new([.. made.SelectMany(m => m.Items)], [.. ended, .. made.SelectMany(m => m.Entries)]);
    }

    private AmendmentPart Merge(IReadOnlyList<Item> parts, AmendedContent content)
    {
        if (parts.Count < 2)
            throw new RuleBroken("Gộp cần ít nhất hai nội dung. Hãy chọn thêm nội dung, hoặc sửa thông tin nếu chỉ đổi tên.", "merge-of-one");
        NewEntry[] ended = [.. parts.SelectMany(item => Of(item, () => item.MergeInto(content.Id, paper.Number, paper.EffectiveOn)))];
        var made = Made(content, Membership.Merged, parts);
        return new(made.Items, [.. ended, .. made.Entries]);
    }

    /// <summary>Of several items at once, a broken rule says of which.</summary>
    private static NewEntry[] Of(Item item, Func<IEnumerable<NewEntry>> say)
    {
        try
        {
            return [.. say()];
        }
        catch (RuleBroken broken)
        {
            throw new RuleBroken($"“{item.Facts.Title}”: {broken.Message}", broken.Code);
        }
    }

    private AmendmentPart Made(AmendedContent content, Membership membership, IReadOnlyList<Item> from)
    {
        ItemFacts[] facts = [.. from.Select(i => i.Facts)];
        var described = content.Described with
        {
            Title = content.Described.Title is { Length: > 0 } title ? title : throw new RuleBroken("Hãy ghi nội dung công việc.", "title-missing"),
            LeadUnitId = content.Described.LeadUnitId ?? (from.Count > 0 ? facts[0].LeadUnitId : throw new RuleBroken("Mỗi nội dung phải có một cơ quan chủ trì.", "lead-missing")),
            Position = from.Count > 0 ? facts[0].Position : ++_position,
            Number = content.Described.Number is { Length: > 0 } number ? number : facts.FirstOrDefault()?.Number,
            Group = content.Described.Group is { Length: > 0 } group ? group : facts.FirstOrDefault()?.GroupName,
            CooperatingUnitIds = content.Described.CooperatingUnitIds ?? (from.Count > 0 ? [.. facts.SelectMany(f => f.CooperatingUnitIds).Distinct()] : null),
            ResponsibleLeader = content.Described.ResponsibleLeader ?? facts.FirstOrDefault()?.ResponsibleLeader,
            Officer = content.Described.Officer ?? facts.FirstOrDefault()?.Officer,
            Deliverable = content.Described.Deliverable ?? facts.FirstOrDefault()?.Deliverable,
            ActivityKind = content.Described.ActivityKind ?? ActivityKinds.Guess(content.Described.Title),
        };
        var entries = new List<NewEntry> { Entry(content.Id, new Change.Joined(membership)), Entry(content.Id, described) };
        entries.AddRange(Schedule(content, from, facts).Select(s => Entry(content.Id, s)));
        // Work that had begun hasn't stopped.
        if (facts.Any(f => f.State == State.InProgress))
            entries.Add(Entry(content.Id, new Change.Progressed(State.InProgress)));
        return new([new(content.Id, Origin.Programme, programme.Year, programme.Id)], entries);
    }

    /// <summary>Due days of what is made. The first due day of what it is made of stays its first: no split or merge can hide that it has passed.</summary>
    private IReadOnlyList<Change.Scheduled> Schedule(AmendedContent content, IReadOnlyList<Item> from, ItemFacts[] facts)
    {
        var schedule = content.Schedule;
        if (schedule.FirstOrDefault(s => s.DueOn < programme.IssuedOn) is { DueOn: { } early })
            throw new RuleBroken($"“{content.Described.Title}”: thời hạn {Vietnamese.Day(early)} trước ngày ban hành chương trình {Vietnamese.Day(programme.IssuedOn)}. Hãy kiểm tra lại ngày, năm.", "due-before-programme");
        if (schedule.Count == 0)
        {
            if (from.Any(i => i.HasOccurrences))
                throw new RuleBroken($"“{content.Described.Title}”: nội dung trước khi tách, gộp có nhiều kỳ, nên hãy ghi thời gian thực hiện.", "time-missing");
            var last = facts.OrderBy(f => f.DueOn ?? DateOnly.MaxValue).LastOrDefault();
            schedule = last is null ? [new(null)] : [new(last.DueOn, last.StartOn, last.TimePhrase, last.DueProvisional)];
        }
        return schedule is [{ Occurrence: null } only] && !from.Any(i => i.HasOccurrences)
            && facts.Length > 0 && facts.All(f => f.FirstDueOn is not null) && facts.Max(f => f.FirstDueOn!.Value) is var first && (only.Provisional || !(only.DueOn <= first))
            ? [new(first), only] : schedule;
    }

    /// <summary>12a, 12b …; nothing where the whole had no number.</summary>
    private static string? Lettered(string number, int place) => number.Length > 0 && place < 26 ? $"{number}{(char)('a' + place)}" : null;

    private AmendmentPart Changed(IEnumerable<NewEntry> entries) => new([], [.. entries]);

    private NewEntry Entry(Guid item, Change change) => new(item, paper.EffectiveOn, change, null, paper.Number);

    private static T Only<T>(IReadOnlyList<T> several) => several is [var one] ? one
        : throw new RuleBroken(typeof(T) == typeof(Item) ? "Hãy chọn đúng một nội dung cho dòng này." : "Hãy ghi đúng một nội dung cho dòng này.", "one-expected");
}
