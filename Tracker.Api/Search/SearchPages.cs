using Tracker.Api.Items;
using Tracker.Api.Meetings;
using Tracker.Api.Pages;
using Tracker.Api.Sessions;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Items;
using Tracker.Db.Meetings;
using Tracker.Db.Sessions;
using Tracker.Domain.Coordination;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Search;

/// <summary>The best of what was found, and how many there are in all.</summary>
public sealed record Found<T>(IReadOnlyList<T> Best, long Total)
{
    public static Found<T> Of(IReadOnlyList<T> all) => new([.. all.Take(SearchPages.Most)], all.Count);
}

/// <param name="Text">What was asked for; null when nothing was.</param>
public sealed record SearchResult(PageFrame Frame, string? Text, Found<ItemAnswer> Items, Found<Programme> Programmes, Found<Unit> Units, Found<Occasion> Occasions, Found<CoordinationAgreement> Agreements);

/// <summary>A giao ban or a session of the council.</summary>
/// <param name="Address">Of its page.</param>
public sealed record Occasion(string Address, string Name, string About, DateOnly? On);

public static class SearchPages
{
    /// <summary>Of each kind.</summary>
    public const int Most = 20;

    public static void MapSearchPages(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/tim", async (PageFrames frames, Ask ask, Session session, HttpResponse response, CancellationToken cancel) =>
        {
            var frame = await frames.Read(Place.Search, cancel);
            var units = await ask.Units(cancel);
            if (VietnameseText.Normalize(ask.Text("q")) is not { Length: > 0 } text)
                return PageEndpoints.Show<SearchPage, SearchResult>(response, new(frame, null, new([], 0), new([], 0), new([], 0), new([], 0), new([], 0)));
            // Whatever is there by now, also when an earlier day is looked at.
            var view = frame.View with { AsOf = frame.View.AsOf > frame.Today ? frame.View.AsOf : frame.Today };
            var byId = units.ToDictionary(u => u.Id);
            var items = await new ItemStore(session).Search(text, frame.Year, view, Most, cancel);
            return PageEndpoints.Show<SearchPage, SearchResult>(response, new(
                frame, text,
                new([.. items.Items.Select(row => new ItemAnswer(row, view, byId))], items.Total),
                Found<Programme>.Of(Programmes(text, frame)),
                Found<Unit>.Of(Units(text, units)),
                Found<Occasion>.Of(await Occasions(text, session, view, cancel)),
                Found<CoordinationAgreement>.Of([.. (await new AgreementStore(session).All(cancel: cancel)).Where(a => HasAll($"{a.Terms.Number} {a.Terms.Title}", text))])));
        });

    private static IReadOnlyList<Programme> Programmes(string text, PageFrame frame) =>
        [.. frame.Programmes.Where(p => HasAll($"{p.Number} {p.Year} {p.Title}", text)).OrderByDescending(p => p.Id == frame.Programme?.Id)];

    /// <summary>Meetings and sessions, those to come too, the latest first.</summary>
    private static async Task<IReadOnlyList<Occasion>> Occasions(string text, Session session, Viewpoint view, CancellationToken cancel)
    {
        var meetings = await new MeetingStore(session).List(new(), view with { AsOf = Viewpoint.LastDay }, cancel);
        var events = await new EventStore(session).All(null, view.KnownAt, cancel);
        return
        [
            .. meetings.Select(m => new Occasion(MeetingPages.Of(m.Id), m.Name, string.Join(" · ", new[] { m.Title, m.Notice ?? "" }.Where(t => t.Length > 0)), m.HeldOn))
                .Concat(events.Select(e => new Occasion(SessionPages.Of(e.Id), e.Name, e.Document ?? "", e.OpensOn)))
                .Where(o => HasAll($"{o.Name} {o.About}", text)).OrderByDescending(o => o.On),
        ];
    }

    /// <summary>The unit that the whole text names, accents first; then those that have all its words in one of their names.</summary>
    private static IReadOnlyList<Unit> Units(string text, IReadOnlyList<Unit> units)
    {
        IReadOnlyList<UnitName> named = new UnitDirectory(units.Select(u => u.AsNamed)).Find(text) switch
        {
            UnitMatch.One one => [one.Unit],
            UnitMatch.Ambiguous several => several.Candidates,
            _ => [],
        };
        return
        [
            .. named.Select(n => units.First(u => u.Id == n.Id)),
            .. units.Where(u => named.All(n => n.Id != u.Id) && u.Aliases.Prepend(u.Name).Any(name => HasAll(name, text))),
        ];
    }

    private static bool HasAll(string where, string words)
    {
        var folded = VietnameseText.Fold(where);
        return VietnameseText.Fold(words).Split(' ').All(word => folded.Contains(word, StringComparison.Ordinal));
    }
}
