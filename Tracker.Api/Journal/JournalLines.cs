using System.Globalization;
using System.Text.Json;
using Tracker.Api.Items;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Db.Journal;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Units;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Journal;

/// <summary>One thing that somebody did at one moment.</summary>
/// <param name="By">Null for what nobody signed in did.</param>
/// <param name="Act">What was done: "Sửa đơn vị", or what entries of an item say.</param>
/// <param name="Subject">To what: the item's title, the unit's name, the file's name.</param>
/// <param name="Page">Path of the page about it; null where there is none.</param>
/// <param name="Documents">Papers that it rests on.</param>
public sealed record JournalLine(
    JournalKind Kind, DateTimeOffset At, string? By, IReadOnlyList<string> Act, string Subject, string? Page, IReadOnlyList<FieldChange> Changes, IReadOnlyList<string> Documents);

/// <param name="Next">Address of the page that follows, further back; null when this is the last.</param>
public sealed record JournalAnswer(IReadOnlyList<JournalLine> Items, string? Next);

/// <summary>The journal as an address asks for it, in words; the API and the page share it.</summary>
public sealed class JournalLines(Session session, Ask ask)
{
    private const int UsualPage = 50;

    /// <returns>The lines, and what <c>before</c> is on the next page; null when this is the last.</returns>
    public async Task<(IReadOnlyList<JournalLine> Lines, string? Next)> Read(CancellationToken cancel)
    {
        var (from, to) = (ask.Day("from"), ask.Day("to"));
        var before = Before() ?? JournalPlace.Until(to is { } last ? Beginning(last.AddDays(1)) : session.Now.AddDays(1));
        var (_, size) = ask.Paging();
        var query = new JournalQuery(
            from is { } first ? Beginning(first) : DateTimeOffset.MinValue, before, ask.Id("account"), ask.Choice<JournalKind>("kind"), ask.Text("q"),
            ask.Text("pageSize") is null ? UsualPage : size);
        var page = await new JournalReading(session).Page(query, cancel);
        return (await Lines(page.Rows, cancel), page.Next is { } next ? $"{Link.Text(next.At)}~{next.Rank}~{next.Sequence}" : null);
    }

    private JournalPlace? Before() => ask.Text("before") is not { } text ? null
        : text.Split('~') is [var at, var rank, var sequence] && int.TryParse(rank, out var kind) && long.TryParse(sequence, out var place)
            && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? new(moment.ToUniversalTime(), kind, place)
        : throw Refused.BadRequest("bad-place", "“before” phải lấy từ địa chỉ “next” của trang trước.");

    private async Task<IReadOnlyList<JournalLine>> Lines(IReadOnlyList<JournalRow> rows, CancellationToken cancel)
    {
        var items = rows.Where(r => r.Kind == JournalKind.Item).Select(r => r.Id!.Value).Distinct().ToArray();
        var histories = items.Length > 0 ? await new ItemStore(session).Histories(items, cancel) : null;
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        return
        [
            // What was recorded of one item at one moment is one line.
            .. rows.GroupBy(r => r.Kind == JournalKind.Item ? (r.At, r.Kind, r.Id, 0, "") : (r.At, r.Kind, r.Id, r.Sequence, r.Act))
                .Select(same => same.First() is { Kind: JournalKind.Item } item ? OfItem(item, [.. same.Select(r => r.Sequence)], [.. histories![item.Id!.Value]], units) : Of(same.First())),
        ];
    }

    private JournalLine OfItem(JournalRow row, IReadOnlyList<long> entries, IReadOnlyList<RecordedEntry> history, IReadOnlyDictionary<Guid, Unit> units)
    {
        var words = new HistoryWords(row.Origin ?? Origin.Programme, [.. history.Select(e => new EntryAnswer(e))], ask.Today, units);
        var title = history.Select(e => (e.Entry.Change as Change.Described)?.Title).LastOrDefault(t => t is { Length: > 0 }) ?? "nhiệm vụ";
        // What an item is called when it is made stands beside as the title, and the rest of it on its page.
        var told = history.Where(e => entries.Contains(e.Entry.Sequence)).ToArray();
        if (told.Any(e => e.Entry.Change is Change.Joined))
            told = [.. told.Where(e => e.Entry.Change is not Change.Described)];
        return new(row.Kind, row.At, row.By, words.Told([.. told.Select(e => e.Entry.Sequence)]), title, $"/nhiem-vu/{row.Id}", [],
            [.. history.Where(e => entries.Contains(e.Entry.Sequence)).Select(e => e.Entry.Document).OfType<string>().Distinct()]);
    }

    private static JournalLine Of(JournalRow row) => new(row.Kind, row.At, row.By, [Act(row), .. Counts(row)], row.Subject,
        row.Kind == JournalKind.Programme ? $"/chuong-trinh?programme={row.Id}" : null, row.Changes, []);

    private static string Act(JournalRow row) => (row.Kind, row.Act) switch
    {
        (JournalKind.Programme, "issued") => "Tạo chương trình",
        (JournalKind.Programme, "closed") => "Khép lại chương trình",
        (JournalKind.Programme, "voided") => "Gỡ chương trình",
        (JournalKind.Programme, _) => "Rút lại một ghi nhận của chương trình",
        (JournalKind.Import, "uploaded") => "Tải tệp lên",
        (JournalKind.Import, "applied") => "Nhập tệp",
        (JournalKind.Import, _) => "Hoàn tác lần nhập",
        _ => row.Act,
    };

    private static IEnumerable<string> Counts(JournalRow row) =>
        row is { Kind: JournalKind.Import, Act: "applied", Details: { } summary } && JsonSerializer.Deserialize<Jobs.Imports.ImportSummary>(summary, Database.Json) is { } s
            ? [$"{Domain.Text.Vietnamese.Number(s.Created)} nội dung mới, {Domain.Text.Vietnamese.Number(s.Changed)} thay đổi"] : [];

    private static DateTimeOffset Beginning(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, Council.TimeZone.GetUtcOffset(midnight));
    }
}
