using Tracker.Jobs.Mail;

namespace Tracker.Tests.Reminders;

/// <summary>Sending to a server that behaves well, badly and not at all.</summary>
public sealed class OutboxTests
{
    private StandingClock _clock = null!;
    private RemindedCouncil _council = null!;
    private SmtpServer _server = null!;
    private MailOptions _mail = null!;

    [SetUp]
    public async Task Make()
    {
        _council = await RemindedCouncil.New(_clock = new(RemindedCouncil.Monday), new() { Reminders = new() { ReplyTo = "vanphong@example.vn" } });
        _server = new();
        _mail = new() { Host = "127.0.0.1", Port = _server.Port, StartTls = false, From = "tracker@example.vn", PublicAddress = "https://tracker.example.vn/", Timeout = TimeSpan.FromSeconds(30) };
    }

    [TearDown]
    public async Task Close()
    {
        await _server.DisposeAsync();
        await _council.DisposeAsync();
    }

    [Test]
    public async Task A_mail_says_its_numbers_in_the_subject_and_leads_to_each_item()
    {
        var person = await _council.Person("Trần Quốc Việt", "viet@example.vn");
        var late = await _council.Item("Giám sát <b>cải cách</b> hành chính", -3);
        await _council.Item("Thẩm tra dự thảo", 3);
        await Made();

        await _council.Outbox(_mail).Run(default);

        var mail = _server.Mails.Single();
        Assert.That(mail.Subject, Is.EqualTo("Ban Pháp chế: 1 việc quá hạn, 1 việc sắp đến hạn (tính đến 23/11/2026)"));
        Assert.That(mail.MessageId, Is.EqualTo($"<digest.20261123.{person:N}.{_council.Council.Id:N}@tracker.example.vn>"));
        Assert.That(mail.Header("Reply-To"), Is.EqualTo("vanphong@example.vn"));
        var (text, html) = (mail.Part("text/plain"), mail.Part("text/html"));
        Assert.That(text, Does.Contain("QUÁ HẠN (1)").And.Contain("quá hạn 3 ngày").And.Contain("còn 3 ngày làm việc").And.Contain($"https://tracker.example.vn/nhiem-vu/{late}"));
        Assert.That(html, Does.Contain($"<a href=\"https://tracker.example.vn/nhiem-vu/{late}\">").And.Contain("&lt;b&gt;").And.Not.Contain("<b>"));
        Assert.That(await States(), Is.EqualTo(["viet@example.vn sent 1"]));
        Assert.That(await _council.Look<string>("select number || ' ' || outcome from reminder_attempts"), Is.EqualTo(["1 sent"]));
    }

    [Test]
    public async Task Two_senders_at_once_send_everything_once()
    {
        for (var i = 0; i < 12; i++)
            await _council.Person($"Người {i}", $"n{i:00}@example.vn");
        await _council.Item("Giám sát", -3);
        await Made();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _council.Outbox(_mail).Run(default)));

        Assert.That(_server.Mails.Select(m => m.To).Order(), Is.EqualTo(Enumerable.Range(0, 12).Select(i => $"n{i:00}@example.vn")));
        Assert.That(await _council.Look<int>("select count(*)::int from reminder_attempts"), Is.EqualTo([12]));
    }

    [Test]
    public async Task One_bad_address_stops_nobody_elses_mail()
    {
        foreach (var address in new[] { "a@example.vn", "không phải địa chỉ", "b@example.vn\r\nBcc: x@example.vn", "c@example.vn,d@example.vn", "unknown@example.vn", "z@example.vn" })
            await _council.Person(address[..1], address);
        await _council.Item("Giám sát", -3);
        await Made();
        _server.Conduct = to => to.StartsWith("unknown", StringComparison.Ordinal) ? SmtpConduct.RefuseForGood : SmtpConduct.Accept;

        await _council.Outbox(_mail).Run(default);

        Assert.That(_server.Mails.Select(m => m.To).Order(), Is.EqualTo(["a@example.vn", "z@example.vn"]));
        Assert.That((await States()).Count(s => s.EndsWith(" givenUp 1")), Is.EqualTo(4));
    }

    [Test]
    public async Task Line_breaks_begin_no_header_of_their_own()
    {
        await _council.Person("Việt\r\nBcc: trom@example.vn\r\n\r\nxin chào", "viet@example.vn");
        await _council.Item("Giám sát\r\nBcc: trom@example.vn", -3);
        await using (var session = _council.Open())
        {
            var units = new Db.Units.UnitStore(session);
            await units.Change((await units.All()).Single(u => u.Id == _council.Board) with { Name = "Ban\nX-Injected: 1\u2028Pháp chế" });
            await session.Commit();
        }
        await Made();

        await _council.Outbox(_mail).Run(default);

        var mail = _server.Mails.Single();
        Assert.That(mail.Headers.Select(h => h.Name), Has.None.AnyOf("Bcc", "X-Injected"));
        Assert.That(mail.Subject, Does.StartWith("Ban X-Injected: 1 Pháp chế: 1 việc quá hạn"));
        Assert.That(mail.To, Is.EqualTo("viet@example.vn"));
    }

    [TestCase(SmtpConduct.RefuseForNow)]
    [TestCase(SmtpConduct.Hang)]
    [TestCase(SmtpConduct.Drop)]
    public async Task What_failed_is_tried_again_with_growing_waits_then_given_up(SmtpConduct conduct)
    {
        await _council.Person("Trần Quốc Việt", "viet@example.vn");
        await _council.Item("Giám sát", -3);
        await Made();
        _server.Conduct = _ => conduct;
        var mail = _mail with { Timeout = TimeSpan.FromMilliseconds(300) };

        var waits = new List<double>();
        while (!(await States()).Single().Contains("givenUp"))
        {
            await _council.Outbox(mail).Run(default);
            Assert.That((await States()).Single(), Does.EndWith($"{waits.Count + 1}"));
            var next = new DateTimeOffset((await _council.Look<DateTime>("select next_attempt_at from reminder_mails")).Single(), TimeSpan.Zero);
            waits.Add((next - _clock.Now).TotalMinutes);
            _clock.Now = next.AddSeconds(-1);
            await _council.Outbox(mail).Run(default);
            Assert.That(await _council.Look<int>("select count(*)::int from reminder_attempts"), Is.EqualTo([waits.Count]), "before its time");
            _clock.Now = next;
        }

        Assert.That(waits.Take(7), Is.EqualTo([1, 5, 15, 60, 180, 360, 720]));
        Assert.That(waits, Has.Count.EqualTo(8));
        Assert.That((await _council.Look<string>("select last_error from reminder_mails")).Single(), Is.Not.Empty);
        Assert.That(_server.Mails, Is.Empty);
    }

    [Test]
    public async Task A_server_that_is_away_costs_only_a_few_mails_an_attempt()
    {
        for (var i = 0; i < 6; i++)
            await _council.Person($"Người {i}", $"n{i}@example.vn");
        await _council.Item("Giám sát", -3);
        await Made();

        await _council.Outbox(_mail with { Port = 1 }).Run(default);
        Assert.That((await States()).Count(s => s.EndsWith(" queued 0")), Is.EqualTo(3));

        _clock.Now = _clock.Now.AddMinutes(2);
        await _council.Outbox(_mail).Run(default);
        Assert.That(_server.Mails, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task What_the_server_may_have_taken_comes_again_only_under_the_same_message_id()
    {
        await _council.Person("Trần Quốc Việt", "viet@example.vn");
        await _council.Item("Giám sát", -3);
        await Made();
        _server.Conduct = _ => SmtpConduct.AcceptAndDrop;
        await _council.Outbox(_mail).Run(default);
        _server.Conduct = _ => SmtpConduct.Accept;
        _clock.Now = _clock.Now.AddMinutes(2);
        await _council.Outbox(_mail).Run(default);

        Assert.That(_server.Mails, Has.Count.EqualTo(2));
        Assert.That(_server.Mails.Select(m => m.MessageId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await States(), Is.EqualTo(["viet@example.vn sent 2"]));
    }

    [Test]
    public async Task Nothing_is_sent_in_the_clear_where_starttls_is_asked_for()
    {
        await _council.Person("Trần Quốc Việt", "viet@example.vn");
        await _council.Item("Giám sát", -3);
        await Made();

        await _council.Outbox(_mail with { StartTls = true, User = "tracker", Password = "bí mật" }).Run(default);

        Assert.That(_server.Mails, Is.Empty);
        Assert.That(await States(), Is.EqualTo(["viet@example.vn failed 1"]));
    }

    [Test]
    public async Task Without_a_server_mails_are_files_named_by_their_message_id()
    {
        var folder = TestFolder.New("mail");
        try
        {
            var person = await _council.Person("Trần Quốc Việt", "viet@example.vn");
            await _council.Item("Giám sát", -3);
            await Made();
            await _council.Outbox(_mail with { Host = null, Folder = folder }).Run(default);

            var file = Directory.EnumerateFileSystemEntries(folder).Single();
            Assert.That(Path.GetFileName(file), Is.EqualTo($"digest.20261123.{person:N}.{_council.Council.Id:N}@tracker.example.vn.eml"));
            Assert.That(new ReceivedMail("", await File.ReadAllTextAsync(file)).Subject, Does.StartWith("Ban Pháp chế: 1 việc quá hạn"));
            Assert.That(await _council.Look<string>("select via from reminder_attempts"), Is.EqualTo(["thư mục"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task Made() => await _council.Digests(_mail).Make(_council.Council);

    private Task<IReadOnlyList<string>> States() => _council.Look<string>("select address || ' ' || state || ' ' || attempts from reminder_mails order by address");
}
