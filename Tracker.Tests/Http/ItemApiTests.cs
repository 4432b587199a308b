using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Http;

public sealed class ItemApiTests : OnSmallProgramme
{
    [Test]
    public async Task A_list_says_how_many_there_are_and_what_page_it_is()
    {
        var list = await App.Office.Json($"/api/items?programme={Programme.Id}&page=2&pageSize=2");
        Assert.Multiple(() =>
        {
            Assert.That(list["total"].Int(), Is.EqualTo(3));
            Assert.That(list["page"].Int(), Is.EqualTo(2));
            Assert.That(list["pageSize"].Int(), Is.EqualTo(2));
            Assert.That(list["items"]!.AsArray(), Has.Count.EqualTo(1));
        });
    }

    [TestCase("van phong", "Open")]
    [TestCase("VĂN PHÒNG", "Open")]
    [TestCase("cải cách", "Done")]
    [TestCase("08/tb-hdnd", "Done")]
    [TestCase("quyet toan ngan sach", "Late")]
    public async Task Search_needs_no_accents(string words, string which)
    {
        var list = await App.Office.Json($"/api/items?programme={Programme.Id}&q={Uri.EscapeDataString(words)}");
        Assert.That(list["items"]!.AsArray().Select(i => i!["id"]!.GetValue<Guid>()), Is.EqualTo(new[] { Id(which) }));
    }

    [Test]
    public async Task Search_across_all_years_needs_no_programme()
    {
        var list = await App.Office.Json("/api/items?q=kien nghi");
        Assert.That(list["items"]!.AsArray().Select(i => i!["id"]!.GetValue<Guid>()), Is.EqualTo(new[] { Programme.Open }));
    }

    [Test]
    public async Task A_change_holds_from_its_day_and_leaves_earlier_days_alone()
    {
        var answer = await Patch(Programme.Open, 1, """{"leadUnit":"Ban Đô thị","title":"Tổng hợp kiến nghị","effectiveOn":"2019-07-01"}""");
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(answer.Headers.ETag!.Tag, Is.EqualTo("\"2\""));
        var before = await App.Office.Json($"/api/items/{Programme.Open}?asOf=2019-06-30");
        var after = await App.Office.Json($"/api/items/{Programme.Open}?asOf=2019-07-01");
        Assert.Multiple(() =>
        {
            Assert.That(before["leadUnit"]!["name"].Text(), Is.EqualTo("Văn phòng HĐND Thành phố"));
            Assert.That(before["title"].Text(), Is.EqualTo("Tổng hợp kiến nghị cử tri Văn phòng"));
            Assert.That(after["leadUnit"]!["name"].Text(), Is.EqualTo("Ban Đô thị"));
            Assert.That(after["title"].Text(), Is.EqualTo("Tổng hợp kiến nghị"));
            Assert.That(after["history"]!.AsArray().Last()!["recordedBy"].Text(), Is.EqualTo("Nguyễn Thu Hà"));
        });
    }

    [Test]
    public async Task The_second_to_save_is_told_and_gets_what_is_there_now()
    {
        await Patch(Programme.Open, 1, """{"note":"người thứ nhất"}""");
        var (status, problem) = await (await Patch(Programme.Open, 1, """{"note":"người thứ hai"}""")).Answer();
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(412));
            Assert.That(problem["current"]!["note"].Text(), Is.EqualTo("người thứ nhất"));
            Assert.That(problem["current"]!["version"].Int(), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task A_change_without_the_version_it_was_made_against_is_refused()
    {
        var (status, problem) = await (await Patch(Programme.Open, null, """{"note":"x"}""")).Answer();
        Assert.That(status, Is.EqualTo(428));
        Assert.That(problem["detail"].Text(), Does.Contain("If-Match"));
    }

    [TestCase("""{"title":""}""", "không được để trống")]
    [TestCase("""{"leadUnit":"Ban Không Có"}""", "Không tìm thấy đơn vị")]
    [TestCase("""{"title":"x","effectiveOn":"2019-01-01"}""", "chỉ có từ ngày 07/01/2019")]
    [TestCase("""{"tittle":"x"}""", "không đúng khuôn dạng")]
    [TestCase("""{"title":""", "không đúng khuôn dạng")]
    [TestCase("không phải JSON", "không đúng khuôn dạng")]
    [TestCase("""{"effectiveOn":"2019-02-30"}""", "không đúng khuôn dạng")]
    [TestCase("""{"activityKind":"dancing"}""", "không đúng khuôn dạng")]
    public async Task A_wrong_change_gets_a_sentence_and_changes_nothing(string body, string sentence)
    {
        var (status, problem) = await (await Patch(Programme.Open, 1, body)).Answer();
        Assert.That(status, Is.AnyOf(400, 404, 409));
        Assert.That(problem["detail"].Text(), Does.Contain(sentence));
        Assert.That((await App.Office.Json($"/api/items/{Programme.Open}"))["version"].Int(), Is.EqualTo(1));
    }

    [TestCase(Role.Unit)]
    [TestCase(Role.StandingCommittee)]
    [TestCase(Role.Reader)]
    public async Task Others_than_office_and_administrator_only_read(Role role)
    {
        using var client = App.As(role);
        Assert.That((int)(await client.GetAsync($"/api/items/{Programme.Open}")).StatusCode, Is.EqualTo(200));
        var (status, problem) = await (await Patch(Programme.Open, 1, """{"note":"x"}""", client)).Answer();
        Assert.That(status, Is.EqualTo(403));
        Assert.That(problem["detail"].Text(), Does.Contain("Văn phòng và quản trị"));
    }

    [TestCase(Role.Office)]
    [TestCase(Role.Administrator)]
    public async Task Office_and_administrator_write(Role role)
    {
        using var client = App.As(role);
        Assert.That((int)(await Patch(Programme.Open, 1, """{"note":"x"}""", client)).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Without_sign_in_the_demo_is_read_and_not_written()
    {
        using var anyone = App.Anonymous();
        Assert.That((int)(await anyone.GetAsync($"/api/items/{Programme.Open}")).StatusCode, Is.EqualTo(200));
        Assert.That((int)(await Patch(Programme.Open, 1, """{"note":"x"}""", anyone)).StatusCode, Is.EqualTo(401));
    }

    [Test]
    public async Task A_token_that_nobody_knows_is_refused_even_for_reading()
    {
        using var client = App.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "trk_unknown");
        Assert.That((int)(await client.GetAsync("/api/programmes")).StatusCode, Is.EqualTo(401));
    }

    private Guid Id(string which) => which switch { "Done" => Programme.Done, "Late" => Programme.Late, _ => Programme.Open };

    private Task<HttpResponseMessage> Patch(Guid id, int? version, string body, HttpClient? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/items/{id}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (version is not null)
            request.Headers.IfMatch.Add(new($"\"{version}\""));
        return (client ?? App.Office).SendAsync(request);
    }
}
