using Tracker.Db.Items;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Jobs.Reports;

/// <summary>One entry of the history, on both clocks. <c>Id</c> is what a correction names.</summary>
/// <param name="Change">What it says; <c>kind</c> tells which of joined, ended, progressed, scheduled, described, voided, retracted.</param>
public sealed record EntryAnswer(
    long Id, DateOnly EffectiveOn, DateTimeOffset RecordedAt, string? RecordedBy, Change Change, string? Document, long? Supersedes, DateTimeOffset? SupersededAt)
{
    public EntryAnswer(RecordedEntry e) : this(
        e.Entry.Sequence, e.Entry.EffectiveOn, e.Entry.RecordedAt, e.RecordedBy, e.Entry.Change, e.Entry.Document, e.Entry.Supersedes, e.Entry.SupersededAt) { }
}

/// <summary>One thing that a history says, with the items it names.</summary>
public sealed record HistoryLine(string Text, IReadOnlyList<Guid> Items);

/// <summary>What one person recorded at one moment, to hold from one day on.</summary>
/// <param name="Gone">Why it no longer holds; null while it does.</param>
/// <param name="Ahead">It takes effect after the day looked at.</param>
/// <param name="Correctable">The entries that can be put right one by one, with what each is about.</param>
public sealed record HistoryEvent(
    DateOnly EffectiveOn, DateTimeOffset RecordedAt, string? RecordedBy, IReadOnlyList<string> Documents, IReadOnlyList<HistoryLine> Lines, string? Gone, bool Ahead, IReadOnlyList<(long Entry, string About)> Correctable);

/// <summary>Tells an item's history in words, in order of recording.</summary>
public sealed class HistoryWords(Origin origin, IReadOnlyList<EntryAnswer> history, DateOnly asOf, IReadOnlyDictionary<Guid, Unit> units)
{
    private readonly Dictionary<long, EntryAnswer> _superseding = history.Where(e => e.Supersedes is not null).ToDictionary(e => e.Supersedes!.Value);
    private readonly Dictionary<long, EntryAnswer> _entries = history.ToDictionary(e => e.Id);

    /// <summary>What entries recorded together say.</summary>
    public IReadOnlyList<string> Told(IReadOnlyCollection<long> ids) => [.. Lines([.. history.Where(e => ids.Contains(e.Id))]).Select(l => l.Text)];

    /// <summary>What was recorded since the item was at that version: everything recorded at one moment is one version.</summary>
    /// <param name="current">The version that it is at now.</param>
    public IReadOnlyList<HistoryEvent> Since(int version, int current)
    {
        var moments = history.Select(e => e.RecordedAt).Distinct().OrderDescending().Take(current - version).ToHashSet();
        return [.. Events().Where(e => moments.Contains(e.RecordedAt))];
    }

    public IReadOnlyList<HistoryEvent> Events()
    {
        var events = new List<HistoryEvent>();
        foreach (var same in Runs())
        {
            var first = same[0];
            events.Add(new(first.EffectiveOn, first.RecordedAt, first.RecordedBy,
                [.. same.Select(e => e.Document).OfType<string>().Distinct()], [.. Lines(same)], Gone(first), first.EffectiveOn > asOf,
                Gone(first) is null ? [.. same.Where(e => e.Change is not (Change.Retracted or Change.Voided)).Select(e => (e.Id, Line(e).Text))] : []));
        }
        return events;
    }

    public static string Name(RemarkKind kind) => kind switch
    {
        RemarkKind.Direction => "Chỉ đạo",
        RemarkKind.Paper => "Văn bản",
        _ => "Ghi chú",
    };

    /// <summary>What one entry says.</summary>
    public string Text(EntryAnswer entry) => Line(entry).Text;

    /// <summary>Entries that were recorded together and share their fate.</summary>
    private IEnumerable<IReadOnlyList<EntryAnswer>> Runs()
    {
        var run = new List<EntryAnswer>();
        foreach (var entry in history)
        {
            if (run.Count > 0 && Key(run[0]) != Key(entry))
            {
                yield return run;
                run = [];
            }
            run.Add(entry);
        }
        if (run.Count > 0)
            yield return run;

        (DateTimeOffset, DateOnly, string?, string?) Key(EntryAnswer e) => (e.RecordedAt, e.EffectiveOn, e.RecordedBy, Gone(e));
    }

    private string? Gone(EntryAnswer entry) => entry.SupersededAt is null || !_superseding.TryGetValue(entry.Id, out var by) ? null
        : by.Change is Change.Retracted ? $"đã rút lại lúc {Vietnamese.Moment(by.RecordedAt)}"
        : $"đã được thay lúc {Vietnamese.Moment(by.RecordedAt)} bằng: {string.Join("; ", Lines([by]).Select(l => l.Text))}";

    private IEnumerable<HistoryLine> Lines(IReadOnlyList<EntryAnswer> entries)
    {
        var occurrences = entries.Select(e => e.Change).OfType<Change.Scheduled>().Where(s => s.Occurrence is not null).ToArray();
        if (occurrences.Length > 1)
            yield return new($"Thời hạn: {Phrase(occurrences[0].Phrase)}{occurrences.Length} lần, {string.Join(", ", occurrences.Select(o => Day(o.DueOn)))}", []);
        foreach (var entry in entries)
            if (occurrences.Length < 2 || entry.Change is not Change.Scheduled { Occurrence: not null })
                yield return Line(entry);
    }

    private HistoryLine Line(EntryAnswer entry) => entry.Change switch
    {
        Change.Joined j => new(j.Membership switch
        {
            _ when origin == Origin.Adhoc => "Giao nhiệm vụ",
            _ when origin == Origin.Coordination => "Đến kỳ theo quy chế phối hợp",
            Membership.Issued => "Có trong chương trình khi ban hành",
            Membership.Added => "Bổ sung vào chương trình",
            Membership.Split => "Tách ra từ nội dung khác",
            _ => "Gộp lại từ các nội dung khác",
        }, []),
        Change.Ended e => new(e.Ending switch
        {
            Ending.Withdrawn => "Đưa ra khỏi chương trình",
            Ending.Split => "Tách thành",
            _ => "Gộp vào",
        }, e.Into ?? []),
        Change.Progressed p => new(
            StateWords.Name(p.State) + Which(p.Occurrence) + (p.Reason is { Length: > 0 } reason ? $"; nguyên nhân: {reason}" : ""),
            p.Next is { } next ? [next] : []),
        Change.Scheduled s => new(Scheduled(entry, s), []),
        Change.Described d => new(string.Join("; ", Described(d)), []),
        Change.Voided => new("Gỡ vì nhập nhầm", []),
        Change.Reported r => new($"Đơn vị báo cáo hoàn thành{Which(r.Occurrence)}", []),
        Change.Requested r => new($"Đề nghị gia hạn{Which(r.Occurrence)} đến {Vietnamese.Day(r.DueOn)}; lý do: {r.Reason}", []),
        Change.Decided d => new((d.Approved ? "Chấp thuận" : "Không chấp thuận") + Asked(d.Request) + (d.Reason is { Length: > 0 } why ? $"; lý do: {why}" : ""), []),
        Change.Planned p => new(Step(p), []),
        Change.Remarked r => new($"{Name(r.Remark)}: {r.Text}".TrimEnd(' ', ':'), []),
        _ => new(entry.Supersedes is { } gone && _entries.TryGetValue(gone, out var old) ? $"Rút lại: {string.Join("; ", Lines([old]).Select(l => l.Text))}" : "Rút lại một ghi nhận", []),
    };

    private string Scheduled(EntryAnswer entry, Change.Scheduled s)
    {
        var isFirst = !history.TakeWhile(e => e.Id != entry.Id).Any(e => e.Change is Change.Scheduled earlier && earlier.Occurrence == s.Occurrence);
        var which = Which(s.Occurrence);
        var what = isFirst ? $"Thời hạn{which}: {Phrase(s.Phrase)}" : $"Đổi thời hạn{which} thành {Phrase(s.Phrase)}";
        return what + Day(s.DueOn) + (s.Provisional ? " (dự kiến)" : "");
    }

    private string Asked(long request) => _entries.TryGetValue(request, out var asked) && asked.Change is Change.Requested r ? $" đề nghị gia hạn đến {Vietnamese.Day(r.DueOn)}" : " đề nghị gia hạn";

    private static string Step(Change.Planned p) => p.Removed ? $"Bỏ bước: {p.What}"
        : p.DoneOn is { } done ? $"Xong bước: {p.What}, ngày {Vietnamese.Day(done)}"
        : $"Bước: {p.What}" + (p.Who.Length > 0 ? $", {p.Who}" : "") + (p.DueOn is { } due ? $", hạn {Vietnamese.Day(due)}" : "");

    private static string Which(int? occurrence) => occurrence is { } o ? $" lần {o}" : "";

    private IEnumerable<string> Described(Change.Described d)
    {
        (string Name, string? Value)[] all =
        [
            ("số thứ tự", d.Number),
            ("nhóm", d.Group),
            ("nội dung", d.Title),
            ("chủ trì", d.LeadUnitId is { } lead ? Name(lead) : null),
            ("phối hợp", d.CooperatingUnitIds is { } several ? string.Join(", ", several.Select(Name)) : null),
            ("lãnh đạo phụ trách", d.ResponsibleLeader),
            ("chuyên viên theo dõi", d.Officer),
            ("sản phẩm", d.Deliverable),
            ("loại hoạt động", d.ActivityKind?.Name()),
            ("ghi chú", d.Note),
            ("nguồn giao", d.Source),
        ];
        // What an import leaves empty from the start says nothing; what is emptied later does.
        var written = all.Where(a => a.Value is { Length: > 0 } || a.Value is not null && d.Title is null).ToArray();
        return written.Select((a, i) => $"{(i == 0 ? char.ToUpperInvariant(a.Name[0]) + a.Name[1..] : a.Name)}: {(a.Value!.Length > 0 ? a.Value : "để trống")}");
    }

    private static string Phrase(string? phrase) => string.IsNullOrWhiteSpace(phrase) ? "" : $"{phrase}, ";

    private static string Day(DateOnly? day) => day is { } d ? Vietnamese.Day(d) : "không thời hạn";

    private string Name(Guid unit) => units.TryGetValue(unit, out var named) ? named.Name : "đơn vị không rõ";
}
