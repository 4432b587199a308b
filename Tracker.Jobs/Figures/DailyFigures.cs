using Microsoft.Extensions.Logging;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Figures;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Jobs.Figures;

/// <summary>
/// Stores the figures of every night that has none yet, as they were known when it ended, and those of today where a file has been applied or undone since.
/// A night stored late comes out as it would have in time: what is known at its end doesn't change any more.
/// </summary>
public sealed class DailyFigures(Database database, CouncilStore councils, ILogger<DailyFigures> log) : IWork
{
    public async Task<string?> Run(CancellationToken cancel)
    {
        var (nights, imports) = (0, 0);
        var failed = await councils.ForEach(async council =>
        {
            var made = await Store(council.Id, cancel);
            nights += made.Nights;
            imports += made.Imported ? 1 : 0;
        }, log, cancel);
        string?[] said =
        [
            nights > 0 ? $"số liệu của {Vietnamese.Number(nights)} ngày" : null,
            imports > 0 ? "số liệu ngay sau lần nhập Excel" : null,
        ];
        var done = nights + imports > 0 ? $"Đã lưu {string.Join(" và ", said.OfType<string>())}." : null;
        return failed.Count == 0 ? done : throw new WorkFailed(done, $"Chưa lưu được số liệu của {Vietnamese.Number(failed.Count)} Hội đồng", failed);
    }

    /// <summary>Nobody can record while nights are stored: so many are stored at once, and then those who wait come first.</summary>
    private const int NightsAtOnce = 20;

    /// <returns>How many nights were stored, and whether today was because of an import.</returns>
    public async Task<(int Nights, bool Imported)> Store(Guid council, CancellationToken cancel = default)
    {
        for (var nights = 0; ;)
        {
            var (made, imported) = await StoreSome(council, cancel);
            nights += made;
            if (made < NightsAtOnce)
                return (nights, imported);
        }
    }

    private async Task<(int Nights, bool Imported)> StoreSome(Guid council, CancellationToken cancel)
    {
        await using var session = database.Open(council);
        var series = new SeriesStore(session);
        var gap = await series.Gap(cancel);
        var today = Council.DayOf(session.Now);
        if (!IsToDo(gap, today))
            return (0, false);
        // Everything recorded until now is in from here on; and whoever had the same to do has done it.
        await series.Hold(cancel);
        gap = await series.Gap(cancel);
        today = Council.DayOf(session.Now);
        if (!IsToDo(gap, today))
            return (0, false);
        var nights = 0;
        for (var night = gap.From!.Value; night < today && nights < NightsAtOnce; night = night.AddDays(1), nights++)
            await series.Add(new(night, EndOf(night)), isNight: true, cancel);
        var imported = gap.Imported && nights < NightsAtOnce;
        if (imported)
            await series.Add(new(today, session.Now), isNight: false, cancel);
        await session.Commit(cancel);
        return (nights, imported);
    }

    /// <summary>The last moment of a day that a history can name.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, Council.TimeZone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue))).AddMicroseconds(-1).ToUniversalTime();

    private static bool IsToDo(SeriesGap gap, DateOnly today) => gap.From is { } from && (from < today || gap.Imported);
}
