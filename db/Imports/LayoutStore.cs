using System.Text.Json;
using Tracker.Domain.Councils;
using Tracker.Domain.Imports;

namespace Tracker.Db.Imports;

/// <summary>Layouts of sheets that are remembered for the next file of their shape.</summary>
public sealed class LayoutStore(Session session)
{
    private const string KnownSql = """
        select l.id, l.shape, l.layout::text as layout, i.file_name, l.remembered_at
        from import_layouts l
        join imports i on i.council_id = l.council_id and i.id = l.import_id
        where l.council_id = @Council
        order by l.remembered_at desc, l.id
        """;

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<KnownLayout>> Known(CancellationToken cancel = default) =>
        [.. (await session.Query<LayoutRow>(KnownSql, cancel: cancel)).Select(r => new KnownLayout(
            r.Id, r.Shape, JsonSerializer.Deserialize<ShapeLayout>(r.Layout, Database.Json)!, r.FileName, Council.DayOf(r.RememberedAt)))];

    private const string RememberSql = """
        insert into import_layouts (council_id, id, shape, layout, import_id, remembered_at)
        values (@Council, @Id, @Shape, @Layout::jsonb, @ImportId, @Now)
        on conflict (council_id, shape) do update
        set layout = excluded.layout, import_id = excluded.import_id, remembered_at = excluded.remembered_at
        """;

    /// <summary>Takes the place of what was remembered of the shape before.</summary>
    public Task Remember(LayoutToRemember layout, Guid importId, CancellationToken cancel = default) => session.Execute(RememberSql, new
    {
        Id = Guid.CreateVersion7(),
        layout.Shape,
        Layout = JsonSerializer.Serialize(layout.Layout, Database.Json),
        importId,
        session.Now,
    }, cancel);

    private const string ForgetSql = "delete from import_layouts where council_id = @Council and id = @Id";

    /// <returns>False when it isn't remembered.</returns>
    public async Task<bool> Forget(Guid id, CancellationToken cancel = default) => await session.Execute(ForgetSql, new { id }, cancel) == 1;

    private const string ForgetOfSql = "delete from import_layouts where council_id = @Council and import_id = @ImportId";

    /// <summary>What was remembered with a file that is undone.</summary>
    public Task ForgetOf(Guid importId, CancellationToken cancel = default) => session.Execute(ForgetOfSql, new { importId }, cancel);

    private sealed record LayoutRow
    {
        public Guid Id { get; init; }
        public string Shape { get; init; } = "";
        public string Layout { get; init; } = "";
        public string FileName { get; init; } = "";
        public DateTimeOffset RememberedAt { get; init; }
    }
}
