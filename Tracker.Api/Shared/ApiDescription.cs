using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tracker.Db.Figures;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Api.Shared;

/// <summary>Names of the parameters that <see cref="Ask"/> reads from an address, for the description of the API.</summary>
public sealed record TakesMetadata(IReadOnlyList<string> Names);

/// <summary>What <c>/openapi/v1.json</c> says beyond the endpoints themselves.</summary>
public static class ApiDescription
{
    private static readonly Dictionary<string, (JsonSchemaType Type, string? Format, string Text)> Parameters = new()
    {
        ["programme"] = (JsonSchemaType.String, "uuid", "Mã chương trình."),
        ["year"] = (JsonSchemaType.Integer, null, "Năm: chương trình công tác của năm đó, hoặc nhiệm vụ của năm đó theo origin."),
        ["years"] = (JsonSchemaType.String, null, "Các năm, cách nhau bằng dấu phẩy: 2017,2018,2019."),
        ["origin"] = (JsonSchemaType.String, null, "Nguồn nhiệm vụ: " + Values<Origin>() + "; programme nếu không ghi."),
        ["asOf"] = (JsonSchemaType.String, "date", "Tính đến hết ngày này; hôm nay nếu không ghi."),
        ["knownAt"] = (JsonSchemaType.String, "date-time", "Theo những gì đã ghi đến thời điểm này; bây giờ nếu không ghi."),
        ["unit"] = (JsonSchemaType.String, null, "Đơn vị chủ trì: mã hoặc tên."),
        ["cooperatingUnit"] = (JsonSchemaType.String, null, "Đơn vị phối hợp: mã hoặc tên."),
        ["groupBy"] = (JsonSchemaType.String, null, "Chia nhóm: " + Values<GroupBy>() + "."),
        ["activity"] = (JsonSchemaType.String, null, "Loại hoạt động: " + Values<ActivityKind>() + "."),
        ["asOf2"] = (JsonSchemaType.String, "date", "Phía trước của so sánh: tính đến hết ngày này; cuối tháng trước của asOf nếu không ghi."),
        ["knownAt2"] = (JsonSchemaType.String, "date-time", "Phía trước của so sánh: theo những gì đã ghi đến thời điểm này; như knownAt nếu không ghi."),
        ["month"] = (JsonSchemaType.String, null, "Tháng của thời hạn hiện tại: 2019-03, hoặc none."),
        ["dueTo"] = (JsonSchemaType.String, "date", "Thời hạn hiện tại đến hết ngày này."),
        ["missing"] = (JsonSchemaType.String, null, "Chỉ các nhiệm vụ chưa ghi: " + Values<ItemField>() + "."),
        ["figure"] = (JsonSchemaType.String, null, "Chỉ các nhiệm vụ mà số liệu này đếm: " + Values<Figure>() + "; nhiều số liệu cách nhau bằng dấu phẩy."),
        ["status"] = (JsonSchemaType.String, null, "Như figure: completed, inProgress, notStarted, carriedOver, withdrawn."),
        ["timeliness"] = (JsonSchemaType.String, null, "Như figure: onTime, late, overdue, dueSoon, notDue, noDeadline."),
        ["event"] = (JsonSchemaType.String, null, "Việc xảy ra trong kỳ from–to: " + Values<PeriodEvent>() + "."),
        ["from"] = (JsonSchemaType.String, "date", "Ngày đầu của kỳ, tính cả ngày đó."),
        ["to"] = (JsonSchemaType.String, "date", "Ngày cuối của kỳ, tính cả ngày đó."),
        ["period"] = (JsonSchemaType.String, null, "Kỳ của báo cáo, trong năm của chương trình: month-1 … month-12, quarter-1 … quarter-4, half-1, half-2, year; tháng của asOf nếu không ghi."),
        ["cutOff"] = (JsonSchemaType.Boolean, null, "Kỳ chốt số liệu từ ngày 15 tháng trước đến ngày 14."),
        ["seal"] = (JsonSchemaType.String, null, "Mã số liệu đã công bố; có mã thì tệp được lập từ đúng số liệu ấy."),
        ["q"] = (JsonSchemaType.String, null, "Tìm các từ, không cần dấu: van phong."),
        ["why"] = (JsonSchemaType.String, null, "Loại khác biệt giữa tệp và số liệu đã ghi: " + Values<Domain.Imports.Discrepancy>() + "."),
        ["what"] = (JsonSchemaType.String, null, "Chỉ các nội dung mà văn bản điều chỉnh làm việc này: " + Values<Domain.Programmes.Amended>() + "."),
        ["account"] = (JsonSchemaType.String, "uuid", "Mã tài khoản."),
        ["kind"] = (JsonSchemaType.String, null, "Loại việc: " + Values<Db.Journal.JournalKind>() + "."),
        ["before"] = (JsonSchemaType.String, null, "Lấy từ next của trang trước."),
        ["person"] = (JsonSchemaType.String, "uuid", "Mã người."),
        ["item"] = (JsonSchemaType.String, "uuid", "Mã nhiệm vụ."),
        ["result"] = (JsonSchemaType.String, null, "Kết quả: " + Values<Db.Reminders.ReminderResult>() + "; sent gồm cả acknowledged."),
        ["leader"] = (JsonSchemaType.String, null, "Lãnh đạo phụ trách, đúng như đã ghi."),
        ["officer"] = (JsonSchemaType.String, null, "Chuyên viên theo dõi, đúng như đã ghi."),
        ["group"] = (JsonSchemaType.String, null, "Nhóm trong chương trình, đúng như đã ghi."),
        ["dir"] = (JsonSchemaType.String, null, "Chiều xếp: asc, hoặc desc để xếp ngược; mục không có gì để xếp luôn ở cuối."),
        ["order"] = (JsonSchemaType.String, null, "Thứ tự: " + Values<ItemOrder>() + "."),
        ["standing"] = (JsonSchemaType.String, null, "Tình trạng của quy chế vào ngày asOf: " + Values<Domain.Coordination.AgreementStatus>() + "."),
        ["keeper"] = (JsonSchemaType.String, null, "Cơ quan theo dõi quy chế: mã hoặc tên."),
        ["party"] = (JsonSchemaType.String, null, "Một bên của quy chế: mã hoặc tên."),
        ["meeting"] = (JsonSchemaType.String, "uuid", "Mã cuộc giao ban."),
        ["agreement"] = (JsonSchemaType.String, "uuid", "Mã quy chế phối hợp."),
        ["duty"] = (JsonSchemaType.String, null, "Nhiệm vụ phối hợp mà chỉ số này đếm, theo thời hạn trong kỳ from–to: " + Values<Domain.Coordination.DutyFigure>() + "."),
        ["page"] = (JsonSchemaType.Integer, null, "Trang, từ 1."),
        ["pageSize"] = (JsonSchemaType.Integer, null, "Số mục một trang, đến 1000; 50 nếu không ghi."),
    };

    public const string ApiPage = "/tai-lieu-api";

    /// <summary>Says which parameters of the address an endpoint reads.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params string[] names) => endpoint.WithMetadata(new TakesMetadata(names));

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Tracker";
            document.Info.Description =
                "API theo dõi chương trình công tác của HĐND. Ngày theo ISO 8601 (2019-11-30), mốc thời gian UTC. " +
                "asOf: tính đến hết ngày; knownAt: theo những gì đã ghi đến thời điểm đó. Lỗi theo RFC 9457, kèm một câu tiếng Việt. " +
                "Đăng nhập bằng mã truy cập cá nhân: Authorization: Bearer ….";
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Mã truy cập cá nhân." },
            };
            document.Security = [new() { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
            return Task.CompletedTask;
        });
        // RequestJson reads texts and days by converters of its own, of which the description knows nothing.
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type != typeof(string) && type != typeof(DateOnly))
                return Task.CompletedTask;
            schema.Type = JsonSchemaType.String | (context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.Null : default);
            schema.Format = type == typeof(DateOnly) ? "date" : schema.Format;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (var name in context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesMetadata>().SelectMany(t => t.Names))
            {
                var (type, format, text) = Parameters[name];
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = name, In = ParameterLocation.Query, Description = text, Schema = new OpenApiSchema { Type = type, Format = format },
                });
            }
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<WritesMetadata>().Any())
            {
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = "Idempotency-Key", In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
                    Description = "Khóa của riêng yêu cầu này: gửi lại với cùng khóa thì nhận lại đúng câu trả lời cũ và không ghi thêm gì.",
                });
            }
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<NeedsVersionMetadata>().Any())
            {
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = "If-Match", In = ParameterLocation.Header, Required = true, Description = "Phiên bản đang sửa, lấy từ ETag: \"3\".",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }
            if (operation.RequestBody?.Content?.TryGetValue("application/json", out var body) == true && ApiExamples.Bodies.TryGetValue(operation.OperationId ?? "", out var example))
                body.Example = JsonNode.Parse(example);
            if (operation.RequestBody?.Content?.TryGetValue("multipart/form-data", out var form) == true && ApiExamples.Bodies.TryGetValue(operation.OperationId ?? "", out var fields))
            {
                form.Example = JsonNode.Parse(fields);
                // The framework leaves out the names of texts beside a file.
                form.Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = context.Description.ParameterDescriptions.Where(p => p.Source.Id is "Form" or "FormFile").ToDictionary(
                        p => p.Name, p => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String, Format = p.Source.Id == "FormFile" ? "binary" : null }),
                };
            }
            return Task.CompletedTask;
        });
    }

    /// <summary>The page on which people read and try the API.</summary>
    public static void UseApiPage(this IApplicationBuilder app) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = ApiPage.TrimStart('/');
        page.DocumentTitle = "API của Tracker";
        page.SwaggerEndpoint("/openapi/v1.json", "Tracker");
        page.EnablePersistAuthorization();
        page.DisplayOperationId();
    });

    private static string Values<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
}

/// <summary>Marks endpoints that take <c>Idempotency-Key</c>.</summary>
public sealed record WritesMetadata;

/// <summary>Marks endpoints that want <c>If-Match</c>.</summary>
public sealed record NeedsVersionMetadata;
