using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Tracker.Domain.Accounts;
using Tracker.Tests.Pages;

namespace Tracker.Tests.Figures;

/// <summary>"5 rõ": what the council asks for of every item, as a figure, in lists, on pages and of a file.</summary>
public sealed class CompletenessTests : OnSmallProgramme
{
    private const string Figures = "/api/figures?year=2019&asOf=2019-11-30&groupBy=unit";

    [Test]
    public async Task The_figure_counts_what_has_every_field_asked_for_and_leads_to_it_by_unit_and_by_what_is_missing()
    {
        Assert.That(Complete(await App.Office.Json(Figures)), Is.EqualTo((0, 3, "0%")));
        await Describe(Programme.Open, new { responsibleLeader = "Chánh Văn phòng", deliverable = "Báo cáo tổng hợp", effectiveOn = "2019-01-07" });
        await Describe(Programme.Late, new { responsibleLeader = "Trưởng Ban", effectiveOn = "2019-01-07" });

        var figures = await App.Office.Json(Figures);
        Assert.That(Complete(figures), Is.EqualTo((1, 3, "33,3%")));
        Assert.That(figures["groups"]!.AsArray().Select(g => (g!["name"].Text(), g["complete"]!["count"].Int())), Has.Member(("Văn phòng HĐND Thành phố", 1)).And.Member(("Ban Pháp chế", 0)));
        Assert.That((await App.Office.Json(figures["complete"]!["items"].Text()))["items"]!.AsArray().Single()!["id"].Text(), Is.EqualTo($"{Programme.Open}"));
        using var reader = await App.SignIn(Role.Reader);
        var overview = await reader.Open("/?year=2019&asOf=2019-11-30");
        Assert.That(overview.Words("#noi-dung"), Does.Contain("1/3 (33,3%) · thiếu lãnh đạo phụ trách 1 · thiếu sản phẩm 2"));
        var list = await reader.Open(overview.QuerySelectorAll("a").Single(a => a.GetAttribute("href")!.Contains("missing=deliverable")).GetAttribute("href")!);
        Assert.That((list.Rows(), list.Words(".narrowed")), Is.EqualTo((2, "Đang lọc:thiếu sản phẩm ×")));
        Assert.That((await reader.Open($"/nhiem-vu/{Programme.Late}")).Words("section[aria-labelledby=thong-tin]"), Does.Contain("chưa đủ 5 rõ: thiếu sản phẩm (rõ hiệu quả (sản phẩm))"));
        Assert.That((await reader.Open($"/nhiem-vu/{Programme.Open}")).Words("section[aria-labelledby=thong-tin]"), Does.Not.Contain("chưa đủ"));
    }

    [Test]
    public async Task What_is_asked_for_is_a_setting_for_every_day_and_what_was_published_stays()
    {
        var seal = await Publish();
        var before = await Publish();
        await using (var superuser = new NpgsqlConnection(Database.Superuser))
            await superuser.ExecuteAsync("update seals set content = content - 'completeness' #- '{figures,counts,complete}' where code = @before", new { before });
        using var admin = await App.SignIn(Role.Administrator);
        var page = await admin.Send(await admin.Open("/quan-tri/thiet-lap"), "settings", ("clearPeople", "trợ lý"));
        Assert.That(page.QuerySelector(".complaint")!.TextContent, Does.StartWith("“trợ lý” không phải là một thông tin của nhiệm vụ."));
        page = await admin.Send(page, "settings", ("clearPeople", "Cơ quan chủ trì"), ("clearResult", ""), ("clearAuthority", ""));
        Assert.That(page.Words(".flash"), Is.EqualTo("Đã ghi thiết lập."));

        Assert.That(Complete(await App.Office.Json(Figures)), Is.EqualTo((3, 3, "100%")));
        Assert.That(Complete(await App.Office.Json(Figures.Replace("2019-11-30", "2019-02-01"))), Is.EqualTo((3, 3, "100%")), "there is no second clock for it");
        var published = await App.Office.Json($"/api/seals/{seal}");
        Assert.That((published["matches"]!.GetValue<bool>(), Complete(published["figures"]!)), Is.EqualTo((true, (0, 3, "0%"))), published["differences"]!.ToString());
        var older = await App.Office.Json($"/api/seals/{before}");
        Assert.That((older["matches"]!.GetValue<bool>(), older["figures"]!["complete"]), Is.EqualTo((true, (JsonNode?)null)), "published before this was counted");
    }

    [Test]
    public async Task New_items_that_lack_something_are_one_finding_that_names_the_rows()
    {
        var rows = string.Join("\n", Enumerable.Range(1, 30).Select(n => $"{n};Việc số {n};Ban Pháp chế;{(n % 10 == 0 ? "" : "Trưởng Ban")};Tháng 3;{(n == 7 ? "" : "Báo cáo")}"));
        var content = Encoding.UTF8.GetBytes($"Số: 01/CTr-HĐND;Hà Nội, ngày 07 tháng 01 năm 2018\nCHƯƠNG TRÌNH CÔNG TÁC NĂM 2018\n\nTT;Nội dung công việc;Cơ quan chủ trì;Lãnh đạo phụ trách;Thời gian;Sản phẩm\n{rows}\n");
        var import = (await (await App.Office.Send(content, "ctr.csv")).Answer()).Body;
        var asked = import["findings"]!.AsArray().Single(f => f!["severity"].Text() != "note")!;
        Assert.That((asked["code"].Text(), asked["severity"].Text(), asked["message"].Text()), Is.EqualTo(("incomplete", "confirm",
            "4 nội dung mới chưa đủ 5 rõ: thiếu lãnh đạo phụ trách: dòng 14, 24, 34; thiếu sản phẩm: dòng 11. Hãy đồng ý nếu vẫn nhập như vậy, hoặc bổ sung trong tệp rồi tải lên lại.")));
        var (status, applied) = await App.Office.Apply(import, new { finding = "incomplete", action = "accept" });
        Assert.That((status, Complete(await App.Office.Json("/api/figures?year=2018&asOf=2018-12-31"))), Is.EqualTo((200, (26, 30, "86,7%"))), applied.ToString());
    }

    private static (int, int, string) Complete(JsonNode figures) => (figures["complete"]!["count"].Int(), figures["complete"]!["of"].Int(), figures["complete"]!["text"].Text());

    private async Task Describe(Guid item, object change)
    {
        var version = (await App.Office.Json($"/api/items/{item}"))["version"];
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/items/{item}") { Content = JsonContent.Create(change), Headers = { { "If-Match", $"\"{version}\"" } } };
        Assert.That((int)(await App.Office.SendAsync(request)).StatusCode, Is.EqualTo(200));
    }

    private async Task<string> Publish()
    {
        var (status, body) = await (await App.Office.PostAsJsonAsync("/api/seals", new { programme = Programme.Id, asOf = "2019-11-30" })).Answer();
        Assert.That(status, Is.EqualTo(201), body.ToString());
        return Tracker.Domain.Seals.SealCode.Read(body["code"].Text())!;
    }
}
