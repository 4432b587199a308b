using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using Tracker.Api;
using Tracker.Api.Accounts;
using Tracker.Db;
using Tracker.Db.Backups;
using Tracker.Db.Local;

// ./run [--demo] [--port N] [--data DIR], ./run backup|restore FILE [--data DIR]; ConnectionStrings__Tracker points at another PostgreSQL, and nothing local is started.
if (RunArguments.Read(args) is not { } run)
    return 2;
using var stop = new CancellationTokenSource();
// From the first moment on, so that PostgreSQL is stopped too when somebody stops a program that is still starting.
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    if (run.Command != Command.Serve)
    {
        await BackupCommand.Run(run, TimeProvider.System, new() { Say = Console.WriteLine }, Console.WriteLine, stop.Token);
        return 0;
    }
    await using var local = run.ConnectionString is null ? await LocalPostgres.Start(run.DataFolder, new() { Say = Console.WriteLine }, stop.Token) : null;
    await using var app = await TrackerApp.Create(new(
        run.ConnectionString ?? local!.OwnerConnectionString,
        $"http://127.0.0.1:{run.Port}",
        run.Demo,
        local?.DataFolder ?? run.DataFolder,
        TimeProvider.System)
    {
        BackupFolder = local is null ? null : Path.Combine(local.DataFolder, "backups"),
        RunJobs = true,
    }, stop.Token);
    await app.StartAsync(stop.Token);
    Console.WriteLine($"Tracker đang chạy tại http://localhost:{run.Port} (Ctrl+C để dừng).");
    if (await app.Services.GetRequiredService<SetUp>().Code(stop.Token) is { } code)
        Console.WriteLine($"Chưa có Hội đồng nào. Hãy mở http://localhost:{run.Port}{SetUpPages.Path} và nhập mã thiết lập {code} để tạo tài khoản quản trị đầu tiên.");
    await app.WaitForShutdownAsync(stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return run.Command == Command.Serve ? 0 : 1;
}
catch (Exception e) when (Sentence(e) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

string? Sentence(Exception e) => e switch
{
    LocalPostgresFailed or BackupFailed => e.Message,
    IOException { InnerException: AddressInUseException } => $"Cổng {run.Port} đang có chương trình khác dùng. Hãy dừng chương trình đó, hoặc chọn cổng khác: ./run --port {run.Port + 1}",
    MigrationRefused => $"Cơ sở dữ liệu này không khớp với phiên bản chương trình: {e.Message} Hãy dùng đúng phiên bản đã tạo ra nó, hoặc một cơ sở dữ liệu mới.",
    Npgsql.NpgsqlException => $"Không dùng được cơ sở dữ liệu đã chỉ trong ConnectionStrings__Tracker: {e.Message} Hãy kiểm tra địa chỉ, tên và mật khẩu.",
    _ => null,
};
