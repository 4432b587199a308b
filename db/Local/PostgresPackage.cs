namespace Tracker.Db.Local;

/// <summary>Installs PostgreSQL's server where apt can do it; elsewhere says what to install.</summary>
internal static class PostgresPackage
{
    private const string ClusterSettings = "/etc/postgresql-common/createcluster.d/tracker.conf";

    public static async Task Install(int? version, Action<string> say)
    {
        if (!OperatingSystem.IsLinux() || Tool.OnPath("apt-get") is null)
            throw Missing(version);
        if (!Environment.IsPrivilegedProcess && (Tool.OnPath("sudo") is null || !(await Tool.Here("sudo", ["-n", "true"])).Succeeded))
            throw Missing(version);

        say("Máy này chưa có PostgreSQL: đang cài bằng apt-get, có thể mất vài phút…");
        // An index that can't be renewed in full is no reason to stop: the package may still be had.
        await AsRoot("apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", "update");
        await Must("postgresql-common");
        // The server package would otherwise make and start a cluster of its own on port 5432.
        await AsRoot("mkdir", "-p", Path.GetDirectoryName(ClusterSettings)!);
        var written = await AsRoot(["tee", ClusterSettings], "create_main_cluster = false\n");
        if (!written.Succeeded)
            throw new LocalPostgresFailed($"Không ghi được {ClusterSettings}:\n{written.LastLines}");
        await Must(version is null ? "postgresql" : $"postgresql-{version}");
    }

    /// <summary>What to install by hand on this kind of machine.</summary>
    public static LocalPostgresFailed Missing(int? version)
    {
        var what = version is null ? $"PostgreSQL (bản {PostgresPrograms.OldestVersion} trở lên)" : $"PostgreSQL bản {version}, bản đã tạo ra dữ liệu đang có";
        var how =
            OperatingSystem.IsWindows() ? "tải bộ cài tại https://www.postgresql.org/download/windows/" :
            OperatingSystem.IsMacOS() ? $"brew install postgresql@{version ?? 17}" :
            Tool.OnPath("apt-get") is not null ? $"sudo apt-get install {(version is null ? "postgresql" : $"postgresql-{version}")}" :
            "cài gói máy chủ PostgreSQL của hệ điều hành, ví dụ: sudo dnf install postgresql-server";
        return new LocalPostgresFailed(
            $"Không tìm thấy {what} trên máy này. Hãy cài ({how}) rồi chạy lại, hoặc đặt ConnectionStrings__Tracker để dùng một máy chủ PostgreSQL khác.");
    }

    private static async Task Must(string package)
    {
        var ran = await AsRoot("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300", "install", "--no-install-recommends", package);
        if (!ran.Succeeded)
            throw new LocalPostgresFailed($"apt-get không cài được gói {package}. Hãy xem lỗi dưới đây, cài gói này rồi chạy lại.\n{ran.LastLines}");
    }

    private static Task<Ran> AsRoot(params string[] command) => AsRoot(command, null);

    private static Task<Ran> AsRoot(string[] command, string? input)
    {
        string[] whole = ["env", "DEBIAN_FRONTEND=noninteractive", .. command];
        return Environment.IsPrivilegedProcess ? Tool.Here(whole[0], whole[1..], input) : Tool.Here("sudo", ["-n", .. whole], input);
    }
}
