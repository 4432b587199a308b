using System.Net.Http.Json;
using Microsoft.Playwright;

namespace Tracker.Tests.Pages;

/// <summary>What only a browser can tell.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BrowserTests
{
    private static readonly string[] Addresses =
    [
        "/", "/chuong-trinh?figure=overdue&year=2019&asOf=2019-11-30", "/chuong-trinh?year=2019&asOf=2019-11-30&figure=total&q=giam+sat", "/phat-sinh?year=2019&asOf=2019-11-30", "/tang-truong", "/huong-dan", "/khong-co",
        "/?year=2019&asOf=2019-08-15&unit=Ban+KTNS", "/tang-truong?asOf=2019-11-30&from=2017&to=2019", "/so-sanh?year=2019&asOf=2019-11-30", "/so-sanh?year=2019&asOf=2019-11-30&figure=completed",
        "/chuong-trinh?year=2019&asOf=2019-11-30&cols=number,title,lead,leader,due,state,completedOn,document&order=state&leader=Trưởng+Ban+Pháp+chế",
        "/qua-han?asOf=2019-11-30", "/qua-han?asOf=2019-11-30&figure=dueSoon", "/viec", "/viec?unit=Ban+KTNS&asOf=2019-06-30", "/tim", "/tim?q=giam+sat", "/tim?q=ban", "/da-nhan/khong-co",
        "/giao-ban?year=2019&asOf=2019-11-30", "/so-lieu", Sealed, "/chuong-trinh/dieu-chinh?year=2019", "/ky-hop", "/ky-hop/mau", "/giao-ban/phien-hop?nam=2018", Held, Opened, "/phoi-hop", "/phoi-hop/chi-so", "/phoi-hop/nhiem-vu", "/tra-loi/khong-co",
    ];

    /// <summary>Stands for the page of figures that were published.</summary>
    private const string Sealed = "/so-lieu/{code}";

    /// <summary>Stand for the pages of a meeting and of a session.</summary>
    private const string Held = "/giao-ban/phien-hop/{meeting}", Opened = "/ky-hop/{session}";

    private string _code = "", _meeting = "", _session = "";
    private TestApp _app = null!;
    private IBrowser _browser = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        (_app, _browser) = (await SampleYears.App, await Chromium.Browser);
        // Before the seal: on a clock that stands, what is recorded after it isn't known yet.
        _meeting = await Made("meetings", new { kind = "thematic", number = 99, heldOn = "2018-12-20", title = "Y tế cơ sở", agenda = new[] { "Báo cáo", "Thảo luận" }, units = new[] { "Ban Pháp chế" } }, "id");
        await _app.Office.PostAsJsonAsync($"/api/meetings/{_meeting}/conclusions", new { conclusions = new[] { new { text = "Thống nhất đánh giá", withoutTask = true } } });
        _session = await Made("sessions", new { kind = "other", year = 2018, name = "Hội nghị tổng kết", opensOn = "2018-12-27" }, "session.id");
        var programme = (await _app.Office.Json("/api/programmes?year=2018"))["items"]![0]!["id"].Text();
        using var published = await _app.Office.PostAsJsonAsync("/api/seals", new { programme, asOf = "2018-11-30" });
        _code = (await published.Answer()).Body["code"].Text();

        async Task<string> Made(string what, object body, string id)
        {
            using var answer = await _app.Office.PostAsJsonAsync($"/api/{what}", body);
            return id.Split('.').Aggregate((await answer.Answer()).Body, (node, name) => node[name]!).Text();
        }
    }

    [Test]
    public async Task The_day_is_changed_by_typing_and_a_number_leads_to_its_items()
    {
        foreach (var script in new[] { true, false })
        {
            await using var context = await _browser.NewContextAsync(new() { JavaScriptEnabled = script });
            var page = await Page(context, "/");
            await page.GetByLabel("Tính đến hết ngày").FillAsync("31/3/2019");
            await page.GetByRole(AriaRole.Button, new() { Name = "Xem" }).ClickAsync();
            await Expect(page.Locator(".figure").First).ToHaveTextAsync("47/273");
            await page.Locator(".figure a").First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("47 nội dung đã hoàn thành");
        }
    }

    [Test]
    public async Task The_day_is_picked_from_the_calendar_with_the_keyboard()
    {
        await using var context = await _browser.NewContextAsync();
        var page = await Page(context, "/");
        await page.Locator("details.pick summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "31/12/2019" }).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".figure").First).ToHaveTextAsync("270/273");
    }

    [Test]
    public async Task The_slash_leads_to_the_search_but_not_while_typing()
    {
        await using var context = await _browser.NewContextAsync();
        var page = await Page(context, "/chuong-trinh");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("08/TB-HĐND");
        await Expect(page.GetByLabel("Tìm nhanh")).ToHaveValueAsync("08/TB-HĐND");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".found-items .meta").First).ToContainTextAsync("08/TB-HĐND");
    }

    [Test]
    public async Task A_part_of_the_bar_leads_to_its_items()
    {
        await using var context = await _browser.NewContextAsync();
        var page = await Page(context, "/");
        await page.Locator("svg.parts").First.GetByRole(AriaRole.Link, new() { Name = "6 quá hạn" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("6 nội dung quá hạn");
    }

    [TestCaseSource(nameof(Addresses))]
    public async Task It_fits_every_width_without_scrolling_sideways_and_pleases_axe(string address)
    {
        await using var context = await _browser.NewContextAsync(new() { BypassCSP = true });
        await (await Page(context, address)).FitsAndPleasesAxe(address);
    }

    [Test]
    public async Task Nothing_on_a_page_breaks_its_own_policy()
    {
        await using var context = await _browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        foreach (var address in Addresses.Where(a => !a.EndsWith("/khong-co")))
            await page.GotoAsync(new Uri(_app.Address, Filled(address)).ToString());
        Assert.That(complaints, Is.Empty);
    }

    private string Filled(string address) => address.Replace("{code}", _code).Replace("{meeting}", _meeting).Replace("{session}", _session);

    private async Task<IPage> Page(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_app.Address, Filled(address)).ToString());
        return page;
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
