using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tracker.Domain.Accounts;
using Tracker.Domain.Imports;
using Tracker.Jobs.Imports;
using Tracker.Tests.Pages;

namespace Tracker.Tests.Imports;

/// <summary>Each list from a real workbook to recorded rows, without a script and over the API; the clock stands on 6 January 2020.</summary>
public sealed class RowTests : OnSmallProgramme
{
    private static readonly object?[] MeetingHeader = ["STT", "Loại", "Số", "Ngày họp", "Giờ", "Địa điểm", "Chủ trì", "Nội dung", "Thành phần"];
    private static readonly object?[][] Year =
    [
        ["LỊCH GIAO BAN NĂM 2020"], MeetingHeader,
        [1, "Giao ban tháng", 1, new DateOnly(2020, 1, 30), "8:30", "Phòng họp tầng 4", "Chủ tịch HĐND", null, "Ban Pháp chế; Ban ĐT; Ông Nguyễn Văn A"],
        [2, "Chuyên đề", 1, "12/02/2020", null, null, null, "Y tế cơ sở"],
    ];

    [Test]
    public async Task The_meetings_of_a_year_come_from_a_file_and_a_second_time_are_named_instead_of_doubled()
    {
        using var office = await App.SignIn(Role.Office);
        const string calendar = "/giao-ban/phien-hop/lich";
        var more = await office.Open(calendar);
        more = await Follow(office, more, "calendar", more.QuerySelector("[data-more-rows]")!.GetAttribute("formaction"), null, "", ("more", "32"), ("topic.0", "gõ trước"));
        Assert.That((more.QuerySelectorAll("table.sheet tbody tr").Length, more.QuerySelector("[name='topic.0']")!.TextContent), Is.EqualTo((32, "gõ trước")), "more rows lose nothing");

        var page = await Take(office, await office.Open(calendar), "calendar", Sheets.Bytes(new SheetDraft("Lịch", [.. Year, [3, "Giao ban tháng", 12, "05/01/2020"], [4, "Giao ban", 4, "31/02/2020"]])), "lich.xlsx", ("topic.0", "gõ trước"));
        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelector("[name='topic.0']")!.TextContent, Is.EqualTo("gõ trước"), "what was typed stays above");
            Assert.That(page.Words(".taken"), Does.Contain("Đã đưa 4 dòng của tệp “lich.xlsx” vào bảng, từ dòng 2"));
            Assert.That(Complaint(page, "meetingNumber.3"), Does.Contain("của năm nào? Hãy ghi cả năm, ví dụ 12/2019"));
            Assert.That(Complaint(page, "meetingKind.4"), Does.Contain("Không rõ “Giao ban”"));
            Assert.That(Complaint(page, "heldOn.4"), Does.Contain("không phải là một ngày có thật"));
        });
        Assert.That((await Count("/api/meetings?asOf=2020-12-31")), Is.Zero, "reading records nothing");

        page = await office.Send(page, "calendar", ("topic.0", ""), ("meetingNumber.3", "12/2019"));
        Assert.That(Complaint(page, "heldOn.4"), Does.Contain("không phải là một ngày có thật"));
        Assert.That((await Count("/api/meetings?asOf=2020-12-31")), Is.Zero, "all or none");
        page = await office.Send(page, "calendar", ("meetingKind.4", "Giao ban chuyên đề"), ("heldOn.4", "28/02/2020"));
        Assert.That(page.Words(".flash"), Is.EqualTo("Đã ghi 4 cuộc giao ban."));
        var january = (await App.Office.Json("/api/meetings?asOf=2020-12-31&kind=monthly&year=2020"))["items"]!.AsArray().Single()!;
        Assert.That((january["heldOn"].Text(), january["startsAt"].Text(), january["units"]!.AsArray().Count, january["participants"]![0].Text()), Is.EqualTo(("2020-01-30", "08:30:00", 2, "Ông Nguyễn Văn A")));

        page = await Take(office, await office.Open(calendar), "calendar", Sheets.Bytes(new SheetDraft("Lịch", [.. Year, [3, "Giao ban tháng", 3, "27/03/2020"]])), "lich.xlsx");
        Assert.That(page.QuerySelectorAll(".taken li").Select(l => l.TextContent), Is.EqualTo(new[]
        {
            "Dòng 3: đã có giao ban tháng 1/2020, họp ngày 30/01/2020. Dòng này không được đưa vào bảng.", "Dòng 4: đã có giao ban chuyên đề số 1/2020, họp ngày 12/02/2020. Dòng này không được đưa vào bảng.",
        }));
        Assert.That(page.QuerySelector("[name='heldOn.0']")!.GetAttribute("value"), Is.EqualTo("27/03/2020"));
        page = await office.Send(page, "calendar", ("meetingNumber.0", "1"));
        Assert.That(Complaint(page, "meetingNumber.0"), Does.Contain("Đã có giao ban tháng 1/2020"));
    }

    [Test]
    public async Task Agreements_come_from_a_file_and_their_obligations_from_another()
    {
        using var office = await App.SignIn(Role.Office);
        object?[][] rows =
        [
            ["DANH MỤC QUY CHẾ PHỐI HỢP"], ["TT", "Số, ký hiệu", "Tên quy chế", "Ngày ký", "Các bên", "Cơ quan theo dõi", "Hiệu lực từ", "Hiệu lực đến", "Kỳ sơ kết"],
            [1, "06/QC-HĐND", "Quy chế phối hợp với các sở", new DateOnly(2019, 12, 20), "Ban Pháp chế; Sở Tư pháp\nSở Nội vụ", "Ban PC", new DateOnly(2020, 1, 1), new DateOnly(2024, 12, 31), "15/4–15/4"],
            [2, null, "Quy chế phối hợp dự kiến", null, "Ban Đô thị; Sở Lạ", "Ban Đô thị"],
        ];
        var page = await Take(office, await office.Open("/phoi-hop/danh-muc"), "sheet", Sheets.Bytes(new SheetDraft("QC", rows)), "qc.xlsx");
        Assert.That(Complaint(page, "parties.1"), Does.Contain("Không có đơn vị “Sở Lạ”"));
        page = await office.Send(page, "sheet");
        Assert.That(await Count("/api/agreements"), Is.Zero, "all or none");
        page = await office.Send(page, "sheet", ("parties.1", "Ban Đô thị; Sở Xây dựng"));
        Assert.That(page.Words(".flash"), Is.EqualTo("Đã ghi 2 quy chế phối hợp."));
        page = await Take(office, await office.Open("/phoi-hop/danh-muc"), "sheet", Sheets.Bytes(new SheetDraft("QC", rows[..3])), "qc.xlsx");
        Assert.That(page.Words(".taken li"), Does.StartWith("Dòng 3: đã có quy chế 06/QC-HĐND ngày 20/12/2019."));

        var agreement = (await App.Office.Json("/api/agreements"))["items"]!.AsArray().Single(a => a!["number"].Text() == "06/QC-HĐND")!["id"].Text();
        Assert.That((await App.Office.Json($"/api/agreements/{agreement}"))["parties"]!.AsArray(), Has.Count.EqualTo(3));
        var sheet = Sheets.Bytes(new SheetDraft("NV",
        [
            ["Điều", "Nội dung", "Cơ quan thực hiện", "Thời hạn"], ["Điều 5. Báo cáo"], [null, "Báo cáo quý", "Sở Tư pháp; Sở NV", "hằng quý, 5 ngày sau khi hết quý"], [null, "Trao đổi kế hoạch", "Các bên", "ngày 20/12 hằng năm"],
        ]));
        var paste = $"/phoi-hop/{agreement}/dan";
        page = await Take(office, await office.Open(paste), "paste", sheet, "nv.xlsx");
        Assert.That(page.Words("[aria-labelledby=xem-truoc]"), Does.Contain("hằng quý, 5 ngày sau khi hết quý").And.Contain("05/04/2020"));
        Assert.That((await office.Send(page, "paste", ("dueFrom", "1/2/2020"))).Words(".flash"), Does.StartWith("Đã ghi 5 nghĩa vụ."));
        var owed = (await App.Office.Json("/api/obligations"))["items"]!.AsArray();
        Assert.That(owed.Select(o => o!["clause"].Text()).Distinct(), Is.EqualTo(["Điều 5. Báo cáo"]));
        page = await Take(office, await office.Open(paste), "paste", sheet, "nv.xlsx");
        Assert.That(page.QuerySelectorAll(".taken li"), Has.Length.EqualTo(2).And.All.Property("TextContent").Contain("đã có nghĩa vụ"));
    }

    [Test]
    public async Task Tasks_come_from_a_file_below_what_is_typed_and_a_marked_file_is_refused_with_nothing_lost()
    {
        using var office = await App.SignIn(Role.Office);
        object?[] header = ["TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Ngày giao", "Nguồn giao"];
        var page = await Take(office, await office.Open("/phat-sinh/nhap"), "nhap", Sheets.Bytes(new SheetDraft("A", [["Độ mật: MẬT"], header, [1, "A", "Ban PC"]])), "mat.xlsx", ("title.0", "Gõ tay"), ("leadUnit.0", "Ban PC"), ("source", "Giao ban"), ("on", "6/1/2020"));
        Assert.That(((int)office.Status, page.Words("form[data-form=nhap] .problem")), Is.EqualTo((422, "File có dấu độ mật “MẬT”. Phần mềm này không dùng cho tài liệu bí mật nhà nước nên không nhận file và không lưu lại gì; hãy xử lý tài liệu theo quy định về bảo vệ bí mật nhà nước.")));
        var list = Sheets.Bytes(new SheetDraft("A", [header, [1, "Báo cáo số liệu", "Văn phòng", "Trước ngày 15/2", new DateOnly(2020, 1, 3)], [2, "Góp ý dự thảo", "Ban Đô thị", "khi nào xong thì xong", new DateOnly(2020, 1, 3)]]));
        page = await Take(office, page, "nhap", list, "viec.xlsx");
        Assert.That(Complaint(page, "timePhrase.2"), Does.Contain("Không hiểu thời gian"));
        page = await office.Send(page, "nhap", ("timePhrase.2", "Tháng 2"));
        Assert.That(page.Words(".flash"), Is.EqualTo("Đã ghi 3 nhiệm vụ."));
        var made = (await App.Office.Json("/api/items?origin=adhoc&year=2020"))["items"]!.AsArray();
        Assert.That(made.Select(i => (i!["title"].Text(), i["memberFrom"].Text(), i["source"].Text())), Is.EquivalentTo([("Gõ tay", "2020-01-06", "Giao ban"), ("Báo cáo số liệu", "2020-01-03", "Giao ban"), ("Góp ý dự thảo", "2020-01-03", "Giao ban")]));
        page = await Take(office, await office.Open("/phat-sinh/nhap"), "nhap", list, "viec.xlsx");
        Assert.That(page.QuerySelectorAll(".taken li"), Has.Length.EqualTo(2).And.All.Property("TextContent").Contain("đã có nhiệm vụ này, giao"));

        // A file that was chosen but not looked at isn't recorded, and not forgotten either.
        page = await Follow(office, await office.Open("/phat-sinh/nhap"), "nhap", null, list, "viec.xlsx", ("title.0", "Việc mới"), ("leadUnit.0", "Ban PC"));
        Assert.That(page.Words("form[data-form=nhap] .problem"), Does.Contain("chưa được đưa vào bảng"));
    }

    [Test]
    public async Task Conclusions_come_from_a_file_or_a_paste()
    {
        var meeting = (await Ok(App.Office.PostAsJsonAsync("/api/meetings", new { kind = "monthly", number = 12, year = 2019, heldOn = "2019-12-27" })))["id"].Text();
        using var office = await App.SignIn(Role.Office);
        var page = await office.Open($"/giao-ban/phien-hop/{meeting}");
        page = await Take(office, page, "conclusions", Sheets.Bytes(new SheetDraft("KL",
        [
            ["STT", "Nội dung kết luận", "Đơn vị thực hiện", "Thời hạn", "Không giao việc"], [1, "Rà soát kiến nghị", "Ban Pháp chế", "15/11/2019"], [2, "Thống nhất đánh giá", null, null, "x"],
        ])), "kl.xlsx");
        Assert.That(Complaint(page, "timePhrase.0"), Does.Contain("trước ngày họp"));
        page = await Follow(office, page, "conclusions", page.QuerySelectorAll("button[formaction*='/tep']").First(b => b.TextContent == "Đưa vào bảng").GetAttribute("formaction"), null, "", ("timePhrase.0", "15/2/2020"), ("pasted", "Báo cáo số liệu\tVăn phòng\t\t28/2/2020"));
        Assert.That(page.QuerySelector("[name='text.2']")!.TextContent, Is.EqualTo("Báo cáo số liệu"));
        page = await office.Send(page, "conclusions");
        Assert.That(page.Words(".flash"), Is.EqualTo("Đã ghi 3 kết luận, giao 2 nhiệm vụ."));

        page = await Take(office, page, "conclusions", Sheets.Bytes(new SheetDraft("KL", [["Nội dung kết luận", "Đơn vị thực hiện", "Không giao việc"], ["Thống nhất đánh giá", "Ban Phép chế"], ["Thống nhất đánh giá", "Ban Pháp chế", "x"]])), "kl2.xlsx");
        Assert.That(Complaint(page, "leadUnit.0"), Does.Contain("Ban Phép chế"), "a unit that isn't known is asked about");
        Assert.That(page.Words(".taken"), Does.Contain("Dòng 3: đã có kết luận “Thống nhất đánh giá”."));

        var many = Sheets.Bytes(new SheetDraft("KL", [["Nội dung kết luận", "Đơn vị thực hiện"], .. Enumerable.Range(1, 195).Select(n => new object?[] { $"Việc {n} của tệp", "Ban Pháp chế" })]));
        page = await Follow(office, await office.Open($"/giao-ban/phien-hop/{meeting}?rows=10"), "conclusions", $"/giao-ban/phien-hop/{meeting}/ket-luan/tep", many, "nhieu.xlsx", ("text.9", "Gõ tay"));
        Assert.That((int)office.Status, Is.EqualTo(400));
        Assert.That(page.Body!.TextContent, Does.Contain("nhiều nhất 200").And.Not.Contain("Việc 1 của tệp"), "what was only tried isn't shown as recorded");
    }

    [Test]
    public async Task An_amendment_comes_from_a_file_with_splits_and_merges_of_rows_that_follow_one_another()
    {
        using var office = await App.SignIn(Role.Office);
        await Ok(App.Office.PostAsJsonAsync("/api/items/several", new { items = new[] { "4", "5" }.Select(n => new { programme = Programme.Id, number = n, title = $"Khảo sát chợ số {n}", leadUnit = "Ban ĐT", timePhrase = "Tháng 9" }) }));
        await office.Send(await office.Open($"/chuong-trinh/dieu-chinh?programme={Programme.Id}"), "new-draft");
        var draft = office.At.Split('?')[0];
        const string open = "Tổng hợp kiến nghị cử tri Văn phòng";
        object?[][] rows =
        [
            ["Hình thức điều chỉnh", "TT", "Nội dung công việc", "Nội dung sau điều chỉnh", "Chủ trì", "Thời hạn", "Chuyên viên", "Ghi chú"],
            ["Bổ sung", null, "Giám sát phòng cháy", null, "Ban PC", "Quý IV", "Lê Thị B", "theo KL 12"],
            ["Tách", null, open, "Tổng hợp trước kỳ họp", "Văn phòng", "Tháng 6"],
            [null, null, null, "Tổng hợp sau kỳ họp", "Văn phòng", "Tháng 12"],
            ["Gộp", 4, null, "Khảo sát hai chợ", "Ban PC", "Tháng 11"],
            ["Gộp", null, "Khảo sát chợ số 5", "Khảo sát hai chợ", null, null],
            ["Tách", null, "Không có nội dung này", "A", null, null],
            ["Gộp", 3, null, "Chỉ một", null, null],
        ];
        var page = await Take(office, await office.Open($"{draft}/bo-sung"), "bo-sung", Sheets.Bytes(new SheetDraft("ĐC", rows)), "dc.xlsx");
        Assert.That(Complaint(page, "title.5"), Does.Contain("Không có nội dung này trong chương trình"));
        Assert.That(Complaint(page, "into.6"), Does.Contain("Gộp cần ít nhất hai nội dung"));
        page = await office.Send(page, "bo-sung", [.. Enumerable.Range(5, 2).SelectMany(n => new[] { "action", "number", "title", "into" }.Select(c => ($"{c}.{n}", "")))]);
        Assert.That(page.Words("#cac-dong"), Does.StartWith("3 dòng"), page.Words(".complaint"));
        Assert.That(page.QuerySelectorAll(".draft-line h3").Select(h => h.TextContent.Trim()), Is.EqualTo(["1. Bổ sung", "2. Tách", "3. Gộp"]));
        Assert.That(page.QuerySelectorAll(".draft-line .problem"), Is.Empty);
        Assert.That(page.QuerySelectorAll(".becomes .sum td").Select(t => t.TextContent.Trim()), Is.EqualTo(["5", "6"]), "one added, one split into two, two merged into one");
    }

    [Test]
    public async Task A_line_that_came_with_officer_note_and_kind_keeps_them_when_it_is_changed_on_the_page()
    {
        using var office = await App.SignIn(Role.Office);
        await office.Send(await office.Open($"/chuong-trinh/dieu-chinh?programme={Programme.Id}"), "new-draft");
        var draft = Guid.Parse(office.At.Split('?')[0].Split('/')[^1]);
        await using (var session = App.Open())
        {
            var drafts = new Tracker.Api.Programmes.AmendmentDraft
            {
                Lines = [new() { Action = Tracker.Domain.Programmes.AmendmentAction.Add, Contents = [new("Giám sát phòng cháy", "Ban Pháp chế", Officer: "Lê Thị B", ActivityKind: Tracker.Domain.Items.ActivityKind.Survey, Note: "theo KL 12")] }],
            };
            await new Tracker.Db.Programmes.DraftStore(session).Change(draft, System.Text.Json.JsonSerializer.Serialize(drafts, Db.Database.Json), null, default);
            await session.Commit();
        }
        var page = await office.Open($"/chuong-trinh/dieu-chinh/du-thao/{draft}/dong?place=0");
        await office.Send(page, "dong", ("timePhrase.0", "Quý IV"), ("leadUnit.0", page.QuerySelectorAll<IHtmlOptionElement>("[name='leadUnit.0'] option").First(o => o.TextContent == "Ban Pháp chế").Value));
        var content = (await Ok(Draft(draft)))["lines"]![0]!;
        Assert.That((content["contents"]![0]!["officer"].Text(), content["contents"]![0]!["note"].Text(), content["contents"]![0]!["activityKind"].Text(), content["contents"]![0]!["timePhrase"].Text()), Is.EqualTo(("Lê Thị B", "theo KL 12", "survey", "Quý IV")));
        page = await office.Open($"/chuong-trinh/dieu-chinh/du-thao/{draft}/dong?place=0");
        await office.Send(page, "dong", ("officer.0", "Trần Văn C"));
        Assert.That((await Ok(Draft(draft)))["lines"]![0]!["contents"]![0]!["officer"].Text(), Is.EqualTo("Trần Văn C"));

        async Task<HttpResponseMessage> Draft(Guid id)
        {
            await using var session = App.Open();
            return new(HttpStatusCode.OK) { Content = new StringContent((await new Tracker.Db.Programmes.DraftStore(session).Find(id, default))!.Content) };
        }
    }

    [Test]
    public async Task Steps_of_a_template_come_from_a_file()
    {
        using var office = await App.SignIn(Role.Office);
        var page = await Take(office, await office.Open("/ky-hop/mau/moi"), "template", Sheets.Bytes(new SheetDraft("A", [["Bước", "Số ngày trước khai mạc", "Ngày làm việc", "Chủ trì"], ["Gửi tài liệu", 10, "x", "VP HĐND"], ["Kiểm tra hội trường", 2, null, null]])), "buoc.xlsx", ("name", "Kỳ họp chuyên đề"));
        Assert.That(page.QuerySelector("[name=name]")!.GetAttribute("value"), Is.EqualTo("Kỳ họp chuyên đề"));
        Assert.That((await office.Send(page, "template")).Words(".flash"), Does.StartWith("Đã ghi “Kỳ họp chuyên đề”."));
        var steps = (await App.Office.Json("/api/preparation-templates"))["items"]!.AsArray().Single(t => t!["name"].Text() == "Kỳ họp chuyên đề")!["steps"]!;
        Assert.That((steps[0]!["days"].Int(), steps[0]!["workingDays"]!.GetValue<bool>(), steps[1]!["days"].Int()), Is.EqualTo((-10, true, -2)));
    }

    [Test]
    public async Task The_API_reads_a_file_into_requests_keeps_nothing_and_records_them_all_or_none()
    {
        var file = Sheets.Bytes(new SheetDraft("Lịch", [.. Year, [3, "Giao ban tháng", 2, "31/02/2020"]]));
        var read = await Ok(Post("/api/rows/meetings", file));
        Assert.That(read["findings"]!.AsArray().Select(f => (f!["row"].Int(), f["field"].Text())), Is.EqualTo([(5, "heldOn")]));
        Assert.That(await Count("/api/meetings?asOf=2020-12-31"), Is.Zero);
        var requests = read["rows"]!.AsArray().SelectMany(r => r!["requests"]!.AsArray()).Select(r => r!.DeepClone()).ToArray();
        Assert.That(requests, Has.Length.EqualTo(2));

        var twice = await (await App.Office.PostAsJsonAsync("/api/meetings/several", new { meetings = requests.Append(requests[0]) })).Answer();
        Assert.That((twice.Status, twice.Body["errors"]!["number.2"]![0].Text()), Is.EqualTo((400, "Đã có giao ban tháng 1/2020, họp ngày 30/01/2020. Hãy sửa cuộc đó, hoặc ghi số khác.")));
        Assert.That(await Count("/api/meetings?asOf=2020-12-31"), Is.Zero, "all or none");
        for (var time = 0; time < 2; time++)
        {
            var answer = await Ok(App.Office.SendAsync(new(HttpMethod.Post, "/api/meetings/several") { Headers = { { "Idempotency-Key", "lich-2020" } }, Content = JsonContent.Create(new { meetings = requests }) }));
            Assert.That(answer["meetings"]!.AsArray(), Has.Count.EqualTo(2));
        }
        Assert.That(await Count("/api/meetings?asOf=2020-12-31"), Is.EqualTo(2));
        read = await Ok(Post("/api/rows/meetings", file));
        Assert.That(read["rows"]!.AsArray().Select(r => r!["there"]?.Text()), Is.EqualTo(new[] { "đã có giao ban tháng 1/2020, họp ngày 30/01/2020.", "đã có giao ban chuyên đề số 1/2020, họp ngày 12/02/2020.", null }));

        var items = await Ok(App.Office.PostAsJsonAsync("/api/items/several", new { items = new[] { new { origin = "adhoc", title = "A", leadUnit = "Ban PC" }, new { origin = "adhoc", title = "B", leadUnit = "Ban ĐT" } } }));
        Assert.That(items["items"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That((int)(await App.Office.PostAsync("/api/rows/meetings", null)).StatusCode, Is.EqualTo(415), "no form at all");
        Assert.That((await (await Post("/api/rows/khong-co", file)).Answer()).Status, Is.EqualTo(404));
        Assert.That((await (await Post("/api/rows/obligations", file)).Answer()).Body["detail"]!.Text(), Does.Contain("agreement=mã"));
    }

    [Test]
    public async Task An_empty_sheet_of_each_list_has_headings_that_are_read_and_nothing_else()
    {
        foreach (var list in Lists.All)
        {
            using var answer = await App.Office.GetAsync($"/api/rows/{list.Name}.xlsx");
            var workbook = WorkbookReader.Read(await answer.Content.ReadAsByteArrayAsync(), "trong.xlsx", list: list);
            Assert.That(list.ColumnsIn(workbook.Sheets[0]), Is.EqualTo(list.Fields.Count), list.Name);
            var reading = ListReader.Read(workbook, list, Council.Units);
            Assert.That((reading.Rows.Count, reading.Findings.Single().Code), Is.EqualTo((0, "no-rows")), list.Name);
        }
    }

    [Test]
    public async Task Progress_on_a_supervision_programme_is_that_programmes()
    {
        await Import(Sheets.Bytes(new SheetDraft("CT", [["Số: 02/CTr-HĐND"], ["Hà Nội, ngày 08 tháng 01 năm 2019"], ["CHƯƠNG TRÌNH GIÁM SÁT NĂM 2019"], [], Paper.ProgrammeHeader, [1, "Giám sát công tác cải cách hành chính", "Ban Đô thị", null, "Tháng 3", null]])), "gs.xlsx");
        object?[] row = [1, "Giám sát công tác cải cách hành chính", "Ban Đô thị", "Hoàn thành", new DateOnly(2019, 3, 29), "77/BC-HĐND", null];
        await Import(Sheets.Bytes(new SheetDraft("TĐ", [["TIẾN ĐỘ THỰC HIỆN CHƯƠNG TRÌNH GIÁM SÁT NĂM 2019"], ["(Chương trình số 02/CTr-HĐND)"], ["Số liệu tính đến hết ngày 30/11/2019"], [], Paper.ProgressHeader, row])), "td.xlsx");
        var programmes = (await App.Office.Json("/api/programmes"))["items"]!.AsArray();
        var supervision = programmes.Single(p => p!["kind"].Text() == "supervision")!["id"].Text();
        Assert.That((await App.Office.Json($"/api/items?programme={supervision}&asOf=2019-12-31"))["items"]![0]!["resultDocument"].Text(), Is.EqualTo("77/BC-HĐND"));
        Assert.That((await App.Office.Json($"/api/items/{Programme.Done}"))["resultDocument"].Text(), Is.EqualTo("08/TB-HĐND"), "the annual programme has an item of that title too");
    }

    private async Task Import(byte[] file, string name)
    {
        var (status, upload) = await (await App.Office.Send(file, name)).Answer();
        Assert.That(status, Is.EqualTo(201), upload.ToString());
        var (applied, body) = await App.Office.Apply(upload);
        Assert.That(applied, Is.EqualTo(200), body.ToString());
    }

    private Task<HttpResponseMessage> Post(string address, byte[] file) => App.Office.PostAsync(address, new MultipartFormDataContent { { new ByteArrayContent(file), "file", "tep.xlsx" } });

    private static async Task<JsonNode> Ok(Task<HttpResponseMessage> sent)
    {
        var (status, body) = await (await sent).Answer();
        Assert.That(status, Is.InRange(200, 201), body.ToString());
        return body;
    }

    private async Task<int> Count(string address) => (await App.Office.Json(address))["total"].Int();

    private static string? Complaint(IHtmlDocument page, string name) => page.QuerySelector($"[name='{name}'] ~ .complaint")?.TextContent;

    /// <summary>Chooses a file and presses the button that takes it into the grid.</summary>
    private static Task<IHtmlDocument> Take(Visitor visitor, IHtmlDocument page, string form, byte[] file, string name, params (string, string)[] typed) =>
        Follow(visitor, page, form, page.QuerySelectorAll($"form[data-form={form}] button[formaction*='/tep']").First(b => b.TextContent == "Đưa vào bảng").GetAttribute("formaction"), file, name, typed);

    /// <param name="action">The form's own unless given.</param>
    private static async Task<IHtmlDocument> Follow(Visitor visitor, IHtmlDocument page, string form, string? action, byte[]? file, string name, params (string Name, string Value)[] typed)
    {
        using var plain = visitor.Request(page, form, typed);
        var fields = System.Web.HttpUtility.ParseQueryString(await plain.Content!.ReadAsStringAsync());
        var content = new MultipartFormDataContent();
        foreach (var key in fields.AllKeys)
            foreach (var value in fields.GetValues(key)!)
                content.Add(new StringContent(value), key!);
        if (file is not null)
            content.Add(new ByteArrayContent(file), "file", name);
        return await visitor.Follow(new(HttpMethod.Post, action?.Split('#')[0] ?? plain.RequestUri!.ToString()) { Content = content });
    }
}
