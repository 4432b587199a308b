using Microsoft.AspNetCore.Mvc;
using Tracker.Api.Accounts;
using Tracker.Api.Coordination;
using Tracker.Api.Items;
using Tracker.Api.Meetings;
using Tracker.Api.Programmes;
using Tracker.Api.Reports;
using Tracker.Api.Sessions;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Domain.Accounts;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Jobs.Imports;

namespace Tracker.Api.Imports;

/// <summary>A row of a sheet, and what it asks for.</summary>
/// <param name="Row">Number of the row in its sheet, from 1.</param>
/// <param name="Requests">Of the list's own endpoint, ready to be sent: none while something is unclear or where an earlier row has it in its own, several where the row speaks of several.</param>
/// <param name="There">Names what is there already, so that it isn't sent again; null otherwise.</param>
public sealed record RowAnswer(string? Sheet, int Row, IReadOnlyList<object> Requests, string? There);

/// <summary>A sheet read as a list. Nothing is recorded and nothing is kept.</summary>
/// <param name="List">Which list it was read as.</param>
/// <param name="Findings">What won't do or was left out, by row and field.</param>
public sealed record RowsAnswer(string List, IReadOnlyList<RowAnswer> Rows, IReadOnlyList<ListFinding> Findings);

/// <summary>Lists read from sheets for programs that record them by the lists' own endpoints, and empty sheets for people.</summary>
public static class RowEndpoints
{
    public static void MapRows(this IEndpointRouteBuilder api)
    {
        var rows = api.MapGroup("/rows").WithTags("Nhập Excel").RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);

        rows.MapPost("/{list}", async (string list, IFormFile? file, [FromForm] string? text, RowLists lists, CancellationToken cancel) => await lists.Read(list, file, text, cancel))
        .DisableAntiforgery().Takes("agreement", "meeting", "programme").Produces<RowsAnswer>().WithName("read-rows")
        .WithSummary("Đọc một tệp Excel (file), hay các ô chép từ Excel (text), thành các dòng của một danh sách, đúng khuôn yêu cầu ghi của danh sách ấy; không ghi, không giữ gì.")
        .WithDescription($"list: {string.Join(", ", Lists.All.Select(l => l.Name))}. obligations cần agreement, conclusions cần meeting, amendment-lines và programme-items cần programme. Lỗi theo dòng của tệp và tên trường.");

        rows.MapGet("/{list}.xlsx", async (string list, Ask ask, Session session, CancellationToken cancel) =>
        {
            var shape = RowLists.Shape(list);
            var units = (await ask.Units(cancel)).Where(u => u.ValidTo is null).OrderBy(u => u.Position).Select(u => u.Name).ToArray();
            var council = await CouncilStore.Find(session, cancel);
            return await WorkbookFile.Answer(output => ListWorkbook.Write(output, shape, units, council.Name, session.Now, cancel), $"{shape.Title}.xlsx");
        })
        .Produces(200, contentType: WorkbookFile.ContentType).WithName("empty-rows").WithSummary("Bảng trống của một danh sách (Excel), đúng tên cột, để điền.");
    }
}

/// <summary>Which list an address names, and what reading a sheet as it comes to.</summary>
public sealed class RowLists(RowTaking taking, AgreementRows agreements, MeetingRows meetings, AmendmentWriting amendments, ItemMaking making, Session session, Ask ask)
{
    public static ListShape Shape(string list) => Lists.All.FirstOrDefault(l => l.Name == list) ?? throw Refused.NotFound($"danh sách “{list}” (có: {string.Join(", ", Lists.All.Select(l => l.Name))})");

    public async Task<RowsAnswer> Read(string list, IFormFile? file, string? text, CancellationToken cancel) => Shape(list).Name switch
    {
        "obligations" => await Answer(await agreements.Obligations(Needed("agreement"), null, cancel), file, text, cancel),
        "agreements" => await Answer(agreements, file, text, cancel),
        "meetings" => await Answer(meetings, file, text, cancel),
        "conclusions" => await Answer(await meetings.Conclusions(Needed("meeting"), cancel), file, text, cancel),
        "tasks" => await Answer(new TaskRows(new("", "", Origin.Adhoc), making, session, ask), file, text, cancel),
        "programme-items" => await Answer(new TaskRows(new("", "", Origin.Programme, Needed("programme")), making, session, ask), file, text, cancel),
        "preparation-steps" => await Answer(new StepRows(await ask.Units(cancel)), file, text, cancel),
        _ => await Answer(await Lines(Needed("programme"), cancel), file, text, cancel),
    };

    private async Task<RowList<AmendmentLine>> Lines(Guid id, CancellationToken cancel)
    {
        var programme = await amendments.Programme(id, cancel);
        return new AmendmentRows(programme, new AmendmentDraft().Paper(programme, ask.Today), amendments, making, session, _ => Task.CompletedTask);
    }

    private Guid Needed(string name) => ask.Id(name) ?? throw Refused.BadRequest($"no-{name}", $"Hãy cho biết danh sách này là của {name switch { "agreement" => "quy chế", "meeting" => "cuộc giao ban", _ => "chương trình" }} nào ({name}=mã).");

    private async Task<RowsAnswer> Answer<T>(RowList<T> list, IFormFile? file, string? text, CancellationToken cancel) where T : notnull
    {
        if (file is null && string.IsNullOrWhiteSpace(text))
            throw Refused.BadRequest("no-file", "Hãy gửi kèm tệp Excel trong ô “file” của biểu mẫu, hoặc các ô chép từ Excel trong ô “text”.");
        try
        {
            var reading = ListReader.Read(await taking.Read(list.Shape, file, text, cancel), list.Shape, await ask.Directory(cancel));
            var (rows, wrong) = await taking.Check(list, reading, cancel);
            return new(list.Shape.Name,
                [.. rows.Select(r => new RowAnswer(Sheet(r.Read), r.Read.Row, [.. r.Requests.Cast<object>()], r.There))],
                [
                    .. reading.Findings.Select(f => f.Field is null ? f : f with { Field = list.Shape[f.Field].Json }),
                    .. wrong.ByRow().SelectMany(w => w.Sentences.Select(s => new ListFinding(Sheet(rows[w.Row].Read), rows[w.Row].Read.Row, list.Shape[w.Field].Json, "invalid", s))),
                    .. rows.Where(r => r.There is not null).Select(r => new ListFinding(Sheet(r.Read), r.Read.Row, null, "already-there", $"Dòng {r.Read.Row}: {r.There}")),
                ]);
        }
        finally
        {
            // What recording would say was found out by recording.
            await session.DisposeAsync();
        }
    }

    private static string? Sheet(ListRow row) => row.Sheet.Length > 0 ? row.Sheet : null;
}
