using System.Net;
using System.Net.Http.Json;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Accounts;

/// <summary>Signing in and out, as people do it.</summary>
public sealed class SignInTests
{
    private TestApp _app = null!;

    [SetUp]
    public async Task Start() => _app = await TestApp.New(openReading: false);

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Whoever_is_not_signed_in_is_led_to_the_sign_in_and_back_to_the_page_asked_for()
    {
        using var visitor = await _app.Visit(Role.Office);
        var page = await visitor.Open("/tai-khoan");
        Assert.That(visitor.At, Is.EqualTo("/dang-nhap?to=%2Ftai-khoan"));
        page = await visitor.Send(page, "/dang-nhap", ("username", "VanPhong"), ("password", TestApp.Password));
        Assert.Multiple(() =>
        {
            Assert.That(visitor.At, Is.EqualTo("/tai-khoan"));
            Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Nguyễn Thu Hà"));
        });
    }

    [Test]
    public async Task A_wrong_password_is_said_and_the_fifth_locks_the_account_for_a_quarter_of_an_hour()
    {
        using var visitor = await _app.Visit(Role.Office);
        var page = await visitor.Open("/dang-nhap");
        for (var failure = 1; failure <= 5; failure++)
        {
            page = await visitor.Send(page, "/dang-nhap", ("username", "vanphong"), ("password", "sai"));
            Assert.That(page.QuerySelector(".problem")!.TextContent, Does.StartWith("Tên đăng nhập hoặc mật khẩu không đúng"));
        }
        page = await visitor.Send(page, "/dang-nhap", ("password", TestApp.Password));
        Assert.That(page.QuerySelector(".problem")!.TextContent, Does.Contain("tạm khóa").And.Contain("09:15 ngày 06/01/2020"));
        _app.Clock.Now += TimeSpan.FromMinutes(16);
        await visitor.Send(page, "/dang-nhap", ("password", TestApp.Password));
        Assert.That(visitor.At, Is.EqualTo("/"));
    }

    [Test]
    public async Task Changing_the_password_signs_out_everywhere_else()
    {
        using var here = await _app.SignIn(Role.Office);
        using var elsewhere = await SignIn("vanphong");
        var page = await here.Send(await here.Open("/tai-khoan"), "password", ("current", TestApp.Password), ("chosen", "mot cau de nho"), ("again", "mot cau de nho"));
        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelector(".flash")?.TextContent, Does.StartWith("Đã đổi mật khẩu."));
            Assert.That(here.At, Is.EqualTo("/tai-khoan"));
        });
        await elsewhere.Open("/tai-khoan");
        Assert.That(elsewhere.At, Does.StartWith("/dang-nhap"));
    }

    [TestCase("ngan", "ngan", "ít nhất 10 ký tự")]
    [TestCase("aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "dễ đoán")]
    [TestCase("vanphong2020", "vanphong2020", "dễ đoán")]
    [TestCase("mot cau de nho", "mot cau khac", "chưa giống nhau")]
    [TestCase(TestApp.Password, TestApp.Password, "phải khác")]
    public async Task A_password_that_will_not_do_is_refused_with_the_reason(string chosen, string again, string reason)
    {
        using var visitor = await _app.SignIn(Role.Office);
        var page = await visitor.Send(await visitor.Open("/tai-khoan"), "password", ("current", TestApp.Password), ("chosen", chosen), ("again", again));
        Assert.Multiple(() =>
        {
            Assert.That(visitor.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(page.QuerySelector(".problem")!.TextContent, Does.Contain(reason));
            Assert.That(page.Body!.TextContent, Does.Not.Contain(TestApp.Password));
        });
    }

    [Test]
    public async Task A_form_without_its_token_records_nothing()
    {
        using var visitor = await _app.SignIn(Role.Office);
        var page = await visitor.Send(await visitor.Open("/tai-khoan"), "token", ("token", "stolen"), ("name", "Phần mềm"));
        Assert.Multiple(() =>
        {
            Assert.That(visitor.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(page.QuerySelector("input[name=name]")!.GetAttribute("value"), Is.EqualTo("Phần mềm"), "what was typed is still there");
            Assert.That(page.QuerySelector("code.secret"), Is.Null);
        });
    }

    [Test]
    public async Task A_personal_token_is_shown_once_and_can_be_revoked()
    {
        using var visitor = await _app.SignIn(Role.Office);
        var page = await visitor.Send(await visitor.Open("/tai-khoan"), "token", ("name", "Phần mềm báo cáo"));
        var token = page.QuerySelector("code.secret")!.TextContent;
        using var client = _app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.That((await client.GetAsync("/api/session")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        page = await visitor.Open("/tai-khoan");
        Assert.That(page.Body!.TextContent, Does.Not.Contain(token));
        var revoke = page.QuerySelectorAll("form").Select(f => f.GetAttribute("data-form")).First(f => f?.StartsWith("revoke-") == true && page.QuerySelector($"form[data-form='{f}']")!.TextContent.Contains("báo cáo"))!;
        await visitor.Send(page, revoke);
        Assert.That((await client.GetAsync("/api/session")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task What_was_typed_while_the_session_ended_waits_until_after_signing_in_again()
    {
        using var visitor = await _app.SignIn(Role.Office);
        var form = await visitor.Open("/tai-khoan");
        _app.Clock.Now += TimeSpan.FromHours(13);
        var page = await visitor.Send(form, "token", ("name", "Phần mềm báo cáo"));
        Assert.That(page.QuerySelector(".problem")!.TextContent, Does.Contain("nội dung đã gõ vẫn được giữ"));
        page = await visitor.Send(page, "/dang-nhap", ("username", "vanphong"), ("password", TestApp.Password));
        Assert.That(page.QuerySelector("input[name=name]")!.GetAttribute("value"), Is.EqualTo("Phần mềm báo cáo"));
        page = await visitor.Send(page, "/tai-khoan/ma-truy-cap");
        Assert.That(page.QuerySelector("code.secret"), Is.Not.Null, "recorded after all");
    }

    [Test]
    public async Task Of_many_guesses_at_once_no_more_are_answered_than_one_after_the_other()
    {
        using var visitor = await _app.Visit(Role.Office);
        using var client = _app.Anonymous();
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => client.PostAsJsonAsync("/api/session", new { username = "vanphong", password = "sai" })));
        Assert.That(answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized), Is.EqualTo(5));
        Assert.That(answers.Count(a => (int)a.StatusCode == 429), Is.EqualTo(25));
    }

    [Test]
    public async Task Nobody_makes_a_token_with_a_password_that_somebody_else_chose()
    {
        using var visitor = await _app.SignIn(Role.Office);
        var page = await visitor.Open("/tai-khoan");
        await using (var session = _app.Open())
            await session.Execute("update accounts set must_change_password = true where username = 'vanphong'").ContinueWith(_ => session.Commit()).Unwrap();
        await visitor.Send(page, "token", ("name", "Lối vòng"));
        Assert.That(visitor.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await visitor.Open("/tai-khoan")).QuerySelector("form[data-form=token]"), Is.Null);
    }

    [Test]
    public async Task The_session_serves_the_api_too_but_not_to_another_site()
    {
        using var client = _app.Anonymous();
        await _app.Visit(Role.Office);
        var signedIn = await client.PostAsJsonAsync("/api/session", new { username = "vanphong", password = TestApp.Password });
        Assert.That(signedIn.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await client.Json("/api/session"))["role"].Text(), Is.EqualTo("office"));

        using var elsewhere = new HttpRequestMessage(HttpMethod.Delete, "/api/session") { Headers = { { "Origin", "https://xau.example" } } };
        Assert.That((await client.SendAsync(elsewhere)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await client.DeleteAsync("/api/session")).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await client.GetAsync("/api/session")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Nobody_is_led_to_another_site_after_signing_in()
    {
        foreach (var to in new[] { "https://xau.example/", "//xau.example", "/\\xau.example" })
        {
            using var visitor = await _app.Visit(Role.Office);
            await visitor.Send(await visitor.Open("/dang-nhap?to=" + Uri.EscapeDataString(to)), "/dang-nhap", ("username", "vanphong"), ("password", TestApp.Password));
            Assert.That(visitor.At, Is.EqualTo("/"), to);
        }
    }

    private async Task<Visitor> SignIn(string username)
    {
        var visitor = new Visitor(_app.Address);
        await visitor.Send(await visitor.Open("/dang-nhap"), "/dang-nhap", ("username", username), ("password", TestApp.Password));
        return visitor;
    }
}
