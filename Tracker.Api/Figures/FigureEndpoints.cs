using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Domain.Text;

namespace Tracker.Api.Figures;

public static class FigureEndpoints
{
    private const int LongestSeries = 400;

    public static void MapFigures(this IEndpointRouteBuilder api)
    {
        api = api.MapGroup("").WithTags("Số liệu");
        api.MapGet("/figures", async (Ask ask, FigureReading figures, CancellationToken cancel) =>
        {
            var view = ask.View();
            var (scope, programme) = await ask.Scope(view, cancel)
                ?? throw NoScope;
            var (from, to) = (ask.Day("from"), ask.Day("to"));
            if (from is null != to is null)
                throw Refused.BadRequest("bad-period", "Một kỳ cần cả ngày đầu (from) và ngày cuối (to).");
            if (from > to)
                throw Refused.BadRequest("bad-period", "Ngày đầu của kỳ (from) phải không sau ngày cuối (to).");
            return await figures.Read("/api/items", scope, programme, view,
                ask.Choice<GroupBy>("groupBy") ?? GroupBy.None,
                await ask.UnitId("unit", cancel),
                from is { } f && to is { } t ? (f, t) : null,
                cancel);
        })
        .Takes("programme", "year", "origin", "unit", "groupBy", "from", "to", "asOf", "knownAt")
        .WithName("figures").WithSummary("Số liệu của một chương trình hoặc một năm, tính đến hết một ngày, theo những gì đã biết tại một thời điểm.");

        api.MapGet("/figures/series", async (Ask ask, SeriesReading series, CancellationToken cancel) =>
        {
            var view = ask.View();
            var (scope, _) = await ask.Scope(view, cancel) ?? throw NoScope;
            var to = ask.Day("to") ?? view.AsOf;
            var from = ask.Day("from") ?? to.AddDays(-30);
            if (from > to)
                throw Refused.BadRequest("bad-period", "Ngày đầu của kỳ (from) phải không sau ngày cuối (to).");
            if (to.DayNumber - from.DayNumber > LongestSeries)
                throw Refused.BadRequest("bad-period", $"Mỗi lần đọc nhiều nhất {LongestSeries} ngày; hãy chia nhỏ kỳ từ {Vietnamese.Day(from)} đến {Vietnamese.Day(to)}.");
            return await series.Read("/api/items", scope, from, to, view.KnownAt, await ask.UnitId("unit", cancel), cancel);
        })
        .Takes("programme", "year", "origin", "unit", "from", "to", "knownAt").WithName("series")
        .WithSummary("Chuỗi số liệu từng ngày như đã lưu: tính đến hết mỗi ngày, theo những gì đã biết khi đó; 31 ngày gần nhất nếu không ghi kỳ.");

        api.MapGet("/growth", async (Ask ask, GrowthReading growth, CancellationToken cancel) =>
            await growth.Read(_ => "/api/items", ask.Years() ?? throw Ask.BadYears, ask.Day("asOf"), ask.View(), cancel))
        .Takes("years", "asOf", "knownAt").WithName("growth").WithSummary("Các năm đặt cạnh nhau và tăng trưởng của mỗi năm so với từng năm trước.");

        api.MapGet("/comparison", async (Ask ask, ComparisonReading comparison, CancellationToken cancel) =>
        {
            var view = ask.View();
            var (scope, programme) = await ask.Scope(view, cancel) ?? throw NoScope;
            return await comparison.Read("/api/items", scope, programme, comparison.Before(view), view, cancel);
        })
        .Takes("programme", "year", "origin", "asOf", "knownAt", "asOf2", "knownAt2").WithName("comparison")
        .WithSummary("Cùng các nhiệm vụ ở hai ngày, hoặc một ngày theo hai thời điểm ghi nhận: số liệu mỗi bên và từng nhiệm vụ đã vào hoặc ra khỏi mỗi số liệu.");
    }

    private static Refused NoScope => Refused.BadRequest("no-scope", "Hãy cho biết chương trình (programme=mã) hoặc năm (year=2019) cần xem số liệu.");
}
