using System.Globalization;
using Npgsql;
using Tracker.Db.Backups;
using Tracker.Db.Local;

namespace Tracker.Api;

/// <summary><c>./run backup FILE</c> and <c>./run restore FILE</c>: of the private cluster, whether or not the program runs at that moment, or of the PostgreSQL in ConnectionStrings__Tracker.</summary>
public static class BackupCommand
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <param name="options">For a private cluster that isn't running.</param>
    /// <param name="say">Gets Vietnamese sentences: what is done, and at the end what came out.</param>
    /// <exception cref="BackupFailed">Nothing was written or changed.</exception>
    /// <exception cref="LocalPostgresFailed"/>
    public static async Task Run(RunArguments run, TimeProvider clock, LocalPostgresOptions options, Action<string> say, CancellationToken cancel = default)
    {
        try
        {
            if (run.Command == Command.Backup)
                await Save(run, clock, options, say, cancel);
            else
                await BringBack(run, options, say, cancel);
        }
        catch (NpgsqlException e) when (run.ConnectionString is null)
        {
            throw new BackupFailed($"Mất kết nối với cơ sở dữ liệu trong “{run.DataFolder}”, có lẽ vì chương trình đang dùng nó vừa dừng. Hãy chạy lại.", e);
        }
    }

    private static async Task Save(RunArguments run, TimeProvider clock, LocalPostgresOptions options, Action<string> say, CancellationToken cancel)
    {
        // A mistyped folder shall not become an empty cluster.
        if (run.ConnectionString is null && !LocalPostgres.Exists(run.DataFolder))
            throw new BackupFailed($"Không có dữ liệu của Tracker trong “{run.DataFolder}”. Hãy chỉ thư mục dữ liệu bằng --data.");
        await using var local = run.ConnectionString is null ? await LocalPostgres.StartOrJoin(run.DataFolder, options, cancel) : null;
        var (manifest, bytes) = await Backup.Write(run.ConnectionString ?? local!.OwnerConnectionString, run.File!, clock.GetUtcNow(), cancel: cancel);
        say($"Đã sao lưu {Contents(manifest)} vào “{run.File}” ({Number(bytes)} byte).");
    }

    private static async Task BringBack(RunArguments run, LocalPostgresOptions options, Action<string> say, CancellationToken cancel)
    {
        using var file = await BackupFile.Open(run.File!, cancel);
        var manifest = file.Manifest;
        // Before a cluster is made for it.
        Restore.CheckKnown(manifest);
        await using var local = run.ConnectionString is null ? await LocalPostgres.StartOrJoin(run.DataFolder, options, cancel) : null;
        await Restore.Into(run.ConnectionString ?? local!.OwnerConnectionString, file, alone: local is not null, cancel: cancel);
        say($"Đã phục hồi {Contents(manifest)}{(local is null ? "" : $" vào “{local.DataFolder}”")}, theo bản sao lưu lúc {MomentText(manifest)}.");
        say($"Đã đối chiếu số dòng của {Number(manifest.Tables.Count)} bảng: khớp.");
        say(Restore.ComparesFigures(manifest)
            ? $"Đã tính lại và đối chiếu {Number(manifest.Figures.Sum(f => f.Counts.Count))} số liệu của {Number(manifest.Figures.Count)} kỳ: khớp."
            : "Không đối chiếu số liệu, vì bản sao lưu không có hoặc tính theo định nghĩa khác của phiên bản khác.");
    }

    private static string Contents(Manifest manifest) =>
        $"{Number(manifest.Rows)} dòng của {string.Join(", ", manifest.Councils.Select(c => c.Name))}";

    private static string MomentText(Manifest manifest) =>
        TimeZoneInfo.ConvertTime(manifest.Moment, Domain.Councils.Council.TimeZone).ToString("HH:mm 'ngày' dd/MM/yyyy", Vietnamese);

    private static string Number(long number) => number.ToString("N0", Vietnamese);
}
