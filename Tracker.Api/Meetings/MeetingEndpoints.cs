using Tracker.Api.Accounts;
using Tracker.Api.Reports;
using Tracker.Api.Shared;
using Tracker.Domain.Accounts;
using Tracker.Domain.Meetings;
using Tracker.Jobs.Meetings;

namespace Tracker.Api.Meetings;

public static class MeetingEndpoints
{
    public static void AddMeetings(this IServiceCollection services)
    {
        services.AddScoped<MeetingReading>();
        services.AddScoped<MeetingWriting>();
        services.AddScoped<MeetingRows>();
        services.AddScoped<MeetingPages>();
    }

    public static void MapMeetings(this IEndpointRouteBuilder api)
    {
        var meetings = api.MapGroup("/meetings").WithTags("Giao ban");

        meetings.MapGet("/", async (Ask ask, MeetingReading reading, CancellationToken cancel) =>
            ListAnswer<MeetingAnswer>.OfAll(await reading.List(new(ask.Number("year"), ask.Choice<MeetingKind>("kind"), ask.Day("from")), ask.View(), cancel), ask.Paging(), m => m))
        .Takes("year", "kind", "from", "asOf", "knownAt", "page", "pageSize").WithName("meetings").WithSummary("Các cuộc giao ban đã họp đến hết ngày xem, mới nhất trước.");

        meetings.MapGet("/counts", async (Ask ask, MeetingReading reading, CancellationToken cancel) =>
        {
            var view = ask.View();
            return new MeetingCountsAnswer(view.AsOf, view.KnownAt, await reading.Counts("/api/meetings", "year", ask.Number("year"), view, cancel));
        })
        .Takes("year", "asOf", "knownAt").WithName("meeting-counts").WithSummary("Số cuộc giao ban tháng, chuyên đề theo năm; mỗi số dẫn tới danh sách.");

        meetings.MapGet("/{id:guid}", async (Guid id, Ask ask, MeetingReading reading, HttpResponse response, CancellationToken cancel) =>
        {
            var detail = await reading.Detail(id, ask.View(), cancel);
            response.Headers.ETag = Preconditions.ETag(detail.Meeting.Version);
            return detail;
        })
        .Takes("asOf", "knownAt").WithName("meeting").WithSummary("Một cuộc giao ban: kết luận, và kết luận cuộc trước đã ra sao đến ngày họp.");

        Paper("agenda.docx", "meeting-agenda", "Chương trình phiên họp, kèm kết quả thực hiện kết luận phiên trước (Word, Nghị định 30/2020/NĐ-CP).", "Chương trình", MeetingPapers.Agenda);
        Paper("notice.docx", "meeting-notice", "Thông báo kết luận (Word, Nghị định 30/2020/NĐ-CP).", "Thông báo kết luận", MeetingPapers.Notice);

        void Paper(string path, string name, string summary, string called, Action<Stream, MeetingTold> write) =>
            meetings.MapGet($"/{{id:guid}}/{path}", async (Guid id, Ask ask, MeetingReading reading, CancellationToken cancel) =>
            {
                var told = await reading.Told(id, ask.View(), cancel);
                return await WorkbookFile.Answer(file => { write(file, told); return Task.CompletedTask; }, $"{called} {told.Meeting.Lower.Replace('/', '-')}.docx", WorkbookFile.DocumentType);
            })
            .Takes("asOf", "knownAt").Produces(200, contentType: WorkbookFile.DocumentType).WithName(name).WithSummary(summary);

        var writing = api.MapGroup("/meetings").WithTags("Giao ban").RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes).Writes();

        writing.MapPost("/", (MeetingRequest request, MeetingWriting meetings, CancellationToken cancel) => meetings.Make(request, cancel))
            .Produces<MeetingAnswer>(201).WithName("create-meeting").WithSummary("Ghi một cuộc giao ban.");

        writing.MapPost("/several", async (SeveralMeetings request, MeetingWriting meetings, CancellationToken cancel) => new Written(new { meetings = await meetings.MakeSeveral(request.Meetings, cancel) }))
            .WithName("create-meetings").WithSummary("Ghi nhiều cuộc giao ban cùng lúc: tất cả hoặc không cuộc nào; lỗi ghi theo tên.thứ tự (number.0). Cuộc đã có (cùng loại, số, năm) thì được nêu tên.");

        writing.MapPut("/{id:guid}", (Guid id, MeetingRequest request, MeetingWriting meetings, HttpRequest http, CancellationToken cancel) => meetings.Change(id, request, http.ExpectedVersion(), cancel))
            .WithMetadata(new NeedsVersionMetadata()).Produces<MeetingAnswer>().WithName("change-meeting").WithSummary("Sửa một cuộc giao ban. Cần If-Match.");

        writing.MapDelete("/{id:guid}", (Guid id, MeetingWriting meetings, HttpRequest http, CancellationToken cancel) => meetings.Void(id, http.ExpectedVersion(), cancel))
            .WithMetadata(new NeedsVersionMetadata()).WithName("void-meeting").WithSummary("Gỡ một cuộc giao ban nhập nhầm, khi không còn kết luận nào. Cần If-Match.");

        writing.MapPost("/{id:guid}/conclusions", (Guid id, ConclusionsRequest request, MeetingWriting meetings, CancellationToken cancel) => meetings.Conclude(id, request, cancel))
            .Produces<ConcludedAnswer>().WithName("conclude-meeting").WithSummary("Ghi kết luận; kết luận có cơ quan chủ trì thành nhiệm vụ phát sinh từ ngày họp.");

        writing.MapDelete("/{id:guid}/conclusions/{conclusion:long}", (Guid id, long conclusion, MeetingWriting meetings, CancellationToken cancel) => meetings.TakeBack(id, conclusion, cancel))
            .WithName("void-conclusion").WithSummary("Gỡ một kết luận không giao việc, nhập nhầm.");
    }
}
