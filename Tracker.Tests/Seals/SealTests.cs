using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Tracker.Db.Items;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Seals;
using Tracker.Jobs.Seals;
using Tracker.Tests.Reports;

namespace Tracker.Tests.Seals;

/// <summary>Published figures: never otherwise than as published, and what has changed since is said item by item.</summary>
public sealed class SealTests
{
    private static readonly DateOnly AsOf = new(2019, 11, 30);
    private TestDatabase _database = null!;
    private TestApp _app = null!;
    private SmallProgramme _programme = null!;

    [SetUp]
    public async Task Start()
    {
        _database = await TestCluster.NewDatabase();
        _programme = await SmallProgramme.Record(_app = await TestApp.On(_database.Owner));
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task What_was_published_stays_and_what_changed_since_is_said_item_by_item()
    {
        var seal = await Publish();
        var (workbook, document) = (await File("xlsx", seal), await File("docx", seal));
        _app.Clock.Now = TestApp.Start.AddDays(1);
        var account = await Account(Role.Office);
        await using (var session = _app.Open())
        {
            var completion = (await new ItemStore(session).Histories([_programme.Done]))[_programme.Done].Last().Entry.Sequence;
            await new ItemRecorder(session).Record([],
            [
                new(_programme.Done, new(2019, 4, 5), new Change.Progressed(State.Completed), completion, "12/TB-HĐND"),
                new(_programme.Open, new(2019, 11, 20), new Change.Progressed(State.Completed), null, "99/BC-HĐND"),
            ], new(account));
            await session.Commit();
        }

        var answer = await _app.Office.Json($"/api/seals/{seal}");
        var since = answer["since"]![0]!;
        var items = since["items"]!.AsArray().ToDictionary(i => Guid.Parse(i!["item"]!["id"].Text()), i => i!);
        Assert.That((answer["figures"]!["completed"]!["count"].Int(), answer["figures"]!["onTime"]!["count"].Int()), Is.EqualTo((2, 1)), "as published");
        Assert.That((answer["matches"]!.GetValue<bool>(), answer["differences"]!.AsArray().Count), Is.EqualTo((true, 0)), answer["differences"]!.ToString());
        Assert.That(Figure(since, "completed"), Is.EqualTo((2, 3)));
        Assert.That(Figure(since, "onTime"), Is.EqualTo((1, 1)), "one came, one went");
        Assert.That(items.Keys, Is.EquivalentTo(new[] { _programme.Done, _programme.Open }));
        Assert.That(items[_programme.Done]["entries"]![0]!["says"]![0].Text(), Does.Contain("Hoàn thành (từ ngày 05/04/2019), thay cho: Hoàn thành (từ ngày 20/03/2019)"));
        Assert.That((items[_programme.Open]["entries"]![0]!["by"].Text(), items[_programme.Open]["entries"]![0]!["documents"]![0].Text()), Is.EqualTo(("Nguyễn Thu Hà", "99/BC-HĐND")));
        Assert.That(await File("xlsx", seal), Is.EqualTo(workbook), "the workbook");
        Assert.That(await File("docx", seal), Is.EqualTo(document), "the document");

        using var reader = await _app.SignIn(Role.Reader);
        var page = await reader.Open($"/so-lieu/{seal}");
        Assert.That(page.QuerySelector(".checked .tag")!.TextContent, Is.EqualTo("khớp"));
        Assert.That(page.QuerySelectorAll(".later > li").Select(li => li.TextContent), Has.Some.Contains("99/BC-HĐND").And.Some.Contains("Giám sát công tác cải cách hành chính"));
    }

    [Test]
    public async Task Both_files_bear_the_code_and_the_same_figures_and_are_faultless()
    {
        var seal = await Publish(new { number = "57" });
        var workbook = new ReadWorkbook(await File("xlsx", seal));
        var paper = new ReadPaper(await File("docx", seal));
        Assert.That(workbook.Row("Tổng hợp", "Hoàn thành")[1], Is.EqualTo(2d));
        Assert.That(paper.Paragraphs, Has.Some.Contains("có 2/3 (bằng 66,7%) nội dung công việc").And.Some.Contains("57/BC-VP").And.Some.Contains(SealCode.Shown(seal)));
        Assert.That(paper.Paragraphs, Has.None.Contains("NHÁP"));
        Assert.That(workbook.Faults(), Is.Empty);
        Assert.That(paper.Faults(), Is.Empty);
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(workbook.Content));
        Assert.That(archive.Entries.Count(e => e.FullName.StartsWith("xl/charts/")), Is.EqualTo(2));
    }

    [Test]
    public async Task The_sheet_of_changes_names_what_was_recorded_and_sets_apart_what_only_grew_older()
    {
        await using (var session = _app.Open())
        {
            var unit = (await new Db.Units.UnitStore(session).All())[1].Id;
            var items = new[] { (Guid.CreateVersion7(), "Đến hạn giữa tháng 11", new DateOnly(2019, 11, 15)), (Guid.CreateVersion7(), "Đến hạn tháng 12", new DateOnly(2019, 12, 20)) };
            await new ItemRecorder(session).Record([.. items.Select(i => new NewItem(i.Item1, Origin.Programme, 2019, _programme.Id))], [.. items.SelectMany(i => new NewEntry[]
            {
                new(i.Item1, SmallProgramme.IssuedOn, new Change.Joined(Membership.Issued)),
                new(i.Item1, SmallProgramme.IssuedOn, new Change.Described { Number = "9", Position = 9, Title = i.Item2, LeadUnitId = unit }),
                new(i.Item1, SmallProgramme.IssuedOn, new Change.Scheduled(i.Item3)),
            })], new(null));
            await session.Commit();
        }
        await Publish(new { asOf = "2019-10-31" });
        _app.Clock.Now = TestApp.Start.AddDays(1);
        var account = await Account(Role.Office);
        await using (var session = _app.Open())
        {
            await new ItemRecorder(session).Record([], [new(_programme.Open, new(2019, 11, 20), new Change.Progressed(State.Completed), null, "99/BC-HĐND")], new(account));
            await session.Commit();
        }
        var seal = await Publish();
        var content = await File("xlsx", seal);
        var workbook = new ReadWorkbook(content);
        var causes = workbook.Table("Thay đổi so với kỳ trước").Where(r => r["Nội dung công việc"] is not null).ToDictionary(r => (string)r["Nội dung công việc"]!, r => r["Ghi nhận làm thay đổi"]);
        Assert.That(causes, Is.EquivalentTo(new Dictionary<string, object?>
        {
            ["Tổng hợp kiến nghị cử tri Văn phòng"] = "Hoàn thành (từ ngày 20/11/2019) · 99/BC-HĐND (ghi lúc 09:00 ngày 07/01/2020, Nguyễn Thu Hà)",
            ["Đến hạn giữa tháng 11"] = "qua thời hạn 15/11/2019",
        }));
        Assert.That(workbook.Rows("Thay đổi so với kỳ trước").SelectMany(r => r).OfType<string>(), Has.Some.EqualTo(
            "1 nội dung, nhiệm vụ đã thay đổi; 1 chuyển sang quá hạn chỉ vì đã qua thời hạn (cuối bảng); 1 chỉ đến gần thời hạn hơn (sheet “Sắp đến hạn”)"));
        Assert.That(workbook.Faults(), Is.Empty);
    }

    [Test]
    public async Task Nothing_recorded_while_it_is_sealed_bears_an_earlier_moment()
    {
        var sealing = new List<Task<Seal>>();
        var writing = new List<Task>();
        // The clock stands still, so only the lock can tell before from after.
        for (var round = 0; round < 6; round++)
        {
            for (var writer = 0; writer < 4; writer++)
                writing.Add(Record(round * 4 + writer));
            sealing.Add(Seal());
        }
        await Task.WhenAll(writing);
        foreach (var seal in await Task.WhenAll(sealing))
        {
            var answer = await _app.Office.Json($"/api/seals/{seal.Code}");
            Assert.That(answer["differences"]!.AsArray().Select(d => d.Text()), Is.Empty, seal.Code);
        }

        async Task Record(int number)
        {
            await using var session = _app.Open();
            var (item, unit) = (Guid.CreateVersion7(), (await new Db.Units.UnitStore(session).All())[1].Id);
            await new ItemRecorder(session).Record([new(item, Origin.Programme, 2019, _programme.Id)],
            [
                new(item, SmallProgramme.IssuedOn, new Change.Joined(Membership.Added)),
                new(item, SmallProgramme.IssuedOn, new Change.Described { Number = $"{number}", Position = 10 + number, Title = $"Nội dung {number}", LeadUnitId = unit }),
            ], new(null));
            await Task.Yield();
            await session.Commit();
        }

        async Task<Seal> Seal()
        {
            await using var session = _app.Open();
            var seal = await new Sealing(session).Publish(new(_programme.Id, Tracker.Domain.Reports.ReportPeriod.MonthOf(AsOf), AsOf), null);
            await session.Commit();
            return seal;
        }
    }

    [Test]
    public async Task A_newer_one_supersedes_it_with_a_reason_and_only_once()
    {
        var first = await Publish();
        Assert.That((await Ask(new { supersedes = first })).Status, Is.EqualTo(400), "a reason is needed");
        var second = await Publish(new { supersedes = first.ToLowerInvariant(), reason = "Một đơn vị báo cáo thiếu" });
        var (status, problem) = await Ask(new { supersedes = first, reason = "Lại nữa" });
        Assert.That((status, problem["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:seal-superseded")));
        var (older, newer) = ((await _app.Office.Json($"/api/seals/{first}"))["seal"]!, (await _app.Office.Json($"/api/seals/{second}"))["seal"]!);
        Assert.That(older["supersededBy"].Text(), Is.EqualTo(SealCode.Shown(second)));
        Assert.That((newer["supersedes"].Text(), newer["reason"].Text()), Is.EqualTo((SealCode.Shown(first), "Một đơn vị báo cáo thiếu")));
    }

    [TestCase("ACEFGHJK")]
    [TestCase("không-phải-mã")]
    public async Task A_code_that_nobody_published_gets_a_clear_sentence(string code)
    {
        using var visitor = await _app.SignIn(Role.Reader);
        var page = await visitor.Open($"/so-lieu/{code}");
        Assert.That(visitor.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain($"Không có số liệu đã công bố nào mang mã “{code}”"));
    }

    [Test]
    public async Task A_day_to_come_can_not_be_published()
    {
        var (status, problem) = await Ask(new { asOf = "2020-01-07" });
        Assert.That((status, problem["type"].Text()), Is.EqualTo((409, "urn:tracker:problem:seal-in-future")));
    }

    [Test]
    public async Task The_page_publishes_and_leads_to_the_seal()
    {
        using var visitor = await _app.SignIn(Role.StandingCommittee);
        var page = await visitor.Open($"/giao-ban?programme={_programme.Id}&asOf=2019-11-30");
        Assert.That(page.QuerySelectorAll(".figure")[0].TextContent, Is.EqualTo("2/3"));
        page = await visitor.Send(page, "pack");
        Assert.That(visitor.At, Does.StartWith("/so-lieu/"));
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Kết quả thực hiện Chương trình công tác năm 2019, tháng 11/2019"));
        Assert.That(page.QuerySelector(".checked .tag")!.TextContent, Is.EqualTo("khớp"));
    }

    [Test]
    public async Task The_program_can_neither_change_nor_delete_what_was_published()
    {
        await using var owner = new NpgsqlConnection(_database.Owner);
        Assert.That(await owner.QueryAsync<string>("""
            select t || ' ' || p
            from unnest(array['seals', 'seal_items']) t, unnest(array['update', 'delete', 'truncate']) p
            where has_table_privilege('tracker_app', t, p) or p = 'update' and has_any_column_privilege('tracker_app', t, p)
            """), Is.Empty);
    }

    private static (int Before, int After) Figure(JsonNode since, string name)
    {
        var figure = since["comparison"]!["figures"]!.AsArray().Single(f => f!["figure"].Text() == name)!;
        return (figure["before"]!["count"].Int(), figure["after"]!["count"].Int());
    }

    private async Task<string> Publish(object? also = null)
    {
        var (status, body) = await Ask(also);
        Assert.That(status, Is.EqualTo(201), body.ToString());
        return SealCode.Read(body["code"].Text())!;
    }

    private async Task<(int Status, JsonNode Body)> Ask(object? also = null)
    {
        var request = new JsonObject { ["programme"] = _programme.Id, ["asOf"] = "2019-11-30" };
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(also ?? new { })!.AsObject().ToArray())
            request[name] = value?.DeepClone();
        using var answer = await _app.Office.PostAsJsonAsync("/api/seals", request);
        return await answer.Answer();
    }

    private Task<byte[]> File(string kind, string seal) => _app.Office.GetByteArrayAsync($"/api/reports/giao-ban.{kind}?seal={seal}");

    private async Task<Guid> Account(Role role)
    {
        await using var session = _app.Open();
        return (await Db.Accounts.AccountStore.All(session)).Single(a => a.Role == role).Id!.Value;
    }
}
