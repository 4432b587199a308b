using Tracker.Db.Histories;
using Tracker.Db.Items;
using Tracker.Domain;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Db.Programmes;

/// <summary>An amendment with what it did to each item, in the programme's order.</summary>
public sealed record AmendmentWithItems(Amendment Amendment, IReadOnlyList<AmendedItem> Items);

/// <summary>Amendments: their papers here, what they do in the histories of items, recorded and taken back with them as one.</summary>
public sealed class AmendmentStore(Session session)
{
    private static readonly Heads Heads = new("amendments");

    private const string StandingSql = $"""
        select a.id, a.version, a.programme_id, said.number, said.issued_on, said.effective_on, said.title, said.recorded_at,
            (select display_name from accounts where council_id = a.council_id and id = said.account_id) as recorded_by,
            array(
                select item_id
                from entries e
                where e.council_id = a.council_id
                    and e.amendment_id = a.id
                group by item_id
                order by min(sequence)
            ) as items
        from amendments a
        join lateral (
            select kind, number, issued_on, effective_on, title, recorded_at, account_id
            from amendment_entries e
            where e.council_id = a.council_id
                and e.amendment_id = a.id
                and {Chronicle.Standing}
            order by e.sequence desc
            limit 1
        ) said on said.kind = 'issued'
        where a.council_id = @Council
            and a.programme_id = @ProgrammeId
            and (@Id::uuid is null or a.id = @Id)
            and said.effective_on <= @AsOf
        order by said.effective_on, said.recorded_at, a.id
        """;

    /// <summary>Those of the programme in force on the day, as known at the moment; in the order in which they took effect.</summary>
    public async Task<IReadOnlyList<Amendment>> All(Guid programmeId, Viewpoint view, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(StandingSql, new { programmeId, Id = (Guid?)null, view.AsOf, view.KnownAt }, cancel)).Select(r => r.ToAmendment())];

    /// <summary>Whatever day it takes effect; null when there is none, or it was taken back.</summary>
    public async Task<Amendment?> Find(Guid programmeId, Guid id, DateTimeOffset knownAt, CancellationToken cancel = default) =>
        (await session.Find<Row>(StandingSql, new { programmeId, id, AsOf = Viewpoint.LastDay, knownAt }, cancel))?.ToAmendment();

    private const string ProgrammeOfSql = "select programme_id from amendments where council_id = @Council and id = @Id";

    public Task<Guid?> ProgrammeOf(Guid id, CancellationToken cancel = default) => session.Find<Guid?>(ProgrammeOfSql, new { id }, cancel);

    /// <summary>What each of them did to its items, as known at the moment.</summary>
    public async Task<IReadOnlyList<AmendmentWithItems>> WithItems(IReadOnlyList<Amendment> amendments, DateTimeOffset knownAt, CancellationToken cancel = default)
    {
        Guid[] ids = [.. amendments.SelectMany(a => a.Items).Distinct()];
        var histories = ids.Length == 0 ? null : await new ItemStore(session).Histories(ids, cancel);
        return [.. amendments.Select(a => new AmendmentWithItems(a,
        [
            .. a.Items.Select(id => AmendedItem.Of(id, a.Id, a.Paper.EffectiveOn, [.. histories![id].Select(e => (e.Entry, e.AmendmentId))], knownAt)).OfType<AmendedItem>()
                .OrderBy(i => i.What).ThenBy(i => i.After.Position).ThenBy(i => i.After.Number, StringComparer.Ordinal),
        ]))];
    }

    private const string AddSql = """
        insert into amendments (council_id, id, programme_id, created_at)
        values (@Council, @Id, @ProgrammeId, @Now)
        """;

    private const string AddEntrySql = """
        insert into amendment_entries (council_id, amendment_id, kind, effective_on, recorded_at, number, issued_on, title, account_id)
        values (@Council, @Id, @Kind, @EffectiveOn, @Now, @Number, @IssuedOn, @Title, @AccountId)
        """;

    private const string AddProposalSql = """
        insert into amendment_proposals (council_id, amendment_id, proposal_id)
        values (@Council, @Id, @Proposal)
        on conflict do nothing
        """;

    /// <summary>Records an amendment with everything that it does; the programme is then another version.</summary>
    /// <param name="proposals">What units had asked for and it carries out.</param>
    /// <exception cref="VersionConflict">Somebody changed the programme first.</exception>
    public async Task Add(
        Guid id, Programme programme, int expectedVersion, AmendmentPaper paper, IReadOnlyCollection<NewItem> items, IReadOnlyList<NewEntry> entries, IEnumerable<Guid> proposals, Guid? accountId,
        CancellationToken cancel = default)
    {
        var now = await ProgrammeStore.Heads.Touch(session, programme.Id, expectedVersion, cancel);
        await session.Execute(AddSql, new { id, ProgrammeId = programme.Id, now }, cancel);
        await session.Execute(AddEntrySql, new { id, Kind = "issued", paper.EffectiveOn, now, paper.Number, paper.IssuedOn, paper.Title, accountId }, cancel);
        foreach (var proposal in proposals.Distinct())
            await session.Execute(AddProposalSql, new { id, proposal }, cancel);
        await new ItemRecorder(session).Record(items, entries, new(accountId, AmendmentId: id), cancel: cancel);
    }

    private const string BuiltOnSql = """
        select count(*)
        from entries e
        where e.council_id = @Council
            and e.amendment_id is distinct from @Id
            and e.superseded_at = 'infinity'
            and (
                e.item_id in (select id from items where council_id = @Council and amendment_id = @Id) and e.kind <> 'retracted'
                or e.supersedes in (select sequence from entries where council_id = @Council and amendment_id = @Id)
            )
        """;

    private const string CreatedSql = "select id from items where council_id = @Council and amendment_id = @Id order by id";

    private const string ChangesSql = """
        select e.sequence, e.item_id, e.effective_on
        from entries e
        join items i on i.council_id = e.council_id and i.id = e.item_id
        where e.council_id = @Council
            and e.amendment_id = @Id
            and i.amendment_id is distinct from @Id
            and e.superseded_at = 'infinity'
            and e.kind <> 'retracted'
        order by e.sequence
        """;

    /// <summary>Takes back all that it did, as one: what it made is void, what it said of other items is retracted.</summary>
    /// <exception cref="VersionConflict"/>
    /// <exception cref="RuleBroken">Something else was built on it.</exception>
    public async Task TakeBack(Amendment amendment, int expectedVersion, Guid? accountId, CancellationToken cancel = default)
    {
        var id = amendment.Id;
        var now = await Heads.Touch(session, id, expectedVersion, cancel);
        // Held before it is asked what rests on them, so that nothing is built on them meanwhile.
        await new ItemStore(session).These(amendment.Items, hold: true, cancel);
        if (await session.Find<long>(BuiltOnSql, new { id }, cancel) is > 0 and var others)
            throw new RuleBroken(
                $"Chưa hoàn tác được: đã có {Domain.Text.Vietnamese.Number(others)} ghi nhận khác dựa trên văn bản điều chỉnh này. Hãy hoàn tác các văn bản điều chỉnh sau, hoặc đính chính từng ghi nhận đó trước.", "amendment-built-on");
        var today = Council.DayOf(session.Now);
        var created = await session.Query<Guid>(CreatedSql, new { id }, cancel);
        var changes = await session.Query<ChangeRow>(ChangesSql, new { id }, cancel);
        await new ItemRecorder(session).Record([],
        [
            .. created.Select(item => new NewEntry(item, today, new Change.Voided())),
            .. changes.Select(c => new NewEntry(c.ItemId, c.EffectiveOn, new Change.Retracted(), c.Sequence)),
        ], new(accountId, AmendmentId: id), cancel: cancel);
        await session.Execute(AddEntrySql, new { id, Kind = "voided", EffectiveOn = today, now, Number = (string?)null, IssuedOn = (DateOnly?)null, Title = (string?)null, accountId }, cancel);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public Guid ProgrammeId { get; init; }
        public string Number { get; init; } = "";
        public DateOnly IssuedOn { get; init; }
        public DateOnly EffectiveOn { get; init; }
        public string Title { get; init; } = "";
        public DateTimeOffset RecordedAt { get; init; }
        public string? RecordedBy { get; init; }
        public Guid[] Items { get; init; } = [];

        public Amendment ToAmendment() => new(Id, Version, ProgrammeId, new(Number, IssuedOn, EffectiveOn, Title), RecordedAt, RecordedBy, Items);
    }

    private sealed record ChangeRow
    {
        public long Sequence { get; init; }
        public Guid ItemId { get; init; }
        public DateOnly EffectiveOn { get; init; }
    }
}
