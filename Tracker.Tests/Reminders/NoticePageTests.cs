using System.Net.Http.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tracker.Db.People;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Reminders;
using Tracker.Domain.Units;
using Tracker.Jobs.Reminders;
using Tracker.Tests.Reports;

namespace Tracker.Tests.Reminders;

/// <summary>What is told beside due days, where people look it up: before it is told, as it was told, and on the paper of who was told what.</summary>
public sealed class NoticePageTests
{
    // A Friday.
    private static readonly DateTimeOffset Friday = new(2020, 3, 6, 10, 0, 0, TimeSpan.FromHours(7));

    [Test]
    public async Task It_stands_on_the_page_in_the_preview_in_the_mail_on_the_item_and_on_the_paper_and_each_line_leads_somewhere()
    {
        await using var app = await TestApp.New(Friday);
        var programme = await SmallProgramme.Record(app);
        // The day's mails are made, to nobody: what comes up now is the next working day's.
        await Digests();
        Unit committee;
        await using (var session = app.Open())
        {
            committee = (await new UnitStore(session).All()).First(u => u.Kind == UnitKind.StandingCommittee);
            await new PersonStore(session).Add(new() { Id = Guid.CreateVersion7(), Name = "Lê Minh Đức", JobTitle = "Phó Chủ tịch", UnitId = committee.Id, Email = "duc@example.org" });
            await session.Commit();
        }
        var office = app.Office;
        await Ok(office.SendAsync(new(HttpMethod.Post, $"/api/items/{programme.Open}/extension-requests")
        {
            Content = JsonContent.Create(new { dueOn = "2020-03-31", reason = "Chờ số liệu" }), Headers = { { "If-Match", $"\"{(await office.Json($"/api/items/{programme.Open}"))["version"]}\"" } },
        }));
        await Ok(office.PostAsJsonAsync("/api/sessions", new { kind = "thematic", year = 2020, name = "Kỳ họp chuyên đề", opensOn = "2020-03-24", provisional = true }));
        await Ok(office.PostAsJsonAsync("/api/meetings", new { kind = "monthly", number = 3, heldOn = "2020-03-11", units = new[] { "Ban Pháp chế" } }));
        await Ok(office.PostAsJsonAsync("/api/agreements", new
        {
            number = "06/QC-HĐND", title = "Quy chế với Sở Tư pháp", parties = new[] { "Ban Pháp chế", "Sở Tư pháp" }, keeper = "Ban Pháp chế", signedOn = "2018-12-20", validFrom = "2019-01-01", validTo = "2020-04-10", clauses = Array.Empty<object>(),
        }));

        var standing = (await office.Json("/api/reminders/notices"))["items"]!.AsArray();
        Assert.That(standing.Select(n => n!["kind"].Text()), Is.EqualTo(new[] { "extensionWaiting", "agreementEnding", "sessionProvisional", "meetingComing" }));
        Assert.That((await app.As(Role.Unit).Json("/api/reminders/notices"))["items"]!.AsArray().Select(n => n!["kind"].Text()), Is.EqualTo(new[] { "meetingComing" }), "what concerns the unit alone");
        using var visitor = await app.SignIn(Role.Office);
        foreach (var notice in standing)
        {
            await visitor.Open(notice!["page"].Text());
            Assert.That((int)visitor.Status, Is.EqualTo(200), notice["page"].Text());
        }
        Assert.That(NoticeReading.Path(NoticeKind.ProposalDecided, programme.Id), Is.EqualTo(Api.Programmes.ProposalPages.Of(programme.Id)));
        Assert.That((await visitor.Open("/nhac-viec")).QuerySelector("section[aria-labelledby=can-quyet]")!.TextContent, Does.Contain("Việc cần quyết, cần chuẩn bị: 4").And.Contain("xin gia hạn đến 31/03/2020, hạn đang tính 30/11/2019"));
        var preview = (await office.Json("/api/reminders/preview"))["mails"]!.AsArray().Single(m => m!["address"].Text() == "duc@example.org")!;
        Assert.That((preview["notices"]![0]!["kind"].Text(), preview["notices"]![0]!["item"].Text()), Is.EqualTo(("extensionWaiting", programme.Open.ToString())));
        Assert.That((await visitor.Open("/nhac-viec/xem-truoc")).QuerySelectorAll("details.preview").Select(d => d.TextContent), Has.Some.Contains("Đề nghị gia hạn chờ quyết định"));

        app.Clock.Now = Friday.AddDays(3);
        await Digests();
        using var later = await app.SignIn(Role.Office);
        var mail = (await office.Json($"/api/reminders?unit={committee.Id}"))["items"]!.AsArray().Single()!;
        Assert.That(mail["subject"].Text(), Is.EqualTo(preview["subject"].Text()));
        Assert.That((await office.Json($"/api/reminders/{mail["id"]}"))["notices"]!.AsArray().Select(n => n!["title"].Text()), Is.EqualTo(new[] { "3. Tổng hợp kiến nghị cử tri Văn phòng" }));
        Assert.That((await later.Open($"/nhac-viec/{mail["id"]}")).QuerySelector("section[aria-labelledby=can-quyet]")!.TextContent, Does.Contain("Đề nghị gia hạn chờ quyết định"));
        Assert.That((await later.Open($"/nhiem-vu/{programme.Open}")).QuerySelector("section[aria-labelledby=nhac-viec]")!.TextContent, Does.Contain("Lê Minh Đức (Thường trực HĐND Thành phố), đề nghị gia hạn chờ quyết định"));
        Assert.That((await office.Json($"/api/reminders?item={programme.Open}"))["items"]!.AsArray().Select(m => m!["id"].Text()), Does.Contain(mail["id"].Text()));
        var query = $"unit={committee.Id}&from=2020-03-01&to=2020-03-31";
        Assert.That((await later.Open("/nhac-viec/don-doc?" + query)).QuerySelector(".paper")!.TextContent, Does.Contain("Việc cần quyết, cần chuẩn bị đã báo cho đơn vị").And.Contain("Lê Minh Đức (Thường trực HĐND Thành phố); đang chờ gửi"));
        var workbook = new ReadWorkbook(await office.GetByteArrayAsync("/nhac-viec/don-doc.xlsx?" + query));
        Assert.That(workbook.Rows("Cần quyết, cần chuẩn bị").Select(r => r[0]), Has.Some.EqualTo("3. Tổng hợp kiến nghị cử tri Văn phòng"));
        Assert.That(workbook.Faults(), Is.Empty);

        Task<string?> Digests() => new DailyDigests(app.Database, new(app.Database), new(), NullLogger<DailyDigests>.Instance).Run(default);
    }

    private static async Task Ok(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.That((int)answer.StatusCode, Is.InRange(200, 299), await answer.Content.ReadAsStringAsync());
    }
}
