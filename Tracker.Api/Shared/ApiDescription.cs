using Microsoft.AspNetCore.OpenApi;

namespace Tracker.Api.Shared;

/// <summary>What <c>/openapi/v1.json</c> says beyond the endpoints themselves.</summary>
public static class ApiDescription
{
    public static void Configure(OpenApiOptions options) =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Tracker";
            document.Info.Description =
                "API theo dõi chương trình công tác của HĐND. Ngày theo ISO 8601 (2019-11-30), mốc thời gian UTC. " +
                "asOf: tính đến hết ngày; knownAt: theo những gì đã ghi đến thời điểm đó. Lỗi theo RFC 9457, kèm một câu tiếng Việt.";
            return Task.CompletedTask;
        });
}
