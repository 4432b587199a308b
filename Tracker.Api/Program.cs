using Tracker.Api;
using Tracker.Db.Local;

// ./run [--demo] [--port N] [--data DIR]; ConnectionStrings__Tracker points at another PostgreSQL, and nothing local is started.
if (RunArguments.Read(args) is not { } run)
    return 2;
using var stop = new CancellationTokenSource();
try
{
    await using var local = run.ConnectionString is null ? await LocalPostgres.Start(run.DataFolder, new() { Say = Console.WriteLine }) : null;
    var app = await TrackerApp.Create(new(
        run.ConnectionString ?? local!.OwnerConnectionString,
        $"http://{(run.Demo ? "127.0.0.1" : "localhost")}:{run.Port}",
        run.Demo,
        local?.DataFolder ?? run.DataFolder,
        TimeProvider.System));
    await app.StartAsync();
    Console.WriteLine($"Tracker đang chạy tại http://localhost:{run.Port} (Ctrl+C để dừng).");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (LocalPostgresFailed e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
