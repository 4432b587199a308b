using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Api.Accounts;
using Tracker.Api.Documents;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Councils;
using Tracker.Db.Documents;
using Tracker.Db.Items;
using Tracker.Db.Journal;
using Tracker.Db.Units;
using Tracker.Domain.Councils;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Coordination;

/// <summary>What whoever holds a link sees: one item, and nothing else of the council.</summary>
/// <param name="Over">Why nothing can be answered any more; null while it can.</param>
/// <param name="Said">What was recorded by it just now or before; null when nothing was.</param>
public sealed record Answering(string Action, string Council, string Unit, ItemFacts? Item, DateOnly Today, DateTimeOffset? ExpiresAt, string? Over, string? Said)
{
    public static Answering NoLink(string action) => new(action, "", "", null, default, null, "Liên kết này không đúng. Hãy mở lại đúng liên kết mà Văn phòng đã gửi, hoặc hỏi Văn phòng.", null);
}

/// <summary>
/// An outside body answers for one item by a link, without an account. Opening it records nothing; sending the form records a report that the office confirms, once.
/// It needs no other token: whoever sends the form knows the address.
/// </summary>
public sealed class AnswerPages(Database database, Typed typed)
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(AnswerLink.Path + "/{token}", (string token, AnswerPages page, HttpContext http, CancellationToken cancel) => page.Show(token, http, cancel)).AllowAnonymous();
        pages.MapPost(AnswerLink.Path + "/{token}", (string token, AnswerPages page, HttpContext http, CancellationToken cancel) => page.Answer(token, http, cancel)).AllowAnonymous().RequireRateLimiting(AccountPages.SignInLimit);
    }

    private async Task<IResult> Show(string token, HttpContext http, CancellationToken cancel)
    {
        if (await AnswerLinkStore.Find(database, token, cancel) is not { } found)
            return Page(http, Answering.NoLink(Here(token)), 404);
        await using var session = database.OpenSnapshot(found.CouncilId);
        return Page(http, await Read(session, token, (await new AnswerLinkStore(session).Read(found.LinkId, cancel))!, cancel), http.Response.StatusCode);
    }

    private async Task<IResult> Answer(string token, HttpContext http, CancellationToken cancel)
    {
        if (await AnswerLinkStore.Find(database, token, cancel) is not { } found)
            return Page(http, Answering.NoLink(Here(token)), 404);
        var fields = await Fields.Read(http.Request, cancel);
        typed.Hold(fields, http.Request);
        try
        {
            await using var session = database.Open(found.CouncilId);
            var link = (await new AnswerLinkStore(session).Hold(found.LinkId, cancel))!;
            if ((await Read(session, token, link, cancel)).Over is { } over)
                throw new Refused(409, "link-over", over);
            await Record(session, link, fields, cancel);
            await session.Commit(cancel);
        }
        catch (Exception e) when (Problems.Describe(e) is { Status: < 500 } problem)
        {
            typed.Refuse(problem);
            http.Response.StatusCode = problem.Status!.Value;
            return await Show(token, http, cancel);
        }
        // Asked for anew, so that reloading sends nothing again.
        http.Response.Headers.Location = Here(token);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task Record(Session session, AnswerLinkRow link, Fields fields, CancellationToken cancel)
    {
        var today = Council.DayOf(session.Now);
        var on = fields.Day("on") ?? throw Refused.Field("on", "Hãy ghi ngày đã thực hiện, ví dụ 28/11/2026.");
        var said = fields.Needed("text");
        if (said.Length > LongestText)
            throw Refused.Field("text", $"Nội dung dài quá {Vietnamese.Number(LongestText)} ký tự; hãy rút gọn và gửi kèm tệp.");
        string? document = null;
        if (fields.Text("document") is { } typedNumber)
            document = DocumentNumber.TryParse(typedNumber, out var number) && number.Raw.Length <= DocumentNumber.Longest ? number.Raw
                : throw Refused.Field("document", "Không đọc được số, ký hiệu văn bản. Hãy ghi như 08/BC-STP.");
        var file = fields.Files.GetFile("file") is { Length: > 0 } sent ? await PaperFiles.Read(sent, cancel) : ((string Name, string MediaType, byte[] Content)?)null;
        if (file is not null && document is null)
            throw Refused.Field("document", "Có tệp thì cần số, ký hiệu của văn bản trong tệp.");

        if (document is not null && file is var (name, mediaType, content))
        {
            var documents = new DocumentStore(session);
            // Entries name a paper by its number in the year they take effect: the remark's, which is this one.
            var paper = await documents.Add(new() { Id = Guid.CreateVersion7(), Number = document, Year = today.Year }, cancel);
            // A number means one paper all over the council: nobody outside puts a file beside those that are there.
            if ((await documents.These([paper.Id], session.Now, cancel))[0].Files.Count > 0)
                throw Refused.Field("document", $"Văn bản {document} năm {today.Year} đã có tệp trong phần mềm. Hãy kiểm tra lại số; nếu đúng văn bản ấy thì gửi mà không kèm tệp.");
            await documents.AddFile(new() { Id = Guid.CreateVersion7(), DocumentId = paper.Id, FileName = name, MediaType = mediaType }, content, null, cancel);
        }

        var recorder = new ItemRecorder(session);
        var held = await recorder.Hold(link.ItemId, cancel) ?? throw Refused.NotFound("nhiệm vụ này");
        var item = held.Item(today);
        var unit = (await new UnitStore(session).All(cancel)).First(u => u.Id == link.UnitId).Name;
        // Said first: a remark answers no report, and the report stays the last word on the state.
        var words = $"{unit} trả lời qua liên kết: {said}";
        await recorder.Record([], [.. item.Remark(document is null ? RemarkKind.Note : RemarkKind.Paper, words, document), .. item.ReportCompletion(on, document, null, null)], new(null), cancel: cancel);
        await new AnswerLinkStore(session).Answered(link.Id, cancel);
        await new JournalStore(session).Add(null, "Nhận trả lời qua liên kết", $"{unit}: {item.Facts.Title}", null, JournalKind.Coordination, cancel);
    }

    private const int LongestText = 3500;

    private async Task<Answering> Read(Session session, string token, AnswerLinkRow link, CancellationToken cancel)
    {
        var council = await CouncilStore.Find(session, cancel);
        var unit = (await new UnitStore(session).All(cancel)).FirstOrDefault(u => u.Id == link.UnitId)?.Name ?? "";
        var (now, today) = (session.Now, Council.DayOf(session.Now));
        var facts = (await new ItemStore(session).Find(link.ItemId, new(Viewpoint.LastDay, now), cancel))?.Facts;
        var said = link.AnsweredAt is { } at ? $"Đã nhận trả lời của {unit} lúc {Pages.Moments.Text(at)}. Văn phòng sẽ xem và xác nhận. Cảm ơn." : null;
        var over = link switch
        {
            { AnsweredAt: not null } => "Liên kết này đã được dùng để trả lời; mỗi liên kết dùng một lần. Cần bổ sung, xin liên hệ Văn phòng.",
            { RevokedAt: { } revoked } => $"Liên kết này đã được Văn phòng thu hồi lúc {Pages.Moments.Text(revoked)}. Nếu vẫn cần trả lời, xin liên hệ Văn phòng.",
            _ when link.ExpiresAt <= now => $"Liên kết này đã hết hạn từ {Pages.Moments.Text(link.ExpiresAt)}. Nếu vẫn cần trả lời, xin liên hệ Văn phòng để có liên kết mới.",
            _ when facts is null => "Nhiệm vụ này đã được gỡ vì nhập nhầm; không cần trả lời.",
            _ when !facts.InTotal => $"Nhiệm vụ này đã được đưa ra từ ngày {Vietnamese.Day(facts.EndedOn!.Value)}; không cần trả lời.",
            _ when facts.State == State.Completed => $"Nhiệm vụ này đã được ghi là hoàn thành ngày {Vietnamese.Day(facts.CompletedOn!.Value)}; không cần trả lời nữa.",
            _ when facts.State == State.CarriedOver => "Nhiệm vụ này đã được chuyển sang năm sau; xin liên hệ Văn phòng.",
            _ when facts.LeadUnitId != link.UnitId => "Nhiệm vụ này đã được giao cho cơ quan khác; không cần trả lời.",
            _ => null,
        };
        return new(Here(token), council.Name, unit, facts, today, link.ExpiresAt, over, said);
    }

    private static string Here(string token) => AnswerLink.Address(Uri.EscapeDataString(token));

    private static RazorComponentResult<AnswerPage> Page(HttpContext http, Answering model, int status)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status };
    }
}
