using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Tracker.Tests.Pages;

public sealed class SearchPageTests
{
    private static async Task<IHtmlDocument> Find(string text) => await (await SampleYears.App).Page("/tim?q=" + Uri.EscapeDataString(text));

    [Test]
    public async Task Items_of_every_year_are_found_without_accents_and_it_says_how_many_more()
    {
        var app = await SampleYears.App;
        var page = await Find("giam sat");
        var all = (await app.Office.Json("/api/items?q=giam+sat&asOf=2020-01-06&pageSize=1"))["total"].Int();
        Assert.That(page.Words(".found-items h2"), Is.EqualTo($"Nhiệm vụ: {all}"));
        Assert.That(page.QuerySelectorAll(".found-items li"), Has.Length.EqualTo(20));
        Assert.That(page.Words(".found-items > p"), Does.StartWith($"Còn {all - 20} nhiệm vụ nữa"));
        var first = page.QuerySelector(".found-items .what")!;
        Assert.That((await app.Page(first.GetAttribute("href")!)).Heading(), Does.EndWith(first.TextContent));
    }

    [TestCase("60", "60")]
    [TestCase("08/TB-HĐND", null)]
    public async Task A_number_or_the_number_of_a_paper_is_found_first(string text, string? number)
    {
        var line = (await Find(text)).QuerySelector(".found-items li")!;
        if (number is not null)
            Assert.That(line.Words(".n"), Is.EqualTo(number));
        else
            Assert.That(line.Words(".meta"), Does.EndWith(text));
    }

    [TestCase("01/CTr-HĐND", 2)]
    [TestCase("chuong trinh 2018", 1)]
    public async Task Programmes_are_found_by_number_and_year_and_lead_to_their_lists(string text, int programmes)
    {
        var app = await SampleYears.App;
        var page = await Find(text);
        var links = page.QuerySelectorAll(".found-programmes .what");
        Assert.That(links, Has.Length.EqualTo(programmes));
        foreach (var link in links)
            Assert.That((await app.Page(link.GetAttribute("href")!)).Words(".shown"), Does.StartWith($"Chương trình {link.TextContent}"));
    }

    [TestCase("Ban ĐT", "Ban Đô thị")]
    [TestCase("ban kinh te ngan sach", "Ban Kinh tế - Ngân sách")]
    public async Task Units_are_found_by_any_of_their_names_and_lead_to_their_lists(string text, string unit)
    {
        var link = (await Find(text)).QuerySelector(".found-units .what")!;
        Assert.That(link.TextContent, Is.EqualTo(unit));
        Assert.That((await (await SampleYears.App).Page(link.GetAttribute("href")!)).Words(".shown"), Does.Contain($"{unit} chủ trì"));
    }

    [Test]
    public async Task What_isn_t_there_is_said_and_every_page_has_the_field()
    {
        Assert.That((await Find("khongconoidungnaynhuvay")).Words(".empty"), Does.Contain("Không tìm thấy gì"));
        var form = (await (await SampleYears.App).Page("/")).QuerySelector(".bar form.find")!;
        Assert.That((form.GetAttribute("action"), form.GetAttribute("role"), form.Words("label")), Is.EqualTo(("/tim", "search", "Tìm nhanh")));
    }
}
