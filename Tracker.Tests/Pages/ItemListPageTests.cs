using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Tracker.Tests.Pages;

public sealed class ItemListPageTests
{
    private static async Task<IHtmlDocument> List(string query, string path = "/chuong-trinh") => await (await SampleYears.App).Page($"{path}?year=2019&asOf=2019-11-30&{query}");

    [Test]
    public async Task The_heading_says_what_is_shown()
    {
        var page = await List("figure=overdue&unit=Ban+KTNS");
        Assert.That(page.Heading(), Is.EqualTo("3 nội dung quá hạn"));
        Assert.That(page.Words(".shown"), Is.EqualTo("Chương trình 01/CTr-HĐND năm 2019 · Ban Kinh tế - Ngân sách chủ trì · tính đến hết ngày 30/11/2019"));
        Assert.That(page.Rows(), Is.EqualTo(3));
        Assert.That(page.Words("tr .tag"), Does.Contain("Quá hạn 275 ngày"));
    }

    [Test]
    public async Task Groups_stand_as_rows_and_the_whole_list_fits_one_page()
    {
        var page = await List("figure=total&pageSize=1000");
        Assert.That(page.Rows(), Is.EqualTo(273));
        Assert.That(page.QuerySelectorAll("tr.group").Select(g => g.TextContent.Trim()).First(), Is.EqualTo("I. THƯỜNG TRỰC HĐND THÀNH PHỐ"));
        Assert.That(page.QuerySelectorAll("tr.group").Length, Is.EqualTo(6));
    }

    [Test]
    public async Task Search_needs_no_accents_and_can_be_taken_away()
    {
        var page = await List("q=giam+sat+cho");
        Assert.That(page.Rows(), Is.GreaterThan(0));
        Assert.That(page.Words(".shown"), Does.Contain("có chữ “giam sat cho”"));
        var without = page.QuerySelector(".narrowed a")!.GetAttribute("href")!;
        Assert.That((await (await SampleYears.App).Page(without)).Heading(), Is.EqualTo("273 nội dung"));
    }

    [Test]
    public async Task Pages_of_a_list_hold_every_item_once_on_the_same_moment()
    {
        var app = await SampleYears.App;
        var seen = new List<string>();
        var page = await List("figure=total");
        for (; ; )
        {
            seen.AddRange(page.QuerySelectorAll("table.items .what").Select(a => a.GetAttribute("href")!));
            var current = page.QuerySelector(".pages [aria-current]")!;
            if (current.NextElementSibling is not { } next)
                break;
            page = await app.Page(next.GetAttribute("href")!);
        }
        Assert.That(seen, Has.Count.EqualTo(273).And.Unique);
    }

    [Test]
    public async Task A_list_in_order_of_due_days_is_grouped_by_their_months()
    {
        var page = await List("figure=notDue&order=dueOn");
        Assert.That(page.QuerySelectorAll("tr.group").Select(g => g.TextContent.Trim()), Is.EqualTo(new[] { "Thời hạn trong tháng 11/2019", "Thời hạn trong tháng 12/2019" }));
        Assert.That(page.QuerySelector("th[aria-sort]")!.TextContent.Trim(), Is.EqualTo("Thời gian"));
    }

    [TestCase("dueOn", "Thời gian")]
    [TestCase("unit", "Chủ trì, phối hợp")]
    [TestCase("title", "Nội dung công việc")]
    [TestCase("state", "Tình trạng")]
    [TestCase("completedOn", null)]
    [TestCase("leader", null)]
    public async Task Every_order_can_be_turned_round_and_what_has_nothing_to_be_ordered_by_stays_last(string order, string? heading)
    {
        var items = (await (await SampleYears.App).Office.Json($"/api/items?year=2019&asOf=2019-11-30&order={order}&pageSize=1000"))["items"]!.AsArray();
        var back = (await (await SampleYears.App).Office.Json($"/api/items?year=2019&asOf=2019-11-30&order={order}&dir=desc&pageSize=1000"))["items"]!.AsArray();
        // By "title" each key is one item's alone or nearly so: letter by letter as the alphabet has it.
        object? Key(System.Text.Json.Nodes.JsonNode? item) => order switch
        {
            "dueOn" => item!["dueOn"]?.Text(),
            "completedOn" => item!["completedOn"]?.Text(),
            "unit" => item!["leadUnit"]!["name"].Text(),
            "leader" => item!["responsibleLeader"].Text(),
            "title" => item!["title"].Text(),
            _ => item!["timeliness"].Text(),
        };
        var runs = items.Select(Key).Where(k => k is not null).ToArray();
        var runsBack = back.Select(Key).Where(k => k is not null).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(runsBack.Distinct(), Is.EqualTo(runs.Reverse().Distinct()));
            Assert.That(items.Select(Key).SkipWhile(k => k is not null), Has.All.Null);
            Assert.That(back.Select(Key).SkipWhile(k => k is not null), Has.All.Null);
        });
        if (order is "dueOn" or "completedOn")
            Assert.That(runs, Is.Ordered);
        if (order is "title" or "leader")
            Assert.That(runs, Is.Ordered.Using((System.Collections.IComparer)new ByLetter()));
        if (heading is not null)
        {
            var page = await List($"order={order}");
            Assert.That((page.Words("th[aria-sort]"), page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort")), Is.EqualTo((heading, "ascending")));
            page = await (await SampleYears.App).Page(page.QuerySelector("th[aria-sort] a")!.GetAttribute("href")!);
            Assert.That((page.Words("th[aria-sort]"), page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort")), Is.EqualTo((heading, "descending")));
            Assert.That(page.QuerySelector("table.items .what")!.TextContent, Is.EqualTo(back[0]!["title"].Text()));
        }
    }

    private sealed class ByLetter : System.Collections.IComparer
    {
        public int Compare(object? x, object? y) => global::Tracker.Domain.Text.VietnameseText.Collation.Compare((string?)x, (string?)y);
    }

    [Test]
    public async Task Columns_are_chosen_in_the_address_and_stay_with_the_reader()
    {
        var page = await List("cols=number,title,leader&cols=due&cols=completedOn&figure=late");
        Assert.That(page.QuerySelectorAll("table.items thead th").Select(h => h.TextContent.Trim()),
            Is.EqualTo(new[] { "TT", "Nội dung công việc", "Lãnh đạo phụ trách", "Thời hạn", "Ngày hoàn thành" }));
        Assert.That(page.QuerySelectorAll("table.items tbody tr:not(.group)").Select(r => r.ChildElementCount), Has.All.EqualTo(5));
        Assert.That(page.QuerySelectorAll<IHtmlInputElement>(".columns input[type=checkbox]").Where(b => b.IsChecked).Select(b => b.Value),
            Is.EqualTo(new[] { "number", "title", "leader", "due", "completedOn" }));
        Assert.That(page.QuerySelectorAll("thead a, .narrowed a").Select(a => a.GetAttribute("href")), Has.All.Contains("cols=number"));
        Assert.That(page.QuerySelector("table.items tbody tr:not(.group)")!.Id, Does.StartWith("nv-"));
    }

    [Test]
    public async Task Rarer_conditions_are_chosen_from_what_occurs_and_open_when_one_is_set()
    {
        var page = await List("figure=total");
        Assert.That(page.QuerySelector("details.more")!.HasAttribute("open"), Is.False);
        var leaders = page.QuerySelectorAll<IHtmlOptionElement>("#leader option").Select(o => o.Value).Where(v => v.Length > 0).ToArray();
        Assert.That(leaders, Has.Member("Trưởng Ban Pháp chế"));
        var counts = 0;
        foreach (var leader in leaders)
        {
            var narrowed = await List("figure=total&leader=" + Uri.EscapeDataString(leader) + "&cols=leader&pageSize=1000");
            Assert.That(narrowed.QuerySelectorAll("table.items tbody tr:not(.group)").Select(r => r.TextContent.Trim()), Has.All.EqualTo(leader));
            Assert.That(narrowed.QuerySelector("details.more")!.HasAttribute("open"));
            counts += narrowed.Rows();
        }
        Assert.That(counts, Is.EqualTo(273));
        Assert.That((await List("activity=survey&group=" + Uri.EscapeDataString("II. BAN PHÁP CHẾ"))).Words(".shown"), Does.Contain("Khảo sát").And.Contain("II. BAN PHÁP CHẾ"));
    }

    [Test]
    public async Task Adhoc_tasks_are_listed_apart_with_who_gave_them_and_when()
    {
        var page = await List("figure=total&pageSize=1000", "/phat-sinh");
        Assert.That(page.Heading(), Is.EqualTo("361 nhiệm vụ phát sinh"));
        Assert.That(page.Rows(), Is.EqualTo(361));
        Assert.That(page.QuerySelector("td.given")!.TextContent.Trim(), Is.Not.Empty);
    }

    [Test]
    public async Task A_narrower_list_that_is_empty_leads_back_to_all()
    {
        var page = await List("q=khongconoidungnaynhuvay");
        Assert.That(page.Heading(), Is.EqualTo("0 nội dung"));
        Assert.That(page.Words(".empty a"), Is.EqualTo("Xem cả 273 nội dung"));
    }

    [Test]
    public async Task What_is_typed_is_shown_as_text_and_nothing_else()
    {
        var page = await List("q=" + Uri.EscapeDataString("<script>alert(1)</script>\"'&"));
        Assert.That(page.QuerySelectorAll("main script"), Is.Empty);
        Assert.That(page.QuerySelector<IHtmlInputElement>("#q")!.Value, Is.EqualTo("<script>alert(1)</script>\"'&"));
    }
}
