using Npgsql;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Domain;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Tests.Figures;

namespace Tracker.Tests.Items;

/// <summary>Writing histories: no lost update, no silent half, whatever comes at the same time.</summary>
public sealed class ItemRecorderTests
{
    private static readonly Scope s_scope = History.Scopes[0];
    private static readonly DateOnly s_issued = new(2019, 1, 7);
    private static readonly DateOnly s_later = new(2019, 3, 1);
    private static readonly Recording s_office = new(null);

    private RecordedHistories _recorded = null!;
    private Guid _council;
    private Guid _item;

    [OneTimeSetUp]
    public async Task Open() => _recorded = await RecordedHistories.New();

    [OneTimeTearDown]
    public async Task Close() => await _recorded.DisposeAsync();

    [SetUp]
    public async Task One_item()
    {
        _recorded.Clock.Now = Ledger.Start;
        _council = await _recorded.NewCouncil();
        _item = History.Id("i", 1);
        await using var session = Session();
        await new ItemRecorder(session).Record([Item(_item)], [.. Birth(_item)], s_office);
        await session.Commit();
    }

    [Test]
    public async Task A_change_made_against_an_old_version_is_refused()
    {
        await Say(Title("một"), version: 1);
        var refused = await Assert.ThrowsAsync<VersionConflict>(() => Say(Title("hai"), version: 1));
        Assert.That((refused!.Item, refused.Current), Is.EqualTo((_item, 2)));
        Assert.That((await Find()).Facts.Title, Is.EqualTo("một"));
    }

    [Test]
    public async Task Of_two_who_correct_the_same_entry_at_once_one_is_refused()
    {
        var entry = await Say(Completed);
        await using var first = Session();
        await new ItemRecorder(first).Record([], [Correction(entry)], s_office);
        var second = Say(new Change.Retracted(), supersedes: entry);
        await first.Commit();
        await Assert.ThrowsAsync<AlreadySuperseded>(() => second);
    }

    [Test]
    public async Task What_is_not_there_or_not_the_item_s_own_can_not_be_corrected()
    {
        var other = History.Id("i", 2);
        await using (var session = Session())
        {
            await new ItemRecorder(session).Record([Item(other)], [.. Birth(other)], s_office);
            await session.Commit();
        }
        await using var reading = Session();
        var foreign = (await new ItemStore(reading).Histories([other]))[other].First().Entry.Sequence;
        foreach (var sequence in new[] { foreign, long.MaxValue })
            await Assert.ThrowsAsync<AlreadySuperseded>(() => Say(new Change.Retracted(), supersedes: sequence));
    }

    [Test]
    public async Task One_recording_can_not_correct_an_entry_twice()
    {
        var entry = await Say(Completed);
        await using var session = Session();
        await Assert.ThrowsAsync<AlreadySuperseded>(() => new ItemRecorder(session).Record([], [Correction(entry), Correction(entry)], s_office));
    }

    [Test]
    public async Task A_correction_can_itself_be_corrected()
    {
        var first = await Say(Completed);
        var second = await Say(new Change.Progressed(State.InProgress), supersedes: first);
        await Say(Completed, supersedes: second);
        Assert.That((await Find()).Facts.State, Is.EqualTo(State.Completed));
    }

    [Test]
    public async Task An_error_in_the_middle_leaves_nothing_behind()
    {
        var unknownUnit = new Change.Described { LeadUnitId = Guid.CreateVersion7() };
        var fresh = History.Id("i", 3);
        await using (var session = Session())
        {
            await Assert.ThrowsAsync<PostgresException>(() => new ItemRecorder(session).Record(
                [Item(fresh)], [.. Birth(fresh), new(_item, s_later, Title("đổi")), new(_item, s_later, unknownUnit)], s_office));
        }
        await using var after = Session();
        Assert.That((await new ItemStore(after).Histories([fresh])).Count, Is.Zero);
        Assert.That(await new ItemStore(after).FindHead(fresh), Is.Null);
        Assert.That(((await Find()).Version, (await Find()).Facts.Title), Is.EqualTo((1, "Nội dung")));
    }

    [Test]
    public async Task An_item_without_a_lead_unit_on_some_day_is_refused_with_a_sentence()
    {
        long joined;
        await using (var session = Session())
            joined = (await new ItemStore(session).Histories([_item]))[_item].First().Entry.Sequence;
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => Say(new Change.Joined(Membership.Issued), supersedes: joined, on: s_issued.AddDays(-7)));
        Assert.That(refused!.Code, Is.EqualTo("no-lead-unit"));
        Assert.That(refused.Message, Does.Contain("31/12/2018"));
    }

    [Test]
    public async Task A_paper_is_the_same_however_its_number_is_spaced()
    {
        await using (var session = Session())
        {
            await new ItemRecorder(session).Record([], [new(_item, s_later, Completed, null, " 12/BC-HĐND\n")], s_office);
            await session.Commit();
        }
        Assert.That((await Find()).Facts.ResultDocument, Is.EqualTo("12/BC-HĐND"));
    }

    [Test]
    public async Task Writers_of_one_item_at_once_both_keep_their_entries_and_time_does_not_run_backwards()
    {
        var moments = Enumerable.Range(0, 12).Select(n => Ledger.Start.AddMinutes(n % 2 == 0 ? n : -n)).ToArray();
        await Task.WhenAll(moments.Select(async (moment, n) =>
        {
            var database = new Db.Database(_recorded.Database.Serving, new StandingClock(moment));
            await using var session = database.Open(_council);
            await new ItemRecorder(session).Record([], [new(_item, s_later, new Change.Described { Note = $"{n}" })], s_office);
            await session.Commit();
        }));
        await using var reading = Session();
        var history = (await new ItemStore(reading).Histories([_item]))[_item].Select(e => e.Entry).ToArray();
        Assert.That(history.Select(e => (e.Change as Change.Described)?.Note).OfType<string>(), Is.EquivalentTo(Enumerable.Range(0, 12).Select(n => $"{n}")));
        Assert.That(history.Select(e => e.RecordedAt), Is.Ordered);
        var last = await new ItemStore(reading).Find(_item, new(s_later, DateTimeOffset.MaxValue));
        Assert.That((last!.Version, last.Facts.Note), Is.EqualTo((13, ((Change.Described)history[^1].Change).Note)));
    }

    [Test]
    public async Task Two_thousand_items_take_a_handful_of_statements()
    {
        var ids = Enumerable.Range(100, 2000).Select(n => History.Id("i", n)).ToArray();
        using var statements = new StatementCounter(_recorded.Database.Serving.ConnectionString);
        await using (var session = Session())
        {
            await new ItemRecorder(session).Record([.. ids.Select(Item)], [.. ids.SelectMany(Birth)], s_office);
            await new ItemRecorder(session).Record([], [.. ids.Select(id => new NewEntry(id, s_later, Completed, null, $"{id.ToString()[^4..]}/BC-HĐND"))], s_office);
            await session.Commit();
        }
        Assert.That(statements.Count, Is.InRange(2, 19));
        await using var reading = Session();
        var counted = await new FigureStore(reading).Count(s_scope, new(s_later, Ledger.Start));
        Assert.That((counted.Figures[Figure.Issued], counted.Figures[Figure.OnTime]), Is.EqualTo((2001, 2000)));
    }

    private Session Session() => _recorded.Database.Open(_council);

    private async Task<long> Say(Change change, int? version = null, long? supersedes = null, DateOnly? on = null)
    {
        await using var session = Session();
        var sequences = await new ItemRecorder(session).Record([], [new(_item, on ?? s_later, change, supersedes)], s_office,
            version is { } expected ? new Dictionary<Guid, int> { [_item] = expected } : null);
        await session.Commit();
        return sequences.Single();
    }

    private async Task<ItemRow> Find()
    {
        await using var session = Session();
        return (await new ItemStore(session).Find(_item, new(s_later, session.Now)))!;
    }

    private NewEntry Correction(long entry) => new(_item, s_later, new Change.Retracted(), entry);

    private static readonly Change Completed = new Change.Progressed(State.Completed);

    private static Change Title(string title) => new Change.Described { Title = title };

    private static NewItem Item(Guid id) => new(id, Origin.Programme, 2019, s_scope.ProgrammeId);

    private static IEnumerable<NewEntry> Birth(Guid id) =>
    [
        new(id, s_issued, new Change.Joined(Membership.Issued)),
        new(id, s_issued, new Change.Described { Title = "Nội dung", LeadUnitId = History.Units[0] }),
        new(id, s_issued, new Change.Scheduled(new(2019, 3, 31))),
    ];
}
