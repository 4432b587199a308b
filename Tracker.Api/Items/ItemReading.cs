using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Coordination;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Api.Items;

/// <summary>Which way round a list is ordered.</summary>
public enum Direction { Asc, Desc }

/// <summary>Items as an address asks for them; the API and the pages take the same parameters.</summary>
public sealed class ItemReading(Session session, Ask ask)
{
    private readonly ItemStore _items = new(session);

    public async Task<ItemQuery> Query(Viewpoint view, CancellationToken cancel) => await Query(
        await ask.Scope(view, cancel) is { } named ? [named.Scope] : await _items.Scopes(ask.Choice<Origin>("origin"), cancel), cancel);

    /// <summary>What the address asks for, of these scopes.</summary>
    public async Task<ItemQuery> Query(IReadOnlyList<Scope> scopes, CancellationToken cancel)
    {
        var (page, pageSize) = ask.Paging();
        return new()
        {
            Scopes = scopes,
            Unit = await ask.UnitId("unit", cancel),
            CooperatingUnit = await ask.UnitId("cooperatingUnit", cancel),
            Activity = ask.Choice<ActivityKind>("activity"),
            ResponsibleLeader = ask.Text("leader"),
            Officer = ask.Text("officer"),
            Group = ask.Text("group"),
            Month = ask.Month("month"),
            DueTo = ask.Day("dueTo"),
            Missing = ask.Choice<ItemField>("missing"),
            Figures = ask.Choices<Figure>("figure", "status", "timeliness"),
            Event = ask.Choice<PeriodEvent>("event"),
            From = ask.Day("from"),
            To = ask.Day("to"),
            Duty = ask.Choice<DutyFigure>("duty"),
            Agreement = ask.Id("agreement"),
            Search = ask.Text("q"),
            Order = ask.Choice<ItemOrder>("order") ?? ItemOrder.Position,
            Descending = ask.Choice<Direction>("dir") == Direction.Desc,
            Page = page,
            PageSize = pageSize,
        };
    }

    public async Task<Page<ItemAnswer>> List(ItemQuery query, Viewpoint view, CancellationToken cancel)
    {
        var found = await _items.List(query, view, cancel);
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        return new([.. found.Items.Select(row => new ItemAnswer(row, view, units))], found.Total, found.Number, found.Size);
    }

    /// <summary>The item and its whole history.</summary>
    /// <exception cref="Refused">There is no such item, or not on that day.</exception>
    public async Task<ItemDetailAnswer> Find(Guid id, Viewpoint view, CancellationToken cancel) =>
        await FindOrNull(id, view, cancel) ?? throw (await _items.FindHead(id, cancel) is null
                ? Refused.NotFound($"nhiệm vụ “{id}”")
                : new Refused(404, "not-on-that-day", $"Nhiệm vụ này chưa có, hoặc đã bị gỡ vì nhập nhầm, vào ngày {Domain.Text.Vietnamese.Day(view.AsOf)}. Hãy chọn ngày khác."));

    /// <summary>The same; null when it isn't there on that day.</summary>
    public async Task<ItemDetailAnswer?> FindOrNull(Guid id, Viewpoint view, CancellationToken cancel)
    {
        var whole = await _items.FindWhole(id, view, cancel);
        return whole.Row is { } row
            ? new(row, view, whole.Units.ToDictionary(u => u.Id), whole.History)
            : null;
    }
}
