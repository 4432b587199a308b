using System.Text.Json.Nodes;
using Tracker.Api.Demo;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Db.Units;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Tests.Figures;

/// <summary>The hand-made histories of two-clocks.json, recorded through the stores at their own moments, then read over HTTP.</summary>
public sealed class TwoClocksTests
{
    private static readonly JsonNode Sample = JsonNode.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Samples/two-clocks.json")))!;
    private TestApp _app = null!;
    private Guid _programme;
    private readonly Dictionary<Guid, string> _numbers = [];

    [OneTimeSetUp]
    public async Task Record()
    {
        _app = await TestApp.New(Moment(Sample["items"]![0]!["recordedAt"]));
        await using (var session = _app.Open())
        {
            _programme = Guid.CreateVersion7();
            var p = Sample["programme"]!;
            await new ProgrammeStore(session).Add(_programme, p["year"].Int(), ProgrammeKind.Annual, p["number"].Text(), "Chương trình công tác", Day(p["issuedOn"])!.Value, new(null));
            await session.Commit();
        }
        await using var reading = _app.Open();
        var units = (await new UnitStore(reading).All()).ToDictionary(u => u.Name, u => u.Id);
        var ids = Sample["items"]!.AsArray().ToDictionary(i => i!["no"]!.ToString(), _ => Guid.CreateVersion7());
        foreach (var (number, id) in ids)
            _numbers[id] = number;

        var sequences = new Dictionary<int, long>();
        var steps = Sample["items"]!.AsArray().Select(i => (At: Moment(i!["recordedAt"]), Item: (JsonNode?)i, Event: (JsonNode?)null))
            .Concat(Sample["events"]!.AsArray().Select(e => (At: Moment(e!["recordedAt"]), Item: (JsonNode?)null, Event: (JsonNode?)e)))
            .OrderBy(s => s.At);
        foreach (var (at, item, happened) in steps)
        {
            _app.Clock.Now = at;
            await using var session = _app.Open();
            if (item is not null)
                await new ItemRecorder(session).Record(
                    [new(ids[item["no"]!.ToString()], Origin.Programme, Sample["programme"]!["year"].Int(), _programme)],
                    [.. EntriesOf(item, ids, units)], new(null));
            else
                sequences[happened!["id"].Int()] = (await new ItemRecorder(session).Record([], [EntryOf(happened, ids, units, sequences)], new(null))).Single();
            await session.Commit();
        }
        _app.Clock.Now = new(2026, 2, 1, 8, 0, 0, TimeSpan.FromHours(7));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    private static IEnumerable<TestCaseData> Expected() => Sample["expected"]!.AsArray().Select(e =>
        new TestCaseData(e).SetArgDisplayNames($"as of {e!["asOf"]} known {e["knownAt"]} {e["unit"]}"));

    [TestCaseSource(nameof(Expected))]
    public async Task Figures_and_item_lists_come_out_exactly(JsonNode expected)
    {
        var unit = expected["unit"] is { } led ? $"&unit={Uri.EscapeDataString(led.Text())}" : "";
        var figures = await _app.Office.Json($"/api/figures?programme={_programme}&asOf={expected["asOf"]}&knownAt={Uri.EscapeDataString(expected["knownAt"].Text())}{unit}");
        Assert.Multiple(() =>
        {
            foreach (var (name, count) in expected["figures"]!.AsObject())
                Assert.That(figures[name]!["count"].Int(), Is.EqualTo(count.Int()), name);
        });
        foreach (var name in expected["figures"]!.AsObject().Select(f => f.Key))
        {
            var list = await _app.Office.Json(figures[name]!["items"].Text());
            var numbers = list["items"]!.AsArray().Select(i => _numbers[i!["id"]!.GetValue<Guid>()]);
            Assert.That(numbers, Is.EquivalentTo(expected["items"]![name]?.AsArray().Select(n => n.Text()) ?? []), name);
        }
    }

    [Test]
    public async Task Any_two_of_them_compared_give_both_and_the_items_between()
    {
        var expected = Sample["expected"]!.AsArray().Where(e => e!["unit"] is null).ToArray();
        foreach (var (a, b) in expected.Zip(expected.Skip(1)))
        {
            var comparison = await _app.Office.Json($"/api/comparison?programme={_programme}&asOf={b!["asOf"]}&knownAt={Uri.EscapeDataString(b["knownAt"].Text())}"
                + $"&asOf2={a!["asOf"]}&knownAt2={Uri.EscapeDataString(a["knownAt"].Text())}");
            var figures = comparison["figures"]!.AsArray().ToDictionary(f => f!["figure"].Text(), f => f!);
            Assert.Multiple(() =>
            {
                foreach (var name in b["figures"]!.AsObject().Select(f => f.Key))
                {
                    var (then, now) = (Numbers(a["items"]![name]), Numbers(b["items"]![name]));
                    Assert.That((figures[name]["before"]!["count"].Int(), figures[name]["after"]!["count"].Int()), Is.EqualTo((then.Length, now.Length)), name);
                    Assert.That(Moved(figures[name]["entered"]), Is.EquivalentTo(now.Except(then)), name);
                    Assert.That(Moved(figures[name]["left"]), Is.EquivalentTo(then.Except(now)), name);
                }
            });
        }

        static string[] Numbers(JsonNode? items) => [.. items?.AsArray().Select(n => n.Text()) ?? []];
        IEnumerable<string> Moved(JsonNode? items) => items!.AsArray().Select(i => _numbers[i!["id"]!.GetValue<Guid>()]);
    }

    [Test]
    public async Task A_state_kept_for_speed_is_what_the_entries_say()
    {
        await using var session = _app.Open();
        var items = new ItemStore(session);
        foreach (var expected in Sample["expected"]!.AsArray())
        {
            var view = new Viewpoint(Day(expected!["asOf"])!.Value, Moment(expected["knownAt"]));
            var histories = await items.Histories(_numbers.Keys);
            foreach (var id in _numbers.Keys)
            {
                var derived = new ItemHistory(histories[id].Select(e => e.Entry)).At(view.AsOf, view.KnownAt);
                var kept = (await items.Find(id, view))?.Facts;
                Assert.That(kept is null ? derived is null : derived is not null && kept.Same(derived), $"{_numbers[id]} as of {view}: {kept} / {derived}");
            }
        }
    }

    private static IEnumerable<NewEntry> EntriesOf(JsonNode item, Dictionary<string, Guid> ids, Dictionary<string, Guid> units)
    {
        var id = ids[item["no"]!.ToString()];
        var on = Day(item["effectiveOn"])!.Value;
        var phrase = item["timePhrase"].Text();
        yield return new(id, on, new Change.Joined(Enum.Parse<Membership>(item["membership"].Text(), true)), null, item["document"]?.Text());
        yield return new(id, on, new Change.Described { Number = item["no"]!.ToString(), Title = item["title"].Text(), LeadUnitId = units[item["lead"].Text()] });
        var occurrences = item["occurrences"]?.AsArray().Select(d => Day(d)!.Value).ToArray() ?? [];
        for (var i = 0; i < occurrences.Length; i++)
            yield return new(id, on, new Change.Scheduled(occurrences[i], null, phrase, Occurrence: i + 1));
        if (occurrences.Length == 0)
            yield return new(id, on, new Change.Scheduled(Day(item["dueOn"]), null, phrase));
    }

    private static NewEntry EntryOf(JsonNode e, Dictionary<string, Guid> ids, Dictionary<string, Guid> units, Dictionary<int, long> sequences)
    {
        Guid[] Into() => e["into"] is JsonArray several ? [.. several.Select(n => ids[n!.Text()])] : [ids[e["into"].Text()]];
        Change change = e["kind"].Text() switch
        {
            "completed" => new Change.Progressed(State.Completed),
            "inProgress" => new Change.Progressed(State.InProgress),
            "carriedOver" => new Change.Progressed(State.CarriedOver),
            "occurrenceCompleted" => new Change.Progressed(State.Completed, e["occurrence"].Int()),
            "extended" => new Change.Scheduled(Day(e["dueOn"])),
            "withdrawn" => new Change.Ended(Ending.Withdrawn),
            "split" => new Change.Ended(Ending.Split, Into()),
            "merged" => new Change.Ended(Ending.Merged, Into()),
            "leadChanged" => new Change.Described { LeadUnitId = units[e["lead"].Text()] },
            "void" => new Change.Voided(),
            "correction" => new Change.Retracted(),
            var kind => throw new InvalidOperationException(kind),
        };
        return new(ids[e["item"]!.ToString()], Day(e["effectiveOn"])!.Value, change,
            e["supersedes"] is { } superseded ? sequences[superseded.Int()] : null, e["document"]?.Text());
    }

    private static DateOnly? Day(JsonNode? node) => node is null ? null : DateOnly.Parse(node.Text());
    private static DateTimeOffset Moment(JsonNode? node) => DateTimeOffset.Parse(node.Text());
}
