using System.Net.Http.Headers;

namespace Tracker.Tests.Bench;

/// <summary>A programme's 273 items over HTTP to 32 clients at once, against the same rows read and written by hand.</summary>
internal static class PageOfItems
{
    public const string What = "page of 273 items, 32 clients";
    private const int Clients = 32;

    public static Row Row(World world)
    {
        var (byHand, ours) = Addresses(world);
        return new(What, "hand-written Npgsql and JSON", 3, 320,
            operations => Fetch(byHand, world.Token, operations),
            operations => Fetch(ours, world.Token, operations));
    }

    public static (Uri ByHand, Uri Ours) Addresses(World world)
    {
        var (id, year) = world.Council.Programmes[^1];
        return (
            new(world.ByHand, $"?council={world.Council.Id}&programme={id}&asOf={year}-11-30"),
            new(world.Address, $"/api/items?programme={id}&pageSize=1000&asOf={year}-11-30"));
    }

    private static readonly HttpClient[] s_clients = [.. Enumerable.Range(0, Clients).Select(_ => new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }))];

    private static Task Fetch(Uri address, string token, int operations) => Task.WhenAll(s_clients.Select(async client =>
    {
        for (var i = 0; i < operations / Clients; i++)
            await Fetch(client, address, token);
    }));

    private static async Task Fetch(HttpClient client, Uri address, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }
}
