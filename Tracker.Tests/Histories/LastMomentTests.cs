using Tracker.Db.Coordination;
using Tracker.Db.Items;
using Tracker.Db.Meetings;
using Tracker.Db.Programmes;
using Tracker.Db.Sessions;
using Tracker.Db.Units;
using Tracker.Domain.Coordination;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Programmes;
using Tracker.Domain.Sessions;

namespace Tracker.Tests.Histories;

/// <summary>The last moment that a program can name reaches the database as infinity, which is also where what stands ends.</summary>
public sealed class LastMomentTests : OnSmallProgramme
{
    [Test]
    public async Task Known_at_the_last_moment_there_is_every_history_says_what_it_says_now()
    {
        await using var session = App.Open();
        var (by, today) = (new Recording(null), new DateOnly(2019, 12, 2));
        var unit = (await new UnitStore(session).All())[0].Id;
        var (proposal, programmes) = (Guid.CreateVersion7(), new ProgrammeStore(session));
        var programme = (await programmes.Find(Programme.Id, new(today, session.Now)))!;
        await new ProposalStore(session).Add(proposal, Programme.Id, unit, "{}", "Việc mới", null);
        await new AmendmentStore(session).Add(Guid.CreateVersion7(), programme, programme.Version, new("45/QĐ-HĐND", today, today, "Điều chỉnh"), [], [], [proposal], null);
        await new EventStore(session).Add(new(Guid.CreateVersion7(), 1, EventKind.MidYear, 2019, "Kỳ họp giữa năm", new(2019, 7, 4), null, false, null), by);
        await new MeetingStore(session).Add(new(Guid.CreateVersion7(), 1, MeetingKind.Monthly, 2019, 11, today, new(8, 30), "", "", "", ["Việc một"], [unit], [], null), by);
        var agreement = Guid.CreateVersion7();
        await new AgreementStore(session).Add(agreement, new() { Title = "Quy chế", Parties = [unit], KeeperId = unit }, by);
        await new ObligationStore(session).Add(Guid.CreateVersion7(), agreement, new() { What = "Gửi báo cáo", DebtorId = unit, Rule = new DueRule.OnDay(new(2020, 1, 15)), From = today }, by);

        async Task<(int, int, int, string?, int, int, int)> At(DateTimeOffset moment) => (
            (await programmes.All(new(Viewpoint.LastDay, moment))).Count,
            (await new AmendmentStore(session).All(Programme.Id, new(Viewpoint.LastDay, moment))).Count,
            (await new EventStore(session).All(knownAt: moment)).Count,
            (await new ProposalStore(session).All(moment)).SingleOrDefault()?.CarriedOutNumber,
            (await new MeetingStore(session).List(new(), new(Viewpoint.LastDay, moment))).Count,
            (await new AgreementStore(session).All(moment)).Count,
            (await new ObligationStore(session).All(knownAt: moment)).Count);

        Assert.That(await At(session.Now), Is.EqualTo((1, 1, 1, "45/QĐ-HĐND", 1, 1, 1)));
        Assert.That(await At(DateTimeOffset.MaxValue), Is.EqualTo((1, 1, 1, "45/QĐ-HĐND", 1, 1, 1)));
    }
}
