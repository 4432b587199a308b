using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Db.Units;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Tests;

/// <summary>A programme of three items, recorded through the stores: one for each board that tests speak of.</summary>
public sealed record SmallProgramme(Guid Id, Guid Done, Guid Late, Guid Open)
{
    public const string Number = "01/CTr-HĐND";
    public static readonly DateOnly IssuedOn = new(2019, 1, 7);

    /// <summary>Work on an item goes on.</summary>
    public async Task Reopen(TestApp app, Guid item)
    {
        await using var session = app.Open();
        await new ItemRecorder(session).Record([], [new(item, new(2019, 3, 21), new Change.Progressed(State.InProgress))], new(null));
        await session.Commit();
    }

    public static async Task<SmallProgramme> Record(TestApp app)
    {
        await using var session = app.Open();
        var units = (await new UnitStore(session).All()).ToDictionary(u => u.Name, u => u.Id);
        var made = new SmallProgramme(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await new ProgrammeStore(session).Add(made.Id, 2019, ProgrammeKind.Annual, Number, "Chương trình công tác năm 2019", IssuedOn, new(null));
        var items = new[]
        {
            (made.Done, "Giám sát công tác cải cách hành chính", "Ban Pháp chế", new DateOnly(2019, 3, 31)),
            (made.Late, "Thẩm tra báo cáo quyết toán ngân sách", "Ban Kinh tế - Ngân sách", new DateOnly(2019, 6, 30)),
            (made.Open, "Tổng hợp kiến nghị cử tri Văn phòng", "Văn phòng HĐND Thành phố", new DateOnly(2019, 11, 30)),
        };
        await new ItemRecorder(session).Record(
            [.. items.Select(i => new NewItem(i.Item1, Origin.Programme, 2019, made.Id))],
            [
                .. items.SelectMany((i, place) => new NewEntry[]
                {
                    new(i.Item1, IssuedOn, new Change.Joined(Membership.Issued)),
                    new(i.Item1, IssuedOn, new Change.Described { Number = $"{place + 1}", Position = place + 1, Title = i.Item2, LeadUnitId = units[i.Item3] }),
                    new(i.Item1, IssuedOn, new Change.Scheduled(i.Item4, null, "Tháng " + i.Item4.Month)),
                }),
                new(made.Done, new(2019, 3, 20), new Change.Progressed(State.Completed), null, "08/TB-HĐND"),
                new(made.Late, new(2019, 7, 5), new Change.Progressed(State.Completed), null, "90/BC-HĐND"),
            ], new(null));
        await session.Commit();
        return made;
    }
}
