using System.Text.Json;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Jobs.Reports;

namespace Tracker.Jobs.Programmes;

/// <summary>What a unit has asked for and the standing committee hasn't decided: a later due day, or an amendment.</summary>
/// <param name="Proposal">Null for a request for extension.</param>
/// <param name="Item">The item that it is about; null for a proposal that is about none or several.</param>
/// <param name="What">"Gia hạn “…” đến 30/11/2026".</param>
public sealed record WaitingRequest(Guid? Proposal, Guid? Item, Origin Origin, Guid UnitId, string What, DateOnly AskedOn, string Reason)
{
    /// <summary>Those that a report of the programme tells, for later due days and then for amendments, the longest first: of its own items, and of all others of its year, open on the moment's day.</summary>
    public static async Task<IReadOnlyList<WaitingRequest>> OfReport(Session session, Programme programme, DateTimeOffset knownAt, CancellationToken cancel = default)
    {
        var extensions = await Extensions(session, knownAt, i => i.Origin == Origin.Programme ? i.ProgrammeId == programme.Id : i.Year == programme.Year, cancel);
        var proposals = await Told(session, await new ProposalStore(session).All(knownAt, programme.Id, waiting: true, cancel: cancel), knownAt, cancel);
        return
        [
            .. extensions.OrderBy(w => w.AskedOn).ThenBy(w => w.Item),
            .. proposals.OrderBy(p => p.Proposal.AskedOn).ThenBy(p => p.Proposal.Id)
                .Select(p => new WaitingRequest(p.Proposal.Id, p.Item, Origin.Programme, p.Proposal.UnitId, p.What, p.Proposal.AskedOn, p.Proposal.Reason)),
        ];
    }

    /// <summary>What a proposal asks for, in words.</summary>
    public static async Task<IReadOnlyList<(Proposal Proposal, Guid? Item, string What)>> Told(Session session, IReadOnlyCollection<Proposal> proposals, DateTimeOffset knownAt, CancellationToken cancel)
    {
        var lines = proposals.Select(p => (Proposal: p, Line: JsonSerializer.Deserialize<Line>(p.Line, Database.Json)!)).ToArray();
        var histories = await new ItemStore(session).Histories([.. lines.SelectMany(l => l.Line.Items).Distinct()], cancel);
        return
        [
            .. lines.Select(l => (l.Proposal, l.Line.Items is [var item] ? item : (Guid?)null, AmendmentWording.Asked(
                l.Line.Action, l.Line.Items.Select(Title), l.Line.Contents, l.Line.DueOn))),
        ];

        string Title(Guid item) => new ItemHistory(histories[item].Select(e => e.Entry)).At(Viewpoint.LastDay, knownAt)?.Title ?? "nội dung đã gỡ";
    }

    private static async Task<IEnumerable<WaitingRequest>> Extensions(Session session, DateTimeOffset knownAt, Func<ItemRow, bool> wanted, CancellationToken cancel) =>
        from item in await new ItemStore(session).Waiting(new(Council.DayOf(knownAt), knownAt), cancel)
        where wanted(item.Row)
        from request in item.History.Waiting(knownAt)
        let facts = item.Row.Facts
        select new WaitingRequest(
            null, item.Row.Id, item.Row.Origin, facts.LeadUnitId, AmendmentWording.Asked(AmendmentAction.Extend, [facts.Title], [], request.Asked.DueOn), request.Entry.EffectiveOn,
            request.Asked.Reason);

    /// <summary>What of a proposal's line is told.</summary>
    private sealed record Line(AmendmentAction Action, DateOnly? DueOn)
    {
        public IReadOnlyList<Guid> Items { get; init => field = value ?? []; } = [];
        public IReadOnlyList<AskedContent> Contents { get; init => field = value ?? []; } = [];
    }
}
