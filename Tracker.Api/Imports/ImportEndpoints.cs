namespace Tracker.Api.Imports;

public static class ImportEndpoints
{
    public const long LargestRequest = 25 * 1024 * 1024;
    public static void AddImports(this IServiceCollection services) { }
    public static void MapImports(this IEndpointRouteBuilder api) { }
}
