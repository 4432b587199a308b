using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Domain.Items;

/// <summary>
/// An item and what may be recorded about it. Every verb gives the entries that say it, or throws <see cref="RuleBroken"/> with a sentence
/// that says what to do instead; nothing is changed here.
/// </summary>
/// <param name="entries">The item's whole history, known now.</param>
/// <param name="programme">Null for items that belong to a year only.</param>
public sealed class Item(NewItem identity, IEnumerable<Entry> entries, Programme? programme, CouncilSettings settings, DateOnly today)
{
    private readonly Entry[] _entries = [.. entries];
    private readonly ItemHistory _history = new(entries);

    public Guid Id => identity.Id;

    /// <summary>After everything that is recorded, to come too.</summary>
    /// <exception cref="RuleBroken">The item is void.</exception>
    public ItemFacts Facts => _history.At(Viewpoint.LastDay, DateTimeOffset.MaxValue)
        ?? throw new RuleBroken("Nhiệm vụ này đã bị gỡ vì nhập nhầm. Hãy tạo nhiệm vụ mới nếu vẫn cần.", "item-void");

    private IEnumerable<Entry> Standing => _entries.Where(e => e.SupersededAt is null);

    /// <summary>Completion as somebody says it: a unit's is a report where the council wants confirmation.</summary>
    public IEnumerable<NewEntry> Complete(Account by, DateOnly on, string? document, string? reason, int? occurrence) =>
        settings.CompletionNeedsConfirmation && !by.May(Act.KeepProgrammes) ? ReportCompletion(on, document, reason, occurrence) : Complete(on, document, reason, occurrence);

    /// <summary>Completion on a day: the item's, or one occurrence's.</summary>
    public IEnumerable<NewEntry> Complete(DateOnly on, string? document, string? reason, int? occurrence)
    {
        CheckCompletion(on, occurrence);
        return Completion(on, document, reason, occurrence);
    }

    /// <summary>A completion that is entered late: states recorded for days after it said "not yet" and would reopen it, so they are superseded.</summary>
    private IEnumerable<NewEntry> Completion(DateOnly on, string? document, string? reason, int? occurrence)
    {
        var states = Standing.Where(e => e.Change is Change.Progressed p && p.Occurrence == occurrence).OrderBy(e => e.EffectiveOn).ThenBy(e => e.Sequence).ToArray();
        var later = states.Where(e => e.EffectiveOn > on && ((Change.Progressed)e.Change).State is State.InProgress or State.NotStarted).ToArray();
        if (later.Length > 0 && states.Any(e => ((Change.Progressed)e.Change).State == State.Completed))
            throw new RuleBroken($"Nhiệm vụ đã được mở lại từ ngày {Vietnamese.Day(later[0].EffectiveOn)}; hãy ghi ngày hoàn thành từ ngày đó trở đi, hoặc đính chính ghi nhận mở lại.", "reopened-since");
        return
        [
            Entry(on, new Change.Progressed(State.Completed, occurrence, reason), document) with { Supersedes = later.LastOrDefault()?.Sequence },
            .. later.SkipLast(1).Select(e => new NewEntry(Id, e.EffectiveOn, new Change.Retracted(), e.Sequence)),
        ];
    }

    /// <summary>Completion that the office still has to confirm.</summary>
    public IEnumerable<NewEntry> ReportCompletion(DateOnly on, string? document, string? reason, int? occurrence)
    {
        CheckCompletion(on, occurrence);
        return [Entry(on, new Change.Reported(occurrence, reason), document)];
    }

    /// <summary>The office's answer to a reported completion: it counts from the reported day, or work goes on.</summary>
    public IEnumerable<NewEntry> AnswerReport(bool confirmed, string? reason)
    {
        CheckOpen();
        var report = ItemHistory.OpenReports([.. Standing]).FirstOrDefault();
        if (report?.Change is not Change.Reported reported)
            throw new RuleBroken("Không có báo cáo hoàn thành nào đang chờ xác nhận.", "nothing-reported");
        if (!confirmed && string.IsNullOrWhiteSpace(reason))
            throw new RuleBroken("Hãy ghi lý do chưa xác nhận để đơn vị biết cần làm gì tiếp.", "reason-missing");
        return confirmed
            ? Completion(report.EffectiveOn, report.Document, reason ?? reported.Reason, reported.Occurrence)
            : [Entry(today, new Change.Progressed(State.InProgress, reported.Occurrence, reason))];
    }

    /// <summary>Not started or in progress from a day on.</summary>
    /// <param name="document">The paper that it rests on.</param>
    public IEnumerable<NewEntry> Report(State state, DateOnly on, string? reason, int? occurrence, string? document = null)
    {
        var facts = CheckOpen();
        CheckDay(on, facts);
        CheckOccurrence(occurrence);
        if (state is not (State.NotStarted or State.InProgress))
            throw new RuleBroken("Tiến độ chỉ nhận “chưa thực hiện” hoặc “đang thực hiện”; hoàn thành và chuyển sang năm sau có thao tác riêng.", "bad-state");
        if (facts.State is State.Completed or State.CarriedOver)
            throw new RuleBroken("Nhiệm vụ đã được quyết định xong. Hãy dùng “mở lại” nếu công việc còn tiếp tục.", "already-decided");
        return [Entry(on, new Change.Progressed(state, occurrence, reason), document)];
    }

    /// <summary>Work goes on after a completion or a carrying over.</summary>
    public IEnumerable<NewEntry> Reopen(DateOnly on, string reason, int? occurrence)
    {
        var facts = CheckOpen();
        CheckOccurrence(occurrence);
        if (occurrence is null && facts.State is not (State.Completed or State.CarriedOver))
            throw new RuleBroken("Nhiệm vụ đang mở nên không cần mở lại.", "not-decided");
        CheckDay(on, facts);
        if (on < facts.CompletedOn)
            throw new RuleBroken($"Ngày mở lại phải từ ngày hoàn thành {Vietnamese.Day(facts.CompletedOn.Value)} trở đi. Nếu ngày hoàn thành sai, hãy đính chính.", "reopened-before-completion");
        return [Entry(on, new Change.Progressed(State.InProgress, occurrence, reason))];
    }

    /// <summary>A later due day, approved by a paper and effective from a day on; the first due day stays what it was.</summary>
    public IEnumerable<NewEntry> Extend(DateOnly dueOn, string? document, DateOnly on, int? occurrence)
    {
        var facts = CheckExtension(dueOn, occurrence);
        CheckDay(on, facts);
        if (string.IsNullOrWhiteSpace(document))
            throw new RuleBroken("Gia hạn cần số, ký hiệu văn bản chấp thuận. Hãy ghi văn bản rồi lưu lại.", "document-missing");
        return [Entry(on, new Change.Scheduled(dueOn, Occurrence: occurrence), document)];
    }

    /// <summary>The unit asks for a later due day.</summary>
    public IEnumerable<NewEntry> RequestExtension(DateOnly dueOn, string reason, int? occurrence)
    {
        CheckExtension(dueOn, occurrence);
        if (_history.Waiting(DateTimeOffset.MaxValue).Any())
            throw new RuleBroken("Đang có một đề nghị gia hạn chờ ý kiến. Hãy đợi quyết định, hoặc đính chính đề nghị đó.", "request-waiting");
        return [Entry(today, new Change.Requested(dueOn, reason, occurrence))];
    }

    /// <summary>Approval extends from the day of the paper on; refusal needs a reason.</summary>
    public IEnumerable<NewEntry> Decide(long request, bool approved, string? document, DateOnly on, string? reason)
    {
        var waiting = _history.Requests(DateTimeOffset.MaxValue).FirstOrDefault(r => r.Entry.Sequence == request)
            ?? throw new RuleBroken("Không có đề nghị gia hạn này. Hãy mở lại nhiệm vụ để xem các đề nghị.", "no-such-request");
        if (waiting.Decision is not null)
            throw new RuleBroken("Đề nghị này đã có quyết định.", "request-decided");
        if (!approved && string.IsNullOrWhiteSpace(reason))
            throw new RuleBroken("Hãy ghi lý do không chấp thuận để đơn vị biết.", "reason-missing");
        var decision = Entry(on, new Change.Decided(request, approved, reason), document);
        return approved ? [.. Extend(waiting.Asked.DueOn, document, on, waiting.Asked.Occurrence), decision] : [decision];
    }

    /// <summary>Out of the programme, by an approving paper.</summary>
    public IEnumerable<NewEntry> Withdraw(string? document, DateOnly on)
    {
        var facts = CheckOpen();
        CheckDay(on, facts);
        if (string.IsNullOrWhiteSpace(document))
            throw new RuleBroken("Đưa ra khỏi chương trình cần số, ký hiệu văn bản chấp thuận. Hãy ghi văn bản rồi lưu lại.", "document-missing");
        return [Entry(on, new Change.Ended(Ending.Withdrawn), document)];
    }

    /// <summary>Ends as itself from a day on, by an approving paper: the pieces go on in its place.</summary>
    /// <param name="into">At least two; whoever makes them sees to that they join on the same day.</param>
    public IEnumerable<NewEntry> Split(IReadOnlyList<Guid> into, string? document, DateOnly on)
    {
        if (into.Count < 2)
            throw new RuleBroken("Tách phải còn lại ít nhất hai nội dung. Nếu chỉ đổi tên hay thời hạn, hãy sửa thông tin hoặc gia hạn.", "split-leaves-too-few");
        return GoOn(Ending.Split, into, document, on);
    }

    /// <summary>Ends as itself from a day on, by an approving paper: another item goes on in its place and that of others.</summary>
    public IEnumerable<NewEntry> MergeInto(Guid into, string? document, DateOnly on) => GoOn(Ending.Merged, [into], document, on);

    private IEnumerable<NewEntry> GoOn(Ending ending, IReadOnlyList<Guid> into, string? document, DateOnly on)
    {
        var facts = CheckOpen();
        CheckDay(on, facts);
        if (facts.State is State.Completed or State.CarriedOver)
            throw new RuleBroken("Chỉ tách, gộp nội dung chưa hoàn thành. Nội dung này đã được quyết định xong.", "already-decided");
        if (string.IsNullOrWhiteSpace(document))
            throw new RuleBroken("Tách, gộp cần số, ký hiệu văn bản điều chỉnh. Hãy ghi văn bản rồi lưu lại.", "document-missing");
        return [Entry(on, new Change.Ended(ending, into), document)];
    }

    /// <summary>A direction, a note, a paper: said on the day it is recorded, of closed programmes too.</summary>
    public IEnumerable<NewEntry> Remark(RemarkKind kind, string text, string? document)
    {
        _ = Facts;
        return [Entry(today, new Change.Remarked(kind, text), document)];
    }

    /// <summary>To the next year; stays in this total as an outcome of its own.</summary>
    public IEnumerable<NewEntry> CarryOver(DateOnly on, string? document, string? reason, Guid? next)
    {
        var facts = CheckOpen();
        CheckDay(on, facts);
        if (facts.State is State.Completed or State.CarriedOver)
            throw new RuleBroken("Chỉ chuyển sang năm sau nhiệm vụ chưa hoàn thành.", "already-decided");
        return [Entry(on, new Change.Progressed(State.CarriedOver, Reason: reason, Next: next), document)];
    }

    /// <summary>Takes an entry back, or puts another in its place on every day. Also after the programme is closed.</summary>
    /// <param name="replacement">Of the same kind; null only takes back.</param>
    public IEnumerable<NewEntry> Correct(long sequence, Change? replacement, DateOnly? on, string? document)
    {
        _ = Facts;
        var wrong = _entries.FirstOrDefault(e => e.Sequence == sequence)
            ?? throw new RuleBroken("Nhiệm vụ này không có ghi nhận đó. Hãy mở lại lịch sử và chọn ghi nhận cần đính chính.", "no-such-entry");
        if (wrong.SupersededAt is not null)
            throw new RuleBroken("Ghi nhận này đã được đính chính trước đó. Hãy đính chính ghi nhận thay cho nó.", "already-corrected");
        if (wrong.Change is Change.Retracted)
            throw new RuleBroken("Một đính chính không lấy lại được; hãy ghi lại nội dung đúng bằng một ghi nhận mới.", "retraction");
        if (replacement is null && wrong.Change is Change.Joined)
            throw new RuleBroken("Không bỏ được ghi nhận đưa nhiệm vụ vào chương trình. Nếu cả nhiệm vụ bị nhập nhầm, hãy gỡ nhiệm vụ.", "joined");
        if (replacement is not null && replacement.GetType() != wrong.Change.GetType())
            throw new RuleBroken("Ghi nhận thay thế phải cùng loại với ghi nhận được đính chính.", "other-kind");
        var effective = on ?? wrong.EffectiveOn;
        if (replacement is not null && replacement.Says(wrong.Change) && effective == wrong.EffectiveOn && (document is null || document == wrong.Document))
            throw new RuleBroken("Ghi nhận thay thế giống hệt ghi nhận cũ. Hãy sửa nội dung, ngày hoặc văn bản rồi lưu lại.", "nothing-corrected");
        if (replacement is not null)
            CheckReplacement(replacement, wrong, effective);
        if (After(wrong, replacement, effective).Any(s => string.IsNullOrWhiteSpace(s.Facts.Title)))
            throw new RuleBroken("Sau đính chính này nhiệm vụ sẽ không còn nội dung công việc. Hãy ghi cả nội dung trong ghi nhận thay thế.", "title-missing");
        return [new NewEntry(Id, effective, replacement ?? new Change.Retracted(), sequence, replacement is null ? null : document ?? wrong.Document)];
    }

    private void CheckReplacement(Change replacement, Entry wrong, DateOnly on)
    {
        if (replacement is Change.Reported or Change.Progressed { State: State.Completed })
            CheckCompletionDay(on, Facts);
        else if (replacement is Change.Joined or Change.Ended or Change.Progressed or Change.Requested or Change.Decided && on > today)
            throw InFuture(on);
        if (replacement is Change.Progressed or Change.Ended && on != wrong.EffectiveOn && replacement is not Change.Progressed { State: State.Completed })
            CheckDay(on, Facts);
        switch (replacement)
        {
            case Change.Scheduled s when s.Occurrence != ((Change.Scheduled)wrong.Change).Occurrence:
                throw new RuleBroken("Ghi nhận thay thế phải giữ nguyên số kỳ của thời hạn được đính chính.", "other-occurrence");
            case Change.Progressed p:
                CheckOccurrence(p.Occurrence);
                break;
            case Change.Reported r:
                CheckOccurrence(r.Occurrence);
                break;
            case Change.Decided d when d.Request != ((Change.Decided)wrong.Change).Request:
                throw new RuleBroken("Quyết định thay thế phải trả lời cùng một đề nghị gia hạn.", "other-request");
        }
    }

    /// <summary>The days of the item with one entry replaced or taken back.</summary>
    private IReadOnlyList<Span> After(Entry wrong, Change? replacement, DateOnly on) => new ItemHistory(_entries.Where(e => e != wrong)
        .Concat(replacement is null ? [] : [new Entry(long.MaxValue, on, DateTimeOffset.MaxValue, replacement)])).Timeline(DateTimeOffset.MaxValue);

    /// <summary>Never belonged ("nhập nhầm"): gone from every day, as known from now on.</summary>
    public IEnumerable<NewEntry> Void()
    {
        _ = Facts;
        return [Entry(today, new Change.Voided())];
    }

    /// <summary>Attributes from a day on.</summary>
    public IEnumerable<NewEntry> Describe(Change.Described described, DateOnly on)
    {
        var facts = Facts;
        if (on < facts.MemberFrom)
            throw new RuleBroken($"Nhiệm vụ chỉ có từ ngày {Vietnamese.Day(facts.MemberFrom)}; hãy chọn ngày hiệu lực từ ngày đó trở đi.", "too-early");
        return [Entry(on, described)];
    }

    /// <summary>A step of the unit's own plan, new or changed.</summary>
    public IEnumerable<NewEntry> Plan(Change.Planned step)
    {
        CheckOpen();
        return [Entry(today, step)];
    }

    private NewEntry Entry(DateOnly on, Change change, string? document = null) => new(Id, on, change, null, document);

    private ItemFacts CheckOpen()
    {
        var facts = Facts;
        if (programme?.ClosedOn is { } closed)
            throw new RuleBroken($"Chương trình {programme.Number} đã khép lại ngày {Vietnamese.Day(closed)}; chỉ còn đính chính được các ghi nhận cũ.", "programme-closed");
        if (facts.EndedOn is { } ended)
            throw new RuleBroken($"Nhiệm vụ đã rời chương trình ngày {Vietnamese.Day(ended)} ({EndingName(facts.Ending!.Value)}), không ghi thêm được. Nếu đó là nhầm lẫn, hãy đính chính.", "item-ended");
        return facts;
    }

    private static string EndingName(Ending ending) => ending switch
    {
        Ending.Withdrawn => "đưa ra khỏi chương trình",
        Ending.Split => "tách thành nhiệm vụ khác",
        _ => "gộp vào nhiệm vụ khác",
    };

    private RuleBroken InFuture(DateOnly on) =>
        new($"Ngày {Vietnamese.Day(on)} chưa tới. Hãy ghi ngày đã xảy ra, muộn nhất là hôm nay {Vietnamese.Day(today)}.", "in-future");

    private void CheckDay(DateOnly on, ItemFacts facts)
    {
        if (on > today)
            throw InFuture(on);
        if (on < facts.MemberFrom)
            throw new RuleBroken($"Nhiệm vụ chỉ có từ ngày {Vietnamese.Day(facts.MemberFrom)}; hãy ghi ngày từ đó trở đi.", "too-early");
    }

    private void CheckCompletion(DateOnly on, int? occurrence)
    {
        var facts = CheckOpen();
        CheckOccurrence(occurrence);
        CheckCompletionDay(on, facts);
        if (facts.State == State.Completed)
            throw new RuleBroken($"Nhiệm vụ đã hoàn thành ngày {Vietnamese.Day(facts.CompletedOn!.Value)}. Nếu ngày đó sai, hãy đính chính; nếu công việc còn tiếp tục, hãy mở lại.", "already-completed");
        if (occurrence is { } number && Standing.LastOrDefault(e => e.Change is Change.Progressed p && p.Occurrence == number)?.Change is Change.Progressed { State: State.Completed })
            throw new RuleBroken($"Kỳ {number} đã hoàn thành. Nếu ngày đó sai, hãy đính chính.", "already-completed");
    }

    /// <summary>A completion may lie before the programme's document but not before its year, and never in the future (DOMAIN.md, Two clocks).</summary>
    private void CheckCompletionDay(DateOnly on, ItemFacts facts)
    {
        if (on > today)
            throw new RuleBroken($"Ngày hoàn thành {Vietnamese.Day(on)} chưa tới. Hãy ghi ngày đã hoàn thành, muộn nhất là hôm nay {Vietnamese.Day(today)}.", "in-future");
        var first = identity.Origin == Origin.Programme ? new DateOnly(identity.Year, 1, 1) : facts.MemberFrom;
        if (on < first)
            throw new RuleBroken($"Ngày hoàn thành không thể trước ngày {Vietnamese.Day(first)}. Hãy kiểm tra lại năm.", "too-early");
    }

    private ItemFacts CheckExtension(DateOnly dueOn, int? occurrence)
    {
        var facts = CheckOpen();
        CheckOccurrence(occurrence);
        if (facts.State is State.Completed or State.CarriedOver)
            throw new RuleBroken("Nhiệm vụ đã được quyết định xong nên không gia hạn.", "already-decided");
        var days = Standing.Where(e => e.Change is Change.Scheduled s && s.Occurrence == occurrence)
            .OrderBy(e => e.EffectiveOn).ThenBy(e => e.Sequence).Select(e => (Change.Scheduled)e.Change).ToArray();
        if (days.LastOrDefault()?.DueOn is not { } current)
            throw occurrence is null && HasOccurrences ? new RuleBroken("Nhiệm vụ này có nhiều kỳ. Hãy chọn kỳ cần gia hạn, từ 1.", "which-occurrence") : new RuleBroken("Nhiệm vụ không có thời hạn nên không gia hạn được. Hãy đính chính thời gian thực hiện để đặt thời hạn.", "no-deadline");
        if (dueOn <= current)
            throw new RuleBroken($"Thời hạn mới phải sau thời hạn hiện tại {Vietnamese.Day(current)}. Muốn rút ngắn, hãy đính chính thời hạn.", "not-later");
        if (days.Length > settings.MostExtensions)
            throw new RuleBroken($"Đã gia hạn {days.Length - 1} lần, là số lần nhiều nhất được phép ({settings.MostExtensions}). Hãy báo cáo Thường trực để chuyển sang năm sau hoặc đưa ra khỏi chương trình.", "too-many-extensions");
        return facts;
    }

    private int[] Occurrences => [.. _entries.Select(e => (e.Change as Change.Scheduled)?.Occurrence).OfType<int>().Distinct()];

    /// <summary>It recurs: its due days are those of its occurrences.</summary>
    public bool HasOccurrences => Occurrences.Length > 0;

    private void CheckOccurrence(int? occurrence)
    {
        var numbers = Occurrences;
        if (occurrence is { } number && !numbers.Contains(number))
            throw new RuleBroken(numbers.Length == 0 ? "Nhiệm vụ này không có nhiều kỳ; hãy bỏ số kỳ." : $"Nhiệm vụ này có các kỳ 1–{numbers.Max()}; không có kỳ {number}.", "no-such-occurrence");
    }
}
