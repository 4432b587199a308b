using Tracker.Db.Local;

namespace Tracker.Api;

/// <summary>What was typed after <c>./run</c>, and the one setting from the environment.</summary>
/// <param name="ConnectionString">From <c>ConnectionStrings__Tracker</c>; null for the private PostgreSQL.</param>
public sealed record RunArguments(bool Demo, int Port, string DataFolder, string? ConnectionString)
{
    /// <summary>Null, with a sentence on the console, when the arguments can't be read.</summary>
    public static RunArguments? Read(string[] args)
    {
        var (demo, port, data) = (false, 5080, LocalPostgres.DefaultDataFolder);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--demo":
                    demo = true;
                    break;
                case "--port" when i + 1 < args.Length && int.TryParse(args[i + 1], out port) && port is > 0 and < 65536:
                    i++;
                    break;
                case "--data" when i + 1 < args.Length && args[i + 1].Length > 0:
                    data = Path.GetFullPath(args[++i]);
                    break;
                default:
                    Console.Error.WriteLine($"Không hiểu “{args[i]}”. Cách dùng: ./run [--demo] [--port SỐ] [--data THƯ_MỤC]");
                    return null;
            }
        }
        var connection = Environment.GetEnvironmentVariable("ConnectionStrings__Tracker");
        return new(demo, port, data, string.IsNullOrWhiteSpace(connection) ? null : connection);
    }
}
