using Tracker.Api.Figures;
using Tracker.Api.Pages;
using Tracker.Api.Reports;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Units;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Items;

/// <summary>A list of items, and the figures that lead to other lists of the same scope.</summary>
/// <param name="Figures">Of the whole scope, by unit.</param>
/// <param name="OfUnit">Of the unit that the list is narrowed to; the whole scope's when it is to none.</param>
/// <param name="Choices">What the list can be narrowed to.</param>
/// <param name="Columns">Those that were chosen; none for the usual ones.</param>
public sealed record ItemList(
    PageFrame Frame, Origin Origin, ItemQuery Query, ListAnswer<ItemAnswer> Page, FiguresAnswer Figures, FigureAnswers OfUnit, IReadOnlyDictionary<Guid, Unit> Units,
    ItemChoices Choices, IReadOnlyList<ItemColumn> Columns)
{
    /// <summary>The row that is being entered; null when none is.</summary>
    public RowEntry? Entering { get; init; }

    /// <summary>Whether something was recorded since the moment that the list shows: then nothing is entered in it.</summary>
    public bool HasNewer { get; init; }

    /// <summary>Agreements that a list of coordination can be narrowed to; none for other lists.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Agreements { get; init; } = [];

    /// <summary>Of coordination: whatever year it falls due in, since an agreement and its review years go across them.</summary>
    public bool OfEveryYear { get; init; }

    /// <summary>Whether its reader may enter something in some row.</summary>
    public bool Enters => Frame.IsSignedIn && !Frame.IsLookingBack && !HasNewer && Page.Items.Any(MayEnter);

    public bool MayEnter(ItemAnswer item) => item.Row.Facts.IsOpen && (Origin != Origin.Programme || Frame.Programme?.ClosedOn is null)
        && Frame.Account.May(Act.ReportProgress, item.Row.Facts);

    public string UnitName(Guid id) => Units.TryGetValue(id, out var unit) ? unit.Name : "";

    /// <summary>The columns of the list as a plain table: the chosen ones, or what the usual cells tell together.</summary>
    public IReadOnlyList<ItemColumn> PlainColumns => Columns.Count > 0 ? Columns : Origin switch { Origin.Adhoc => UsualAdhoc, Origin.Coordination => UsualCoordination, _ => Usual };

    private static readonly ItemColumn[] Usual =
    [
        ItemColumn.Number, ItemColumn.Title, ItemColumn.Lead, ItemColumn.Cooperating, ItemColumn.Time, ItemColumn.Due, ItemColumn.Deliverable,
        ItemColumn.State, ItemColumn.CompletedOn, ItemColumn.Document, ItemColumn.Reason, ItemColumn.FirstDue, ItemColumn.Note,
    ];

    private static readonly ItemColumn[] UsualCoordination =
    [
        ItemColumn.Title, ItemColumn.Source, ItemColumn.Lead, ItemColumn.Cooperating, ItemColumn.Due, ItemColumn.Deliverable,
        ItemColumn.State, ItemColumn.CompletedOn, ItemColumn.Document, ItemColumn.Reason, ItemColumn.FirstDue, ItemColumn.Note,
    ];

    private static readonly ItemColumn[] UsualAdhoc =
    [
        ItemColumn.Number, ItemColumn.Title, ItemColumn.Source, ItemColumn.GivenOn, ItemColumn.Lead, ItemColumn.Cooperating, ItemColumn.Due,
        ItemColumn.State, ItemColumn.CompletedOn, ItemColumn.Document, ItemColumn.Reason, ItemColumn.FirstDue, ItemColumn.Deliverable, ItemColumn.Note,
    ];
}

public static class ItemPages
{
    public static void MapItemPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/chuong-trinh", (ListEntry entry, CancellationToken cancel) => entry.Show(Origin.Programme, cancel));
        pages.MapGet("/phat-sinh", (ListEntry entry, CancellationToken cancel) => entry.Show(Origin.Adhoc, cancel));
        pages.MapGet("/phoi-hop/nhiem-vu", (ListEntry entry, CancellationToken cancel) => entry.Show(Origin.Coordination, cancel));
        pages.MapGet("/chuong-trinh.xlsx", (ItemLists lists, Session session, CancellationToken cancel) => Workbook(Place.Programme, Origin.Programme, lists, session, cancel));
        pages.MapGet("/phat-sinh.xlsx", (ItemLists lists, Session session, CancellationToken cancel) => Workbook(Place.Adhoc, Origin.Adhoc, lists, session, cancel));
        pages.MapGet("/phoi-hop/nhiem-vu.xlsx", (ItemLists lists, Session session, CancellationToken cancel) => Workbook(Place.Coordination, Origin.Coordination, lists, session, cancel));
        pages.MapGet(FillPathOf(Origin.Programme), (ItemLists lists, Ask ask, Session session, Database database, CancellationToken cancel) => ToFill(Place.Programme, Origin.Programme, lists, ask, session, database, cancel));
        pages.MapGet(FillPathOf(Origin.Adhoc), (ItemLists lists, Ask ask, Session session, Database database, CancellationToken cancel) => ToFill(Place.Adhoc, Origin.Adhoc, lists, ask, session, database, cancel));
        pages.MapGet(FillPathOf(Origin.Coordination), (ItemLists lists, Ask ask, Session session, Database database, CancellationToken cancel) => ToFill(Place.Coordination, Origin.Coordination, lists, ask, session, database, cancel));
        ItemForms.Map(pages);
        QuickEntry.Map(pages);
        ListEntry.Map(pages);
    }

    /// <summary>In the address of a list to fill in: with lead units to choose from.</summary>
    public const string FillUnits = "chon-don-vi";

    /// <summary>Where the list of this origin is to be had as a workbook for filling in.</summary>
    public static string FillPathOf(Origin origin) => PageFrame.PathOf(origin) + "/de-dien.xlsx";

    /// <summary>
    /// The list of the same address, all of its pages, for filling in. Of today as known now, whatever day is looked at: what is filled in is compared with that,
    /// so nothing may come to bear an earlier moment afterwards.
    /// </summary>
    private static async Task<IResult> ToFill(Place place, Origin origin, ItemLists lists, Ask ask, Session session, Database database, CancellationToken cancel)
    {
        var moment = await RecordingLock.Name(database.Open(session.Council), cancel);
        var (frame, list) = await lists.Read(place, origin, cancel);
        if (list is null)
            throw Refused.NotFound($"chương trình công tác năm {frame.Year}");
        var words = new ItemListWords(list);
        var asked = new ItemListAsked(list.Query, new(frame.Today, moment), [], words.Short, $"Danh sách {words.Subject} để điền kết quả", words.Whose, frame.Council.Name, list.UnitName);
        // Another lead unit is the office's to say.
        var leads = ask.Text(FillUnits) is not null && frame.May(Act.KeepProgrammes) ? list.Units.Values.Where(u => u.ExistsOn(frame.Today)).OrderBy(u => u.Position).ThenBy(u => u.Name, Domain.Text.VietnameseText.Collation).Select(u => u.Name).ToArray() : [];
        return await WorkbookFile.Answer(file => FillWorkbook.Write(file, session, asked, leads, cancel), $"{words.Short} để điền {frame.Today:dd-MM-yyyy}.xlsx");
    }

    /// <summary>The list of the same address, all of its pages, to take along.</summary>
    private static async Task<IResult> Workbook(Place place, Origin origin, ItemLists lists, Session session, CancellationToken cancel)
    {
        var (frame, list) = await lists.Read(place, origin, cancel);
        if (list is null)
            throw Refused.NotFound($"chương trình công tác năm {frame.Year}");
        var words = new ItemListWords(list);
        var asked = new ItemListAsked(list.Query, frame.View, list.PlainColumns, words.Short, words.Heading, words.Whose, frame.Council.Name, list.UnitName);
        return await WorkbookFile.Answer(file => ItemListWorkbook.Write(file, session, asked, cancel), $"{words.Short} {frame.View.AsOf:dd-MM-yyyy}.xlsx");
    }
}

/// <summary>Reads a list page.</summary>
public sealed class ItemLists(PageFrames frames, ItemReading reading, FigureReading figures, Ask ask, Session session)
{
    /// <returns>No list when there is no programme that it could be of.</returns>
    public async Task<(PageFrame Frame, ItemList? List)> Read(Place place, Origin origin, CancellationToken cancel)
    {
        var frame = await frames.Read(place, cancel);
        if (origin == Origin.Programme && frame.Programme is null)
            return (frame, null);
        var scope = frame.ScopeOf(origin);
        var everyYear = origin == Origin.Coordination && (ask.Text("duty") ?? ask.Text("agreement")) is not null;
        var query = await reading.Query(everyYear ? await new ItemStore(session).Scopes(origin, cancel) : [scope], cancel);
        // Duties have no numbers to stand in the order of.
        if (origin == Origin.Coordination && ask.Text("order") is null)
            query = query with { Order = ItemOrder.DueOn };
        var page = ListAnswer<ItemAnswer>.Of(await reading.List(query, frame.View, cancel), item => item);
        Task<FiguresAnswer> Count(GroupBy groupBy, Guid? unit) =>
            figures.Read(PageFrame.PathOf(origin), scope, frame.Programme, frame.View, groupBy, unit, null, cancel);
        var all = await Count(GroupBy.Unit, null);
        FigureAnswers ofUnit = query.Unit is not { } unit ? all : all.Groups.FirstOrDefault(g => g.Key == unit.ToString()) ?? (FigureAnswers)await Count(GroupBy.None, unit);
        var columns = ask.Choices<ItemColumn>("cols").Distinct().ToArray();
        frame = frame with { Here = frame.Here.With("cols", columns.Length == 0 ? null : string.Join(',', columns.Select(Link.Name))) };
        return (frame, new(
            frame, origin, query, page, all, ofUnit, (await ask.Units(cancel)).ToDictionary(u => u.Id),
            await new ItemStore(session).Choices(query.Scopes, frame.View, cancel), columns)
        {
            OfEveryYear = everyYear, Agreements = origin == Origin.Coordination ? [.. (await new AgreementStore(session).All(frame.View.KnownAt, cancel)).Select(a => (a.Id, a.Name))] : [],
        });
    }
}
