using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;

namespace Tracker.Api.Items;

/// <summary>One row of a list that is being entered, as the item is now.</summary>
/// <param name="Back">The list without the row being entered.</param>
public sealed record RowEntry(ItemDetail Item, string Action, string Back);

/// <summary>Progress and completion without leaving the list: in a row, or for several rows at once.</summary>
public sealed class ListEntry(PageForms forms, ItemLists lists, ItemForms items, ItemWriting writing, ItemVerbs verbs, ItemReading reading, Ask ask, Session session, Typed typed, IHttpContextAccessor http)
{
    /// <summary>Names the row that is being entered.</summary>
    public const string Row = "ghi";
    public const string SeveralForm = "nhieu";
    /// <summary>Of a row that was ticked: the item and the version that was shown.</summary>
    public const string Ticked = "item";

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var origin in new[] { Origin.Programme, Origin.Adhoc, Origin.Coordination })
        {
            var path = PageFrame.PathOf(origin);
            var group = pages.MapGroup(path).RequireAuthorization(Access.SignedIn).WithMetadata(new NeedsMetadata(Act.ReportProgress));
            group.MapGet("/{id:guid}/ghi", (Guid id, ListEntry entry, CancellationToken cancel) => entry.Alone(origin, id, cancel));
            group.MapPost("/{id:guid}/ket-qua", (Guid id, ListEntry entry, CancellationToken cancel) => entry.SendRow(origin, id, cancel));
            group.MapPost("/ket-qua", (ListEntry entry, CancellationToken cancel) => entry.SendSeveral(origin, cancel));
        }
    }

    public async Task<IResult> Show(Origin origin, CancellationToken cancel)
    {
        var (frame, list) = await lists.Read(PageFrame.PlaceOf(origin), origin, cancel);
        if (list is null)
            return PageEndpoints.Show<Figures.NoProgrammePage, Figures.NoProgramme>(http.HttpContext!.Response, new(frame, false));
        if (frame.IsSignedIn && !frame.IsLookingBack)
        {
            var newer = await new ItemStore(session).LastRecordedAt(cancel) > frame.View.KnownAt;
            var entered = newer ? null : typed.Problem is null ? ask.Id(Row) : typed.Fields.Id(Row);
            list = list with { HasNewer = newer, Entering = entered is { } id && list.Page.Items.Any(i => i.Id == id) ? await Entry(origin, id, cancel) : null };
        }
        return PageEndpoints.Show<ItemListPage, ItemList>(http.HttpContext!.Response, list);
    }

    /// <summary>Only the row of entry, for a script to put under its item.</summary>
    private async Task<IResult> Alone(Origin origin, Guid id, CancellationToken cancel) =>
        PageEndpoints.Show<EntryRowAlone, RowEntry>(http.HttpContext!.Response, await Entry(origin, id, cancel));

    private async Task<RowEntry> Entry(Origin origin, Guid id, CancellationToken cancel)
    {
        var here = Address.Of(http.HttpContext!.Request).Without("knownAt", Row);
        return new(await items.Read(id, cancel),
            (here with { Path = $"{PageFrame.PathOf(origin)}/{id}/ket-qua" }).ToString(),
            (here with { Path = PageFrame.PathOf(origin) }).ToString());
    }

    private Task<IResult> SendRow(Origin origin, Guid id, CancellationToken cancel) => forms.Send(PageFrame.PathOf(origin), async fields =>
    {
        await writing.Check(id, Act.ReportProgress, cancel);
        await writing.Record(id, fields.ShownVersion, EntryWords.Verb(fields, verbs), cancel);
        return new($"{await Named(id, cancel)}: đã ghi {EntryWords.Said(fields)}.", Back(origin) + $"#nv-{id}");
    }, () => Show(origin, cancel));

    private Task<IResult> SendSeveral(Origin origin, CancellationToken cancel) => forms.Send(PageFrame.PathOf(origin), async fields =>
    {
        var ticked = fields.Several(Ticked).Select(t => t.Split(':')).Where(t => t.Length == 2 && Guid.TryParse(t[0], out _) && int.TryParse(t[1], out _))
            .Select(t => (Id: Guid.Parse(t[0]), Version: int.Parse(t[1]))).DistinctBy(t => t.Id).OrderBy(t => t.Id).ToArray();
        if (ticked.Length == 0)
            throw Refused.BadRequest("nothing-ticked", "Chưa chọn dòng nào. Hãy đánh dấu ở đầu các dòng cần ghi rồi bấm ghi lại.");
        await writing.Record(ticked, EntryWords.Verb(fields, verbs), async (id, e) =>
            new(Problems.Describe(e)!.Status!.Value, "one-of-several", $"{await Named(id, cancel)}: {e.Message} Chưa dòng nào được ghi; hãy bỏ chọn dòng này hoặc sửa rồi ghi lại."), cancel);
        return new($"Đã ghi {EntryWords.Said(fields)} cho {ticked.Length} {Figures.FigureWords.Noun(origin)}.", Back(origin));
    }, () => Show(origin, cancel));

    private async Task<string> Named(Guid id, CancellationToken cancel)
    {
        var item = await reading.Find(id, new(Viewpoint.LastDay, session.Now), cancel);
        return item.Number is { Length: > 0 } number ? $"Số {number}" : item.Title.Length > 60 ? $"“{item.Title[..60]}…”" : $"“{item.Title}”";
    }

    private string Back(Origin origin) => (Address.Of(http.HttpContext!.Request).Without("knownAt", Row) with { Path = PageFrame.PathOf(origin) }).ToString();
}
