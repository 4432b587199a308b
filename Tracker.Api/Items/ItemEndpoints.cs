using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

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
        .Takes("programme", "year", "origin", "figure", "status", "timeliness", "unit", "cooperatingUnit", "activity", "leader", "officer", "group", "month", "event", "from", "to", "q", "order", "dir", "page", "pageSize", "asOf", "knownAt")
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

        writing.MapPatch("/{id:guid}", async (Guid id, ItemChange change, ItemMaking making, ItemWriting items, Ask ask, CancellationToken cancel) =>
        {
            new ItemChangeValidator().Check(change);
            var described = await making.Described(change, cancel);
            return await items.Change(id, Act.KeepProgrammes, (item, _) => item.Describe(described, change.EffectiveOn ?? ask.Today), cancel);
        })
        .Changes("change-item", "Sửa thông tin của nhiệm vụ, có hiệu lực từ một ngày.");

        writing.MapDelete("/{id:guid}", (Guid id, ItemWriting items, CancellationToken cancel) =>
            items.Change(id, Act.KeepProgrammes, (item, _) => item.Void(), cancel))
        .Changes("void-item", "Gỡ nhiệm vụ bị nhập nhầm; số liệu đã biết trước lúc gỡ vẫn lập lại được.");

        writing.MapPost("/{id:guid}/progress", (Guid id, ProgressRequest r, ItemWriting items, Ask ask, CancellationToken cancel) =>
            items.Change(id, Act.ReportProgress, (item, _) => item.Report(r.State, r.On ?? ask.Today, Said(r.Reason), r.Occurrence), cancel))
        .Changes("report-progress", "Ghi tiến độ: chưa thực hiện hoặc đang thực hiện, từ một ngày.");

        writing.MapPost("/{id:guid}/completion", (Guid id, CompletionRequest r, ItemWriting items, Ask ask, CurrentUser user, CancellationToken cancel) =>
            items.Change(id, Act.ReportCompletion, (item, settings) =>
                settings.CompletionNeedsConfirmation && !user.Account.May(Act.KeepProgrammes)
                    ? item.ReportCompletion(r.On ?? ask.Today, Said(r.Document), r.Occurrence)
                    : item.Complete(r.On ?? ask.Today, Said(r.Document), Said(r.Reason), r.Occurrence), cancel))
        .Changes("complete", "Ghi hoàn thành; của đơn vị là báo cáo chờ xác nhận nếu Hội đồng yêu cầu xác nhận.");

        writing.MapPost("/{id:guid}/confirmation", (Guid id, ConfirmationRequest r, ItemWriting items, CancellationToken cancel) =>
            items.Change(id, Act.KeepProgrammes, (item, _) => item.AnswerReport(r.Confirmed, Said(r.Reason)), cancel))
        .Changes("confirm", "Xác nhận hoặc trả lại báo cáo hoàn thành của đơn vị.");

        writing.MapPost("/{id:guid}/reopening", (Guid id, ReopeningRequest r, ItemWriting items, Ask ask, CancellationToken cancel) =>
            items.Change(id, Act.KeepProgrammes, (item, _) => item.Reopen(r.On ?? ask.Today, Needed(r.Reason, "lý do mở lại"), r.Occurrence), cancel))
        .Changes("reopen", "Mở lại nhiệm vụ đã hoàn thành hoặc đã chuyển sang năm sau.");

        writing.MapPost("/{id:guid}/extension", (Guid id, ExtensionApproved r, ItemWriting items, Ask ask, CancellationToken cancel) =>
            items.Change(id, Act.KeepProgrammes, (item, _) => item.Extend(r.DueOn, Said(r.Document), r.On ?? ask.Today, r.Occurrence), cancel))
        .Changes("extend", "Ghi gia hạn đã được chấp thuận bằng văn bản; thời hạn đầu tiên luôn được giữ.");

        writing.MapPost("/{id:guid}/extension-requests", (Guid id, ExtensionAsked r, ItemWriting items, CancellationToken cancel) =>
            items.Change(id, Act.PlanOwnWork, (item, _) => item.RequestExtension(r.DueOn, Needed(r.Reason, "lý do đề nghị gia hạn"), r.Occurrence), cancel))
        .Changes("request-extension", "Đề nghị gia hạn; trong lúc chờ, thời hạn cũ vẫn tính.");

        writing.MapPost("/{id:guid}/extension-requests/{request:long}/decision", (Guid id, long request, DecisionRequest r, ItemWriting items, Ask ask, CancellationToken cancel) =>
            items.Change(id, Act.Decide, (item, _) => item.Decide(request, r.Approved, Said(r.Document), r.On ?? ask.Today, Said(r.Reason)), cancel))
        .Changes("decide-extension", "Chấp thuận hoặc không chấp thuận một đề nghị gia hạn.");

        writing.MapPost("/{id:guid}/withdrawal", (Guid id, WithdrawalRequest r, ItemWriting items, Ask ask, CancellationToken cancel) =>
            items.Change(id, Act.Decide, (item, _) => item.Withdraw(Said(r.Document), r.On ?? ask.Today), cancel))
        .Changes("withdraw", "Đưa ra khỏi chương trình theo văn bản chấp thuận.");

        writing.MapPost("/{id:guid}/carrying-over", (Guid id, CarryOverRequest r, ItemWriting items, Ask ask, CancellationToken cancel) =>
            items.Change(id, Act.KeepProgrammes, (item, _) => item.CarryOver(r.On ?? ask.Today, Said(r.Document), Said(r.Reason), r.Next), cancel))
        .Changes("carry-over", "Chuyển sang năm sau.");

        writing.MapPost("/{id:guid}/corrections", async (Guid id, CorrectionRequest r, ItemWriting items, Ask ask, CancellationToken cancel) =>
        {
            new CorrectionValidator((await ask.Units(cancel)).Select(u => u.Id)).Check(r);
            return await items.Change(id, Act.KeepProgrammes, (item, _) => item.Correct(r.Entry, r.Replacement, r.On, Said(r.Document)), cancel);
        })
        .Changes("correct", "Đính chính một ghi nhận sai bằng ghi nhận mới; ghi nhận cũ vẫn còn trong lịch sử.");

        writing.MapPost("/{id:guid}/steps", (Guid id, StepRequest r, ItemWriting items, CancellationToken cancel) =>
            items.Change(id, Act.PlanOwnWork, (item, _) => item.Plan(new(r.Step ?? Guid.CreateVersion7(), Needed(r.What, "việc cần làm"), Said(r.Who) ?? "", r.DueOn, r.DoneOn, r.Removed)), cancel))
        .Changes("plan-step", "Thêm hoặc sửa một bước trong kế hoạch chi tiết của đơn vị; các bước không tính vào số liệu chương trình.");
    }

    private static void Changes(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.WithMetadata(new NeedsVersionMetadata()).Produces<ItemDetailAnswer>().WithName(name).WithSummary(summary + " Cần If-Match.");

    private static string? Said(string? text) => VietnameseText.Normalize(text) is { Length: > 0 } said ? said : null;

    private static string Needed(string? text, string what) =>
        Said(text) ?? throw Refused.BadRequest("missing", $"Hãy ghi {what}.");
}
