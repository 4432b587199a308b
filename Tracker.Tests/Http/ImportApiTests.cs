using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Tracker.Api;
using Tracker.Db.Items;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Jobs.Imports;

namespace Tracker.Tests.Http;

/// <summary>Imports over HTTP: all or nothing, once, and back again.</summary>
public sealed class ImportApiTests : OnFreshApp
{
    [Test]
    public async Task Uploading_says_what_was_recognised_and_writes_nothing()
    {
        var import = await App.Office.Upload("ctr-2018.xlsx");
        Assert.Multiple(() =>
        {
            Assert.That(import["status"].Text(), Is.EqualTo("ready"));
            Assert.That(import["recognised"]!["kind"].Text(), Is.EqualTo("programme"));
            Assert.That(import["recognised"]!["year"].Int(), Is.EqualTo(2018));
            Assert.That(import["recognised"]!["programmeNumber"].Text(), Is.EqualTo("01/CTr-HĐND"));
            Assert.That(import["plan"]!["created"].Int(), Is.EqualTo(252));
        });
        Assert.That((await App.Office.Json("/api/programmes"))["total"].Int(), Is.Zero);
    }

    [Test]
    public async Task The_same_file_twice_is_one_import_and_changes_nothing()
    {
        var first = await App.Office.Import("ctr-2019.xlsx");
        var again = await App.Office.Import("ctr-2019.xlsx");
        Assert.That(again["id"].Text(), Is.EqualTo(first["id"].Text()));
        Assert.That(again["notice"].Text(), Does.Contain("đã được nhập"));
        Assert.That((await App.Office.Json("/api/items?year=2019"))["total"].Int(), Is.EqualTo(273));
    }

    [Test]
    public async Task A_file_applied_again_leaves_later_corrections_alone()
    {
        await App.Office.Import("ctr-2019.xlsx");
        await App.Office.Import("tien-do-2019-11.xlsx");
        var item = (await App.Office.Json("/api/items?year=2019&q=bao duong phong hop&asOf=2019-11-30"))["items"]![0]!;
        var detail = await App.Office.Json($"/api/items/{item["id"]}");
        var completion = detail["history"]!.AsArray().Single(e => e!["change"]!["kind"].Text() == "progressed")!;
        await using (var session = App.Open())
        {
            await new ItemRecorder(session).Record([], [new(item["id"]!.GetValue<Guid>(), DateOnly.Parse(completion["effectiveOn"].Text()), new Change.Retracted(), completion["id"]!.GetValue<long>())], new(null));
            await session.Commit();
        }
        await App.Office.Import("tien-do-2019-11.xlsx");
        Assert.That((await App.Office.Json("/api/figures?year=2019&asOf=2019-11-30"))["completed"]!["count"].Int(), Is.EqualTo(247));
    }

    [Test]
    public async Task Undoing_takes_back_what_was_read_and_figures_of_before_can_still_be_seen()
    {
        await App.Office.Import("ctr-2019.xlsx");
        var november = await App.Office.Import("tien-do-2019-11.xlsx");
        var known = (await App.Office.Json("/api/figures?year=2019&asOf=2019-11-30"))["completed"]!["items"].Text();
        App.Clock.Now = App.Clock.Now.AddHours(1);
        var (status, undone) = await App.Office.Undo(november);
        Assert.That((status, undone["status"].Text()), Is.EqualTo((200, "undone")));
        Assert.That((await App.Office.Json("/api/figures?year=2019&asOf=2019-11-30"))["completed"]!["count"].Int(), Is.Zero);
        Assert.That((await App.Office.Json(known))["total"].Int(), Is.EqualTo(248));

        await App.Office.Import("tien-do-2019-11.xlsx");
        Assert.That((await App.Office.Json("/api/figures?year=2019&asOf=2019-11-30"))["completed"]!["count"].Int(), Is.EqualTo(248));
    }

    [Test]
    public async Task Undoing_a_later_file_restores_what_the_earlier_one_said()
    {
        await App.Office.Import("ctr-2019.xlsx");
        await App.Office.Import("tien-do-2019-11.xlsx");
        var december = await App.Office.Import("tien-do-2019-12.xlsx");
        Assert.That((await App.Office.Json("/api/figures?year=2019&asOf=2019-12-31"))["completed"]!["count"].Int(), Is.EqualTo(270));
        await App.Office.Undo(december);
        var figures = await App.Office.Json("/api/figures?year=2019&asOf=2019-12-31");
        Assert.That((figures["completed"]!["count"].Int(), figures["carriedOver"]!["count"].Int()), Is.EqualTo((248, 0)));
    }

    [Test]
    public async Task A_programme_that_progress_was_built_on_is_undone_only_after_that()
    {
        var programme = await App.Office.Import("ctr-2019.xlsx");
        var november = await App.Office.Import("tien-do-2019-11.xlsx");
        var (status, problem) = await App.Office.Undo(programme);
        Assert.That(status, Is.EqualTo(409));
        Assert.That(problem["detail"].Text(), Does.Contain("Hãy hoàn tác các lần nhập sau"));
        await App.Office.Undo(november);
        Assert.That((await App.Office.Undo(programme)).Status, Is.EqualTo(200));
        Assert.That((await App.Office.Json("/api/programmes"))["total"].Int(), Is.Zero);
        Assert.That((await App.Office.Json("/api/items"))["total"].Int(), Is.Zero);
    }

    [Test]
    public async Task Findings_are_answered_and_then_all_is_recorded()
    {
        var content = Csv("TT;Nội dung công việc;Cơ quan chủ trì;Thời gian\n1;Giám sát chuyên đề;Ban XYZ;Tháng 3\n2;Họp tổng kết;Văn phòng;sớm nhất có thể\n");
        var (_, import) = await (await App.Office.Send(content, "ctr.csv")).Answer();
        var findings = import["findings"]!.AsArray();
        Assert.That(import["status"].Text(), Is.EqualTo("needsAnswers"));
        var unit = findings.Single(f => f!["code"].Text() == "unknown-lead")!;
        Assert.That((unit["cell"].Text(), unit["severity"].Text()), Is.EqualTo(("C5", "blocking")));

        var (refused, problem) = await App.Office.Apply(import);
        Assert.That(refused, Is.EqualTo(422));
        Assert.That(problem["findings"]!.AsArray(), Is.Not.Empty);
        Assert.That((await App.Office.Json("/api/items"))["total"].Int(), Is.Zero);

        var phrase = findings.Single(f => f!["code"].Text() == "unreadable-time")!;
        var (status, applied) = await App.Office.Apply(import,
            new { finding = unit["id"].Text(), action = "map", value = "Ban Pháp chế" },
            new { finding = phrase["id"].Text(), action = "accept" });
        Assert.That((status, applied["summary"]?["created"].Int()), Is.EqualTo((200, 2)), applied.ToString());
        var items = (await App.Office.Json("/api/items?year=2019"))["items"]!.AsArray();
        Assert.That(items.Select(i => (i!["leadUnit"]!["name"].Text(), i["dueOn"]?.Text())), Is.EqualTo(new[] { ("Ban Pháp chế", (string?)"2019-03-31"), ("Văn phòng HĐND Thành phố", null) }));
    }

    [Test]
    public async Task A_preview_can_be_asked_for_with_a_corrected_layout()
    {
        var content = Csv("TT;Việc phải làm;Cơ quan chủ trì;Thời gian\n1;Giám sát chuyên đề;Ban Pháp chế;Tháng 3\n2;Họp tổng kết;Văn phòng;Tháng 12\n");
        var before = (await (await App.Office.Send(content, "ctr.csv")).Answer()).Body;
        Assert.That(before["status"].Text(), Is.EqualTo("needsAnswers"));
        var (status, import) = await Send("""[{"sheet":"ctr","headerRow":4,"columns":{"B":"title"}}]""");
        Assert.That((status, import["status"].Text(), import["plan"]!["created"].Int(), import["id"].Text()), Is.EqualTo((201, "ready", 2, before["id"].Text())), import.ToString());
        var (bad, problem) = await Send("""{"sheet":1}""");
        Assert.That((bad, problem["type"].Text()), Is.EqualTo((400, "urn:tracker:problem:bad-layouts")));

        async Task<(int Status, JsonNode Body)> Send(string layouts) => await (await App.Office.PostAsync("/api/imports",
            new MultipartFormDataContent { { new ByteArrayContent(content), "file", "ctr.csv" }, { new StringContent(layouts), "layouts" } })).Answer();
    }

    [Test]
    public async Task A_programme_is_of_the_kind_that_its_title_names_or_that_a_person_says()
    {
        await App.Office.Import("ctr-2018.xlsx");
        var content = Encoding.UTF8.GetBytes("Số: 12/CTr-HĐND;Hà Nội, ngày 10 tháng 01 năm 2018\nCHƯƠNG TRÌNH GIÁM SÁT NĂM 2018\n\nTT;Nội dung công việc;Cơ quan chủ trì;Thời gian\n1;Giám sát chuyên đề;Ban Pháp chế;Tháng 3\n");
        var import = (await (await App.Office.Send(content, "giam-sat.csv")).Answer()).Body;
        var kind = import["findings"]!.AsArray().Single(f => f!["code"].Text() == "letterhead-kind")!;
        Assert.That((import["status"].Text(), kind["text"].Text()), Is.EqualTo(("ready", "Chương trình giám sát")), import.ToString());
        await App.Office.Apply(import, new { finding = kind["id"].Text(), action = "correct", value = "Chương trình khác" });
        Assert.That((await App.Office.Json("/api/programmes"))["items"]!.AsArray().Select(p => (p!["number"].Text(), p["kind"].Text())), Is.EquivalentTo(new[] { ("01/CTr-HĐND", "annual"), ("12/CTr-HĐND", "other") }));
    }

    [Test]
    public async Task Limits_are_settings_and_are_said_where_a_file_is_chosen()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Imports:FileBytes"] = "3145728", ["Imports:Rows"] = "5", ["Imports:Time"] = "00:00:07" }).Build();
        var limits = TrackerApp.Limits(configuration);
        Assert.That(limits, Is.EqualTo(new WorkbookLimits(FileBytes: 3 << 20, Rows: 5, Time: TimeSpan.FromSeconds(7))));
        await using var app = await TestApp.On((await TestCluster.NewDatabase()).Owner, imports: limits);
        using var office = await app.SignIn(Role.Office);
        var file = (await office.Open("/nhap-excel")).QuerySelector("input[type=file]")!;
        Assert.That((file.GetAttribute("data-largest"), file.NextElementSibling!.TextContent), Is.EqualTo(("3145728", ".xlsx, .xls hoặc .csv, đến 3 MB.")));
        var (status, problem) = await (await app.Office.Send(Csv("TT;Nội dung công việc;Cơ quan chủ trì;Thời gian\n1;Một;Văn phòng;Tháng 3\n"), "x.csv")).Answer();
        Assert.That((status, problem["type"].Text()), Is.EqualTo((422, "urn:tracker:problem:too-many-rows")), problem.ToString());
    }

    [TestCase("không phải tệp Excel", "x.xlsx")]
    [TestCase("", "x.xlsx")]
    [TestCase("PK\u0003\u0004 hỏng", "x.xlsx")]
    public async Task A_file_that_is_no_workbook_is_refused_and_not_kept(string content, string name)
    {
        var (status, problem) = await (await App.Office.Send(Encoding.UTF8.GetBytes(content), name)).Answer();
        Assert.That(status, Is.EqualTo(422));
        Assert.That(problem["detail"].Text(), Does.Contain("Hãy"));
        Assert.That((await App.Office.Json("/api/imports"))["total"].Int(), Is.Zero);
    }

    [Test]
    public async Task A_secret_file_is_refused_and_not_kept()
    {
        var (status, problem) = await (await App.Office.Send(Csv("TT;Nội dung công việc;Cơ quan chủ trì;Thời gian\n1;Việc;Văn phòng;Tháng 3\n", "MẬT"), "x.csv")).Answer();
        Assert.That(status, Is.EqualTo(422));
        Assert.That(problem["detail"].Text(), Does.Contain("MẬT"));
        Assert.That((await App.Office.Json("/api/imports"))["total"].Int(), Is.Zero);
    }

    [Test]
    public async Task A_request_without_a_file_says_so()
    {
        var (status, problem) = await (await App.Office.PostAsync("/api/imports", new MultipartFormDataContent { { new StringContent("x"), "other" } })).Answer();
        Assert.That((status, problem["detail"].Text()), Is.EqualTo((400, "Hãy gửi kèm tệp Excel trong ô “file” của biểu mẫu.")));
        Assert.That((int)(await App.Office.PostAsJsonAsync("/api/imports", new { file = "x" })).StatusCode, Is.InRange(400, 415));
    }

    [Test]
    public async Task Two_people_who_apply_the_same_file_at_once_make_one_programme()
    {
        var import = await App.Office.Upload("ctr-2019.xlsx");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => App.Office.Apply(import)));
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(200));
        Assert.That((await App.Office.Json("/api/items?year=2019"))["total"].Int(), Is.EqualTo(273));
    }

    [Test]
    public async Task Readers_neither_upload_nor_see_uploads()
    {
        using var reader = App.As(Role.Reader);
        Assert.That((int)(await reader.Send(await File.ReadAllBytesAsync(Uploading.Workbook("ctr-2019.xlsx")), "x.xlsx")).StatusCode, Is.EqualTo(403));
        Assert.That((int)(await reader.GetAsync("/api/imports")).StatusCode, Is.EqualTo(403));
    }

    private static byte[] Csv(string table, string mark = "") =>
        Encoding.UTF8.GetBytes($"HỘI ĐỒNG NHÂN DÂN;Số: 01/CTr-HĐND;Hà Nội, ngày 07 tháng 01 năm 2019;{mark}\nCHƯƠNG TRÌNH CÔNG TÁC NĂM 2019\n\n{table}");
}
