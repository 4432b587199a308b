using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>What recording a report means for an item.</summary>
internal sealed record Outcome(RowOutcome Kind, IReadOnlyList<NewEntry> Entries)
{
    public static readonly Outcome Unchanged = new(RowOutcome.Unchanged, []);
    public static readonly Outcome Open = new(RowOutcome.Open, []);
}

/// <summary>Compares what a row reports with what is known, on both clocks, and says which entries it adds.</summary>
internal sealed class StateChanges(FindingLog log)
{
    private static readonly AnswerAction[] YesOrNot = [AnswerAction.Accept, AnswerAction.Correct, AnswerAction.Skip];

    /// <param name="day">From when a state without a day of its own holds.</param>
    public Outcome Of(KnownItem item, Report report, ReadRow row, DateOnly day) =>
        report.State.IsWithdrawn ? Withdrawn(item, report, row, day)
        : HasLeft(item, report, row, day) is { } left ? left
        : report.State.State == State.Completed ? Completed(item, report, row, report.CompletedOn!.Value, day)
        : NotCompleted(item, report, row, day);

    /// <summary>The entry for a new item, or one of which nothing is recorded; none for "chưa thực hiện" without a reason.</summary>
    public static IEnumerable<NewEntry> First(Guid item, Report report, DateOnly day) =>
        report.IsNothing ? []
        : report.State.IsWithdrawn ? [new NewEntry(item, day, new Change.Ended(Ending.Withdrawn), Document: report.Document)]
        : [Entry(item, report, report.CompletedOn ?? day, null)];

    private Outcome Withdrawn(KnownItem item, Report report, ReadRow row, DateOnly day)
    {
        if (item.At(day)?.Ending == Ending.Withdrawn || item.AtLast()?.Ending == Ending.Withdrawn)
            return Outcome.Unchanged;
        if (TakenBack(item, e => e.Change is Change.Ended { Ending: Ending.Withdrawn } && e.EffectiveOn == day) && !Corrected(row, report))
            return Outcome.Open;
        return new(RowOutcome.Changed, [.. First(item.Id, report, day)]);
    }

    /// <summary>Withdrawn beats every state, so reporting one is a contradiction that a person should see. Null for an item that is still in.</summary>
    private Outcome? HasLeft(KnownItem item, Report report, ReadRow row, DateOnly day)
    {
        if (item.At(day) is not { Ending: not null } facts)
            return null;
        if (report.IsNothing || Says(facts, report))
            return Outcome.Unchanged;
        var isAgreed = IsAgreed(row, "item-has-left", Field.Result, report.ToString(),
            $"nội dung này đã ra khỏi chương trình từ {Vietnamese.Day(facts.EndedOn!.Value)}. Đồng ý thì kết quả được ghi lại nhưng không được tính.");
        return !isAgreed ? Outcome.Open : new(RowOutcome.Changed, [.. First(item.Id, report, day)]);
    }

    private Outcome Completed(KnownItem item, Report report, ReadRow row, DateOnly completedOn, DateOnly day)
    {
        var (now, ever) = (item.At(day), item.AtLast());
        var done = new[] { now, ever }.Where(f => f?.State == State.Completed).ToArray();
        if (done.FirstOrDefault(f => f!.CompletedOn == completedOn) is { } same)
        {
            if (Says(same, report))
                return Outcome.Unchanged;
            return new(RowOutcome.Changed, [Entry(item.Id, report.KeepingWhatIsKnown(same), completedOn, Standing(item, State.Completed)?.Sequence)]);
        }
        if (done.FirstOrDefault() is { } other)
        {
            var asked = IsTakenBack(item, State.Completed, completedOn)
                ? Corrected(row, report)
                : IsAgreed(row, "other-completion-day", Field.CompletedOn, Vietnamese.Day(completedOn),
                    $"đã ghi hoàn thành ngày {Vietnamese.Day(other.CompletedOn!.Value)}, file ghi {Vietnamese.Day(completedOn)}. Đồng ý thì ngày trong file thay cho ngày đã ghi.");
            return asked ? new(RowOutcome.Changed, [Entry(item.Id, report, completedOn, Standing(item, State.Completed)?.Sequence)]) : Outcome.Open;
        }
        if (IsTakenBack(item, State.Completed, completedOn) && !Corrected(row, report))
            return Outcome.Open;
        return Overtaking(item, report, row, completedOn, day);
    }

    /// <summary>
    /// A completion that is reported late: states recorded for days after it said "not yet" and would reopen the item, so they are superseded.
    /// Where the item was reopened on purpose after a completion, a person decides.
    /// </summary>
    private Outcome Overtaking(KnownItem item, Report report, ReadRow row, DateOnly completedOn, DateOnly day)
    {
        var later = Standing(item).Where(e => e.EffectiveOn > completedOn && e.EffectiveOn <= day && ((Change.Progressed)e.Change).State is State.InProgress or State.NotStarted).ToArray();
        if (later.Length > 0)
        {
            if (Standing(item, State.Completed) is { } before && before.EffectiveOn <= later[0].EffectiveOn)
            {
                if (!IsAgreed(row, "reopened-since", Field.Result, report.ToString(),
                    $"nội dung này đã được mở lại từ {Vietnamese.Day(later[0].EffectiveOn)}, sau ngày hoàn thành ghi trong file. Đồng ý thì nội dung lại được tính là hoàn thành."))
                    return Outcome.Open;
            }
            else
            {
                log.Note("completed-earlier", row.Place(Field.CompletedOn), $"trước đây đã ghi “{StateWords.Name(((Change.Progressed)later[^1].Change).State)}” tính đến {Vietnamese.Day(later[^1].EffectiveOn)}, sau ngày hoàn thành; bản ghi đó được thay thế.");
            }
        }
        return new(RowOutcome.Changed,
        [
            Entry(item.Id, report, completedOn, later.LastOrDefault()?.Sequence),
            .. later.SkipLast(1).Select(e => new NewEntry(item.Id, e.EffectiveOn, new Change.Retracted(), e.Sequence)),
        ]);
    }

    private Outcome NotCompleted(KnownItem item, Report report, ReadRow row, DateOnly day)
    {
        var (state, now) = (report.State.State!.Value, item.At(day));
        if (now?.State == State.Completed)
        {
            if (!IsAgreed(row, "reopens", Field.Result, report.ToString(),
                $"đã ghi hoàn thành ngày {Vietnamese.Day(now.CompletedOn!.Value)}, file ghi “{report.State}”. Đồng ý thì nội dung được mở lại."))
                return Outcome.Open;
            // Completed beats carried over, so the completion has to go for this to count.
            return new(RowOutcome.Changed, [Entry(item.Id, report, day, state == State.CarriedOver ? Standing(item, State.Completed)?.Sequence : null)]);
        }
        if (now is null ? report.IsNothing : now.State == state && Says(now, report))
            return Outcome.Unchanged;
        if (IsTakenBack(item, state, day) && !Corrected(row, report))
            return Outcome.Open;
        return new(RowOutcome.Changed, [Entry(item.Id, now?.State == state ? report.KeepingWhatIsKnown(now) : report, day, null)]);
    }

    /// <summary>An empty cell says nothing about paper or reason, so it never contradicts.</summary>
    private static bool Says(ItemFacts facts, Report report) =>
        facts.State == report.State.State && facts.CompletedOn == report.CompletedOn
        && (report.Document.Length == 0 && !report.IsWhole || report.Document == (facts.ResultDocument ?? ""))
        && (report.Reason.Length == 0 && !report.IsWhole || report.Reason == (facts.Reason ?? ""));

    private static NewEntry Entry(Guid item, Report report, DateOnly effectiveOn, long? supersedes) => new(
        item, effectiveOn,
        new Change.Progressed(report.State.State!.Value, Reason: report.Reason.Length > 0 ? report.Reason : null),
        supersedes, report.Document.Length > 0 ? report.Document : null);

    /// <summary>Entries about the item's state as a whole that hold, in order of effect.</summary>
    private static IEnumerable<Entry> Standing(KnownItem item) => item.Item.Entries
        .Where(e => e.SupersededAt is null && e.Change is Change.Progressed { Occurrence: null })
        .OrderBy(e => e.EffectiveOn).ThenBy(e => e.Sequence);

    private static Entry? Standing(KnownItem item, State state) => Standing(item).LastOrDefault(e => ((Change.Progressed)e.Change).State == state);

    private static bool IsTakenBack(KnownItem item, State state, DateOnly effectiveOn) =>
        TakenBack(item, e => e.Change is Change.Progressed { Occurrence: null } p && p.State == state && e.EffectiveOn == effectiveOn);

    private static bool TakenBack(KnownItem item, Func<Entry, bool> same) => item.Item.Entries.Any(e => e.SupersededAt is not null && same(e));

    /// <summary>The row says what was said before and was corrected since: never applied silently again.</summary>
    private bool Corrected(ReadRow row, Report report) =>
        IsAgreed(row, "corrected-before", Field.Result, report.ToString(),
            $"“{report}” đã được ghi trước đây và sau đó đã được đính chính. Đồng ý thì số liệu trong file thay cho bản đính chính; nếu không, hãy bỏ qua dòng.");

    private bool IsAgreed(ReadRow row, string code, Field field, string text, string message) =>
        row.IsAgreed || log.Add(Severity.Confirm, code, row.Place(field), text, message, null, YesOrNot) is not null;
}
