using System.Text.Json.Serialization;
using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Documents;
using Tracker.Domain.Accounts;
using Tracker.Domain.Documents;
using Tracker.Domain.Text;

namespace Tracker.Api.Documents;

/// <param name="Number">Số, ký hiệu: 08/TB-HĐND.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DocumentRequest(string Number, DateOnly IssuedOn, string Title = "");

public static class DocumentEndpoints
{
    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        api.MapGroup("").WithTags("Đơn vị, người, văn bản").MapGet("/documents", async (Ask ask, Session session, CancellationToken cancel) =>
        {
            var (page, pageSize) = ask.Paging();
            return ListAnswer<DocumentRow>.Of(await new DocumentStore(session).List(ask.Number("year"), ask.Text("q"), page, pageSize, cancel), d => d);
        })
        .Takes("year", "q", "page", "pageSize").WithName("documents").WithSummary("Văn bản mà lịch sử các nhiệm vụ dẫn tới.");

        api.MapGroup("/documents").WithTags("Đơn vị, người, văn bản").RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes).Writes()
            .MapPost("/", async (DocumentRequest request, Session session, CancellationToken cancel) =>
            {
                if (!DocumentNumber.TryParse(request.Number, out var number))
                    throw Refused.BadRequest("bad-document-number", $"Không đọc được số, ký hiệu “{request.Number}”. Hãy ghi như 08/TB-HĐND.");
                var document = await new DocumentStore(session).Add(new()
                {
                    Id = Guid.CreateVersion7(), Number = number.Raw, Year = number.Year ?? request.IssuedOn.Year, IssuedOn = request.IssuedOn, Title = VietnameseText.Normalize(request.Title),
                }, cancel);
                return new Written(document, null, $"/api/documents?q={Uri.EscapeDataString(document.Number)}&year={document.Year}");
            })
            .Produces<DocumentRow>(201).WithName("create-document").WithSummary("Ghi một văn bản với ngày ban hành và trích yếu.");
    }
}
