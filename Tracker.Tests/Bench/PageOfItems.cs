using System.Net.Http.Headers;

namespace Tracker.Tests.Bench;

/// <summary>A programme's 273 items over HTTP to 32 clients at once, against the same rows read and written by hand.</summary>
internal static class PageOfItems
{
    public const string PageWhat = "page of 273 items, 32 clients";
    public const string AnswerWhat = "273 items over the API, 32 clients";
    private const int Clients = 32;

    public static Row Answer(World world) => Row(world, Addresses(world), AnswerWhat, "hand-written Npgsql and JSON");

    public static Row Page(World world)
    {
        var (id, year) = world.Council.Programmes[^1];
        return Row(world, (
            new(world.ByHand, $"/html?council={world.Council.Id}&programme={id}&asOf={year}-11-30"),
            new(world.Address, $"/chuong-trinh?programme={id}&pageSize=1000&asOf={year}-11-30")),
            PageWhat, "hand-written Npgsql and string building");
    }

    public static (Uri ByHand, Uri Ours) Addresses(World world)
    {
        var (id, year) = world.Council.Programmes[^1];
        return (
            new(world.ByHand, $"/json?council={world.Council.Id}&programme={id}&asOf={year}-11-30"),
            new(world.Address, $"/api/items?programme={id}&pageSize=1000&asOf={year}-11-30"));
    }

    private static Row Row(World world, (Uri ByHand, Uri Ours) addresses, string what, string floor) => new(what, floor, 3, 320,
        operations => Fetch(addresses.ByHand, world.Token, operations),
        operations => Fetch(addresses.Ours, world.Token, operations));

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
