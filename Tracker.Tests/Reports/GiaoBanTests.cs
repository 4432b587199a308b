using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tracker.Db.Items;
using Tracker.Domain.Items;

namespace Tracker.Tests.Reports;

/// <summary>The workbook of the giao ban, read back and set beside what the API answers on the same day.</summary>
public sealed class GiaoBanTests
{
    private const string Address = "/api/reports/giao-ban.xlsx";
    private TestApp _app = null!;
    private ReadWorkbook _november = null!;
    private JsonNode _figures = null!;
    private JsonNode _adhoc = null!;

    [OneTimeSetUp]
    public async Task Import()
    {
        _app = await TestApp.New();
        foreach (var workbook in new[] { "ctr-2017.xlsx", "tien-do-2017.xlsx", "ctr-2018.xlsx", "tien-do-2018.xlsx", "ctr-2019.xlsx", "phat-sinh-2019.xlsx", "tien-do-2019-11.xlsx" })
            await _app.Office.Import(workbook);
        _november = new(await _app.Office.GetByteArrayAsync($"{Address}?year=2019&asOf=2019-11-30"));
        _figures = await _app.Office.Json("/api/figures?year=2019&asOf=2019-11-30&groupBy=unit");
        _adhoc = await _app.Office.Json("/api/figures?year=2019&asOf=2019-11-30&origin=adhoc");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task It_comes_as_a_file_with_its_day_in_the_name()
    {
        using var answer = await _app.Office.GetAsync($"{Address}?year=2019&asOf=2019-11-30");
        var headers = answer.Content.Headers;
        Assert.That(headers.ContentType!.MediaType, Is.EqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        Assert.That((headers.ContentDisposition!.DispositionType, headers.ContentDisposition.FileNameStar), Is.EqualTo(("attachment", "Giao ban 30-11-2019 (nháp).xlsx")));
    }

    [Test]
    public void Its_sheets_stand_in_the_order_of_the_meeting() =>
        Assert.That(_november.Sheets, Is.EqualTo(new[] { "Tổng hợp", "Theo đơn vị", "Quá hạn", "Sắp đến hạn", "Phát sinh", "Thay đổi so với kỳ trước", "Tăng trưởng", "Toàn bộ" }));

    [Test]
    public void The_summary_says_what_the_api_says()
    {
        var names = new Dictionary<string, string>
        {
            ["Tổng số"] = "total", ["Hoàn thành"] = "completed", ["đúng hạn (trong số hoàn thành)"] = "onTime", ["chậm (trong số hoàn thành)"] = "late",
            ["Quá hạn"] = "overdue", ["Chưa đến hạn"] = "notDue", ["Chuyển sang năm sau"] = "carriedOver", ["Đang thực hiện"] = "inProgress", ["Chưa thực hiện"] = "notStarted",
            ["trong đó sắp đến hạn (30/11 - 30/12/2019)"] = "dueSoon", ["Chưa xong, không có thời hạn"] = "noDeadline", ["Đưa ra khỏi chương trình"] = "withdrawn",
            ["Đúng hạn, xét theo thời hạn đầu tiên"] = "onTimeByFirstDueDate", ["Chậm, xét theo thời hạn đầu tiên"] = "lateByFirstDueDate",
        };
        Assert.Multiple(() =>
        {
            foreach (var (label, name) in names)
            {
                var row = _november.Row("Tổng hợp", label);
                Assert.That((row[1], row[2] ?? ""), Is.EqualTo(((double)_figures[name]!["count"].Int(), _figures[name]!["text"]?.Text() ?? "")), label);
                Assert.That((row[3], row[4] ?? ""), Is.EqualTo(((double)_adhoc[name]!["count"].Int(), _adhoc[name]!["text"]?.Text() ?? "")), label);
            }
            Assert.That(_november.Row("Tổng hợp", "Hoàn thành")[1..3], Is.EqualTo(new object[] { 248d, "90,8%" }));
            Assert.That(_november.Row("Tổng hợp", "Tổng số")[3], Is.EqualTo(361d));
            Assert.That(_november.Row("Tổng hợp", "Tỷ lệ đúng hạn: đúng hạn/(đúng hạn + chậm)")[2], Is.EqualTo(_figures["onTimeRate"]!["text"].Text()));
            Assert.That(_november.Row("Tổng hợp", "Tỷ lệ trên số đến hạn: hoàn thành/(hoàn thành + quá hạn)")[2], Is.EqualTo(_figures["doneOfDue"]!["text"].Text()));
        });
    }

    [Test]
    public void Growth_stands_against_each_year_before()
    {
        var rows = _november.Rows("Tổng hợp");
        var issued = rows.Where(r => r[0] is "Số nội dung theo chương trình ban hành").Select(r => r[1..5]);
        Assert.That(issued, Is.EqualTo(new[] { new object[] { 273d, 252d, 21d, "+8,3%" }, [273d, 174d, 99d, "+56,9%"] }));
        Assert.That(rows.Select(r => r[0]), Has.Member("So với năm 2018 (cùng đến hết 30/11)"));
    }

    [Test]
    public void The_letterhead_and_both_clocks_are_on_it()
    {
        var texts = _november.Rows("Tổng hợp").SelectMany(r => r).OfType<string>().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(texts.Take(4), Is.EqualTo(new[] { "HỘI ĐỒNG NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "THÀNH PHỐ HÀ NỘI", "Độc lập - Tự do - Hạnh phúc" }));
            Assert.That(texts, Has.Member("Hà Nội, ngày 06 tháng 01 năm 2020"));
            Assert.That(texts, Has.Member("Số liệu tính đến hết ngày 30/11/2019, theo những gì đã ghi đến 09:00 ngày 06/01/2020"));
        });
    }

    [Test]
    public void Units_are_the_api_s_and_add_up_to_the_total()
    {
        var columns = new Dictionary<string, string>
        {
            ["Đã ban hành"] = "issued", ["Tổng số"] = "total", ["Hoàn thành"] = "completed", ["HT đúng hạn"] = "onTime", ["HT chậm"] = "late",
            ["Quá hạn"] = "overdue", ["Chưa đến hạn"] = "notDue", ["Trong đó sắp đến hạn"] = "dueSoon", ["Không thời hạn"] = "noDeadline", ["Chuyển năm sau"] = "carriedOver",
        };
        var units = _november.Table("Theo đơn vị");
        var total = _november.NamedRow("Theo đơn vị", "Tổng cộng");
        Assert.Multiple(() =>
        {
            Assert.That(units.Select(u => u["Đơn vị chủ trì"]), Is.EqualTo(_figures["groups"]!.AsArray().Select(g => g!["name"].Text())));
            foreach (var (unit, group) in units.Zip(_figures["groups"]!.AsArray()))
            {
                foreach (var (column, name) in columns)
                    Assert.That(unit[column], Is.EqualTo((double)group![name]!["count"].Int()), $"{unit["Đơn vị chủ trì"]}: {column}");
                Assert.That(unit["Phối hợp (lượt)"], Is.EqualTo((double)group!["cooperating"]!["count"].Int()));
                Assert.That(unit["Tỷ lệ hoàn thành"], Is.EqualTo(group["completed"]!["text"].Text()));
            }
            foreach (var (column, name) in columns)
                Assert.That(total[column], Is.EqualTo(units.Sum(u => (double)u[column]!)).And.EqualTo((double)_figures[name]!["count"].Int()), column);
        });
    }

    [TestCase("Toàn bộ", "total", false)]
    [TestCase("Quá hạn", "overdue", false)]
    [TestCase("Sắp đến hạn", "dueSoon", false)]
    [TestCase("Phát sinh", "total", true)]
    public void Each_list_has_as_many_rows_as_its_figure(string sheet, string figure, bool adhoc) =>
        Assert.That(_november.Table(sheet), Has.Count.EqualTo((adhoc ? _adhoc : _figures)[figure]!["count"].Int()));

    [Test]
    public async Task Rows_are_the_items_with_real_days()
    {
        var items = (await _app.Office.Json(_figures["total"]!["items"].Text() + "&pageSize=1000"))["items"]!.AsArray();
        var rows = _november.Table("Toàn bộ");
        Assert.Multiple(() =>
        {
            foreach (var (row, item) in rows.Zip(items))
            {
                Assert.That(row["Nội dung công việc"], Is.EqualTo(item!["title"].Text()));
                Assert.That(row["Cơ quan chủ trì"], Is.EqualTo(item["leadUnit"]!["name"].Text()));
                Assert.That(row["Thời hạn"], Is.EqualTo(Day(item["dueOn"])));
                Assert.That(row["Thời hạn ban đầu"], Is.EqualTo(Day(item["firstDueOn"])));
                Assert.That(row["Ngày hoàn thành"], Is.EqualTo(Day(item["completedOn"])));
                Assert.That(row["Số văn bản"] ?? "", Is.EqualTo(item["resultDocument"]?.Text() ?? ""));
                Assert.That(row["Thời gian thực hiện"] ?? "", Is.EqualTo(item["timePhrase"]?.Text() ?? ""));
            }
            Assert.That(rows.Count(r => ((string)r["Tình trạng"]!).StartsWith("Hoàn thành")), Is.EqualTo(248));
            Assert.That(_november.Table("Quá hạn").Select(r => r["Số ngày quá hạn"]), Has.All.InstanceOf<double>().And.All.GreaterThan(0d));
            Assert.That(_november.Table("Phát sinh").Select(r => r["Ngày giao"]), Has.All.InstanceOf<DateTime>());
        });

        static DateTime? Day(JsonNode? day) => day is null ? null : DateTime.Parse(day.Text());
    }

    [Test]
    public void The_open_xml_validator_is_silent() => Assert.That(_november.Faults(), Is.Empty);

    [Test]
    public void It_prints_on_a4_with_its_header_on_every_page()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(_november.Content), false);
        var workbook = document.WorkbookPart!;
        var sheets = workbook.Workbook.Descendants<Sheet>().ToArray();
        var titles = workbook.Workbook.Descendants<DefinedName>().Where(n => n.Name == "_xlnm.Print_Titles").ToDictionary(n => (int)n.LocalSheetId!.Value, n => n.Text);
        Assert.Multiple(() =>
        {
            for (var i = 0; i < sheets.Length; i++)
            {
                var name = sheets[i].Name!.Value!;
                var sheet = ((WorksheetPart)workbook.GetPartById(sheets[i].Id!.Value!)).Worksheet;
                var setup = sheet.Descendants<PageSetup>().Single();
                Assert.That((setup.PaperSize!.Value, setup.Orientation!.Value), Is.EqualTo((9u, i == 0 ? OrientationValues.Portrait : OrientationValues.Landscape)), name);
                Assert.That(sheet.Descendants<PageSetupProperties>().Single().FitToPage!.Value, name);
                Assert.That(sheet.Descendants<OddHeader>().Single().Text, Does.StartWith("&C").And.EndsWith("&P"), name);
                Assert.That(sheet.Descendants<HeaderFooter>().Single().DifferentFirst?.Value ?? false, Is.EqualTo(i == 0), name);
                if (i == 0)
                    continue;
                var header = int.Parse(titles[i].Split('$')[^1]);
                Assert.That(_november.Rows(name)[header - 1][0], Is.EqualTo("TT"), name);
                Assert.That(sheet.Descendants<Pane>().Single().VerticalSplit!.Value, Is.EqualTo(header), name);
                Assert.That(sheet.Descendants<AutoFilter>().Single().Reference!.Value, Does.StartWith($"A{header}:").And.EndsWith($"{header + _november.Table(name).Count}"), name);
                Assert.That(sheet.Descendants<MergeCell>().Select(m => int.Parse(string.Concat(m.Reference!.Value!.Split(':')[0].Where(char.IsDigit)))),
                    Has.None.InRange(header, header + _november.Table(name).Count), name);
            }
            Assert.That(workbook.WorkbookStylesPart!.Stylesheet.Descendants<FontName>().Select(f => f.Val!.Value), Has.All.EqualTo("Times New Roman"));
        });
    }

    [Test]
    public async Task Known_at_the_same_moment_it_is_the_same_file_whatever_was_recorded_since()
    {
        const string query = $"{Address}?year=2018&asOf=2018-11-30";
        const string then = $"{query}&knownAt=2020-01-06T02:00:00Z";
        var before = await _app.Office.GetByteArrayAsync(then);
        _app.Clock.Now = TestApp.Start.AddDays(3);
        var item = (await _app.Office.Json("/api/items?year=2018&asOf=2018-11-30"))["items"]![0]!;
        using var change = new HttpRequestMessage(HttpMethod.Patch, $"/api/items/{item["id"]}")
        {
            Headers = { IfMatch = { new($"\"{item["version"]}\"") } },
            Content = JsonContent.Create(new { title = "Nội dung được sửa về sau", effectiveOn = "2018-06-01" }),
        };
        using var changed = await _app.Office.SendAsync(change);
        Assert.That((int)changed.StatusCode, Is.EqualTo(200));
        var after = await _app.Office.GetByteArrayAsync(then);
        var today = new ReadWorkbook(await _app.Office.GetByteArrayAsync(query));
        _app.Clock.Now = TestApp.Start;
        Assert.That(after, Is.EqualTo(before));
        Assert.That(today.Table("Toàn bộ")[0]["Nội dung công việc"], Is.EqualTo("Nội dung được sửa về sau"));
    }

    [Test]
    public async Task An_item_that_was_withdrawn_is_listed_as_such_and_a_title_never_becomes_a_formula()
    {
        const string title = "=HYPERLINK(\"http://x\";\"Giám sát\")";
        await using var app = await TestApp.New();
        var programme = await SmallProgramme.Record(app);
        await using (var session = app.Open())
        {
            await new ItemRecorder(session).Record([],
            [
                new(programme.Open, new(2019, 10, 1), new Change.Ended(Ending.Withdrawn), null, "15/NQ-HĐND"),
                new(programme.Open, SmallProgramme.IssuedOn, new Change.Described { Title = title }),
            ], new(null));
            await session.Commit();
        }
        var workbook = new ReadWorkbook(await app.Office.GetByteArrayAsync($"{Address}?programme={programme.Id}&asOf=2019-11-30"));
        var rows = workbook.Table("Toàn bộ");
        Assert.Multiple(() =>
        {
            Assert.That(rows.Select(r => r["Tình trạng"]), Is.EqualTo(new[] { "Hoàn thành đúng hạn", "Hoàn thành chậm", "Đưa ra khỏi chương trình" }));
            Assert.That(rows[2]["Nội dung công việc"], Is.EqualTo(title));
            Assert.That(workbook.Rows("Toàn bộ")[1][0], Does.EndWith(": 2 nội dung và 1 nội dung đã đưa ra khỏi chương trình"));
            Assert.That(workbook.Row("Tổng hợp", "Tổng số")[1], Is.EqualTo(2d));
            Assert.That(workbook.Row("Tổng hợp", "Đưa ra khỏi chương trình")[1], Is.EqualTo(1d));
            Assert.That(workbook.Faults(), Is.Empty);
        });
    }

    [Test]
    public async Task A_year_nobody_reported_on_says_so_instead_of_zero()
    {
        await using var app = await TestApp.New();
        await app.Office.Import("ctr-2019.xlsx");
        var workbook = new ReadWorkbook(await app.Office.GetByteArrayAsync($"{Address}?year=2019&asOf=2019-11-30"));
        Assert.That(workbook.Row("Tổng hợp", "Hoàn thành")[2], Is.EqualTo("chưa có số liệu"));
        Assert.That(workbook.NamedRow("Theo đơn vị", "Tổng cộng")["Tỷ lệ hoàn thành"], Is.EqualTo("chưa có số liệu"));
    }

    [Test]
    public async Task A_day_before_the_programme_gives_empty_lists_and_says_why()
    {
        var workbook = new ReadWorkbook(await _app.Office.GetByteArrayAsync($"{Address}?year=2019&asOf=2019-01-01"));
        Assert.That(workbook.Table("Toàn bộ"), Is.Empty);
        Assert.That(workbook.Row("Tổng hợp", "Hoàn thành")[1..3], Is.EqualTo(new object[] { 0d, "—" }));
        Assert.That(workbook.Rows("Tổng hợp").Select(r => r[0]), Has.Some.EqualTo("Ngày 01/01/2019 trước ngày ban hành chương trình (07/01/2019) nên chưa có nội dung nào."));
        Assert.That(workbook.Faults(), Is.Empty);
    }

    [TestCase("", 400, "no-scope")]
    [TestCase("?year=2031", 404, "not-found")]
    [TestCase("?year=2031&origin=adhoc", 404, "not-found")]
    [TestCase("?programme=0193b3a0-0000-7000-8000-0000000000ff", 404, "not-found")]
    [TestCase("?year=2019&asOf=31/11/2019", 400, "bad-day")]
    [TestCase("?year=2019&knownAt=soon", 400, "bad-moment")]
    public async Task Asked_wrongly_it_says_what_is_missing(string query, int status, string code)
    {
        using var answer = await _app.Office.GetAsync(Address + query);
        var (given, problem) = await answer.Answer();
        Assert.That((given, problem["type"].Text()), Is.EqualTo((status, "urn:tracker:problem:" + code)), problem.ToString());
    }
}
