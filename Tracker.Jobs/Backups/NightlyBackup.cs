using System.Globalization;
using Tracker.Db.Backups;
using Tracker.Db.Local;
using Tracker.Domain.Councils;

namespace Tracker.Jobs.Backups;

/// <summary>
/// The backup of a night, in a folder beside the data: one a day, known by its name, so that doing it twice makes one; the newest are kept.
/// What starts it is another's business.
/// </summary>
public sealed class NightlyBackup(string ownerConnectionString, string folder)
{
    public const int Kept = 14;

    private const string Prefix = "tracker-";
    private const string Suffix = ".trk";

    /// <summary>In Asia/Ho_Chi_Minh.</summary>
    public static readonly TimeOnly Hour = new(2, 0);

    /// <summary>Whether the last time that it was two o'clock has no backup yet.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        var night = DayOf(Local(now).Subtract(Hour.ToTimeSpan()));
        return !Days().Any(day => day >= night && day <= DayOf(Local(now)));
    }

    /// <summary>From now until the next two o'clock, never zero.</summary>
    public static TimeSpan UntilNext(DateTimeOffset now)
    {
        var since = Local(now).TimeOfDay - Hour.ToTimeSpan();
        return since < TimeSpan.Zero ? -since : TimeSpan.FromDays(1) - since;
    }

    /// <summary>Writes the backup of this day unless it is there, then removes all but the newest <see cref="Kept"/>.</summary>
    /// <returns>The file written; null when it was there already, or there is no council yet.</returns>
    /// <exception cref="BackupFailed">Earlier backups are all kept.</exception>
    public async Task<string?> Run(DateTimeOffset now, CancellationToken cancel = default)
    {
        var path = PathOf(DayOf(Local(now)));
        if (File.Exists(path) || !await Backup.IsWorthwhile(ownerConnectionString, cancel))
            return null;
        PrivateFile.MakeFolder(folder);
        // What a run that was killed had begun.
        foreach (var unfinished in Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}.part"))
            File.Delete(unfinished);
        await Backup.Write(ownerConnectionString, path, now, cancel: cancel);
        foreach (var old in Days().Order().SkipLast(Kept).Select(PathOf).Where(p => p != path))
            File.Delete(old);
        return path;
    }

    private IEnumerable<DateOnly> Days() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}").Select(DayOfName).OfType<DateOnly>()
        : [];

    private static DateOnly? DayOfName(string path) =>
        DateOnly.TryParseExact(Path.GetFileName(path)[Prefix.Length..^Suffix.Length], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private string PathOf(DateOnly day) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{day:yyyy-MM-dd}{Suffix}"));

    private static DateTime Local(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, Council.TimeZone).DateTime;

    private static DateOnly DayOf(DateTime time) => DateOnly.FromDateTime(time);
}
