namespace Tracker.Tests.Http;

/// <summary>Whatever stands in an address gets a sentence, never a stack trace.</summary>
public sealed class AddressTests : OnOneSmallProgramme
{
    [TestCase("/api/items?programme={p}&page=1000000000", 400, "Không có trang 1.000.000.000: danh sách có 3 mục, 1 trang.")]
    [TestCase("/api/items?programme={p}&page=99999999999999999999", 400, "page")]
    [TestCase("/api/items?programme={p}&page=0", 400, "từ 1")]
    [TestCase("/api/items?programme={p}&page=-1", 400, "page")]
    [TestCase("/api/items?programme={p}&pageSize=1001", 400, "1.000")]
    [TestCase("/api/items?programme={p}&asOf=31/11/2019", 400, "ngày có thật")]
    [TestCase("/api/items?programme={p}&knownAt=hôm qua", 400, "thời điểm")]
    [TestCase("/api/items?programme={p}&figure=done", 400, "Các giá trị nhận")]
    [TestCase("/api/items?programme={p}&figure=3", 400, "Các giá trị nhận")]
    [TestCase("/api/items?programme={p}&unit=Ban Không Có", 404, "Ban Không Có")]
    [TestCase("/api/items?programme=khong-co", 404, "khong-co")]
    [TestCase("/api/items?programme=00000000-0000-0000-0000-000000000001", 404, "Không tìm thấy chương trình")]
    [TestCase("/api/items/00000000-0000-0000-0000-000000000001", 404, "Không tìm thấy nhiệm vụ")]
    [TestCase("/api/items/abc", 404, "Không có địa chỉ này")]
    [TestCase("/api/programmes/00000000-0000-0000-0000-000000000001", 404, "Không tìm thấy chương trình")]
    [TestCase("/api/imports/00000000-0000-0000-0000-000000000001", 404, "Không tìm thấy lần nhập")]
    [TestCase("/api/figures", 400, "programme")]
    [TestCase("/api/figures?year=1990", 404, "1990")]
    [TestCase("/api/figures?programme={p}&from=2019-01-01", 400, "ngày cuối")]
    [TestCase("/api/figures?programme={p}&from=2019-02-01&to=2019-01-01", 400, "không sau")]
    [TestCase("/api/figures?programme={p}&groupBy=colour", 400, "Các giá trị nhận")]
    [TestCase("/api/growth", 400, "2017,2018,2019")]
    [TestCase("/api/growth?years=2017,abc", 400, "2017,2018,2019")]
    [TestCase("/api/nothing", 404, "Không có địa chỉ này")]
    public async Task A_wrong_address_gets_a_sentence(string address, int expected, string sentence)
    {
        var (status, problem) = await (await App.Office.GetAsync(address.Replace("{p}", Programme.Id.ToString()))).Answer();
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(expected));
            Assert.That(problem["type"].Text(), Does.StartWith("urn:tracker:problem:"));
            Assert.That(problem["detail"].Text(), Does.Contain(sentence));
        });
    }

    [Test]
    public async Task A_day_before_the_first_programme_has_nothing_and_says_why()
    {
        var figures = await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf=2010-01-01");
        Assert.Multiple(() =>
        {
            Assert.That(figures["total"]!["count"].Int(), Is.Zero);
            Assert.That(figures["completed"]!["text"].Text(), Is.EqualTo("—"));
            Assert.That(figures["notices"]!.AsArray().Single().Text(), Does.Contain("trước ngày ban hành chương trình 01/CTr-HĐND (07/01/2019)"));
        });
    }

    [Test]
    public async Task A_moment_before_anything_was_recorded_knows_nothing_and_says_why()
    {
        foreach (var whose in new[] { $"programme={Programme.Id}", "year=2019" })
        {
            var figures = await App.Office.Json($"/api/figures?{whose}&asOf=2019-11-30&knownAt=2019-12-03T08:00:00Z");
            Assert.That(figures["total"]!["count"].Int(), Is.Zero);
            Assert.That(figures["notices"]!.AsArray().Single().Text(), Does.Contain("chưa được ghi vào hệ thống"));
            Assert.That((await App.Office.Json(figures["total"]!["items"].Text()))["total"].Int(), Is.Zero);
        }
    }

    [Test]
    public async Task A_day_to_come_is_said_to_be_a_projection()
    {
        var figures = await App.Office.Json($"/api/figures?programme={Programme.Id}&asOf=2030-01-01");
        Assert.That(figures["projection"]!.GetValue<bool>(), Is.True);
        Assert.That(figures["notices"]!.AsArray().Single().Text(), Does.Contain("dự kiến"));
    }

    [Test]
    public async Task The_api_describes_itself()
    {
        using var anyone = App.Anonymous();
        var description = await anyone.Json("/openapi/v1.json");
        Assert.Multiple(() =>
        {
            Assert.That(description["paths"]!["/api/figures"]!["get"]!["parameters"]!.AsArray().Select(p => p!["name"].Text()), Does.Contain("asOf").And.Contain("knownAt"));
            Assert.That(description["paths"]!["/api/items/{id}"]!["patch"]!["parameters"]!.AsArray().Select(p => p!["name"].Text()), Does.Contain("If-Match"));
            Assert.That(description["paths"]!.AsObject().Select(p => p.Key), Does.Contain("/api/imports/{id}/application"));
            var upload = description["paths"]!["/api/imports"]!["post"]!["requestBody"]!["content"]!["multipart/form-data"]!;
            Assert.That(upload["example"]!["layouts"].Text(), Does.Contain("headerRow"));
            Assert.That(upload["schema"]!.ToJsonString(), Does.Contain("layouts"));
            var bodies = description["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).Where(o => o.Value!["requestBody"]?["content"]?["application/json"] is not null);
            Assert.That(bodies.Where(o => o.Value!["requestBody"]!["content"]!["application/json"]!["example"] is null).Select(o => o.Value!["operationId"]!.ToString()), Is.Empty);
        });
    }
}
