using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Imports;
using Tracker.Domain.Accounts;
using Tracker.Domain.Imports;
using Tracker.Domain.Text;
using Tracker.Jobs.Imports;

namespace Tracker.Api.Imports;

public enum ImportStatus
{
    /// <summary>Findings are to be answered before it can be applied.</summary>
    NeedsAnswers,
    /// <summary>Nothing keeps it from being applied.</summary>
    Ready,
    Applied,
    Undone,
}

/// <summary>A file, what was recognised in it, every finding, and what became of it.</summary>
/// <param name="Notice">A sentence for the person who sent it.</param>
/// <param name="Plan">What applying it would do; null while findings are open, and once it was applied.</param>
/// <param name="Rows">What each row would do.</param>
public sealed record ImportAnswer(
    Guid Id, string FileName, ImportStatus Status, string Notice, DateTimeOffset UploadedAt, string UploadedBy, DateTimeOffset? AppliedAt, DateTimeOffset? UndoneAt,
    Guid? Programme, ImportSummary? Summary, Recognised? Recognised, IReadOnlyList<Finding> Findings, ImportSummary? Plan, IReadOnlyList<PreviewRow> Rows)
{
    public static ImportAnswer Of(ImportRow row, ImportReading? reading = null)
    {
        var status = row.UndoneAt is not null ? ImportStatus.Undone : row.AppliedAt is not null ? ImportStatus.Applied
            : reading?.Plan is null ? ImportStatus.NeedsAnswers : ImportStatus.Ready;
        var plan = reading?.Plan is { } p ? new ImportSummary(p.Created, p.Changed, p.Unchanged) : null;
        var summary = row.Summary is null ? null : JsonSerializer.Deserialize<ImportSummary>(row.Summary, Database.Json);
        return new(row.Id, row.FileName, status, Sentence(status, summary ?? plan, reading), row.UploadedAt, row.UploadedBy, row.AppliedAt, row.UndoneAt,
            row.ProgrammeId ?? reading?.Plan?.ProgrammeId, summary, reading?.Recognised, reading?.Findings ?? [], plan, reading?.Rows ?? []);
    }

    private static string Sentence(ImportStatus status, ImportSummary? s, ImportReading? reading) => status switch
    {
        ImportStatus.Undone => "Lần nhập này đã được hoàn tác.",
        ImportStatus.Applied => $"Tệp đã được nhập: {s!.Created} nội dung mới, {s.Changed} nội dung có thay đổi, {s.Unchanged} không đổi. Tải lên hay áp dụng lại không làm thay đổi gì thêm.",
        ImportStatus.Ready => $"Tệp đọc được: {s!.Created} nội dung mới, {s.Changed} nội dung có thay đổi, {s.Unchanged} không đổi. Hãy áp dụng để ghi vào hệ thống.",
        _ => $"Còn {reading?.Findings.Count(f => f.IsOpen) ?? 0} điểm cần xử lý. Hãy trả lời từng điểm rồi áp dụng; chưa có gì được ghi.",
    };
}

/// <summary>Answers to findings; each names the finding and says accept, map, correct or skip. And how sheets are to be read, where that isn't as recognised.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ImportApplication(IReadOnlyList<Answer>? Answers, IReadOnlyList<Layout>? Layouts = null);

public static class ImportEndpoints
{
    public const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void AddImports(this IServiceCollection services, WorkbookLimits limits)
    {
        services.AddSingleton(limits);
        services.AddScoped(s => new Importer(s.GetRequiredService<Session>(), s.GetRequiredService<CurrentUser>().Account, limits));
        services.AddScoped<ReconciliationReading>();
        services.AddScoped<RowTaking>();
        services.AddScoped<RowLists>();
    }

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Nhập Excel").RequireAuthorization(Access.SignedIn).Needs(Act.UploadFilled);

        imports.MapGet("/", async (Ask ask, Importer importer, CancellationToken cancel) =>
        {
            var (page, pageSize) = ask.Paging();
            return ListAnswer<ImportAnswer>.Of(await importer.List(page, pageSize, cancel), row => ImportAnswer.Of(row));
        })
        .Takes("page", "pageSize").WithName("imports").WithSummary("Các tệp đã tải lên, mới nhất trước; đơn vị thấy tệp của mình.");

        imports.MapPost("/", async (IFormFile? file, [FromForm] string? layouts, Importer importer, CancellationToken cancel) =>
        {
            if (file is null)
                throw Refused.BadRequest("no-file", "Hãy gửi kèm tệp Excel trong ô “file” của biểu mẫu.");
            var said = Checked(ReadLayouts(layouts));
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancel);
            var state = await importer.Upload(VietnameseText.Normalize(Path.GetFileName(file.FileName)), content.ToArray(), said, cancel);
            return Results.Json(ImportAnswer.Of(state.Import, state.Reading), statusCode: state.Import.AppliedAt is null ? 201 : 200);
        })
        .DisableAntiforgery().Produces<ImportAnswer>(201).WithName("upload").WithSummary("Tải tệp Excel lên: trả về những gì nhận ra và mọi điểm cần xử lý. Chưa ghi gì vào chương trình.")
        .WithDescription("layouts: cách đọc từng sheet, khi nhận ra chưa đúng; gửi lại cùng tệp với layouts khác để xem trước theo cách đọc ấy. Chỉ được nhớ khi áp dụng với cùng layouts. Đơn vị chỉ tải lên danh sách đã lấy ra để điền.");

        imports.MapGet("/{id:guid}", async (Guid id, Importer importer, CancellationToken cancel) =>
            Found(id, await importer.Preview(id, [], [], cancel)))
        .WithName("import").WithSummary("Một tệp đã tải lên, đọc lại theo số liệu hiện có.");

        imports.MapGet("/{id:guid}/reconciliation", (Guid id, ReconciliationReading reading, CancellationToken cancel) => reading.Read(id, _ => "/api/items", cancel))
        .Takes("asOf", "knownAt", "figure", "unit", "why").Needs(Act.KeepProgrammes).WithName("reconciliation").WithSummary("Đối chiếu tệp với số liệu đã ghi, từng nội dung: thiếu, thừa, khác tình trạng, khác ngày, khác đơn vị.");

        imports.MapPost("/{id:guid}/application", async (Guid id, ImportApplication? application, Importer importer, CancellationToken cancel) =>
            Found(id, await importer.Apply(id, Checked(application?.Answers), Checked(application?.Layouts), cancel)))
        .WithName("apply").WithSummary("Áp dụng tệp với các câu trả lời và cách đọc từng sheet (layouts): ghi tất cả hoặc không ghi gì. Cách đọc được nhớ cho tệp sau cùng dạng.");

        imports.MapGet("/{id:guid}/findings.xlsx", async (Guid id, Importer importer, CancellationToken cancel) =>
            await importer.Marked(id, [], [], cancel) is { } marked ? Results.File(marked.Content, WorkbookType, marked.Name) : throw Refused.NotFound($"lần nhập “{id}” chưa áp dụng"))
        .Produces(200, contentType: WorkbookType).WithName("findings").WithSummary("Chính tệp đã tải lên, các ô có điểm cần xử lý được tô nền và ghi chú; macro và liên kết ra ngoài bị bỏ.");

        imports.MapGet("/layouts", async (Ask ask, Session session, CancellationToken cancel) =>
            ListAnswer<KnownLayout>.OfAll(await new LayoutStore(session).Known(cancel), ask.Paging(), l => l))
        .Needs(Act.KeepProgrammes).Takes("page", "pageSize").WithName("layouts").WithSummary("Các cách đọc sheet đã nhớ, mới nhất trước.");

        imports.MapDelete("/layouts/{id:guid}", async (Guid id, Session session, CancellationToken cancel) =>
        {
            if (!await new LayoutStore(session).Forget(id, cancel))
                throw Refused.NotFound($"cách đọc “{id}”");
            await session.Commit(cancel);
            return Results.NoContent();
        })
        .Needs(Act.KeepProgrammes).WithName("forget-layout").WithSummary("Quên một cách đọc sheet đã nhớ.");

        imports.MapDelete("/{id:guid}/application", Undo).WithName("undo").WithSummary("Hoàn tác cả lần nhập.");
        imports.MapDelete("/{id:guid}", Undo).WithName("undo-import").WithSummary("Hoàn tác cả lần nhập; tệp chưa áp dụng thì bỏ đi.");
    }

    private static async Task<ImportAnswer> Undo(Guid id, Importer importer, CancellationToken cancel) => Found(id, await importer.Undo(id, cancel));

    private static IReadOnlyList<Layout>? ReadLayouts(string? json)
    {
        try
        {
            return string.IsNullOrWhiteSpace(json) ? null : JsonSerializer.Deserialize<IReadOnlyList<Layout>>(json, Database.Json);
        }
        catch (JsonException)
        {
            throw Refused.BadRequest("bad-layouts", "Ô “layouts” của biểu mẫu phải là một danh sách JSON các cách đọc sheet, như trong mô tả API.");
        }
    }

    private static IReadOnlyList<Answer> Checked(IReadOnlyList<Answer>? answers) =>
        answers?.Any(a => a?.Finding is null) == true
            ? throw Refused.BadRequest("missing", "Mỗi câu trả lời phải có mã của điểm cần xử lý (finding) và cách xử lý (action).")
            : answers ?? [];

    private static IReadOnlyList<Layout> Checked(IReadOnlyList<Layout>? layouts) =>
        layouts?.Any(l => l?.Sheet is null || l.Columns is null || l.Rows is null) == true
            ? throw Refused.BadRequest("missing", "Mỗi cách đọc (layouts) phải có tên sheet (sheet); columns và rows là các đối tượng, ví dụ {\"B\":\"title\"} và {\"12\":\"group\"}.")
            : layouts ?? [];

    private static ImportAnswer Found(Guid id, ImportState? state) =>
        state is null ? throw Refused.NotFound($"lần nhập “{id}”") : ImportAnswer.Of(state.Import, state.Reading);
}
