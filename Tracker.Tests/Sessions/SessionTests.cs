using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Tracker.Db;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Sessions;

/// <summary>Sessions of the council, and what is counted from them; the clock stands on 6 January 2020.</summary>
public sealed class SessionTests : OnFreshApp
{
    [Test]
    public async Task What_is_counted_from_a_session_moves_with_it_and_names_the_paper()
    {
        var before = await Adhoc("Trước kỳ họp giữa năm");
        var extended = await Adhoc("Tại kỳ họp giữa năm");
        var elsewhere = await Adhoc("Trước kỳ họp cuối năm");
        var done = await Adhoc("Trước kỳ họp giữa năm");
        Assert.That((await Item(before))["dueOn"].Text(), Is.EqualTo("2020-07-10"), "provisional until the day is known");

        var made = await Ok(App.Office.PostAsJsonAsync("/api/sessions", new { kind = "midYear", year = 2020, opensOn = "2020-07-07", document = "12/KH-HĐND" }));
        Assert.That(made["moved"]!.AsArray().Select(m => (m!["item"].Text(), m["from"].Text(), m["to"].Text())), Is.EquivalentTo(new[]
        {
            (before, "2020-07-10", "2020-07-06"), (extended, "2020-07-10", "2020-07-07"), (done, "2020-07-10", "2020-07-06"),
        }));
        await Ok(Send(HttpMethod.Post, $"/api/items/{extended}/extension", 2, new { dueOn = "2020-08-01", document = "15/TB-HĐND" }));
        await Ok(Send(HttpMethod.Post, $"/api/items/{done}/completion", 2, new { on = "2020-01-06" }));

        var session = made["session"]!["id"].Text();
        var moved = await Ok(Send(HttpMethod.Put, $"/api/sessions/{session}", 1, new { kind = "midYear", year = 2020, opensOn = "2020-07-14", document = "30/TB-HĐND" }));
        Assert.That(moved["moved"]!.AsArray().Select(m => (m!["item"].Text(), m["to"].Text())), Is.EqualTo(new[] { (before, "2020-07-13") }), "neither what was extended nor what is done");
        var item = await Item(before);
        var last = item["history"]!.AsArray()[^1]!;
        Assert.Multiple(() =>
        {
            Assert.That((item["dueOn"].Text(), item["firstDueOn"].Text()), Is.EqualTo(("2020-07-13", "2020-07-06")), "the provisional day was never the first");
            Assert.That(last["document"].Text(), Is.EqualTo("30/TB-HĐND"));
        });
        Assert.That((await Item(elsewhere))["dueOn"].Text(), Is.EqualTo("2020-12-10"));
        Assert.That((await Item(await Adhoc("Trước kỳ họp giữa năm")))["dueOn"].Text(), Is.EqualTo("2020-07-13"), "phrases are read by the same day");
    }

    [TestCase("midYear", 2021, "2021-07-06")]
    [TestCase("thematic", 2020, "2020-07-07")]
    public async Task Of_a_session_that_turns_out_to_be_another_one_what_named_it_goes_back_to_the_usual_day(string kind, int year, string opensOn)
    {
        var named = await Adhoc("Trước kỳ họp giữa năm");
        var session = (await Ok(App.Office.PostAsJsonAsync("/api/sessions", new { kind = "midYear", year = 2020, opensOn = "2020-07-07" })))["session"]!["id"].Text();
        var other = new { kind, year, opensOn };
        var preview = await Ok(App.Office.PostAsJsonAsync($"/api/sessions/{session}/preview", other));
        var moved = (await Ok(Send(HttpMethod.Put, $"/api/sessions/{session}", 1, other)))["moved"]!.AsArray();
        Assert.That(moved.Select(m => (m!["item"].Text(), m["from"].Text(), m["to"].Text(), (bool)m["provisional"]!)), Is.EqualTo(new[] { (named, "2020-07-06", "2020-07-10", true) }));
        Assert.That(preview.ToJsonString(), Is.EqualTo(moved.ToJsonString()), "as it was looked at before");
        Assert.That((await Item(named))["dueOn"].Text(), Is.EqualTo("2020-07-10"));
    }

    [Test]
    public async Task Steps_are_made_once_and_move_with_their_session()
    {
        var session = (await Ok(App.Office.PostAsJsonAsync("/api/sessions", new { kind = "yearEnd", year = 2020, opensOn = "2020-12-08" })))["session"]!["id"].Text();
        var template = (await App.Office.Json("/api/preparation-templates"))["items"]![0]!;
        var asked = new { template = template["id"].Text(), leadUnit = "Văn phòng" };
        var first = await Ok(App.Office.PostAsJsonAsync($"/api/sessions/{session}/preparation", asked));
        var again = await Ok(App.Office.PostAsJsonAsync($"/api/sessions/{session}/preparation", asked));
        Assert.That((first["made"].Int(), again["made"].Int()), Is.EqualTo((template["steps"]!.AsArray().Count, 0)));
        using (var unknown = await App.Office.PostAsJsonAsync($"/api/sessions/{session}/preparation", new { template = template["id"].Text(), leadUnit = "Văn phòng", steps = new[] { Guid.NewGuid() } }))
            Assert.That((int)unknown.StatusCode, Is.EqualTo(404), "no step of this template");

        await Ok(Send(HttpMethod.Put, $"/api/sessions/{session}", 1, new { kind = "yearEnd", year = 2020, opensOn = "2020-12-15" }));
        var papers = (await App.Office.Json($"/api/sessions/{session}"))["counted"]!.AsArray().Single(i => i!["title"].Text().StartsWith("Gửi tài liệu"))!;
        Assert.That((papers["dueOn"].Text(), papers["source"].Text(), papers["leadUnit"]!["name"].Text()),
            Is.EqualTo(("2020-12-05", "Chuẩn bị kỳ họp thường lệ cuối năm 2020", "Văn phòng HĐND Thành phố")));
        Assert.That((await App.Office.Json("/api/figures?year=2020&origin=adhoc"))["total"]!["count"].Int(), Is.EqualTo(first["made"].Int()));
    }

    [Test]
    public async Task What_cannot_be_a_session_is_said()
    {
        await Ok(App.Office.PostAsJsonAsync("/api/sessions", new { kind = "midYear", year = 2020, opensOn = "2020-07-07" }));
        foreach (var (body, sentence) in new (object, string)[]
        {
            (new { kind = "midYear", year = 2020 }, "Năm 2020 đã có"),
            (new { kind = "yearEnd", year = 2020, opensOn = "2020-12-08", closesOn = "2020-12-05" }, "không thể trước ngày khai mạc 08/12/2020"),
            (new { kind = "yearEnd", year = 2020, opensOn = "2021-12-08" }, "không thuộc năm 2020"),
            (new { kind = "other", year = 2020 }, "Sự kiện khác cần có tên"),
        })
        {
            using var answer = await App.Office.PostAsJsonAsync("/api/sessions", body);
            var (status, problem) = await answer.Answer();
            Assert.That(status, Is.AnyOf(400, 409));
            Assert.That(problem["detail"].Text(), Does.Contain(sentence));
        }
    }

    [Test]
    public async Task The_page_shows_what_will_move_before_anything_is_recorded_and_what_moved_after()
    {
        await Adhoc("Trước kỳ họp giữa năm");
        using var office = await App.SignIn(Role.Office);
        var look = await office.Send(await office.Open("/ky-hop/moi"), "session", ("eventKind", "midYear"), ("eventYear", "2020"), ("opening", "7/7/2020"), ("document", "12/KH-HĐND"));
        Assert.That(look.QuerySelector("#se-chuyen")!.TextContent, Is.EqualTo("1 nhiệm vụ sẽ chuyển thời hạn"));
        Assert.That(look.QuerySelector("tbody")!.TextContent, Does.Contain("10/07/2020").And.Contain("06/07/2020"));
        Assert.That((await App.Office.Json("/api/sessions"))["total"].Int(), Is.Zero);

        var page = await office.Send(look, "session");
        Assert.That(page.QuerySelector(".flash")!.TextContent, Does.Contain("1 nhiệm vụ đã chuyển thời hạn theo"));
        Assert.That(page.QuerySelector(".timeline .moves")!.TextContent, Does.Contain("10/07/2020 → 06/07/2020"));
        Assert.That(page.QuerySelector("#tinh-theo")!.TextContent, Does.StartWith("1 nhiệm vụ"));
        Assert.That((await office.Open("/ky-hop?year=2031")).QuerySelector("h1")!.TextContent, Is.EqualTo("Kỳ họp, sự kiện"), "sessions need no programme of the year");
    }

    [Test]
    public async Task Opening_days_that_stood_in_the_settings_are_sessions_from_then_on()
    {
        var database = await TestCluster.NewEmptyDatabase();
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await new Migrator(owner, [.. Migration.Embedded.TakeWhile(m => m.Name != "events")]).Apply();
        await using (var connection = await owner.OpenConnectionAsync())
            await connection.ExecuteAsync("""
                insert into councils (id, name, place, settings, created_at)
                values (gen_random_uuid(), 'HĐND', 'Hà Nội', '{"mostExtensions":3,"sessions":[{"year":2019,"midYearOn":"2019-07-08","endYearOn":null}]}', now())
                """);
        await new Migrator(owner).Apply();
        await using var superuser = new NpgsqlConnection(database.Superuser);
        Assert.That(await superuser.QueryAsync<string>("select kind || ' ' || year || ' ' || opens_on || ' ' || name from event_entries"), Is.EqualTo(["midYear 2019 2019-07-08 Kỳ họp thường lệ giữa năm 2019"]));
        Assert.That(await superuser.QuerySingleAsync<string>("select (settings ->> 'mostExtensions') || ' ' || (settings ? 'sessions') from councils"), Is.EqualTo("3 false"));
    }

    private async Task<string> Adhoc(string phrase) => (await Ok(App.Office.PostAsJsonAsync("/api/items", new
    {
        origin = "adhoc", title = "Chuẩn bị báo cáo trình kỳ họp", leadUnit = "Ban Pháp chế", on = "2020-01-06", timePhrase = phrase,
    })))["id"].Text();

    private Task<JsonNode> Item(string id) => App.Office.Json($"/api/items/{id}");

    private Task<HttpResponseMessage> Send(HttpMethod method, string address, int version, object body) =>
        App.Office.SendAsync(new(method, address) { Content = JsonContent.Create(body), Headers = { { "If-Match", $"\"{version}\"" } } });

    private static async Task<JsonNode> Ok(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var (status, body) = await answer.Answer();
        Assert.That(status, Is.InRange(200, 299), body.ToJsonString());
        return body;
    }
}
