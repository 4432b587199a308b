using System.Text.Json;
using Tracker.Db.Items;
using Tracker.Domain.Sessions;

namespace Tracker.Db.Sessions;

/// <summary>Templates of preparation, and which item each step of one became.</summary>
public sealed class PreparationStore(Session session)
{
    private const string AllSql = """
        select id, version, name, steps::text as steps
        from preparation_templates
        where council_id = @Council
        order by name, id
        """;

    /// <summary>The council's own, and the usual one in front as long as it has none in its place.</summary>
    public async Task<IReadOnlyList<PreparationTemplate>> All(CancellationToken cancel = default)
    {
        var kept = (await session.Query<Row>(AllSql, cancel: cancel)).Select(r => r.ToTemplate()).ToArray();
        return kept.Any(t => t.Id == PreparationTemplate.Usual.Id) ? kept : [PreparationTemplate.Usual, .. kept];
    }

    private const string KeepSql = """
        insert into preparation_templates (council_id, id, version, name, steps, changed_at)
        values (@Council, @Id, 1, @Name, @Steps::jsonb, @Now)
        on conflict (council_id, id) do update
        set version = preparation_templates.version + 1, name = excluded.name, steps = excluded.steps, changed_at = excluded.changed_at
        where preparation_templates.version = @Version
        """;

    /// <summary>Keeps a template in the place of what it was.</summary>
    /// <exception cref="VersionConflict">It isn't at <see cref="PreparationTemplate.Version"/>.</exception>
    public async Task Keep(PreparationTemplate template, CancellationToken cancel = default)
    {
        template.Check();
        var row = new { template.Id, template.Version, template.Name, Steps = JsonSerializer.Serialize(template.Steps, Database.Json), session.Now };
        if (await session.Execute(KeepSql, row, cancel) == 0)
            throw new VersionConflict(template.Id, template.Version);
    }

    private const string MadeSql = """
        select step_id, item_id
        from event_steps
        where council_id = @Council
            and event_id = @Event
        """;

    /// <summary>The items that steps became for an event, by the step.</summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> Made(Guid @event, CancellationToken cancel = default) =>
        (await session.Query<StepRow>(MadeSql, new { @event }, cancel)).ToDictionary(r => r.StepId, r => r.ItemId);

    private const string AddSql = """
        insert into event_steps (council_id, event_id, step_id, item_id)
        select @Council, @Event, step_id, item_id
        from unnest(@Steps::uuid[], @Items::uuid[]) as s(step_id, item_id)
        """;

    /// <summary>The items must be there.</summary>
    public Task Add(Guid @event, IReadOnlyCollection<(Guid Step, Guid Item)> made, CancellationToken cancel = default) =>
        session.Execute(AddSql, new { @event, Steps = made.Select(m => m.Step).ToArray(), Items = made.Select(m => m.Item).ToArray() }, cancel);

    private sealed record StepRow
    {
        public Guid StepId { get; init; }
        public Guid ItemId { get; init; }
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public string Name { get; init; } = "";
        public string Steps { get; init; } = "[]";

        public PreparationTemplate ToTemplate() => new(Id, Version, Name, JsonSerializer.Deserialize<IReadOnlyList<PreparationStep>>(Steps, Database.Json)!);
    }
}
