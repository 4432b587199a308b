using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Db.Runs;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Seals;
using Tracker.Jobs;

namespace Tracker.Api.Pages;

/// <summary>The pages that the list of places names.</summary>
public enum Place { Overview, Programme, Adhoc, Item, Overdue, Work, Growth, Comparison, Report, Meetings, Sessions, Coordination, Seals, Search, Account, Import, Reminders, Administration, Journal, Help }

/// <summary>What stands around every page: whose figures, of which programme, on which day, and the way to the other pages.</summary>
public sealed record PageFrame
{
    public required Place Place { get; init; }
    public required Council Council { get; init; }
    public required Account Account { get; init; }
    public required DateOnly Today { get; init; }
    public required Viewpoint View { get; init; }
    /// <summary>Latest year first.</summary>
    public required IReadOnlyList<Programme> Programmes { get; init; }
    /// <summary>Null when there is none in the year looked at.</summary>
    public required Programme? Programme { get; init; }
    public required int Year { get; init; }
    /// <summary>Numbers of items beside the places.</summary>
    public required IReadOnlyDictionary<Origin, int> Totals { get; init; }
    /// <summary>Overdue in the programme, among the ad-hoc tasks and in coordination together.</summary>
    public int Overdue { get; init; }
    /// <summary>What is wrong with the program's own jobs; null for those who don't keep them.</summary>
    public JobTrouble? Jobs { get; init; }
    /// <summary>This page, with programme, day and moment in its address.</summary>
    public required Address Here { get; init; }

    /// <summary>Whether who reads it may record, beside what only some may record on.</summary>
    public bool May(Act act) => Account.May(act);

    public bool IsSignedIn => Account.Id is not null;

    /// <summary>Looked at as known on an earlier day; the other pages then stay at that moment.</summary>
    public bool IsLookingBack => Council.DayOf(View.KnownAt) < Today;

    public Scope ScopeOf(Origin origin) => origin == Origin.Programme ? new(Year, origin, Programme?.Id ?? Guid.Empty) : new(Year, origin);

    /// <summary>The programme, and the ad-hoc tasks and the coordination of its year.</summary>
    public IReadOnlyList<Scope> Scopes => [.. Programme is null ? Array.Empty<Scope>() : [ScopeOf(Origin.Programme)], ScopeOf(Origin.Adhoc), ScopeOf(Origin.Coordination)];

    public Link Items(Origin origin) => new(PathOf(origin), ScopeOf(origin), View);

    /// <summary>Another page for the same programme and day.</summary>
    public string To(string path) => new Address(path, [])
        .With("programme", Programme?.Id.ToString())
        .With("year", Programme is null ? Year.ToString() : null)
        .With("asOf", View.AsOf.ToString("O"))
        .With("knownAt", IsLookingBack ? Link.Text(View.KnownAt) : null)
        .ToString();

    /// <summary>This page on another day; what was typed in between pages is left behind.</summary>
    public Address Again => IsLookingBack ? Here.Without("page") : Here.Without("page", "knownAt");

    public static string PathOf(Origin origin) => origin switch { Origin.Programme => "/chuong-trinh", Origin.Coordination => "/phoi-hop/nhiem-vu", _ => "/phat-sinh" };

    public static Place PlaceOf(Origin origin) => origin switch { Origin.Programme => Place.Programme, Origin.Coordination => Place.Coordination, _ => Place.Adhoc };
}

/// <summary>
/// Reads the frame. A page whose address names no day opens on the council's own day (<see cref="CouncilSettings.OpensOn"/>), else on today;
/// agreements, which are of no programme's year, open on today; one that names no programme opens on the latest annual programme issued by that day, else on the latest there is.
/// </summary>
public sealed class PageFrames(Session session, Ask ask, CurrentUser user, RunStore runs, IHttpContextAccessor http)
{
    /// <param name="of">The item that the page is about, or something else of a year; its year and programme then stand for those of the address.</param>
    /// <param name="about">The programme that the page is about, whatever the address says.</param>
    /// <param name="seal">The published figures that the page is about: their programme and day, as known now.</param>
    public async Task<PageFrame> Read(Place place, CancellationToken cancel, ItemHead? of = null, Seal? seal = null, Programme? about = null)
    {
        var council = await CouncilStore.Find(session, cancel);
        // What isn't of a programme may be looked at in a year that has none.
        var origin = place switch { Place.Adhoc or Place.Sessions or Place.Meetings => Origin.Adhoc, Place.Coordination => Origin.Coordination, _ => Origin.Programme };
        var asked = Address.Of(http.HttpContext!.Request);
        var view = seal is null ? ask.View(place == Place.Coordination ? null : council.Settings.OpensOn) : new(seal.View.AsOf, session.Now);
        var named = of is not null ? await Scope(of, view, cancel)
            : seal is not null ? (new(seal.Year, Origin.Programme, seal.ProgrammeId), await new ProgrammeStore(session).Find(seal.ProgrammeId, view, cancel))
            : about is not null ? (new(about.Year, Origin.Programme, about.Id), await new ProgrammeStore(session).Find(about.Id, view, cancel) ?? about)
            : await ask.Scope(view, origin, cancel);
        // The council's own day says nothing of another year.
        if (seal is null && named is { } n && n.Scope.Year != view.AsOf.Year)
            view = ask.View();
        var programmes = await new ProgrammeStore(session).All(view, cancel: cancel);
        var programme = named is { } known ? known.Programme : Latest(programmes, view.AsOf);
        var year = named?.Scope.Year ?? programme?.Year ?? view.AsOf.Year;
        var here = (place == Place.Comparison ? asked : asked.Without("origin"))
            .With("programme", of is null ? programme?.Id.ToString() : null)
            .With("year", of is null && programme is null ? year.ToString() : null)
            .With("asOf", view.AsOf.ToString("O"))
            .With("knownAt", Link.Text(view.KnownAt));
        var frame = new PageFrame
        {
            Place = place,
            Council = council,
            Account = user.Account,
            Today = ask.Today,
            View = view,
            Programmes = programmes,
            Programme = programme,
            Year = year,
            Totals = new Dictionary<Origin, int>(),
            Here = here,
        };
        Origin[] counted = [Origin.Programme, Origin.Adhoc, Origin.Coordination];
        var totals = await new FigureStore(session).Count([.. counted.Select(o => (frame.ScopeOf(o), view.AsOf))], view.KnownAt, cancel);
        return frame with
        {
            Totals = counted.Zip(totals).ToDictionary(t => t.First, t => t.Second[Figure.Total]),
            Overdue = totals.Sum(t => t[Figure.Overdue]),
            Jobs = frame.IsSignedIn && frame.May(Act.Administer) ? await runs.Trouble([.. Schedule.All.Select(j => j.Name)], cancel) : null,
        };
    }

    private async Task<(Scope Scope, Programme? Programme)?> Scope(ItemHead item, Viewpoint view, CancellationToken cancel)
    {
        var store = new ProgrammeStore(session);
        return (new(item.Year, item.Origin, item.ProgrammeId), item.ProgrammeId is { } id
            ? await store.Find(id, view, cancel)
            : (await store.All(view, [item.Year], cancel)).FirstOrDefault(p => p.Kind == ProgrammeKind.Annual));
    }

    private static Programme? Latest(IReadOnlyList<Programme> programmes, DateOnly day)
    {
        var annual = programmes.Where(p => p.Kind == ProgrammeKind.Annual).ToArray();
        return annual.FirstOrDefault(p => p.IssuedOn <= day) ?? annual.FirstOrDefault() ?? programmes.FirstOrDefault();
    }
}
