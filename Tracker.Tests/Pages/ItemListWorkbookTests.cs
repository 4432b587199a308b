using AngleSharp.Dom;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tracker.Tests.Reports;

namespace Tracker.Tests.Pages;

/// <summary>The Excel of a list is that list.</summary>
public sealed class ItemListWorkbookTests
{
    [TestCase("/chuong-trinh", "figure=overdue&order=dueOn&dir=desc&cols=number,title,due,state,officer")]
    [TestCase("/chuong-trinh", "q=giam+sat&order=unit&cols=number,lead,title,completedOn&pageSize=10&page=2")]
    [TestCase("/phat-sinh", "unit=Ban+KTNS&order=title&dir=desc&cols=number,title,givenOn,source")]
    public async Task It_has_exactly_the_items_columns_and_groups_of_the_page_in_its_order(string path, string query)
    {
        var app = await SampleYears.App;
        var page = await app.Page($"{path}?year=2019&asOf=2019-11-30&{query}");
        var link = page.QuerySelector(".tools > a[href*='.xlsx']")!.GetAttribute("href")!;
        var all = await app.Page(link.Replace(".xlsx", "") + "&pageSize=1000");
        using var browser = app.Browser();
        var workbook = new ReadWorkbook(await browser.GetByteArrayAsync(link));
        var sheet = workbook.Rows(workbook.Sheets.Single());

        var header = sheet.FindIndex(r => r[0] is "TT");
        var rows = all.QuerySelectorAll("table.items tbody tr").Select(r => r.Children.Select(c => c.TextContent.Trim()).ToArray()).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(sheet[header], Is.EqualTo(all.QuerySelectorAll("table.items thead th").Select(h => h.TextContent.Trim().Replace("Nhiệm vụ", "Nội dung công việc"))));
            Assert.That(rows, Has.Length.GreaterThan(2));
            Assert.That(sheet.Skip(header + 1).Select(Shown), Is.EqualTo(rows.Select(r => r.Length == 1 ? r[0] : string.Join(" | ", r).TrimEnd(' ', '|'))));
            Assert.That(sheet[0][0], Is.EqualTo(all.Heading().ToUpper()));
            Assert.That(sheet[2][0], Is.EqualTo("Số liệu tính đến hết ngày 30/11/2019, theo những gì đã ghi đến 09:00 ngày 06/01/2020"));
            Assert.That(workbook.Faults(), Is.Empty);
        });

        static string Shown(object?[] row) => string.Join(" | ", row.Select(c => c switch
        {
            DateTime day => day.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture),
            double number => number.ToString("0"),
            _ => (string?)c ?? "",
        })).TrimEnd(' ', '|');
    }

    [Test]
    public async Task Without_chosen_columns_it_tells_all_that_the_cells_of_the_page_tell_and_its_header_repeats_in_print()
    {
        using var browser = (await SampleYears.App).Browser();
        var content = await browser.GetByteArrayAsync("/chuong-trinh.xlsx?year=2019&asOf=2019-11-30&figure=total");
        var sheet = new ReadWorkbook(content).Rows("Chương trình");
        var header = sheet.FindIndex(r => r[0] is "TT");
        Assert.That(sheet.Skip(header + 1).Count(r => r[0] is double), Is.EqualTo(273));
        Assert.That(sheet[header], Is.EqualTo(new[]
        {
            "TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện", "Thời hạn", "Sản phẩm", "Tình trạng", "Ngày hoàn thành", "Số văn bản",
            "Nguyên nhân chậm", "Thời hạn ban đầu", "Ghi chú",
        }));
        using var document = SpreadsheetDocument.Open(new MemoryStream(content), false);
        var names = document.WorkbookPart!.Workbook.Descendants<DefinedName>().ToDictionary(n => n.Name!.Value!, n => n.Text);
        Assert.That(names["_xlnm.Print_Titles"], Is.EqualTo($"'Chương trình'!${header + 1}:${header + 1}"));
        Assert.That(names["_xlnm._FilterDatabase"], Does.StartWith($"'Chương trình'!$A${header + 1}:$M$"));
    }
}
