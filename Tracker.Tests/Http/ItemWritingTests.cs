using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Http;

/// <summary>Everyday writing over the API; the clock stands on 6 January 2020.</summary>
public sealed class ItemWritingTests : OnSmallProgramme
{
    [Test]
    public async Task Progress_then_completion_count_from_their_days()
    {
        await Ok(Post(Programme.Open, "progress", new { state = "inProgress", on = "2019-10-01", reason = "Đang tổng hợp" }));
        var done = await Ok(Post(Programme.Open, "completion", new { on = "2019-12-05", document = "312/BC-HĐND" }));
        Assert.Multiple(() =>
        {
            Assert.That((done["status"].Text(), done["completedOn"].Text(), done["resultDocument"].Text(), done["timeliness"].Text()),
                Is.EqualTo(("completed", "2019-12-05", "312/BC-HĐND", "late")));
            Assert.That(done["version"].Int(), Is.EqualTo(3));
        });
        var november = await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf=2019-11-30");
        Assert.That((november["inProgress"]!["count"].Int(), november["completed"]!["count"].Int()), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_completion_entered_late_outdoes_what_was_said_of_days_after_it_but_not_a_reopening()
    {
        await Ok(Post(Programme.Open, "progress", new { state = "notStarted", on = "2019-12-08" }));
        await Ok(Post(Programme.Open, "progress", new { state = "inProgress", on = "2019-12-10" }));
        var done = await Ok(Post(Programme.Open, "completion", new { on = "2019-12-05", document = "312/BC-HĐND" }));
        Assert.That((done["status"].Text(), done["completedOn"].Text()), Is.EqualTo(("completed", "2019-12-05")));
        await Ok(Post(Programme.Done, "reopening", new { reason = "Cần bổ sung", on = "2019-04-01" }));
        var (status, problem) = await (await Post(Programme.Done, "completion", new { on = "2019-03-25" })).Answer();
        Assert.That((status, problem["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:reopened-since")));
    }

    [Test]
    public async Task Extending_a_deadline_keeps_the_first_one()
    {
        var item = await Ok(Post(Programme.Open, "extension", new { dueOn = "2020-01-31", document = "15/TB-HĐND", on = "2019-11-20" }));
        Assert.That((item["dueOn"].Text(), item["firstDueOn"].Text(), item["timeliness"].Text()), Is.EqualTo(("2020-01-31", "2019-11-30", "dueSoon")));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        static TestCaseData Case(string name, string verb, object body, string sentence) => new TestCaseData(verb, body, sentence).SetArgDisplayNames(name);
        yield return Case("completion in the future", "completion", new { on = "2020-01-07" }, "chưa tới");
        yield return Case("completion before the programme's year", "completion", new { on = "2018-12-31" }, "không thể trước ngày 01/01/2019");
        yield return Case("withdrawal without a document", "withdrawal", new { on = "2019-12-01" }, "cần số, ký hiệu văn bản");
        yield return Case("extension without a document", "extension", new { dueOn = "2020-02-01" }, "cần số, ký hiệu văn bản");
        yield return Case("extension to an earlier day", "extension", new { dueOn = "2019-10-31", document = "1/TB-HĐND" }, "phải sau thời hạn hiện tại 30/11/2019");
        yield return Case("extension to the same day", "extension", new { dueOn = "2019-11-30", document = "1/TB-HĐND" }, "phải sau thời hạn hiện tại");
        yield return Case("reopening what is open", "reopening", new { reason = "x" }, "đang mở");
        yield return Case("confirming what nobody reported", "confirmation", new { confirmed = true }, "Không có báo cáo hoàn thành");
        yield return Case("deciding on no request", "extension-requests/1/decision", new { approved = true, document = "1/TB-HĐND" }, "Không có đề nghị");
        yield return Case("correcting an entry of another item", "corrections", new { entry = 1 }, "không có ghi nhận đó");
        yield return Case("an occurrence of an item without any", "completion", new { occurrence = 2 }, "không có nhiều kỳ");
        yield return Case("carrying over a state by progress", "progress", new { state = "carriedOver" }, "Tiến độ chỉ nhận");
    }

    [TestCaseSource(nameof(Refused))]
    public async Task What_a_rule_forbids_gets_a_sentence_and_changes_nothing(string verb, object body, string sentence)
    {
        var (status, problem) = await (await Post(Programme.Open, verb, body)).Answer();
        Assert.That((status, problem["detail"].Text()), Is.EqualTo((409, problem["detail"].Text())));
        Assert.That(problem["detail"].Text(), Does.Contain(sentence));
        Assert.That((await App.Office.Json($"/api/items/{Programme.Open}"))["version"].Int(), Is.EqualTo(1));
    }

    [Test]
    public async Task More_extensions_than_the_setting_allows_are_refused()
    {
        await Ok(Post(Programme.Open, "extension", new { dueOn = "2019-12-31", document = "1/TB-HĐND" }));
        await Ok(Post(Programme.Open, "extension", new { dueOn = "2020-01-31", document = "2/TB-HĐND" }));
        var (status, problem) = await (await Post(Programme.Open, "extension", new { dueOn = "2020-02-29", document = "3/TB-HĐND" })).Answer();
        Assert.That((status, problem["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:too-many-extensions")));
    }

    [Test]
    public async Task What_was_withdrawn_is_not_completed()
    {
        await Ok(Post(Programme.Open, "withdrawal", new { document = "31/TB-HĐND", on = "2019-12-01" }));
        var (status, problem) = await (await Post(Programme.Open, "completion", new { on = "2019-12-02" })).Answer();
        Assert.That((status, problem["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:item-ended")));
        Assert.That((await App.Office.Json($"/api/figures?programme={Programme.Id}"))["total"]!["count"].Int(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_request_for_extension_waits_and_its_approval_extends()
    {
        using var lead = App.As(Role.Unit);
        await Ok(Post(Programme.Open, "corrections", new { entry = await EntryOf(Programme.Open, "described"), replacement = await Led("Ban Pháp chế") }));
        var asked = await Ok(Post(Programme.Open, "extension-requests", new { dueOn = "2020-02-15", reason = "Chờ số liệu của các quận" }, lead));
        var request = asked["extensionRequests"]![0]!;
        Assert.That((asked["dueOn"].Text(), request["approved"]), Is.EqualTo(("2019-11-30", (JsonNode?)null)));

        using var top = App.As(Role.StandingCommittee);
        var decided = await Ok(Post(Programme.Open, $"extension-requests/{request["id"]}/decision", new { approved = true, document = "02/TB-HĐND" }, top));
        Assert.That((decided["dueOn"].Text(), decided["extensionRequests"]![0]!["approved"]!.GetValue<bool>()), Is.EqualTo(("2020-02-15", true)));
        var (status, _) = await (await Post(Programme.Open, $"extension-requests/{request["id"]}/decision", new { approved = false, reason = "muộn" }, top)).Answer();
        Assert.That(status, Is.EqualTo(409));
    }

    [Test]
    public async Task A_units_report_counts_only_when_the_office_confirms_it()
    {
        using var admin = App.As(Role.Administrator);
        var settings = await admin.Json("/api/settings");
        settings["completionNeedsConfirmation"] = true;
        Assert.That((int)(await admin.PutAsJsonAsync("/api/settings", settings)).StatusCode, Is.EqualTo(200));
        await Ok(Post(Programme.Open, "corrections", new { entry = await EntryOf(Programme.Open, "described"), replacement = await Led("Ban Pháp chế") }));

        using var unit = App.As(Role.Unit);
        var reported = await Ok(Post(Programme.Open, "completion", new { on = "2019-11-28", document = "9/BC-BPC" }, unit));
        Assert.That((reported["status"].Text(), reported["reportedOn"].Text()), Is.EqualTo(("notStarted", "2019-11-28")));
        var figures = await App.Office.Json($"/api/figures?programme={Programme.Id}");
        Assert.That((figures["completed"]!["count"].Int(), figures["reported"]!["count"].Int()), Is.EqualTo((2, 1)));
        Assert.That((await App.Office.Json(figures["reported"]!["items"].Text()))["total"].Int(), Is.EqualTo(1));

        var confirmed = await Ok(Post(Programme.Open, "confirmation", new { confirmed = true }));
        Assert.That((confirmed["status"].Text(), confirmed["completedOn"].Text(), confirmed["timeliness"].Text(), confirmed["reportedOn"]), Is.EqualTo(("completed", "2019-11-28", "onTime", (JsonNode?)null)));
    }

    [Test]
    public async Task Reports_of_two_occurrences_are_confirmed_one_after_the_other()
    {
        using var admin = App.As(Role.Administrator);
        var settings = await admin.Json("/api/settings");
        settings["completionNeedsConfirmation"] = true;
        await admin.PutAsJsonAsync("/api/settings", settings);
        var (_, made) = await (await App.Office.PostAsJsonAsync("/api/items", new { programme = Programme.Id, title = "Báo cáo quý", leadUnit = "Ban Pháp chế", timePhrase = "Hàng quý" })).Answer();
        var item = made["id"]!.GetValue<Guid>();
        using var unit = App.As(Role.Unit);
        await Ok(Post(item, "completion", new { on = "2019-03-28", occurrence = 1 }, unit));
        await Ok(Post(item, "completion", new { on = "2019-06-27", occurrence = 2 }, unit));
        await Ok(Post(item, "confirmation", new { confirmed = true }));
        var confirmed = await Ok(Post(item, "confirmation", new { confirmed = true }));
        Assert.That(confirmed["occurrences"]!.AsArray().Select(o => o!["completedOn"]?.Text()), Is.EqualTo(new[] { "2019-03-28", "2019-06-27", null, null }));
        Assert.That(confirmed["reportedOn"], Is.Null);
    }

    [Test]
    public async Task A_unit_writes_only_on_what_it_leads()
    {
        using var unit = App.As(Role.Unit);
        var (status, problem) = await (await Post(Programme.Open, "completion", new { on = "2019-11-28" }, unit)).Answer();
        Assert.That(status, Is.EqualTo(403));
        Assert.That(problem["detail"].Text(), Does.Contain("mình chủ trì"));
        Assert.That((await Ok(Post(Programme.Done, "steps", new { what = "Soạn đề cương", who = "Trần Quốc Việt", dueOn = "2019-02-15" }, unit)))["steps"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Steps_count_in_no_figure_and_can_be_ticked_off()
    {
        var before = (await App.Office.Json($"/api/figures?programme={Programme.Id}"))["total"]!["count"].Int();
        var step = (await Ok(Post(Programme.Open, "steps", new { what = "Gửi công văn", who = "Nguyễn Thu Hà", dueOn = "2019-10-15" })))["steps"]![0]!;
        var ticked = await Ok(Post(Programme.Open, "steps", new { step = step["step"].Text(), what = "Gửi công văn", who = "Nguyễn Thu Hà", dueOn = "2019-10-15", doneOn = "2019-10-14" }));
        Assert.That(ticked["steps"]!.AsArray().Single()!["doneOn"].Text(), Is.EqualTo("2019-10-14"));
        Assert.That((await App.Office.Json($"/api/figures?programme={Programme.Id}"))["total"]!["count"].Int(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_correction_hides_the_wrong_entry_on_every_day_and_keeps_it_in_the_history()
    {
        var wrong = await EntryOf(Programme.Late, "progressed");
        var corrected = await Ok(Post(Programme.Late, "corrections", new { entry = wrong, replacement = new { kind = "progressed", state = "completed" }, on = "2019-06-28" }));
        Assert.That((corrected["completedOn"].Text(), corrected["timeliness"].Text(), corrected["resultDocument"].Text()), Is.EqualTo(("2019-06-28", "onTime", "90/BC-HĐND")));
        Assert.That(corrected["history"]!.AsArray().Single(e => e!["id"]!.GetValue<long>() == wrong)!["supersededAt"], Is.Not.Null);
        var (status, problem) = await (await Post(Programme.Late, "corrections", new { entry = wrong })).Answer();
        Assert.That((status, problem["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:already-corrected")));
    }

    [Test]
    public async Task Reopening_after_a_completion_makes_it_open_again()
    {
        var item = await Ok(Post(Programme.Done, "reopening", new { reason = "Cần bổ sung báo cáo", on = "2019-09-01" }));
        Assert.That((item["status"].Text(), item["timeliness"].Text()), Is.EqualTo(("inProgress", "overdue")));
        Assert.That((await App.Office.Json($"/api/items/{Programme.Done}?asOf=2019-08-31"))["status"].Text(), Is.EqualTo("completed"));
    }

    [Test]
    public async Task A_void_item_is_gone_from_every_day_and_known_before()
    {
        var known = (await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf=2019-11-30"))["total"]!["items"].Text();
        App.Clock.Now = App.Clock.Now.AddMinutes(5);
        var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/items/{Programme.Open}") { Headers = { { "If-Match", "\"1\"" } } };
        Assert.That((int)(await App.Office.SendAsync(request)).StatusCode, Is.EqualTo(200));
        Assert.That((await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf=2019-11-30"))["total"]!["count"].Int(), Is.EqualTo(2));
        Assert.That((await App.Office.Json(known))["total"].Int(), Is.EqualTo(3));
    }

    [Test]
    public async Task An_amendment_adds_an_item_and_an_adhoc_task_stands_beside()
    {
        var added = await App.Office.PostAsJsonAsync("/api/items", new
        {
            programme = Programme.Id, title = "Giám sát chuyên đề về nước sạch", leadUnit = "Ban Đô thị", timePhrase = "Hàng quý", document = "21/TB-HĐND", on = "2019-06-01",
        });
        var (status, item) = await added.Answer();
        Assert.That((status, item["membership"].Text(), item["activityKind"].Text(), item["occurrences"]!.AsArray().Count), Is.EqualTo((201, "added", "supervision", 4)), item.ToString());
        Assert.That(added.Headers.Location!.ToString(), Is.EqualTo($"/api/items/{item["id"]}"));
        var (given, task) = await (await App.Office.PostAsJsonAsync("/api/items", new { origin = "adhoc", title = "Góp ý dự thảo", leadUnit = "VP", on = "2019-05-02", dueOn = "2019-05-10", source = "Ý kiến Chủ tịch" })).Answer();
        Assert.That((given, task["origin"].Text(), task["memberFrom"].Text(), task["source"].Text()), Is.EqualTo((201, "adhoc", "2019-05-02", "Ý kiến Chủ tịch")));
        var figures = await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf=2019-12-31");
        Assert.That((figures["issued"]!["count"].Int(), figures["added"]!["count"].Int(), figures["total"]!["count"].Int()), Is.EqualTo((3, 1, 4)));
        Assert.That((await App.Office.Json("/api/figures?year=2019&origin=adhoc"))["total"]!["count"].Int(), Is.EqualTo(1));
    }

    [TestCase("""{"title":"x","leadUnit":"VP"}""", "cần mã chương trình")]
    [TestCase("""{"origin":"adhoc","title":"","leadUnit":"VP"}""", "không được để trống")]
    [TestCase("""{"origin":"adhoc","title":"x","leadUnit":""}""", "một cơ quan chủ trì")]
    [TestCase("""{"origin":"adhoc","title":"x","leadUnit":"VP","timePhrase":"sớm"}""", "Không hiểu thời gian “sớm”")]
    [TestCase("""{"origin":"adhoc","title":"x","leadUnit":"VP","timePhrase":"31.11"}""", "Không có ngày")]
    [TestCase("""{"origin":"adhoc","title":"x","leadUnit":"VP","on":"2021-01-01"}""", "chưa tới")]
    [TestCase("""{"origin":"petition","title":"x","leadUnit":"VP"}""", "Chỉ tạo bằng tay")]
    public async Task A_wrong_new_item_gets_a_sentence(string body, string sentence)
    {
        var (status, problem) = await (await App.Office.PostAsync("/api/items", new StringContent(body, Encoding.UTF8, "application/json"))).Answer();
        Assert.That(status, Is.EqualTo(400));
        Assert.That(problem["detail"].Text(), Does.Contain(sentence));
    }

    [Test]
    public async Task Closing_decides_every_open_item_and_ends_writing()
    {
        var (undecided, problem) = await (await Close(new { on = "2019-12-31" }, 1)).Answer();
        Assert.That((undecided, problem["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:items-undecided")));
        var (status, closed) = await (await Close(new { on = "2019-12-31", document = "90/KH-HĐND", decisions = new[] { new { item = Programme.Open, outcome = "carriedOver" } } }, 1)).Answer();
        Assert.That((status, closed["closedOn"]?.Text(), closed["version"].Int()), Is.EqualTo((200, "2019-12-31", 2)), closed.ToString());
        var figures = await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf=2019-12-31");
        Assert.That((figures["completed"]!["count"].Int(), figures["carriedOver"]!["count"].Int()), Is.EqualTo((2, 1)));
        var (refused, why) = await (await Post(Programme.Open, "completion", new { on = "2020-01-02" }, version: 2)).Answer();
        Assert.That((refused, why["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:programme-closed")));
    }

    [Test]
    public async Task One_key_makes_one_item_however_often_it_is_sent()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Make("khóa-1", "Góp ý dự thảo")));
        Assert.That(answers.Select(a => (a.Status, a.Body["id"].Text())).Distinct().Count(), Is.EqualTo(1));
        Assert.That(answers[0].Status, Is.EqualTo(201));
        Assert.That((await App.Office.Json("/api/items?year=2020&origin=adhoc"))["total"].Int(), Is.EqualTo(1));
    }

    [Test]
    public async Task One_key_with_two_bodies_is_refused()
    {
        await Make("khóa-1", "Góp ý dự thảo");
        var (status, problem) = await Make("khóa-1", "Việc khác");
        Assert.That((status, problem["type"].Text()), Is.EqualTo((422, "urn:tracker:problem:idempotency-key-reused")));
    }

    [Test]
    public async Task A_repeated_change_with_its_key_is_answered_as_before_though_the_version_moved_on()
    {
        HttpRequestMessage Completion() => new(HttpMethod.Post, $"/api/items/{Programme.Open}/completion")
        {
            Content = JsonContent.Create(new { on = "2019-11-29" }), Headers = { { "If-Match", "\"1\"" }, { "Idempotency-Key", "k" } },
        };
        var first = await (await App.Office.SendAsync(Completion())).Answer();
        var again = await (await App.Office.SendAsync(Completion())).Answer();
        Assert.That((again.Status, again.Body.ToJsonString()), Is.EqualTo((200, first.Body.ToJsonString())));
    }

    [Test]
    public async Task Units_people_and_documents_are_kept_by_whom_it_concerns()
    {
        using var admin = App.As(Role.Administrator);
        var made = await admin.PostAsJsonAsync("/api/units", new { name = "Ban Dân tộc", kind = "board", aliases = new[] { "Ban DT" }, position = 7 });
        var (status, unit) = await made.Answer();
        Assert.That(status, Is.EqualTo(201));
        var change = new HttpRequestMessage(HttpMethod.Put, $"/api/units/{unit["id"]}") { Content = JsonContent.Create(new { name = "Ban Dân tộc", kind = "board", validTo = "2025-06-30" }), Headers = { { "If-Match", "\"1\"" } } };
        Assert.That((int)(await admin.SendAsync(change)).StatusCode, Is.EqualTo(200));
        Assert.That((int)(await admin.PostAsJsonAsync("/api/units", new { name = "ban  pháp chế", kind = "board" })).StatusCode, Is.EqualTo(409));
        Assert.That((int)(await App.Office.PostAsJsonAsync("/api/units", new { name = "Ban X", kind = "board" })).StatusCode, Is.EqualTo(403));

        Assert.That((int)(await admin.PostAsJsonAsync("/api/people", new { name = "Trần An", unit = "VP", email = "an@hanoi.gov.vn" })).StatusCode, Is.EqualTo(201));
        var (bad, problem) = await (await admin.PostAsJsonAsync("/api/people", new { name = "Trần An", email = "an@x.vn\r\nBcc: y@z" })).Answer();
        Assert.That((bad, problem["errors"]!["email"]!.AsArray().Count), Is.EqualTo((400, 1)));

        Assert.That((int)(await App.Office.PostAsJsonAsync("/api/documents", new { number = "08/TB-HĐND", issuedOn = "2019-03-20", title = "Thông báo kết luận" })).StatusCode, Is.EqualTo(201));
        var document = (await App.Office.Json("/api/documents?q=08/TB"))["items"]!.AsArray().Single()!;
        Assert.That((document["title"].Text(), document["entries"].Int()), Is.EqualTo(("Thông báo kết luận", 1)));
    }

    private async Task<(int Status, JsonNode Body)> Make(string key, string title)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/items") { Content = JsonContent.Create(new { origin = "adhoc", title, leadUnit = "VP" }) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Uri.EscapeDataString(key));
        return await (await App.Office.SendAsync(request)).Answer();
    }

    private Task<HttpResponseMessage> Close(object body, int version) => App.Office.SendAsync(
        new(HttpMethod.Post, $"/api/programmes/{Programme.Id}/closing") { Content = JsonContent.Create(body), Headers = { { "If-Match", $"\"{version}\"" } } });

    private async Task<HttpResponseMessage> Post(Guid item, string verb, object body, HttpClient? client = null, int? version = null)
    {
        version ??= (await App.Office.Json($"/api/items/{item}"))["version"].Int();
        return await (client ?? App.Office).SendAsync(new(HttpMethod.Post, $"/api/items/{item}/{verb}") { Content = JsonContent.Create(body), Headers = { { "If-Match", $"\"{version}\"" } } });
    }

    private static async Task<JsonNode> Ok(Task<HttpResponseMessage> answer)
    {
        var (status, body) = await (await answer).Answer();
        Assert.That(status, Is.EqualTo(200), body.ToString());
        return body;
    }

    private async Task<long> EntryOf(Guid item, string kind) =>
        (await App.Office.Json($"/api/items/{item}"))["history"]!.AsArray().Last(e => e!["change"]!["kind"].Text() == kind)!["id"]!.GetValue<long>();

    private async Task<object> Led(string unit)
    {
        var id = (await App.Office.Json("/api/units"))["items"]!.AsArray().First(u => u!["name"].Text() == unit)!["id"].Text();
        return new { kind = "described", number = "3", position = 3, title = "Tổng hợp kiến nghị cử tri Văn phòng", leadUnitId = id };
    }
}
