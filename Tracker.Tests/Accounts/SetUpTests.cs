using Microsoft.Extensions.DependencyInjection;
using Tracker.Api;
using Tracker.Api.Accounts;

namespace Tracker.Tests.Accounts;

/// <summary>An installation without any council.</summary>
public sealed class SetUpTests
{
    [Test]
    public async Task The_first_visit_sets_up_the_council_and_its_administrator_with_the_code_of_the_console()
    {
        var clock = new StandingClock(TestApp.Start);
        await using var app = await TrackerApp.Create(new((await TestCluster.NewDatabase()).Owner, "http://127.0.0.1:0", false, "", clock));
        await app.StartAsync();
        var code = await app.Services.GetRequiredService<SetUp>().Code(default);
        using var visitor = new Visitor(new(app.Urls.Single()));

        var page = await visitor.Open("/");
        Assert.That(visitor.At, Is.EqualTo("/thiet-lap"));
        (string, string)[] typed = [("council", "HĐND tỉnh Bắc Ninh"), ("place", "Bắc Ninh"), ("displayName", "Vũ Thị Hoa"), ("username", "vuthihoa"), ("chosen", "mot cau de nho"), ("again", "mot cau de nho")];
        page = await visitor.Send(page, "set-up", [("code", "AAAA-AAAA"), .. typed]);
        Assert.That(page.QuerySelector(".complaint")!.TextContent, Does.StartWith("Mã thiết lập không đúng"));
        Assert.That(page.QuerySelector("input[name=council]")!.GetAttribute("value"), Is.EqualTo("HĐND tỉnh Bắc Ninh"));
        page = await visitor.Send(page, "set-up", [("code", code!.ToLowerInvariant()), .. typed]);
        Assert.Multiple(() =>
        {
            Assert.That(visitor.At, Is.EqualTo("/"));
            Assert.That(page.QuerySelector(".who")!.TextContent, Does.Contain("Vũ Thị Hoa"));
            Assert.That(page.QuerySelector(".flash")!.TextContent, Does.StartWith("Đã thiết lập xong."));
        });
        await visitor.Open("/thiet-lap");
        Assert.That(visitor.At, Is.EqualTo("/"), "once");
        Assert.That(await app.Services.GetRequiredService<SetUp>().Code(default), Is.Null);
    }
}
