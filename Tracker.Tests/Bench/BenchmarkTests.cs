using System.Text.Json.Nodes;
using Tracker.Domain.Figures;

namespace Tracker.Tests.Bench;

/// <summary>What is measured is the same work on both sides; how long it takes is for ./bench to say.</summary>
public sealed class BenchmarkTests
{
    private World _world = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _world = await World.In(await TestCluster.NewDatabase());
        await _world.Fill(2 * SampleCouncil.Items);
    }

    [OneTimeTearDown]
    public async Task Close() => await _world.DisposeAsync();

    [Test]
    public async Task Every_row_can_be_measured()
    {
        foreach (var row in Benchmark.Alone(workbookRows: 50).Concat(Benchmark.InWorld.Select(r => r.Row(_world)).Select(r => r with { Operations = Math.Min(r.Operations, 32) })))
        {
            var measured = await row.Measure(1);
            Assert.That(measured.ToString(), Does.Match(@"\| .+ \| (.+: \d+\.\d+ ms \| \d+\.\d+ ms \| \d+\.\d × \| \d+\.\d ×|– \| \d+ ms \| – \| \d+ ms) \| .* \|"));
        }
    }

    [Test]
    public async Task The_page_by_hand_says_what_ours_says()
    {
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", _world.Token) } };
        var (byHand, ours) = PageOfItems.Addresses(_world);
        var (floor, page) = (await client.Json(byHand.ToString()), await client.Json(ours.ToString()));
        Assert.That(floor["items"]!.AsArray(), Has.Count.EqualTo(273));
        foreach (var (a, b) in floor["items"]!.AsArray().Zip(page["items"]!.AsArray()))
            // What follows from the day and the rules is there only in size.
            foreach (var (name, value) in a!.AsObject().Where(p => p.Key is not ("timeliness" or "daysOverdue" or "knownAt")))
                Assert.That(b![name]?.ToJsonString(), Is.EqualTo(value?.ToJsonString()), name);
        Assert.That(floor.ToJsonString().Length, Is.GreaterThan(0.9 * page.ToJsonString().Length));
    }

    [Test]
    public async Task The_figures_are_of_the_items_counted()
    {
        for (var turn = 0; turn < 10; turn++)
        {
            var figures = (await FiguresOfProgramme.Ours(_world, turn)).Figures;
            Assert.That(figures[Figure.Issued], Is.EqualTo(await FiguresOfProgramme.Floor(_world, turn)));
            Assert.That(figures[Figure.Completed], Is.GreaterThan(figures[Figure.Issued] / 2));
        }
    }

    [Test]
    public async Task Copies_are_whole()
    {
        await using var command = _world.Plain.CreateCommand("""
            select count(distinct (items, entries, spans)), min(spans)
            from (
                select
                    (select count(*) from items where council_id = c.id and programme_id in (select id from programmes where council_id = c.id)) as items,
                    (select count(*) from entries e join items i using (council_id) where council_id = c.id and e.item_id = i.id) as entries,
                    (select count(*) from item_spans s join items i using (council_id, programme_id) where council_id = c.id and s.item_id = i.id) as spans
                from councils c
            ) counted
            """);
        await using var counted = await command.ExecuteReaderAsync();
        await counted.ReadAsync();
        Assert.That((counted.GetInt64(0), counted.GetInt64(1)), Is.EqualTo((1L, counted.GetInt64(1))));
        Assert.That(counted.GetInt64(1), Is.GreaterThan(SampleCouncil.Items));
    }
}
