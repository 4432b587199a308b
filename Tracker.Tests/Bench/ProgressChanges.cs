using System.Net.Http.Headers;
using System.Text;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Db.Units;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Tests.Bench;

/// <summary>Progress on many items of a programme that is under way, reported over HTTP by several clients at once, against as many of PostgreSQL's own small writes.</summary>
internal sealed class ProgressChanges
{
    public const string What = "one progress change over HTTP, 8 clients";
    private const int Clients = 8;
    private const int Operations = 2000;

    private static readonly HttpClient[] s_clients = [.. Enumerable.Range(0, Clients).Select(_ => new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }))];

    private readonly Lazy<Task<PgBench>> _floor;
    private readonly Lazy<Task<(Guid Id, int Version)[]>> _items;
    private readonly World _world;
    private int _turn;

    private ProgressChanges(World world, int items, int scale)
    {
        _world = world;
        _floor = new(() => PgBench.Start(world.Superuser, Clients, scale));
        _items = new(() => MakeItems(items));
    }

    public static Row Row(World world)
    {
        var changes = new ProgressChanges(world, items: 5000, scale: 10);
        return new(What, "pgbench simple-update", 2, Operations, async count => await (await changes._floor.Value).SimpleUpdates(count), changes.Report) { Rounds = 7 };
    }

    /// <summary>Each client reports on items of its own, one after the other.</summary>
    private async Task Report(int count)
    {
        var items = await _items.Value;
        var first = _turn;
        _turn += count;
        await Task.WhenAll(s_clients.Select(async (client, place) =>
        {
            for (var i = place; i < count; i += Clients)
            {
                var turn = (first + i) % items.Length;
                items[turn].Version = await Report(client, items[turn].Id, items[turn].Version, $"Đã làm được {first + i} việc");
            }
        }));
    }

    private async Task<int> Report(HttpClient client, Guid item, int version, string reason)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_world.Address, $"/api/items/{item}/progress"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _world.OfficeToken), IfMatch = { new($"\"{version}\"") } },
            Content = new StringContent($$"""{"state":"inProgress","reason":"{{reason}}"}""", Encoding.UTF8, "application/json"),
        };
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return int.Parse(answer.Headers.ETag!.Tag.Trim('"'));
    }

    /// <summary>A programme of this year, issued lately, with so many items that nothing is said about yet.</summary>
    private async Task<(Guid Id, int Version)[]> MakeItems(int count)
    {
        await using var session = _world.Database.Open(_world.Council.Id);
        var issued = Council.DayOf(session.Now).AddDays(-10);
        var programme = Guid.CreateVersion7();
        var units = await new UnitStore(session).All();
        await new ProgrammeStore(session).Add(programme, issued.Year, ProgrammeKind.Annual, "02/CTr-HĐND", $"Chương trình công tác năm {issued.Year}", issued, new(null));
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray();
        await new ItemRecorder(session).Record(
            [.. ids.Select(id => new NewItem(id, Origin.Programme, issued.Year, programme))],
            [.. ids.SelectMany((id, n) => new NewEntry[]
            {
                new(id, issued, new Change.Joined(Membership.Issued), null, "02/CTr-HĐND"),
                new(id, issued, new Change.Described { Number = $"{n + 1}", Position = n + 1, Title = $"Giám sát việc thực hiện nghị quyết số {n + 1} của Hội đồng nhân dân Thành phố", LeadUnitId = units[n % units.Count].Id }),
                new(id, issued, new Change.Scheduled(issued.AddDays(60), issued, "Quý này")),
            })],
            new(null));
        await session.Commit();
        return [.. ids.Select(id => (id, 1))];
    }
}
