using Microsoft.Playwright;
using Tracker.Domain.Accounts;

namespace Tracker.Tests.Pages;

/// <summary>What the four people come for, in a real browser.</summary>
public sealed class JourneyTests
{
    private static readonly DateTimeOffset Now = new(2019, 12, 2, 9, 0, 0, TimeSpan.FromHours(7));

    private TestApp _app = null!;
    private SmallProgramme _programme = null!;
    private string _import = "";
    private IBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _programme = await SmallProgramme.Record(_app = await TestApp.New(Now));
        await _programme.Reopen(_app, _programme.Done);
        _browser = await Chromium.Browser;
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task The_office_enters_a_completion_in_the_row_and_goes_on_to_the_next()
    {
        await using var context = await _browser.NewContextAsync();
        var page = await SignIn(context, Role.Office);
        await Open(page, "/chuong-trinh?asOf=2019-12-02");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi số 1" }).ClickAsync();
        await page.Locator("tr.entry").GetByLabel("Số, ký hiệu văn bản").FillAsync("99/BC-HĐND");
        await page.Locator("tr.entry").GetByRole(AriaRole.Button, new() { Name = "Ghi" }).ClickAsync();
        await Expect(page.Locator(".flash")).ToHaveTextAsync("Số 1: đã ghi hoàn thành, ngày 02/12/2019.");
        await Expect(page.Locator($"#nv-{_programme.Done} .tag")).ToHaveTextAsync("Chậm");
        await Expect(page.Locator($"#nv-{_programme.Open} button")).ToBeFocusedAsync();
        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo("/chuong-trinh"));
    }

    [Test]
    public async Task Several_rows_are_entered_at_once_or_none_of_them()
    {
        foreach (var script in new[] { true, false })
        {
            await using var context = await _browser.NewContextAsync(new() { JavaScriptEnabled = script });
            var page = await SignIn(context, Role.Office);
            await Open(page, "/chuong-trinh?asOf=2019-12-02");
            foreach (var item in new[] { _programme.Done, _programme.Open })
                await page.Locator($"#nv-{item} input[type=checkbox]").CheckAsync();
            var several = page.Locator(".several");
            if (!script)
            {
                await several.GetByLabel("Tình trạng").SelectOptionAsync("inProgress");
                await several.GetByLabel("Nguyên nhân chậm").FillAsync("Chờ số liệu");
            }
            await several.GetByLabel("Ngày").FillAsync(script ? "5/12/2019" : "1/12/2019");
            await several.GetByRole(AriaRole.Button, new() { Name = "Ghi các dòng đã chọn" }).ClickAsync();
            if (script)
            {
                await Expect(page.Locator(".several .problem")).ToContainTextAsync("chưa tới");
                await Expect(page.Locator("input[form=nhieu]:checked")).ToHaveCountAsync(2);
            }
            else
            {
                await Expect(page.Locator(".flash")).ToHaveTextAsync("Đã ghi đang thực hiện, ngày 01/12/2019 cho 2 nội dung.");
            }
        }
    }

    [Test]
    public async Task Several_ad_hoc_tasks_are_pasted_from_a_worksheet()
    {
        await using var context = await _browser.NewContextAsync();
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await SignIn(context, Role.Office);
        await Open(page, "/phat-sinh/nhap?asOf=2019-12-02");
        var rows = string.Join("\\n", Enumerable.Range(1, 12).Select(n => $"Báo cáo số {n}\\tBan Pháp chế\\t\\tChậm nhất 15/12"));
        await page.EvaluateAsync($$"""
            () => {
              const data = new DataTransfer();
              data.setData("text/plain", "{{rows}}\n");
              document.querySelector("[name='title.0']").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        await page.GetByLabel("Nguồn giao, cho các dòng để trống").FillAsync("Giao ban tháng 11");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi tất cả" }).ClickAsync();
        await Expect(page.Locator(".flash")).ToHaveTextAsync("Đã ghi 12 nhiệm vụ.");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("12 nhiệm vụ phát sinh");
    }

    [Test]
    public async Task A_board_without_javascript_finds_what_it_owes_and_reports()
    {
        await using var context = await _browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await SignIn(context, Role.Unit);
        await page.GetByRole(AriaRole.Link, new() { Name = "Việc của" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Giám sát công tác cải cách hành chính" }).First.ClickAsync();
        var form = page.Locator("form[data-form='ket-qua']");
        await form.GetByLabel("Tình trạng").SelectOptionAsync("inProgress");
        await form.GetByLabel("Nguyên nhân chậm").FillAsync("Chờ báo cáo của quận");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".flash")).ToContainTextAsync("Đã ghi: đang thực hiện");
        await page.GetByText("Đề nghị gia hạn", new() { Exact = true }).ClickAsync();
        form = page.Locator("form[data-form='de-nghi-gia-han']");
        await form.GetByLabel("Thời hạn mới").FillAsync("31/12/2019");
        await form.GetByLabel("Lý do").FillAsync("Chờ số liệu");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".flash")).ToContainTextAsync("Đã gửi đề nghị gia hạn");
    }

    [Test]
    public async Task The_standing_committee_decides_by_keyboard_alone()
    {
        using (var board = await _app.SignIn(Role.Unit))
            await board.Send(await board.Open($"/nhiem-vu/{_programme.Done}"), "de-nghi-gia-han", ("dueOn", "31/12/2019"), ("reason", "Chờ số liệu"));
        await _app.Visit(Role.StandingCommittee);
        await using var context = await _browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_app.Address, "/dang-nhap?to=/viec").ToString());
        await Expect(page.Locator("#username")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(_app.Accounts.Single(a => a.Role == Role.StandingCommittee).Username);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(TestApp.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/viec");

        await TabTo(page, "Giám sát công tác cải cách hành chính");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/nhiem-vu/**");
        await TabTo(page, "quyet-dinh-state");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("15/TB-HĐND");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".flash")).ToContainTextAsync("Đã ghi quyết định");
        await Expect(page.Locator(".facts").Nth(1)).ToContainTextAsync("31/12/2019");
    }

    [Test]
    public async Task Rows_are_reached_and_entered_by_keyboard()
    {
        await using var context = await _browser.NewContextAsync();
        var page = await SignIn(context, Role.Office);
        await Open(page, "/chuong-trinh?asOf=2019-12-02");
        await page.Locator($"#nv-{_programme.Done} button").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator($"#nv-{_programme.Open} button")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("tr.entry select").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("tr.entry")).ToHaveCountAsync(0);
        await Expect(page.Locator($"#nv-{_programme.Open} button")).ToBeFocusedAsync();
        await page.Locator("body").PressAsync("/");
        await Expect(page.Locator("#find")).ToBeFocusedAsync();
    }

    [Test]
    public async Task Of_two_browsers_on_one_item_the_second_sees_what_the_first_recorded_and_loses_nothing()
    {
        await using var one = await _browser.NewContextAsync();
        await using var other = await _browser.NewContextAsync();
        var (office, board) = (await SignIn(one, Role.Office), await SignIn(other, Role.Unit));
        await Open(office, "/chuong-trinh?asOf=2019-12-02");
        await office.GetByRole(AriaRole.Button, new() { Name = "Ghi số 1" }).ClickAsync();
        await office.Locator("tr.entry [name=document]").FillAsync("99/BC-HĐND");

        await Open(board, $"/nhiem-vu/{_programme.Done}?asOf=2019-12-02");
        await board.Locator("form[data-form='ket-qua'] [name=reason]").FillAsync("Đang lấy ý kiến");
        await board.Locator("form[data-form='ket-qua'] [name=state]").SelectOptionAsync("inProgress");
        await board.Locator("form[data-form='ket-qua'] button").ClickAsync();
        await Expect(board.Locator(".flash")).ToBeVisibleAsync();

        await office.Locator("tr.entry button.main").ClickAsync();
        await Expect(office.Locator("tr.entry .problem")).ToContainTextAsync("Người khác vừa thay đổi");
        await Expect(office.Locator("tr.entry .since")).ToContainTextAsync("Đang lấy ý kiến");
        await Expect(office.Locator("tr.entry [name=document]")).ToHaveValueAsync("99/BC-HĐND");
        await office.Locator("tr.entry button.main").ClickAsync();
        await Expect(office.Locator(".flash")).ToContainTextAsync("Số 1: đã ghi hoàn thành");
    }

    [Test]
    public async Task Whoever_has_to_sign_in_again_while_entering_a_row_finds_what_was_typed()
    {
        await using var context = await _browser.NewContextAsync();
        var page = await SignIn(context, Role.Office);
        await Open(page, "/chuong-trinh?asOf=2019-12-02");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi số 1" }).ClickAsync();
        await page.Locator("tr.entry [name=document]").FillAsync("99/BC-HĐND");
        _app.Clock.Now += TimeSpan.FromHours(13);
        await page.Locator("tr.entry button.main").ClickAsync();
        await page.GetByLabel("Tên đăng nhập").FillAsync(_app.Accounts.Single(a => a.Role == Role.Office).Username);
        await page.GetByLabel("Mật khẩu").FillAsync(TestApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập" }).ClickAsync();
        await Expect(page.GetByLabel("Số, ký hiệu văn bản")).ToHaveValueAsync("99/BC-HĐND");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi lại" }).ClickAsync();
        await Expect(page.Locator(".flash")).ToContainTextAsync("Số 1: đã ghi hoàn thành");
    }

    private static readonly (Role Role, string Address)[] Signed =
    [
        (Role.Office, "/tai-khoan"), (Role.Office, "/chuong-trinh?asOf=2019-12-02"), (Role.Office, "/chuong-trinh?asOf=2019-12-02&ghi={open}"), (Role.Office, "/nhiem-vu/{open}"),
        (Role.Office, "/phat-sinh/nhap"), (Role.Office, "/giao-ban/phien-hop/lich"), (Role.Office, "/phoi-hop/danh-muc"), (Role.Office, "/chuong-trinh/nhap"), (Role.Office, "/quan-tri/chuong-trinh"), (Role.Office, "/quan-tri/chuong-trinh/{programme}/khep-lai"),
        (Role.Administrator, "/quan-tri/don-vi"), (Role.Administrator, "/quan-tri/don-vi/moi"), (Role.Administrator, "/quan-tri/nguoi"), (Role.Administrator, "/quan-tri/tai-khoan"),
        (Role.Administrator, "/quan-tri/tai-khoan/moi"), (Role.Administrator, "/quan-tri/thiet-lap"), (Role.Administrator, "/quan-tri/lich-chay"), (Role.Administrator, "/nhat-ky"), (Role.Office, "/nhac-viec"), (Role.Office, "/nhap-excel"), (Role.Office, "/nhap-excel/{import}"), (Role.Office, "/nhap-excel/{import}/doi-chieu"), (Role.Office, "/giao-ban"), (Role.Office, "/nhac-viec/xem-truoc"), (Role.Office, "/nhac-viec/tam-dung"), (Role.Office, "/nhac-viec/don-doc?unit=Ban+PC"), (Role.Unit, "/nhiem-vu/{done}"), (Role.Unit, "/viec"), (Role.StandingCommittee, "/viec"),
    ];

    [Test]
    public async Task Pages_of_people_who_write_fit_every_width_please_axe_and_keep_their_policy()
    {
        _import = (await _app.Office.Upload("tien-do-2019-11.xlsx"))["id"].Text();
        foreach (var people in Signed.GroupBy(s => s.Role))
        {
            await using var context = await _browser.NewContextAsync(new() { BypassCSP = true });
            var page = await SignIn(context, people.Key);
            foreach (var (_, pattern) in people)
            {
                var address = Named(pattern);
                await Open(page, address);
                await page.FitsAndPleasesAxe($"{people.Key} {address}");
            }
        }
    }

    [Test]
    public async Task Nothing_on_the_pages_of_people_who_write_breaks_the_policy()
    {
        await using var context = await _browser.NewContextAsync();
        var page = await SignIn(context, Role.Office);
        _import = (await _app.Office.Upload("tien-do-2019-11.xlsx"))["id"].Text();
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        foreach (var (_, pattern) in Signed.Where(s => s.Role == Role.Office))
            await Open(page, Named(pattern));
        await Open(page, "/chuong-trinh?asOf=2019-12-02");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi số 1" }).ClickAsync();
        await Expect(page.Locator("tr.entry")).ToBeVisibleAsync();
        Assert.That(complaints, Is.Empty);
    }

    [Test]
    public async Task The_administrator_adds_a_unit_and_an_account_on_a_phone()
    {
        await using var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });
        var page = await SignIn(context, Role.Administrator);
        await page.GetByRole(AriaRole.Link, new() { Name = "Quản trị" }).TapAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Thêm đơn vị" }).TapAsync();
        await page.GetByLabel("Tên", new() { Exact = false }).First.FillAsync("Ban Dân tộc");
        await page.GetByLabel("Tên gọi khác").FillAsync("Ban DT");
        await page.Locator("main button.main").TapAsync();
        await Expect(page.Locator(".flash")).ToContainTextAsync("Ban Dân tộc");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nhật ký" }).TapAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Ban Dân tộc");
    }

    [Test]
    public async Task A_list_prints_complete_with_its_letterhead()
    {
        if (!Installed.Has("pdftotext"))
            Assert.Ignore("poppler-utils is needed; ./test installs it.");
        var sample = await SampleYears.App;
        await using var context = await _browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(sample.Address, "/chuong-trinh?year=2019&asOf=2019-11-30&figure=total&pageSize=1000").ToString());
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.pdf");
        try
        {
            await page.PdfAsync(new() { Path = file, PreferCSSPageSize = true });
            var pages = (await Installed.Run("pdftotext", "-layout", file, "-")).Split('\f', StringSplitOptions.RemoveEmptyEntries);
            Assert.Multiple(() =>
            {
                Assert.That(pages[0], Does.Contain("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HÀ NỘI").And.Contain("273 nội dung"));
                Assert.That(pages, Has.All.Contains("Nội dung công việc"), "the header repeats");
                Assert.That(pages, Has.Length.InRange(10, 40));
                var numbers = pages.SelectMany(p => p.Split('\n')).Select(line => line.TrimStart().Split(' ')[0]).ToHashSet();
                Assert.That(Enumerable.Range(1, 273).Select(n => n.ToString()).Except(numbers), Is.Empty, "every row is on paper");
            });
        }
        finally
        {
            File.Delete(file);
        }
    }

    private string Named(string pattern) =>
        pattern.Replace("{import}", _import).Replace("{open}", _programme.Open.ToString()).Replace("{done}", _programme.Done.ToString()).Replace("{programme}", _programme.Id.ToString());

    private async Task<IPage> SignIn(IBrowserContext context, Role role)
    {
        await _app.Visit(role);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_app.Address, "/dang-nhap").ToString());
        await page.GetByLabel("Tên đăng nhập").FillAsync(_app.Accounts.Single(a => a.Role == role).Username);
        await page.GetByLabel("Mật khẩu").FillAsync(TestApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập" }).ClickAsync();
        await Expect(page.Locator(".who")).ToContainTextAsync("Đăng xuất");
        return page;
    }

    private Task Open(IPage page, string address) => page.GotoAsync(new Uri(_app.Address, address).ToString());

    /// <summary>Presses Tab until what has the focus is called so, or has that id.</summary>
    private static async Task TabTo(IPage page, string what)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("what => document.activeElement.id === what || document.activeElement.textContent.trim() === what", what))
                return;
        }
        Assert.Fail($"No way by keyboard to “{what}”.");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
