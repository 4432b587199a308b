namespace Tracker.Db.Local;

/// <summary>Makes the cluster aside and moves it into place when it is complete, so that a run killed meanwhile leaves none rather than half of one.</summary>
internal static class ClusterMaker
{
    private const string Unfinished = "cluster.new-";

    // The first that this version and machine know: both C.UTF-8 order alike and know Vietnamese letters.
    private static readonly string[][] Locales =
    [
        ["--locale=C.UTF-8"],
        ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
        ["--no-locale"],
    ];

    public static async Task Make(DataFolder folder, PostgresPrograms programs, LocalPostgresOptions options)
    {
        Sweep(folder);
        options.Say("Đang tạo cơ sở dữ liệu…");
        var aside = Path.Combine(folder.Root, Unfinished + Path.GetRandomFileName());
        DataFolder.Make(aside);
        var access = Access.New();
        access.Write(aside);
        await Initdb(aside, access, programs, options);
        ServerSettings.Include(aside);
        Directory.Move(aside, folder.Cluster);
    }

    private static async Task Initdb(string aside, Access access, PostgresPrograms programs, LocalPostgresOptions options)
    {
        var passwordFile = Path.Combine(aside, "password");
        PrivateFile.Replace(passwordFile, access.SuperuserPassword);
        await DataFolder.HandOver(passwordFile);
        var data = DataFolder.DataIn(aside);
        DataFolder.Make(data, closed: true);
        await DataFolder.HandOver(data);

        Ran? first = null;
        foreach (var locale in Locales)
        {
            var ran = await Tool.AsServer(aside, programs.Initdb, [
                "--pgdata=data", "--encoding=UTF8", .. locale, $"--username={Access.Superuser}", "--pwfile=password",
                "--auth=scram-sha-256", "--no-instructions", .. options.ThrowAway ? ["--no-sync"] : Array.Empty<string>()]);
            if (ran.Succeeded)
            {
                File.Delete(passwordFile);
                return;
            }
            first ??= ran;
        }
        throw new LocalPostgresFailed($"Không tạo được cơ sở dữ liệu trong “{aside}”. {programs.Initdb} báo:\n{first!.LastLines}");
    }

    private static void Sweep(DataFolder folder)
    {
        foreach (var left in Directory.GetDirectories(folder.Root, Unfinished + "*"))
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // An initdb that outlived its program may still write there; a later run sweeps it.
            }
    }
}
