using AngleSharp.Dom;

namespace Tracker.Tests.Pages;

public sealed class ErrorPageTests
{
    [TestCase("/khong-co-trang-nay", 404, "Không tìm thấy")]
    [TestCase("/nhiem-vu/00000000-0000-0000-0000-000000000001", 404, "Không tìm thấy")]
    [TestCase("/nhiem-vu/abc", 404, "Không tìm thấy")]
    [TestCase("/chuong-trinh?year=1999", 404, "Không tìm thấy")]
    [TestCase("/chuong-trinh?figure=bogus", 400, "Yêu cầu chưa đúng")]
    [TestCase("/chuong-trinh?page=99", 400, "Yêu cầu chưa đúng")]
    public async Task A_reader_gets_a_page_with_a_sentence_and_a_reference(string address, int status, string title)
    {
        using var browser = (await SampleYears.App).Browser();
        var (answered, page) = await browser.Read(address);
        Assert.Multiple(() =>
        {
            Assert.That(answered, Is.EqualTo(status));
            Assert.That(page.Heading(), Is.EqualTo(title));
            Assert.That(page.Words(), Does.Contain("Mã tham chiếu").And.Not.Contain("   at ").And.Not.Contain("Exception"));
            Assert.That(page.QuerySelector("main a")!.GetAttribute("href"), Is.EqualTo("/"));
        });
    }

    [Test]
    public async Task A_mistyped_day_is_asked_for_again_with_what_was_typed()
    {
        using var browser = (await SampleYears.App).Browser();
        var (status, page) = await browser.Read("/chuong-trinh?figure=overdue&asOf=31/02/2019");
        Assert.That(status, Is.EqualTo(400));
        Assert.That(page.Words(), Does.Contain("“31/02/2019” không phải là một ngày có thật"));
        Assert.That(page.QuerySelector("#day")!.GetAttribute("value"), Is.EqualTo("31/02/2019"));
        Assert.That(page.QuerySelector("form")!.GetAttribute("action"), Is.EqualTo("/chuong-trinh"));
        Assert.That(page.QuerySelector("input[name='figure']")!.GetAttribute("value"), Is.EqualTo("overdue"));
    }

    [TestCase("/so-sanh?asOf2=31/02/2019&unit=", "asOf2", "31/02/2019")]
    [TestCase("/so-sanh?knownAt2=3/12/2019 25:00", "knownAt2", "3/12/2019 25:00")]
    public async Task Every_day_and_moment_that_people_type_is_asked_for_again_without_names_of_parameters(string address, string parameter, string typed)
    {
        using var browser = (await SampleYears.App).Browser();
        var (status, page) = await browser.Read(address);
        Assert.That(status, Is.EqualTo(400));
        Assert.That(page.QuerySelector("#day")?.GetAttribute("name"), Is.EqualTo(parameter));
        Assert.That(page.QuerySelector("#day")!.GetAttribute("value"), Is.EqualTo(typed));
        Assert.That(page.Words("main"), Does.Not.Contain(parameter));
    }

    [TestCase("/chuong-trinh")]
    [TestCase("/api/items")]
    [TestCase("/khong-co-trang-nay")]
    public async Task The_head_of_an_answer_can_be_asked_for_alone(string address)
    {
        using var browser = (await SampleYears.App).Browser();
        using var whole = await browser.GetAsync(address);
        using var head = await browser.SendAsync(new(HttpMethod.Head, address));
        Assert.That((head.StatusCode, head.Content.Headers.ContentType, await head.Content.ReadAsStringAsync()), Is.EqualTo((whole.StatusCode, whole.Content.Headers.ContentType, "")));
    }

    [Test]
    public async Task Callers_of_the_API_get_problem_details_whatever_they_accept()
    {
        using var browser = (await SampleYears.App).Browser();
        foreach (var address in new[] { "/api/items?asOf=nonsense", "/api/khong-co" })
        {
            using var answer = await browser.GetAsync(address);
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), address);
        }
        using var json = await (await SampleYears.App).Anonymous().GetAsync("/khong-co-trang-nay");
        Assert.That(json.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
    }

    [Test]
    public async Task Without_sign_in_a_closed_council_shows_nothing()
    {
        await using var app = await TestApp.New(openReading: false);
        using var browser = app.Browser();
        foreach (var address in new[] { "/", "/chuong-trinh", "/khong-co" })
        {
            var (_, page) = await browser.Read(address);
            Assert.That(page.Heading(), Is.EqualTo("Đăng nhập"), address);
        }
    }
}
