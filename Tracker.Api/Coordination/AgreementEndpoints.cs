using Tracker.Api.Accounts;
using Tracker.Api.Imports;
using Tracker.Api.Reports;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Jobs.Coordination;

namespace Tracker.Api.Coordination;

public static class AgreementEndpoints
{
    public const string ReviewWorkbook = "/api/reports/so-ket.xlsx", ReviewDocument = "/api/reports/so-ket.docx";
    private const string Tag = "Quy chế phối hợp";

    public static void AddCoordination(this IServiceCollection services)
    {
        services.AddScoped<AgreementReading>();
        services.AddScoped<AgreementWriting>();
        services.AddScoped<AgreementRows>();
        services.AddScoped<DutyReading>();
        services.AddScoped<AnswerLinks>();
        services.AddScoped<CoordinationPages>();
        services.AddScoped<ObligationPages>();
        services.AddScoped<AnswerPages>();
    }

    public static void MapCoordination(this IEndpointRouteBuilder api)
    {
        var agreements = api.MapGroup("/agreements").WithTags(Tag);

        agreements.MapGet("/", async (Ask ask, AgreementReading reading, CancellationToken cancel) =>
            ListAnswer<AgreementAnswer>.OfAll(AgreementReading.Narrowed(await reading.All(ask.View(), cancel), await reading.Query(cancel)), ask.Paging(), a => a))
        .Takes("standing", "keeper", "party", "page", "pageSize", "asOf", "knownAt").WithName("agreements").WithSummary("Các quy chế phối hợp: dự kiến, đang có hiệu lực, sắp hết, đã hết hiệu lực vào một ngày.");

        agreements.MapGet("/{id:guid}", async (Guid id, Ask ask, AgreementReading reading, HttpResponse response, CancellationToken cancel) =>
        {
            var (_, agreement) = await reading.Find(id, ask.View(), cancel);
            response.Headers.ETag = Preconditions.ETag(agreement.Version);
            return agreement;
        })
        .Takes("asOf", "knownAt").WithName("agreement").WithSummary("Một quy chế với các bên, hiệu lực, các điều.");

        var obligations = api.MapGroup("/obligations").WithTags(Tag);

        obligations.MapGet("/", async (Ask ask, AgreementReading reading, CancellationToken cancel) =>
            ListAnswer<ObligationAnswer>.OfAll(await reading.Obligations(ask.Id("agreement"), ask.View(), cancel), ask.Paging(), o => o))
        .Takes("agreement", "page", "pageSize", "asOf", "knownAt").WithName("obligations").WithSummary("Nghĩa vụ theo các quy chế, mỗi nghĩa vụ với các kỳ đã thành nhiệm vụ và các kỳ của một năm tới.");

        obligations.MapGet("/{id:guid}", async (Guid id, Ask ask, AgreementReading reading, HttpResponse response, CancellationToken cancel) =>
        {
            var obligation = (await reading.Obligations(null, ask.View(), cancel)).FirstOrDefault(o => o.Id == id) ?? throw Refused.NotFound("nghĩa vụ này");
            response.Headers.ETag = Preconditions.ETag(obligation.Version);
            return obligation;
        })
        .Takes("asOf", "knownAt").WithName("obligation").WithSummary("Một nghĩa vụ.");

        api.MapGroup("").WithTags("Số liệu").MapGet("/figures/coordination", async (Ask ask, DutyReading duties, CancellationToken cancel) =>
        {
            var view = ask.View();
            var (from, to) = duties.Period(view.AsOf);
            return await duties.Read("/api/items", view, from, to, ask.Id("agreement"), await ask.UnitId("unit", cancel), cancel);
        })
        .Takes("from", "to", "agreement", "unit", "asOf", "knownAt").WithName("coordination-figures")
        .WithSummary("Chỉ số phối hợp nội bộ theo quy chế và theo bên: đã đến hạn, đúng hạn, chậm, chưa thực hiện, của các hạn trong kỳ from–to; năm của asOf nếu không ghi kỳ.");

        MapReviews(api);
        MapWriting(api);
    }

    private static void MapReviews(IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Báo cáo");
        reports.MapGet("/so-ket.xlsx", async (Ask ask, Session session, DutyReading duties, CancellationToken cancel) =>
        {
            var data = await Data(ask, session, duties, cancel);
            return await WorkbookFile.Answer(file => AgreementReviewWorkbook.Write(file, data, cancel), data.FileName + ".xlsx");
        })
        .Takes("agreement", "from", "to", "asOf", "knownAt").Produces(200, contentType: WorkbookFile.ContentType).WithName("review-workbook").WithSummary("Số liệu sơ kết một quy chế phối hợp trong một kỳ (Excel).");

        reports.MapGet("/so-ket.docx", async (Ask ask, Session session, DutyReading duties, CancellationToken cancel) =>
        {
            var data = await Data(ask, session, duties, cancel);
            return await WorkbookFile.Answer(file => { AgreementReviewDocument.Write(file, data); return Task.CompletedTask; }, data.FileName + ".docx", WorkbookFile.DocumentType);
        })
        .Takes("agreement", "from", "to", "asOf", "knownAt").Produces(200, contentType: WorkbookFile.DocumentType).WithName("review-document").WithSummary("Báo cáo sơ kết một quy chế phối hợp theo thể thức Nghị định 30/2020/NĐ-CP (Word).");
    }

    private static async Task<AgreementReview> Data(Ask ask, Session session, DutyReading duties, CancellationToken cancel)
    {
        var view = ask.View();
        var id = ask.Id("agreement") ?? throw Refused.BadRequest("no-agreement", "Hãy cho biết quy chế cần sơ kết (agreement=mã).");
        var agreement = await new Db.Coordination.AgreementStore(session).Find(id, view.KnownAt, cancel) ?? throw Refused.NotFound("quy chế này");
        var (from, to) = ask.Text("from") is null && ask.Text("to") is null ? agreement.Terms.Review.Around(view.AsOf) : duties.Period(view.AsOf);
        return await AgreementReview.Read(session, agreement, view, from, to, cancel);
    }

    private static void MapWriting(IEndpointRouteBuilder api)
    {
        var writing = api.MapGroup("/agreements").WithTags(Tag).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes).Writes();

        writing.MapPost("/", async (AgreementRequest request, AgreementWriting agreements, AgreementReading reading, Ask ask, CancellationToken cancel) =>
            await Now((await agreements.Add(request, cancel)).Id, reading, ask, cancel, created: true))
        .Produces<AgreementAnswer>(201).WithName("create-agreement").WithSummary("Tạo một quy chế phối hợp, kèm các nghĩa vụ thường có nếu chọn.");

        writing.MapPost("/several", async (SeveralAgreements request, AgreementWriting agreements, AgreementReading reading, Ask ask, CancellationToken cancel) =>
        {
            var (ids, _) = await agreements.AddSeveral(request.Agreements, cancel);
            var all = (await reading.All(ask.View(), cancel)).ToDictionary(a => a.Id);
            return new Written(new { agreements = ids.Select(id => all[id]) });
        })
        .WithName("create-agreements").WithSummary("Ghi nhiều quy chế phối hợp cùng lúc: tất cả hoặc không quy chế nào; lỗi ghi theo tên.thứ tự (parties.0). Quy chế đã có (cùng số, ngày ký) thì được nêu tên.");

        writing.MapPut("/{id:guid}", async (Guid id, AgreementRequest request, AgreementWriting agreements, AgreementReading reading, Ask ask, HttpRequest http, CancellationToken cancel) =>
        {
            await agreements.Change(id, request, http.ExpectedVersion(), cancel);
            return await Now(id, reading, ask, cancel);
        })
        .WithMetadata(new NeedsVersionMetadata()).Produces<AgreementAnswer>().WithName("change-agreement").WithSummary("Sửa một quy chế; nhiệm vụ đã tạo giữ nguyên. Cần If-Match.");

        writing.MapPost("/{id:guid}/ending", async (Guid id, EndingRequest request, AgreementWriting agreements, AgreementReading reading, Ask ask, HttpRequest http, CancellationToken cancel) =>
        {
            await agreements.End(id, request, http.ExpectedVersion(), cancel);
            return await Now(id, reading, ask, cancel);
        })
        .WithMetadata(new NeedsVersionMetadata()).Produces<AgreementAnswer>().WithName("end-agreement").WithSummary("Chấm dứt quy chế trước hạn theo văn bản; nhiệm vụ còn mở giữ nguyên, hoặc đưa ra theo văn bản ấy. Cần If-Match.");

        writing.MapDelete("/{id:guid}", async (Guid id, AgreementWriting agreements, HttpRequest http, CancellationToken cancel) =>
        {
            await agreements.Void(id, http.ExpectedVersion(), cancel);
            return new Written(new { id, @void = true });
        })
        .WithMetadata(new NeedsVersionMetadata()).WithName("void-agreement").WithSummary("Gỡ một quy chế nhập nhầm, khi chưa có nhiệm vụ nào được tạo. Cần If-Match.");

        var owed = api.MapGroup("/obligations").WithTags(Tag).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes).Writes();

        owed.MapPost("/", async (NewObligationRequest r, AgreementWriting agreements, AgreementReading reading, Ask ask, CancellationToken cancel) =>
        {
            var (id, _) = await agreements.AddObligation(r.Agreement, new(r.What, r.Debtor, r.Receivers, r.Clause, r.Product, r.Rule, r.Due, r.From), cancel);
            return await Obligation(id, reading, ask, cancel, created: true);
        })
        .Produces<ObligationAnswer>(201).WithName("create-obligation").WithSummary("Thêm một nghĩa vụ; kỳ sắp đến hạn thành nhiệm vụ ngay, các kỳ sau tự thành nhiệm vụ khi gần đến hạn.");

        owed.MapPut("/{id:guid}", async (Guid id, ObligationRequest request, AgreementWriting agreements, AgreementReading reading, Ask ask, HttpRequest http, CancellationToken cancel) =>
        {
            await agreements.ChangeObligation(id, request, http.ExpectedVersion(), cancel);
            return await Obligation(id, reading, ask, cancel);
        })
        .WithMetadata(new NeedsVersionMetadata()).Produces<ObligationAnswer>().WithName("change-obligation").WithSummary("Sửa một nghĩa vụ: chỉ các kỳ chưa thành nhiệm vụ theo nội dung mới. Cần If-Match.");

        owed.MapDelete("/{id:guid}", async (Guid id, AgreementWriting agreements, HttpRequest http, CancellationToken cancel) =>
            new Written(await agreements.DropObligation(id, http.ExpectedVersion(), cancel)))
        .WithMetadata(new NeedsVersionMetadata()).Produces<DutiesTouched>().WithName("drop-obligation").WithSummary("Thôi một nghĩa vụ: không tạo thêm nhiệm vụ; nhiệm vụ đã tạo giữ nguyên. Cần If-Match.");

        owed.MapPost("/several", async (SeveralObligations r, AgreementWriting agreements, CancellationToken cancel) =>
            new Written(new { obligations = r.Obligations?.Count, items = (await agreements.AddObligations(r.Agreement, r.Obligations, cancel)).Made }))
        .WithName("create-obligations").WithSummary("Thêm nhiều nghĩa vụ của một quy chế: tất cả hoặc không nghĩa vụ nào; lỗi ghi theo tên.thứ tự (what.0).");

        owed.MapPost("/pasting", async (PastedObligations r, AgreementRows rows, RowTaking taking, AgreementWriting agreements, CancellationToken cancel) =>
        {
            var requests = await taking.Requests(await rows.Obligations(r.Agreement, r.From, cancel), r.Text, cancel);
            return new Written(new { obligations = requests.Count, items = (await agreements.AddObligations(r.Agreement, requests, cancel)).Made });
        })
        .WithName("paste-obligations").WithSummary("Thêm nhiều nghĩa vụ từ các dòng chép ở Excel (Điều/khoản | Nội dung | Cơ quan thực hiện | Thời hạn | Sản phẩm): tất cả hoặc không dòng nào.");

        var links = api.MapGroup("/items/{id:guid}/answer-links").WithTags(Tag).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes).Writes();

        links.MapPost("/", async (Guid id, AnswerLinkRequest request, AnswerLinks answers, CancellationToken cancel) => new Written(await answers.Make(id, request, cancel)) { Kept = new { item = id } })
            .Produces<AnswerLinkAnswer>().WithName("create-answer-link").WithSummary("Tạo liên kết để cơ quan bên ngoài trả lời một nhiệm vụ mà không cần tài khoản; dùng một lần, có hạn, thu hồi được.");

        links.MapDelete("/{link:guid}", async (Guid id, Guid link, AnswerLinks answers, CancellationToken cancel) =>
        {
            await answers.Revoke(id, link, cancel);
            return new Written(new { link, revoked = true });
        })
        .WithName("revoke-answer-link").WithSummary("Thu hồi liên kết trả lời.");
    }

    private static async Task<Written> Now(Guid id, AgreementReading reading, Ask ask, CancellationToken cancel, bool created = false)
    {
        var (_, agreement) = await reading.Find(id, ask.View(), cancel);
        return new(agreement, agreement.Version, created ? $"/api/agreements/{id}" : null);
    }

    private static async Task<Written> Obligation(Guid id, AgreementReading reading, Ask ask, CancellationToken cancel, bool created = false)
    {
        var obligation = (await reading.Obligations(null, ask.View(), cancel)).First(o => o.Id == id);
        return new(obligation, obligation.Version, created ? $"/api/obligations/{id}" : null);
    }
}
