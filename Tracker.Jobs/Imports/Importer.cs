using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Imports;
using Tracker.Db.Items;
using Tracker.Db.Meetings;
using Tracker.Db.Programmes;
using Tracker.Db.Runs;
using Tracker.Db.Units;
using Tracker.Domain;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Jobs.Imports;

/// <summary>A file and what it says, or said.</summary>
/// <param name="Reading">Null once the file was applied or undone: it is history then, like <paramref name="Workbook"/>.</param>
/// <param name="Workbook">What was read.</param>
public sealed record ImportState(ImportRow Import, ImportReading? Reading, Workbook? Workbook = null);

/// <summary>Somebody has to answer findings before the file can be applied.</summary>
public sealed class FindingsOpen(ImportState state) : Exception("Findings are open.")
{
    public ImportState State { get; } = state;
}

/// <summary>From an office's file to recorded items: keep it, read it, apply it whole, undo it whole. Each call is one transaction; with it the figures of the day are asked for.</summary>
/// <param name="account">Whose files they are: a unit sees its own, which are lists that it filled in, and records of them what it may of each item.</param>
/// <param name="limits">What a file may hold; the usual bounds unless given.</param>
public sealed class Importer(Session session, Account account, WorkbookLimits? limits = null)
{
    private readonly ImportStore _imports = new(session);
    private readonly LayoutStore _layouts = new(session);

    private bool KeepsAll => account.May(Act.KeepProgrammes);

    private Guid AccountId => account.Id ?? throw new InvalidOperationException("A reader without sign-in can't import.");

    /// <summary>The files that were uploaded, the latest first.</summary>
    public Task<Page<ImportRow>> List(int page, int pageSize, CancellationToken cancel = default) => _imports.List(page, pageSize, KeepsAll ? null : AccountId, cancel);

    private async Task<ImportRow?> Find(Guid id, CancellationToken cancel) =>
        await _imports.Find(id, cancel) is { } import && (KeepsAll || import.UploaderId == AccountId) ? import : null;

    /// <summary>Keeps the file and reads it. The same content again is the same import, however it is named.</summary>
    /// <param name="layouts">How its sheets are to be read, where that isn't as recognised; nothing of it is kept before the file is applied with it.</param>
    /// <exception cref="UnreadableWorkbook">The file can't be read, or must not be kept; nothing is.</exception>
    /// <exception cref="RuleBroken">Somebody else uploaded it, and it isn't this account's to see.</exception>
    public async Task<ImportState> Upload(string fileName, byte[] content, IReadOnlyList<Layout>? layouts = null, CancellationToken cancel = default)
    {
        var workbook = WorkbookReader.Read(content, fileName, limits);
        if (!KeepsAll && Recognition.Recognise(workbook, []) is not { Kind: ImportKind.Fill })
            throw new UnreadableWorkbook("not-filled-list", "Đơn vị chỉ tải lên danh sách đã lấy bằng “Tải tệp để điền”, còn nguyên cột khóa ẩn ở cuối bảng. Tệp khác hãy gửi Văn phòng.");
        var id = await _imports.Add(fileName, content, AccountId, cancel);
        var import = await Find(id, cancel)
            ?? throw new RuleBroken("Tệp này đã được Văn phòng hoặc một tài khoản khác tải lên, nguyên nội dung như vậy. Hãy hỏi Văn phòng xem đã áp dụng chưa.", "import-of-another");
        var state = import.AppliedAt is null ? new ImportState(import, await Read(workbook, [], layouts ?? [], hold: false, cancel), workbook) : new(import, null);
        await session.Commit(cancel);
        return state;
    }

    /// <summary>The file as it reads today with these answers; changes nothing. Null when there is no such import.</summary>
    public async Task<ImportState?> Preview(Guid id, IReadOnlyList<Answer> answers, IReadOnlyList<Layout> layouts, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } import)
            return null;
        if (import.AppliedAt is not null || import.UndoneAt is not null)
            return new(import, null);
        var workbook = await Stored(import, cancel);
        return new(import, await Read(workbook, answers, layouts, hold: false, cancel), workbook);
    }

    /// <summary>The file with its open findings and notes marked at their cells. Null when there is no such import, or it was applied or undone.</summary>
    public async Task<MarkedFile?> Marked(Guid id, IReadOnlyList<Answer> answers, IReadOnlyList<Layout> layouts, CancellationToken cancel = default) =>
        await Preview(id, answers, layouts, cancel) is { Reading: { } reading, Workbook: { } workbook } state
            ? MarkedWorkbook.Make(await _imports.Content(id, cancel), state.Import.FileName, workbook, reading.Findings)
            : null;

    /// <summary>Records all that the file says, or nothing. Applying what was applied changes nothing.</summary>
    /// <exception cref="FindingsOpen"/>
    /// <exception cref="RuleBroken">The import was undone.</exception>
    public async Task<ImportState?> Apply(Guid id, IReadOnlyList<Answer> answers, IReadOnlyList<Layout> layouts, CancellationToken cancel = default)
    {
        await new ProgrammeStore(session).Lock(cancel);
        if (await Find(id, cancel) is not { } import)
            return null;
        if (import.UndoneAt is { } undone)
            throw new RuleBroken($"Lần nhập này đã được hoàn tác ngày {Vietnamese.Day(Council.DayOf(undone))}. Hãy tải tệp lên lại nếu vẫn muốn nhập.", "import-undone");
        if (import.AppliedAt is not null)
            return new(import, null);

        var workbook = await Stored(import, cancel);
        var reading = await Read(workbook, answers, layouts, hold: true, cancel);
        if (reading.Plan is not { } plan)
            throw new FindingsOpen(new(import, reading, workbook));
        var by = new Recording(AccountId, id);
        if (plan.Programme is { } programme)
            await new ProgrammeStore(session).Add(programme.Id, programme.Year, programme.Kind, programme.Number, programme.Title, programme.IssuedOn, by, cancel);
        await new ItemRecorder(session).Record(plan.Items, plan.Entries, by, cancel: cancel);
        await LinkToMeetings(plan, by, cancel);
        await _imports.MarkApplied(id, AccountId, reading.Recognised!.Kind, plan.ProgrammeId, answers, layouts, new ImportSummary(plan.Created, plan.Changed, plan.Unchanged), cancel);
        foreach (var layout in reading.ToRemember)
            await _layouts.Remember(layout, id, cancel);
        await RunStore.Request(session, Schedule.Figures, byPerson: false, cancel);
        var applied = new ImportState((await _imports.Find(id, cancel))!, null);
        await session.Commit(cancel);
        return applied;
    }

    /// <summary>New tasks whose "Nguồn giao" names a meeting that is known, whole and held by the day they were given, are its conclusions.</summary>
    private async Task LinkToMeetings(ImportPlan plan, Recording by, CancellationToken cancel)
    {
        var sources = plan.Entries.Select(e => (e.ItemId, e.EffectiveOn, Named: Meeting.Named((e.Change as Change.Described)?.Source)))
            .Where(s => s.Named is not null && plan.Items.Any(i => i.Id == s.ItemId && i.Origin == Origin.Adhoc)).DistinctBy(s => s.ItemId).ToArray();
        var meetings = new MeetingStore(session);
        foreach (var named in sources.GroupBy(s => s.Named!.Value))
        {
            var (kind, number, year) = named.Key;
            var meeting = (await meetings.List(new(year, kind), new(Viewpoint.LastDay, session.Now), cancel)).FirstOrDefault(m => m.Number == number);
            if (meeting is not null && named.Where(s => s.EffectiveOn >= meeting.HeldOn).ToArray() is { Length: > 0 } given)
                await meetings.Conclude(meeting.Id, [.. given.Select(s => ((string?)null, (Guid?)s.ItemId))], by, cancel);
        }
    }

    /// <summary>Sets the file beside what is recorded, whatever became of it as an import. Changes nothing.</summary>
    /// <param name="asOf">Null: the day that the file says its figures are of, else today.</param>
    /// <param name="knownAt">Null: as known now.</param>
    /// <returns>Null when there is no such import.</returns>
    public async Task<(ImportRow Import, Reconciled Reading, Viewpoint View, IReadOnlyList<Scope> Scopes)?> Reconcile(Guid id, DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } import)
            return null;
        var workbook = await Stored(import, cancel);
        var (answers, given) = await _imports.Answered(id, cancel);
        var layouts = new Layouts(given, await _layouts.Known(cancel));
        var recognised = Recognition.Recognise(workbook, answers, layouts);
        var view = new Viewpoint(asOf ?? recognised?.AsOf ?? Council.DayOf(session.Now), knownAt ?? session.Now);
        // A programme's file too is set beside the programme of its year, whatever number it bears.
        var about = recognised is { Kind: ImportKind.Programme } ? recognised with { Kind = ImportKind.Progress } : recognised;
        var context = await Context(about, hold: false, cancel);
        return (import, Reconciliation.Read(workbook, context, answers, layouts, view), view, Scopes(about, context.Programmes));
    }

    /// <summary>Takes back all that the import recorded, by entries that void and restore. Undoing what was undone changes nothing.</summary>
    /// <exception cref="RuleBroken">Something else was built on it.</exception>
    public async Task<ImportState?> Undo(Guid id, CancellationToken cancel = default)
    {
        await new ProgrammeStore(session).Lock(cancel);
        if (await Find(id, cancel) is not { } import)
            return null;
        if (import.UndoneAt is not null)
            return new(import, null);
        if (import.AppliedAt is not null && !KeepsAll)
            throw new RuleBroken("Tệp đã áp dụng thì Văn phòng hoàn tác. Hãy báo Văn phòng, hoặc điền lại tệp mới nếu chỉ cần ghi tiếp.", "undone-by-office");
        if (import.AppliedAt is not null)
            await TakeBack(import, cancel);
        await _layouts.ForgetOf(id, cancel);
        await _imports.MarkUndone(id, AccountId, cancel);
        await RunStore.Request(session, Schedule.Figures, byPerson: false, cancel);
        var undone = new ImportState((await _imports.Find(id, cancel))!, null);
        await session.Commit(cancel);
        return undone;
    }

    private async Task TakeBack(ImportRow import, CancellationToken cancel)
    {
        if (await _imports.BuiltOn(import.Id, cancel) is > 0 and var others)
            throw new RuleBroken(
                $"Chưa hoàn tác được: đã có {Vietnamese.Number(others)} ghi nhận khác dựa trên lần nhập này. Hãy hoàn tác các lần nhập sau hoặc đính chính từng ghi nhận đó trước.", "import-built-on");
        var today = Council.DayOf(session.Now);
        var created = await _imports.CreatedItems(import.Id, cancel);
        var changes = await _imports.Changes(import.Id, cancel);
        var recorder = new ItemRecorder(session);
        await recorder.Record([], [.. created.Select(item => new NewEntry(item, today, new Change.Voided()))], new(AccountId, import.Id), cancel: cancel);
        // What is restored belongs to the import that said it first, so that this one can be undone in its turn.
        foreach (var origin in changes.GroupBy(c => c.Import ?? (c.Undoing.Change is Change.Retracted ? import.Id : null)))
            await recorder.Record([], [.. origin.Select(c => c.Undoing)], new(AccountId, origin.Key), cancel: cancel);
        if (import.Kind == ImportKind.Programme)
            await new ProgrammeStore(session).Void(import.ProgrammeId!.Value, today, new(AccountId, import.Id), cancel);
    }

    private async Task<Workbook> Stored(ImportRow import, CancellationToken cancel) =>
        WorkbookReader.Read(await _imports.Content(import.Id, cancel), import.FileName, limits);

    private async Task<ImportReading> Read(Workbook workbook, IReadOnlyList<Answer> answers, IReadOnlyList<Layout> given, bool hold, CancellationToken cancel)
    {
        var layouts = new Layouts(given, await _layouts.Known(cancel));
        return ImportReader.Read(workbook, await Context(Recognition.Recognise(workbook, answers, layouts), hold, cancel), answers, layouts);
    }

    /// <summary>What the file is compared with.</summary>
    /// <param name="hold">Whether its items are held, so that nobody changes them between reading and recording.</param>
    private async Task<ImportContext> Context(Recognised? recognised, bool hold, CancellationToken cancel)
    {
        var council = await CouncilStore.Find(session, cancel);
        var now = new Viewpoint(Council.DayOf(session.Now), session.Now);
        var stored = await new ProgrammeStore(session).All(now, cancel: cancel);
        ExistingProgramme[] programmes = [.. stored.Select(p => new ExistingProgramme(p.Id, p.Year, p.Kind == ProgrammeKind.Annual ? "annual" : "other", p.Number, p.IssuedOn, p.ClosedOn))];
        var filled = recognised is { Kind: ImportKind.Fill } ? (await new ItemStore(session).These(recognised.Items, hold, cancel)).ToDictionary(i => i.Id) : [];
        var items = recognised is { Kind: ImportKind.Fill } ? await Existing(filled.Keys, filled, cancel) : await Items(Scopes(recognised, programmes), hold, cancel);
        var byId = new Lazy<Dictionary<Guid, ExistingItem>>(() => items.ToDictionary(i => i.Id));
        return new(
            new UnitDirectory((await new UnitStore(session).All(cancel)).Select(u => u.AsNamed)),
            council.Settings.TimePhrases,
            now.AsOf,
            programmes,
            items)
        {
            Unit = KeepsAll ? null : new(account, id => new(
                filled[id].Identity, byId.Value[id].Ever, stored.FirstOrDefault(p => p.Id == filled[id].ProgrammeId), council.Settings, now.AsOf)),
        };
    }

    /// <summary>Whose items a file may be about.</summary>
    private static Scope[] Scopes(Recognised? recognised, IReadOnlyList<ExistingProgramme> programmes) => recognised?.Kind switch
    {
        null or ImportKind.Fill => [],
        ImportKind.Adhoc => [.. recognised.Years.Select(year => new Scope(year, Origin.Adhoc))],
        ImportKind.Programme => [.. programmes.Where(p => recognised.Is(p.Year, p.Number)).Select(p => new Scope(p.Year, Origin.Programme, p.Id))],
        _ => Recognised.Progressed(programmes, recognised.Year, recognised.ProgrammeNumber) is { } p ? [new Scope(p.Year, Origin.Programme, p.Id)] : [],
    };

    private async Task<IReadOnlyList<ExistingItem>> Items(Scope[] scopes, bool hold, CancellationToken cancel)
    {
        if (scopes.Length == 0)
            return [];
        var items = new ItemStore(session);
        return await Existing(hold ? await items.Hold(scopes, cancel) : await items.In(scopes, cancel), [], cancel);
    }

    // What an undone import said was no correction by hand: the same file may say it again.
    private async Task<IReadOnlyList<ExistingItem>> Existing(IReadOnlyCollection<Guid> ids, Dictionary<Guid, ItemHead> heads, CancellationToken cancel) =>
    [
        .. (await new ItemStore(session).Histories(ids, cancel)).Select(history => new ExistingItem(
            history.Key, [.. history.Where(e => !e.ImportUndone).Select(e => e.Entry)], heads.GetValueOrDefault(history.Key)?.ProgrammeId)
        {
            Ever = [.. history.Select(e => e.Entry)],
            RecordedBy = sequence => history.FirstOrDefault(e => e.Entry.Sequence == sequence)?.RecordedBy,
        }),
    ];
}

/// <summary>What an import did.</summary>
public sealed record ImportSummary(int Created, int Changed, int Unchanged);
