using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Programmes;

/// <summary>Amendments over the API: recorded whole, right on every day, taken back as one.</summary>
public sealed class AmendmentTests : OnSmallProgramme
{
    private const string Amended = "2019-08-01";

    [Test]
    public async Task An_amendment_changes_the_programme_from_its_day_on_and_every_number_leads_to_its_items()
    {
        await Programme.Reopen(App, Programme.Done);
        var made = await Amend(Add, Split(Programme.Open), Extend(Programme.Done, "2019-10-31"));
        Assert.That(made.Status, Is.EqualTo(201), made.Body.ToJsonString());
        Assert.That(made.Body["counts"]!.AsArray().Select(c => (c!["what"].Text(), c["count"].Int())),
            Is.EquivalentTo([("added", 1), ("split", 1), ("piece", 2), ("extended", 1)]));
        foreach (var count in made.Body["counts"]!.AsArray())
            Assert.That((await App.Office.Json(count!["items"].Text()))["lines"]!.AsArray(), Has.Count.EqualTo(count["count"].Int()));

        foreach (var (day, issued, added, formed, dissolved, total) in new[] { ("2019-07-31", 3, 0, 0, 0, 3), (Amended, 3, 1, 2, 1, 5) })
        {
            var figures = await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf={day}");
            foreach (var (name, expected) in new[] { ("issued", issued), ("added", added), ("formed", formed), ("dissolved", dissolved), ("total", total) })
            {
                Assert.That(figures[name]!["count"].Int(), Is.EqualTo(expected), $"{name} on {day}");
                Assert.That((await App.Office.Json(figures[name]!["items"].Text()))["total"].Int(), Is.EqualTo(expected), $"{name} on {day}");
            }
        }
        var lines = made.Body["lines"]!.AsArray();
        var piece = lines.First(l => l!["what"].Text() == "piece")!;
        Assert.Multiple(() =>
        {
            Assert.That(piece["after"]!["number"].Text(), Is.EqualTo("3a"));
            Assert.That(piece["after"]!["firstDueOn"].Text(), Is.EqualTo("2019-11-30"), "the first due day of the whole stays");
            Assert.That(lines.Single(l => l!["what"].Text() == "extended")!["before"]!["dueOn"].Text(), Is.EqualTo("2019-03-31"));
            Assert.That(lines.Single(l => l!["what"].Text() == "split")!["into"]!.AsArray(), Has.Count.EqualTo(2));
        });
    }

    [Test]
    public async Task An_amendment_is_taken_back_as_one_unless_something_rests_on_it()
    {
        var before = await Figures();
        var made = await Amend(Add, Split(Programme.Open));
        var address = $"/api/programmes/{Programme.Id}/amendments/{made.Body["id"].Text()}";
        var added = made.Body["lines"]!.AsArray().First(l => l!["what"].Text() == "added")!["item"].Text();
        using (var progress = await Send(HttpMethod.Post, $"/api/items/{added}/progress", new { state = "inProgress" }, 1))
            Assert.That((int)progress.StatusCode, Is.EqualTo(200));
        using (var refused = await Send(HttpMethod.Delete, address, null, 1))
            Assert.That((await refused.Answer()).Body["type"].Text(), Does.EndWith("amendment-built-on"));

        var entry = (await App.Office.Json($"/api/items/{added}"))["history"]!.AsArray()[^1]!["id"]!.GetValue<long>();
        using (var correction = await Send(HttpMethod.Post, $"/api/items/{added}/corrections", new { entry }, 2))
            Assert.That((int)correction.StatusCode, Is.EqualTo(200));
        using (var undone = await Send(HttpMethod.Delete, address, null, 1))
            Assert.That((int)undone.StatusCode, Is.EqualTo(200), await undone.Content.ReadAsStringAsync());
        Assert.That(await Figures(), Is.EqualTo(before));
        using var gone = await App.Office.GetAsync(address);
        Assert.That((int)gone.StatusCode, Is.EqualTo(404));
        Assert.That((await App.Office.Json($"/api/programmes/{Programme.Id}/amendments"))["total"].Int(), Is.Zero);
    }

    [Test]
    public async Task What_was_known_before_an_amendment_is_still_told_as_it_was()
    {
        var then = (await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf={Amended}"))["knownAt"].Text();
        App.Clock.Now = App.Clock.Now.AddMinutes(1);
        await Amend(Add);
        Assert.That((await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf={Amended}&knownAt={then}"))["total"]!["count"].Int(), Is.EqualTo(3));
        Assert.That((await App.Office.Json($"/api/programmes/{Programme.Id}/amendments?knownAt={then}"))["total"].Int(), Is.Zero);
    }

    private static readonly object[][] Wrong =
    [
        ["before-programme", (Func<SmallProgramme, object>)(_ => Paper("2019-01-06", [Add]))],
        ["in-future", (Func<SmallProgramme, object>)(_ => Paper("2020-01-07", [Add]))],
        ["split-leaves-too-few", (Func<SmallProgramme, object>)(p => Paper(Amended, [new { action = "split", items = new[] { p.Open }, contents = new[] { new { title = "Phần một" } } }]))],
        ["split-leaves-too-few", (Func<SmallProgramme, object>)(p => Paper(Amended, [new { action = "split", items = new[] { p.Open } }]))],
        ["pieces-alike", (Func<SmallProgramme, object>)(p => Paper(Amended, [new { action = "split", items = new[] { p.Open }, contents = new[] { new { title = "Phần một" }, new { title = "PHẦN  MỘT" } } }]))],
        ["merge-of-one", (Func<SmallProgramme, object>)(p => Paper(Amended, [new { action = "merge", items = new[] { p.Open }, contents = new[] { new { title = "Một" } } }]))],
        ["already-decided", (Func<SmallProgramme, object>)(p => Paper(Amended, [new { action = "merge", items = new[] { p.Open, p.Done }, contents = new[] { new { title = "Một" } } }]))],
        ["item-twice", (Func<SmallProgramme, object>)(p => Paper(Amended, [new { action = "withdraw", items = new[] { p.Open } }, Extend(p.Open, "2020-03-31")]))],
        ["not-in-programme", (Func<SmallProgramme, object>)(_ => Paper(Amended, [new { action = "withdraw", items = new[] { Guid.NewGuid() } }]))],
        ["not-later", (Func<SmallProgramme, object>)(p => Paper(Amended, [Extend(p.Open, "2019-06-30")]))],
        ["unreadable-time", (Func<SmallProgramme, object>)(_ => Paper(Amended, [new { action = "add", contents = new[] { new { title = "Một", leadUnit = "Ban Pháp chế", timePhrase = "khi nào xong" } } }]))],
        ["invalid", (Func<SmallProgramme, object>)(_ => Paper(Amended, []))],
    ];

    [TestCaseSource(nameof(Wrong))]
    public async Task What_can_not_be_amended_is_refused_whole(string code, Func<SmallProgramme, object> request)
    {
        var before = await Figures();
        using var answer = await Send(HttpMethod.Post, $"/api/programmes/{Programme.Id}/amendments", request(Programme), 1);
        var (status, body) = await answer.Answer();
        Assert.That(status, Is.InRange(400, 499));
        Assert.That(body["type"].Text(), Does.EndWith(":" + code), body.ToJsonString());
        Assert.That(await Figures(), Is.EqualTo(before));
    }

    [Test]
    public async Task Nothing_that_has_ended_is_amended_again_and_a_closed_programme_not_at_all()
    {
        await Amend(new { action = "withdraw", items = new[] { Programme.Open } });
        using (var again = await Send(HttpMethod.Post, $"/api/programmes/{Programme.Id}/amendments", Paper(Amended, [Split(Programme.Open)]), 2))
            Assert.That((await again.Answer()).Body["type"].Text(), Does.EndWith("item-ended"));
        using (var closed = await Send(HttpMethod.Post, $"/api/programmes/{Programme.Id}/closing", new { on = "2019-12-31" }, 2))
            Assert.That((int)closed.StatusCode, Is.EqualTo(200), await closed.Content.ReadAsStringAsync());
        using var late = await Send(HttpMethod.Post, $"/api/programmes/{Programme.Id}/amendments", Paper(Amended, [Add]), 3);
        Assert.That((await late.Answer()).Body["type"].Text(), Does.EndWith("programme-closed"));
    }

    [Test]
    public async Task Of_two_amendments_made_at_once_the_second_sees_that_the_first_was_there()
    {
        await Amend(Add);
        using var second = await Send(HttpMethod.Post, $"/api/programmes/{Programme.Id}/amendments", Paper(Amended, [Add]), 1);
        Assert.That((int)second.StatusCode, Is.EqualTo(412));
    }

    [Test]
    public async Task What_a_unit_proposes_is_decided_once_and_refused_with_a_reason()
    {
        var proposals = $"/api/programmes/{Programme.Id}/proposals";
        await Programme.Reopen(App, Programme.Done);
        var line = new { action = "withdraw", items = new[] { Programme.Done }, reason = "Trùng với chương trình của Quốc hội" };
        using (var others = await App.As(Role.Unit).PostAsync(proposals, JsonContent.Create(line with { items = [Programme.Open] })))
            Assert.That((int)others.StatusCode, Is.EqualTo(403), "another unit leads it");
        using var sent = await App.As(Role.Unit).PostAsync(proposals, JsonContent.Create(line));
        var (status, made) = await sent.Answer();
        Assert.That((status, made["status"]?.Text()), Is.EqualTo((201, "waiting")), made.ToJsonString());

        var decision = $"/api/proposals/{made["id"].Text()}/decision";
        foreach (var (body, code) in new (object, string)[] { (new { approved = false }, "invalid"), (new { approved = false, reason = "Ban vẫn chủ trì" }, ""), (new { approved = true }, "proposal-decided") })
        {
            var version = (await App.Office.Json($"/api/proposals/{made["id"].Text()}"))["version"].Int();
            using var answer = await Send(HttpMethod.Post, decision, body, version);
            Assert.That((await answer.Answer()).Body["type"]?.Text() ?? "", Does.EndWith(code));
        }
        Assert.That((await App.Office.Json(proposals))["items"]![0]!["status"].Text(), Is.EqualTo("refused"));
    }

    [Test]
    public async Task The_next_years_draft_is_kept_and_issued_over_the_API()
    {
        using var made = await App.Office.PostAsync("/api/programme-drafts", JsonContent.Create(new { programme = Programme.Id }));
        var (status, draft) = await made.Answer();
        Assert.That((status, draft["year"].Int()), Is.EqualTo((201, 2020)));
        var address = $"/api/programme-drafts/{draft["id"].Text()}";
        var good = new { id = Programme.Open, title = "Giám sát việc mới", leadUnit = "Ban PC", timePhrase = "Quý I" };
        var paper = new { number = "01/CTr-HĐND", issuedOn = "2020-01-06", title = "Chương trình công tác năm 2020" };

        using (var saved = await Send(HttpMethod.Put, address, new { rows = new object[] { good, new { title = "Việc khác", leadUnit = "Ban không có" } } }, 1))
        {
            var now = (await saved.Answer()).Body;
            Assert.That(now["problems"]!.AsArray().Select(p => (p!["row"].Int(), p["field"].Text())), Is.EqualTo([(1, "leadUnit")]));
            Assert.That(now["rows"]![0]!["id"].Text(), Is.Not.EqualTo(Programme.Open.ToString()), "an item that is there isn't taken over");
        }
        using (var stale = await Send(HttpMethod.Put, address, new { rows = new object[] { good } }, 1))
            Assert.That((await stale.Answer()).Body["current"]!["rows"]!.AsArray(), Has.Count.EqualTo(2), "what is there now");
        using (var wrong = await Send(HttpMethod.Post, address + "/issuing", paper, 2))
            Assert.That((await wrong.Answer()).Body["type"].Text(), Does.EndWith("rows-wrong"));
        using (var saved = await Send(HttpMethod.Put, address, new { rows = new object[] { good } }, 2))
            Assert.That((int)saved.StatusCode, Is.EqualTo(200));
        using (var issued = await Send(HttpMethod.Post, address + "/issuing", paper, 3))
            Assert.That((int)issued.StatusCode, Is.EqualTo(201), await issued.Content.ReadAsStringAsync());
        Assert.That((await App.Office.Json("/api/figures?year=2020&asOf=2020-01-06"))["issued"]!["count"].Int(), Is.EqualTo(1));
        using (var again = await Send(HttpMethod.Post, address + "/issuing", paper, 4))
            Assert.That((await again.Answer()).Body["type"].Text(), Does.EndWith("draft-issued"));
        Assert.That((await App.Office.Json("/api/programme-drafts"))["total"].Int(), Is.Zero);
    }

    [Test]
    public async Task What_is_added_is_new_and_due_in_the_programmes_time()
    {
        var early = new { action = "add", contents = new[] { new { title = "Nội dung cũ", leadUnit = "Ban Pháp chế", dueOn = "2018-12-31" } } };
        var beside = new { action = "add", items = new[] { Programme.Open }, contents = new[] { new { title = "Nội dung mới", leadUnit = "Ban Pháp chế" } } };
        foreach (var (line, code) in new (object, string)[] { (early, "due-before-programme"), (beside, "add-with-items") })
        {
            var (status, body) = await Amend(line);
            Assert.That((status, body["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:" + code)), body.ToJsonString());
        }
    }

    private static object Add => new { action = "add", contents = new[] { new { title = "Giám sát phòng cháy tại chung cư", leadUnit = "Ban Pháp chế", timePhrase = "Quý IV" } } };

    private static object Split(Guid item) => new { action = "split", items = new[] { item }, contents = new object[] { new { title = "Tổng hợp kiến nghị trước kỳ họp" }, new { title = "Tổng hợp kiến nghị sau kỳ họp", timePhrase = "31/12/2019" } } };

    private static object Extend(Guid item, string dueOn) => new { action = "extend", items = new[] { item }, dueOn, reason = "Chờ nghị định mới" };

    private static object Paper(string day, object[] lines) => new { number = "45/QĐ-HĐND", issuedOn = day, title = "Điều chỉnh chương trình", lines };

    private async Task<(int Status, JsonNode Body)> Amend(params object[] lines)
    {
        using var answer = await Send(HttpMethod.Post, $"/api/programmes/{Programme.Id}/amendments", Paper(Amended, lines), 1);
        return await answer.Answer();
    }

    private Task<HttpResponseMessage> Send(HttpMethod method, string address, object? body, int version)
    {
        var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return App.Office.SendAsync(request);
    }

    private async Task<string> Figures()
    {
        var figures = await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf=2019-12-31");
        return string.Join(' ', figures.AsObject().Where(f => f.Value is JsonObject o && o.ContainsKey("count")).Select(f => $"{f.Key}={f.Value!["count"]}"));
    }
}
