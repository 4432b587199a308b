using Tracker.Api.Items;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Sessions;
using Tracker.Domain.Coordination;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Schedules;
using Tracker.Domain.Sessions;
using Tracker.Domain.Units;

namespace Tracker.Api.Coordination;

/// <summary>An agreement as known at a moment, standing as it did on a day.</summary>
/// <param name="Review">The days of its review year: 15/4–15/4.</param>
public sealed record AgreementAnswer(
    Guid Id, int Version, string Number, string Title, AgreementStatus Status, DateOnly? SignedOn, IReadOnlyList<Named> Parties, Named Keeper, DateOnly? ValidFrom, DateOnly? ValidTo, string Review,
    DateOnly? EndedOn, string? EndedBy, IReadOnlyList<Clause> Clauses)
{
    public static AgreementAnswer Of(CoordinationAgreement a, AgreementStatus status, IReadOnlyDictionary<Guid, Unit> units)
    {
        Named Name(Guid id) => new(id, units.TryGetValue(id, out var unit) ? unit.Name : "");
        return new(
            a.Id, a.Version, a.Terms.Number, a.Terms.Title, status, a.Terms.SignedOn, [.. a.Terms.Parties.Select(Name)], Name(a.Terms.KeeperId), a.Terms.ValidFrom, a.Terms.ValidTo,
            a.Terms.Review.ToString(), a.Terms.EndedOn, a.Terms.EndedBy, a.Terms.Clauses);
    }
}

/// <summary>A time of an obligation: made into an item, or still to come.</summary>
/// <param name="Item">Null until it is made.</param>
public sealed record OccurrenceAnswer(string Key, DateOnly DueOn, bool Provisional, ItemAnswer? Item);

/// <param name="Due">The rule in words.</param>
/// <param name="From">First due day that is owed by it, inclusive.</param>
/// <param name="Occurrences">Those made, and those to come within a year, in order of their due days.</param>
public sealed record ObligationAnswer(
    Guid Id, int Version, Guid Agreement, string Clause, string What, Named Debtor, IReadOnlyList<Named> Receivers, string Product, DueRule Rule, string Due, DateOnly From, IReadOnlyList<OccurrenceAnswer> Occurrences)
{
    /// <summary>Due days to come that have no item yet.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<OccurrenceAnswer> Coming => Occurrences.Where(o => o.Item is null);
}

/// <summary>Which agreements are wanted. What is null doesn't narrow.</summary>
public sealed record AgreementQuery(AgreementStatus? Status, Guid? Keeper, Guid? Party);

/// <summary>Agreements and what is owed by them, for the API and the pages.</summary>
public sealed class AgreementReading(Session session, Ask ask)
{
    private const int DaysAhead = 366;

    private CoordinationSettings? _settings;

    public async Task<AgreementQuery> Query(CancellationToken cancel) =>
        new(ask.Choice<AgreementStatus>("standing"), await ask.UnitId("keeper", cancel), await ask.UnitId("party", cancel));

    public async Task<CoordinationSettings> Settings(CancellationToken cancel) => _settings ??= (await CouncilStore.Find(session, cancel)).Settings.Coordination;

    /// <summary>All that are known at the moment, each as it stands on the day.</summary>
    public async Task<IReadOnlyList<AgreementAnswer>> All(Viewpoint view, CancellationToken cancel)
    {
        var units = await Units(cancel);
        var lead = (await Settings(cancel)).RenewalLeadDays;
        return [.. (await new AgreementStore(session).All(view.KnownAt, cancel)).Select(a => AgreementAnswer.Of(a, a.Status(view.AsOf, lead), units))];
    }

    public static IReadOnlyList<AgreementAnswer> Narrowed(IReadOnlyList<AgreementAnswer> all, AgreementQuery query) =>
    [
        .. all.Where(a => (query.Status is null || a.Status == query.Status) && (query.Keeper is null || a.Keeper.Id == query.Keeper) && (query.Party is null || a.Parties.Any(p => p.Id == query.Party))),
    ];

    /// <exception cref="Refused">There is none, or not at that moment.</exception>
    public async Task<(CoordinationAgreement Agreement, AgreementAnswer Answer)> Find(Guid id, Viewpoint view, CancellationToken cancel)
    {
        var agreement = await new AgreementStore(session).Find(id, view.KnownAt, cancel) ?? throw Refused.NotFound("quy chế này");
        return (agreement, AgreementAnswer.Of(agreement, agreement.Status(view.AsOf, (await Settings(cancel)).RenewalLeadDays), await Units(cancel)));
    }

    public Task<IReadOnlyList<CouncilEvent>> Events(CancellationToken cancel) => new EventStore(session).All(cancel: cancel);

    /// <summary>What is owed, by one agreement or by all, with its times around the day.</summary>
    public async Task<IReadOnlyList<ObligationAnswer>> Obligations(Guid? agreement, Viewpoint view, CancellationToken cancel)
    {
        var store = new ObligationStore(session);
        var obligations = await store.All(agreement, view.KnownAt, cancel);
        if (obligations.Count == 0)
            return [];
        var agreements = (await new AgreementStore(session).All(view.KnownAt, cancel)).ToDictionary(a => a.Id);
        var made = (await store.Made(agreement, knownAt: view.KnownAt, cancel: cancel)).ToLookup(m => m.ObligationId);
        var items = (await Items(agreement, view, cancel)).ToDictionary(i => i.Id);
        var (units, events) = (await Units(cancel), await Events(cancel));
        var calendar = new DueCalendar(new WorkingCalendar((await CouncilStore.Find(session, cancel)).Settings.SpecialDays), events);
        Named Name(Guid id) => new(id, units.TryGetValue(id, out var unit) ? unit.Name : "");
        return
        [
            .. obligations.Where(o => agreements.ContainsKey(o.AgreementId)).Select(o =>
            {
                var keys = made[o.Id].Select(m => m.OccurrenceKey).ToHashSet();
                var coming = o.Occurrences(agreements[o.AgreementId], view.AsOf, view.AsOf.AddDays(DaysAhead), calendar).Where(t => !keys.Contains(t.Key))
                    .Select(t => new OccurrenceAnswer(t.Key, t.DueOn, t.Provisional, null));
                var there = made[o.Id].Where(m => items.ContainsKey(m.ItemId)).Select(m => (m.OccurrenceKey, Item: items[m.ItemId]))
                    .Select(m => new OccurrenceAnswer(m.OccurrenceKey, m.Item.DueOn ?? m.Item.MemberFrom, m.Item.DueProvisional, m.Item));
                return new ObligationAnswer(
                    o.Id, o.Version, o.AgreementId, o.Terms.Clause, o.Terms.What, Name(o.Terms.DebtorId), [.. o.Terms.ReceiverIds.Select(Name)], o.Terms.Product, o.Terms.Rule, o.Terms.Rule.Words(events),
                    o.Terms.From, [.. there.Concat(coming).OrderBy(t => t.DueOn).ThenBy(t => t.Key, StringComparer.Ordinal)]);
            }),
        ];
    }

    /// <summary>Every item of coordination on the day, of whatever year.</summary>
    private async Task<IReadOnlyList<ItemAnswer>> Items(Guid? agreement, Viewpoint view, CancellationToken cancel)
    {
        var store = new ItemStore(session);
        var units = await Units(cancel);
        var page = await store.List(new() { Scopes = await store.Scopes(Origin.Coordination, cancel), Agreement = agreement, Order = ItemOrder.DueOn, PageSize = int.MaxValue }, view, cancel);
        return [.. page.Items.Select(row => new ItemAnswer(row, view, units))];
    }

    private async Task<IReadOnlyDictionary<Guid, Unit>> Units(CancellationToken cancel) => (await ask.Units(cancel)).ToDictionary(u => u.Id);
}
