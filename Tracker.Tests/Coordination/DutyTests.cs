using System.Net.Http.Json;
using Npgsql;
using Tracker.Db.Coordination;
using Tracker.Domain.Accounts;
using Tracker.Tests.Reports;

namespace Tracker.Tests.Coordination;

/// <summary>Obligations become items, in time and once; changes touch only what isn't made yet; the index leads to its items.</summary>
public sealed class DutyTests
{
    private CoordinatedCouncil _council = null!;

    [SetUp]
    public async Task Start() => _council = await CoordinatedCouncil.New();

    [TearDown]
    public async Task Stop() => await _council.DisposeAsync();

    [Test]
    public async Task Each_time_becomes_one_item_of_the_party_that_owes_it_as_its_due_day_comes_near()
    {
        await _council.Owe("Báo cáo kết quả phối hợp", "hằng quý, 5 ngày sau khi hết quý");
        Assert.That((await _council.Items()).Select(i => i!["title"].Text()), Is.EqualTo(["Báo cáo kết quả phối hợp (quý IV/2025)", "Báo cáo kết quả phối hợp (quý I/2026)"]), "due on 5 January and 5 April, seen on 2 March");
        var item = (await _council.Items())[1]!;
        Assert.That((item["leadUnit"]!["name"].Text(), item["cooperatingUnits"]![0]!["name"].Text(), item["dueOn"].Text(), item["year"].Int(), item["memberFrom"].Text()),
            Is.EqualTo(("Sở Tư pháp", "Ban Pháp chế", "2026-04-05", 2026, "2026-02-19")));
        Assert.That(item["source"].Text(), Is.EqualTo("06/QC-HĐND, Khoản 1 Điều 2"));

        Assert.That(await _council.Make(), Is.Zero, "nothing twice");
        _council.App.Clock.Now = CoordinatedCouncil.Start.AddDays(80); // 21 May: 45 days before 5 July.
        Assert.That(await _council.Make(), Is.EqualTo(1));
        _council.App.Clock.Now = CoordinatedCouncil.Start.AddDays(400);
        Assert.That(await _council.Make(), Is.EqualTo(1), "the agreement ends on 31 December: what falls due after isn't owed");
    }

    [Test]
    public async Task Two_nodes_at_once_make_nothing_twice()
    {
        await _council.Owe("Báo cáo tháng", "hằng tháng, ngày 25");
        _council.App.Clock.Now = CoordinatedCouncil.Start.AddDays(200);
        var node = new Db.Database(_council.App.Database.Serving, _council.App.Clock);
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => _council.Make(n % 2 == 0 ? node : null)));
        Assert.That(made.Sum(), Is.EqualTo(7), "25 April to 25 October");
        Assert.That(made.Count(m => m > 0), Is.EqualTo(1));

        await using var session = _council.App.Open();
        var (store, there) = (new ObligationStore(session), (await new ObligationStore(session).Made())[0]);
        Assert.That((await Assert.ThrowsAsync<PostgresException>(() => store.Keep([(there.ObligationId, there.OccurrenceKey, Guid.NewGuid())])))!.SqlState, Is.EqualTo(PostgresErrorCodes.UniqueViolation), "the key itself refuses it");
    }

    [Test]
    public async Task Changing_an_obligation_or_ending_the_agreement_leaves_what_is_made_and_says_so()
    {
        var owed = await _council.Owe("Báo cáo tháng", "hằng tháng, ngày 20", from: "2026-03-01");
        Assert.That((await _council.Items()).Select(i => i!["dueOn"].Text()), Is.EqualTo(["2026-03-20"]));
        var changed = await _council.Put($"/api/obligations/{owed["id"]}", new { what = "Báo cáo nhanh", debtor = "Sở Nội vụ", due = "hằng tháng, ngày 10" }, 1);
        Assert.That((int)changed.StatusCode, Is.EqualTo(200), await changed.Content.ReadAsStringAsync());
        Assert.That((await _council.Items()).Select(i => (i!["title"].Text(), i["dueOn"].Text())), Is.EqualTo([("Báo cáo tháng (tháng 3/2026)", "2026-03-20"), ("Báo cáo nhanh (tháng 4/2026)", "2026-04-10")]));

        using var office = await _council.App.SignIn(Role.Office);
        var page = await office.Send(await office.Open($"/phoi-hop/{_council.Agreement}"), "cham-dut", ("endedOn", "01/04/2026"), ("document", "31/TB-HĐND"), ("state", "yes"));
        Assert.That(page.QuerySelector(".flash")!.TextContent, Does.Contain("1 nhiệm vụ còn mở đã được đưa ra").And.Contain("1 nhiệm vụ đã tạo trước đó còn mở: giữ nguyên"));
        Assert.That((await _council.Items()).Select(i => (i!["dueOn"].Text(), i["ending"]?.Text())), Is.EqualTo([("2026-03-20", (string?)null), ("2026-04-10", "withdrawn")]));
        _council.App.Clock.Now = CoordinatedCouncil.Start.AddDays(100);
        Assert.That(await _council.Make(), Is.Zero);
    }

    [Test]
    public async Task The_index_counts_on_time_late_and_unmet_and_each_number_leads_to_exactly_its_items()
    {
        await _council.Owe("Báo cáo tháng", "hằng tháng, ngày 10");
        await _council.Owe("Cung cấp thông tin", "hằng tháng, ngày 15", "Sở Nội vụ");
        await _council.Owe("Gửi kế hoạch", "ngày 02/03/2026");
        var items = (await _council.Items()).ToDictionary(i => (i!["leadUnit"]!["name"].Text(), i["dueOn"].Text()), i => i!);
        _council.App.Clock.Now = CoordinatedCouncil.Start.AddDays(1);
        await _council.Complete(items[("Sở Tư pháp", "2026-01-10")], "2026-01-10");
        await _council.Complete(items[("Sở Tư pháp", "2026-02-10")], "2026-02-11");
        await _council.Complete(items[("Sở Nội vụ", "2026-01-15")], "2026-01-12");

        var figures = await _council.App.Office.Json("/api/figures/coordination?from=2026-01-01&to=2026-12-31&asOf=2026-03-02");
        Assert.That(new[] { "due", "onTime", "late", "unmet" }.Select(f => figures["figures"]![f]!["count"].Int()), Is.EqualTo([4, 2, 1, 1]), "what is due that very day is neither met nor unmet yet");
        Assert.That(figures["figures"]!["index"]!["text"].Text(), Is.EqualTo("50,0%"));
        Assert.That((await _council.App.Office.Json("/api/figures/coordination?from=2026-01-01&to=2026-12-31&asOf=2026-03-03"))["figures"]!["unmet"]!["count"].Int(), Is.EqualTo(2));
        Assert.That(figures["agreements"]![0]!["parties"]!.AsArray().Select(p => (p!["unit"]!["name"].Text(), p["figures"]!["index"]!["text"].Text())), Is.EquivalentTo([("Sở Tư pháp", "50,0%"), ("Sở Nội vụ", "50,0%")]));
        foreach (var part in figures["agreements"]![0]!["parties"]!.AsArray().Select(p => p!["figures"]!).Append(figures["figures"]!).Append(figures["agreements"]![0]!["figures"]!))
            foreach (var figure in new[] { "due", "onTime", "late", "unmet" })
                Assert.That((await _council.App.Office.Json(part[figure]!["items"].Text()))["total"].Int(), Is.EqualTo(part[figure]!["count"].Int()), part[figure]!.ToString());

        using var reader = await _council.App.SignIn(Role.Reader);
        foreach (var address in new[] { "/phoi-hop/chi-so?asOf=2026-03-02", $"/phoi-hop/{_council.Agreement}?asOf=2026-03-02&from=2026-01-01&to=2026-03-31" })
        {
            var page = await reader.Open(address);
            var links = page.QuerySelectorAll("a.num[href*='duty=']");
            Assert.That(links.Length, Is.GreaterThan(8), address);
            foreach (var link in links)
                Assert.That((await reader.Open(link.GetAttribute("href")!)).QuerySelector("h1 .num")!.TextContent, Is.EqualTo(link.TextContent), link.OuterHtml);
        }
    }

    [Test]
    public async Task The_review_and_the_giao_ban_tell_the_same_index_as_the_page()
    {
        await _council.Owe("Báo cáo tháng", "hằng tháng, ngày 10");
        await _council.Owe("Cung cấp thông tin", "hằng tháng, ngày 15", "Sở Nội vụ");
        var items = (await _council.Items()).ToDictionary(i => (i!["leadUnit"]!["name"].Text(), i["dueOn"].Text()), i => i!);
        _council.App.Clock.Now = CoordinatedCouncil.Start.AddDays(1);
        await _council.Complete(items[("Sở Tư pháp", "2026-01-10")], "2026-01-10");
        await _council.Complete(items[("Sở Tư pháp", "2026-02-10")], "2026-02-11");
        var programme = await _council.App.Office.PostAsJsonAsync("/api/programmes", new { kind = "annual", year = 2026, number = "90/CTr-HĐND", title = "Chương trình công tác năm 2026", issuedOn = "2026-01-05" });
        Assert.That((int)programme.StatusCode, Is.EqualTo(201), await programme.Content.ReadAsStringAsync());

        foreach (var (report, index, list) in new[] { ($"so-ket.{{0}}?agreement={_council.Agreement}&from=2026-01-01&to=2026-12-31&asOf=2026-03-03", "Tổng hợp", "Nhiệm vụ đến hạn"), ("giao-ban.{0}?year=2026&asOf=2026-03-03", "Phối hợp", "Nhiệm vụ phối hợp") })
        {
            var workbook = new ReadWorkbook(await _council.App.Office.GetByteArrayAsync("/api/reports/" + string.Format(report, "xlsx")));
            Assert.That(workbook.Faults(), Is.Empty);
            var figures = (await _council.App.Office.Json("/api/figures/coordination?from=2026-01-01&to=2026-12-31&asOf=2026-03-03"))["figures"]!;
            var total = workbook.NamedRow(index, "Tổng cộng");
            Assert.That(new[] { "Đã đến hạn", "Đúng hạn", "Chậm", "Chưa thực hiện" }.Select(c => Convert.ToInt32(total[c])), Is.EqualTo(new[] { "due", "onTime", "late", "unmet" }.Select(f => figures[f]!["count"].Int())));
            Assert.That(workbook.Rows(list).Count(r => r.Any(c => c is string text && text.StartsWith("06/QC-HĐND, "))), Is.EqualTo(4));

            var paper = new ReadPaper(await _council.App.Office.GetByteArrayAsync("/api/reports/" + string.Format(report, "docx")));
            Assert.That(paper.Faults(), Is.Empty);
            Assert.That(paper.Paragraphs, Has.Some.Contains("1/4 (bằng 25,0%) thực hiện đúng hạn").And.Some.EqualTo("Sở Nội vụ"));
        }
    }

    [Test]
    public async Task What_can_not_be_is_refused_with_a_sentence_at_its_field()
    {
        var agreements = new (string Field, object Request)[]
        {
            ("validTo", CoordinatedCouncil.Request("07/QC-HĐND", "2027-01-01", "2026-06-30")),
            ("parties", CoordinatedCouncil.Request("07/QC-HĐND", parties: new[] { "Ban Pháp chế" })),
            ("parties", CoordinatedCouncil.Request("07/QC-HĐND", parties: new[] { "Ban Pháp chế", "Các Ban HĐND" })),
        };
        foreach (var (field, request) in agreements)
        {
            var (status, body) = await (await _council.App.Office.PostAsJsonAsync("/api/agreements", request)).Answer();
            Assert.That((status, body["errors"]?[field] is not null), Is.EqualTo((400, true)), body.ToString());
        }
        var (overlaps, why) = await (await _council.App.Office.PostAsJsonAsync("/api/agreements", CoordinatedCouncil.Request("07/QC-HĐND", "2026-12-31", "2030-12-31", title: CoordinatedCouncil.Title.ToUpper()))).Answer();
        Assert.That((overlaps, why["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:agreement-overlaps")), why.ToString());
        Assert.That((int)(await _council.App.Office.PostAsJsonAsync("/api/agreements", CoordinatedCouncil.Request("07/QC-HĐND", "2027-01-01", "2030-12-31"))).StatusCode, Is.EqualTo(201), "the day after");
        foreach (var (number, alongside, expected) in new[] { ("08/QC-HĐND", false, "agreement-alongside"), ("06/QC-HĐND", true, "agreement-number-taken"), ("08/QC-HĐND", true, "") })
        {
            var (status, said) = await (await _council.App.Office.PostAsJsonAsync("/api/agreements", new
            {
                number, title = "Quy chế về việc khác", parties = new[] { "Sở Nội vụ", "Ban Pháp chế", "Sở Tư pháp" }, keeper = "Ban Pháp chế", signedOn = "2025-12-22", validFrom = "2026-06-01", alongside,
            })).Answer();
            Assert.That(expected.Length == 0 ? status == 201 : status == 409 && said["type"].Text().EndsWith(expected), Is.True, $"{number} {alongside}: {said}");
        }

        var obligations = new (string Field, object Request)[]
        {
            ("debtor", new { agreement = _council.Agreement, what = "Báo cáo", debtor = "", due = "ngày 10/4/2026" }),
            ("debtor", new { agreement = _council.Agreement, what = "Báo cáo", debtor = "Sở Y tế", due = "ngày 10/4/2026" }),
            ("receivers", new { agreement = _council.Agreement, what = "Báo cáo", debtor = "Sở Tư pháp", receivers = new[] { "Sở Tư pháp" }, due = "ngày 10/4/2026" }),
            ("due", new { agreement = _council.Agreement, what = "Báo cáo", debtor = "Sở Tư pháp", due = "khi có yêu cầu" }),
            ("due", new { agreement = _council.Agreement, what = "Báo cáo", debtor = "Sở Tư pháp", rule = new { kind = "atEvent", @event = Guid.NewGuid(), days = -5 } }),
            ("clause", new { agreement = _council.Agreement, what = "Báo cáo", debtor = "Sở Tư pháp", due = "ngày 10/4/2026", clause = "Điều 9" }),
        };
        foreach (var (field, request) in obligations)
        {
            var (status, body) = await (await _council.App.Office.PostAsJsonAsync("/api/obligations", request)).Answer();
            Assert.That((status, body["errors"]?[field] is not null), Is.EqualTo((400, true)), body.ToString());
        }
        var (_, unknown) = await (await _council.App.Office.PostAsJsonAsync("/api/obligations", new { agreement = _council.Agreement, what = "Báo cáo", debtor = "Sở Tư pháp", due = "5 ngày trước Hội nghị tổng kết" })).Answer();
        Assert.That(unknown["detail"].Text(), Does.Contain("sự kiện chưa có"));
        await _council.Owe("Báo cáo tháng", "hằng tháng, ngày 25");
        var (twice, why2) = await (await _council.App.Office.PostAsJsonAsync("/api/obligations", new { agreement = _council.Agreement, what = "BÁO CÁO tháng", debtor = "Sở Tư pháp", due = "ngày 25 hằng tháng", clause = "Khoản 1 Điều 2" })).Answer();
        Assert.That((twice, why2["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:obligation-twice")), why2.ToString());
    }

    [Test]
    public async Task Two_who_change_an_agreement_at_once_see_each_other_and_parties_that_only_one_changed_stay_changed()
    {
        using var office = await _council.App.SignIn(Role.Office);
        using var administrator = await _council.App.SignIn(Role.Administrator);
        var address = $"/phoi-hop/{_council.Agreement}/sua";
        var (mine, other) = (await office.Open(address), await administrator.Open(address));
        string Id(string name) => other.QuerySelectorAll("select[name=parties] option").Single(o => o.TextContent == name).GetAttribute("value")!;
        var parties = new[] { "Ban Pháp chế", "Sở Tư pháp", "Sở Nội vụ", "Sở Y tế" }.Select(name => ("parties", Id(name))).ToArray();
        await administrator.Send(other, "agreement", parties);
        var page = await office.Send(mine, "agreement", ("name", "Quy chế gõ lại"));
        Assert.That((int)office.Status, Is.EqualTo(412));
        Assert.That(page.QuerySelector(".meanwhile")!.TextContent, Does.Contain("Sở Y tế").And.Contain("(theo bản mới)"));
        Assert.That(page.QuerySelectorAll("select[name=parties] option[selected]").Select(o => o.TextContent), Is.EquivalentTo(["Ban Pháp chế", "Sở Tư pháp", "Sở Nội vụ", "Sở Y tế"]));
        await office.Send(page, "agreement");
        var now = await _council.App.Office.Json($"/api/agreements/{_council.Agreement}");
        Assert.That((now["title"].Text(), now["parties"]!.AsArray().Count), Is.EqualTo(("Quy chế gõ lại", 4)));
    }

    [Test]
    public async Task Rows_pasted_from_a_sheet_are_looked_at_and_then_recorded_all_or_none()
    {
        const string good = "Điều/khoản\tNội dung\tCơ quan thực hiện\tThời hạn\nKhoản 1 Điều 2\t\"Báo cáo\nquý\"\tSở Tư pháp; Sở NV\thằng quý, trước ngày 20 tháng cuối quý\nĐiều 2\tTrao đổi kế hoạch\tCác bên\tngày 20/12 hằng năm";
        var (status, body) = await Paste(good + "\nĐiều 7\tX\tSở Lạ\tkhi cần");
        Assert.That((status, body["errors"]!.AsObject().Select(e => e.Key)), Is.EqualTo((400, new[] { "debtor.2", "due.2" })), body.ToString());
        Assert.That((await _council.App.Office.Json("/api/obligations"))["total"].Int(), Is.Zero);
        (status, body) = await Paste(good);
        Assert.That((status, body["obligations"].Int()), Is.EqualTo((200, 5)), body.ToString());
        var made = (await _council.App.Office.Json("/api/obligations"))["items"]!.AsArray();
        Assert.That(made.Select(o => o!["due"].Text()).Distinct(), Is.EquivalentTo(["hằng quý, ngày 19 tháng cuối quý", "ngày 20/12 hằng năm"]));
        Assert.That(made[0]!["what"].Text(), Is.EqualTo("Báo cáo quý"));
        (status, body) = await Paste(good);
        Assert.That((status, body["errors"]!["what.0"]![0].Text()), Is.EqualTo((400, "Nghĩa vụ “Báo cáo quý” của cùng bên thực hiện, cùng thời hạn đã có trong quy chế này, hoặc ở dòng trên. Hãy bỏ dòng trùng, hoặc sửa nghĩa vụ đã có.")), "not a second time");

        async Task<(int, System.Text.Json.Nodes.JsonNode)> Paste(string text) => await (await _council.App.Office.PostAsJsonAsync("/api/obligations/pasting", new { agreement = _council.Agreement, text })).Answer();
    }

    [Test]
    public async Task An_agreement_stands_on_any_day_as_it_did_then_and_each_number_leads_to_its_list()
    {
        _council.App.Clock.Now = CoordinatedCouncil.Start.AddDays(1);
        await _council.App.Office.PostAsJsonAsync("/api/agreements", new { title = "Quy chế dự kiến", parties = new[] { "Ban Đô thị", "Sở Xây dựng" }, keeper = "Ban Đô thị", usual = new[] { "annualPlan" } });
        foreach (var (day, expected) in new[] { ("2025-12-01", "planned"), ("2026-03-02", "signed"), ("2026-10-02", "dueForRenewal"), ("2027-01-01", "ended") })
            Assert.That((await _council.App.Office.Json($"/api/agreements/{_council.Agreement}?asOf={day}"))["status"].Text(), Is.EqualTo(expected), day);
        using var reader = await _council.App.SignIn(Role.Reader);
        var page = await reader.Open("/phoi-hop?asOf=2026-10-02");
        var links = page.QuerySelectorAll("td a.num").Select(a => (Address: a.GetAttribute("href")!, a.TextContent)).ToArray();
        Assert.That(links, Has.Length.EqualTo(10));
        foreach (var (address, number) in links)
            Assert.That((await reader.Open(address)).QuerySelector("h1 .num")!.TextContent, Is.EqualTo(number), address);
        Assert.That((await _council.App.Office.Json("/api/obligations"))["total"].Int(), Is.EqualTo(2), "each party owes its plan");
    }
}
