using Tracker.Db.Items;
using Tracker.Domain.Items;

namespace Tracker.Tests.Pages;

public sealed class ItemPageTests
{
    private TestApp _app = null!;
    private SmallProgramme _programme = null!;

    [OneTimeSetUp]
    public async Task Record()
    {
        _app = await TestApp.New();
        _programme = await SmallProgramme.Record(_app);
        await Add(_programme.Late, new(2019, 6, 1), new Change.Scheduled(new(2019, 7, 31)), document: "55/TB-HĐND");
        var mistake = (await Add(_programme.Open, new(2019, 10, 1), new Change.Progressed(State.Completed))).Single();
        await Add(_programme.Open, new(2019, 10, 1), new Change.Retracted(), mistake);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_extension_stands_beside_the_first_due_day()
    {
        var text = (await _app.Page($"/nhiem-vu/{_programme.Late}?asOf=2019-11-30")).Words();
        Assert.That(text, Does.Contain("Thời hạn31/07/2019").And.Contain("Thời hạn ban đầu30/06/2019"));
        Assert.That(text, Does.Contain("Đổi thời hạn thành 31/07/2019Văn bản: 55/TB-HĐND"));
        Assert.That(text, Does.Contain("Hoàn thànhVăn bản: 90/BC-HĐND"));
    }

    [Test]
    public async Task What_was_taken_back_is_struck_through_with_the_reason()
    {
        var page = await _app.Page($"/nhiem-vu/{_programme.Open}?asOf=2019-11-30");
        Assert.That(page.Words(".timeline .gone del"), Is.EqualTo("Hoàn thành"));
        Assert.That(page.Words(".timeline .gone"), Does.Contain("Không còn tính: đã rút lại lúc 09:02 ngày 06/01/2020"));
        Assert.That(page.Words(".timeline li:last-child"), Does.Contain("Rút lại: Hoàn thành"));
        Assert.That(page.Words(".shown"), Does.StartWith("Ngày cuối"));
    }

    [Test]
    public async Task Before_it_was_taken_back_it_still_held()
    {
        var page = await _app.Page($"/nhiem-vu/{_programme.Open}?asOf=2019-11-30&knownAt=2020-01-06T02:01:30Z");
        Assert.That(page.QuerySelectorAll(".timeline .gone"), Is.Empty);
        Assert.That(page.Words(".shown"), Does.StartWith("Đúng hạn"));
    }

    [Test]
    public async Task An_item_stands_in_its_own_programme_and_year_whatever_day_is_asked_for()
    {
        var page = await _app.Page($"/nhiem-vu/{_programme.Done}");
        Assert.That(page.Words(".crumbs"), Is.EqualTo("Chương trình 01/CTr-HĐND năm 2019"));
        Assert.That(page.Heading(), Is.EqualTo("1. Giám sát công tác cải cách hành chính"));
    }

    /// <summary>A minute later than what was recorded before.</summary>
    private async Task<IReadOnlyList<long>> Add(Guid item, DateOnly on, Change change, long? supersedes = null, string? document = null)
    {
        _app.Clock.Now = supersedes is null ? TestApp.Start.AddMinutes(1) : TestApp.Start.AddMinutes(2);
        await using var session = _app.Open();
        var sequences = await new ItemRecorder(session).Record([], [new(item, on, change, supersedes, document)], new(null));
        await session.Commit();
        return sequences;
    }
}
