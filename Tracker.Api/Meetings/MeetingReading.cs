using Tracker.Api.Items;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Meetings;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Units;
using Tracker.Jobs.Meetings;

namespace Tracker.Api.Meetings;

/// <summary>A giao ban meeting as it stands.</summary>
/// <param name="Conclusions">How many, with a task or without.</param>
/// <param name="Tasks">How many of them are tasks.</param>
public sealed record MeetingAnswer(
    Guid Id, int Version, MeetingKind Kind, int Year, int Number, string Name, DateOnly HeldOn, TimeOnly? StartsAt, string Place, string Chair, string Title,
    IReadOnlyList<string> Agenda, IReadOnlyList<Named> Units, IReadOnlyList<string> Participants, string? Notice, int Conclusions, int Tasks)
{
    public static MeetingAnswer Of(Meeting m, IReadOnlyDictionary<Guid, Unit> units, IEnumerable<Conclusion> conclusions)
    {
        var own = conclusions.Where(c => c.MeetingId == m.Id).ToArray();
        return new(
            m.Id, m.Version, m.Kind, m.Year, m.Number, m.Name, m.HeldOn, m.StartsAt, m.Place, m.Chair, m.Title, m.Agenda,
            [.. m.Units.Select(id => new Named(id, units.TryGetValue(id, out var unit) ? unit.Name : ""))], m.Participants, m.Notice, own.Length, own.Count(c => c.ItemId is not null));
    }
}

/// <param name="Task">The item as it stood on the day looked at; null for a conclusion without a task.</param>
public sealed record ConclusionAnswer(long Id, Guid Meeting, string Text, ItemAnswer? Task);

/// <param name="Items">Those made, in the order of the conclusions.</param>
public sealed record ConcludedAnswer(int Conclusions, IReadOnlyList<Guid> Items);

/// <summary>A meeting, what it concluded, and what had become by its day of what was concluded the time before.</summary>
/// <param name="Before">The meetings whose conclusions it opens with, the latest first; empty for the first.</param>
/// <param name="AsOf">Day on which these stand: the meeting's own, or today while it is still to come.</param>
public sealed record MeetingDetail(
    MeetingAnswer Meeting, IReadOnlyList<ConclusionAnswer> Conclusions, IReadOnlyList<MeetingAnswer> Before, IReadOnlyList<ConclusionAnswer> Earlier, DateOnly AsOf);

/// <summary>How many, and the address of exactly these.</summary>
public sealed record MeetingCount(int Count, string Meetings);

/// <summary>Of one year: what was held by the day looked at.</summary>
public sealed record MeetingCounts(int Year, MeetingCount Monthly, MeetingCount Thematic);

public sealed record MeetingCountsAnswer(DateOnly AsOf, DateTimeOffset KnownAt, IReadOnlyList<MeetingCounts> Years);

/// <summary>Reads meetings for the API and the pages.</summary>
public sealed class MeetingReading(Session session, Ask ask)
{
    private readonly MeetingStore _meetings = new(session);

    public async Task<IReadOnlyList<MeetingAnswer>> List(MeetingQuery query, Viewpoint view, CancellationToken cancel)
    {
        var found = await _meetings.List(query, view, cancel);
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        var conclusions = (await _meetings.Conclusions([.. found.Select(m => m.Id)], view.KnownAt, cancel)).ToLookup(c => c.MeetingId);
        return [.. found.Select(m => MeetingAnswer.Of(m, units, conclusions[m.Id]))];
    }

    /// <summary>By year, the latest first; each number leads to its meetings.</summary>
    /// <param name="path">Of the list that links lead to.</param>
    /// <param name="yearName">What the list calls the year.</param>
    public async Task<IReadOnlyList<MeetingCounts>> Counts(string path, string yearName, int? year, Viewpoint view, CancellationToken cancel)
    {
        var held = await _meetings.List(new(year), view, cancel);
        MeetingCount Count(int of, MeetingKind kind) => new(held.Count(m => m.Year == of && m.Kind == kind), new Pages.Address(path,
            [new(yearName, $"{of}"), new("kind", Link.Name(kind)), new("asOf", view.AsOf.ToString("O")), new("knownAt", Link.Text(view.KnownAt))]).ToString());
        return [.. held.Select(m => m.Year).Concat(year is { } asked ? [asked] : []).Distinct().OrderDescending().Select(y => new MeetingCounts(y, Count(y, MeetingKind.Monthly), Count(y, MeetingKind.Thematic)))];
    }

    /// <param name="view">Of the meeting's own conclusions.</param>
    public async Task<MeetingDetail> Detail(Guid id, Viewpoint view, CancellationToken cancel)
    {
        var meeting = await _meetings.Find(id, view.KnownAt, cancel) ?? throw Refused.NotFound($"cuộc họp “{id}”");
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        var before = Opens(meeting, await _meetings.List(new(), new(meeting.HeldOn.AddDays(-1), view.KnownAt), cancel));
        var conclusions = await _meetings.Conclusions([id, .. before.Select(m => m.Id)], view.KnownAt, cancel);
        var asOf = meeting.HeldOn < ask.Today ? meeting.HeldOn : ask.Today;
        return new(
            MeetingAnswer.Of(meeting, units, conclusions),
            await Answers(conclusions.Where(c => c.MeetingId == id), view),
            [.. before.Select(m => MeetingAnswer.Of(m, units, conclusions))],
            await Answers(conclusions.Where(c => c.MeetingId != id), view with { AsOf = asOf }),
            asOf);

        async Task<IReadOnlyList<ConclusionAnswer>> Answers(IEnumerable<Conclusion> said, Viewpoint at)
        {
            var all = said.ToArray();
            var items = (await new ItemStore(session).WithHistories([.. all.Select(c => c.ItemId).OfType<Guid>()], at, cancel)).ToDictionary(i => i.Row.Id, i => new ItemAnswer(i.Row, at, units));
            return [.. all.Where(c => c.ItemId is null || items.ContainsKey(c.ItemId.Value)).Select(c => c.ItemId is { } item ? new ConclusionAnswer(c.Sequence, c.MeetingId, items[item].Title, items[item]) : new(c.Sequence, c.MeetingId, c.Text!, null))];
        }
    }

    /// <summary>The meeting as its papers tell it: conclusions and those of the time before, each as of the day they are looked at.</summary>
    public async Task<MeetingTold> Told(Guid id, Viewpoint view, CancellationToken cancel)
    {
        var meeting = await _meetings.Find(id, view.KnownAt, cancel) ?? throw Refused.NotFound($"cuộc họp “{id}”");
        var detail = await Detail(id, view.AsOf < meeting.HeldOn ? view with { AsOf = meeting.HeldOn } : view, cancel);
        static IReadOnlyList<SaidConclusion> Said(IReadOnlyList<ConclusionAnswer> conclusions) =>
            [.. conclusions.Select(c => new SaidConclusion(c.Text, c.Task?.Row.Facts, c.Task?.LeadUnit.Name ?? "", string.Join("; ", c.Task?.CooperatingUnits.Select(u => u.Name) ?? [])))];
        return new(await CouncilStore.Find(session, cancel), meeting, [.. detail.Meeting.Units.Select(u => u.Name)], Said(detail.Conclusions), Said(detail.Earlier), view with { AsOf = detail.AsOf });
    }

    /// <summary>A monthly meeting opens with the monthly one before it and every thematic one since; a thematic one with the last thematic one.</summary>
    /// <param name="earlier">The latest first.</param>
    private static IReadOnlyList<Meeting> Opens(Meeting meeting, IReadOnlyList<Meeting> earlier)
    {
        if (earlier.FirstOrDefault(m => m.Kind == meeting.Kind) is not { } last)
            return [];
        return meeting.Kind == MeetingKind.Thematic ? [last] : [.. earlier.TakeWhile(m => m.Id != last.Id), last];
    }
}
