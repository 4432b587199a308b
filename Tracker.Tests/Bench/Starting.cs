using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tracker.Api;
using Tracker.Db.Local;

namespace Tracker.Tests.Bench;

/// <summary>From the start of the program to the first page it serves, where its cluster is already made and migrated.</summary>
internal sealed class Starting(string folder)
{
    public const string What = "start to first page, cluster already there";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly HttpClient s_client = new(new SocketsHttpHandler { UseProxy = false });
    private Process? _program;

    public static Row Row()
    {
        var starting = new Starting(TestFolder.New("start"));
        return Bench.Row.Alone(What, 3000, _ => starting.Start()) with
        {
            Rounds = 9,
            After = starting.Stop,
            Note = async () =>
            {
                await LocalPostgres.Remove(starting.Folder);
                return "the private PostgreSQL is started with it";
            },
        };
    }

    private string Folder { get; } = folder;

    private async Task Start()
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [typeof(TrackerApp).Assembly.Location, "--port", $"{port}", "--data", Folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // As ./run starts it.
        start.Environment.Remove("DOTNET_gcServer");
        start.Environment.Remove("ConnectionStrings__Tracker");
        _program = Process.Start(start)!;
        _program.BeginOutputReadLine();
        _program.BeginErrorReadLine();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < s_patience && !_program.HasExited; await Task.Delay(10))
        {
            try
            {
                using var answer = await s_client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
            }
        }
        throw new InvalidOperationException("The program didn't come up.");
    }

    private async Task Stop()
    {
        if (_program is not { HasExited: false } program)
            return;
        // SIGTERM, by which it takes its PostgreSQL down with it.
        using (var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]))
            await kill.WaitForExitAsync();
        await program.WaitForExitAsync();
        program.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
