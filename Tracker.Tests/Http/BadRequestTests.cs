using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Http;

/// <summary>What no honest client sends; the clock stands on 6 January 2020.</summary>
public sealed class BadRequestTests : OnOneSmallProgramme
{
    private static IEnumerable<TestCaseData> Unusable()
    {
        static TestCaseData Case(string path, string json) => new TestCaseData(path, json).SetArgDisplayNames(path, json.Length > 60 ? json[..60] : json);
        yield return Case("items/{open}/steps", """{"what":"x","who":7}""");
        yield return Case("items/{open}/progress", "{}");
        yield return Case("items/{open}/confirmation", """{"reason":"x"}""");
        yield return Case("items/{open}/extension", """{"document":"1/TB-HĐND"}""");
        yield return Case("items/{open}/extension", """{"dueOn":"9999-12-31","document":"1/TB-HĐND"}""");
        yield return Case("items/{open}/corrections", """{"entry":1,"replacement":{}}""");
        yield return Case("items/{open}/corrections", """{"entry":1,"replacement":{"kind":"progressed"}}""");
        yield return Case("items/{open}/corrections", """{"entry":1,"replacement":{"kind":"progressed","state":9}}""");
        yield return Case("items", """{"title":null,"leadUnit":null}""");
        yield return Case("items", """{"title":"\u200b\u0000","leadUnit":"Ban Pháp chế","origin":"adhoc"}""");
        yield return Case("items", """{"title":"x","leadUnit":"Ban Pháp chế","origin":"adhoc","on":"0001-01-01"}""");
        yield return Case("items", """{"title":"x\ud800","leadUnit":"Ban Pháp chế","origin":"adhoc"}""");
        yield return Case("items", $$"""{"title":"x","leadUnit":"Ban Pháp chế","origin":"adhoc","number":"{{new string('1', 51)}}"}""");
        yield return Case("programmes", """{"number":"05/CTr-HĐND","issuedOn":"0001-01-01","title":"x"}""");
        yield return Case("programmes", """{"number":"05/CTr-HĐND","issuedOn":"2021-01-01","title":"x","kind":7}""");
        yield return Case("programmes", """{"number":"05/CTr-HĐND","title":"x"}""");
        yield return Case("programmes/{programme}/closing", """{"decisions":[null]}""");
        yield return Case("units", """{"name":"\u200b","kind":"board"}""");
        yield return Case("units", """{"name":"Ban mới","kind":99}""");
        yield return Case("imports/00000000-0000-0000-0000-000000000000/application", """{"answers":[null]}""");
        yield return Case("imports/00000000-0000-0000-0000-000000000000/application", """{"answers":[{"finding":null,"action":"skip"}]}""");
    }

    [TestCaseSource(nameof(Unusable))]
    public async Task A_body_that_cannot_be_used_is_a_400_with_a_sentence(string path, string json)
    {
        var (status, body) = await Send(path, json);
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(400), body.ToString());
            Assert.That(body["detail"].Text(), Does.Match("[Hh]ãy|phải|Hãy"));
        });
    }

    [Test]
    public async Task A_body_that_misses_something_is_told_where()
    {
        var (_, body) = await Send("items/{open}/extension", """{"dueOn":"31/12/2020","document":"1/TB-HĐND"}""");
        Assert.That((body["place"].Text(), body["detail"].Text()), Is.EqualTo(("$.dueOn", body["detail"].Text())));
        Assert.That(body["detail"].Text(), Does.Contain("$.dueOn"));
    }

    [Test]
    public async Task A_character_set_that_nobody_knows_is_a_400()
    {
        var content = new StringContent("{}");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=nobodys");
        Assert.That((await (await App.Office.PostAsync("/api/items", content)).Answer()).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Signs_that_nobody_sees_are_left_out_of_texts()
    {
        var (status, item) = await Send("items", """{"title":"Rà soát","leadUnit":"Ban Pháp chế","origin":"adhoc","note":"dòng một\n\u0000dòng\u200b hai","officer":"A\u0007","source":"\u0000"}""");
        Assert.That((status, item["note"]!.Text(), item["officer"]!.Text(), item["source"]!.Text()), Is.EqualTo((201, "dòng một\ndòng hai", "A", "")), item.ToString());
    }

    [TestCase("items?month=a%00b", 400)]
    [TestCase("items?month=2019-13", 400)]
    [TestCase("items?month=none", 200)]
    [TestCase("items?q=a%00b", 200)]
    [TestCase("documents?q=%00", 200)]
    [TestCase("items?asOf=2999-12-31", 200)]
    [TestCase("items?asOf=3000-01-01", 400)]
    public async Task Nor_do_addresses_carry_them_on(string address, int status) =>
        Assert.That((int)(await App.Office.GetAsync("/api/" + address)).StatusCode, Is.EqualTo(status));

    [Test]
    public async Task A_document_number_that_no_paper_has_is_refused_with_a_sentence()
    {
        var longOne = string.Concat(Enumerable.Range(0, 900).Select(n => $"{n * 7919:x}"));
        var (status, body) = await Send("items/{open}/withdrawal", $$"""{"document":"{{longOne}}"}""");
        Assert.That((status, body["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:document-too-long")));
    }

    [Test]
    public async Task An_empty_document_adds_nothing_by_amendment()
    {
        var (_, item) = await Send("items", $$"""{"title":"x","leadUnit":"Ban Pháp chế","programme":"{{Programme.Id}}","document":" "}""");
        Assert.That(item["membership"]!.Text(), Is.EqualTo("issued"), item.ToString());
    }

    [TestCase("\"01\"x")]
    [TestCase("W/\"1\"")]
    [TestCase("\"-1\"")]
    [TestCase("*")]
    public async Task A_version_that_is_none_gets_what_is_there_now(string version)
    {
        foreach (var (path, json) in new[] { ("items/{open}/progress", """{"state":"inProgress"}"""), ("programmes/{programme}/closing", "{}") })
        {
            var (status, body) = await Send(path, json, version);
            Assert.That((status, body["version"]!.Int(), body["current"]!["version"]!.Int()), Is.EqualTo((412, 1, 1)), path);
        }
    }

    [Test]
    public async Task A_name_belongs_to_one_unit_only()
    {
        async Task<int> Add(string name, params string[] aliases) =>
            (int)(await App.As(Role.Administrator).PostAsJsonAsync("/api/units", new { name, kind = "board", aliases })).StatusCode;
        Assert.That(await Add("Ban Thử", "ban  pháp chế"), Is.EqualTo(409), "an alias that is the name of another");
        Assert.That(await Add("Ban Dài", new string('a', 301)), Is.EqualTo(400), "an alias that no workbook has");
        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Add("Ban Cùng lúc")));
        Assert.That(together.Order(), Is.EqualTo(new[] { 201, 409, 409, 409, 409, 409 }));
    }

    [Test]
    public async Task Settings_without_their_list_are_refused()
    {
        foreach (var json in new[] { """{"terms":null}""", """{"terms":[null]}""" })
            Assert.That((int)(await App.As(Role.Administrator).PutAsync("/api/settings", new StringContent(json, Encoding.UTF8, "application/json"))).StatusCode, Is.EqualTo(400), json);
    }

    [Test]
    public async Task The_description_knows_texts_days_and_keys()
    {
        var description = await App.Office.Json("/openapi/v1.json");
        var schema = description["components"]!["schemas"]!["NewProgrammeRequest"]!["properties"]!;
        var parameters = description["paths"]!["/api/programmes"]!["post"]!["parameters"]!.AsArray();
        Assert.That((schema["title"]!["type"].Text(), schema["issuedOn"]!["type"].Text(), schema["issuedOn"]!["format"].Text()), Is.EqualTo(("string", "string", "date")));
        Assert.That(parameters.Select(p => p!["name"].Text()), Has.Member("Idempotency-Key"));
    }

    private async Task<(int Status, JsonNode Body)> Send(string path, string json, string version = "\"1\"")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/" + path.Replace("{open}", $"{Programme.Open}").Replace("{programme}", $"{Programme.Id}"))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return await (await App.As(Role.Administrator).SendAsync(request)).Answer();
    }
}
