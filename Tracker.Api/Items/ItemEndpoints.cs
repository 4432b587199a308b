using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Items;

public static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder api)
    {
        var items = api.MapGroup("/items").WithTags("Nhiệm vụ");

        items.MapGet("/", async (Ask ask, ItemReading reading, CancellationToken cancel) =>
        {
            var view = ask.View();
            return ListAnswer<ItemAnswer>.Of(await reading.List(await reading.Query(view, cancel), view, cancel), item => item);
        })
        .Takes("programme", "year", "origin", "figure", "status", "timeliness", "unit", "cooperatingUnit", "activity", "leader", "officer", "group", "month", "dueTo", "missing", "event", "from", "to", "duty", "agreement", "q", "order", "dir", "page", "pageSize", "asOf", "knownAt")
        .WithName("items").WithSummary("Danh sách nhiệm vụ của một ngày; mỗi số liệu dẫn tới đúng danh sách này.");

        items.MapGet("/{id:guid}", async (Guid id, Ask ask, ItemReading reading, HttpResponse response, CancellationToken cancel) =>
        {
            var item = await reading.Find(id, ask.View(), cancel);
            response.Headers.ETag = Preconditions.ETag(item.Version);
            return item;
        })
        .Takes("asOf", "knownAt").WithName("item").WithSummary("Một nhiệm vụ với toàn bộ lịch sử.");

        var writing = api.MapGroup("/items").WithTags("Nhiệm vụ").RequireAuthorization(Access.SignedIn).Writes();

        writing.MapPost("/", (NewItemRequest request, ItemMaking making, CancellationToken cancel) => making.Make(request, cancel))
            .Needs(Act.KeepProgrammes).Produces<ItemDetailAnswer>(201)
            .WithName("create-item").WithSummary("Thêm một nội dung vào chương trình, hoặc giao một nhiệm vụ phát sinh.");

        writing.MapPost("/several", async (SeveralItems request, ItemMaking making, CancellationToken cancel) =>
            new Written(new { items = (await making.RecordAll(request.Items, cancel)).Select(i => i.Id) }))
            .Needs(Act.KeepProgrammes).WithName("create-items").WithSummary("Thêm nhiều nội dung hay nhiệm vụ phát sinh cùng lúc: tất cả hoặc không nội dung nào; lỗi ghi theo tên.thứ tự (leadUnit.0).");

        writing.MapPatch("/{id:guid}", async (Guid id, ItemChange change, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) =>
            await items.Change(id, await verbs.Describe(change, cancel), cancel))
        .Changes("change-item", Act.KeepProgrammes, "Sửa thông tin của nhiệm vụ, có hiệu lực từ một ngày.");

        writing.MapDelete("/{id:guid}", (Guid id, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.Void(), cancel))
        .Changes("void-item", Act.KeepProgrammes, "Gỡ nhiệm vụ bị nhập nhầm; số liệu đã biết trước lúc gỡ vẫn lập lại được.");

        writing.MapPost("/{id:guid}/progress", (Guid id, ProgressRequest r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.Report(r), cancel))
        .Changes("report-progress", Act.ReportProgress, "Ghi tiến độ: chưa thực hiện hoặc đang thực hiện, từ một ngày.");

        writing.MapPost("/{id:guid}/completion", (Guid id, CompletionRequest r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.Complete(r), cancel))
        .Changes("complete", Act.ReportCompletion, "Ghi hoàn thành; của đơn vị là báo cáo chờ xác nhận nếu Hội đồng yêu cầu xác nhận.");

        writing.MapPost("/{id:guid}/confirmation", (Guid id, ConfirmationRequest r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.Confirm(r), cancel))
        .Changes("confirm", Act.KeepProgrammes, "Xác nhận hoặc trả lại báo cáo hoàn thành của đơn vị.");

        writing.MapPost("/{id:guid}/reopening", (Guid id, ReopeningRequest r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.Reopen(r), cancel))
        .Changes("reopen", Act.KeepProgrammes, "Mở lại nhiệm vụ đã hoàn thành hoặc đã chuyển sang năm sau.");

        writing.MapPost("/{id:guid}/extension", (Guid id, ExtensionApproved r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.Extend(r), cancel))
        .Changes("extend", Act.KeepProgrammes, "Ghi gia hạn đã được chấp thuận bằng văn bản; thời hạn đầu tiên luôn được giữ.");

        writing.MapPost("/{id:guid}/extension-requests", (Guid id, ExtensionAsked r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.RequestExtension(r), cancel))
        .Changes("request-extension", Act.PlanOwnWork, "Đề nghị gia hạn; trong lúc chờ, thời hạn cũ vẫn tính.");

        writing.MapPost("/{id:guid}/extension-requests/{request:long}/decision", (Guid id, long request, DecisionRequest r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) =>
            items.Change(id, verbs.Decide(request, r), cancel))
        .Changes("decide-extension", Act.Decide, "Chấp thuận hoặc không chấp thuận một đề nghị gia hạn.");

        writing.MapPost("/{id:guid}/withdrawal", (Guid id, WithdrawalRequest r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.Withdraw(r), cancel))
        .Changes("withdraw", Act.Decide, "Đưa ra khỏi chương trình theo văn bản chấp thuận.");

        writing.MapPost("/{id:guid}/carrying-over", (Guid id, CarryOverRequest r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.CarryOver(r), cancel))
        .Changes("carry-over", Act.KeepProgrammes, "Chuyển sang năm sau.");

        writing.MapPost("/{id:guid}/corrections", async (Guid id, CorrectionRequest r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) =>
            await items.Change(id, await verbs.Correct(r, cancel), cancel))
        .Changes("correct", Act.KeepProgrammes, "Đính chính một ghi nhận sai bằng ghi nhận mới; ghi nhận cũ vẫn còn trong lịch sử.");

        writing.MapPost("/{id:guid}/steps", (Guid id, StepRequest r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.Plan(r), cancel))
        .Changes("plan-step", Act.PlanOwnWork, "Thêm hoặc sửa một bước trong kế hoạch chi tiết của đơn vị; các bước không tính vào số liệu chương trình.");

        writing.MapPost("/{id:guid}/remarks", (Guid id, RemarkRequest r, ItemVerbs verbs, ItemWriting items, CancellationToken cancel) => items.Change(id, verbs.Remark(r), cancel))
        .Changes("remark", Act.Remark, "Ghi chỉ đạo (của Thường trực), ghi chú, hoặc văn bản liên quan.");
    }

    private static void Changes(this RouteHandlerBuilder endpoint, string name, Act act, string summary) =>
        endpoint.WithMetadata(new NeedsVersionMetadata(), new NeedsMetadata(act)).Produces<ItemDetailAnswer>().WithName(name).WithSummary(summary + " Cần If-Match.");
}
