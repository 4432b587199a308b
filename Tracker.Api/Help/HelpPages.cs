using Tracker.Api.Pages;

namespace Tracker.Api.Help;

public static class HelpPages
{
    public const string Path = "/huong-dan";

    public static void MapHelpPages(this IEndpointRouteBuilder pages) =>
        pages.MapGet(Path, async (PageFrames frames, HttpResponse response, CancellationToken cancel) =>
            PageEndpoints.Show<HelpPage, PageFrame>(response, await frames.Read(Place.Help, cancel)));
}
