namespace Tracker.Api.Demo;

public sealed class DemoLoader : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask;
}
