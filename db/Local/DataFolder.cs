namespace Tracker.Db.Local;

/// <summary>Where things lie in the data folder, and that both this program and PostgreSQL's user can reach them.</summary>
internal sealed class DataFolder
{
    public const string ClusterName = "cluster";

    private DataFolder(string path) => Root = path;

    /// <summary>Full path without symbolic links, as the system itself names it.</summary>
    public string Root { get; }

    /// <summary>Appears in one step once it is complete: the cluster, its passwords and its settings.</summary>
    public string Cluster => Path.Combine(Root, ClusterName);

    public string Data => DataIn(Cluster);

    public string ServerLog => Path.Combine(Data, "postgres.log");

    public static string DataIn(string cluster) => Path.Combine(cluster, "data");

    /// <summary>The major version of PostgreSQL that made the cluster, or null when there is no cluster yet.</summary>
    public int? ClusterVersion
    {
        get
        {
            var file = Path.Combine(Data, "PG_VERSION");
            return File.Exists(file) && int.TryParse(File.ReadAllText(file), out var version) ? version : null;
        }
    }

    /// <summary>Makes the folder where it is missing.</summary>
    public static DataFolder Open(string path)
    {
        try
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            Make(full);
            LetThrough(full);
            return new DataFolder(WithoutLinks(full));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalPostgresFailed($"Không tạo được thư mục dữ liệu “{path}”: {e.Message} Hãy chọn thư mục khác bằng --data.", e);
        }
    }

    /// <summary>Makes sure that PostgreSQL's user can come to the folder.</summary>
    public async Task CheckReach()
    {
        if (!Tool.RunsAsServerUser)
            return;
        if (!(await Tool.Here("id", ["-u", Tool.ServerUser])).Succeeded)
            throw new LocalPostgresFailed(
                $"Chương trình đang chạy bằng root, mà máy này không có người dùng {Tool.ServerUser} để chạy PostgreSQL. "
                + $"Hãy tạo người dùng đó (useradd --system {Tool.ServerUser}), hoặc chạy chương trình bằng một người dùng thường.");
        if (await CanEnter(Root))
            return;
        var closed = Root;
        while (Path.GetDirectoryName(closed) is { } above && !await CanEnter(above))
            closed = above;
        throw new LocalPostgresFailed(
            $"Người dùng {Tool.ServerUser}, người chạy PostgreSQL, không đi qua được thư mục “{closed}”. "
            + $"Hãy chọn thư mục dữ liệu khác bằng --data (mặc định là {LocalPostgres.DefaultDataFolder}), hoặc mở lối đi: chmod o+x \"{closed}\"");
    }

    /// <summary>Hands a file or folder over to PostgreSQL's user.</summary>
    public static async Task HandOver(string path)
    {
        if (Tool.RunsAsServerUser && await Tool.Here("chown", [$"{Tool.ServerUser}:", path]) is { Succeeded: false } ran)
            throw new LocalPostgresFailed($"Không giao được “{path}” cho người dùng {Tool.ServerUser}: {ran.LastLines}");
    }

    /// <summary>Makes a folder, whatever the umask, that others can pass through but not list, or that is closed to them.</summary>
    public static void Make(string path, bool closed = false)
    {
        if (Directory.Exists(path))
            return;
        if (Path.GetDirectoryName(path) is { } parent)
            Make(parent);
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, closed || !Tool.RunsAsServerUser
                ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    // An empty folder was chosen for this alone, as by mktemp -d; one with something in it is not ours to open.
    private static void LetThrough(string path)
    {
        if (Tool.RunsAsServerUser && !OperatingSystem.IsWindows() && !Directory.EnumerateFileSystemEntries(path).Any())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherExecute);
    }

    private static async Task<bool> CanEnter(string folder) =>
        (await Tool.AsServer("/", "test", ["-x", folder])).Succeeded;

    private static string WithoutLinks(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var whole = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            whole = Path.Combine(whole, part);
            if (Directory.ResolveLinkTarget(whole, returnFinalTarget: true) is { } target)
                whole = WithoutLinks(target.FullName);
        }
        return whole;
    }
}
