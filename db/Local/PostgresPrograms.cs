using System.Text.RegularExpressions;

namespace Tracker.Db.Local;

/// <summary>One installation of PostgreSQL's server programs.</summary>
internal sealed partial record PostgresPrograms(string Folder, int Version)
{
    public const int OldestVersion = 15;

    public string Initdb => Program("initdb");

    public string PgCtl => Program("pg_ctl");

    /// <summary>An installation that fits, installing one where that can be done.</summary>
    /// <param name="clusterVersion">The version that an existing cluster was made with, since no other can run it; null for a new one.</param>
    public static async Task<PostgresPrograms> FindOrInstall(int? clusterVersion, Action<string> say)
    {
        if (await Find(clusterVersion) is { } found)
            return found;
        await PostgresPackage.Install(clusterVersion, say);
        return await Find(clusterVersion) ?? throw PostgresPackage.Missing(clusterVersion);
    }

    private static async Task<PostgresPrograms?> Find(int? clusterVersion)
    {
        var onPath = Tool.OnPath("initdb") is { } initdb ? await At(FolderOf(initdb)) : null;
        if (onPath is not null && Fits(onPath))
            return onPath;
        var installed = new List<PostgresPrograms>();
        foreach (var folder in UsualFolders())
            if (await At(folder) is { } programs && Fits(programs))
                installed.Add(programs);
        return installed.MaxBy(programs => programs.Version);

        bool Fits(PostgresPrograms programs) =>
            clusterVersion is null ? programs.Version >= OldestVersion : programs.Version == clusterVersion;
    }

    // A link such as /usr/local/bin/initdb may stand alone; the other programs are where it points to.
    private static string FolderOf(string initdb) =>
        Path.GetDirectoryName(File.ResolveLinkTarget(initdb, returnFinalTarget: true)?.FullName ?? initdb)!;

    private static async Task<PostgresPrograms?> At(string folder)
    {
        var programs = new PostgresPrograms(folder, 0);
        if (!File.Exists(programs.Initdb) || !File.Exists(programs.PgCtl) || !File.Exists(programs.Program("postgres")))
            return null;
        var version = VersionNumber().Match((await Tool.Here(programs.Initdb, ["--version"])).Output);
        return version.Success ? programs with { Version = int.Parse(version.Groups[1].ValueSpan) } : null;
    }

    private static IEnumerable<string> UsualFolders()
    {
        if (OperatingSystem.IsWindows())
            return Below(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles) + @"\PostgreSQL", "*", "bin");
        if (OperatingSystem.IsMacOS())
            return [
                .. Below("/opt/homebrew/opt", "postgresql*", "bin"),
                .. Below("/usr/local/opt", "postgresql*", "bin"),
                .. Below("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
                .. Below("/Library/PostgreSQL", "*", "bin")];
        return [.. Below("/usr/lib/postgresql", "*", "bin"), .. Below("/usr", "pgsql-*", "bin"), .. Below("/opt", "pgsql*", "bin")];
    }

    private static IEnumerable<string> Below(string folder, string pattern, string last) =>
        Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern).Select(found => Path.Combine(found, last)) : [];

    private string Program(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\) ([0-9]+)")]
    private static partial Regex VersionNumber();
}
