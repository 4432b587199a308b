using Tracker.Api.Pages;
using Tracker.Api.Reports;
using Tracker.Api.Shared;
using Tracker.Domain.Seals;

namespace Tracker.Api.Seals;

/// <summary>All published figures.</summary>
public sealed record SealList(PageFrame Frame, IReadOnlyList<Seal> Seals);

/// <summary>Published figures on a page of their own.</summary>
public sealed record SealShown(PageFrame Frame, Seal Seal, SealDetailAnswer Answer);

public static class SealPages
{
    public const string Path = "/so-lieu";

    public static string Of(string code) => $"{Path}/{code}";

    public static void MapSealPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, async (PageFrames frames, SealReading reading, Ask ask, HttpResponse response, CancellationToken cancel) =>
            ask.Text("code") is { } typed
                ? Results.Redirect(Of(SealCode.Read(typed) ?? Uri.EscapeDataString(typed)))
                : PageEndpoints.Show<SealListPage, SealList>(response, new(await frames.Read(Place.Seals, cancel), await reading.All(null, cancel))));

        pages.MapGet(Path + "/{code}", async (string code, PageFrames frames, ReportAsking asking, SealReading reading, HttpResponse response, CancellationToken cancel) =>
        {
            var seal = await asking.Seal(code, cancel);
            return PageEndpoints.Show<SealPage, SealShown>(response, new(await frames.Read(Place.Seals, cancel, seal: seal), seal, await reading.Read(seal, PageFrame.PathOf, cancel)));
        });
    }
}
