using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Items;

public static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder api)
    {
        var items = api.MapGroup("/items");

        items.MapGet("/", async (Ask ask, ItemReading reading, CancellationToken cancel) =>
        {
            var view = ask.View();
            return ListAnswer<ItemAnswer>.Of(await reading.List(await reading.Query(view, cancel), view, cancel), item => item);
        })
        .Takes("programme", "year", "origin", "figure", "status", "timeliness", "unit", "cooperatingUnit", "activity", "month", "event", "from", "to", "q", "order", "page", "pageSize", "asOf", "knownAt")
        .WithName("items").WithSummary("Danh sách nhiệm vụ của một ngày; mỗi số liệu dẫn tới đúng danh sách này.");

        items.MapGet("/{id:guid}", async (Guid id, Ask ask, ItemReading reading, HttpResponse response, CancellationToken cancel) =>
        {
            var item = await reading.Find(id, ask.View(), cancel);
            response.Headers.ETag = Preconditions.ETag(item.Version);
            return item;
        })
        .Takes("asOf", "knownAt").WithName("item").WithSummary("Một nhiệm vụ với toàn bộ lịch sử.");

        items.MapPatch("/{id:guid}", Change).RequireAuthorization(Access.Write)
        .WithMetadata(new NeedsVersionMetadata()).WithName("change-item").WithSummary("Sửa thông tin của nhiệm vụ, có hiệu lực từ một ngày. Cần If-Match.");
    }

    private static async Task<ItemDetailAnswer> Change(
        Guid id, ItemChange change, Ask ask, ItemReading reading, Session session, CurrentUser user, HttpContext http, CancellationToken cancel)
    {
        var expected = http.Request.ExpectedVersion();
        new ItemChangeValidator().Check(change);
        var on = change.EffectiveOn ?? ask.Today;
        var head = await new ItemStore(session).FindHead(id, cancel) ?? throw Refused.NotFound($"nhiệm vụ “{id}”");
        if (head.Version != expected)
            throw await Stale(head, reading, session, cancel);
        var now = (await reading.Find(id, new(Viewpoint.LastDay, session.Now), cancel)).Row.Facts;
        if (on < now.MemberFrom)
            throw Refused.BadRequest("too-early", $"Nhiệm vụ chỉ có từ ngày {Vietnamese.Day(now.MemberFrom)}; hãy chọn ngày hiệu lực (effectiveOn) từ ngày đó trở đi.");

        var described = await Described(change, ask, cancel);
        try
        {
            await new ItemRecorder(session).Record([], [new(id, on, described)], new(user.AccountId), new Dictionary<Guid, int> { [id] = expected }, cancel);
        }
        catch (VersionConflict)
        {
            throw await Stale(head, reading, session, cancel);
        }
        var changed = await reading.Find(id, new(on > ask.Today ? on : ask.Today, session.Now), cancel);
        await session.Commit(cancel);
        http.Response.Headers.ETag = Preconditions.ETag(changed.Version);
        return changed;
    }

    private static async Task<Change.Described> Described(ItemChange change, Ask ask, CancellationToken cancel)
    {
        var cooperating = new List<Guid>();
        foreach (var unit in change.CooperatingUnits ?? [])
            cooperating.Add((await ask.FindUnit(unit, "cooperatingUnits", cancel)).Id);
        return new()
        {
            Title = change.Title is null ? null : VietnameseText.Normalize(change.Title),
            LeadUnitId = change.LeadUnit is null ? null : (await ask.FindUnit(change.LeadUnit, "leadUnit", cancel)).Id,
            CooperatingUnitIds = change.CooperatingUnits is null ? null : [.. cooperating.Distinct()],
            ResponsibleLeader = change.ResponsibleLeader?.Trim(),
            Officer = change.Officer?.Trim(),
            Deliverable = change.Deliverable?.Trim(),
            ActivityKind = change.ActivityKind,
            Note = change.Note?.Trim(),
        };
    }

    private static async Task<Refused> Stale(ItemHead head, ItemReading reading, Session session, CancellationToken cancel) =>
        new(412, "changed-meanwhile", "Người khác vừa thay đổi nhiệm vụ này. Bản hiện tại được gửi kèm; hãy xem thay đổi rồi lưu lại trên bản đó.")
        {
            Extensions = new() { ["version"] = head.Version, ["current"] = await reading.Find(head.Id, new(Viewpoint.LastDay, session.Now), cancel) },
        };
}
