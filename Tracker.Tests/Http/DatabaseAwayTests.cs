using System.Text;
using Tracker.Db.Local;

namespace Tracker.Tests.Http;

public sealed class DatabaseAwayTests
{
    [Test]
    public async Task While_the_database_is_away_requests_get_a_sentence_and_afterwards_all_is_as_it_was()
    {
        var folder = TestFolder.New("away");
        var options = new LocalPostgresOptions { ThrowAway = true };
        var cluster = await LocalPostgres.Start(folder, options);
        try
        {
            await using var app = await TestApp.On(cluster.OwnerConnectionString);
            var programme = await SmallProgramme.Record(app);
            // Connections of many requests stand in the pool when the server goes.
            Assert.That(await Statuses(app, programme), Is.All.EqualTo(200));

            await cluster.DisposeAsync();
            Assert.That(await Statuses(app, programme), Is.All.EqualTo(503));
            var (status, problem) = await (await app.Office.SendAsync(Change(programme))).Answer();
            Assert.That((status, problem["detail"].Text()), Is.EqualTo((503, "Cơ sở dữ liệu tạm thời không trả lời; nội dung vừa gửi chưa được ghi. Hãy thử lại sau ít giây.")));
            Assert.That((int)(await app.Office.GetAsync("/health/ready")).StatusCode, Is.EqualTo(503));
            Assert.That((int)(await app.Office.GetAsync("/health/live")).StatusCode, Is.EqualTo(200));

            cluster = await LocalPostgres.Start(folder, options);
            Assert.That(await Statuses(app, programme), Is.All.EqualTo(200));
            Assert.That((await app.Office.Json($"/api/items/{programme.Open}"))["version"].Int(), Is.EqualTo(1));
            Assert.That((int)(await app.Office.SendAsync(Change(programme))).StatusCode, Is.EqualTo(200));
        }
        finally
        {
            await cluster.DisposeAsync();
            await LocalPostgres.Remove(folder);
        }
    }

    private static async Task<int[]> Statuses(TestApp app, SmallProgramme programme) => await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
    {
        using var answer = await app.Office.GetAsync($"/api/figures?programme={programme.Id}");
        return (int)answer.StatusCode;
    }));

    private static HttpRequestMessage Change(SmallProgramme programme) => new(HttpMethod.Patch, $"/api/items/{programme.Open}")
    {
        Content = new StringContent("""{"note":"ghi chú"}""", Encoding.UTF8, "application/json"),
        Headers = { { "If-Match", "\"1\"" } },
    };
}
