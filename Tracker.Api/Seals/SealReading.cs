using System.Text.Json.Serialization;
using Tracker.Api.Figures;
using Tracker.Api.Items;
using Tracker.Api.Pages;
using Tracker.Api.Reports;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Db.Seals;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Reports;
using Tracker.Domain.Seals;
using Tracker.Domain.Text;
using Tracker.Domain.Units;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Seals;

namespace Tracker.Api.Seals;

/// <summary>Published figures in a list.</summary>
/// <param name="Code">As it is printed.</param>
/// <param name="KnownAt">When it was published; everything in it was known then.</param>
/// <param name="Supersedes">Code of the one in whose place it stands, for that <paramref name="Reason"/>.</param>
/// <param name="SupersededBy">Code of the one that stands in its place.</param>
public sealed record SealAnswer(
    string Code, Guid Programme, int Year, string Title, string Number, ReportPeriod Period, DateOnly AsOf, DateTimeOffset KnownAt, int Definition,
    string? PublishedBy, string? Supersedes, string? Reason, string? SupersededBy, string Page, string Workbook, string Document)
{
    public static SealAnswer Of(Seal s) => new(
        SealCode.Shown(s.Code), s.ProgrammeId, s.Year, s.Title, s.Number, s.Period, s.View.AsOf, s.View.KnownAt, s.Definition, s.PublishedBy,
        s.Supersedes is { } earlier ? SealCode.Shown(earlier) : null, s.Reason, s.SupersededBy is { } later ? SealCode.Shown(later) : null,
        SealPages.Of(s.Code), $"{ReportEndpoints.Workbook}?seal={s.Code}", $"{ReportEndpoints.Document}?seal={s.Code}");
}

/// <summary>An item that stands otherwise than when the figures were published, and why.</summary>
public sealed record LaterItem(MovedItem Item, IReadOnlyList<Cause> Entries);

/// <summary>What became of one set of items since the figures were published.</summary>
public sealed record SinceThen(Origin Origin, ComparisonAnswer Comparison, IReadOnlyList<LaterItem> Items);

/// <summary>Published figures as they were published, computed again, and beside what is known now.</summary>
/// <param name="Figures">As published.</param>
/// <param name="Items">Ids of the items that each figure counted: of the programme, then of the ad-hoc tasks, then of each earlier year.</param>
/// <param name="Matches">Whether computing them again, as of the same day and known at the same moment, gives the same figures and the same items.</param>
/// <param name="Differences">Where it doesn't: a sentence for each.</param>
public sealed record SealDetailAnswer(
    SealAnswer Seal, FiguresAnswer Figures, FiguresAnswer Adhoc, IReadOnlyList<YearGrowth> Growth, IReadOnlyList<SealedSet> Items,
    bool Matches, IReadOnlyList<string> Differences, IReadOnlyList<SinceThen> Since)
{
    [JsonIgnore]
    public GiaoBanData Data { get; init; } = null!;
}

/// <summary>Growth of N₀ since an earlier year, as published.</summary>
public sealed record YearGrowth(int From, DateOnly AsOf, long Count, long Of, string Text);

/// <param name="Counted">By figure, then by what happened in the period, the ids of the items.</param>
public sealed record SealedSet(int Year, Origin Origin, DateOnly AsOf, IReadOnlyDictionary<string, IReadOnlyList<Guid>> Counted);

/// <summary>Published figures for the API and the pages.</summary>
public sealed class SealReading(Session session, Ask ask, ComparisonReading comparison, FigureReading figures)
{
    public async Task<IReadOnlyList<Seal>> All(Guid? programme, CancellationToken cancel) => await new SealStore(session).All(programme, cancel);

    /// <param name="path">Of the lists that links lead to, by where items come from.</param>
    public async Task<SealDetailAnswer> Read(Seal seal, Func<Origin, string> path, CancellationToken cancel)
    {
        var data = (await SealedReport.Read(session, seal, cancel)).Data;
        var items = await new SealStore(session).Items(seal.Id, cancel);
        var differences = await Differences(data, items, cancel);
        return new(
            SealAnswer.Of(seal),
            Answer(data, path(Origin.Programme), data.Scope, data.Figures, data.Units, data.Happened),
            Answer(data, path(Origin.Adhoc), data.AdhocScope, data.Adhoc, data.AdhocUnits, data.AdhocHappened),
            [.. data.Earlier.Select(e => (Year: e, Growth: new Growth(e.Figures[Figure.Issued], data.Figures[Figure.Issued]))).Select(g => new YearGrowth(g.Year.Year, g.Year.AsOf, g.Growth.Difference, g.Growth.Earlier, g.Growth.Text))],
            [.. data.Sets.Select((set, place) => Counted(set.Scope, set.View, [.. items.Where(i => i.Place == place)]))],
            differences.Count == 0, differences,
            [await Since(data, data.Scope, path(Origin.Programme), cancel), await Since(data, data.AdhocScope, path(Origin.Adhoc), cancel)])
        {
            Data = data,
        };
    }

    /// <summary>The figures as published, each with the address of its items as of that day and known at that moment.</summary>
    private FiguresAnswer Answer(GiaoBanData data, string path, Scope scope, FigureSet set, IReadOnlyList<FigureGroup> groups, PeriodFigures happened)
    {
        var link = new Link(path, scope, data.View);
        var named = groups.Select(g => (Unit: data.Named.FirstOrDefault(u => u.Id.ToString() == g.Key), Group: g)).OrderBy(g => g.Unit?.Position)
            .Select(g => new GroupAnswer(g.Group, g.Unit?.Name ?? "", link, "unit")).ToLookup(g => g.Issued.Count + g.Added.Count + g.Total.Count > 0);
        return new(set, link)
        {
            Projection = false,
            Notices = [.. figures.Notices(scope, data.Programme, data.View)],
            Groups = [.. named[true]],
            OnlyCooperating = [.. named[false].Select(g => new CooperatingAnswer(g.Key, g.Name, g.Cooperating))],
            Period = PeriodAnswer.Of(happened, data.Period.From, data.Period.To, link),
        };
    }

    private static SealedSet Counted(Scope scope, Viewpoint view, IReadOnlyList<SealedItem> items) => new(scope.Year, scope.Origin, view.AsOf,
        Enum.GetValues<Figure>().Select(f => (Name: Link.Name(f), Items: items.Where(i => i.Figures.Contains(f))))
            .Concat(Enum.GetValues<PeriodEvent>().Select(e => (Name: $"{Link.Name(e)}InPeriod", Items: items.Where(i => i.Events.Contains(e)))))
            .ToDictionary(s => s.Name, s => (IReadOnlyList<Guid>)[.. s.Items.Select(i => i.ItemId)]));

    /// <summary>Computes everything again, on the same day and as known at the same moment, and says what isn't as it was published.</summary>
    private async Task<IReadOnlyList<string>> Differences(GiaoBanData published, IReadOnlyList<SealedItem> items, CancellationToken cancel)
    {
        var again = await published.Again(session, cancel);
        var found = new List<string>();
        // What is complete is held against settings that have no second clock: once they are others it can't be computed again.
        var isCompleteKnown = published.Completeness is { } asked && again.Completeness!.Same(asked);
        if (published.Definition != Counting.Definition)
            found.Add($"Số liệu này tính theo định nghĩa phiên bản {published.Definition}; nay chương trình tính theo phiên bản {Counting.Definition}.");

        Compare("Chương trình", published.Figures, again.Figures);
        Compare("Phát sinh", published.Adhoc, again.Adhoc);
        Groups("Chương trình", published.Units, again.Units);
        Groups("Phát sinh", published.AdhocUnits, again.AdhocUnits);
        Happened("Chương trình", published.Happened, again.Happened);
        Happened("Phát sinh", published.AdhocHappened, again.AdhocHappened);
        foreach (var year in published.Earlier.Select(e => e.Year).Union(again.Earlier.Select(e => e.Year)))
            Compare($"Năm {year}", Of(published, year), Of(again, year));
        foreach (var (then, now) in (published.Curve?.Months ?? []).Zip(again.Curve?.Months ?? []).Where(m => m.First != m.Second))
            found.Add($"Lũy kế tháng {then.End.Month}: công bố {then.Planned} kế hoạch, {then.Completed} hoàn thành; tính lại {now.Planned}, {now.Completed}.");

        if (published.Meetings is { } held && held != again.Meetings)
            found.Add($"Giao ban: công bố {held.Monthly} cuộc tháng, {held.Thematic} cuộc chuyên đề, {held.Conclusions} kết luận, {held.Completed} đã xong; tính lại {again.Meetings!.Monthly}, {again.Meetings.Thematic}, {again.Meetings.Conclusions}, {again.Meetings.Completed}.");

        if (published.Sessions is { } sessions && !(sessions.Count == again.Sessions?.Count && sessions.Zip(again.Sessions).All(s => s.First.Same(s.Second))))
            found.Add("Kỳ họp: ngày họp, số bước chuẩn bị hoặc thời hạn chuyển theo tính lại khác số đã công bố.");
        if (published.Waiting is { } waiting && waiting.Count != again.Waiting!.Count)
            found.Add($"Đề nghị đang chờ: công bố {Vietnamese.Number(waiting.Count)}, tính lại {Vietnamese.Number(again.Waiting.Count)}.");

        var listed = await Sealing.Items(session, again, cancel);
        var (before, after) = (items.Select(Compared).ToDictionary(i => (i.Place, i.ItemId)), listed.Select(Compared).ToDictionary(i => (i.Place, i.ItemId)));
        var otherwise = before.Keys.Union(after.Keys).Count(key => !(before.GetValueOrDefault(key) is { } then && after.GetValueOrDefault(key) is { } now && then.Same(now)));
        if (otherwise > 0)
            found.Add($"{Vietnamese.Number(otherwise)} nội dung, nhiệm vụ được đếm khác với danh sách đã công bố.");
        return found;

        SealedItem Compared(SealedItem item) => isCompleteKnown ? item : item with { Figures = [.. item.Figures.Where(f => f != Figure.Complete)] };
        void Compare(string set, FigureSet then, FigureSet now)
        {
            foreach (var figure in Enum.GetValues<Figure>().Where(f => (f != Figure.Complete || isCompleteKnown) && then[f] != now[f]))
                found.Add($"{set}, {figure.Name().ToLowerInvariant()}: công bố {Vietnamese.Number(then[figure])}, tính lại {Vietnamese.Number(now[figure])}.");
        }
        void Groups(string set, IReadOnlyList<FigureGroup> then, IReadOnlyList<FigureGroup> now)
        {
            foreach (var key in then.Select(g => g.Key).Union(now.Select(g => g.Key)))
            {
                var (was, computed) = (then.FirstOrDefault(g => g.Key == key), now.FirstOrDefault(g => g.Key == key));
                var name = Guid.TryParse(key, out var id) ? published.UnitName(id) : key;
                Compare($"{set}, {name}", was?.Figures ?? FigureSet.Empty, computed?.Figures ?? FigureSet.Empty);
                if (was?.Cooperating != computed?.Cooperating)
                    found.Add($"{set}, {name}, phối hợp: công bố {was?.Cooperating ?? 0}, tính lại {computed?.Cooperating ?? 0}.");
            }
        }
        void Happened(string set, PeriodFigures then, PeriodFigures now)
        {
            if (then != now)
                found.Add($"{set}, trong kỳ: số hoàn thành, bổ sung, đưa ra hoặc trở nên quá hạn tính lại khác số đã công bố.");
        }
        static FigureSet Of(GiaoBanData data, int year) => data.Earlier.FirstOrDefault(e => e.Year == year)?.Figures ?? FigureSet.Empty;
    }

    /// <summary>The same day as known now, and for every item that stands otherwise what was recorded since.</summary>
    private async Task<SinceThen> Since(GiaoBanData data, Scope scope, string path, CancellationToken cancel)
    {
        var now = data.View with { KnownAt = session.Now };
        var compared = await comparison.Read(path, scope, data.Programme, data.View, now, cancel);
        var histories = compared.Changed.Count == 0 ? null : await new ItemStore(session).Histories([.. compared.Changed.Select(c => c.Id)], cancel);
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        return new(scope.Origin, compared, [.. compared.Changed.Select(item => new LaterItem(item, Causes.Of(scope.Origin, [.. histories![item.Id].Select(e => new EntryAnswer(e))], units, data.View, now)))]);
    }
}
