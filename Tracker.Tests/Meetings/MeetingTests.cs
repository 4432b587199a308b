using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Tracker.Domain.Accounts;
using Tracker.Domain.Meetings;
using Tracker.Tests.Imports;
using Tracker.Tests.Reports;

namespace Tracker.Tests.Meetings;

/// <summary>Giao ban meetings and their conclusions; the clock stands on 6 January 2020.</summary>
public sealed class MeetingTests : OnFreshApp
{
    [Test]
    public async Task A_conclusion_with_a_lead_is_an_item_of_the_meetings_day_and_the_next_meeting_opens_with_it()
    {
        var november = await Meeting(11, "2019-11-28", notice: "512/TB-HĐND");
        var said = await Ok(Conclude(november,
            new { text = "Hoàn thiện báo cáo thẩm tra dự toán", leadUnit = "Ban KTNS", timePhrase = "Trước ngày 15/12/2019" },
            new { text = "Thống nhất đánh giá kết quả công tác", withoutTask = true },
            new { text = "Rà soát kiến nghị cử tri", leadUnit = "Văn phòng", cooperatingUnits = new[] { "Ban Đô thị" }, dueOn = "2019-12-20" }));
        Assert.That((said["conclusions"].Int(), said["items"]!.AsArray().Count), Is.EqualTo((3, 2)));
        var (first, second) = (said["items"]![0].Text(), said["items"]![1].Text());
        var item = await App.Office.Json($"/api/items/{first}");
        Assert.That((item["source"].Text(), item["memberFrom"].Text(), item["dueOn"].Text(), item["history"]![0]!["document"].Text()),
            Is.EqualTo(("Kết luận giao ban tháng 11/2019", "2019-11-28", "2019-12-14", "512/TB-HĐND")));
        using (var done = await App.Office.SendAsync(Request(HttpMethod.Post, $"/api/items/{first}/completion", 1, new { on = "2019-12-10", document = "90/BC-HĐND" })))
            Assert.That((int)done.StatusCode, Is.EqualTo(200));

        var december = await Meeting(12, "2019-12-27");
        var opened = (await App.Office.Json($"/api/meetings/{december}"))!;
        Assert.Multiple(() =>
        {
            Assert.That(opened["before"]!.AsArray().Select(m => m!["id"].Text()), Is.EqualTo(new[] { november }));
            Assert.That(opened["earlier"]!.AsArray().Select(c => c!["task"]?["timeliness"]?.Text()), Is.EqualTo(new[] { "onTime", null, "overdue" }), "as of the meeting's day");
        });
        using var reader = await App.SignIn(Role.Reader);
        var page = await reader.Open($"/giao-ban/phien-hop/{december}");
        Assert.That(page.QuerySelector("#cuoc-truoc")!.ParentElement!.TextContent, Does.Contain("1/2 đã xong, 1 quá hạn"));
        Assert.That(page.QuerySelectorAll($"a[href^='/nhiem-vu/{second}']"), Has.Length.EqualTo(1));
        Assert.That(page.QuerySelector("#tu-cuoc-truoc"), Is.Not.Null);
        Assert.That(page.QuerySelector("form[data-form='conclusions']"), Is.Null, "a reader enters nothing");
    }

    [Test]
    public async Task Several_conclusions_are_recorded_on_the_page_at_once_or_none_is()
    {
        var november = await Meeting(11, "2019-11-28");
        using var office = await App.SignIn(Role.Office);
        var page = await office.Send(await office.Open($"/giao-ban/phien-hop/{november}"), "conclusions",
            ("text.0", "Báo cáo kết quả khảo sát"), ("leadUnit.0", "Ban PC"), ("timePhrase.0", "Trước ngày 15/12"),
            ("text.2", "Không có ai làm"), ("text.3", "Hạn trước ngày họp"), ("leadUnit.3", "Ban PC"), ("timePhrase.3", "15/11/2019"));
        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelector("[name='leadUnit.2'] ~ .complaint")!.TextContent, Does.Contain("phải có cơ quan chủ trì"));
            Assert.That(page.QuerySelector("[name='timePhrase.3'] ~ .complaint")!.TextContent, Does.Contain("trước ngày họp 28/11/2019"));
            Assert.That(page.QuerySelector("[name='text.0']")!.TextContent, Is.EqualTo("Báo cáo kết quả khảo sát"));
        });
        Assert.That((await App.Office.Json("/api/items?origin=adhoc&year=2019"))["total"].Int(), Is.Zero);

        page = await office.Send(page, "conclusions", ("withoutTask.2", "1"), ("timePhrase.3", "20/12/2019"));
        Assert.That(page.QuerySelector(".flash")!.TextContent, Is.EqualTo("Đã ghi 3 kết luận, giao 2 nhiệm vụ."));
        Assert.That(page.QuerySelector("#ket-luan")!.TextContent, Is.EqualTo("3 kết luận, giao 2 nhiệm vụ"));
    }

    [Test]
    public async Task A_hundred_conclusions_are_recorded_by_no_more_statements_than_one()
    {
        var november = await Meeting(11, "2019-11-28", notice: "512/TB-HĐND");
        async Task<int> Statements(int conclusions)
        {
            using var statements = new StatementCounter(App.Database.Serving.ConnectionString);
            await Ok(Conclude(november, [.. Enumerable.Range(1, conclusions).Select(n => new { text = $"Rà soát nhóm kiến nghị thứ {n}", leadUnit = "Ban KTNS", timePhrase = "Trước ngày 15/12/2019" })]));
            return statements.Count;
        }
        var one = await Statements(1);
        Assert.That(await Statements(100), Is.InRange(1, one));
        Assert.That((await App.Office.Json("/api/items?origin=adhoc&year=2019"))["total"].Int(), Is.EqualTo(101));
    }

    [Test]
    public async Task Meetings_are_counted_by_kind_and_year_on_any_day_as_known_at_any_moment_and_every_number_leads_to_its_list()
    {
        foreach (var (number, day) in new[] { (10, "2019-10-30"), (11, "2019-11-28"), (12, "2019-12-27") })
            await Meeting(number, day);
        await Ok(App.Office.PostAsJsonAsync("/api/meetings", new { kind = "thematic", number = 1, heldOn = "2019-11-05", title = "Y tế cơ sở" }));
        var known = App.Clock.Now;
        App.Clock.Now = known.AddDays(1);
        var late = await Ok(App.Office.PostAsJsonAsync("/api/meetings", new { kind = "thematic", number = 2, heldOn = "2019-11-12" }));

        foreach (var (asOf, knownAt, monthly, thematic) in new[] { ("2019-11-30", (DateTimeOffset?)null, 2, 2), ("2019-11-30", known, 2, 1), ("2019-12-31", known, 3, 1) })
        {
            var year = (await App.Office.Json($"/api/meetings/counts?year=2019&asOf={asOf}{(knownAt is { } k ? $"&knownAt={k.UtcDateTime:O}" : "")}"))["years"]![0]!;
            Assert.That((year["monthly"]!["count"].Int(), year["thematic"]!["count"].Int()), Is.EqualTo((monthly, thematic)), $"{asOf} {knownAt}");
            Assert.That((await App.Office.Json(year["thematic"]!["meetings"].Text()))["total"].Int(), Is.EqualTo(thematic));
        }
        await Ok(App.Office.SendAsync(Request(HttpMethod.Delete, $"/api/meetings/{late["id"].Text()}", 1, null)));
        using var reader = await App.SignIn(Role.Reader);
        var list = await reader.Open("/giao-ban/phien-hop?nam=2019&asOf=2019-11-30");
        var row = list.QuerySelectorAll("table.compared tbody tr").Single();
        Assert.That(row.QuerySelectorAll("td a").Select(a => a.TextContent), Is.EqualTo(new[] { "2", "1" }));
        Assert.That((await reader.Open(row.QuerySelectorAll("td a")[0].GetAttribute("href")!)).QuerySelectorAll("#da-hop ~ *, section[aria-labelledby='da-hop'] tbody tr").Count(e => e.LocalName == "tr"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_meeting_is_not_held_later_than_what_it_gave_is_due()
    {
        var november = await Meeting(11, "2019-11-28");
        await Ok(Conclude(november, new { text = "Rà soát kiến nghị cử tri", leadUnit = "Văn phòng", dueOn = "2019-12-05" }));
        using (var late = await App.Office.SendAsync(Request(HttpMethod.Put, $"/api/meetings/{november}", 1, new { kind = "monthly", number = 11, heldOn = "2019-12-06", year = 2019 })))
        {
            var (status, problem) = await late.Answer();
            Assert.That((status, problem["errors"]?["heldOn"]?[0]?.Text()), Is.EqualTo((400, problem["detail"].Text())));
            Assert.That(problem["detail"].Text(), Does.Contain("“Rà soát kiến nghị cử tri” có thời hạn 05/12/2019, trước ngày họp 06/12/2019"));
        }
        await Ok(App.Office.SendAsync(Request(HttpMethod.Put, $"/api/meetings/{november}", 1, new { kind = "monthly", number = 11, heldOn = "2019-12-05", year = 2019 })));
    }

    [Test]
    public async Task What_cannot_be_a_meeting_or_a_conclusion_is_said()
    {
        var november = await Meeting(11, "2019-11-28");
        var coming = await Meeting(1, "2020-01-10");
        foreach (var (sent, sentence) in new (Task<HttpResponseMessage>, string)[]
        {
            (App.Office.PostAsJsonAsync("/api/meetings", new { kind = "monthly", number = 11, heldOn = "2019-11-29" }), "Đã có giao ban tháng 11/2019"),
            (App.Office.PostAsJsonAsync("/api/meetings", new { kind = "monthly", number = 13, heldOn = "2019-11-29" }), "tháng từ 1 đến 12"),
            (App.Office.PostAsJsonAsync("/api/meetings", new { kind = "monthly", number = 3, year = 2016, heldOn = "2019-11-29" }), "cách xa năm 2016"),
            (Conclude(coming, new { text = "Chưa họp", leadUnit = "Văn phòng" }), "chưa tới"),
            (Conclude(november), "ít nhất một dòng"),
        })
        {
            using var answer = await sent;
            var (status, problem) = await answer.Answer();
            Assert.That(status, Is.AnyOf(400, 409));
            Assert.That(problem["detail"].Text(), Does.Contain(sentence));
        }
    }

    [Test]
    public async Task A_conclusion_is_reminded_of_like_any_task()
    {
        using var administrator = App.As(Role.Administrator);
        await Ok(administrator.PostAsJsonAsync("/api/people", new { name = "Trần Quốc Việt", jobTitle = "Chuyên viên", unit = "Ban Pháp chế", email = "viet@example.org" }));
        var meeting = await Meeting(12, "2019-12-27");
        await Ok(Conclude(meeting, new { text = "Báo cáo tiến độ thẩm tra", leadUnit = "Ban Pháp chế", dueOn = "2020-01-09" }));
        var mail = (await App.Office.Json("/api/reminders/preview"))["mails"]!.AsArray().Single()!;
        Assert.That((mail["address"].Text(), mail["items"]!.AsArray().Single()!["title"].Text()), Is.EqualTo(("viet@example.org", "Báo cáo tiến độ thẩm tra")));
        Assert.That((await App.Office.Json("/api/figures?year=2019&origin=adhoc&asOf=2020-01-06"))["dueSoon"]!["count"].Int(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_pack_says_what_the_meetings_of_the_period_concluded()
    {
        await SmallProgramme.Record(App);
        var november = await Meeting(11, "2019-11-05", notice: "512/TB-HĐND");
        await Ok(Conclude(november, new { text = "Báo cáo tiến độ thẩm tra", leadUnit = "Ban Pháp chế", timePhrase = "Trước ngày 20/11/2019" }, new { text = "Thống nhất đánh giá", withoutTask = true }));
        await Meeting(10, "2019-10-05");

        const string asked = "?year=2019&asOf=2019-11-30&period=month-11";
        using var file = new MemoryStream(await App.Office.GetByteArrayAsync($"/api/reports/giao-ban.docx{asked}"));
        using var document = WordprocessingDocument.Open(file, false);
        Assert.That(document.MainDocumentPart!.Document!.InnerText, Does.Contain("Trong kỳ đã tổ chức 1 cuộc giao ban tháng; có 2 kết luận, giao 1 nhiệm vụ, đã thực hiện xong 0, quá hạn 1."));
        var workbook = new ReadWorkbook(await App.Office.GetByteArrayAsync($"/api/reports/giao-ban.xlsx{asked}"));
        Assert.That(workbook.Rows("Kết luận giao ban").SelectMany(r => r), Does.Contain("Báo cáo tiến độ thẩm tra").And.Contain("không giao việc"));
        var october = new ReadWorkbook(await App.Office.GetByteArrayAsync("/api/reports/giao-ban.xlsx?year=2019&asOf=2019-10-31&period=month-10"));
        Assert.That(october.Sheets, Does.Not.Contain("Kết luận giao ban"));
    }

    [Test]
    public async Task The_notice_of_conclusions_and_the_next_programme_are_papers()
    {
        var november = await Meeting(11, "2019-11-28", notice: "512/TB-HĐND");
        await Ok(Conclude(november, new { text = "Rà soát kiến nghị cử tri", leadUnit = "Văn phòng", dueOn = "2019-12-20" }, new { text = "Thống nhất đánh giá", withoutTask = true }));
        Assert.That(await Paper($"/api/meetings/{november}/notice.docx"), Does.Contain("Số: 512/TB-HĐND").And.Contain("Kết luận của chủ trì tại giao ban tháng 11/2019").And.Contain("Rà soát kiến nghị cử tri").And.Contain("1. Thống nhất đánh giá"));
        var december = await Meeting(12, "2019-12-27");
        Assert.That(await Paper($"/api/meetings/{december}/agenda.docx"), Does.Contain("1. Kết quả công tác.").And.Contain("đến hết ngày 27/12/2019").And.Contain("Chưa thực hiện, quá hạn"));

        async Task<string> Paper(string address)
        {
            using var file = new MemoryStream(await App.Office.GetByteArrayAsync(address));
            using var document = WordprocessingDocument.Open(file, false);
            Assert.That(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2016).Validate(document).Select(e => e.Description), Is.Empty);
            return document.MainDocumentPart!.Document!.InnerText;
        }
    }

    [Test]
    public async Task Tasks_of_a_file_that_name_a_known_meeting_whole_are_its_conclusions()
    {
        var november = await Meeting(11, "2019-11-28");
        var content = Sheets.Bytes(new SheetDraft("Phát sinh",
        [
            ["NHIỆM VỤ MỚI PHÁT SINH NĂM 2019"],
            ["TT", "Nội dung", "Cơ quan chủ trì", "Nguồn giao", "Ngày giao", "Thời hạn"],
            [1, "Rà soát kiến nghị cử tri", "Ban Pháp chế", "Kết luận giao ban tháng 11/2019", new DateOnly(2019, 11, 29), new DateOnly(2019, 12, 20)],
            [2, "Báo cáo công tác tiếp dân", "Ban Pháp chế", "Kết luận giao ban tháng 11", new DateOnly(2019, 11, 29), new DateOnly(2019, 12, 20)],
            [3, "Việc giao trước ngày họp", "Ban Pháp chế", "Kết luận giao ban tháng 11/2019", new DateOnly(2019, 11, 2), new DateOnly(2019, 12, 20)],
        ]));
        var (_, import) = await (await App.Office.Send(content, "phat-sinh.xlsx")).Answer();
        var (status, applied) = await App.Office.Apply(import);
        Assert.That(status, Is.EqualTo(200), applied.ToJsonString());
        var detail = await App.Office.Json($"/api/meetings/{november}");
        Assert.That(detail["conclusions"]!.AsArray().Select(c => c!["text"].Text()), Is.EqualTo(new[] { "Rà soát kiến nghị cử tri" }));
        await App.Office.Undo(import);
        Assert.That((await App.Office.Json($"/api/meetings/{november}"))["conclusions"]!.AsArray(), Is.Empty);
    }

    [TestCase("Kết luận giao ban tháng 11/2019", MeetingKind.Monthly, 11, 2019)]
    [TestCase("Thông báo kết luận phiên họp giao ban chuyên đề số 3 năm 2026", MeetingKind.Thematic, 3, 2026)]
    public void A_source_that_names_a_meeting_whole_is_that_meeting(string source, MeetingKind kind, int number, int year) =>
        Assert.That(Tracker.Domain.Meetings.Meeting.Named(source), Is.EqualTo((kind, number, year)));

    [TestCase("Kết luận giao ban tháng 11")]
    [TestCase("Kết luận giao ban tháng 11/2019 và ý kiến Chủ tịch")]
    [TestCase("Ý kiến chỉ đạo của Chủ tịch HĐND Thành phố")]
    [TestCase("")]
    public void A_source_that_leaves_anything_open_is_none(string source) => Assert.That(Tracker.Domain.Meetings.Meeting.Named(source), Is.Null);

    private async Task<string> Meeting(int number, string heldOn, string? notice = null) =>
        (await Ok(App.Office.PostAsJsonAsync("/api/meetings", new { kind = "monthly", number, heldOn, notice, agenda = new[] { "Kết quả công tác" }, units = new[] { "Ban Pháp chế" } })))["id"].Text();

    private Task<HttpResponseMessage> Conclude(string meeting, params object[] conclusions) => App.Office.PostAsJsonAsync($"/api/meetings/{meeting}/conclusions", new { conclusions });

    private static HttpRequestMessage Request(HttpMethod method, string address, int version, object? body) =>
        new(method, address) { Content = body is null ? null : JsonContent.Create(body), Headers = { { "If-Match", $"\"{version}\"" } } };

    private static async Task<JsonNode> Ok(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var (status, body) = await answer.Answer();
        Assert.That(status, Is.InRange(200, 299), body.ToJsonString());
        return body;
    }
}
