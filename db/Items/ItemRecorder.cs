using System.Text.Json;
using Dapper;
using Tracker.Db.Councils;
using Tracker.Db.Programmes;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Db.Items;

/// <summary>Somebody changed the item first; the version asked for is not the current one.</summary>
public sealed class VersionConflict(Guid item, int current) : Exception($"Item {item} is at version {current}.")
{
    public Guid Item { get; } = item;
    public int Current { get; } = current;
}

/// <summary>Who records, and through which import or by which amendment.</summary>
public sealed record Recording(Guid? AccountId, Guid? ImportId = null, Guid? AmendmentId = null);

/// <summary>An item that nobody else changes before the session ends, and what a change of it is judged by.</summary>
/// <param name="Programme">Null for items that belong to a year only.</param>
public sealed record HeldItem(ItemHead Head, IReadOnlyList<RecordedEntry> History, Programme? Programme, CouncilSettings Settings)
{
    public Item Item(DateOnly today) => new(Head.Identity, History.Select(e => e.Entry), Programme, Settings, today);
}

/// <summary>
/// Appends to histories: new items and entries, and the spans that follow from them, in the session's transaction, whatever their number in the same few statements.
/// </summary>
public sealed class ItemRecorder(Session session)
{
    private const string LockItemsSql = """
        select id, version, programme_id, origin, year
        from items
        where council_id = @Council
            and id = any (@Ids)
        order by id
        for update
        """;

    private const string HoldSql = $"{RecordingLock.SharedSql}; {RecordingLock.SealedSql}; {LockItemsSql}; {ItemStore.EntriesSql}";

    private const string HoldToChangeSql = $"{HoldSql}; {CouncilStore.FindSql}; {ProgrammeStore.OfItemsSql}";

    private const string TouchSql = "update items set version = version + 1 where council_id = @Council and id = any (@Ids)";

    private const string AddItemsSql = """
        insert into items (council_id, id, programme_id, origin, year, created_at, import_id, amendment_id)
        select @Council, id, programme_id, origin, year, @Now, @ImportId, @AmendmentId
        from jsonb_to_recordset(@NewItems::jsonb) as r(id uuid, programme_id uuid, origin text, year int)
        """;

    private const string AddEntriesSql = """
        insert into entries (council_id, item_id, effective_on, recorded_at, supersedes, change, document_id, account_id, import_id, amendment_id)
        select @Council, item_id, effective_on, @Now, supersedes, change, document_id, @AccountId, @ImportId, @AmendmentId
        from jsonb_to_recordset(@Entries::jsonb)
            as r(place int, item_id uuid, effective_on date, supersedes bigint, change jsonb, document_id uuid)
        order by place
        returning sequence
        """;

    private const string SupersedeSql = """
        update entries
        set superseded_at = @Now
        where council_id = @Council
            and sequence = any (@Sequences)
        """;

    private const string AddDocumentsSql = """
        insert into documents (council_id, id, number, year)
        select @Council, id, number, year
        from unnest(@Ids::uuid[], @Numbers::text[], @Years::int[]) as d(id, number, year)
        on conflict (council_id, number, year) do nothing
        """;

    private const string FindDocumentsSql = """
        select id, number, year
        from documents
        where council_id = @Council
            and (number, year) in (select * from unnest(@Numbers::text[], @Years::int[]))
        """;

    // A span that was only ever known at this same moment was never known to anybody.
    private const string DropSpansSql = """
        delete from item_spans s
        using unnest(@Closed::uuid[], @ClosedFrom::date[]) as o(item_id, from_on)
        where s.council_id = @Council
            and s.item_id = o.item_id
            and s.from_on = o.from_on
            and s.known_to = 'infinity'
            and s.known_from >= @Now
        """;

    private const string CloseSpansSql = """
        update item_spans s
        set known_to = @Now
        from unnest(@Closed::uuid[], @ClosedFrom::date[]) as o(item_id, from_on)
        where s.council_id = @Council
            and s.item_id = o.item_id
            and s.from_on = o.from_on
            and s.known_to = 'infinity'
        """;

    private const string AddSpansSql = """
        insert into item_spans (
            council_id, item_id, from_on, to_on, known_from, programme_id, origin, year, search,
            membership, member_from, ending, ended_on, state, completed_on, reported_on, on_time, on_time_by_first_due_date, reason, result_document,
            time_phrase, start_on, due_on, first_due_on, due_provisional, number, group_name, position, title, lead_unit_id,
            cooperating_unit_ids, responsible_leader, officer, deliverable, activity_kind, note, source)
        select
            @Council, r.item_id, r.from_on, coalesce(r.to_on, 'infinity'), @Now, r.programme_id, r.origin, r.year, r.search,
            f.membership, f.member_from, f.ending, f.ended_on, f.state, f.completed_on, f.reported_on, f.on_time, f.on_time_by_first_due_date, f.reason, f.result_document,
            f.time_phrase, f.start_on, f.due_on, f.first_due_on, f.due_provisional, f.number, f.group_name, f.position, f.title, f.lead_unit_id,
            f.cooperating_unit_ids, f.responsible_leader, f.officer, f.deliverable, f.activity_kind, f.note, f.source
        from jsonb_to_recordset(@Opened::jsonb)
                as r(item_id uuid, from_on date, to_on date, programme_id uuid, origin text, year int, search text, facts jsonb),
            jsonb_populate_record(null::item_spans, r.facts) f
        """;

    // In this order: what is inserted rests on items, and a span may be opened where one was closed.
    private const string RecordSql = $"{AddItemsSql}; {TouchSql}; {AddEntriesSql}; {SupersedeSql}; {DropSpansSql}; {CloseSpansSql}; {AddSpansSql}";

    private readonly Dictionary<Guid, ItemHead> _heads = [];
    private readonly Dictionary<Guid, IReadOnlyList<RecordedEntry>> _histories = [];
    private DateTimeOffset? _sealedAt;

    /// <summary>An item with all that a change of it is judged by, held against changes by others until the session ends. Null when there never was one.</summary>
    public async Task<HeldItem?> Hold(Guid id, CancellationToken cancel = default) => (await Hold([id], cancel)).GetValueOrDefault(id);

    /// <summary>The same for several; without those that never were.</summary>
    public Task<IReadOnlyDictionary<Guid, HeldItem>> Hold(Guid[] ids, CancellationToken cancel = default)
    {
        var view = new Viewpoint(Viewpoint.LastDay, session.Now);
        return session.Read(HoldToChangeSql, new { ids, view.AsOf, view.KnownAt }, async rows =>
        {
            await ReadHeld(rows, ids);
            var settings = (await CouncilStore.Read(rows)).Settings;
            var programmes = await ProgrammeStore.Read(rows);
            return (IReadOnlyDictionary<Guid, HeldItem>)ids.Where(_heads.ContainsKey).ToDictionary(id => id, id =>
                new HeldItem(_heads[id], _histories[id], _heads[id].ProgrammeId is { } programme ? programmes.GetValueOrDefault(programme) : null, settings));
        }, cancel);
    }

    private async Task ReadHeld(SqlMapper.GridReader rows, Guid[] ids)
    {
        await rows.ReadAsync<object>();
        _sealedAt = await rows.ReadSingleAsync<DateTimeOffset?>();
        foreach (var head in await rows.ReadAsync<ItemHead>())
            _heads[head.Id] = head;
        var histories = await ItemStore.ReadHistories(rows);
        foreach (var id in ids)
            _histories[id] = [.. histories[id]];
    }

    /// <summary>Records everything, or nothing when it throws.</summary>
    /// <param name="newItems">Items that don't exist yet.</param>
    /// <param name="entries">In the order in which they shall stand; of new and of existing items.</param>
    /// <param name="expectedVersions">Of existing items, where the caller names the version it changed.</param>
    /// <returns>Sequences of the entries, in their order.</returns>
    /// <exception cref="VersionConflict">An item isn't at the version expected.</exception>
    /// <exception cref="AlreadySuperseded">An entry to supersede isn't there, or was superseded by somebody else.</exception>
    /// <exception cref="RuleBroken">An item would be without a lead unit on some day.</exception>
    public async Task<IReadOnlyList<long>> Record(
        IReadOnlyCollection<NewItem> newItems,
        IReadOnlyList<NewEntry> entries,
        Recording by,
        IReadOnlyDictionary<Guid, int>? expectedVersions = null,
        CancellationToken cancel = default)
    {
        entries = [.. entries.Select(Normalized)];
        if (entries.Any(e => e.Document?.Length > DocumentNumber.Longest))
            throw new RuleBroken(DocumentNumber.TooLong, "document-too-long");
        var items = newItems.ToDictionary(i => i.Id);
        var touched = entries.Select(e => e.ItemId).Where(id => !items.ContainsKey(id)).Distinct().ToArray();
        // New items need the council's lock alone, which comes with holding none.
        if (touched.Length == 0 || !touched.All(_histories.ContainsKey))
            await session.Read(HoldSql, new { Ids = touched }, async rows =>
            {
                await ReadHeld(rows, touched);
                return true;
            }, cancel);
        foreach (var head in touched.Where(_heads.ContainsKey).Select(id => _heads[id]))
        {
            if (expectedVersions is not null && expectedVersions.TryGetValue(head.Id, out var expected) && expected != head.Version)
                throw new VersionConflict(head.Id, head.Version);
            items.Add(head.Id, head.Identity);
        }
        var known = touched.SelectMany(id => _histories[id], (id, e) => (id, e.Entry)).ToLookup(e => e.id, e => e.Entry);
        CheckStanding(entries, known);

        // Clocks of several machines differ a little; within an item time doesn't run backwards, and nothing slips in before what was sealed.
        var now = known.SelectMany(h => h).Select(e => e.SupersededAt ?? e.RecordedAt).Append(RecordingLock.Moment(session.Now, _sealedAt)).Max();
        var (closed, opened) = Derive(items.Values, known, entries, now);
        var documents = await Documents(entries, cancel);
        // Whatever is known of them is over with this.
        _heads.Clear();
        _histories.Clear();
        return await session.Read(RecordSql, new
        {
            now,
            by.AccountId,
            by.ImportId,
            by.AmendmentId,
            NewItems = Rows(newItems),
            Ids = touched,
            Entries = Rows(entries.Select((e, place) => new EntryIn(place, e.ItemId, e.EffectiveOn, e.Supersedes,
                JsonSerializer.SerializeToElement(e.Change, Database.Json), e.Document is null ? null : documents[DocumentOf(e)]))),
            Sequences = entries.Select(e => e.Supersedes).OfType<long>().ToArray(),
            Closed = closed.Select(c => c.Item).ToArray(),
            ClosedFrom = closed.Select(c => c.From).ToArray(),
            Opened = Rows(opened),
        }, async rows => (await rows.ReadAsync<long>()).AsList(), cancel);
    }

    private static NewEntry Normalized(NewEntry entry) =>
        entry with { Document = VietnameseText.Normalize(entry.Document) is { Length: > 0 } number ? number : null };

    /// <summary>The items are locked, so what stands now stands until the end.</summary>
    private static void CheckStanding(IReadOnlyList<NewEntry> entries, ILookup<Guid, Entry> known)
    {
        var standing = known.SelectMany(h => h, (h, e) => (h.Key, Entry: e)).Where(e => e.Entry.SupersededAt is null).Select(e => (e.Key, e.Entry.Sequence)).ToHashSet();
        if (entries.Any(e => e.Supersedes is { } sequence && !standing.Remove((e.ItemId, sequence))))
            throw new AlreadySuperseded();
    }

    /// <summary>What brings the spans of the items to what follows from their histories with the new entries; only what differs.</summary>
    private static (List<(Guid Item, DateOnly From)> Closed, List<SpanIn> Opened) Derive(
        IEnumerable<NewItem> items, ILookup<Guid, Entry> known, IEnumerable<NewEntry> entries, DateTimeOffset now)
    {
        // The database numbers them in the same order, after all that are there.
        var added = entries.Select((e, place) => (e.ItemId, Entry: new Entry(long.MaxValue / 2 + place, e.EffectiveOn, now, e.Change, e.Supersedes, null, e.Document)))
            .ToLookup(e => e.ItemId, e => e.Entry);
        var closed = new List<(Guid Item, DateOnly From)>();
        var opened = new List<SpanIn>();
        foreach (var item in items)
        {
            var before = known[item.Id].ToArray();
            var gone = added[item.Id].Select(e => e.Supersedes).OfType<long>().ToHashSet();
            var after = before.Select(e => gone.Contains(e.Sequence) ? e with { SupersededAt = now } : e).Concat(added[item.Id]);
            var old = new ItemHistory(before).Timeline(DateTimeOffset.MaxValue);
            var fresh = new ItemHistory(after).Timeline(DateTimeOffset.MaxValue);
            if (fresh.FirstOrDefault(s => s.Facts.LeadUnitId == Guid.Empty) is { } nobodys)
                throw new RuleBroken($"Từ ngày {Vietnamese.Day(nobodys.From)} nhiệm vụ không có cơ quan chủ trì. Hãy ghi cơ quan chủ trì từ ngày đó rồi thực hiện lại.", "no-lead-unit");
            closed.AddRange(old.Where(o => !fresh.Any(f => Same(o, f))).Select(o => (item.Id, o.From)));
            opened.AddRange(fresh.Where(f => !old.Any(o => Same(o, f))).Select(f => SpanIn.Of(item, f)));
        }
        return (closed, opened);
    }

    private static bool Same(Span a, Span b) => a.From == b.From && a.To == b.To && a.Facts.Same(b.Facts);

    private async Task<Dictionary<(string Number, int Year), Guid>> Documents(IReadOnlyList<NewEntry> entries, CancellationToken cancel)
    {
        var named = entries.Where(e => e.Document is not null).Select(DocumentOf).Distinct().ToArray();
        if (named.Length == 0)
            return [];
        var arguments = new
        {
            Ids = named.Select(_ => Guid.CreateVersion7()).ToArray(),
            Numbers = named.Select(n => n.Number).ToArray(),
            Years = named.Select(n => n.Year).ToArray(),
        };
        await session.Execute(AddDocumentsSql, arguments, cancel);
        return (await session.Query<DocumentRow>(FindDocumentsSql, arguments, cancel)).ToDictionary(d => (d.Number, d.Year), d => d.Id);
    }

    private static (string Number, int Year) DocumentOf(NewEntry entry) => (entry.Document!, entry.EffectiveOn.Year);

    private static string Rows<T>(IEnumerable<T> rows) => JsonSerializer.Serialize(rows, Database.Rows);

    private sealed record EntryIn(int Place, Guid ItemId, DateOnly EffectiveOn, long? Supersedes, JsonElement Change, Guid? DocumentId);

    private sealed record SpanIn(Guid ItemId, DateOnly FromOn, DateOnly? ToOn, Guid? ProgrammeId, Origin Origin, int Year, string Search, ItemFacts Facts)
    {
        public static SpanIn Of(NewItem item, Span span) => new(item.Id, span.From, span.To, item.ProgrammeId, item.Origin, item.Year, SearchText(span.Facts), span.Facts);

        private static string SearchText(ItemFacts f) => VietnameseText.Fold(
            string.Join(' ', f.Number, f.Title, f.ResponsibleLeader, f.Officer, f.Deliverable, f.ResultDocument, f.Note, f.Source));
    }

    private sealed record DocumentRow
    {
        public Guid Id { get; init; }
        public string Number { get; init; } = "";
        public int Year { get; init; }
    }
}

/// <summary>The entry to correct isn't there, or somebody corrected it first.</summary>
public sealed class AlreadySuperseded() : Exception("The entry is already superseded.");
