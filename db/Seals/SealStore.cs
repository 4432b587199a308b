using System.Text.Json;
using Tracker.Db.Items;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Reports;
using Tracker.Domain.Seals;

namespace Tracker.Db.Seals;

/// <summary>One item as a seal counted it.</summary>
/// <param name="Place">Of the set of items in the seal.</param>
public sealed record SealedItem(int Place, Guid ItemId, Guid LeadUnitId, IReadOnlyList<Figure> Figures, IReadOnlyList<PeriodEvent> Events)
{
    /// <summary>Equal as values, lists included.</summary>
    public bool Same(SealedItem other) =>
        (Place, ItemId, LeadUnitId) == (other.Place, other.ItemId, other.LeadUnitId) && Figures.SequenceEqual(other.Figures) && Events.SequenceEqual(other.Events);
}

/// <summary>Seals are only ever added.</summary>
public sealed class SealStore(Session session)
{
    /// <inheritdoc cref="RecordingLock.Alone"/>
    public Task<DateTimeOffset> Hold(CancellationToken cancel = default) => RecordingLock.Alone(session, cancel);

    private const string AddSql = """
        insert into seals (
            council_id, id, code, programme_id, title, number, period_kind, period_from, period_to, period_cut_off,
            as_of, known_at, definition, content, account_id, supersedes, reason)
        values (
            @Council, @Id, @Code, @ProgrammeId, @Title, @Number, @Kind, @From, @To, @CutOff,
            @AsOf, @KnownAt, @Definition, @Content::jsonb, @AccountId, @Supersedes, @Reason)
        on conflict (council_id, code) do nothing
        """;

    private const string AddItemsSql = """
        insert into seal_items (council_id, seal_id, place, item_id, lead_unit_id, figures, events)
        select @Council, @Id, place, item_id, lead_unit_id, figures, events
        from jsonb_to_recordset(@Items::jsonb) as r(place int, item_id uuid, lead_unit_id uuid, figures text[], events text[])
        """;

    /// <param name="content">Everything that it said, as JSON.</param>
    /// <param name="supersedes">Id of the seal in whose place it stands.</param>
    /// <returns>False when another seal of the council has the code.</returns>
    public async Task<bool> Add(Seal seal, string content, IReadOnlyList<SealedItem> items, Guid? accountId, Guid? supersedes, CancellationToken cancel = default)
    {
        var added = await session.Execute(AddSql, new
        {
            seal.Id, seal.Code, seal.ProgrammeId, seal.Title, seal.Number, Kind = ItemStore.Text(seal.Period.Kind), seal.Period.From, seal.Period.To, seal.Period.CutOff,
            seal.View.AsOf, seal.View.KnownAt, seal.Definition, content, accountId, supersedes, seal.Reason,
        }, cancel) == 1;
        if (added)
            await session.Execute(AddItemsSql, new { seal.Id, Items = JsonSerializer.Serialize(items, Database.Rows) }, cancel);
        return added;
    }

    private const string StandingSql = """
        select
            s.id, s.code, s.programme_id, s.title, s.number, s.period_kind, s.period_from, s.period_to, s.period_cut_off,
            s.as_of, s.known_at, s.definition, s.reason,
            (select year from programmes where council_id = @Council and id = s.programme_id) as year,
            (select display_name from accounts where council_id = @Council and id = s.account_id) as published_by,
            (select code from seals o where o.council_id = @Council and o.id = s.supersedes) as supersedes,
            (select code from seals n where n.council_id = @Council and n.supersedes = s.id) as superseded_by
        from seals s
        where s.council_id = @Council
        """;

    private const string AllSql = $"""
        {StandingSql}
            and (@Programme::uuid is null or s.programme_id = @Programme)
        order by s.known_at desc, s.code
        """;

    /// <summary>The latest first.</summary>
    /// <param name="programme">Only those of this programme.</param>
    public async Task<IReadOnlyList<Seal>> All(Guid? programme = null, CancellationToken cancel = default) =>
        [.. (await session.Query<Row>(AllSql, new { programme }, cancel)).Select(r => r.ToSeal())];

    private const string FindSql = $"""
        {StandingSql}
            and s.code = @Code
        """;

    /// <summary>Null when no seal of the council has that code.</summary>
    public async Task<Seal?> Find(string code, CancellationToken cancel = default) => (await session.Find<Row>(FindSql, new { code }, cancel))?.ToSeal();

    private const string ContentSql = """
        select content::text
        from seals
        where council_id = @Council
            and id = @Id
        """;

    /// <summary>Everything that the seal said, as JSON.</summary>
    public async Task<string> Content(Guid id, CancellationToken cancel = default) =>
        await session.Find<string>(ContentSql, new { id }, cancel) ?? throw new InvalidOperationException($"There is no seal {id}.");

    private const string ItemsSql = """
        select place, item_id, lead_unit_id, figures, events
        from seal_items
        where council_id = @Council
            and seal_id = @Id
        order by place, item_id
        """;

    /// <summary>Which items its figures counted, in order of place and id.</summary>
    public async Task<IReadOnlyList<SealedItem>> Items(Guid id, CancellationToken cancel = default) =>
        [.. (await session.Query<ItemRow>(ItemsSql, new { id }, cancel)).Select(r => new SealedItem(r.Place, r.ItemId, r.LeadUnitId, [.. r.Figures.Select(Value<Figure>)], [.. r.Events.Select(Value<PeriodEvent>)]))];

    private static T Value<T>(string name) where T : struct, Enum => Enum.Parse<T>(name, ignoreCase: true);

    private sealed record ItemRow
    {
        public int Place { get; init; }
        public Guid ItemId { get; init; }
        public Guid LeadUnitId { get; init; }
        public string[] Figures { get; init; } = [];
        public string[] Events { get; init; } = [];
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string Code { get; init; } = "";
        public Guid ProgrammeId { get; init; }
        public int Year { get; init; }
        public string Title { get; init; } = "";
        public string Number { get; init; } = "";
        public PeriodKind PeriodKind { get; init; }
        public DateOnly PeriodFrom { get; init; }
        public DateOnly PeriodTo { get; init; }
        public bool PeriodCutOff { get; init; }
        public DateOnly AsOf { get; init; }
        public DateTimeOffset KnownAt { get; init; }
        public int Definition { get; init; }
        public string? PublishedBy { get; init; }
        public string? Supersedes { get; init; }
        public string? Reason { get; init; }
        public string? SupersededBy { get; init; }

        public Seal ToSeal() => new(
            Id, Code, ProgrammeId, Year, Title, Number, new(PeriodKind, PeriodFrom, PeriodTo, PeriodCutOff), new(AsOf, KnownAt), Definition, PublishedBy, Supersedes, Reason, SupersededBy);
    }
}
