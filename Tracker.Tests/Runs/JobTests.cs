using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tracker.Db.Runs;
using Tracker.Domain.Accounts;
using Tracker.Jobs;
using Tracker.Jobs.Figures;
using Tracker.Jobs.Reminders;
using Tracker.Tests.Pages;

namespace Tracker.Tests.Runs;

/// <summary>What the program does by the clock, as its administrator sees it.</summary>
public sealed class JobTests : OnSmallProgramme
{
    private RunStore Runs => new(App.Database);

    [Test]
    public async Task Runs_are_told_by_a_sentence_and_what_found_nothing_to_do_is_only_counted()
    {
        App.Clock.Now = App.Clock.Now.AddDays(2);
        await Runner(new DailyFigures(App.Database, new(App.Database), NullLogger<DailyFigures>.Instance)).Run("figures", default);
        for (var i = 0; i < 3; i++)
            await Runner(new Outbox(App.Database, new(App.Database), new(), NullLogger<Outbox>.Instance)).Run("outbox", default);

        var records = (await Runs.Records(["figures", "outbox"], 10)).ToDictionary(r => r.Job);
        Assert.That(records["figures"].Runs.Select(r => (r.Outcome, r.Said, r.Node)), Is.EqualTo([(RunOutcome.Done, "Đã lưu số liệu của 2 ngày.", JobRunner.Node)]));
        Assert.That((records["outbox"].Runs.Count, records["outbox"].Idle), Is.EqualTo((0, 3)));
        using var administrator = await App.SignIn(Role.Administrator);
        var page = await administrator.Open("/quan-tri/lich-chay");
        Assert.That(page.Words(), Does.Contain("Đã lưu số liệu của 2 ngày.").And.Contain("Lần tới: 09:05 ngày 08/01/2020").And.Contain("Không có chương trình nào đang chạy lịch"));
        var jobs = await App.As(Role.Administrator).Json("/api/jobs");
        Assert.That(jobs["items"]!.AsArray().Select(j => $"{j!["name"]} {j["runs"]!.AsArray().Count} {j["next"]}"),
            Is.EqualTo(["digests 0 2020-01-08T02:10:00+00:00", "outbox 0 2020-01-08T02:00:20+00:00", "figures 1 2020-01-08T02:05:00+00:00", "duties 0 2020-01-08T02:15:00+00:00"]), "09:00 in Hanoi now");
    }

    [Test]
    public async Task What_failed_or_was_broken_off_is_seen_without_looking_for_it_until_it_goes_well_again()
    {
        await Runs.Seen(JobRunner.Node, []);
        using var administrator = await App.SignIn(Role.Administrator);
        Assert.That((await administrator.Open("/")).QuerySelector("main")!.Words(), Does.Not.Contain("Lịch chạy"), "all is well");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Runner(new DailyFigures(null!, new(App.Database), NullLogger<DailyFigures>.Instance), fails: true).Run("figures", default));
        foreach (var address in new[] { "/", "/quan-tri/don-vi" })
            Assert.That((await administrator.Open(address)).Words(), Does.Contain("Lần chạy gần nhất không xong: lưu số liệu từng ngày."), address);
        Assert.That((await administrator.Open("/quan-tri/lich-chay")).Words(), Does.Contain("Lỗi chưa lường trước (InvalidOperationException)").And.Not.Contain("   at "));
        using (var office = await App.SignIn(Role.Office))
            Assert.That((await office.Open("/")).Words(), Does.Not.Contain("không xong"));

        App.Clock.Now = App.Clock.Now.AddMinutes(1);
        await Runner(new DailyFigures(App.Database, new(App.Database), NullLogger<DailyFigures>.Instance)).Run("figures", default);
        Assert.That((await administrator.Open("/")).Words(), Does.Not.Contain("không xong"), "it went well since, with nothing to do");

        var (alive, dead) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Runs.Begin(alive, "outbox", "máy-1/7");
        await Runs.Begin(dead, "digests", "máy-2/8");
        App.Clock.Now += RunStore.Dead;
        await Runs.Seen("máy-1/7", [alive]);
        Assert.That((await Runs.Records(["outbox", "digests"], 1)).Select(r => r.Runs.Single().Outcome), Is.EqualTo([RunOutcome.Running, RunOutcome.BrokenOff]));
        Assert.That((await administrator.Open("/quan-tri/lich-chay")).Words(), Does.Contain("bị ngắt Máy tắt hoặc chương trình bị ngắt khi chưa xong"));
        Assert.That((await Runs.Trouble(["outbox", "digests"])).Failing, Is.EqualTo(["digests"]));
    }

    [Test]
    public async Task However_often_a_run_is_asked_for_it_is_taken_once_and_by_another_when_its_node_died()
    {
        using var administrator = await App.SignIn(Role.Administrator);
        var page = await administrator.Open("/quan-tri/lich-chay");
        var (once, twice) = (administrator.Request(page, "run-figures"), administrator.Request(page, "run-figures"));
        await administrator.Follow(once);
        Assert.That((await administrator.Follow(twice)).Words(), Does.Contain("Đã yêu cầu chạy ngay: Lưu số liệu từng ngày."));
        using var asked = await App.As(Role.Administrator).PostAsync("/api/jobs/figures/run", null);
        Assert.That((int)asked.StatusCode, Is.EqualTo(200));
        Assert.That((await administrator.Open("/quan-tri/lich-chay")).QuerySelector("form[data-form=run-figures] button")!.TextContent, Does.StartWith("Đang chờ chạy"));
        Assert.That((await administrator.Open("/nhat-ky")).Words(), Does.Contain("Chạy ngay việc theo lịch"));

        var taken = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => Runs.Claim(Guid.CreateVersion7(), $"máy-{n}", ["figures", "outbox"])));
        Assert.That(taken.OfType<string>(), Is.EqualTo(["figures"]));
        App.Clock.Now += RunStore.Dead;
        var again = Guid.CreateVersion7();
        Assert.That(await Runs.Claim(again, "máy-9", ["outbox"]), Is.Null, "that node can't");
        Assert.That(await Runs.Claim(again, "máy-9", ["figures"]), Is.EqualTo("figures"), "nobody has heard of the first one");
        await Runs.End(again, "figures", RunOutcome.Done, null);
        Assert.That(await Runs.Claim(Guid.CreateVersion7(), "máy-9", ["figures"]), Is.Null, "done");
        Assert.That((await Runs.Records(["figures"], 5)).Single().Runs.Select(r => (r.Outcome, r.Said)), Is.EqualTo([(RunOutcome.Done, "Không có gì phải làm."), (RunOutcome.BrokenOff, null)]));
    }

    /// <param name="fails">The job can't even be made.</param>
    private JobRunner Runner<T>(T work, bool fails = false) where T : class, IWork
    {
        var services = new ServiceCollection();
        if (!fails)
            services.AddSingleton(work);
        return new(services.BuildServiceProvider(), Runs, NullLogger<JobRunner>.Instance);
    }
}
