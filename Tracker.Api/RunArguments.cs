using Tracker.Db.Local;

namespace Tracker.Api;

/// <summary>What the program is to do: serve, unless a command is named.</summary>
public enum Command { Serve, Backup, Restore }

/// <summary>What was typed after <c>./run</c>, and the one setting from the environment.</summary>
/// <param name="ConnectionString">From <c>ConnectionStrings__Tracker</c>; null for the private PostgreSQL.</param>
public sealed record RunArguments(bool Demo, int Port, string DataFolder, string? ConnectionString)
{
    private const string Usage = """
        Cách dùng: ./run [--demo] [--port SỐ] [--data THƯ_MỤC]
                   ./run backup TỆP [--data THƯ_MỤC]
                   ./run restore TỆP [--data THƯ_MỤC]
        """;

    public Command Command { get; init; }

    /// <summary>In full; of a backup or to restore, null when serving.</summary>
    public string? File { get; init; }

    /// <summary>Null, with a sentence on the console, when the arguments can't be read.</summary>
    public static RunArguments? Read(string[] args)
    {
        var (demo, port, data) = (false, 5080, LocalPostgres.DefaultDataFolder);
        var command = args is ["backup", ..] ? Command.Backup : args is ["restore", ..] ? Command.Restore : Command.Serve;
        string? file = null;
        for (var i = command == Command.Serve ? 0 : 1; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--demo" when command == Command.Serve:
                    demo = true;
                    break;
                case "--port" when command == Command.Serve && i + 1 < args.Length && int.TryParse(args[i + 1], out port) && port is > 0 and < 65536:
                    i++;
                    break;
                case "--data" when i + 1 < args.Length && args[i + 1].Length > 0 && args[i + 1][0] != '-':
                    data = Path.GetFullPath(args[++i]);
                    break;
                case var name when command != Command.Serve && file is null && name.Length > 0 && name[0] != '-':
                    file = Path.GetFullPath(name);
                    break;
                default:
                    return Refuse($"Không hiểu “{args[i]}”.");
            }
        }
        if (command != Command.Serve && file is null)
            return Refuse("Thiếu tên tệp sao lưu.");
        var connection = Environment.GetEnvironmentVariable("ConnectionStrings__Tracker");
        return new(demo, port, data, string.IsNullOrWhiteSpace(connection) ? null : connection) { Command = command, File = file };
    }

    private static RunArguments? Refuse(string why)
    {
        Console.Error.WriteLine($"{why} {Usage}");
        return null;
    }
}
