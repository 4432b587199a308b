using Npgsql;

namespace Tracker.Api.Shared;

/// <summary>Whether everything that was asked for is there; the demo says so when its last file is written.</summary>
public sealed class Readiness(AppOptions options)
{
    public bool IsReady { get; set; } = !options.Demo;

    /// <summary>Why loading the demo ended early; null while it hasn't.</summary>
    public string? Failure { get; set; }
}

public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").AllowAnonymous();
        health.MapGet("/live", () => Results.Text("sống")).ExcludeFromDescription();
        health.MapGet("/ready", async (Readiness readiness, NpgsqlDataSource database, CancellationToken cancel) =>
        {
            if (!readiness.IsReady)
                return Results.Text(readiness.Failure ?? "Đang nạp dữ liệu mẫu; hãy đợi thêm.", statusCode: 503);
            try
            {
                await using var ping = database.CreateCommand("select 1");
                await ping.ExecuteNonQueryAsync(cancel);
                return Results.Text("sẵn sàng");
            }
            catch (NpgsqlException)
            {
                return Results.Text("Cơ sở dữ liệu không trả lời.", statusCode: 503);
            }
        }).ExcludeFromDescription();
    }
}
