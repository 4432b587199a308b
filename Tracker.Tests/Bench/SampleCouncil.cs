using Npgsql;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Db.Units;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Tests.Bench;

/// <summary>Ten years of one council's work, recorded through the stores quarter by quarter. The same every time.</summary>
internal sealed class SampleCouncil(Guid id, IReadOnlyList<(Guid Id, int Year)> programmes)
{
    private const int FirstYear = 2010;

    /// <summary>The last year's is the size of the page that is measured.</summary>
    private static readonly int[] s_sizes = [.. Enumerable.Repeat(340, 9), 273];

    public static int Items => s_sizes.Sum();

    public Guid Id { get; } = id;
    public IReadOnlyList<(Guid Id, int Year)> Programmes { get; } = programmes;

    public static async Task<SampleCouncil> Make(NpgsqlDataSource serving, Guid council)
    {
        var clock = new StandingClock(default);
        var database = new Db.Database(serving, clock);
        var random = new Random(2019);
        var programmes = new List<(Guid, int)>();
        foreach (var (size, place) in s_sizes.Select((size, place) => (size, place)))
        {
            var (id, year) = (Guid.CreateVersion7(), FirstYear + place);
            programmes.Add((id, year));
            clock.Now = new(year, 1, 8, 8, 0, 0, TimeSpan.FromHours(7));
            await using var session = database.Open(council);
            var units = await new UnitStore(session).All();
            await new ProgrammeStore(session).Add(id, year, ProgrammeKind.Annual, "01/CTr-HĐND", $"Chương trình công tác năm {year}", new(year, 1, 7), new(null));
            var items = Enumerable.Range(1, size).Select(n => new MadeItem(random, id, year, n, [.. units.Take(6).Select(u => u.Id)])).ToArray();
            await new ItemRecorder(session).Record([.. items.Select(i => i.Item)], [.. items.SelectMany(i => i.Birth)], new(null));
            for (var month = 3; month <= 15; month += 3)
            {
                var until = new DateOnly(year, 1, 1).AddMonths(month);
                clock.Now = new(until.AddDays(2).ToDateTime(new(8, 0)), TimeSpan.FromHours(7));
                var said = items.SelectMany(i => i.Said).Where(e => e.EffectiveOn < until && e.EffectiveOn >= until.AddMonths(-3)).ToArray();
                if (said.Length > 0)
                    await new ItemRecorder(session).Record([], said, new(null));
            }
            await session.Commit();
        }
        return new(council, programmes);
    }

    /// <summary>An item and what becomes of it: most are done, some are extended first, some never are.</summary>
    private sealed class MadeItem
    {
        public MadeItem(Random random, Guid programme, int year, int number, Guid[] units)
        {
            var id = Guid.CreateVersion7();
            var issued = new DateOnly(year, 1, 7);
            var due = issued.AddDays(random.Next(30, 358));
            Item = new(id, Origin.Programme, year, programme);
            Birth =
            [
                new(id, issued, new Change.Joined(Membership.Issued), null, "01/CTr-HĐND"),
                new(id, issued, new Change.Described
                {
                    Number = $"{number}", Position = number, Group = $"Tháng {due.Month}",
                    Title = $"Giám sát việc thực hiện nghị quyết số {number} của Hội đồng nhân dân Thành phố về phát triển kinh tế - xã hội trên địa bàn",
                    LeadUnitId = units[random.Next(units.Length)], CooperatingUnitIds = [units[random.Next(units.Length)], units[random.Next(units.Length)]],
                    ResponsibleLeader = "Phó Chủ tịch Nguyễn Văn An", Officer = "Trần Thị Bình", Deliverable = "Báo cáo giám sát", ActivityKind = (ActivityKind)random.Next(11),
                }),
                new(id, issued, random.Next(12) == 0 ? new Change.Scheduled(null, null, "Thường xuyên") : new Change.Scheduled(due, issued, $"Tháng {due.Month}")),
            ];
            Said = [.. Course(random, id, due)];
        }

        public NewItem Item { get; }
        public NewEntry[] Birth { get; }
        public NewEntry[] Said { get; }

        private static IEnumerable<NewEntry> Course(Random random, Guid id, DateOnly due)
        {
            if (random.Next(4) == 0)
                yield return new(id, due.AddDays(-20), new Change.Progressed(State.InProgress));
            if (random.Next(8) == 0)
                yield return new(id, due.AddDays(-3), new Change.Scheduled(due = due.AddDays(45)), null, $"{random.Next(1, 200)}/TB-HĐND");
            if (random.Next(10) > 0)
                yield return new(id, due.AddDays(random.Next(-15, 8)), new Change.Progressed(State.Completed, null, ""), null, $"{random.Next(1, 400)}/BC-HĐND");
        }
    }
}
