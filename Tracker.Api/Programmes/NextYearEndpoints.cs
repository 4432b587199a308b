using System.Text.Json.Serialization;
using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db.Programmes;
using Tracker.Domain.Accounts;
using Tracker.Domain.Text;

namespace Tracker.Api.Programmes;

/// <param name="Programme">Of the year before, from which it begins.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewDraftRequest([property: JsonRequired] Guid Programme);

/// <summary>The whole draft as it shall stand: what isn't named is left out.</summary>
/// <param name="Rows">In the order of the programme; one that was there keeps its <c>id</c>, a new one needs none.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DraftRequest([property: JsonRequired] IReadOnlyList<NextYearRow> Rows, string? Number = null, DateOnly? IssuedOn = null, string? Title = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DraftIssued(string Number, [property: JsonRequired] DateOnly IssuedOn, string Title);

/// <param name="Rows">How many contents it has.</param>
public sealed record DraftListed(Guid Id, int Version, Guid Programme, int Year, string Title, int Rows, DateTimeOffset ChangedAt)
{
    public static DraftListed Of((Draft Row, NextYearDraft Draft) d) => new(d.Row.Id, d.Row.Version, d.Row.ProgrammeId, d.Draft.Year, d.Draft.Title, d.Draft.Rows.Count, d.Row.ChangedAt);
}

/// <param name="IssuedOn">As typed; empty until then.</param>
/// <param name="Problems">What has to be put right before it can be issued; rows are counted from 0.</param>
/// <param name="Issued">The programme that it became; null until then.</param>
public sealed record DraftAnswer(
    Guid Id, int Version, Guid Programme, int Year, string Number, string IssuedOn, string Title, IReadOnlyList<NextYearRow> Rows, IReadOnlyList<RowProblem> Problems, Guid? Issued);

/// <summary>Drafts of the next year's programme over the API; the pages share <see cref="NextYearDrafts"/>.</summary>
public static class NextYearEndpoints
{
    public static void MapNextYear(this IEndpointRouteBuilder api)
    {
        var reading = api.MapGroup("/programme-drafts").WithTags("Chương trình").RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        reading.MapGet("/", async (Ask ask, NextYearDrafts drafts, CancellationToken cancel) => ListAnswer<DraftListed>.OfAll(await drafts.Open(cancel), ask.Paging(), DraftListed.Of))
            .Takes("page", "pageSize").WithName("programme-drafts").WithSummary("Các dự thảo chương trình năm sau chưa ban hành.");
        reading.MapGet("/{id:guid}", async (Guid id, NextYearDrafts drafts, HttpResponse response, CancellationToken cancel) =>
        {
            var found = await Answer(id, drafts, cancel);
            response.Headers.ETag = Preconditions.ETag(found.Version);
            return found;
        })
        .WithName("programme-draft").WithSummary("Một dự thảo chương trình và những chỗ còn phải sửa.");

        var writing = api.MapGroup("/programme-drafts").WithTags("Chương trình").RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes).Writes();
        writing.MapPost("/", async (NewDraftRequest request, NextYearDrafts drafts, CancellationToken cancel) =>
        {
            var id = await drafts.Make(request.Programme, cancel);
            return await Now(id, drafts, cancel) with { Location = $"/api/programme-drafts/{id}" };
        })
        .Produces<DraftAnswer>(201).WithName("create-programme-draft").WithSummary("Lập dự thảo chương trình năm sau từ một chương trình: nội dung chuyển sang, nội dung lặp lại.");
        writing.MapPut("/{id:guid}", async (Guid id, DraftRequest request, NextYearDrafts drafts, HttpRequest http, CancellationToken cancel) =>
        {
            var draft = await Hold(id, drafts, http, cancel);
            await drafts.Save(id, Taken(draft, request), cancel);
            return await Now(id, drafts, cancel);
        })
        .WithMetadata(new NeedsVersionMetadata()).Produces<DraftAnswer>().WithName("change-programme-draft").WithSummary("Ghi lại cả dự thảo: thứ tự, nội dung. Cần If-Match.");
        writing.MapDelete("/{id:guid}", async (Guid id, NextYearDrafts drafts, HttpRequest http, CancellationToken cancel) =>
        {
            await Hold(id, drafts, http, cancel);
            await drafts.Drop(id, cancel);
            return new Written(new { id, dropped = true });
        })
        .WithMetadata(new NeedsVersionMetadata()).WithName("drop-programme-draft").WithSummary("Xóa một dự thảo chưa ban hành. Cần If-Match.");
        writing.MapPost("/{id:guid}/issuing", async (Guid id, DraftIssued request, NextYearDrafts drafts, HttpRequest http, CancellationToken cancel) =>
        {
            var draft = await Hold(id, drafts, http, cancel);
            var made = await drafts.Issue(id, draft with { Number = request.Number ?? "", IssuedOn = Vietnamese.Day(request.IssuedOn), Title = request.Title ?? "" }, request.IssuedOn, cancel);
            return new Written(made, made.Version, $"/api/programmes/{made.Id}");
        })
        .WithMetadata(new NeedsVersionMetadata()).Produces<ProgrammeAnswer>(201).WithName("issue-programme-draft").WithSummary("Ban hành dự thảo thành chương trình; nội dung chuyển sang được nối với nội dung năm trước. Cần If-Match.");
    }

    private static async Task<NextYearDraft> Hold(Guid id, NextYearDrafts drafts, HttpRequest http, CancellationToken cancel)
    {
        var (expected, found) = (http.ExpectedVersion(), await Answer(id, drafts, cancel));
        return found.Version == expected || found.Issued is not null ? (await drafts.Hold(id, expected, cancel)).Draft : throw Preconditions.Stale(found.Version, found);
    }

    private static NextYearDraft Taken(NextYearDraft draft, DraftRequest request)
    {
        if (request.Rows is null || request.Rows.Any(r => r is null))
            throw Refused.BadRequest("missing", "Dự thảo cần danh sách nội dung (rows), mỗi dòng một nội dung.");
        var known = draft.Rows.Select(r => r.Id).ToHashSet();
        return draft with
        {
            Number = VietnameseText.Normalize(request.Number), Title = VietnameseText.Normalize(request.Title), IssuedOn = request.IssuedOn is { } day ? Vietnamese.Day(day) : "",
            // Rows become items under their ids: only one of the draft's own is kept, and once.
            Rows = [.. request.Rows.Select(row => row with
            {
                Id = known.Remove(row.Id) ? row.Id : Guid.CreateVersion7(),
                Number = VietnameseText.Normalize(row.Number), Group = VietnameseText.Normalize(row.Group), Title = VietnameseText.Normalize(row.Title), LeadUnit = VietnameseText.Normalize(row.LeadUnit),
                CooperatingUnits = VietnameseText.Normalize(row.CooperatingUnits), ResponsibleLeader = VietnameseText.Normalize(row.ResponsibleLeader), TimePhrase = VietnameseText.Normalize(row.TimePhrase),
                Deliverable = VietnameseText.Normalize(row.Deliverable), Years = row.Years ?? [],
            })],
        };
    }

    private static async Task<DraftAnswer> Answer(Guid id, NextYearDrafts drafts, CancellationToken cancel)
    {
        var (row, draft) = await drafts.Find(id, cancel);
        return new(row.Id, row.Version, row.ProgrammeId, draft.Year, draft.Number, draft.IssuedOn, draft.Title, draft.Rows, row.IssuedAs is null ? await drafts.Problems(draft, cancel) : [], row.IssuedAs);
    }

    private static async Task<Written> Now(Guid id, NextYearDrafts drafts, CancellationToken cancel)
    {
        var answer = await Answer(id, drafts, cancel);
        return new(answer, answer.Version);
    }
}
