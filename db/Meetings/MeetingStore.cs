using Tracker.Db.Documents;
using Tracker.Db.Histories;
using Tracker.Db.Items;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;

namespace Tracker.Db.Meetings;

/// <summary>Which meetings. Everything that is null doesn't narrow.</summary>
/// <param name="From">First day on which they are held, inclusive.</param>
public sealed record MeetingQuery(int? Year = null, MeetingKind? Kind = null, DateOnly? From = null, Guid? Id = null);

/// <summary>Giao ban meetings, each with its own short history, its conclusions and papers.</summary>
public sealed class MeetingStore(Session session)
{
    private static readonly Chronicle Said = new("meetings", "meeting_entries", "meeting_id",
        "kind, year, number, held_on, starts_at, place, chair, title, agenda, unit_ids, participants, notice");

    private static readonly string ListSql = $"""
        {Said.StandingSql}
            and held_on <= @AsOf
            and (@Year::int is null or year = @Year)
            and (@Kind::text is null or kind = @Kind)
            and (@From::date is null or held_on >= @From)
        order by held_on desc, kind, number desc, id
        """;

    /// <summary>Those held by that day, as known at that moment, the latest first. Counting them is counting these: there is no other count.</summary>
    public async Task<IReadOnlyList<Meeting>> List(MeetingQuery query, Viewpoint view, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(ListSql, new { query.Id, query.Year, Kind = query.Kind is { } kind ? ItemStore.Text(kind) : null, query.From, view.AsOf, view.KnownAt }, cancel)).Select(r => r.ToMeeting())];

    /// <summary>Whenever it is held; null when it isn't known at that moment (now unless given).</summary>
    public async Task<Meeting?> Find(Guid id, DateTimeOffset? knownAt = null, CancellationToken cancel = default) =>
        (await List(new(Id: id), new(Viewpoint.LastDay, knownAt ?? session.Now), cancel)).SingleOrDefault();

    /// <summary>Meetings of one council are made and changed one after the other, so that none has another's number.</summary>
    public Task Lock(CancellationToken cancel = default) => session.Lock("meetings", cancel);

    /// <exception cref="RuleBroken">It can't be, or another bears its number.</exception>
    public async Task Add(Meeting added, Recording by, CancellationToken cancel = default)
    {
        await Lock(cancel);
        await Check(added, cancel);
        await Said.Add(session, added.Id, Columns(added), by, cancel);
    }

    /// <summary>Says the whole of a meeting anew, from its <see cref="Meeting.Version"/>.</summary>
    /// <exception cref="VersionConflict"/>
    /// <exception cref="RuleBroken"/>
    public async Task Change(Meeting changed, Recording by, CancellationToken cancel = default)
    {
        await Lock(cancel);
        await Check(changed, cancel);
        await Said.Change(session, changed.Id, changed.Version, Columns(changed), by, cancel);
    }

    /// <summary>It never was. What it concluded must have been taken back before.</summary>
    /// <exception cref="VersionConflict"/>
    /// <exception cref="RuleBroken"/>
    public async Task Void(Meeting wrong, Recording by, CancellationToken cancel = default)
    {
        await Lock(cancel);
        if ((await Conclusions([wrong.Id], session.Now, cancel)).Count is > 0 and var count)
            throw new RuleBroken($"{wrong.Name} còn {count} kết luận, nên không gỡ được. Hãy gỡ từng nhiệm vụ, từng kết luận nhập nhầm trước.", "meeting-has-conclusions");
        await Said.Change(session, wrong.Id, wrong.Version, Columns(wrong), by, cancel, voided: true);
    }

    private async Task Check(Meeting said, CancellationToken cancel)
    {
        said.Check();
        var others = await List(new(said.Year, said.Kind), new(Viewpoint.LastDay, session.Now), cancel);
        if (others.FirstOrDefault(m => m.Number == said.Number && m.Id != said.Id) is { } there)
            throw new RuleBroken($"Đã có {there.Lower}, họp ngày {Domain.Text.Vietnamese.Day(there.HeldOn)}. Hãy sửa cuộc đó, hoặc ghi số khác.", "meeting-exists");
        var last = (await Conclusions([said.Id], session.Now, cancel)).Count;
        if (last > 0 && said.HeldOn > Domain.Councils.Council.DayOf(session.Now))
            throw new RuleBroken("Cuộc họp đã có kết luận nên không thể dời sang ngày chưa tới.", "meeting-has-conclusions");
    }

    private static object Columns(Meeting said) => new
    {
        said.Kind, said.Year, said.Number, said.HeldOn, said.StartsAt, said.Place, said.Chair, said.Title, said.Agenda, UnitIds = said.Units, said.Participants, said.Notice,
    };

    private const string ConclusionsSql = $"""
        select c.sequence, c.meeting_id, c.text, c.item_id
        from meeting_conclusions c
        where c.council_id = @Council
            and c.meeting_id = any (@Meetings)
            and {Chronicle.Standing}
            and (
                c.item_id is null
                or exists (
                    select
                    from item_spans s
                    where s.council_id = @Council
                        and s.item_id = c.item_id
                        and s.known_from <= @KnownAt
                        and s.known_to > least(@KnownAt, {Spans.LastMoment})
                )
            )
        order by c.sequence
        """;

    /// <summary>What the meetings concluded, in order of recording, as known at a moment; without items that turned out never to have belonged.</summary>
    public async Task<IReadOnlyList<Conclusion>> Conclusions(IReadOnlyCollection<Guid> meetings, DateTimeOffset knownAt, CancellationToken cancel = default) =>
        [.. (await session.Query<ConclusionRow>(ConclusionsSql, new { Meetings = meetings.ToArray(), knownAt }, cancel)).Select(r => new Conclusion(r.Sequence, r.MeetingId, r.Text, r.ItemId))];

    private const string ConcludeSql = """
        insert into meeting_conclusions (council_id, meeting_id, recorded_at, text, item_id, account_id)
        select @Council, @Meeting, @Now, text, item_id, @AccountId
        from unnest(@Texts::text[], @Items::uuid[]) with ordinality as c(text, item_id, place)
        order by place
        on conflict (council_id, item_id) do nothing
        """;

    /// <summary>Adds conclusions in their order: an item each, or words. An item is the conclusion of one meeting only.</summary>
    public async Task Conclude(Guid meeting, IReadOnlyList<(string? Text, Guid? Item)> said, Recording by, CancellationToken cancel = default) =>
        await session.Execute(ConcludeSql, new
        {
            meeting, Now = await RecordingLock.Share(session, cancel), Texts = said.Select(s => s.Item is null ? s.Text : null).ToArray(), Items = said.Select(s => s.Item).ToArray(), by.AccountId,
        }, cancel);

    private const string TakeBackSql = """
        update meeting_conclusions
        set superseded_at = @Now
        where council_id = @Council
            and meeting_id = @Meeting
            and sequence = @Sequence
            and item_id is null
            and superseded_at = 'infinity'
        """;

    /// <summary>Takes back words that were no conclusion. Tasks are taken back as items are.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> TakeBack(Guid meeting, long sequence, CancellationToken cancel = default) =>
        await session.Execute(TakeBackSql, new { meeting, sequence, Now = await RecordingLock.Share(session, cancel) }, cancel) > 0;

    private const string OfItemSql = """
        select meeting_id
        from meeting_conclusions
        where council_id = @Council
            and item_id = @Item
        """;

    /// <summary>The meeting that the item is a conclusion of; null for others.</summary>
    public Task<Guid?> OfItem(Guid item, CancellationToken cancel = default) => session.Find<Guid?>(OfItemSql, new { item }, cancel);

    private const string AddPaperSql = """
        insert into meeting_papers (council_id, meeting_id, document_id, added_at)
        values (@Council, @Meeting, @Document, @Now)
        on conflict do nothing
        """;

    public Task AddPaper(Guid meeting, Guid document, CancellationToken cancel = default) => session.Execute(AddPaperSql, new { meeting, document, session.Now }, cancel);

    private const string PapersSql = """
        select document_id
        from meeting_papers
        where council_id = @Council
            and meeting_id = @Meeting
            and added_at <= @KnownAt
        order by added_at, document_id
        """;

    /// <summary>Its papers, with their files.</summary>
    public async Task<IReadOnlyList<PaperRow>> Papers(Guid meeting, DateTimeOffset knownAt, CancellationToken cancel = default) =>
        await new DocumentStore(session).These(await session.Query<Guid>(PapersSql, new { meeting, knownAt }, cancel), knownAt, cancel);

    private sealed record ConclusionRow
    {
        public long Sequence { get; init; }
        public Guid MeetingId { get; init; }
        public string? Text { get; init; }
        public Guid? ItemId { get; init; }
    }

    private sealed record Row : Told
    {
        public MeetingKind Kind { get; init; }
        public int Year { get; init; }
        public int Number { get; init; }
        public DateOnly HeldOn { get; init; }
        public TimeSpan? StartsAt { get; init; }
        public string Place { get; init; } = "";
        public string Chair { get; init; } = "";
        public string Title { get; init; } = "";
        public string[] Agenda { get; init; } = [];
        public Guid[] UnitIds { get; init; } = [];
        public string[] Participants { get; init; } = [];
        public string? Notice { get; init; }

        public Meeting ToMeeting() => new(
            Id, Version, Kind, Year, Number, HeldOn, StartsAt is { } time ? TimeOnly.FromTimeSpan(time) : null, Place, Chair, Title, Agenda, UnitIds, Participants, Notice);
    }
}
