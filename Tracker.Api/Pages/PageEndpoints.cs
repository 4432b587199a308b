using Tracker.Api.Shared;

namespace Tracker.Api;

public static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder app) { }
}
