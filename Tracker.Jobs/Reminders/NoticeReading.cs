using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Items;
using Tracker.Db.Meetings;
using Tracker.Db.Programmes;
using Tracker.Db.Reminders;
using Tracker.Db.Sessions;
using Tracker.Domain.Coordination;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Reminders;
using Tracker.Domain.Schedules;
using Tracker.Domain.Sessions;
using Tracker.Domain.Units;
using Tracker.Jobs.Programmes;

namespace Tracker.Jobs.Reminders;

/// <summary>Finds what there is to notice, from what is known now.</summary>
public sealed class NoticeReading(Session session, Council council, IReadOnlyList<Unit> units)
{
    private readonly WorkingCalendar _calendar = new(council.Settings.SpecialDays);
    private readonly DateTimeOffset _now = session.Now;

    /// <param name="day">Of the mails.</param>
    /// <param name="since">First day of what has happened that is still to be told, inclusive.</param>
    public async Task<IReadOnlyList<Notice>> On(DateOnly day, DateOnly since, CancellationToken cancel = default)
    {
        var noticing = new Noticing(day, _calendar, id => units.FirstOrDefault(u => u.Id == id)?.Name ?? "", council.Settings.Coordination.RenewalLeadDays);
        var programmes = (await new ProgrammeStore(session).All(new(Viewpoint.LastDay, _now), cancel: cancel)).Where(p => p.ClosedOn is null).ToArray();
        return
        [
            .. await Items(noticing, cancel), .. await Proposals(noticing, programmes, since, cancel), .. await Agreements(noticing, day, cancel),
            .. await Sessions(noticing, day, cancel), .. await Meetings(noticing, day, cancel), .. await Decided(noticing, since, cancel), .. await Amended(noticing, programmes, since, cancel),
        ];
    }

    /// <summary>Where a notice leads to.</summary>
    public static string Path(NoticeKind kind, Guid subject) => kind switch
    {
        NoticeKind.ProposalWaiting or NoticeKind.ProposalApproved or NoticeKind.ProposalDecided => $"/chuong-trinh/dieu-chinh/de-nghi/{subject}",
        NoticeKind.AgreementEnding or NoticeKind.ReviewComing => $"/phoi-hop/{subject}",
        NoticeKind.SessionProvisional => $"/ky-hop/{subject}",
        NoticeKind.MeetingComing => $"/giao-ban/phien-hop/{subject}",
        _ => $"/nhiem-vu/{subject}",
    };

    private async Task<IEnumerable<Notice>> Items(Noticing noticing, CancellationToken cancel)
    {
        var outside = units.Where(u => u.Kind == UnitKind.Outside).Select(u => u.Id).ToHashSet();
        var notices = new List<Notice>();
        foreach (var item in (await new ItemStore(session).Waiting(new(Council.DayOf(_now), _now), cancel)))
        {
            var (id, facts) = (item.Row.Id, item.Row.Facts);
            notices.AddRange(item.History.Waiting(_now).Select(r => noticing.ExtensionWaiting(id, facts, r)));
            if (facts.ReportedOn is not null && item.History.Reported(_now) is { } report)
                notices.Add(noticing.CompletionWaiting(id, facts, report, outside.Contains(facts.LeadUnitId)));
        }
        return notices;
    }

    private async Task<IEnumerable<Notice>> Proposals(Noticing noticing, IReadOnlyCollection<Programme> programmes, DateOnly since, CancellationToken cancel)
    {
        var open = programmes.Select(p => p.Id).ToHashSet();
        var notices = new List<Notice>();
        var wanted = (await new ProposalStore(session).All(_now, cancel: cancel)).Where(p => open.Contains(p.ProgrammeId) && !p.Dropped && (p.CarriedOutBy is null || p.DecidedOn >= since)).ToArray();
        foreach (var (p, item, what) in await WaitingRequest.Told(session, wanted, _now, cancel))
        {
            if (p.IsWaiting)
                notices.Add(noticing.ProposalWaiting(p.Id, item, p.UnitId, what, p.AskedOn, p.Reason));
            if (p is { Approved: true, CarriedOutBy: null })
                notices.Add(noticing.ProposalApproved(p.Id, item, p.UnitId, what, p.DecidedOn!.Value));
            if (p.Approved is { } approved && p.DecidedOn >= since)
                notices.Add(noticing.ProposalDecided(p.Id, item, p.UnitId, what, approved, p.DecidedOn.Value, p.DecisionReason));
        }
        return notices;
    }

    private async Task<IEnumerable<Notice>> Agreements(Noticing noticing, DateOnly day, CancellationToken cancel)
    {
        var (store, notices) = (new AgreementStore(session), new List<Notice>());
        foreach (var a in await store.All(cancel: cancel))
        {
            if (noticing.AgreementEnding(a, day) is null && noticing.ReviewComing(a, day) is null)
                continue;
            var history = await store.History(a.Id, cancel);
            DateOnly Known(Func<AgreementTerms, object?> said) => Council.DayOf(history.TakeWhile(h => !h.Voided && Equals(said(h.Terms), said(a.Terms))).LastOrDefault()?.RecordedAt ?? _now);
            notices.AddRange(new[]
            {
                noticing.AgreementEnding(a, Known(t => (t.SignedOn, t.ValidTo, t.EndedOn))), noticing.ReviewComing(a, Known(t => (t.SignedOn, t.ValidFrom, t.ValidTo, t.EndedOn, t.Review))),
            }.OfType<Notice>());
        }
        return notices;
    }

    private async Task<IEnumerable<Notice>> Sessions(Noticing noticing, DateOnly day, CancellationToken cancel)
    {
        var (store, notices) = (new EventStore(session), new List<Notice>());
        foreach (var e in (await store.All(cancel: cancel)).Where(e => noticing.SessionProvisional(e, day) is not null))
        {
            static object Said(CouncilEvent e) => (e.Kind, e.Year, e.OpensOn, e.Provisional);
            var known = (await store.History(e.Id, cancel)).TakeWhile(h => !h.Voided && Equals(Said(h.Event), Said(e))).LastOrDefault()?.RecordedAt ?? _now;
            notices.Add(noticing.SessionProvisional(e, Council.DayOf(known))!);
        }
        return notices;
    }

    private async Task<IEnumerable<Notice>> Meetings(Noticing noticing, DateOnly day, CancellationToken cancel)
    {
        var coming = (await new MeetingStore(session).List(new(From: day), new(Viewpoint.LastDay, _now), cancel)).Where(m => m.Units.Any(u => noticing.MeetingComing(m, u, day) is not null)).ToArray();
        var said = await new NoticeStore(session).Meetings([.. coming.Select(m => m.Id)], cancel);
        return
        [
            .. from m in coming
               from unit in m.Units
               let standing = said[m.Id].Last()
               select noticing.MeetingComing(m, unit, Council.DayOf(said[m.Id].Reverse().TakeWhile(s => s.Same(standing, unit)).Last().RecordedAt)),
        ];
    }

    private async Task<IEnumerable<Notice>> Decided(Noticing noticing, DateOnly since, CancellationToken cancel)
    {
        var midnight = since.ToDateTime(TimeOnly.MinValue);
        var decided = await new NoticeStore(session).Decided(new(midnight, Council.TimeZone.GetUtcOffset(midnight)), cancel);
        var items = decided.Count == 0 ? [] : (await new ItemStore(session).WithHistories([.. decided.Select(d => d.ItemId).Distinct()], new(Council.DayOf(_now), _now), cancel)).ToDictionary(i => i.Row.Id);
        return
        [
            .. from d in decided
               where items.ContainsKey(d.ItemId)
               let item = items[d.ItemId]
               from request in item.History.Requests(_now)
               where request.Entry.Sequence == d.Request && request.Decision is not null
               select noticing.ExtensionDecided(d.ItemId, item.Row.Facts, request, Council.DayOf(d.RecordedAt)),
        ];
    }

    private async Task<IEnumerable<Notice>> Amended(Noticing noticing, IEnumerable<Programme> programmes, DateOnly since, CancellationToken cancel)
    {
        var (store, notices) = (new AmendmentStore(session), new List<Notice>());
        foreach (var programme in programmes)
        {
            var recent = (await store.All(programme.Id, new(Viewpoint.LastDay, _now), cancel)).Where(a => Council.DayOf(a.RecordedAt) >= since).ToArray();
            foreach (var (amendment, items) in await store.WithItems(recent, _now, cancel))
                notices.AddRange(
                    from i in items
                    // Who leads what was split or merged reads there what was made of it.
                    where i.What is not (Domain.Programmes.Amended.Piece or Domain.Programmes.Amended.Union) || items.All(o => !o.Into.Contains(i.Id) || o.Before?.LeadUnitId != i.After.LeadUnitId)
                    select noticing.Amended(i, amendment.Paper, Council.DayOf(amendment.RecordedAt), [.. items.Where(o => i.Into.Contains(o.Id)).Select(o => o.After.Title)]));
        }
        return notices;
    }
}
