using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Tracker.Api.Imports;
using Tracker.Db.Items;
using Tracker.Domain;
using Tracker.Domain.Imports;
using Tracker.Jobs.Imports;

namespace Tracker.Api.Shared;

/// <summary>A request that can't be carried out as it stands; becomes a problem (RFC 9457) with a Vietnamese sentence.</summary>
public sealed class Refused(int status, string code, string detail) : Exception(detail)
{
    public int Status { get; } = status;
    public string Code { get; } = code;
    /// <summary>What is there now, or the single mistakes; shown to the caller beside the sentence.</summary>
    public Dictionary<string, object?> Extensions { get; init; } = [];

    /// <summary>The same, said of one field of the request.</summary>
    public Refused About(string field)
    {
        Extensions["errors"] = new Dictionary<string, string[]> { [field] = [Message] };
        return this;
    }

    public static Refused BadRequest(string code, string detail) => new(400, code, detail);
    /// <summary>One field of a request won't do.</summary>
    public static Refused Field(string name, string sentence) => new Refused(400, "invalid", sentence).About(name);

    /// <summary>Throws when nothing was written there.</summary>
    public static void Needs(string? text, string name, string sentence)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Field(name, sentence);
    }

    public static Refused NotFound(string what) => new(404, "not-found", $"Không tìm thấy {what}. Hãy kiểm tra lại địa chỉ, hoặc mở từ danh sách.");
}

/// <summary>Every error becomes one kind of answer: problem details with a stable <c>type</c> and a sentence that says what to do.</summary>
public sealed class Problems(IProblemDetailsService details, ILogger<Problems> log) : IExceptionHandler
{
    internal const string TypePrefix = "urn:tracker:problem:";
    private const string WantedMedia = "Hãy gửi nội dung dạng JSON (Content-Type: application/json); riêng tệp cần nhập thì gửi trong ô “file” của biểu mẫu (multipart/form-data).";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancel)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return true;
        var problem = Describe(exception);
        if (problem.Status >= 500)
        {
            problem.Extensions["reference"] = context.TraceIdentifier;
            log.LogError(exception, "Request {Reference} failed with {Status}", context.TraceIdentifier, problem.Status);
        }
        context.Response.StatusCode = problem.Status!.Value;
        if (problem.Status == 503)
            context.Response.Headers.RetryAfter = "5";
        return await details.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }

    /// <summary>What went wrong, in a sentence; 500 and above for what is the program's own fault.</summary>
    public static ProblemDetails Describe(Exception exception) => exception switch
    {
        Refused e => Problem(e.Status, e.Code, e.Message, e.Extensions),
        RuleBroken e => Problem(409, e.Code, e.Message),
        AlreadySuperseded => Problem(409, "already-corrected", "Ghi nhận này vừa được người khác đính chính. Hãy mở lại nhiệm vụ để xem bản mới rồi thực hiện lại nếu còn cần."),
        UnreadableWorkbook e => Problem(422, e.Code, e.Message),
        FindingsOpen e => Problem(422, "findings-open", ImportAnswer.Of(e.State.Import, e.State.Reading).Notice,
            new() { ["findings"] = e.State.Reading!.Findings.Where(f => f.IsOpen) }),
        VersionConflict e => Problem(412, "changed-meanwhile", "Người khác vừa thay đổi nội dung này. Hãy mở lại để xem thay đổi rồi lưu lại.", new() { ["version"] = e.Current }),
        BadHttpRequestException { StatusCode: 413 } => Problem(413, "too-large", "Nội dung gửi lên quá lớn. Hãy gửi tệp nhỏ hơn."),
        BadHttpRequestException { InnerException: JsonException { Path: { Length: > 0 } place } } => Problem(400, "unreadable-request",
            $"Không đọc được yêu cầu: nội dung gửi lên không đúng khuôn dạng (cần JSON hợp lệ) tại {place}: tên lạ, thiếu một giá trị bắt buộc, hoặc giá trị sai kiểu (ngày như 2019-11-30, từ 1900 đến 2999). Hãy sửa rồi gửi lại; các kiểu được mô tả tại /openapi/v1.json.", new() { ["place"] = place }),
        InvalidOperationException { Source: "Microsoft.AspNetCore.Http" } e when e.Message.Contains("Content-Type", StringComparison.Ordinal) => Problem(415, "unsupported-media-type", WantedMedia),
        // A change without its kind, or a character set that nobody knows, is found out below the reading of JSON.
        BadHttpRequestException or NotSupportedException { Source: "System.Text.Json" } or InvalidOperationException { Source: "Microsoft.AspNetCore.Http.Extensions" } => Problem(400, "unreadable-request", "Không đọc được yêu cầu: nội dung gửi lên không đúng khuôn dạng (cần JSON hợp lệ). Hãy kiểm tra rồi gửi lại."),
        NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: SocketException or IOException or TimeoutException }
            or PostgresException { SqlState: "57P01" or "57P02" or "57P03" } or TimeoutException
            => Problem(503, "database-away", "Cơ sở dữ liệu tạm thời không trả lời; nội dung vừa gửi chưa được ghi. Hãy thử lại sau ít giây."),
        _ => Problem(500, "unexpected", "Chương trình gặp lỗi ngoài dự kiến; nội dung vừa gửi chưa được ghi. Hãy thử lại, hoặc báo quản trị kèm mã tham chiếu."),
    };

    private static ProblemDetails Problem(int status, string code, string detail, Dictionary<string, object?>? extensions = null) => new()
    {
        Status = status,
        Type = TypePrefix + code,
        Title = Title(status),
        Detail = detail,
        Extensions = extensions ?? [],
    };

    /// <summary>What a status means, for problems that the framework itself answers too.</summary>
    public static string Title(int status) => status switch
    {
        400 => "Yêu cầu chưa đúng",
        401 => "Cần đăng nhập",
        403 => "Không có quyền",
        404 => "Không tìm thấy",
        405 => "Địa chỉ này không nhận thao tác đó",
        409 => "Không thực hiện được",
        412 => "Nội dung đã thay đổi",
        413 => "Quá lớn",
        415 => "Không nhận định dạng này",
        422 => "Tệp chưa dùng được",
        428 => "Thiếu phiên bản",
        429 => "Tạm khóa",
        503 => "Tạm thời gián đoạn",
        _ => "Có lỗi",
    };

    /// <summary>Fills in what the framework's own refusals (405, 415, an unknown address) leave in English.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Type?.StartsWith(TypePrefix, StringComparison.Ordinal) == true)
            return;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Type = TypePrefix + status switch { 404 => "not-found", 405 => "method-not-allowed", 415 => "unsupported-media-type", 400 => "unreadable-request", _ => $"http-{status}" };
        problem.Title = Title(status);
        problem.Detail = status switch
        {
            404 => "Không có địa chỉ này. Hãy kiểm tra lại địa chỉ, hoặc bắt đầu từ trang đầu.",
            405 when Pages.ProblemWriter.WantsPage(context.HttpContext.Request) => "Địa chỉ này chỉ nhận biểu mẫu, không mở thành trang được. Hãy mở lại trang từ danh sách, hoặc bắt đầu từ trang đầu.",
            400 when Pages.ProblemWriter.WantsPage(context.HttpContext.Request) => "Không đọc được yêu cầu vừa gửi. Hãy trở lại trang trước rồi gửi lại.",
            429 => "Đã thử quá nhiều lần trong một phút. Hãy đợi một phút rồi thử lại.",
            405 => "Địa chỉ này không nhận thao tác vừa gửi. Hãy xem mô tả API tại /openapi/v1.json.",
            415 => WantedMedia,
            400 => "Không đọc được yêu cầu: nội dung gửi lên không đúng khuôn dạng (cần JSON hợp lệ). Hãy kiểm tra rồi gửi lại.",
            _ => problem.Detail,
        };
    }
}
