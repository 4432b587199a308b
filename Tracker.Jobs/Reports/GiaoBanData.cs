using System.Text.Json.Serialization;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Figures;
using Tracker.Db.Programmes;
using Tracker.Db.Seals;
using Tracker.Db.Units;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Reports;
using Tracker.Domain.Seals;
using Tracker.Domain.Text;
using Tracker.Jobs.Coordination;
using Tracker.Jobs.Programmes;
using Tracker.Jobs.Sessions;

namespace Tracker.Jobs.Reports;

/// <summary>An earlier annual programme, looked at on the same day and month.</summary>
public sealed record EarlierYear(int Year, Guid ProgrammeId, DateOnly AsOf, FigureSet Figures);

/// <summary>A unit as it was called.</summary>
public sealed record ReportUnit(Guid Id, string Name, int Position);

/// <summary>The figures of one lead unit.</summary>
public sealed record UnitFigures(string Name, FigureSet Figures, int Cooperating);

/// <summary>
/// Everything that the giao ban is told in numbers, as of one day and as known at one moment. A seal keeps it as it is, names and letterhead too,
/// so that its workbook and its document are the same however often they are made.
/// </summary>
public sealed record GiaoBanData
{
    public int Definition { get; init; } = Counting.Definition;
    public required string Council { get; init; }
    public required string Place { get; init; }
    public required ReportPaper Paper { get; init; }
    public required Programme Programme { get; init; }
    public required Viewpoint View { get; init; }
    public required ReportPeriod Period { get; init; }
    public required FigureSet Figures { get; init; }
    /// <summary>By lead unit; those that only cooperate are among them.</summary>
    public required IReadOnlyList<FigureGroup> Units { get; init; }
    public required PeriodFigures Happened { get; init; }
    /// <summary>Ad-hoc tasks of the programme's year: beside the programme's figures, never inside.</summary>
    public required FigureSet Adhoc { get; init; }
    public required IReadOnlyList<FigureGroup> AdhocUnits { get; init; }
    public required PeriodFigures AdhocHappened { get; init; }
    /// <summary>Latest first; empty when this is the first year.</summary>
    public required IReadOnlyList<EarlierYear> Earlier { get; init; }
    /// <summary>Null for programmes of another kind than a year's.</summary>
    public CurveCounts? Curve { get; init; }
    public required IReadOnlyList<ReportUnit> Named { get; init; }
    /// <summary>What it is compared with: the seal before, else the day before the period.</summary>
    public required Viewpoint Before { get; init; }
    /// <summary>What the council asked for of every item; null in what was published before that was counted.</summary>
    public Completeness? Completeness { get; init; }
    /// <summary>Code of the seal before; null when there is none.</summary>
    public string? BeforeCode { get; init; }

    /// <summary>Null in what was published before meetings were kept.</summary>
    public MeetingFigures? Meetings { get; init; }

    /// <summary>In force on the day, in the order in which they took effect; null in what was published before there were any.</summary>
    public IReadOnlyList<ReportAmendment>? Amendments { get; init; }

    /// <summary>Null while no duty by an agreement has fallen due, and in what was published before agreements were kept.</summary>
    public CoordinationFigures? Coordination { get; init; }

    /// <summary>Agreements that are planned, were signed in the period, or are soon due for renewal or review; null when there are none, and in what was published before this was told.</summary>
    public IReadOnlyList<ReportAgreement>? Agreements { get; init; }

    /// <summary>Papers of the meetings of the period; null when there are none, and in what was published before they were told.</summary>
    public IReadOnlyList<MeetingPaper>? MeetingPapers { get; init; }

    /// <summary>Of the programme's year, in order of their days; null when it has none, and in what was published before sessions were told.</summary>
    public IReadOnlyList<SessionFigures>? Sessions { get; init; }

    /// <summary>What units have asked for and nobody has answered at the moment; null in what was published before this was told.</summary>
    public IReadOnlyList<WaitingRequest>? Waiting { get; init; }

    /// <summary>Why items stand otherwise than the time before, by item; null in a draft, which reads it when it is written, and in what was published before this was told.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<Cause>>? Causes { get; init; }

    /// <summary>Null for a draft.</summary>
    [JsonIgnore]
    public Seal? Seal { get; init; }

    [JsonIgnore]
    public Scope Scope => new(Programme.Year, Origin.Programme, Programme.Id);

    [JsonIgnore]
    public Scope AdhocScope => new(Programme.Year, Origin.Adhoc);

    /// <summary>Whose items stand behind the figures, each on its day: the programme's, the ad-hoc tasks, then those of earlier years.</summary>
    [JsonIgnore]
    public IReadOnlyList<(Scope Scope, Viewpoint View)> Sets =>
        [(Scope, View), (AdhocScope, View), .. Earlier.Select(e => (new Scope(e.Year, Origin.Programme, e.ProgrammeId), View with { AsOf = e.AsOf }))];

    public string UnitName(Guid id) => Named.FirstOrDefault(u => u.Id == id)?.Name ?? "";

    /// <summary>Units that lead something in the council's order of them, or those that only cooperate.</summary>
    public IReadOnlyList<UnitFigures> Leading(IReadOnlyList<FigureGroup> groups, bool leads = true) =>
    [
        .. from g in groups
           where leads == g.Figures[Figure.Issued] + g.Figures[Figure.Added] + g.Figures[Figure.Total] > 0
           let unit = Named.FirstOrDefault(u => u.Id.ToString() == g.Key)
           where unit is not null
           orderby unit.Position
           select new UnitFigures(unit.Name, g.Figures, g.Cooperating),
    ];

    /// <param name="session">One that looks at a snapshot, or holds writers back, so that figures and lists agree whatever is recorded meanwhile.</param>
    /// <param name="before">What it is compared with, where that is known; else the seal before, else the day before the period.</param>
    public static async Task<GiaoBanData> Read(
        Session session, Programme programme, ReportPeriod period, Viewpoint view, CancellationToken cancel, (Viewpoint View, string? Code)? before = null)
    {
        var council = await CouncilStore.Find(session, cancel);
        var units = (await new UnitStore(session).All(cancel)).OrderBy(u => u.Position).ThenBy(u => u.Name, VietnameseText.Collation);
        var earlier = (await new ProgrammeStore(session).All(view, cancel: cancel))
            .Where(p => p.Kind == ProgrammeKind.Annual && p.Year < programme.Year)
            .DistinctBy(p => p.Year)
            .Select(p => (Scope: new Scope(p.Year, Origin.Programme, p.Id), AsOf: view.AsOf.AddYears(p.Year - programme.Year)))
            .ToArray();
        var store = new FigureStore(session);
        var scope = new Scope(programme.Year, Origin.Programme, programme.Id);
        var within = (period.From, period.To);
        var figures = await store.Count(scope, view, GroupBy.Unit, period: within, cancel: cancel);
        var adhoc = await store.Count(new(programme.Year, Origin.Adhoc), view, GroupBy.Unit, period: within, cancel: cancel);
        var others = earlier.Length == 0 ? [] : await store.Count(earlier, view.KnownAt, cancel);
        var (side, code) = before ?? await Earliest(session, programme, period, view, cancel);
        return new()
        {
            Council = council.Name, Place = council.Place, Paper = council.Settings.Report,
            Programme = programme, View = view, Period = period,
            Figures = figures.Figures, Units = InOrder(figures.Groups), Happened = figures.Period!,
            Adhoc = adhoc.Figures, AdhocUnits = InOrder(adhoc.Groups), AdhocHappened = adhoc.Period!,
            Earlier = [.. earlier.Zip(others, (year, set) => new EarlierYear(year.Scope.Year, year.Scope.ProgrammeId!.Value, year.AsOf, set))],
            Curve = programme.Kind == ProgrammeKind.Annual ? await CurveCounts.Read(session, scope, view, null, cancel) : null,
            Named = [.. units.Select((u, place) => new ReportUnit(u.Id, u.Name, place))],
            Before = side, BeforeCode = code, Meetings = await MeetingFigures.Read(session, period, view, cancel),
            Amendments = await ReportAmendment.Read(session, programme.Id, view, cancel),
            Completeness = council.Settings.Completeness,
            Coordination = await CoordinationFigures.Read(session, programme, view, cancel),
            Agreements = await ReportAgreement.Read(session, period, view, council.Settings.Coordination, cancel),
            MeetingPapers = await MeetingPaper.Read(session, period, view, cancel),
            Sessions = await SessionFigures.Read(session, programme, period, view, cancel),
            Waiting = await WaitingRequest.OfReport(session, programme, view.KnownAt, cancel),
        };
    }

    /// <summary>The same as the database gives it again, on the same day and as known at the same moment.</summary>
    public async Task<GiaoBanData> Again(Session session, CancellationToken cancel) =>
        await Read(session, await new ProgrammeStore(session).Find(Programme.Id, View, cancel) ?? Programme, Period, View, cancel, (Before, BeforeCode));

    private static IReadOnlyList<FigureGroup> InOrder(IReadOnlyList<FigureGroup> groups) => [.. groups.OrderBy(g => g.Key, StringComparer.Ordinal)];

    private static async Task<(Viewpoint View, string? Code)> Earliest(Session session, Programme programme, ReportPeriod period, Viewpoint view, CancellationToken cancel)
    {
        var last = (await new SealStore(session).All(programme.Id, cancel))
            .Where(s => s.SupersededBy is null && s.View.AsOf < view.AsOf && s.View.KnownAt <= view.KnownAt)
            .OrderByDescending(s => s.View.AsOf).ThenByDescending(s => s.View.KnownAt).FirstOrDefault();
        if (last is not null)
            return (last.View, last.Code);
        var day = period.From.AddDays(-1);
        day = day < programme.IssuedOn ? programme.IssuedOn : day;
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var then = new DateTimeOffset(midnight, Domain.Councils.Council.TimeZone.GetUtcOffset(midnight)).ToUniversalTime().AddMicroseconds(-1);
        // What was entered only later can't be compared with what was known of it then.
        return (new(day, programme.RecordedAt <= then && then < view.KnownAt ? then : view.KnownAt), null);
    }
}
