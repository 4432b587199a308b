using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;

namespace Tracker.Tests.Reminders;

/// <summary>A day's mails in the database: made once, with their reasons, for what is open and nothing else.</summary>
public sealed class DigestTests
{
    private StandingClock _clock = null!;
    private RemindedCouncil _council = null!;

    [SetUp]
    public async Task Make() => _council = await RemindedCouncil.New(_clock = new(RemindedCouncil.Monday));

    [TearDown]
    public async Task Close() => await _council.DisposeAsync();

    [Test]
    public async Task A_days_mail_is_made_once_however_many_make_it_at_the_same_moment()
    {
        await _council.Person("Trần Quốc Việt", "viet@example.vn");
        await _council.Person("Vũ Thu Trang", "trang@example.vn");
        await _council.Item("Giám sát chuyên đề", -3);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _council.Digests().Make(_council.Council)));

        Assert.That(made.Where(m => m is not null), Is.EqualTo([2]));
        Assert.That(await _council.Digests().Make(_council.Council), Is.Null);
        Assert.That(await _council.Look<string>("select address || ' ' || state from reminder_mails order by address"), Is.EqualTo(["trang@example.vn queued", "viet@example.vn queued"]));
        Assert.That(await _council.Look<string>("select reason || ' ' || days_overdue from reminder_mail_items"), Is.EqualTo(["overdue 3", "overdue 3"]));
    }

    [Test]
    public async Task The_day_is_looked_up_again_until_it_is_a_working_one_and_late_enough()
    {
        await _council.Person("Trần Quốc Việt", "viet@example.vn");
        await _council.Item("Giám sát chuyên đề", -3);

        _clock.Now = RemindedCouncil.Monday.AddDays(-1);
        Assert.That(await _council.Digests().Make(_council.Council), Is.Null, "Sunday");
        _clock.Now = RemindedCouncil.Monday.AddHours(-1).AddMinutes(-1);
        Assert.That(await _council.Digests().Make(_council.Council), Is.Null, "6:59");
        _clock.Now = RemindedCouncil.Monday.AddHours(9);
        Assert.That(await _council.Digests().Make(_council.Council), Is.EqualTo(1), "the program was off in the morning");
        _clock.Now = RemindedCouncil.Monday.AddDays(1);
        Assert.That(await _council.Digests().Make(_council.Council), Is.Zero, "nothing if there is nothing");
        Assert.That(await _council.Look<string>("select day || ' ' || mails from reminder_days order by day"), Is.EqualTo(["2026-11-23 1", "2026-11-24 0"]));
    }

    [Test]
    public async Task What_is_entered_after_the_mornings_mails_is_told_on_the_next_working_day()
    {
        await _council.Person("Trần Quốc Việt", "viet@example.vn");
        Assert.That(await _council.Digests().Make(_council.Council), Is.Zero);
        _clock.Now = RemindedCouncil.Monday.AddHours(2);
        var due = await _council.Item("Giao lúc 10 giờ, hạn ngày mai", 1);

        _clock.Now = RemindedCouncil.Monday.AddDays(1);
        await _council.Digests().Make(_council.Council);
        Assert.That(await _council.Look<string>("select item_id || ' ' || reason from reminder_mail_items"), Is.EqualTo([$"{due} dueSoon"]));
        _clock.Now = RemindedCouncil.Monday.AddDays(2);
        await _council.Digests().Make(_council.Council);
        Assert.That(await _council.Look<string>("select reason from reminder_mail_items order by due_on, reason"), Is.EqualTo(["dueSoon", "overdue"]));
    }

    [Test]
    public async Task Done_withdrawn_void_and_undated_items_and_those_of_a_closed_programme_remind_nobody()
    {
        await _council.Person("Trần Quốc Việt", "viet@example.vn");
        var items = new[] { await _council.Item("Xong", -3), await _council.Item("Rút", -3), await _council.Item("Nhầm", -3), await _council.Item("Chuyển", -3) };
        var today = Council.DayOf(_clock.Now);
        await using (var session = _council.Open())
        {
            await new ItemRecorder(session).Record([],
            [
                new(items[0], today.AddDays(-1), new Change.Progressed(State.Completed)), new(items[1], today.AddDays(-1), new Change.Ended(Ending.Withdrawn)),
                new(items[2], today, new Change.Voided()), new(items[3], today, new Change.Progressed(State.CarriedOver)),
            ], new(null));
            await session.Commit();
        }
        Assert.That(await _council.Digests().Make(_council.Council), Is.Zero);

        await _council.Item("Còn mở", -4);
        _clock.Now = _clock.Now.AddDays(1);
        await using (var session = _council.Open())
        {
            var programmes = new ProgrammeStore(session);
            var programme = (await programmes.Find(_council.Programme, new(today.AddDays(1), session.Now)))!;
            await programmes.Close(programme, today.AddDays(1), 0, programme.Version, new(null));
            await session.Commit();
        }
        Assert.That(await _council.Digests().Make(_council.Council), Is.Zero, "closed");
    }

    [Test]
    public async Task A_unit_without_an_address_is_kept_with_the_day()
    {
        await _council.Person("Trần Quốc Việt", null);
        await _council.Item("Giám sát chuyên đề", -3);

        Assert.That(await _council.Digests().Make(_council.Council), Is.Zero);
        Assert.That(await _council.Look<Guid>("select unnest(unreached_unit_ids) from reminder_days"), Is.EqualTo([_council.Board]));
    }

    [Test]
    public async Task Everybody_gets_what_is_theirs_alone()
    {
        for (var i = 0; i < 25; i++)
            await _council.Person($"Người {i}", $"n{i}@example.vn");
        for (var i = 0; i < 50; i++)
            await _council.Item($"Giám sát {i}", -3, $"Người {i % 25}");

        Assert.That(await _council.Digests().Make(_council.Council), Is.EqualTo(25));
        Assert.That(await _council.Look<int>("select count(*)::int from reminder_mail_items"), Is.EqualTo([50]));
    }

    [Test]
    public void Settings_without_reminders_have_the_defaults() =>
        Assert.That(System.Text.Json.JsonSerializer.Deserialize<CouncilSettings>("""{"reminders": null}""", Db.Database.Json)!.Reminders.WorkingDaysBefore, Is.EqualTo([7, 3, 1]));
}
