using System.Net.Http.Headers;

namespace Tracker.Tests.Bench;

/// <summary>Server time of the pages that people open, one after the other, on a server that has answered for a while; and their weight before compression.</summary>
internal static class ServedPages
{
    private const double AtMost = 50;

    public static IEnumerable<(string What, Func<World, Row> Row)> All =>
    [
        Page("Tổng quan", "/?programme={0}&asOf={1}-11-30"),
        Page("Chương trình, 50 rows", "/chuong-trinh?programme={0}&asOf={1}-11-30"),
        Page("Quá hạn", "/qua-han?programme={0}&asOf={1}-11-30"),
        Page("Việc của đơn vị", "/viec?programme={0}&asOf={1}-06-30&unit=Ban+Ph%C3%A1p+ch%E1%BA%BF"),
        Page("Tăng trưởng", "/tang-truong?programme={0}&asOf={1}-11-30"),
        Page("So hai thời điểm", "/so-sanh?programme={0}&asOf={1}-11-30"),
        Page("Tìm nhanh", "/tim?q=giam+sat"),
    ];

    private static (string, Func<World, Row>) Page(string name, string address) => ($"page {name}", world =>
    {
        var (id, year) = world.Council.Programmes[^1];
        var client = new HttpClient { BaseAddress = world.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", world.Token), Accept = { new("text/html") } } };
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, id, year);
        return Row.Alone($"page {name}", AtMost, async requests =>
        {
            for (var i = 0; i < requests; i++)
                await client.GetByteArrayAsync(path);
        }) with
        {
            Operations = 5,
            Note = async () => FormattableString.Invariant($"{(await client.GetByteArrayAsync(path)).Length / 1000} kB"),
        };
    });
}
