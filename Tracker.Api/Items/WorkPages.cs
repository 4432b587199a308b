using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.Programmes;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Accounts;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Items;

/// <summary>A step of a unit's own plan that isn't done yet.</summary>
public sealed record OpenStep(ItemAnswer Item, Change.Planned Step);

/// <summary>A request for extension that nobody has decided.</summary>
public sealed record OpenRequest(ItemAnswer Item, ExtensionRequest Request);

/// <summary>What waits for somebody's answer today, whatever day is looked at.</summary>
/// <param name="Mine">The reader is the one to answer; otherwise it is what the reader's unit waits for.</param>
/// <param name="Proposals">Amendments that units ask for.</param>
/// <param name="Reports">Completions that wait for confirmation; null when they aren't the reader's business.</param>
public sealed record Waiting(bool Mine, IReadOnlyList<OpenRequest> Requests, IReadOnlyList<ShownProposal> Proposals, IReadOnlyList<ItemAnswer>? Reports)
{
    public int Count => Requests.Count + Proposals.Count + (Reports?.Count ?? 0);
}

/// <summary>What a unit, and whoever asks, still has to do.</summary>
/// <param name="Unit">Null until one is chosen.</param>
/// <param name="Mine">Items that name the reader; null for a reader without sign-in.</param>
/// <param name="Waiting">Null for whoever neither answers nor waits.</param>
public sealed record Work(
    PageFrame Frame, Account Account, Unit? Unit, IReadOnlyList<Unit> Units, IReadOnlyList<ItemAnswer> Leads, IReadOnlyList<ItemAnswer> Cooperates,
    IReadOnlyList<ItemAnswer>? Mine, IReadOnlyList<OpenStep> Steps, Waiting? Waiting)
{
    public bool IsOwn => Unit is not null && Unit.Id == Account.UnitId;
}

public static class WorkPages
{
    public static void MapWorkPages(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/viec", async (WorkReading work, HttpResponse response, CancellationToken cancel) =>
            PageEndpoints.Show<WorkPage, Work>(response, await work.Read(cancel)));
}

/// <summary>Reads the page of what has to be done.</summary>
public sealed class WorkReading(PageFrames frames, ItemReading items, ProposalReading proposals, CurrentUser user, Ask ask, Session session)
{
    public async Task<Work> Read(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Work, cancel);
        var account = user.Account;
        var units = await ask.Units(cancel);
        var unit = ask.Text("unit") is { } named ? await ask.FindUnit(named, "unit", cancel) : units.FirstOrDefault(u => u.Id == account.UnitId);
        var byId = units.ToDictionary(u => u.Id);
        ItemAnswer Answer(ItemWithHistory item, Viewpoint view) => new(item.Row, view, byId);

        var open = new ItemQuery { Scopes = frame.Scopes, Open = true, Order = ItemOrder.DueOn, PageSize = int.MaxValue };
        async Task<IReadOnlyList<ItemAnswer>> List(ItemQuery query) => (await items.List(query, frame.View, cancel)).Items;
        var mine = account.Id is null ? null
            : (await List(open with { Search = account.DisplayName })).Where(i => IsMe(i.Officer) || IsMe(i.ResponsibleLeader)).ToArray();
        return new(
            frame, account, unit, units,
            unit is null ? [] : await List(open with { Unit = unit.Id }),
            unit is null ? [] : await List(open with { CooperatingUnit = unit.Id }),
            mine, await Steps(), await Waiting());

        bool IsMe(string name) => account.Id is not null && VietnameseText.Fold(name) == VietnameseText.Fold(account.DisplayName);

        async Task<IReadOnlyList<OpenStep>> Steps()
        {
            var soon = frame.View.AsOf.AddDays(Counting.DueSoonDays);
            return
            [
                .. (await new ItemStore(session).Planned(frame.Scopes, frame.View, cancel))
                    .SelectMany(i => i.History.Steps(frame.View.KnownAt), (i, step) => (Item: i, Step: step))
                    .Where(s => s.Step.DoneOn is null && (IsMe(s.Step.Who) || s.Item.Row.Facts.LeadUnitId == unit?.Id && s.Step.DueOn <= soon))
                    .OrderBy(s => s.Step.DueOn ?? DateOnly.MaxValue)
                    .Select(s => new OpenStep(Answer(s.Item, frame.View), s.Step)),
            ];
        }

        async Task<Waiting?> Waiting()
        {
            var (decides, confirms) = (account.May(Act.Decide), account.May(Act.KeepProgrammes));
            var waits = account is { Role: Role.Unit, UnitId: not null };
            if (!decides && !confirms && !waits)
                return null;
            var today = new Viewpoint(frame.Today, frame.View.KnownAt);
            var waiting = (await new ItemStore(session).Waiting(today, cancel))
                .Where(i => !waits || i.Row.Facts.LeadUnitId == account.UnitId)
                .ToArray();
            return new(
                !waits,
                [.. waiting.SelectMany(i => i.History.Waiting(today.KnownAt), (i, r) => new OpenRequest(Answer(i, today), r)).OrderBy(r => r.Request.Entry.Sequence)],
                await proposals.Waiting(waits ? account.UnitId : null, cancel),
                confirms || waits ? [.. waiting.Where(i => i.Row.Facts.ReportedOn is not null).OrderBy(i => i.Row.Facts.ReportedOn).Select(i => Answer(i, today))] : null);
        }
    }
}
