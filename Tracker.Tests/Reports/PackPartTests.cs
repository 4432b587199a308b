using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Tracker.Db.Documents;
using Tracker.Db.Meetings;
using Tracker.Domain.Accounts;
using Tracker.Domain.Seals;

namespace Tracker.Tests.Reports;

/// <summary>Sessions, agreements, papers of meetings and requests that wait in the giao ban's workbook and paper; the clock stands on 6 January 2020.</summary>
public sealed class PackPartTests
{
    private TestDatabase _database = null!;
    private TestApp _app = null!;
    private SmallProgramme _programme = null!;
    private string _session = null!;

    [SetUp]
    public async Task Start()
    {
        _database = await TestCluster.NewDatabase();
        _programme = await SmallProgramme.Record(_app = await TestApp.On(_database.Owner));

        // The year's last session opens in January; its preparation moved with it, and some of it is done, late or on time.
        _session = (await Ok(_app.Office.PostAsJsonAsync("/api/sessions", new { kind = "yearEnd", year = 2019, opensOn = "2020-01-14", provisional = true, document = "402/KH-HĐND" })))["session"]!["id"].Text();
        var template = (await _app.Office.Json("/api/preparation-templates"))["items"]![0]!["id"].Text();
        await Ok(_app.Office.PostAsJsonAsync($"/api/sessions/{_session}/preparation", new { template, leadUnit = "Văn phòng" }));
        await Ok(Put($"/api/sessions/{_session}", 1, new { kind = "yearEnd", year = 2019, opensOn = "2020-01-21", closesOn = "2020-01-23", document = "431/TB-HĐND" }));
        var steps = await Steps();
        await Complete(steps[0], "2020-01-06");
        await Complete(steps.Single(s => s["title"].Text().StartsWith("Quyết định triệu tập")), "2020-01-06");

        await Tell(_programme.Open, "extension-requests", new { dueOn = "2020-03-31", reason = "Chờ số liệu của quận" });
        foreach (var (number, signedOn, validTo) in new[] { ("06/QC-HĐND", "2018-12-20", "2020-02-10"), ("", null, (string?)null) })
            await Ok(_app.Office.PostAsJsonAsync("/api/agreements", new
            {
                number, title = signedOn is null ? "Quy chế mới với Sở Nội vụ" : "Quy chế với Sở Tư pháp", parties = new[] { "Ban Pháp chế", signedOn is null ? "Sở Nội vụ" : "Sở Tư pháp" }, keeper = "Ban Pháp chế",
                signedOn, validFrom = signedOn is null ? null : "2019-01-01", validTo, review = "15/1–15/1", clauses = Array.Empty<object>(),
            }));
        var meeting = Guid.Parse((await Ok(_app.Office.PostAsJsonAsync("/api/meetings", new { kind = "monthly", number = 1, heldOn = "2020-01-03", title = "Tháng 1", notice = "12/TB-HĐND" })))["id"].Text());
        var conclusion = await Ok(_app.Office.PostAsJsonAsync($"/api/meetings/{meeting}/conclusions", new { conclusions = new[] { new { text = "Rà soát kiến nghị", leadUnit = "Văn phòng", dueOn = "2020-01-20" } } }));
        _concluded = conclusion["items"]![0].Text();
        await using var session = _app.Open();
        var paper = await new DocumentStore(session).Add(new() { Id = Guid.CreateVersion7(), Number = "15/BC-VP", Year = 2020, IssuedOn = new(2020, 1, 2), Title = "Báo cáo công tác tháng 12" });
        await new MeetingStore(session).AddPaper(meeting, paper.Id);
        await session.Commit();
    }

    private string _concluded = null!;

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Each_has_its_sheet_and_its_place_in_the_paper_and_every_number_is_that_of_its_items()
    {
        var workbook = new ReadWorkbook(await File("xlsx"));
        var paper = new ReadPaper(await File("docx"));
        var steps = await Steps();
        int Count(params string[] timeliness) => steps.Count(s => timeliness.Contains(s["timeliness"].Text()));
        var said = $"{steps.Length} bước chuẩn bị: {Count("onTime")} hoàn thành đúng hạn, {Count("late")} hoàn thành chậm, {Count("overdue")} quá hạn, {Count("dueSoon", "notDue")} chưa đến hạn";

        var sessions = workbook.Rows("Kỳ họp");
        Assert.Multiple(() =>
        {
            Assert.That(sessions.Select(r => r[0]), Has.Some.EqualTo("Kỳ họp thường lệ cuối năm 2019 khai mạc ngày 21/01/2020, bế mạc ngày 23/01/2020, theo 431/TB-HĐND"));
            Assert.That(sessions.Select(r => r[0]), Has.Some.EqualTo("Kỳ họp thường lệ cuối năm 2019: " + said));
            Assert.That(sessions.Count(r => steps.Any(s => s["title"].Text().Equals(r[1])) && r[2] is "Văn phòng HĐND Thành phố"), Is.EqualTo(steps.Length));
            var moved = sessions.Single(r => r[1] is string title && title.StartsWith("Gửi tài liệu") && r[2] is "Kỳ họp thường lệ cuối năm 2019");
            Assert.That(moved[3..7], Is.EqualTo(new object[] { new DateTime(2020, 1, 4), "11/01/2020", new DateTime(2020, 1, 6), "431/TB-HĐND" }));
            Assert.That(sessions.Count(r => r[6] is "431/TB-HĐND"), Is.EqualTo(steps.Length));
        });
        Assert.Multiple(() =>
        {
            Assert.That(paper.Paragraphs, Has.Some.Contains($"khai mạc ngày 21/01/2020, bế mạc ngày 23/01/2020, theo 431/TB-HĐND; {said}."));
            Assert.That(paper.Paragraphs.Where(p => p.Length > 3 && p.Split('.')[0] is "I" or "II" or "III" or "IV" or "V" or "VI"), Is.EqualTo(new[]
            {
                "I. KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH", "II. NHIỆM VỤ MỚI PHÁT SINH", "III. NỘI DUNG, NHIỆM VỤ QUÁ HẠN", "IV. THỰC HIỆN QUY CHẾ PHỐI HỢP", "V. KỲ HỌP", "VI. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI",
            }));
            Assert.That(paper.Paragraphs, Has.Some.Contains("có 1 quy chế dự kiến ký, 1 quy chế sắp hết hiệu lực, 1 quy chế đến kỳ sơ kết:"));
            Assert.That(paper.Paragraphs, Has.Some.EqualTo("Đến 09:00 ngày 06/01/2020, có 1 đề nghị gia hạn đang chờ Thường trực quyết định, đề nghị sớm nhất từ ngày 06/01/2020."));
        });
        Assert.Multiple(() =>
        {
            Assert.That(workbook.Rows("Quy chế phối hợp").Where(r => r[0] is double).Select(r => (r[1], r[7])), Is.EqualTo(new (object?, object?)[]
            {
                ("chưa ký", "Dự kiến, chưa ký."), ("06/QC-HĐND", "Hết hiệu lực 10/02/2020, cần gia hạn hoặc ký mới. Sơ kết trước khi hết ngày 15/01/2020."),
            }));
            Assert.That(workbook.Rows("Kết luận giao ban").Where(r => r[4] is "15/BC-VP").Select(r => (r[1], r[2], r[5])), Is.EqualTo(new (object?, object?, object?)[] { ("Báo cáo công tác tháng 12", "Giao ban tháng 1/2020", new DateTime(2020, 1, 2)) }));
            Assert.That(workbook.Row("Tổng hợp", "Đề nghị đang chờ")[1..4], Is.EqualTo(new object?[] { 1d, null, 0d }));
            Assert.That(workbook.Rows("Đề nghị đang chờ").Select(r => r[1]), Has.Some.EqualTo("Gia hạn “Tổng hợp kiến nghị cử tri Văn phòng” đến 31/03/2020"));
            Assert.That(workbook.Faults(), Is.Empty);
            Assert.That(paper.Faults(), Is.Empty);
        });

        using var office = await _app.SignIn(Role.Office);
        Assert.That((await office.Open($"/nhiem-vu/{_concluded}")).QuerySelector("section[aria-labelledby=thong-tin]")!.TextContent, Does.Contain("Kết luận giao ban tháng 1/2020").And.Contain("ngày 03/01/2020; thông báo 12/TB-HĐND"));
    }

    [Test]
    public async Task A_seal_tells_them_as_they_were_and_one_from_before_they_were_told_is_as_it_was()
    {
        var (status, made) = await (await _app.Office.PostAsJsonAsync("/api/seals", new { programme = _programme.Id, asOf = "2020-01-06" })).Answer();
        Assert.That(status, Is.EqualTo(201), made.ToString());
        var seal = SealCode.Read(made["code"].Text())!;
        var (workbook, document) = (await Sealed("xlsx"), await Sealed("docx"));

        _app.Clock.Now = TestApp.Start.AddDays(2);
        await Ok(Put($"/api/sessions/{_session}", 2, new { kind = "yearEnd", year = 2019, opensOn = "2020-02-04", document = "9/TB-HĐND" }));
        await Complete((await Steps())[1], "2020-01-07");
        var request = (await _app.Office.Json($"/api/items/{_programme.Open}"))["extensionRequests"]![0]!["id"];
        await Tell(_programme.Open, $"extension-requests/{request}/decision", new { approved = false, reason = "Đã quá muộn" });
        Assert.That(await Sealed("xlsx"), Is.EqualTo(workbook), "the workbook");
        Assert.That(await Sealed("docx"), Is.EqualTo(document), "the document");
        Assert.That((await _app.Office.Json($"/api/seals/{seal}"))["differences"]!.AsArray().Select(d => d.Text()), Is.Empty);

        // As one published by the program before.
        await using (var superuser = new NpgsqlConnection(_database.Superuser + ";Pooling=false"))
            Assert.That(await superuser.ExecuteAsync("update seals set content = content - array['sessions', 'agreements', 'meetingPapers', 'waiting']"), Is.EqualTo(1));
        var old = new ReadWorkbook(await Sealed("xlsx"));
        Assert.That(old.Sheets, Is.SupersetOf(new[] { "Tổng hợp", "Kết luận giao ban" }).And.Not.Contains("Kỳ họp").And.Not.Contains("Quy chế phối hợp").And.Not.Contains("Đề nghị đang chờ"));
        Assert.That(old.Rows("Kết luận giao ban").SelectMany(r => r), Has.None.EqualTo("15/BC-VP"));
        Assert.That(new ReadPaper(await Sealed("docx")).Paragraphs, Has.Some.EqualTo("IV. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI").And.None.Contains("KỲ HỌP"));
        Assert.That((await _app.Office.Json($"/api/seals/{seal}"))["matches"]!.GetValue<bool>(), Is.True);

        Task<byte[]> Sealed(string kind) => _app.Office.GetByteArrayAsync($"/api/reports/giao-ban.{kind}?seal={seal}");
    }

    private Task<byte[]> File(string kind) => _app.Office.GetByteArrayAsync($"/api/reports/giao-ban.{kind}?programme={_programme.Id}&asOf=2020-01-06");

    private async Task<JsonNode[]> Steps() => [.. (await _app.Office.Json($"/api/sessions/{_session}?asOf=2020-01-06"))["counted"]!.AsArray().Select(i => i!)];

    private Task Complete(JsonNode item, string on) => Tell(Guid.Parse(item["id"].Text()), "completion", new { on, document = "1/TB-HĐND" });

    private async Task Tell(Guid item, string verb, object body) =>
        await Ok(Put($"/api/items/{item}/{verb}", (await _app.Office.Json($"/api/items/{item}"))["version"].Int(), body, HttpMethod.Post));

    private Task<HttpResponseMessage> Put(string address, int version, object body, HttpMethod? method = null) =>
        _app.Office.SendAsync(new(method ?? HttpMethod.Put, address) { Content = JsonContent.Create(body), Headers = { { "If-Match", $"\"{version}\"" } } });

    private static async Task<JsonNode> Ok(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var (status, body) = await answer.Answer();
        Assert.That(status, Is.InRange(200, 299), body.ToJsonString());
        return body;
    }
}
